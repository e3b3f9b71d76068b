//! Loans with their costs: effective rates, information sheets, comparisons, refinancing, early repayment.

use mot_core::{
    input::{Json, Read, Write},
    mortgage::{
        CompareBy, Financing, JurisdictionPolicy, LoanTerms, Offer, Policies, Prepayment, RefinancingTerms,
        compare,
    },
};
use napi::bindgen_prelude::External;
use napi_derive::napi;

use super::policies::policies_of;
use crate::answer::{answer, answer_on, answer_to};

/// The loan of an offer with its costs.
#[napi(catch_unwind)]
pub fn offer_financing(offer: String) -> String {
    answer(|| Ok(Offer::from_json(&offer)?.financing()?.to_json()))
}

/// The true effective rate of an offer, with the decimals of its policy.
#[napi(catch_unwind)]
pub fn offer_aprc(policies: Option<&External<Policies>>, document: String, arguments: String) -> String {
    answer_on(&document, &arguments, &["policies"], |offer: Offer, given| {
        Ok(offer.aprc(&policies_of(given, policies)?)?.to_json())
    })
}

/// Whether a stated effective rate is an offer's.
#[napi(catch_unwind)]
pub fn offer_verify_stated_aprc(
    policies: Option<&External<Policies>>,
    document: String,
    stated: String,
    arguments: String,
) -> String {
    answer_on(&document, &arguments, &["policies"], |offer: Offer, given| {
        let stated = Json::parse(&stated)?.fields(&["stated"])?.take("stated")?;
        Ok(offer.verify_stated_aprc(stated, &policies_of(given, policies)?)?.to_json())
    })
}

/// The effective rate of a financing.
#[napi(catch_unwind)]
pub fn mortgage_aprc(arguments: String) -> String {
    answer_to(&arguments, &["financing", "decimals"], |given| {
        let financing: Financing = given.take("financing")?;
        Ok(financing.aprc(given.take("decimals")?)?.to_json())
    })
}

/// Whether a stated effective rate is a financing's.
#[napi(catch_unwind)]
pub fn mortgage_verify_stated_aprc(arguments: String) -> String {
    answer_to(&arguments, &["financing", "stated", "decimals"], |given| {
        let financing: Financing = given.take("financing")?;
        Ok(financing.verify_stated_aprc(given.take("stated")?, given.take("decimals")?)?.to_json())
    })
}

/// The figures of an information sheet.
#[napi(catch_unwind)]
pub fn mortgage_information_sheet(arguments: String) -> String {
    answer_to(&arguments, &["financing", "decimals"], |given| {
        let financing: Financing = given.take("financing")?;
        Ok(financing.information_sheet(given.take("decimals")?)?.to_json())
    })
}

/// Financings side by side.
#[napi(catch_unwind)]
pub fn mortgage_compare(arguments: String) -> String {
    answer_to(&arguments, &["financings", "by", "horizonMonths"], |given| {
        let financings: Vec<Financing> = given.take("financings")?;
        let by: CompareBy = given.take("by")?;
        Ok(compare(&financings, by, given.take("horizonMonths")?)?.to_json())
    })
}

/// What repaying a loan by another one comes to.
#[napi(catch_unwind)]
pub fn mortgage_refinance(arguments: String) -> String {
    answer_to(&arguments, &["financing", "terms"], |given| {
        let (financing, terms): (Financing, RefinancingTerms) =
            (given.take("financing")?, given.take("terms")?);
        Ok(financing.refinance(&terms)?.to_json())
    })
}

/// What repaying early comes to under a policy.
#[napi(catch_unwind)]
pub fn mortgage_prepayment_quote(arguments: String) -> String {
    answer_to(&arguments, &["financing", "prepayment", "policy"], |given| {
        let (financing, prepayment): (Financing, Prepayment) =
            (given.take("financing")?, given.take("prepayment")?);
        let policy: JurisdictionPolicy = given.take("policy")?;
        Ok(financing.prepayment_quote(prepayment, &policy)?.to_json())
    })
}

/// The yearly table of a loan's schedule.
#[napi(catch_unwind)]
pub fn mortgage_years(terms: String) -> String {
    answer(|| Ok(LoanTerms::from_json(&terms)?.schedule()?.years()?.to_json()))
}
