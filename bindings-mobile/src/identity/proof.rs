//! Proofs: what a device signs about one call, and how it is judged.

use mot_core::{
    identity::{self, Call, Proof, ProofPolicy, Replay, Thumbprint, Uid},
    time::Timestamp,
};

use super::device::{Device, DeviceSignature};
use crate::{Result, crossing::json, scalar::Now};

json! {
    /// Reads a call: what a portal itself sees of it, never what the client says about it.
    parse_call, call_to_json: Call;
    /// Reads what a device says beside its signature.
    parse_proof, proof_to_json: Proof;
}

/// The bytes that a device signs for its user id about a call, with ECDSA on P-256 and SHA-256: `SHA256withECDSA` of Android's
/// Keystore, `P256.Signing` of CryptoKit.
///
/// Refused, in this order: `identity.invalid_uid`, `invalid_audience`, `invalid_method`, `invalid_path`,
/// `invalid_body_hash`, `invalid_timestamp`, `invalid_nonce`, `invalid_server_nonce`.
#[uniffi::export]
pub fn proof_message(uid: &str, call: &Call, proof: &Proof) -> Result<Vec<u8>> {
    Ok(identity::proof_message(uid, call, proof)?)
}

/// What a portal accepts beyond a right signature.
#[uniffi::remote(Record)]
pub struct ProofPolicy {
    /// How old a proof may be in milliseconds, the limit included.
    pub maximum_age_ms: u64,
    /// How far ahead of the clock a proof may be in milliseconds, the limit included.
    pub maximum_skew_ms: u64,
    /// User ids whose proofs are refused.
    pub revoked: Vec<Uid>,
    /// Proofs issued at this instant or before are refused.
    pub issued_after: Option<Timestamp>,
}

/// The policy that holds where none is given: 300 000 ms of age, 60 000 ms of skew, nothing more.
#[uniffi::export]
pub fn default_proof_policy() -> ProofPolicy {
    ProofPolicy::default()
}

/// Judges a device's proof by everything but replay: grammar (see `proof_message`), `identity.signature_mismatch`,
/// `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`, in this order. Without a policy the default one holds.
///
/// The call is what the server sees itself, never what the client sent about it; the proof is all that is the device's word.
/// The user id is the device's: what a call claims in a header has no say.
#[uniffi::export(default(policy = None))]
pub fn verify_proof(
    device: &Device,
    call: &Call,
    proof: &Proof,
    signature: &DeviceSignature,
    now: Now,
    policy: Option<ProofPolicy>,
) -> Result<ProofCandidate> {
    let policy = policy.unwrap_or_default();
    Ok(ProofCandidate(identity::verify_proof(&device.0, call, proof, &signature.0, &policy, now.0)?))
}

/// A proof that has passed every check but replay.
#[derive(Debug, uniffi::Object)]
pub struct ProofCandidate(identity::ProofCandidate);

#[uniffi::export]
impl ProofCandidate {
    /// The user id that the device speaks for.
    pub fn uid(&self) -> Uid {
        self.0.uid().clone()
    }

    /// The thumbprint of the key that signed.
    pub fn thumbprint(&self) -> Thumbprint {
        self.0.thumbprint()
    }

    /// Milliseconds since the proof was signed; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// What identifies the proof among those of its device: its nonce, which is signed. A store for many devices keeps it
    /// beside the thumbprint.
    pub fn replay_key(&self) -> String {
        self.0.replay_key().into()
    }

    /// Until when the replay key must be kept.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.0.replay_expires_at()
    }

    /// Accepts the proof on the answer of the replay store; one seen before is `identity.replayed`.
    pub fn accept(&self, replay: Replay) -> Result<VerifiedProof> {
        Ok(VerifiedProof(self.0.clone().accept(replay)?))
    }

    /// Accepts the proof although it may be used again within its age.
    pub fn accept_without_replay_check(&self) -> VerifiedProof {
        VerifiedProof(self.0.clone().accept_without_replay_check())
    }
}

/// A proof that was accepted. Nothing but an accepted proof makes one.
#[derive(Debug, uniffi::Object)]
pub struct VerifiedProof(pub(super) identity::VerifiedProof);

#[uniffi::export]
impl VerifiedProof {
    /// The user id that the device speaks for.
    pub fn uid(&self) -> Uid {
        self.0.uid().clone()
    }

    /// The thumbprint of the key that signed.
    pub fn thumbprint(&self) -> Thumbprint {
        self.0.thumbprint()
    }

    /// Milliseconds since the proof was signed; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// Until when the replay key is kept.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.0.replay_expires_at()
    }
}
