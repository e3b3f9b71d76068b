//! Key rings.

use mot_core::{
    identity::{KeyRing, Secret},
    input::Json,
};
use napi::bindgen_prelude::{Either, External, Uint8ArraySlice};
use napi_derive::napi;

use crate::answer::{answer_to, fields_of, handle_to};

/// When a key is good.
const PERIOD: [&str; 2] = ["notBefore", "notAfter"];

/// A handle of a ring with its active key, or the refusal.
#[napi(catch_unwind)]
pub fn key_ring_create(
    arguments: String,
    period: String,
    secret: Uint8ArraySlice,
) -> Either<External<KeyRing>, String> {
    handle_to(&arguments, &["id"], |given| {
        let id: String = given.take("id")?;
        let period = Json::parse(&period)?;
        let period = fields_of(&period, "period", &PERIOD)?;
        KeyRing::new_for(&id, Secret::new(&secret)?, period.take("notBefore")?, period.take("notAfter")?)
    })
}

/// Adds a key to the ring.
#[napi(catch_unwind)]
pub fn key_ring_add(
    ring: &mut External<KeyRing>,
    arguments: String,
    period: String,
    secret: Uint8ArraySlice,
) -> String {
    answer_to(&arguments, &["id", "status"], |given| {
        let (id, status): (String, _) = (given.take("id")?, given.take("status")?);
        let period = Json::parse(&period)?;
        let period = fields_of(&period, "period", &PERIOD)?;
        let (not_before, not_after) = (period.take("notBefore")?, period.take("notAfter")?);
        ring.add_for(&id, Secret::new(&secret)?, status, not_before, not_after)?;
        Ok(Json::Null.to_text())
    })
}
