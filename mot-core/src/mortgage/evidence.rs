//! Evidence: what a policy asks to be shown, and what was recorded of it.

use alloc::{string::String, vec::Vec};

use super::{DocumentHash, MortgageError, document::check_location};
use crate::{
    Error, Result,
    id::PartyId,
    input::{InputError, document_fields, words},
    time::Timestamp,
};

words! {
    /// What can be shown.
    pub enum EvidenceKind {
        /// The European Standardised Information Sheet was handed over (of an offer; names `termsSha256`).
        InformationSheet = "information_sheet",
        /// The binding offer was handed over (of an offer).
        BindingOfferHandedOver = "binding_offer_handed_over",
        /// The borrower's creditworthiness was assessed (of a contract; has a `result`).
        CreditAssessment = "credit_assessment",
        /// A party was identified (of a contract; names the `subject`).
        Identification = "identification",
        /// The borrower received a copy of the contract (of a contract).
        ContractCopy = "contract_copy",
        /// The borrower received the mandatory information (of a contract).
        MandatoryInformation = "mandatory_information",
        /// The loan was paid out (of a contract).
        Disbursement = "disbursement",
    }
}

impl EvidenceKind {
    /// Whether it is recorded of an offer; the others are recorded of a contract.
    pub fn is_of_offer(self) -> bool {
        matches!(self, Self::InformationSheet | Self::BindingOfferHandedOver)
    }
}

words! {
    /// How an assessment ended.
    pub enum AssessmentResult {
        /// Repayment is to be expected.
        Positive = "positive",
        /// It is not.
        Negative = "negative",
    }
}

/// Something shown, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Evidence {
    /// What was shown.
    pub kind: EvidenceKind,
    /// When.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: PartyId,
    /// The result, of a credit assessment.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub result: Option<AssessmentResult>,
    /// Who was identified, of an identification.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub subject: Option<PartyId>,
    /// The SHA-256 of the terms that an information sheet was about.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub terms_sha256: Option<DocumentHash>,
    /// Where the host keeps it: a name or a location without spaces.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub reference: Option<String>,
}

document_fields!(Evidence {
    kind: "kind", at: "at", by: "by";
    result: "result", subject: "subject", terms_sha256: "termsSha256", reference: "reference",
});

/// Something shown, as the argument that records it: who records it is the actor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NewEvidence {
    /// What was shown.
    pub kind: EvidenceKind,
    /// When.
    pub at: Timestamp,
    /// Who records it; if given, it must be the actor.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub by: Option<PartyId>,
    /// The result, of a credit assessment.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub result: Option<AssessmentResult>,
    /// Who was identified, of an identification.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub subject: Option<PartyId>,
    /// The SHA-256 of the offer's present terms, of an information sheet.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub terms_sha256: Option<DocumentHash>,
    /// Where the host keeps it: a name or a location without spaces.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub reference: Option<String>,
}

document_fields!(NewEvidence {
    kind: "kind", at: "at";
    by: "by", result: "result", subject: "subject", terms_sha256: "termsSha256", reference: "reference",
});

impl NewEvidence {
    /// Evidence of this kind at this instant, with nothing more said of it.
    pub fn new(kind: EvidenceKind, at: Timestamp) -> Self {
        Self { kind, at, by: None, result: None, subject: None, terms_sha256: None, reference: None }
    }

    /// Refuses another recorder than the actor, and a reference that is prose: `input.bad_value`.
    pub(crate) fn check(&self, actor: Option<&PartyId>) -> Result<()> {
        let other = self.by.as_ref().zip(actor).is_some_and(|(by, actor)| by != actor);
        if other {
            let fault = Error::from(InputError::BadValue { expected: "the party that records it" });
            return Err(fault.within("by").within("evidence"));
        }
        match &self.reference {
            Some(reference) => {
                check_location("reference", reference).map_err(|error| error.within("evidence"))
            }
            None => Ok(()),
        }
    }

    /// As it is stored.
    pub(super) fn recorded(&self, by: PartyId) -> Evidence {
        let Self { kind, at, by: _, result, subject, terms_sha256, reference } = self.clone();
        Evidence { kind, at, by, result, subject, terms_sha256, reference }
    }
}

/// The evidence of a kind that is dated not after `now`.
pub(super) fn of_kind(
    evidence: &[Evidence],
    kind: EvidenceKind,
    now: Timestamp,
) -> impl Iterator<Item = &Evidence> {
    evidence.iter().filter(move |item| item.kind == kind && item.at <= now)
}

/// Which of the kinds asked for are not shown, in the policy's order.
pub(super) fn missing(asked: &[EvidenceKind], is_shown: impl Fn(EvidenceKind) -> bool) -> Vec<&'static str> {
    let missing = asked.iter().filter(|kind| !is_shown(**kind));
    missing.map(|kind| crate::input::Word::as_str(*kind)).collect()
}

/// The refusal of evidence because of one of its fields.
pub(super) fn bad_evidence(field: &str, fault: &'static str) -> Error {
    Error::from(MortgageError::BadEvidence { fault }).within(field).within("evidence")
}
