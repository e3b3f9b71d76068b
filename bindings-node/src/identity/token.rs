//! Receipts and sessions.

use mot_core::{
    identity::{BoundLink, KeyRing, ProofCandidate, SessionToken, TokenIssuer},
    input::{Json, Write},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use super::{clock, policy::token_policy};
use crate::{
    answer::{answer, handle, object},
    bounded_text::BoundedText,
};

/// A handle of an issuer, or the refusal.
#[napi(catch_unwind)]
pub fn token_issuer_create(
    ring: &External<KeyRing>,
    policy: String,
) -> Either<External<TokenIssuer>, String> {
    handle(|| TokenIssuer::new(KeyRing::clone(ring), token_policy(&policy)?))
}

/// A receipt for whom a link has introduced. The TypeScript layer holds the handles of accepted links apart.
#[napi(catch_unwind)]
pub fn receipt_issue_for_link(
    issuer: &External<TokenIssuer>,
    link: &External<BoundLink>,
    now: f64,
) -> String {
    answer(|| {
        let link = BoundLink::clone(link).accept_without_replay_check();
        Ok(Json::from(issuer.issue_receipt(&link, clock(now)?)?).to_text())
    })
}

/// A receipt for whom a proof has introduced, in the same way.
#[napi(catch_unwind)]
pub fn receipt_issue_for_proof(
    issuer: &External<TokenIssuer>,
    proof: &External<ProofCandidate>,
    now: f64,
) -> String {
    answer(|| {
        let proof = ProofCandidate::clone(proof).accept_without_replay_check();
        Ok(Json::from(issuer.issue_receipt(&proof, clock(now)?)?).to_text())
    })
}

/// Judges a receipt.
#[napi(catch_unwind, ts_args_type = "issuer: ExternalObject<TokenIssuer>, receipt: string, now: number")]
pub fn receipt_verify(issuer: &External<TokenIssuer>, receipt: BoundedText, now: f64) -> String {
    answer(|| Ok(issuer.verify_receipt(&receipt.as_str(), clock(now)?)?.to_json()))
}

/// A session for the holder of a receipt.
#[napi(catch_unwind, ts_args_type = "issuer: ExternalObject<TokenIssuer>, receipt: string, now: number")]
pub fn session_issue(issuer: &External<TokenIssuer>, receipt: BoundedText, now: f64) -> String {
    answer(|| Ok(Json::from(issuer.issue_session(&receipt.as_str(), clock(now)?)?).to_text()))
}

/// A handle of a session that was accepted, or the refusal.
#[napi(catch_unwind, ts_args_type = "issuer: ExternalObject<TokenIssuer>, session: string, now: number")]
pub fn session_verify(
    issuer: &External<TokenIssuer>,
    session: BoundedText,
    now: f64,
) -> Either<External<SessionToken>, String> {
    handle(|| issuer.verify_session(&session.as_str(), clock(now)?))
}

/// What a session tells.
#[napi(catch_unwind)]
pub fn session_facts(session: &External<SessionToken>) -> String {
    object([
        ("uid", session.uid().write()),
        ("keyId", Json::from(session.key_id())),
        ("issuedAt", Json::from(session.issued_at().milliseconds())),
        ("expiresAt", Json::from(session.expires_at().milliseconds())),
    ])
}

/// Compares the user id that a call claims in its header with the session's.
#[napi(catch_unwind, ts_args_type = "session: ExternalObject<SessionToken>, headerUid: string")]
pub fn session_check_header(session: &External<SessionToken>, header_uid: BoundedText) -> String {
    answer(|| {
        session.check_header(&header_uid.as_str())?;
        Ok(Json::Null.to_text())
    })
}
