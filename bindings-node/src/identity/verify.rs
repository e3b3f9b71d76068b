//! Judging links.

use std::rc::Rc;

use mot_core::{
    Error,
    identity::{self, KeyRing},
    input::InputError,
};
use napi::{
    Env, Result, Status,
    bindgen_prelude::{Array, Either, External, FnArgs, Function, FunctionCallContext, Int32Array},
};
use napi_derive::napi;

use super::{
    clock,
    judgement::{judgement, refusal},
    policy::link_policy,
};
use crate::{answer::handle, bounded_text::BoundedText};

/// A verifier, shared by its handle and its function.
type LinkVerifier = Rc<identity::LinkVerifier>;

/// A handle of a verifier, or the refusal.
#[napi(catch_unwind)]
pub fn link_verifier_create(
    ring: &External<KeyRing>,
    policy: String,
) -> Either<External<LinkVerifier>, String> {
    handle(|| identity::LinkVerifier::new(KeyRing::clone(ring), link_policy(&policy)?).map(Rc::new))
}

/// The function that judges links with a verifier: the path that every request takes. It answers with a number, see
/// `judgement.rs`.
///
/// A function that brings its verifier along is several times cheaper to call than one that looks for it behind a
/// handle. Panics in it are caught like those of the other functions.
#[napi(catch_unwind, ts_return_type = "(fragment: unknown, now: number) => number")]
pub fn link_judge<'env>(
    env: &'env Env,
    verifier: &External<LinkVerifier>,
) -> Result<Function<'env, FnArgs<(String, f64)>, i32>> {
    let verifier = LinkVerifier::clone(verifier);
    env.create_function_from_closure("judge", move |call: FunctionCallContext<'_>| {
        judge(&verifier, call.get(0), call.get(1)?)
    })
}

/// What that function says of each fragment of a list, in one crossing.
#[napi(
    catch_unwind,
    ts_args_type = "verifier: ExternalObject<LinkVerifier>, fragments: readonly unknown[], now: number"
)]
pub fn link_judge_many(
    verifier: &External<LinkVerifier>,
    fragments: Array<'_>,
    now: f64,
) -> Result<Int32Array> {
    let fragment = |index| fragments.get(index).and_then(|fragment| fragment.ok_or_else(no_text));
    let judged = (0..fragments.len()).map(|index| judge(verifier, fragment(index), now));
    judged.collect::<Result<Vec<_>>>().map(Int32Array::new)
}

fn judge(verifier: &identity::LinkVerifier, fragment: Result<BoundedText>, now: f64) -> Result<i32> {
    match fragment {
        Ok(fragment) => {
            let fragment = fragment.as_str();
            let judged = clock(now).and_then(|now| verifier.verify(&fragment, now));
            Ok(judgement(&fragment, &judged))
        }
        Err(fault) if fault.status == Status::StringExpected => {
            let expected = InputError::WrongType { expected: "text", found: "a value of another kind" };
            Ok(refusal(&Error::from(expected)))
        }
        Err(fault) => Err(fault),
    }
}

fn no_text() -> napi::Error {
    napi::Error::from_status(Status::StringExpected)
}
