//! The application's commands.

use mot_core::{
    Decision,
    id::PartyId,
    lifecycle::{Actor, Context},
    mortgage::{Application, NewApplication, Offer, Property},
};

use crate::{Result, lifecycle::Allowed, scalar::Now};

/// Submits a new application about a property; `existing` is what is stored under its id.
///
/// Event `application.submitted`. Refused: `lifecycle.already_exists`, `wrong_document` (another property),
/// `actor_not_allowed` (only the borrower), `mortgage.bad_loan_amount`, `own_capital_exceeds_price`,
/// `money.currency_mismatch`, `mortgage.property_mismatch`.
#[uniffi::export(default(existing = None))]
pub fn application_submit(
    application: &NewApplication,
    property: &Property,
    context: &Context,
    existing: Option<Application>,
) -> Result<Decision> {
    Ok(Application::submit(application, existing.as_ref(), property, context)?.into_documents())
}

/// Shows the application to further lenders, each once; the borrower is left out.
///
/// Event `application.shared`. Refused: `lifecycle.actor_not_allowed` (only the borrower), `mortgage.lender_missing`.
#[uniffi::export]
pub fn application_share(
    application: &Application,
    lenders: Vec<String>,
    context: &Context,
) -> Result<Decision> {
    let read = |(index, lender): (usize, &String)| {
        PartyId::parse(lender).map_err(|error| error.within_index(index).within("lenders"))
    };
    let lenders: Vec<PartyId> = lenders.iter().enumerate().map(read).collect::<mot_core::Result<_>>()?;
    Ok(application.share(&lenders, context)?.into_documents())
}

/// A lender will make no offer. When the last one declines an application without offers, it is rejected.
///
/// Event `application.lender_declined` or `application.rejected`. Refused: `lifecycle.actor_not_allowed` (only lenders
/// that it is shared with), `mortgage.already_declined`.
#[uniffi::export]
pub fn application_decline(application: &Application, context: &Context) -> Result<Decision> {
    Ok(application.decline(context)?.into_documents())
}

/// The borrower wants no loan any more; `offers` are the live ones, each of which is superseded.
///
/// Events `application.withdrawn`, then `offer.superseded` for each. Refused: `lifecycle.wrong_document` (not exactly
/// the live offers), `actor_not_allowed` (only the borrower).
#[uniffi::export]
pub fn application_withdraw(
    application: &Application,
    offers: Vec<Offer>,
    context: &Context,
) -> Result<Decision> {
    Ok(application.withdraw(&offers, context)?.into_documents())
}

/// Every command on the application, with "enabled" or the code why not.
#[uniffi::export]
pub fn application_allowed(application: &Application, actor: &Actor, now: Now) -> Result<Vec<Allowed>> {
    Ok(application.allowed(actor, now.0).into_iter().map(Allowed::from).collect())
}
