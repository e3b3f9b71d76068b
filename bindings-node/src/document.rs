//! Documents that hosts store.

use mot_core::{
    Document,
    input::{Json, Write},
};
use napi_derive::napi;

use crate::answer::answer;

/// Reads a stored document of a kind, strictly, and gives it as the core writes it.
#[napi(catch_unwind)]
pub fn document_read(kind: String, text: String) -> String {
    answer(|| Ok(Document::read_kind(&kind, &Json::parse(&text)?)?.to_json()))
}
