//! Who may enter a room.

use mot_core::{
    id::{PartyId, VoucherId},
    room,
};
use pyo3::prelude::*;

use super::RoomId;
use crate::{
    documents::{Application, Contract, Offer, Property, Tranche},
    error::call,
    json::{self, Fault},
    lifecycle, scalar,
};

/// Who may enter the room of one entity, as its document says at this moment: the parties of the entity, and nobody
/// else. Ask again when the document has changed.
///
/// >>> from mot_core import Admission
/// >>> admission = Admission.of_voucher("v-2025-0001", "provider-1")
/// >>> str(admission.room)
/// 'voucher:v-2025-0001'
/// >>> admission.check("provider-1")
/// >>> admission.check("user-abc")
/// Traceback (most recent call last):
///     ...
/// mot_core.errors.RoomError: room.not_admitted: only the parties of the entity may enter its room
#[pyclass(frozen, module = "mot_core.room")]
#[derive(Debug)]
pub(crate) struct Admission(pub(super) room::Admission);

#[pymethods]
impl Admission {
    /// To the room of a property: its owner, and the brokers and appraisers that were invited.
    #[staticmethod]
    #[pyo3(signature = (property, invited = None))]
    fn of_property(property: &Property, invited: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let invited: Vec<PartyId> = scalar::read_optional(invited, "invited")?.unwrap_or_default();
        Ok(Self(room::Admission::of_property(&property.0, &invited)))
    }

    /// To the room of an application: its borrower, and the lenders that it was shared with.
    #[staticmethod]
    fn of_application(application: &Application) -> Self {
        Self(room::Admission::of_application(&application.0))
    }

    /// To the room of an offer: its borrower and its lender.
    #[staticmethod]
    fn of_offer(offer: &Offer) -> Self {
        Self(room::Admission::of_offer(&offer.0))
    }

    /// To the room of a contract: borrower, lender, and the assigned notary.
    #[staticmethod]
    fn of_contract(contract: &Contract) -> Self {
        Self(room::Admission::of_contract(&contract.0))
    }

    /// To the room of a tranche: its issuer, the investor that took it, and the investors that were admitted.
    #[staticmethod]
    #[pyo3(signature = (tranche, investors = None))]
    fn of_tranche(tranche: &Tranche, investors: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let investors: Vec<PartyId> = scalar::read_optional(investors, "investors")?.unwrap_or_default();
        Ok(Self(room::Admission::of_tranche(&tranche.0, &investors)))
    }

    /// To the room of a voucher: its issuer, and its holder if it has one.
    #[staticmethod]
    #[pyo3(signature = (id, issuer, holder = None))]
    fn of_voucher(
        id: &Bound<'_, PyAny>,
        issuer: &Bound<'_, PyAny>,
        holder: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let id = scalar::text(id, "id", VoucherId::parse)?;
        let issuer = scalar::text(issuer, "issuer", PartyId::parse)?;
        let holder = holder.map(|holder| scalar::text(holder, "holder", PartyId::parse)).transpose()?;
        Ok(Self(room::Admission::of_voucher(&id, &issuer, holder.as_ref())))
    }

    /// The same by the name of the kind, on values as `json.loads` gives them: the stored document of a `property`, an
    /// `application`, an `offer`, a `contract` or a `tranche`; of a `voucher`
    /// `{"voucherId": …, "issuerUid": …, "holderUid": …}`.
    ///
    /// `invited` are ids, for a property or a tranche only (`input.unknown_field`). Documents are read strictly.
    #[staticmethod]
    #[pyo3(signature = (kind, document, invited = None))]
    fn read(
        kind: &Bound<'_, PyAny>,
        document: &Bound<'_, PyAny>,
        invited: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let kind = scalar::borrowed_text(kind, "kind")?;
        let document =
            json::of_document(document).map_err(|fault: Fault| fault.within("document").raise())?;
        let invited = invited.map(|invited| json::of_call(invited)).transpose();
        let invited = invited.map_err(|fault| fault.within("invited").raise())?;
        call(|| room::Admission::read(kind, &document, invited.as_ref()).map(Self))
    }

    /// The room of the entity.
    #[getter]
    fn room(&self) -> RoomId {
        RoomId(self.0.room().clone())
    }

    /// Refuses everybody but the entity's parties, as `room.not_admitted`.
    fn check(&self, actor: &Bound<'_, PyAny>) -> PyResult<()> {
        let actor = lifecycle::actor(actor, "actor")?;
        call(|| self.0.check(&actor))
    }

    fn __repr__(&self) -> String {
        format!("Admission(room='{}')", self.0.room())
    }
}
