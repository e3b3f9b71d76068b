//! The law's deadlines.

use mot_core::{
    input::Write,
    mortgage::{Contract, JurisdictionPolicy, Offer, Policies},
    time::Timestamp,
};
use napi::bindgen_prelude::External;
use napi_derive::napi;

use super::policies::policies_of;
use crate::answer::{answer_on, answer_to};

/// The deadlines of an offer under its policy.
#[napi(catch_unwind)]
pub fn offer_deadlines(policies: Option<&External<Policies>>, document: String, arguments: String) -> String {
    answer_on(&document, &arguments, &["policies"], |offer: Offer, given| {
        Ok(offer.deadlines(&policies_of(given, policies)?)?.to_json())
    })
}

/// The deadlines of a contract under its policy, as far as they are known by now.
#[napi(catch_unwind)]
pub fn contract_deadlines(
    policies: Option<&External<Policies>>,
    document: String,
    arguments: String,
) -> String {
    answer_on(&document, &arguments, &["now", "policies"], |contract: Contract, given| {
        let now = given.take_with("now", |now| Timestamp::from_clock(now.text()?))?;
        Ok(contract.deadlines(&policies_of(given, policies)?, now)?.to_json())
    })
}

/// By when a lender must say what comes after a fixed rate.
#[napi(catch_unwind)]
pub fn mortgage_rate_end_notice_by(arguments: String) -> String {
    answer_to(&arguments, &["policy", "fixedUntil"], |given| {
        let policy: JurisdictionPolicy = given.take("policy")?;
        Ok(policy.rate_end_notice_by(given.take("fixedUntil")?)?.to_json())
    })
}
