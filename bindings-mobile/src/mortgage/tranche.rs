//! The tranche's commands.

use mot_core::{
    Decision,
    lifecycle::{Actor, Context},
    mortgage::{Contract, NewTranche, Offer, Tranche},
};

use crate::{Result, lifecycle::Allowed, scalar::Now};

/// The lender offers a part of its loan to investors; `existing` is what is stored under its id, `contract` the offer's
/// if it was accepted, `tranches` every tranche that was ever issued on the offer.
///
/// That none of these is left out, nobody can see in the documents: the decision requires the unique key
/// `tranches/<offer>/<number>`, so that of two decisions over the same tranches, or over fewer than there are, the
/// database takes none but the first.
///
/// Event `tranche.issued`. Refused: `input.bad_value` (another issuer than the offer's), `lifecycle.already_exists`,
/// `wrong_document` (another offer, not its contract, tranches of another offer), `actor_not_allowed` (only the lender),
/// `mortgage.underlying_gone`, `money.currency_mismatch`, `mortgage.bad_nominal_amount`, `tranches_exceed_loan` (all that
/// are offered or placed, together), `validity_reversed`.
#[uniffi::export(default(contract = None, existing = None))]
pub fn tranche_issue(
    tranche: &NewTranche,
    offer: &Offer,
    tranches: Vec<Tranche>,
    context: &Context,
    contract: Option<Contract>,
    existing: Option<Tranche>,
) -> Result<Decision> {
    Ok(Tranche::issue(tranche, existing.as_ref(), offer, contract.as_ref(), &tranches, context)?
        .into_documents())
}

/// An investor takes the tranche: any party but the lender.
///
/// Event `tranche.placed`, and a trigger of the fee `mortgage.tranche_placed` on the nominal amount, that the lender pays.
/// Refused: `lifecycle.wrong_document`, `actor_not_allowed` (not the lender), `mortgage.not_yet_valid`, `expired`,
/// `underlying_gone`.
#[uniffi::export(default(contract = None))]
pub fn tranche_place(
    tranche: &Tranche,
    offer: &Offer,
    context: &Context,
    contract: Option<Contract>,
) -> Result<Decision> {
    Ok(tranche.place(offer, contract.as_ref(), context)?.into_documents())
}

/// The lender withdraws the tranche; its part of the loan is free again.
///
/// Event `tranche.withdrawn`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the lender).
#[uniffi::export]
pub fn tranche_withdraw(tranche: &Tranche, offer: &Offer, context: &Context) -> Result<Decision> {
    Ok(tranche.withdraw(offer, context)?.into_documents())
}

/// The tranche's validity has ended.
///
/// Event `tranche.expired`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
/// `mortgage.not_lapsed`.
#[uniffi::export]
pub fn tranche_expire(tranche: &Tranche, offer: &Offer, context: &Context) -> Result<Decision> {
    Ok(tranche.expire(offer, context)?.into_documents())
}

/// Withdraws a tranche that was left over when its loan went: the offer ended, or its contract was cancelled or withdrawn
/// from.
///
/// Event `tranche.lapsed`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
/// `mortgage.underlying_live`.
#[uniffi::export(default(contract = None))]
pub fn tranche_lapse(
    tranche: &Tranche,
    offer: &Offer,
    context: &Context,
    contract: Option<Contract>,
) -> Result<Decision> {
    Ok(tranche.lapse(offer, contract.as_ref(), context)?.into_documents())
}

/// Every command on the tranche, with "enabled" or the code why not. What needs a document that is not given counts as
/// met. Another offer than the tranche's, and a contract that is not the offer's, is `lifecycle.wrong_document`.
#[uniffi::export(default(offer = None, contract = None))]
pub fn tranche_allowed(
    tranche: &Tranche,
    actor: &Actor,
    now: Now,
    offer: Option<Offer>,
    contract: Option<Contract>,
) -> Result<Vec<Allowed>> {
    let allowed = tranche.allowed(offer.as_ref(), contract.as_ref(), actor, now.0)?;
    Ok(allowed.into_iter().map(Allowed::from).collect())
}
