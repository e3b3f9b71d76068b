//! User ids.

use mot_core::{
    identity::{Thumbprint, Uid},
    input::{Json, Write},
};
use napi::bindgen_prelude::Uint8ArraySlice;
use napi_derive::napi;

use super::entropy;
use crate::answer::{answer, answer_to};

/// Reads a user id by the common grammar.
#[napi(catch_unwind)]
pub fn uid_parse(arguments: String) -> String {
    answer_to(&arguments, &["text"], |given| Ok(Uid::parse(&given.take::<String>("text")?)?.to_json()))
}

/// The user id of 16 bytes of entropy.
#[napi(catch_unwind)]
pub fn uid_from_entropy(bytes: Uint8ArraySlice) -> String {
    answer(|| Ok(Uid::from_entropy(entropy(&bytes, "16 bytes")?)?.to_json()))
}

/// The user id that certifies itself, of the thumbprint of a device key.
#[napi(catch_unwind)]
pub fn uid_from_device_key(arguments: String) -> String {
    answer_to(&arguments, &["thumbprint"], |given| {
        let thumbprint = given.take::<String>("thumbprint")?;
        let thumbprint = Thumbprint::parse(&thumbprint).map_err(|error| error.within("thumbprint"))?;
        Ok(Uid::from_device_key(&thumbprint).to_json())
    })
}

/// What a register shows instead of a user id.
#[napi(catch_unwind)]
pub fn uid_public_id(arguments: String) -> String {
    answer_to(&arguments, &["uid"], |given| Ok(Json::from(given.take::<Uid>("uid")?.public_id()).to_text()))
}
