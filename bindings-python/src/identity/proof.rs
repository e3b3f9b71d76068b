//! Proofs: what a device signs about one call, and how it is judged.

use mot_core::{
    identity::{self, Replay},
    time::Timestamp,
};
use pyo3::{prelude::*, types::PyBytes};

use super::{Device, DeviceSignature, Uid, policy::uids};
use crate::{
    documents::{Call, Proof},
    error,
    records::{self, value},
    scalar::{self, ToPython},
};

/// The bytes that a device signs for its user id: each text behind its length in two bytes, the hash, the time as a
/// number.
///
/// Refused, in this order: `identity.invalid_uid`, `invalid_audience`, `invalid_method`, `invalid_path`,
/// `invalid_body_hash`, `invalid_timestamp`, `invalid_nonce`, `invalid_server_nonce`.
///
/// >>> import hashlib
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import Call, Proof, proof_message
/// >>> call = Call(audience="portal.example", method="POST", path="/api/offers",
/// ...     body_hash=hashlib.sha256(b"").hexdigest())
/// >>> proof = Proof(issued_at=datetime(2025, 2, 1, 12, tzinfo=timezone.utc), nonce="4jzgNSNUa4C1rD2y1Q5Z8Y")
/// >>> proof_message("user-abc", call, proof)[:33]  # for Keystore, CryptoKit or WebCrypto to sign
/// b'mot-core/proof/p256/v1\x00\x00\x08user-abc'
#[pyfunction]
pub(crate) fn proof_message<'py>(
    py: Python<'py>,
    uid: &Bound<'py, PyAny>,
    call: &Call,
    proof: &Proof,
) -> PyResult<Bound<'py, PyBytes>> {
    let uid = match uid.cast::<Uid>() {
        Ok(uid) => uid.get().0.as_str(),
        Err(_) => scalar::borrowed_text(uid, "uid")?,
    };
    let message = error::call(|| identity::proof_message(uid, &call.0, &proof.0))?;
    Ok(PyBytes::new(py, &message))
}

/// What a portal accepts of proofs beyond a right signature. What is left out has the library's default.
///
/// `maximum_age_ms` and `maximum_skew_ms` are whole milliseconds, `revoked` are user ids whose proofs are refused, and
/// proofs issued at `issued_after` or before are refused. It is not pickled.
///
/// >>> from mot_core import ProofPolicy
/// >>> ProofPolicy(maximum_age_ms=60_000).maximum_skew_ms
/// 60000
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProofPolicy(identity::ProofPolicy);

#[pymethods]
impl ProofPolicy {
    #[new]
    #[pyo3(signature = (*, maximum_age_ms = None, maximum_skew_ms = None, revoked = None, issued_after = None))]
    fn new(
        maximum_age_ms: Option<&Bound<'_, PyAny>>,
        maximum_skew_ms: Option<&Bound<'_, PyAny>>,
        revoked: Option<&Bound<'_, PyAny>>,
        issued_after: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let shipped = identity::ProofPolicy::default();
        let revoked = revoked.map(uids).transpose()?;
        Ok(Self(identity::ProofPolicy {
            maximum_age_ms: scalar::read_optional(maximum_age_ms, "maximumAgeMs")?
                .unwrap_or(shipped.maximum_age_ms),
            maximum_skew_ms: scalar::read_optional(maximum_skew_ms, "maximumSkewMs")?
                .unwrap_or(shipped.maximum_skew_ms),
            revoked: revoked.unwrap_or(shipped.revoked),
            issued_after: scalar::clock_optional(issued_after, "issuedAfter")?,
        }))
    }

    /// How old a proof may be in milliseconds, the limit included.
    #[getter]
    fn maximum_age_ms(&self) -> u64 {
        self.0.maximum_age_ms
    }

    /// How far ahead of the clock a proof may be in milliseconds, the limit included.
    #[getter]
    fn maximum_skew_ms(&self) -> u64 {
        self.0.maximum_skew_ms
    }

