//! A new tranche, as its lender writes it.

use alloc::string::String;

use super::{Tranche, TrancheFields, TrancheRoomRefs, TrancheStatus, TrancheType};
use crate::{
    Result,
    id::{OfferId, PartyId, TrancheId},
    input::{Json, Read, check_format, filled},
    money::{Money, Rate},
    mortgage::Offer,
    room::RoomId,
    time::Validity,
};

/// The argument of `tranche.issue`: a tranche without what the library fills in.
///
/// Its JSON is the tranche's own. Status, version, holder, issuer and room may be left out; given, they must be what the
/// library would write (`input.bad_value`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NewTranche {
    /// The id, from the host.
    pub voucher_id: TrancheId,
    /// What kind of voucher it is.
    #[cfg_attr(feature = "schema", schemars(rename = "type", extend("x-field" = "voucher_type")))]
    pub voucher_type: TrancheType,
    /// The offer whose loan it is a part of.
    pub underlying_offer_id: OfferId,
    /// How much of the loan it is.
    pub nominal_amount: Money,
    /// What it is expected to yield in a year.
    pub expected_yield: Rate,
    /// How risky it is, in the lender's own classes.
    pub risk_class: String,
    /// For how many years it runs.
    pub duration_years: u32,
    /// From when until when it can be taken.
    pub validity: Validity,
    /// The lender; if given, it must be the offer's.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub issuer_id: Option<PartyId>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for NewTranche {
    const ALWAYS: &'static [&'static str] = &[
        "voucherId",
        "type",
        "underlyingOfferId",
        "nominalAmount",
        "expectedYield",
        "riskClass",
        "durationYears",
        "validity",
    ];
    const ADDED: &'static [&'static str] = &["issuerId"];
}

impl Read for NewTranche {
    fn read(json: &Json) -> Result<Self> {
        check_format(json)?;
        let fields = json.fields(&[
            "voucherId",
            "type",
            "underlyingOfferId",
            "issuerId",
            "holderUid",
            "status",
            "nominalAmount",
            "expectedYield",
            "riskClass",
            "durationYears",
            "validity",
            "roomRefs",
            "version",
            "format",
        ])?;
        let new = Self {
            voucher_id: fields.take("voucherId")?,
            voucher_type: fields.take("type")?,
            underlying_offer_id: fields.take("underlyingOfferId")?,
            nominal_amount: fields.take("nominalAmount")?,
            expected_yield: fields.take("expectedYield")?,
            risk_class: fields.take("riskClass")?,
            duration_years: fields.take("durationYears")?,
            validity: fields.take("validity")?,
            issuer_id: fields.take("issuerId")?,
        };
        filled("holderUid", Some(fields.take::<Option<PartyId>>("holderUid")?), &None)?;
        filled("status", fields.take("status")?, &TrancheStatus::Offered)?;
        filled("version", fields.take("version")?, &1u64)?;
        if let Some(TrancheRoomRefs { investor_room_id }) = fields.take("roomRefs")? {
            filled("investorRoomId", investor_room_id, &RoomId::for_tranche(&new.voucher_id))
                .map_err(|error| error.within("roomRefs"))?;
        }
        Ok(new)
    }
}

impl NewTranche {
    /// Refuses another issuer than the lender of the offer that it names.
    pub(crate) fn check_issuer(&self, offer: &Offer) -> Result<()> {
        if offer.voucher_id != self.underlying_offer_id {
            return Ok(());
        }
        filled("issuerId", self.issuer_id.clone(), &offer.issuer_id).map_err(|error| error.within("tranche"))
    }

    /// The tranche that issuing it on this offer gives.
    pub(super) fn issued(&self, offer: &Offer) -> Result<Tranche> {
        let new = self.clone();
        Tranche::new(TrancheFields {
            room_refs: TrancheRoomRefs { investor_room_id: Some(RoomId::for_tranche(&new.voucher_id)) },
            voucher_id: new.voucher_id,
            voucher_type: new.voucher_type,
            underlying_offer_id: new.underlying_offer_id,
            issuer_id: offer.issuer_id.clone(),
            holder_uid: None,
            status: TrancheStatus::Offered,
            nominal_amount: new.nominal_amount,
            expected_yield: new.expected_yield,
            risk_class: new.risk_class,
            duration_years: new.duration_years,
            validity: new.validity,
            version: 1,
        })
    }
}
