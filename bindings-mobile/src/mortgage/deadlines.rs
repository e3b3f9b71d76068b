//! The law's deadlines as data.

use std::sync::Arc;

use mot_core::{
    mortgage::{Contract, ContractDeadlines, JurisdictionPolicy, Offer, OfferDeadlines},
    time::CalendarDate,
};

use super::{Policies, or_shipped};
use crate::{Result, crossing::json, scalar::Now};

json! {
    /// Reads the deadlines of an offer.
    parse_offer_deadlines, offer_deadlines_to_json: OfferDeadlines;
    /// Reads the deadlines of a contract.
    parse_contract_deadlines, contract_deadlines_to_json: ContractDeadlines;
}

/// The deadlines of an offer under its policy, each the last or the first instant that counts.
///
/// Refused: a policy that is not known (`mortgage.unknown_policy`), an instant beyond the calendar (`time.*`).
#[uniffi::export(default(policies = None))]
pub fn offer_deadlines(offer: &Offer, policies: Option<Arc<Policies>>) -> Result<OfferDeadlines> {
    Ok(offer.deadlines(&or_shipped(policies))?)
}

/// The deadlines of a contract under its policy, as far as they are known from the evidence up to now.
///
/// Refused: a policy that is not known (`mortgage.unknown_policy`), an instant beyond the calendar (`time.*`).
#[uniffi::export(default(policies = None))]
pub fn contract_deadlines(
    contract: &Contract,
    now: Now,
    policies: Option<Arc<Policies>>,
) -> Result<ContractDeadlines> {
    Ok(contract.deadlines(&or_shipped(policies), now.0)?)
}

/// By when the lender must say what comes after a fixed rate that ends on this day (§ 493(1) BGB); none where the policy
/// asks for no such notice. Refused: a day beyond the calendar (`time.*`).
#[uniffi::export]
pub fn jurisdiction_policy_rate_end_notice_by(
    policy: &JurisdictionPolicy,
    fixed_until: CalendarDate,
) -> Result<Option<CalendarDate>> {
    Ok(policy.rate_end_notice_by(fixed_until)?)
}
