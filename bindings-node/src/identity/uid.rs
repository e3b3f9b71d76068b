//! User ids.

use mot_core::{identity::Uid, input::Json};
use napi::bindgen_prelude::Uint8ArraySlice;
use napi_derive::napi;

use super::entropy;
use crate::answer::{answer, answer_to};

/// Reads a user id by the common grammar.
#[napi(catch_unwind)]
pub fn uid_parse(arguments: String) -> String {
    answer_to(&arguments, &["text"], |given| {
        Ok(Json::from(Uid::parse(&given.take::<String>("text")?)?.as_str()).to_text())
    })
}

/// The user id of 16 bytes of entropy.
#[napi(catch_unwind)]
pub fn uid_from_entropy(bytes: Uint8ArraySlice) -> String {
    answer(|| Ok(Json::from(Uid::from_entropy(entropy(&bytes, "16 bytes")?)?.as_str()).to_text()))
}
