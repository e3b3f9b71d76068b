//! The identity as a document: the command that takes a link. The others are decided by name.

use mot_core::{
    identity::{BoundLink, Identity},
    input::{Json, Read, Write},
    lifecycle::Context,
};
use napi::bindgen_prelude::External;
use napi_derive::napi;

use crate::answer::answer;

/// Decides `identity.verify` on what is stored and on a bound link.
#[napi(catch_unwind)]
pub fn identity_verify(
    document: Option<String>,
    link: &External<BoundLink>,
    arguments: String,
    context: String,
) -> String {
    answer(|| {
        let context = Context::from_json(&context).map_err(|error| error.within("context"))?;
        let given = Json::parse(&arguments)?;
        let given = given.fields(&["replay", "policy"])?;
        let (replay, policy) = (given.take("replay")?, given.take("policy")?);
        let existing = document.as_deref().map(Identity::from_json).transpose();
        let existing = existing.map_err(|error| error.within("document"))?;
        Ok(Identity::verify(existing.as_ref(), link, replay, &policy, &context)?.to_json())
    })
}
