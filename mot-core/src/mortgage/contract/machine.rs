//! The table of the contract's lifecycle.

use super::ContractStatus::{self, Archived, Cancelled, Draft, Signed, Withdrawn};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The machine `mortgage_contract`.
#[derive(Debug)]
pub struct ContractMachine;

words! {
    /// What can be done with a contract.
    pub enum ContractCommand {
        /// Drafted on acceptance. A consequence.
        Create = "create",
        /// Puts another draft in place; signatures are void.
        ReplaceDraft = "replace_draft",
        /// Names the notary.
        AssignNotary = "assign_notary",
        /// Records what was shown.
        RecordEvidence = "record_evidence",
        /// Signs the draft.
        Sign = "sign",
        /// Attaches the signed document.
        AttachDocument = "attach_document",
        /// The borrower withdraws.
        Withdraw = "withdraw",
        /// Closes the file.
        Archive = "archive",
        /// Gives up the draft.
        Cancel = "cancel",
    }
}

words! {
    /// What must hold.
    pub enum ContractGuard {
        /// The document comes with its hash.
        DocumentHashPresent = "document_hash_present",
        /// The policy lets a notary sign.
        NotaryAllowed = "notary_allowed",
        /// The evidence can be right.
        EvidencePlausible = "evidence_plausible",
        /// There is a draft.
        DraftPresent = "draft_present",
        /// The signed hash is the draft's.
        HashMatchesDraft = "hash_matches_draft",
        /// The role has not signed yet.
        RoleNotSigned = "role_not_signed",
        /// Everything that the policy asks for was shown.
        EvidenceComplete = "evidence_complete",
        /// Another required signature is still missing after this one.
        SignaturesMissingAfter = "signatures_missing_after",
        /// The borrower may still withdraw.
        WithdrawalWindowOpen = "withdrawal_window_open",
        /// The signed document is attached.
        DocumentAttached = "document_attached",
        /// The borrower may withdraw no longer.
        CoolingOffOver = "cooling_off_over",
    }
}

impl GuardWord for ContractGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::DocumentHashPresent => &[ErrorCode::MortgageDocumentHashMissing],
            Self::NotaryAllowed => &[ErrorCode::MortgageNotaryNotAllowed],
            Self::EvidencePlausible => &[ErrorCode::MortgageBadEvidence],
            Self::DraftPresent => &[ErrorCode::MortgageDraftMissing],
            Self::HashMatchesDraft => &[ErrorCode::MortgageDocumentChanged],
            Self::RoleNotSigned => &[ErrorCode::MortgageAlreadySigned],
            Self::EvidenceComplete => &[ErrorCode::MortgageEvidenceMissing],
            Self::SignaturesMissingAfter => &[],
            Self::WithdrawalWindowOpen => &[ErrorCode::MortgageWithdrawalWindowClosed],
            Self::DocumentAttached => &[ErrorCode::MortgageSignedDocumentMissing],
            Self::CoolingOffOver => &[ErrorCode::MortgageCoolingOffRunning],
        }
    }

    fn selects(self) -> bool {
        self == Self::SignaturesMissingAfter
    }
}

impl Machine for ContractMachine {
    type Status = ContractStatus;
    type Command = ContractCommand;
    type Guard = ContractGuard;

    const TABLE: Table<Self> = Table {
        name: "mortgage_contract",
        module: "mortgage",
        subject: "contract",
        seed: "000:391-416,509-520; 001:128-133",
        terminal: &[Archived, Cancelled, Withdrawn],
        rows: &[
            Row {
                from: None,
                command: Create,
                to: Draft,
                event: "contract.drafted",
                guards: &[],
                actors: &[Role::System],
                origin: Origin::Seed,
                consequence: true,
            },
            row(Draft, ReplaceDraft, Draft, "contract.draft_replaced", HASHED, LENDER, Origin::Extension),
            row(
                Draft,
                AssignNotary,
                Draft,
                "contract.notary_assigned",
                &[NotaryAllowed],
                PARTIES,
                Origin::Extension,
            ),
            row(
                Draft,
                RecordEvidence,
                Draft,
                "contract.evidence_recorded",
                SHOWING,
                OFFICE,
                Origin::Extension,
            ),
            row(Draft, Sign, Draft, "contract.signature_added", SIGNING_ON, SIGNERS, Origin::Seed),
            row(Draft, Sign, Signed, "contract.signed", SIGNING, SIGNERS, Origin::Seed),
            row(
                Signed,
                RecordEvidence,
                Signed,
                "contract.evidence_recorded",
                SHOWING,
                OFFICE,
                Origin::Extension,
            ),
            row(Signed, AttachDocument, Signed, "contract.document_attached", HASHED, OFFICE, Origin::Seed),
            row(
                Signed,
                Withdraw,
                Withdrawn,
                "contract.withdrawn",
                &[WithdrawalWindowOpen],
                BORROWER,
                Origin::Extension,
            ),
            row(Signed, Archive, Archived, "contract.archived", CLOSING, CLOSERS, Origin::Seed),
            row(Draft, Cancel, Cancelled, "contract.cancelled", &[], PARTIES, Origin::Extension),
        ],
    };
}

use ContractCommand::*;
use ContractGuard::*;

const HASHED: &[ContractGuard] = &[DocumentHashPresent];
const SHOWING: &[ContractGuard] = &[EvidencePlausible];
const SIGNING: &[ContractGuard] = &[DraftPresent, HashMatchesDraft, RoleNotSigned, EvidenceComplete];
const SIGNING_ON: &[ContractGuard] =
    &[DraftPresent, HashMatchesDraft, RoleNotSigned, EvidenceComplete, SignaturesMissingAfter];
const CLOSING: &[ContractGuard] = &[DocumentAttached, CoolingOffOver];
const BORROWER: &[Role] = &[Role::Borrower];
const LENDER: &[Role] = &[Role::Lender];
const PARTIES: &[Role] = &[Role::Borrower, Role::Lender];
const OFFICE: &[Role] = &[Role::Lender, Role::Notary];
const SIGNERS: &[Role] = &[Role::Borrower, Role::Lender, Role::Notary];
const CLOSERS: &[Role] = &[Role::Lender, Role::System];

const fn row(
    from: ContractStatus,
    command: ContractCommand,
    to: ContractStatus,
    event: &'static str,
    guards: &'static [ContractGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<ContractMachine> {
    Row { from: Some(from), command, to, event, guards, actors, origin, consequence: false }
}
