//! Refusals of values that never reach a reader, and the canonical form of JSON.

use mot_core::{
    Error,
    input::{
        InputError, Json, MAXIMUM_DEPTH, MAXIMUM_DEPTH_OF_ARGUMENTS, MAXIMUM_SIZE, MAXIMUM_SIZE_OF_ARGUMENTS,
        unrepresentable,
    },
};
use napi_derive::napi;

use crate::answer::{answer, refused};

/// The refusal of a value that JSON cannot carry, such as NaN, by the names and `[index]`es that lead to it.
#[napi(catch_unwind)]
pub fn refuse_unrepresentable(path: Vec<String>) -> String {
    let mut inwards = path.iter().rev();
    let innermost = inwards.next().map_or("", String::as_str);
    refused(&inwards.fold(unrepresentable(innermost), |error, name| error.within(name)))
}

/// The refusal of lists and objects that nest too deep, or in a circle.
#[napi(catch_unwind)]
pub fn refuse_too_deep(limit: u32) -> String {
    refused(&InputError::TooDeep { limit: limit as usize }.into())
}

/// The refusal of more values than any text within the limit has.
#[napi(catch_unwind)]
pub fn refuse_too_large(limit: u32) -> String {
    refused(&InputError::TooLarge { limit: limit as usize }.into())
}

/// The refusal of an argument that has to be of a kind that JSON does not know, or plain text.
#[napi(catch_unwind)]
pub fn refuse_mistaken(path: String, expected: String) -> String {
    let kinds = [
        "bytes",
        "text",
        "a number",
        "a list",
        "an object",
        "an instant",
        "a user id or null",
        "what the library made itself",
        "a KeyRing",
        "a LinkSigner",
        "a LinkVerifier",
        "a Candidate",
        "a BoundLink",
        "a VerifiedLink",
        "a VerifiedLink or a VerifiedProof",
        "a ReplayStore",
        "a TokenIssuer",
        "a SessionToken",
        "a DeviceKey",
        "a Device",
        "a DeviceSignature",
        "a ProofCandidate",
        "a FeeSchedule",
        "a Schedule",
        "Policies",
        "a Honeycomb",
        "a CellMap",
        "an Admission",
    ];
    let expected = kinds.into_iter().find(|kind| *kind == expected).unwrap_or("another value");
    refused(&Error::from(InputError::WrongType { expected, found: "a value of another kind" }).within(&path))
}

/// The limits of a document's text: bytes, and levels of lists and objects.
#[napi(catch_unwind)]
pub fn limits_of_document() -> Vec<u32> {
    vec![MAXIMUM_SIZE as u32, MAXIMUM_DEPTH as u32]
}

/// The limits of the text of a command's arguments: bytes, and levels of lists and objects.
#[napi(catch_unwind)]
pub fn limits_of_arguments() -> Vec<u32> {
    vec![MAXIMUM_SIZE_OF_ARGUMENTS as u32, MAXIMUM_DEPTH_OF_ARGUMENTS as u32]
}

/// RFC 8785.
#[napi(catch_unwind)]
pub fn canonical_json(text: String) -> String {
    answer(|| Json::parse(&text)?.to_canonical())
}
