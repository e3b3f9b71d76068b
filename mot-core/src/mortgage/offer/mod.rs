//! Offers: what a lender would lend, on which terms, for how long.

use alloc::{string::String, vec::Vec};

use super::{Conditions, DocumentHash, Evidence, Fees, Interest, PolicyReference, Repayment, terms::Terms};
use crate::{
    Result,
    id::{ApplicationId, OfferId, PartyId},
    input::{document_fields, stored_document, words},
    money::Money,
    room::RoomId,
    time::Validity,
};

mod commands;
mod facts;
mod machine;
mod new;

pub use commands::Amendment;
pub use machine::{OfferCommand, OfferGuard, OfferMachine};
pub use new::NewOffer;

/// A lender's offer of a mortgage (*Hypothekenangebot*), as a voucher that its holder may accept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Offer {
    /// The id.
    pub voucher_id: OfferId,
    /// What kind of voucher it is.
    #[cfg_attr(feature = "schema", schemars(rename = "type", extend("x-field" = "voucher_type")))]
    pub voucher_type: OfferType,
    /// The application that it answers.
    pub application_id: ApplicationId,
    /// The lender.
    pub issuer_id: PartyId,
    /// The borrower.
    pub holder_uid: PartyId,
    /// Where it stands.
    pub status: OfferStatus,
    /// How much is lent.
    pub loan: Money,
    /// At which rates.
    pub interest: Interest,
    /// How it is repaid.
    pub repayment: Repayment,
    /// What it costs besides.
    pub fees: Fees,
    /// From when until when it can be accepted.
    pub validity: Validity,
    /// Where the lender's general terms are.
    pub terms_ref: Option<String>,
    /// The rooms where it is talked about.
    pub room_refs: OfferRoomRefs,
    /// How the instalments are reckoned.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub conditions: Conditions,
    /// The policy that it is under.
    pub policy: PolicyReference,
    /// What was shown to the borrower.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub evidence: Vec<Evidence>,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(Offer {
    voucher_id: "voucherId", voucher_type: "type", application_id: "applicationId", issuer_id: "issuerId",
    holder_uid: "holderUid", status: "status", loan: "loan", interest: "interest", repayment: "repayment",
    fees: "fees", validity: "validity", terms_ref: "termsRef", room_refs: "roomRefs", policy: "policy";
    conditions: "conditions", evidence: "evidence",
});

words! {
    /// The type of an offer's voucher.
    pub enum OfferType {
        /// A mortgage offer.
        MortgageOffer = "mortgage-offer",
    }
}

words! {
    /// Where an offer stands.
    pub enum OfferStatus {
        /// It can be accepted while it is valid.
        Offered = "offered",
        /// The borrower accepted it.
        Accepted = "accepted",
        /// The lender withdrew it.
        Withdrawn = "withdrawn",
        /// The borrower declined it.
        Declined = "declined",
        /// Its validity ended.
        Expired = "expired",
        /// Another offer was accepted, or the application withdrawn.
        Superseded = "superseded",
    }
}

/// The rooms of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct OfferRoomRefs {
    /// Where it is negotiated.
    pub negotiation_room_id: Option<RoomId>,
    /// Where its contract is talked about, once accepted.
    pub contract_room_id: Option<RoomId>,
}

document_fields!(OfferRoomRefs {
    negotiation_room_id: "negotiationRoomId",
    contract_room_id: "contractRoomId"
});

impl Offer {
    /// The SHA-256 of the present terms: `loan`, `interest`, `repayment`, `fees`, `validity` and `conditions` in
    /// canonical JSON (RFC 8785). An information sheet names the terms that it is about by it.
    pub fn terms_sha256(&self) -> Result<DocumentHash> {
        Terms::of(self).hash()
    }
}
