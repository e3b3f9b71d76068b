//! Key rings.

use mot_core::{
    identity::{KeyRing, Secret},
    input::Json,
};
use napi::bindgen_prelude::{Either, External, Uint8ArraySlice};
use napi_derive::napi;

use crate::answer::{answer_to, handle};

/// A handle of a ring with its active key, or the refusal.
#[napi(catch_unwind)]
pub fn key_ring_create(arguments: String, secret: Uint8ArraySlice) -> Either<External<KeyRing>, String> {
    handle(|| {
        let given = Json::parse(&arguments)?;
        let given = given.fields(&["id", "notBefore", "notAfter"])?;
        let id: String = given.take("id")?;
        KeyRing::new_for(&id, Secret::new(&secret)?, given.take("notBefore")?, given.take("notAfter")?)
    })
}

/// Adds a key to the ring.
#[napi(catch_unwind)]
pub fn key_ring_add(ring: &mut External<KeyRing>, arguments: String, secret: Uint8ArraySlice) -> String {
    answer_to(&arguments, &["id", "status", "notBefore", "notAfter"], |given| {
        let (id, status): (String, _) = (given.take("id")?, given.take("status")?);
        let (not_before, not_after) = (given.take("notBefore")?, given.take("notAfter")?);
        ring.add_for(&id, Secret::new(&secret)?, status, not_before, not_after)?;
        Ok(Json::Null.to_text())
    })
}
