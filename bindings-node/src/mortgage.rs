//! Documents of a mortgage, policies, instalments.

use mot_core::{
    input::{Fields, Read, Write},
    mortgage::{JurisdictionPolicy, Offer, Policies, instalment},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use crate::answer::{answer, answer_to, handle};

/// The SHA-256 of an offer's present terms.
#[napi(catch_unwind)]
pub fn offer_terms_sha256(offer: String) -> String {
    answer(|| Ok(Offer::from_json(&offer)?.terms_sha256()?.to_json()))
}

/// The monthly instalment of an annuity loan.
#[napi(catch_unwind)]
pub fn mortgage_instalment(arguments: String) -> String {
    answer_to(&arguments, &["loan", "nominalRate", "initialRate", "rounding"], |given: &Fields<'_>| {
        let (nominal, initial) = (given.take("nominalRate")?, given.take("initialRate")?);
        Ok(instalment(given.take("loan")?, nominal, initial, given.take("rounding")?)?.to_json())
    })
}

/// A handle of the presets.
#[napi(catch_unwind)]
pub fn policies_shipped() -> External<Policies> {
    Policies::shipped().into()
}

/// A handle of policies, or the refusal.
#[napi(catch_unwind)]
pub fn policies_read(text: String) -> Either<External<Policies>, String> {
    handle(|| Policies::new(Vec::<JurisdictionPolicy>::from_json(&text)?))
}

/// Policies as the core writes them.
#[napi(catch_unwind)]
pub fn policies_write(policies: &External<Policies>) -> String {
    policies.as_slice().to_vec().to_json()
}
