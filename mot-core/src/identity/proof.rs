//! Proofs: what a device signs about one call, and how it is judged. The algorithm is `mot-p256-v1`: ECDSA on P-256 with SHA-256.

use alloc::{string::String, vec::Vec};

use p256::ecdsa::signature::Verifier;

use super::{
    Device, DeviceSignature, IdentityError, Replay, Thumbprint, Uid, link,
    verify::{check_time, replay_expires_at},
};
use crate::{Result, id, input::document_fields, time::Timestamp};

/// The call that a device vouches for, as the portal sees it: none of it is the caller's word.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Call {
    /// Whom the call is meant for: the portal's own name, 1 to 64 lower-case letters, digits, dots and hyphens.
    pub audience: String,
    /// The method, 1 to 16 capital letters.
    pub method: String,
    /// The path with its query: `/` and at most 1023 visible ASCII characters more.
    pub path: String,
    /// The SHA-256 of the body as 64 lower-case hexadecimal digits; that of no bytes where there is none.
    pub body_hash: String,
    /// What the portal asked the device to sign, if it did: 1 to 64 letters, digits, hyphens and underscores.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub server_nonce: Option<String>,
}

document_fields!(Call {
    audience: "audience", method: "method", path: "path", body_hash: "bodyHash";
    server_nonce: "serverNonce",
});

/// What a device says beside its signature: all that is its own word.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Proof {
    /// When the device signed, an instant of 13 digits of milliseconds (2001 to 2286).
    pub issued_at: Timestamp,
    /// What makes the proof unique: 22 letters and digits.
    pub nonce: String,
}

document_fields!(Proof { issued_at: "issuedAt", nonce: "nonce" });

/// The bytes that a device signs for its user id: each text behind its length in two bytes, the hash, the time as a number.
///
/// Refused, in this order: `identity.invalid_uid`, `invalid_audience`, `invalid_method`, `invalid_path`,
/// `invalid_body_hash`, `invalid_timestamp`, `invalid_nonce`, `invalid_server_nonce`.
///
/// ```
/// use mot_core::identity::{Call, Proof, proof_message};
/// use mot_core::time::Timestamp;
///
/// let call = Call {
///     audience: "portal.example".into(),
///     method: "POST".into(),
///     path: "/api/offers".into(),
///     body_hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into(),
///     server_nonce: None,
/// };
/// let proof = Proof { issued_at: Timestamp::parse("2025-02-01T12:00:00Z")?, nonce: "4jzgNSNUa4C1rD2y1Q5Z8Y".into() };
/// let message = proof_message("user-abc", &call, &proof)?; // for Keystore, CryptoKit or WebCrypto to sign
/// assert!(message.starts_with(b"mot-core/proof/p256/v1\0\0\x08user-abc"));
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn proof_message(uid: &str, call: &Call, proof: &Proof) -> Result<Vec<u8>> {
    let Call { audience, method, path, body_hash, server_nonce } = call;
    let Proof { issued_at, nonce } = proof;
    if id::check(uid).is_err() {
        return Err(IdentityError::InvalidUid { expected: "an id of the common grammar" }.into());
    }
    // Text of any length may come here; the grammar is asked of what could be one.
    if audience.len() > 64 || !link::is_audience(audience) {
        return Err(IdentityError::InvalidAudience.into());
    }
    if !((1..=16).contains(&method.len()) && method.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return Err(IdentityError::InvalidMethod.into());
    }
    if !(path.starts_with('/') && path.len() <= 1024 && path.bytes().all(|byte| byte.is_ascii_graphic())) {
        return Err(IdentityError::InvalidPath.into());
    }
    if !link::is_signature(body_hash) {
        return Err(IdentityError::InvalidBodyHash.into());
    }
    let issued = issued_at.milliseconds();
    if !(1_000_000_000_000..10_000_000_000_000).contains(&issued) {
        return Err(IdentityError::InvalidTimestamp.into());
    }
    if nonce.len() > 64 || !link::is_uid(nonce) {
        return Err(IdentityError::InvalidNonce.into());
    }
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let server_nonce = server_nonce.as_deref();
    if server_nonce.is_some_and(|text| !(1..=64).contains(&text.len()) || !text.bytes().all(word)) {
        return Err(IdentityError::InvalidServerNonce.into());
    }
    let mut message = b"mot-core/proof/p256/v1\0".to_vec();
    for text in [uid, audience, method, path] {
        push_prefixed(&mut message, text);
    }
    message.extend(link::from_hexadecimal::<32>(body_hash));
    message.extend(issued.to_be_bytes());
    push_prefixed(&mut message, nonce);
    push_prefixed(&mut message, server_nonce.unwrap_or_default());
    Ok(message)
}

