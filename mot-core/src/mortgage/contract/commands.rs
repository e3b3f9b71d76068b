//! The contract's commands. None needs another document: what it must know was copied when it was drafted.

use alloc::{vec, vec::Vec};

use super::{
    Contract, ContractCommand, ContractFields, ContractMachine, ContractRoomRefs, ContractStatus,
    ContractType, DocumentRefs, Signature, SignerRole, facts::Facts,
};
use crate::{
    Result,
    id::{ContractId, PartyId},
    input::{Json, Write},
    lifecycle::{
        self, Actor, Allowed, Context, Drafting, FeeTrigger, Machine, Payer, Role, Row, Subject,
        choose_consequence,
    },
    mortgage::{
        Decision, Document, DocumentHash, JurisdictionPolicy, NewEvidence, Offer, Policies,
        document::check_location,
    },
    room::RoomId,
    time::Timestamp,
};

/// What triggers the platform's fee for a loan.
const LOAN_CLOSED: &str = "mortgage.loan_closed";
/// The event of every signature, the last one included.
const SIGNATURE_ADDED: &str = "contract.signature_added";

impl Contract {
    /// The lender puts another draft in place; the signatures on the earlier one are void.
    ///
    /// Event `contract.draft_replaced`. Refused: `input.bad_value` (not a location without spaces), `lifecycle.actor_not_allowed` (only the lender),
    /// `mortgage.document_hash_missing`.
    pub fn replace_draft(
        &self,
        draft_pdf: &str,
        sha256: Option<&DocumentHash>,
        context: &Context,
    ) -> Result<Decision> {
        check_location("draftPdf", draft_pdf)?;
        context.check_version(self.version)?;
        let facts = Facts { hash: Some(sha256), ..Facts::of(self, context) };
        let row = facts.choose(ContractCommand::ReplaceDraft, context)?;
        let mut after = self.0.clone();
        after.document_refs.draft_pdf = Some(draft_pdf.into());
        after.draft_sha256 = sha256.cloned();
        after.signatures.clear();
        self.drafted(after, row, vec![], context)?.finish()
    }

    /// Names the notary, who must then sign too; an earlier notary's signature is void.
    ///
    /// Event `contract.notary_assigned`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender),
    /// `mortgage.notary_not_allowed` (by the policy), `mortgage.notary_is_party`.
    pub fn assign_notary(
        &self,
        notary_id: &PartyId,
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        context.check_version(self.version)?;
        let facts = Facts { notary: Some(notary_id), policies: Some(policies), ..Facts::of(self, context) };
        let row = facts.choose(ContractCommand::AssignNotary, context)?;
        let mut after = self.0.clone();
        after
            .signatures
            .retain(|signature| signature.role != SignerRole::Notary || signature.by == *notary_id);
        after.notary_id = Some(notary_id.clone());
        if !after.required_signers.contains(&SignerRole::Notary) {
            after.required_signers.push(SignerRole::Notary);
        }
        self.drafted(after, row, vec![("notaryId", notary_id.write())], context)?.finish()
    }

    /// Records what was shown to a party.
    ///
    /// Event `contract.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor, a reference with spaces),
    /// `lifecycle.actor_not_allowed` (only lender and notary), `mortgage.bad_evidence`: the kind belongs to a
    /// contract, the instant is not after now, an assessment has a result, an identification names a party.
    pub fn record_evidence(&self, evidence: &NewEvidence, context: &Context) -> Result<Decision> {
        evidence.check(context.actor.party())?;
        context.check_version(self.version)?;
        let facts = Facts { evidence: Some(evidence), ..Facts::of(self, context) };
        let row = facts.choose(ContractCommand::RecordEvidence, context)?;
        let mut after = self.0.clone();
        after.evidence.extend(context.actor.party().map(|by| evidence.recorded(by.clone())));
        self.drafted(after, row, vec![("kind", evidence.kind.write())], context)?.finish()
    }

