//! The ids of rooms.

use mot_core::{
    id::{ApplicationId, ContractId, OfferId, PropertyId, TrancheId, VoucherId},
    input::Word,
    room,
};
use pyo3::prelude::*;

use crate::{
    records::{self, Reduced},
    scalar,
};

/// The id of a room: `mortgage:offer:O-2025-0001`, `voucher:v-1`, `wabe:A-1`. Nothing is repaired.
///
/// Refused with the codes of the family `room`, in their fixed order.
///
/// >>> from mot_core import RoomId
/// >>> room = RoomId.parse("mortgage:offer:O-2025-0001")
/// >>> room.namespace, room.kind, room.id, room.form
/// ('mortgage', 'offer', 'O-2025-0001', 'typed')
/// >>> RoomId.parse("mortgage:offer:")
/// Traceback (most recent call last):
///     ...
/// mot_core.errors.RoomError: room.empty_segment: no segment of a room id is empty
#[pyclass(frozen, eq, hash, ord, module = "mot_core.room")]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RoomId(pub(crate) room::RoomId);

#[pymethods]
impl RoomId {
    /// Reads a room id.
    #[staticmethod]
    fn parse(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(text, room::RoomId::parse).map(Self)
    }

    /// `mortgage:property:<id>`: questions and viewings.
    #[staticmethod]
    fn for_property(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(id, PropertyId::parse).map(|id| Self(room::RoomId::for_property(&id)))
    }

    /// `mortgage:application:<id>`: a lender's questions to the borrower.
    #[staticmethod]
    fn for_application(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(id, ApplicationId::parse).map(|id| Self(room::RoomId::for_application(&id)))
    }

    /// `mortgage:offer:<id>`: negotiating one offer.
    #[staticmethod]
    fn for_offer(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(id, OfferId::parse).map(|id| Self(room::RoomId::for_offer(&id)))
    }

    /// `mortgage:contract:<id>`: the last reading, signing, the notary's appointment.
    #[staticmethod]
    fn for_contract(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(id, ContractId::parse).map(|id| Self(room::RoomId::for_contract(&id)))
    }

    /// `mortgage:tranche:<id>`: the issuer and the investors of a tranche.
    #[staticmethod]
    fn for_tranche(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(id, TrancheId::parse).map(|id| Self(room::RoomId::for_tranche(&id)))
    }

    /// `voucher:<id>`: the issuer and the holder of a voucher.
    #[staticmethod]
    fn for_voucher(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(id, VoucherId::parse).map(|id| Self(room::RoomId::for_voucher(&id)))
    }

    /// The first segment.
    #[getter]
    fn namespace(&self) -> &str {
        self.0.namespace()
    }

    /// The middle segment, where there are three.
    #[getter]
    fn kind(&self) -> Option<&str> {
        self.0.kind()
    }

    /// The last segment: an entity's id or a cell.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// How the id is built: `typed`, `legacy`, `cell` or `vertical`.
    #[getter]
    fn form(&self) -> &'static str {
        self.0.form().as_str()
    }

    fn __str__(&self) -> &str {
        self.0.as_str()
    }

    fn __repr__(&self) -> String {
        format!("RoomId.parse('{}')", self.0)
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        records::reduced(this.get_type(), "parse", this.get().0.as_str().to_owned())
    }
}

/// A room id of a call: a `RoomId` or its text.
pub(super) fn room_id(value: &Bound<'_, PyAny>, name: &str) -> PyResult<room::RoomId> {
    match value.cast::<RoomId>() {
        Ok(room) => Ok(room.get().0.clone()),
        Err(_) => scalar::text(value, name, room::RoomId::parse),
    }
}