fn push_prefixed(message: &mut Vec<u8>, text: &str) {
    message.extend(link::prefix(text));
    message.extend(text.as_bytes());
}

/// What a portal accepts beyond a right signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofPolicy {
    /// How old a proof may be in milliseconds, the limit included. 300 000 by default.
    pub maximum_age_ms: u64,
    /// How far ahead of the clock a proof may be in milliseconds, the limit included. 60 000 by default.
    pub maximum_skew_ms: u64,
    /// User ids whose proofs are refused, as `identity.revoked`.
    pub revoked: Vec<Uid>,
    /// Proofs issued at this instant or before are refused, as `identity.issued_before_cutoff`.
    pub issued_after: Option<Timestamp>,
}

impl Default for ProofPolicy {
    fn default() -> Self {
        Self { maximum_age_ms: 300_000, maximum_skew_ms: 60_000, revoked: Vec::new(), issued_after: None }
    }
}

/// Judges a device's proof by everything but replay, in the order of a link's checks: grammar (see [`proof_message`]),
/// `identity.signature_mismatch`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`.
///
/// The user id is the device's, which the portal registered or which follows from the key: what a call claims in a
/// header has no say. The call is what the portal itself sees; what the caller sends is the proof and the signature.
pub fn verify_proof(
    device: &Device,
    call: &Call,
    proof: &Proof,
    signature: &DeviceSignature,
    policy: &ProofPolicy,
    now: Timestamp,
) -> Result<ProofCandidate> {
    let message = proof_message(device.uid().as_str(), call, proof)?;
    let key = device.key().verifying_key();
    key.verify(&message, signature.as_signature()).map_err(|_| IdentityError::SignatureMismatch)?;
    let issued = proof.issued_at.milliseconds();
    let age_ms = check_time(issued, policy.maximum_age_ms, policy.maximum_skew_ms, now)?;
    if policy.revoked.contains(device.uid()) {
        return Err(IdentityError::Revoked.into());
    }
    if policy.issued_after.is_some_and(|cutoff| proof.issued_at <= cutoff) {
        return Err(IdentityError::IssuedBeforeCutoff.into());
    }
    Ok(ProofCandidate {
        uid: device.uid().clone(),
        thumbprint: device.key().thumbprint(),
        age_ms,
        nonce: proof.nonce.clone(),
        replay_expires_at: replay_expires_at(issued, policy.maximum_age_ms, policy.maximum_skew_ms),
    })
}

/// A proof that has passed every check but replay.
#[derive(Clone, Debug)]
#[must_use = "a proof is accepted only after its replay check"]
pub struct ProofCandidate {
    uid: Uid,
    thumbprint: Thumbprint,
    age_ms: i64,
    nonce: String,
    replay_expires_at: Timestamp,
}

impl ProofCandidate {
    /// The user id that the device speaks for.
    pub fn uid(&self) -> &Uid {
        &self.uid
    }

    /// The thumbprint of the key that signed.
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    /// Milliseconds since the proof was signed; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.age_ms
    }

    /// What identifies the proof among those of its device: its nonce, which is signed. The signature does not: whoever has
    /// seen one can write another for the same bytes. A store for many devices keeps it beside the thumbprint.
    pub fn replay_key(&self) -> &str {
        &self.nonce
    }

    /// Until when the replay key must be kept.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.replay_expires_at
    }

    /// Accepts the proof on the answer of the replay store; one seen before is `identity.replayed`.
    pub fn accept(self, replay: Replay) -> Result<VerifiedProof> {
        replay.check()?;
        Ok(self.accept_without_replay_check())
    }

    /// Accepts the proof although it may be used again within its age.
    pub fn accept_without_replay_check(self) -> VerifiedProof {
        let Self { uid, thumbprint, age_ms, nonce: _, replay_expires_at } = self;
        VerifiedProof { uid, thumbprint, age_ms, replay_expires_at }
    }
}

/// A proof that was accepted. Nothing but an accepted proof makes one.
#[derive(Clone, Debug)]
pub struct VerifiedProof {
    uid: Uid,
    thumbprint: Thumbprint,
    age_ms: i64,
    replay_expires_at: Timestamp,
}

impl VerifiedProof {
    /// The user id that the device speaks for.
    pub fn uid(&self) -> &Uid {
        &self.uid
    }

    /// The thumbprint of the key that signed.
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    /// Milliseconds since the proof was signed; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.age_ms
    }

    /// Until when the replay key is kept.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.replay_expires_at
    }
}
