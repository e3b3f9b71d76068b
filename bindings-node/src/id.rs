//! Identifiers.

use mot_core::{id::ReferenceId, input::Write};
use napi::bindgen_prelude::Uint8ArraySlice;
use napi_derive::napi;

use crate::{answer::answer_to, identity::entropy};

/// Reads an id by the common grammar.
#[napi(catch_unwind)]
pub fn id_parse(arguments: String) -> String {
    answer_to(&arguments, &["text"], |given| Ok(given.take::<ReferenceId>("text")?.to_json()))
}

/// A new id from a prefix, an instant and 8 bytes of entropy.
#[napi(catch_unwind)]
pub fn id_create(arguments: String, bytes: Uint8ArraySlice) -> String {
    answer_to(&arguments, &["prefix", "now"], |given| {
        let prefix: String = given.take("prefix")?;
        Ok(ReferenceId::new(&prefix, given.take("now")?, entropy(&bytes, "8 bytes")?)?.to_json())
    })
}
