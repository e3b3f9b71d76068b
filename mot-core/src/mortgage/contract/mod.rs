//! Contracts: what was agreed, who signed which document, and when.

use alloc::{string::String, vec::Vec};
use core::ops::Deref;

use super::{DocumentHash, Evidence, PolicyReference};
use crate::{
    Error, Result,
    id::{ApplicationId, ContractId, OfferId, PartyId},
    input::{InputError, Json, Read, Write, document_fields, stored_document, words},
    money::Money,
    room::RoomId,
    time::Timestamp,
};

mod commands;
mod facts;
mod machine;

pub use machine::{ContractCommand, ContractGuard, ContractMachine};

/// A mortgage contract (*Darlehensvertrag*), drafted when an offer is accepted. Its fields agree with each other:
/// the status and the flags follow from the signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract(ContractFields);

/// A mortgage contract (*Darlehensvertrag*), drafted when an offer is accepted: its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Contract", rename_all = "camelCase")
)]
pub struct ContractFields {
    /// The id.
    pub voucher_id: ContractId,
    /// What kind of voucher it is.
    #[cfg_attr(feature = "schema", schemars(rename = "type", extend("x-field" = "voucher_type")))]
    pub voucher_type: ContractType,
    /// The application that it fulfils.
    pub application_id: ApplicationId,
    /// The offer that was accepted.
    pub offer_voucher_id: OfferId,
    /// Who lends.
    pub lender_id: PartyId,
    /// Who borrows.
    pub borrower_uid: PartyId,
    /// Where it stands.
    pub status: ContractStatus,
    /// Whether the borrower has signed the present draft.
    pub signed_by_borrower: bool,
    /// Whether the lender has.
    pub signed_by_lender: bool,
    /// Whether the notary has.
    pub signed_by_notary: bool,
    /// Where the host keeps the documents.
    pub document_refs: DocumentRefs,
    /// The room where it is talked about.
    pub room_refs: ContractRoomRefs,
    /// How much is lent.
    pub loan: Money,
    /// Whose signatures make it.
    pub required_signers: Vec<SignerRole>,
    /// The policy that it is under.
    pub policy: PolicyReference,
    /// Whether the borrower has no right of withdrawal.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub withdrawal_excluded: bool,
    /// The assigned notary.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub notary_id: Option<PartyId>,
    /// The SHA-256 of the draft that is to be signed.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub draft_sha256: Option<DocumentHash>,
    /// The SHA-256 of the signed document.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub signed_sha256: Option<DocumentHash>,
    /// When the last required signature was given.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub signed_at: Option<Timestamp>,
    /// The signatures on the present draft.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub signatures: Vec<Signature>,
    /// What was shown to the parties.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub evidence: Vec<Evidence>,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(ContractFields {
    voucher_id: "voucherId", voucher_type: "type", application_id: "applicationId",
    offer_voucher_id: "offerVoucherId", lender_id: "lenderId", borrower_uid: "borrowerUid", status: "status",
    signed_by_borrower: "signedByBorrower", signed_by_lender: "signedByLender", signed_by_notary: "signedByNotary",
    document_refs: "documentRefs", room_refs: "roomRefs", loan: "loan", required_signers: "requiredSigners",
    policy: "policy";
    withdrawal_excluded: "withdrawalExcluded", notary_id: "notaryId", draft_sha256: "draftSha256",
    signed_sha256: "signedSha256", signed_at: "signedAt", signatures: "signatures", evidence: "evidence",
});

words! {
    /// The type of a contract's voucher.
    pub enum ContractType {
        /// A mortgage contract.
        MortgageContract = "mortgage-contract",
    }
}

words! {
    /// Where a contract stands.
    pub enum ContractStatus {
        /// Not every required signature is there.
        Draft = "draft",
        /// Every required signature is there.
        Signed = "signed",
        /// Signed, its document attached, and beyond withdrawal.
        Archived = "archived",
        /// Given up before it was signed.
        Cancelled = "cancelled",
        /// Signed, and withdrawn from in time.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// As what somebody signs.
    pub enum SignerRole {
        /// Who borrows.
        Borrower = "borrower",
        /// Who lends.
        Lender = "lender",
        /// The assigned notary.
        Notary = "notary",
    }
}

/// Where the host keeps a contract's documents.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct DocumentRefs {
    /// The draft.
    pub draft_pdf: Option<String>,
    /// The signed document.
    pub signed_pdf: Option<String>,
}

