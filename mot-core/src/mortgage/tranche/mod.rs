//! Tranches: parts of a loan that its lender offers to investors.

use alloc::string::String;
use core::ops::Deref;

use crate::{
    Error, Result,
    id::{OfferId, PartyId, TrancheId},
    input::{InputError, Json, Read, Write, document_fields, stored_document, words},
    money::{Money, Rate},
    room::RoomId,
    time::Validity,
};

mod commands;
mod facts;
mod machine;
mod new;

pub use machine::{TrancheCommand, TrancheGuard, TrancheMachine};
pub use new::NewTranche;

/// A tranche of a loan (*Hypotheken-Tranche*), as a voucher that an investor may take. Its fields agree with each other:
/// it has a holder if and only if it is placed.
///
/// ```
/// use mot_core::{input::Read, mortgage::Tranche};
///
/// let text = r#"{
///     "voucherId": "mort-tranche-2025-0001-A", "type": "mortgage-tranche", "underlyingOfferId": "mort-offer-2025-0001",
///     "issuerId": "bank-xyz", "holderUid": null, "status": "offered",
///     "nominalAmount": { "amount": 1000000, "currency": "EUR" },
///     "expectedYield": 0.028, "riskClass": "A", "durationYears": 10,
///     "validity": { "validFrom": "2025-02-02T00:00:00Z", "validUntil": "2025-03-01T23:59:59Z" },
///     "roomRefs": { "investorRoomId": "mortgage:tranche:mort-tranche-2025-0001-A" } }"#;
/// assert_eq!(Tranche::from_json(text)?.nominal_amount.decimal(), "10000.00");
/// let placed = text.replace("offered", "placed");
/// assert_eq!(Tranche::from_json(&placed).unwrap_err().code().as_str(), "input.bad_value");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tranche(TrancheFields);

/// A tranche of a loan (*Hypotheken-Tranche*), as a voucher that an investor may take: its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Tranche", rename_all = "camelCase")
)]
pub struct TrancheFields {
    /// The id.
    pub voucher_id: TrancheId,
    /// What kind of voucher it is.
    #[cfg_attr(feature = "schema", schemars(rename = "type", extend("x-field" = "voucher_type")))]
    pub voucher_type: TrancheType,
    /// The offer whose loan it is a part of.
    pub underlying_offer_id: OfferId,
    /// The lender.
    pub issuer_id: PartyId,
    /// The investor that took it.
    pub holder_uid: Option<PartyId>,
    /// Where it stands.
    pub status: TrancheStatus,
    /// How much of the loan it is.
    pub nominal_amount: Money,
    /// What it is expected to yield in a year, as the lender states it.
    pub expected_yield: Rate,
    /// How risky it is, in the lender's own classes.
    pub risk_class: String,
    /// For how many years it runs.
    pub duration_years: u32,
    /// From when until when it can be taken.
    pub validity: Validity,
    /// The room where it is talked about.
    pub room_refs: TrancheRoomRefs,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(TrancheFields {
    voucher_id: "voucherId",
    voucher_type: "type",
    underlying_offer_id: "underlyingOfferId",
    issuer_id: "issuerId",
    holder_uid: "holderUid",
    status: "status",
    nominal_amount: "nominalAmount",
    expected_yield: "expectedYield",
    risk_class: "riskClass",
    duration_years: "durationYears",
    validity: "validity",
    room_refs: "roomRefs",
});

words! {
    /// The type of a tranche's voucher.
    pub enum TrancheType {
        /// A mortgage tranche.
        MortgageTranche = "mortgage-tranche",
    }
}

words! {
    /// Where a tranche stands.
    pub enum TrancheStatus {
        /// It can be taken while it is valid and its loan is live.
        Offered = "offered",
        /// An investor took it.
        Placed = "placed",
        /// The lender withdrew it, or its loan is gone.
        Withdrawn = "withdrawn",
        /// Its validity ended.
        Expired = "expired",
    }
}

/// The room of a tranche.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct TrancheRoomRefs {
    /// Where the lender and its investors talk.
    pub investor_room_id: Option<RoomId>,
}

document_fields!(TrancheRoomRefs { investor_room_id: "investorRoomId" });

impl Tranche {
    /// The tranche of these fields. A status that contradicts the holder is `input.bad_value`.
    pub fn new(fields: TrancheFields) -> Result<Self> {
        if (fields.status == TrancheStatus::Placed) == fields.holder_uid.is_some() {
            return Ok(Self(fields));
        }
        let expected = "placed with a holder, and another status without one";
        Err(Error::from(InputError::BadValue { expected }).within("status"))
    }

    /// The fields, to build another tranche from.
    pub fn into_fields(self) -> TrancheFields {
        self.0
    }

    /// Whether it takes its part of the loan: offered or placed.
    pub(super) fn is_live(&self) -> bool {
        matches!(self.0.status, TrancheStatus::Offered | TrancheStatus::Placed)
    }

    /// The same tranche with another version.
    pub(super) fn with_version(mut self, version: u64) -> Self {
        self.0.version = version;
        self
    }
}

impl Deref for Tranche {
    type Target = TrancheFields;

    fn deref(&self) -> &TrancheFields {
        &self.0
    }
}

impl Read for Tranche {
    fn read(json: &Json) -> Result<Self> {
        Self::new(TrancheFields::read(json)?)
    }
}

impl Write for Tranche {
    fn write(&self) -> Json {
        self.0.write()
    }
}
