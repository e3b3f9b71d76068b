//! The contract's commands.

use std::sync::Arc;

use mot_core::{
    Decision,
    id::PartyId,
    lifecycle::{Actor, Context},
    mortgage::{Contract, DocumentHash, NewEvidence},
};

use super::{Policies, or_shipped};
use crate::{Result, lifecycle::Allowed, scalar::Now};

/// The lender puts another draft in place; the signatures on the earlier one are void.
///
/// Event `contract.draft_replaced`. Refused: `lifecycle.actor_not_allowed` (only the lender),
/// `mortgage.document_hash_missing`.
#[uniffi::export(default(sha256 = None))]
pub fn contract_replace_draft(
    contract: &Contract,
    draft_pdf: &str,
    context: &Context,
    sha256: Option<String>,
) -> Result<Decision> {
    let sha256 = sha256.as_deref().map(|sha256| hash("sha256", sha256)).transpose()?;
    Ok(contract.replace_draft(draft_pdf, sha256.as_ref(), context)?.into_documents())
}

/// Names the notary, who must then sign too; an earlier notary's signature is void.
///
/// Event `contract.notary_assigned`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender),
/// `mortgage.notary_not_allowed` (by the policy), `mortgage.notary_is_party`.
#[uniffi::export(default(policies = None))]
pub fn contract_assign_notary(
    contract: &Contract,
    notary_id: &str,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    let notary_id = PartyId::parse(notary_id).map_err(|error| error.within("notaryId"))?;
    Ok(contract.assign_notary(&notary_id, &or_shipped(policies), context)?.into_documents())
}

/// Records what was shown to a party.
///
/// Event `contract.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor),
/// `lifecycle.actor_not_allowed` (only lender and notary), `mortgage.bad_evidence`.
#[uniffi::export]
pub fn contract_record_evidence(
    contract: &Contract,
    evidence: &NewEvidence,
    context: &Context,
) -> Result<Decision> {
    Ok(contract.record_evidence(evidence, context)?.into_documents())
}

/// The actor signs the draft, as what it is in the contract; the hash binds the signature to the document.
///
/// Event `contract.signature_added`; with the last required signature also `contract.signed`, and a trigger of the fee
/// `mortgage.loan_closed`. Refused: `lifecycle.actor_not_allowed` (only borrower, lender and the assigned notary),
/// `mortgage.draft_missing`, `document_changed`, `already_signed`, `evidence_missing`.
#[uniffi::export(default(policies = None))]
pub fn contract_sign(
    contract: &Contract,
    document_sha256: &str,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    Ok(contract
        .sign(&hash("documentSha256", document_sha256)?, &or_shipped(policies), context)?
        .into_documents())
}

/// Attaches the signed document.
///
/// Event `contract.document_attached`. Refused: `lifecycle.actor_not_allowed` (only lender and notary),
/// `mortgage.document_hash_missing`.
#[uniffi::export(default(sha256 = None))]
pub fn contract_attach_document(
    contract: &Contract,
    signed_pdf: &str,
    context: &Context,
    sha256: Option<String>,
) -> Result<Decision> {
    let sha256 = sha256.as_deref().map(|sha256| hash("sha256", sha256)).transpose()?;
    Ok(contract.attach_document(signed_pdf, sha256.as_ref(), context)?.into_documents())
}

/// The borrower withdraws within the time that the policy gives; the loan fee is taken back.
///
/// Event `contract.withdrawn`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
/// `mortgage.withdrawal_window_closed`.
#[uniffi::export(default(policies = None))]
pub fn contract_withdraw(
    contract: &Contract,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    Ok(contract.withdraw(&or_shipped(policies), context)?.into_documents())
}

/// Closes the file when the signed document is attached and nobody can withdraw any more.
///
/// Event `contract.archived`. Refused: `lifecycle.actor_not_allowed` (only lender and system),
/// `mortgage.signed_document_missing`, `mortgage.cooling_off_running`.
#[uniffi::export(default(policies = None))]
pub fn contract_archive(
    contract: &Contract,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    Ok(contract.archive(&or_shipped(policies), context)?.into_documents())
}

/// Gives up the draft. The application stays accepted.
///
/// Event `contract.cancelled`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender).
#[uniffi::export]
pub fn contract_cancel(contract: &Contract, context: &Context) -> Result<Decision> {
    Ok(contract.cancel(context)?.into_documents())
}

/// Every command on the contract, with "enabled" or the code why not. What needs an argument counts as met.
#[uniffi::export(default(policies = None))]
pub fn contract_allowed(
    contract: &Contract,
    actor: &Actor,
    now: Now,
    policies: Option<Arc<Policies>>,
) -> Result<Vec<Allowed>> {
    let allowed = contract.allowed(&or_shipped(policies), actor, now.0);
    Ok(allowed.into_iter().map(Allowed::from).collect())
}

/// The hash that an argument holds.
fn hash(name: &str, text: &str) -> Result<DocumentHash> {
    Ok(DocumentHash::parse(text).map_err(|error| error.within(name))?)
}
