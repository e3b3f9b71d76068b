//! Policies as handles, and those that an operation goes by.

use mot_core::{
    Result,
    input::{Fields, Read, Write},
    mortgage::{JurisdictionPolicy, Policies},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use crate::answer::{answer_to, handle};

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

/// The policy of a name with the latest date.
#[napi(catch_unwind)]
pub fn policies_latest(policies: &External<Policies>, arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(policies.latest(&given.take("id")?)?.to_json()))
}

/// The policies among the arguments, or those that were read before, or the presets.
pub(super) fn policies_of(given: &Fields<'_>, known: Option<&External<Policies>>) -> Result<Policies> {
    match given.take::<Option<Vec<JurisdictionPolicy>>>("policies")? {
        Some(given) => Policies::new(given).map_err(|error| error.within("policies")),
        None => Ok(known.map_or_else(Policies::shipped, |known| Policies::clone(known))),
    }
}