document_fields!(DocumentRefs { draft_pdf: "draftPdf", signed_pdf: "signedPdf" });

/// The room of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ContractRoomRefs {
    /// Where it is read and signed.
    pub contract_room_id: Option<RoomId>,
}

document_fields!(ContractRoomRefs { contract_room_id: "contractRoomId" });

/// A signature: as what, by whom, on which document, when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Signature {
    /// As what.
    pub role: SignerRole,
    /// By whom.
    pub by: PartyId,
    /// The SHA-256 of the document that was signed.
    pub document_sha256: DocumentHash,
    /// When.
    pub at: Timestamp,
}

document_fields!(Signature { role: "role", by: "by", document_sha256: "documentSha256", at: "at" });

impl Contract {
    /// The contract of these fields. Refused as `input.bad_value`: a signature that its role's party did not give or
    /// that is not on the draft, a role twice, a flag or a status that contradicts the signatures.
    pub fn new(fields: ContractFields) -> Result<Self> {
        for (index, signature) in fields.signatures.iter().enumerate() {
            if !fields.is_genuine(signature)
                || fields.signatures.iter().take(index).any(|one| one.role == signature.role)
            {
                let fault = Error::from(InputError::BadValue {
                    expected: "one signature of each role's party on the draft",
                });
                return Err(fault.within_index(index).within("signatures"));
            }
        }
        let contradicts =
            |name: &str| Err(Error::from(InputError::BadValue { expected: AGREEMENT }).within(name));
        for (name, flag, role) in [
            ("signedByBorrower", fields.signed_by_borrower, SignerRole::Borrower),
            ("signedByLender", fields.signed_by_lender, SignerRole::Lender),
            ("signedByNotary", fields.signed_by_notary, SignerRole::Notary),
        ] {
            if flag != fields.has_signed(role) {
                return contradicts(name);
            }
        }
        let complete = fields.is_completely_signed();
        let agrees = match fields.status {
            ContractStatus::Draft | ContractStatus::Cancelled => !complete && fields.signed_at.is_none(),
            ContractStatus::Signed | ContractStatus::Withdrawn => complete && fields.signed_at.is_some(),
            ContractStatus::Archived => {
                complete && fields.signed_at.is_some() && fields.signed_sha256.is_some()
            }
        };
        if !agrees {
            return contradicts("status");
        }
        Ok(Self(fields))
    }

    /// The fields, to build another contract from.
    pub fn into_fields(self) -> ContractFields {
        self.0
    }

    /// The same contract with another version.
    pub(super) fn with_version(mut self, version: u64) -> Self {
        self.0.version = version;
        self
    }
}

const AGREEMENT: &str = "what the signatures say";

impl ContractFields {
    fn has_signed(&self, role: SignerRole) -> bool {
        self.signatures.iter().any(|signature| signature.role == role)
    }

    /// Whether the role's party gave the signature, on the present draft.
    fn is_genuine(&self, signature: &Signature) -> bool {
        let party = match signature.role {
            SignerRole::Borrower => Some(&self.borrower_uid),
            SignerRole::Lender => Some(&self.lender_id),
            SignerRole::Notary => self.notary_id.as_ref(),
        };
        party == Some(&signature.by) && self.draft_sha256.as_ref() == Some(&signature.document_sha256)
    }

    fn is_completely_signed(&self) -> bool {
        self.required_signers.iter().all(|role| self.has_signed(*role))
    }

    /// Writes the flags that follow from the signatures.
    fn derive_flags(&mut self) {
        self.signed_by_borrower = self.has_signed(SignerRole::Borrower);
        self.signed_by_lender = self.has_signed(SignerRole::Lender);
        self.signed_by_notary = self.has_signed(SignerRole::Notary);
    }
}

impl Deref for Contract {
    type Target = ContractFields;

    fn deref(&self) -> &ContractFields {
        &self.0
    }
}

impl Read for Contract {
    fn read(json: &Json) -> Result<Self> {
        Self::new(ContractFields::read(json)?)
    }
}

impl Write for Contract {
    fn write(&self) -> Json {
        self.0.write()
    }
}
