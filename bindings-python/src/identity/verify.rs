//! Judging links.

use mot_core::{
    identity::{self, Replay},
    input::Word,
};
use pyo3::prelude::*;

use super::{KeyRing, LinkPolicy, Uid, uid};
use crate::{
    error::call,
    records::value,
    scalar::{self, ToPython},
};

/// Judges links by a key ring and a policy. Made once, used for every link, from any thread.
///
/// It takes the ring as it is at that moment: of a key that is added later only a new verifier knows.
///
/// >>> from datetime import datetime, timedelta, timezone
/// >>> from mot_core import KeyRing, LinkSigner, LinkVerifier, Uid
/// >>> ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
/// >>> now = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)
/// >>> link = LinkSigner(ring).sign("manifest-7", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), now)
/// >>> candidate = LinkVerifier(ring).verify(link, now + timedelta(seconds=30))
/// >>> link = candidate.bind(None)
/// >>> link.binding, candidate.age_ms
/// ('first', 30000)
/// >>> str(link.accept("fresh").uid)
/// '4jzgNSNUa4C1rD2y1Q5Z8Y'
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct LinkVerifier(identity::LinkVerifier);

#[pymethods]
impl LinkVerifier {
    #[new]
    #[pyo3(signature = (ring, policy = None))]
    fn new(ring: &KeyRing, policy: Option<&LinkPolicy>) -> PyResult<Self> {
        let policy = policy.map(|policy| policy.0.clone()).unwrap_or_default();
        call(|| identity::LinkVerifier::new(ring.ring(), policy).map(Self))
    }

    /// Judges the fragment of a link, with or without its `#`, by everything but binding and replay.
    ///
    /// The checks run in the order of the codes: structure (`identity.too_long`, `percent_encoding`, `malformed`,
    /// `unexpected_parameter`, `duplicate_parameter`, `unsupported_version`, `missing_parameter`), grammar
    /// (`invalid_…`), `unknown_key`, `signature_mismatch`, `key_retired`, `issued_in_future`, `expired`,
    /// `audience_mismatch`, `version_not_allowed`, `revoked`, `issued_before_cutoff`.
    fn verify(&self, fragment: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<Candidate> {
        let fragment = scalar::borrowed_text(fragment, "fragment")?;
        let now = scalar::clock(now, "now")?;
        call(|| Ok(Candidate(self.0.verify(&fragment, now)?.into_owned())))
    }

    fn __repr__(&self) -> &'static str {
        "LinkVerifier(hidden)"
    }
}

/// A link that has passed every check but binding and replay. Bind it before anything else.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct Candidate(identity::Candidate<'static>);

#[pymethods]
impl Candidate {
    /// The user id that the link introduces.
    #[getter]
    fn uid(&self) -> PyResult<Uid> {
        call(|| identity::Uid::parse(self.0.uid()).map(Uid))
    }

    /// The version of the link: 1 or 2.
    #[getter]
    fn version(&self) -> u8 {
        self.0.version().number()
    }

    /// The id of the key that signed.
    #[getter]
    fn key_id(&self) -> &str {
        self.0.key_id()
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    #[getter]
    fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// Compares with the user id that is stored here, or `None`: another one is `identity.uid_conflict`.
    ///
    /// A link that is not bound can be neither stored as used nor accepted.
    fn bind(&self, stored_uid: &Bound<'_, PyAny>) -> PyResult<BoundLink> {
        let stored = if stored_uid.is_none() { None } else { Some(uid(stored_uid, "storedUid")?) };
        call(|| self.0.clone().bind(stored.as_ref()).map(BoundLink))
    }

    fn __repr__(&self) -> String {
        format!("Candidate(uid='{}', version={})", self.0.uid(), self.0.version().number())
    }
}

/// A link for the user id that is stored, or for the first one; what is left is the replay check.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct BoundLink(identity::BoundLink<'static>);

#[pymethods]
impl BoundLink {
    /// Whether the user id is the `first` here or the `same` as the stored one.
    #[getter]
    fn binding(&self) -> &'static str {
        self.0.binding().as_str()
    }

    /// What identifies the link among all links. Insert it into a store that refuses a second insertion.
    #[getter]
    fn replay_key(&self) -> &str {
        self.0.replay_key()
    }

    /// Until when the replay key must be kept.
    #[getter]
    fn replay_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.replay_expires_at().to_python(py)
    }

    /// Accepts the link on the answer of the host's store: `fresh` or `seen`, which is `identity.replayed`.
    fn accept(&self, replay: &Bound<'_, PyAny>) -> PyResult<VerifiedLink> {
        let replay: Replay = scalar::read(replay, "replay")?;
        call(|| self.0.accept(replay).map(VerifiedLink))
    }

    /// Accepts the link although it may be used again within its age.
    fn accept_without_replay_check(&self) -> VerifiedLink {
        VerifiedLink(self.0.accept_without_replay_check())
    }

    fn __repr__(&self) -> String {
        format!("BoundLink(binding='{}')", self.0.binding())
    }
}

/// A link that was accepted. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VerifiedLink(identity::VerifiedLink);

#[pymethods]
impl VerifiedLink {
    /// The user id that the link introduced.
    #[getter]
    fn uid(&self) -> Uid {
        Uid(self.0.uid.clone())
    }

    /// The version of the link: 1 or 2.
    #[getter]
    fn version(&self) -> u8 {
        self.0.version.number()
    }

    /// The id of the key that signed.
    #[getter]
    fn key_id(&self) -> &str {
        &self.0.key_id
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    #[getter]
    fn age_ms(&self) -> i64 {
        self.0.age_ms
    }

    /// What identified the link in the replay store.
    #[getter]
    fn replay_key(&self) -> &str {
        &self.0.replay_key
    }

    /// Until when the replay key is kept.
    #[getter]
    fn replay_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.replay_expires_at.to_python(py)
    }

    fn __repr__(&self) -> String {
        format!("VerifiedLink(uid='{}', version={})", self.0.uid, self.0.version.number())
    }
}

value!(VerifiedLink hashed as |link| {
    let identity::VerifiedLink { version, uid, key_id, age_ms, replay_key, replay_expires_at } = &link.0;
    (version.number(), uid, key_id, age_ms, replay_key, replay_expires_at)
});
