//! Judging links.

use mot_core::{
    Result,
    identity::{BoundLink, Candidate, KeyRing, LinkPolicy, LinkVerifier, Uid},
    input::{Fields, Json, Word, Write},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use super::clock;
use crate::answer::{answer, answer_to, handle};

/// A handle of a verifier, or the refusal.
#[napi(catch_unwind)]
pub fn link_verifier_create(
    ring: &External<KeyRing>,
    policy: String,
) -> Either<External<LinkVerifier>, String> {
    handle(|| LinkVerifier::new(KeyRing::clone(ring), link_policy(&policy)?))
}

fn link_policy(text: &str) -> Result<LinkPolicy> {
    let json = Json::parse(text)?;
    let given = json.fields(&[
        "maximumAgeMs",
        "maximumSkewMs",
        "audience",
        "requireVersion2",
        "revoked",
        "issuedAfter",
    ])?;
    let preset = LinkPolicy::default();
    let revoked: Vec<String> = given.take_or_empty("revoked")?;
    let revoked = revoked
        .iter()
        .enumerate()
        .map(|(index, uid)| Uid::parse(uid).map_err(|error| error.within_index(index).within("revoked")));
    Ok(LinkPolicy {
        maximum_age_ms: given.take::<Option<_>>("maximumAgeMs")?.unwrap_or(preset.maximum_age_ms),
        maximum_skew_ms: given.take::<Option<_>>("maximumSkewMs")?.unwrap_or(preset.maximum_skew_ms),
        audience: given.take("audience")?,
        require_version_2: given.take_or_empty("requireVersion2")?,
        revoked: revoked.collect::<Result<_>>()?,
        issued_after: given.take("issuedAfter")?,
    })
}

/// Judges a link, on the path that every request takes: one string in, one out.
///
/// A candidate is its version (1 character), user id (22), then `age key` with a space between;
/// a refusal is its code and what a stranger may be told, behind the mark.
#[napi(catch_unwind)]
pub fn link_check(verifier: &External<LinkVerifier>, fragment: String, now: f64) -> String {
    match clock(now).and_then(|now| Ok(written(&verifier.verify(&fragment, now)?))) {
        Ok(candidate) => candidate,
        Err(error) => format!("!{} {}", error.code(), error.public_code().unwrap_or_default()),
    }
}

fn written(link: &Candidate<'_>) -> String {
    let mut text = String::with_capacity(64);
    text.push_str(link.version().as_str());
    text.push_str(link.uid());
    text.push_str(&link.age_ms().to_string());
    text.push(' ');
    text.push_str(link.key_id());
    text
}

/// The refusal of a link in full.
#[napi(catch_unwind)]
pub fn link_refusal(verifier: &External<LinkVerifier>, fragment: String, now: f64) -> String {
    answer(|| {
        let _candidate = verifier.verify(&fragment, clock(now)?)?;
        Ok(Json::Null.to_text())
    })
}

/// Compares a candidate with the stored user id, and tells what a replay store must keep.
#[napi(catch_unwind)]
pub fn link_bind(verifier: &External<LinkVerifier>, fragment: String, now: f64, arguments: String) -> String {
    answer_to(&arguments, &["storedUid"], |given| {
        let bound = bound(verifier, &fragment, now, given)?;
        let facts = vec![
            ("binding".into(), bound.binding().write()),
            ("replayKey".into(), Json::from(bound.replay_key())),
            ("replayExpiresAt".into(), Json::from(bound.replay_expires_at().milliseconds())),
        ];
        Ok(Json::Object(facts).to_text())
    })
}

/// Accepts a bound link on the answer of the host's store.
#[napi(catch_unwind)]
pub fn link_accept(
    verifier: &External<LinkVerifier>,
    fragment: String,
    now: f64,
    arguments: String,
) -> String {
    answer_to(&arguments, &["storedUid", "replay"], |given| {
        let replay = given.take("replay")?;
        bound(verifier, &fragment, now, given)?.accept(replay)?;
        Ok(Json::Null.to_text())
    })
}

fn bound<'a>(
    verifier: &'a LinkVerifier,
    fragment: &'a str,
    now: f64,
    given: &Fields<'_>,
) -> Result<BoundLink<'a>> {
    let stored: Option<String> = given.take("storedUid")?;
    let stored = stored.as_deref().map(Uid::parse).transpose().map_err(|error| error.within("storedUid"))?;
    verifier.verify(fragment, clock(now)?)?.bind(stored.as_ref())
}
