//! The offer's commands.

use std::sync::Arc;

use mot_core::{
    Decision,
    id::{ContractId, PolicyId},
    lifecycle::{Actor, Context},
    mortgage::{Amendment, Application, DocumentHash, NewEvidence, NewOffer, Offer},
};

use super::{Policies, or_shipped};
use crate::{Result, lifecycle::Allowed, scalar::Now};

/// A lender makes an offer on an application, under the named policy; `existing` is what is stored under its id.
///
/// Events `offer.made`, `application.offer_recorded`. Refused: `mortgage.unknown_policy`, `lifecycle.already_exists`,
/// `wrong_document` (another application), `actor_not_allowed` (only the lender), `mortgage.application_closed`,
/// `application_not_shared`, `holder_is_not_borrower`, `bad_loan_amount`, `money.currency_mismatch`,
/// `mortgage.rate_out_of_range`, `validity_reversed`, `validity_too_short`.
#[uniffi::export(default(existing = None, policies = None))]
pub fn offer_make(
    offer: &NewOffer,
    policy: &str,
    application: &Application,
    context: &Context,
    existing: Option<Offer>,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    let policy = PolicyId::parse(policy).map_err(|error| error.within("policy"))?;
    Ok(Offer::make(offer, &policy, existing.as_ref(), application, &or_shipped(policies), context)?
        .into_documents())
}

/// The lender changes terms. Evidence of the earlier terms becomes stale.
///
/// Event `offer.amended`. Refused: `input.missing_field` (nothing to change), `lifecycle.wrong_document`,
/// `actor_not_allowed` (only the lender), `mortgage.application_closed`, `expired`, `offer_binding`, and what making
/// an offer refuses of terms.
#[uniffi::export(default(policies = None))]
pub fn offer_amend(
    offer: &Offer,
    amendment: &Amendment,
    application: &Application,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    Ok(offer.amend(amendment, application, &or_shipped(policies), context)?.into_documents())
}

/// The lender records what was shown to the borrower.
///
/// Event `offer.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor),
/// `lifecycle.actor_not_allowed` (only the lender), `mortgage.expired`, `bad_evidence`.
#[uniffi::export(default(policies = None))]
pub fn offer_record_evidence(
    offer: &Offer,
    evidence: &NewEvidence,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    Ok(offer.record_evidence(evidence, &or_shipped(policies), context)?.into_documents())
}

/// The borrower accepts the offer: one decision that supersedes every live sibling, closes the application and drafts
/// the contract under `contract_id`.
///
/// Events `offer.accepted`, `offer.superseded` for each sibling, `application.accepted`, `contract.drafted`. Refused:
/// `lifecycle.wrong_document` (not exactly the application and its other live offers), `actor_not_allowed` (only the
/// borrower), `mortgage.not_yet_valid`, `expired`, `application_closed`, `reflection_running`, `evidence_missing`.
#[uniffi::export(default(policies = None))]
pub fn offer_accept(
    offer: &Offer,
    contract_id: &str,
    application: &Application,
    siblings: Vec<Offer>,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    let contract_id = ContractId::parse(contract_id).map_err(|error| error.within("contractId"))?;
    Ok(offer.accept(&contract_id, application, &siblings, &or_shipped(policies), context)?.into_documents())
}

/// The borrower declines the offer; the application forgets it.
///
/// Events `offer.declined`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only
/// the borrower).
#[uniffi::export]
pub fn offer_decline(offer: &Offer, application: &Application, context: &Context) -> Result<Decision> {
    Ok(offer.decline(application, context)?.into_documents())
}

/// The lender withdraws the offer, unless the policy binds it; the application forgets it.
///
/// Events `offer.withdrawn`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only
/// the lender), `mortgage.offer_binding`.
#[uniffi::export(default(policies = None))]
pub fn offer_withdraw(
    offer: &Offer,
    application: &Application,
    context: &Context,
    policies: Option<Arc<Policies>>,
) -> Result<Decision> {
    Ok(offer.withdraw(application, &or_shipped(policies), context)?.into_documents())
}

/// The offer's validity has ended; the application forgets it.
///
/// Events `offer.expired`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the
/// system), `mortgage.not_lapsed`.
#[uniffi::export]
pub fn offer_expire(offer: &Offer, application: &Application, context: &Context) -> Result<Decision> {
    Ok(offer.expire(application, context)?.into_documents())
}

/// Ends an offer that was left over when its application closed.
///
/// Event `offer.superseded`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
/// `mortgage.application_live`.
#[uniffi::export]
pub fn offer_supersede(offer: &Offer, application: &Application, context: &Context) -> Result<Decision> {
    Ok(offer.supersede(application, context)?.into_documents())
}

/// Every command on the offer, with "enabled" or the code why not. What needs an argument, or a document that is not
/// given, counts as met. Another application than the offer's is `lifecycle.wrong_document`.
#[uniffi::export(default(application = None, policies = None))]
pub fn offer_allowed(
    offer: &Offer,
    actor: &Actor,
    now: Now,
    application: Option<Application>,
    policies: Option<Arc<Policies>>,
) -> Result<Vec<Allowed>> {
    let allowed = offer.allowed(application.as_ref(), &or_shipped(policies), actor, now.0)?;
    Ok(allowed.into_iter().map(Allowed::from).collect())
}

/// The SHA-256 of the offer's present terms, by which an information sheet names what it is about.
#[uniffi::export]
pub fn offer_terms_sha256(offer: &Offer) -> Result<DocumentHash> {
    Ok(offer.terms_sha256()?)
}
