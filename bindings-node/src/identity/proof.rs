//! Proofs of devices.

use mot_core::{
    identity::{
        Call, Device, DeviceSignature, Proof, ProofCandidate, proof_message as message, verify_proof,
    },
    input::{Json, Read, Write},
};
use napi::bindgen_prelude::{Either, External, Uint8Array};
use napi_derive::napi;

use super::{clock, policy::proof_policy};
use crate::answer::{answer_to, handle, object, refused};

/// The bytes that a device signs, or the refusal.
#[napi(catch_unwind)]
pub fn proof_message(arguments: String) -> Either<Uint8Array, String> {
    let bytes = || {
        let given = Json::parse(&arguments)?;
        let given = given.fields(&["uid", "call", "proof"])?;
        let uid: String = given.take("uid")?;
        message(&uid, &given.take("call")?, &given.take("proof")?)
    };
    match bytes() {
        Ok(bytes) => Either::A(bytes.into()),
        Err(error) => Either::B(refused(&error)),
    }
}

/// A handle of a proof that is right but for replay, or the refusal.
#[napi(catch_unwind)]
pub fn proof_verify(
    device: &External<Device>,
    call: String,
    proof: String,
    signature: &External<DeviceSignature>,
    policy: String,
    now: f64,
) -> Either<External<ProofCandidate>, String> {
    handle(|| {
        let call = Call::from_json(&call).map_err(|error| error.within("call"))?;
        let proof = Proof::from_json(&proof).map_err(|error| error.within("proof"))?;
        let policy = proof_policy(&policy).map_err(|error| error.within("policy"))?;
        verify_proof(device, &call, &proof, signature, &policy, clock(now)?)
    })
}

/// What such a proof tells.
#[napi(catch_unwind)]
pub fn proof_candidate_facts(candidate: &External<ProofCandidate>) -> String {
    object([
        ("uid", candidate.uid().write()),
        ("thumbprint", Json::from(candidate.thumbprint().to_string())),
        ("ageMs", Json::from(candidate.age_ms())),
        ("replayKey", Json::from(candidate.replay_key())),
        ("replayExpiresAt", Json::from(candidate.replay_expires_at().milliseconds())),
    ])
}

/// Whether a proof is accepted on the answer of a replay store.
#[napi(catch_unwind)]
pub fn proof_candidate_accept(candidate: &External<ProofCandidate>, arguments: String) -> String {
    answer_to(&arguments, &["replay"], |given| {
        ProofCandidate::clone(candidate).accept(given.take("replay")?)?;
        Ok(Json::Null.to_text())
    })
}
