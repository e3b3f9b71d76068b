//! A new offer, as its lender writes it.

use alloc::{string::String, vec::Vec};

use super::{Offer, OfferRoomRefs, OfferStatus, OfferType};
use crate::{
    Error, Result,
    id::{ApplicationId, OfferId, PartyId},
    input::{Json, Read, check_format, filled},
    money::Money,
    mortgage::{Conditions, Evidence, Fees, Interest, PolicyReference, Repayment, document::check_location},
    room::RoomId,
    time::Validity,
};

/// The argument of `offer.make`: an offer without what the library fills in.
///
/// Its JSON is the offer's own. Status, version, rooms, policy and evidence may be left out; given, they must be what
/// the library would write (`input.bad_value`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NewOffer {
    /// The id, from the host.
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
    /// How the instalments are reckoned.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub conditions: Conditions,
    /// The policy; if given, it must be the one that the command names.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub policy: Option<PolicyReference>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for NewOffer {
    const ALWAYS: &'static [&'static str] = &[
        "voucherId",
        "type",
        "applicationId",
        "issuerId",
        "holderUid",
        "loan",
        "interest",
        "repayment",
        "fees",
        "validity",
        "termsRef",
    ];
    const ADDED: &'static [&'static str] = &["conditions", "policy"];
}

impl Read for NewOffer {
    fn read(json: &Json) -> Result<Self> {
        check_format(json)?;
        let fields = json.fields(&[
            "voucherId",
            "type",
            "applicationId",
            "issuerId",
            "holderUid",
            "status",
            "loan",
            "interest",
            "repayment",
            "fees",
            "validity",
            "termsRef",
            "roomRefs",
            "conditions",
            "policy",
            "evidence",
            "version",
            "format",
        ])?;
        let new = Self {
            voucher_id: fields.take("voucherId")?,
            voucher_type: fields.take("type")?,
            application_id: fields.take("applicationId")?,
            issuer_id: fields.take("issuerId")?,
            holder_uid: fields.take("holderUid")?,
            loan: fields.take("loan")?,
            interest: fields.take("interest")?,
            repayment: fields.take("repayment")?,
            fees: fields.take("fees")?,
            validity: fields.take("validity")?,
            terms_ref: fields.take("termsRef")?,
            conditions: fields.take_or_empty("conditions")?,
            policy: fields.take("policy")?,
        };
        filled("status", fields.take("status")?, &OfferStatus::Offered)?;
        filled("evidence", Some(fields.take_or_empty::<Vec<Evidence>>("evidence")?), &Vec::new())?;
        filled("version", fields.take("version")?, &1u64)?;
        if let Some(OfferRoomRefs { negotiation_room_id, contract_room_id }) = fields.take("roomRefs")? {
            let rooms = filled("negotiationRoomId", negotiation_room_id, &RoomId::for_offer(&new.voucher_id));
            rooms.map_err(|error: Error| error.within("roomRefs"))?;
            let contract = filled("contractRoomId", Some(contract_room_id), &None);
            contract.map_err(|error| error.within("roomRefs"))?;
        }
        Ok(new)
    }
}

impl NewOffer {
    /// The offer that making it under this policy gives; another policy in it is `input.bad_value`.
    pub(crate) fn made(&self, policy: PolicyReference) -> Result<Offer> {
        let new = self.clone();
        filled("policy", new.policy, &policy).map_err(|error| error.within("offer"))?;
        if let Some(location) = &new.terms_ref {
            check_location("termsRef", location).map_err(|error| error.within("offer"))?;
        }
        Ok(Offer {
            room_refs: OfferRoomRefs {
                negotiation_room_id: Some(RoomId::for_offer(&new.voucher_id)),
                contract_room_id: None,
            },
            voucher_id: new.voucher_id,
            voucher_type: new.voucher_type,
            application_id: new.application_id,
            issuer_id: new.issuer_id,
            holder_uid: new.holder_uid,
            status: OfferStatus::Offered,
            loan: new.loan,
            interest: new.interest,
            repayment: new.repayment,
            fees: new.fees,
            validity: new.validity,
            terms_ref: new.terms_ref,
            conditions: new.conditions,
            policy,
            evidence: Vec::new(),
            version: 1,
        })
    }
}
