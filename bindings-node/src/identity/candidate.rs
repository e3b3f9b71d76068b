//! From a link that was judged to one that is accepted.
//!
//! A candidate crosses as what it was judged from: the same verifier says the same of the same text at the same instant,
//! and to judge it again is cheaper than a handle. From the binding on there is a handle, which only the core makes.

use std::rc::Rc;

use mot_core::{
    Result,
    identity::{self, BoundLink, Candidate, Uid},
    input::{Json, Word},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use super::{clock, policy::legacy_record_policy};
use crate::{
    answer::{answer, answer_to, handle_to, object},
    bounded_text::BoundedText,
};

type LinkVerifier = Rc<identity::LinkVerifier>;

/// What the candidate tells that a fragment is, or the refusal in full.
#[napi(catch_unwind, ts_args_type = "verifier: ExternalObject<LinkVerifier>, fragment: string, now: number")]
pub fn link_facts(verifier: &External<LinkVerifier>, fragment: BoundedText, now: f64) -> String {
    answer(|| Ok(facts(&verifier.verify(&fragment.as_str(), clock(now)?)?)))
}

/// A handle of that candidate bound to the stored user id, or the refusal.
#[napi(
    catch_unwind,
    ts_args_type = "verifier: ExternalObject<LinkVerifier>, fragment: string, now: number, arguments: string"
)]
pub fn link_bind(
    verifier: &External<LinkVerifier>,
    fragment: BoundedText,
    now: f64,
    arguments: String,
) -> Either<External<BoundLink>, String> {
    bind(&arguments, || verifier.verify(&fragment.as_str(), clock(now)?))
}

/// What the candidate tells that a stored record is, or the refusal.
#[napi(catch_unwind)]
pub fn record_facts(verifier: &External<LinkVerifier>, record: String, policy: String, now: f64) -> String {
    answer(|| Ok(facts(&recheck(verifier, &record, &policy, now)?)))
}

/// A handle of that candidate bound to the stored user id, or the refusal.
#[napi(catch_unwind)]
pub fn record_bind(
    verifier: &External<LinkVerifier>,
    record: String,
    policy: String,
    now: f64,
    arguments: String,
) -> Either<External<BoundLink>, String> {
    bind(&arguments, || recheck(verifier, &record, &policy, now))
}

fn recheck(verifier: &identity::LinkVerifier, record: &str, policy: &str, now: f64) -> Result<Candidate> {
    verifier.recheck(record, &legacy_record_policy(policy)?, clock(now)?)
}

fn facts(candidate: &Candidate) -> String {
    object([
        ("version", Json::from(i64::from(candidate.version().number()))),
        ("uid", Json::from(candidate.uid())),
        ("keyId", Json::from(candidate.key_id())),
        ("ageMs", Json::from(candidate.age_ms())),
    ])
}

fn bind(arguments: &str, judged: impl FnOnce() -> Result<Candidate>) -> Either<External<BoundLink>, String> {
    handle_to(arguments, &["storedUid"], |given| {
        let stored: Option<Uid> = given.take("storedUid")?;
        judged()?.bind(stored.as_ref())
    })
}

/// What a bound link tells.
#[napi(catch_unwind)]
pub fn bound_link_facts(link: &External<BoundLink>) -> String {
    object([
        ("version", Json::from(i64::from(link.version().number()))),
        ("uid", Json::from(link.uid())),
        ("keyId", Json::from(link.key_id())),
        ("ageMs", Json::from(link.age_ms())),
        ("binding", Json::from(link.binding().as_str())),
        ("replayKey", Json::from(link.replay_key())),
        ("replayExpiresAt", Json::from(link.replay_expires_at().milliseconds())),
    ])
}

/// Whether a bound link is accepted on the answer of a replay store.
#[napi(catch_unwind)]
pub fn bound_link_accept(link: &External<BoundLink>, arguments: String) -> String {
    answer_to(&arguments, &["replay"], |given| {
        BoundLink::clone(link).accept(given.take("replay")?)?;
        Ok(Json::Null.to_text())
    })
}