    /// The actor signs the draft, as what it is in the contract; the hash binds the signature to the document.
    ///
    /// Event `contract.signature_added`; with the last required signature also `contract.signed`, and a trigger of the
    /// fee `mortgage.loan_closed` that the lender pays. Refused: `lifecycle.actor_not_allowed` (only borrower, lender
    /// and the assigned notary), `mortgage.draft_missing`, `document_changed`, `already_signed`, `evidence_missing`
    /// with everything that is missing.
    pub fn sign(
        &self,
        document_sha256: &DocumentHash,
        policies: &Policies,
        context: &Context,
    ) -> Result<Decision> {
        context.check_version(self.version)?;
        let facts =
            Facts { hash: Some(Some(document_sha256)), policies: Some(policies), ..Facts::of(self, context) };
        let row = facts.choose(ContractCommand::Sign, context)?;
        let mut signed = self.0.clone();
        let mut data = vec![];
        if let (Some(role), Some(by)) = (facts.signer(), context.actor.party()) {
            data.push(("role", role.write()));
            let document_sha256 = document_sha256.clone();
            signed.signatures.push(Signature { role, by: by.clone(), document_sha256, at: context.now });
        }
        signed.derive_flags();
        let signed = Self(signed);
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), signed.clone(), SIGNATURE_ADDED, &context.actor, data);
        if row.to == ContractStatus::Signed {
            let mut complete = signed.0.clone();
            complete.status = row.to;
            complete.signed_at = Some(context.now);
            drafting.change(signed, Self(complete), row.event, &context.actor, vec![]);
            let payer = Payer { role: Role::Lender, id: self.lender_id.clone() };
            drafting.fee(FeeTrigger::charge(LOAN_CLOSED, self.subject(), self.loan, payer, context.now));
        }
        drafting.finish()
    }

    /// Attaches the signed document.
    ///
    /// Event `contract.document_attached`. Refused: `input.bad_value` (not a location without spaces), `lifecycle.actor_not_allowed` (only lender and notary),
    /// `mortgage.document_hash_missing`.
    pub fn attach_document(
        &self,
        signed_pdf: &str,
        sha256: Option<&DocumentHash>,
        context: &Context,
    ) -> Result<Decision> {
        check_location("signedPdf", signed_pdf)?;
        context.check_version(self.version)?;
        let facts = Facts { hash: Some(sha256), ..Facts::of(self, context) };
        let row = facts.choose(ContractCommand::AttachDocument, context)?;
        let mut after = self.0.clone();
        after.document_refs.signed_pdf = Some(signed_pdf.into());
        after.signed_sha256 = sha256.cloned();
        self.drafted(after, row, vec![], context)?.finish()
    }

    /// The borrower withdraws within the time that the policy gives; the loan fee is taken back.
    ///
    /// Event `contract.withdrawn`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
    /// `mortgage.withdrawal_window_closed`.
    pub fn withdraw(&self, policies: &Policies, context: &Context) -> Result<Decision> {
        let mut drafting = self.end(ContractCommand::Withdraw, Some(policies), context)?;
        drafting.fee(FeeTrigger::reversal(LOAN_CLOSED, self.subject(), context.now));
        drafting.finish()
    }

    /// Closes the file when the signed document is attached and nobody can withdraw any more.
    ///
    /// Event `contract.archived`. Refused: `lifecycle.actor_not_allowed` (only lender and system),
    /// `mortgage.signed_document_missing`, `mortgage.cooling_off_running`.
    pub fn archive(&self, policies: &Policies, context: &Context) -> Result<Decision> {
        self.end(ContractCommand::Archive, Some(policies), context)?.finish()
    }

    /// Gives up the draft. The application stays accepted.
    ///
    /// Event `contract.cancelled`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender).
    pub fn cancel(&self, context: &Context) -> Result<Decision> {
        self.end(ContractCommand::Cancel, None, context)?.finish()
    }

    /// Every command on the contract, with "enabled" or the code why not. What needs an argument counts as met.
    pub fn allowed(&self, policies: &Policies, actor: &Actor, now: Timestamp) -> Vec<Allowed> {
        let context = Context::new(now, actor.clone());
        let facts = Facts { policies: Some(policies), ..Facts::of(self, &context) };
        lifecycle::allowed::<ContractMachine>(
            self.status,
            actor,
            |role| facts.plays(role),
            |guard| facts.holds(guard),
        )
    }

    /// Drafted as a consequence of an offer's acceptance.
    pub(in crate::mortgage) fn follow_acceptance(
        id: &ContractId,
        offer: &Offer,
        policy: &JurisdictionPolicy,
        drafting: &mut Drafting<Document>,
    ) -> Result<()> {
        let row = choose_consequence::<ContractMachine>(None, ContractCommand::Create, |_| Ok(()))?;
        let fields = ContractFields {
            voucher_id: id.clone(),
            voucher_type: ContractType::MortgageContract,
            application_id: offer.application_id.clone(),
            offer_voucher_id: offer.voucher_id.clone(),
            lender_id: offer.issuer_id.clone(),
            borrower_uid: offer.holder_uid.clone(),
            status: row.to,
            signed_by_borrower: false,
            signed_by_lender: false,
            signed_by_notary: false,
            document_refs: DocumentRefs { draft_pdf: None, signed_pdf: None },
            room_refs: ContractRoomRefs { contract_room_id: Some(RoomId::for_contract(id)) },
            loan: offer.loan,
            required_signers: policy.required_signers.clone(),
            policy: offer.policy.clone(),
            withdrawal_excluded: offer.conditions.withdrawal_excluded == Some(true),
            notary_id: None,
            draft_sha256: None,
            signed_sha256: None,
            signed_at: None,
            signatures: Vec::new(),
            evidence: Vec::new(),
            version: 1,
        };
        let data = vec![("offerId", offer.voucher_id.write())];
        drafting.create(Contract::new(fields)?, row.event, &Actor::System, data);
        Ok(())
    }

    fn end(
        &self,
        command: ContractCommand,
        policies: Option<&Policies>,
        context: &Context,
    ) -> Result<Drafting<Document>> {
        context.check_version(self.version)?;
        let row = Facts { policies, ..Facts::of(self, context) }.choose(command, context)?;
        self.drafted(self.0.clone(), row, vec![], context)
    }

    /// A decision that takes the row and leaves `after`, with the flags that its signatures give.
    fn drafted(
        &self,
        mut after: ContractFields,
        row: &Row<ContractMachine>,
        data: Vec<(&'static str, Json)>,
        context: &Context,
    ) -> Result<Drafting<Document>> {
        after.status = row.to;
        after.derive_flags();
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), Self::new(after)?, row.event, &context.actor, data);
        Ok(drafting)
    }

    fn subject(&self) -> Subject {
        Subject { kind: ContractMachine::TABLE.subject.into(), id: self.voucher_id.as_str().into() }
    }
}