    /// User ids whose proofs are refused.
    #[getter]
    fn revoked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.revoked.to_python(py)
    }

    /// Proofs issued at this instant or before are refused.
    #[getter]
    fn issued_after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issued_after.to_python(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let identity::ProofPolicy { maximum_age_ms, maximum_skew_ms, revoked, issued_after } = &self.0;
        records::shown(
            py,
            "ProofPolicy",
            &[
                ("maximum_age_ms", maximum_age_ms),
                ("maximum_skew_ms", maximum_skew_ms),
                ("revoked", revoked),
                ("issued_after", issued_after),
            ],
        )
    }
}

value!(ProofPolicy hashed as |policy| {
    let identity::ProofPolicy { maximum_age_ms, maximum_skew_ms, revoked, issued_after } = &policy.0;
    (maximum_age_ms, maximum_skew_ms, revoked, issued_after)
});

/// Judges a device's proof by everything but replay, in the order of a link's checks: grammar (see `proof_message`),
/// `identity.signature_mismatch`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`.
///
/// The user id is the device's, which the portal registered or which follows from the key: what a call claims in a
/// header has no say. `call` is what the portal itself sees of the call; what the caller sends is `proof` and
/// `signature`, and nothing else. `now` is an aware `datetime` or an `int` of milliseconds since 1970.
#[pyfunction]
#[pyo3(signature = (device, call, proof, signature, now, policy = None))]
pub(crate) fn verify_proof(
    device: &Device,
    call: &Call,
    proof: &Proof,
    signature: &DeviceSignature,
    now: &Bound<'_, PyAny>,
    policy: Option<&ProofPolicy>,
) -> PyResult<ProofCandidate> {
    let now: Timestamp = scalar::now(now)?;
    let policy = policy.map(|policy| policy.0.clone()).unwrap_or_default();
    error::call(|| {
        let candidate = identity::verify_proof(&device.0, &call.0, &proof.0, &signature.0, &policy, now);
        candidate.map(ProofCandidate)
    })
}

/// A proof that has passed every check but replay.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct ProofCandidate(identity::ProofCandidate);

#[pymethods]
impl ProofCandidate {
    /// The user id that the device speaks for.
    #[getter]
    fn uid(&self) -> Uid {
        Uid(self.0.uid().clone())
    }

    /// The thumbprint of the key that signed.
    #[getter]
    fn thumbprint(&self) -> String {
        self.0.thumbprint().to_string()
    }

    /// Milliseconds since the proof was signed; negative within the allowed skew.
    #[getter]
    fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// What identifies the proof among those of its device: its nonce, which is signed. Insert it into a store that refuses a
    /// second insertion, such as a `ReplayStore`.
    #[getter]
    fn replay_key(&self) -> &str {
        self.0.replay_key()
    }

    /// Until when the replay key must be kept.
    #[getter]
    fn replay_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.replay_expires_at().to_python(py)
    }

    /// Accepts the proof on the answer of the host's store: `fresh` or `seen`, which is `identity.replayed`.
    fn accept(&self, replay: &Bound<'_, PyAny>) -> PyResult<VerifiedProof> {
        let replay: Replay = scalar::read(replay, "replay")?;
        error::call(|| self.0.clone().accept(replay).map(VerifiedProof))
    }

    /// Accepts the proof although it may be used again within its age.
    fn accept_without_replay_check(&self) -> VerifiedProof {
        VerifiedProof(self.0.clone().accept_without_replay_check())
    }

    fn __repr__(&self) -> String {
        format!("ProofCandidate(uid='{}')", self.0.uid())
    }
}

/// A proof that was accepted. Nothing but an accepted proof makes one; it is neither copied nor pickled.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct VerifiedProof(pub(super) identity::VerifiedProof);

#[pymethods]
impl VerifiedProof {
    /// The user id that the device speaks for.
    #[getter]
    fn uid(&self) -> Uid {
        Uid(self.0.uid().clone())
    }

    /// The thumbprint of the key that signed.
    #[getter]
    fn thumbprint(&self) -> String {
        self.0.thumbprint().to_string()
    }

    /// Milliseconds since the proof was signed; negative within the allowed skew.
    #[getter]
    fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// Until when the proof can be shown, and its replay key is kept.
    #[getter]
    fn replay_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.replay_expires_at().to_python(py)
    }

    fn __repr__(&self) -> String {
        format!("VerifiedProof(uid='{}')", self.0.uid())
    }
}
