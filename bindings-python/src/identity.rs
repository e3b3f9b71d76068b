//! Identity without accounts: user ids, and signed links that introduce them once.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mot_core::{
    identity::{self, KeyStatus, Replay, Secret},
    time::Timestamp,
};
use pyo3::{prelude::*, types::PyString};

use crate::{
    error::{call, raised, wrong_type},
    records::{self, Reduced},
    scalar::{self, ToPython},
};

/// A user id: random on a device, stable, meaning nothing else.
///
/// Ids of the common grammar are legal (`user-abc`); new ones are 22 characters of Base58.
///
/// >>> from mot_core import Uid
/// >>> str(Uid.from_entropy(bytes.fromhex("1e4c333c0cc945cabeea9392489ed1c5")))
/// '4jzgNSNUa4C1rD2y1Q5Z8Y'
/// >>> len(str(Uid.generate()))
/// 22
#[pyclass(frozen, eq, hash, ord, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Uid(pub(crate) identity::Uid);

#[pymethods]
impl Uid {
    /// Reads a user id by the common grammar (`id.bad_id`).
    #[staticmethod]
    fn parse(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(text, identity::Uid::parse).map(Self)
    }

    /// The user id of 16 random bytes. Bytes that are all equal are `identity.weak_entropy`.
    #[staticmethod]
    fn from_entropy(entropy: &Bound<'_, PyAny>) -> PyResult<Self> {
        let entropy = scalar::entropy(entropy)?;
        call(|| identity::Uid::from_entropy(entropy).map(Self))
    }

    /// A new user id from the operating system's randomness.
    #[staticmethod]
    fn generate(py: Python<'_>) -> PyResult<Self> {
        let entropy = scalar::fresh_entropy(py)?;
        call(|| identity::Uid::from_entropy(entropy).map(Self))
    }

    fn __str__(&self) -> &str {
        self.0.as_str()
    }

    fn __repr__(&self) -> String {
        format!("Uid.parse('{}')", self.0)
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        records::reduced(this.get_type(), "parse", this.get().0.as_str().to_owned())
    }
}

/// The keys of a portal: exactly one active, at most eight. Secrets go in and never come out.
///
/// A ring is not shown beyond its key ids, not compared, not copied and not pickled. A verifier or a signer keeps the
/// ring as it was when it was made.
///
/// Refused: a secret under 32 bytes (`identity.secret_too_short`), one whose bytes are all equal
/// (`identity.weak_secret`), a bad id (`identity.invalid_key_id`).
///
/// >>> from mot_core import KeyRing
/// >>> ring = KeyRing("k2", b"a secret of the portal, 32 bytes or more")
/// >>> ring.add("k1", b"the secret that it had before, as long", "accept")
/// >>> ring
/// KeyRing({'k2': 'active', 'k1': 'accept'})
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct KeyRing(Mutex<Keys>);

/// The ring, and what may be shown of it. Python never runs while they are locked.
#[derive(Debug)]
struct Keys {
    ring: identity::KeyRing,
    statuses: Vec<(String, KeyStatus)>,
}

#[pymethods]
impl KeyRing {
    #[new]
    fn new(id: &Bound<'_, PyAny>, secret: &Bound<'_, PyAny>) -> PyResult<Self> {
        let id: String = scalar::read(id, "id")?;
        let secret = scalar::bytes(secret, "secret")?;
        let ring = call(|| identity::KeyRing::new(&id, Secret::new(secret)?))?;
        Ok(Self(Mutex::new(Keys { ring, statuses: vec![(id, KeyStatus::Active)] })))
    }

    /// Adds a key that signs and verifies (`active`), only verifies (`accept`) or is refused as
    /// `identity.key_retired` (`retired`); with limits, it is accepted from one instant until another, both included.
    ///
    /// Refused: a bad id (`identity.invalid_key_id`), one that is there (`identity.duplicate_key`), a second active
    /// key (`identity.several_active_keys`), a ninth key (`identity.too_many_keys`).
    #[pyo3(signature = (id, secret, status, *, not_before = None, not_after = None))]
    fn add(
        &self,
        id: &Bound<'_, PyAny>,
        secret: &Bound<'_, PyAny>,
        status: &Bound<'_, PyAny>,
        not_before: Option<&Bound<'_, PyAny>>,
        not_after: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let id: String = scalar::read(id, "id")?;
        let secret = scalar::bytes(secret, "secret")?;
        let status: KeyStatus = scalar::read(status, "status")?;
        let not_before = scalar::read_optional(not_before, "notBefore")?;
        let not_after = scalar::read_optional(not_after, "notAfter")?;
        call(|| {
            let mut keys = self.keys();
            keys.ring.add_for(&id, Secret::new(secret)?, status, not_before, not_after)?;
            keys.statuses.push((id, status));
            Ok(())
        })
    }

    fn __repr__(&self) -> String {
        let keys = self.keys().statuses.iter().map(|(id, status)| format!("'{id}': '{status}'")).collect::<Vec<_>>();
        format!("KeyRing({{{}}})", keys.join(", "))
    }
}

impl KeyRing {
    fn ring(&self) -> identity::KeyRing {
        self.keys().ring.clone()
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a portal accepts beyond a right signature. What is left out has the library's default.
///
/// `maximum_age_ms` and `maximum_skew_ms` are whole milliseconds, `audience` is whom version 2 links must be meant for,
/// `require_version_2` refuses version 1, `revoked` are user ids whose links are refused, and links issued at
/// `issued_after` or before are refused.
///
/// >>> from mot_core import LinkPolicy
/// >>> LinkPolicy(audience="portal.example").maximum_age_ms
/// 300000
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkPolicy(identity::LinkPolicy);

#[pymethods]
impl LinkPolicy {
    #[new]
    #[pyo3(signature = (*, maximum_age_ms = None, maximum_skew_ms = None, audience = None, require_version_2 = None, revoked = None, issued_after = None))]
    fn new(
        maximum_age_ms: Option<&Bound<'_, PyAny>>,
        maximum_skew_ms: Option<&Bound<'_, PyAny>>,
        audience: Option<&Bound<'_, PyAny>>,
        require_version_2: Option<&Bound<'_, PyAny>>,
        revoked: Option<&Bound<'_, PyAny>>,
        issued_after: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let shipped = identity::LinkPolicy::default();
        let revoked = revoked.map(uids).transpose()?;
        Ok(Self(identity::LinkPolicy {
            maximum_age_ms: scalar::read_optional(maximum_age_ms, "maximumAgeMs")?.unwrap_or(shipped.maximum_age_ms),
            maximum_skew_ms: scalar::read_optional(maximum_skew_ms, "maximumSkewMs")?
                .unwrap_or(shipped.maximum_skew_ms),
            audience: scalar::read_optional(audience, "audience")?,
            require_version_2: scalar::read_optional(require_version_2, "requireVersion2")?
                .unwrap_or(shipped.require_version_2),
            revoked: revoked.unwrap_or(shipped.revoked),
            issued_after: scalar::read_optional(issued_after, "issuedAfter")?,
        }))
    }

    /// How old a link may be in milliseconds, the limit included.
    #[getter]
    fn maximum_age_ms(&self) -> u64 {
        self.0.maximum_age_ms
    }

    /// How far ahead of the clock a link may be in milliseconds, the limit included.
    #[getter]
    fn maximum_skew_ms(&self) -> u64 {
        self.0.maximum_skew_ms
    }

    /// Whom version 2 links must be meant for.
    #[getter]
    fn audience(&self) -> Option<&str> {
        self.0.audience.as_deref()
    }

    /// Whether version 1 links are refused.
    #[getter]
    fn require_version_2(&self) -> bool {
        self.0.require_version_2
    }

    /// User ids whose links are refused.
    #[getter]
    fn revoked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.revoked.to_python(py)
    }

    /// Links issued at this instant or before are refused.
    #[getter]
    fn issued_after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issued_after.to_python(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let identity::LinkPolicy {
            maximum_age_ms,
            maximum_skew_ms,
            audience,
            require_version_2,
            revoked,
            issued_after,
        } = &self.0;
        records::shown(
            py,
            "LinkPolicy",
            &[
                ("maximum_age_ms", maximum_age_ms),
                ("maximum_skew_ms", maximum_skew_ms),
                ("audience", audience),
                ("require_version_2", require_version_2),
                ("revoked", revoked),
                ("issued_after", issued_after),
            ],
        )
    }
}

/// Judges links by a key ring and a policy. Made once, used for every link, from any thread.
///
/// >>> from datetime import datetime, timedelta, timezone
/// >>> from mot_core import KeyRing, LinkSigner, LinkVerifier, Uid
/// >>> ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
/// >>> now = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)
/// >>> link = LinkSigner(ring).sign("manifest-7", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), now)
/// >>> candidate = LinkVerifier(ring).verify(link, now + timedelta(seconds=30))
/// >>> candidate.bind(None), candidate.age_ms
/// ('first', 30000)
/// >>> str(candidate.accept("fresh").uid)
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

/// A link that has passed every check but binding and replay.
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

    /// Compares with the user id that is stored: `first` if none is, `same`; another one is `identity.uid_conflict`.
    fn bind(&self, stored_uid: &Bound<'_, PyAny>) -> PyResult<&'static str> {
        let stored = if stored_uid.is_none() { None } else { Some(uid(stored_uid)?) };
        call(|| self.0.bind(stored.as_ref()).map(mot_core::input::Word::as_str))
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
        format!("Candidate(uid='{}', version={})", self.0.uid(), self.0.version().number())
    }
}

/// A link that was accepted.
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

/// Signs links with the active key of a ring.
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import KeyRing, LinkSigner, Uid
/// >>> signer = LinkSigner(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
/// >>> now = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)
/// >>> link = signer.sign_for("portal.example", "manifest-7", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), now)
/// >>> link[:28]
/// 'v=2&kid=k1&aud=portal.exampl'
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct LinkSigner(identity::LinkSigner);

#[pymethods]
impl LinkSigner {
    #[new]
    fn new(ring: &KeyRing) -> Self {
        Self(identity::LinkSigner::new(ring.ring()))
    }

    /// A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`.
    ///
    /// Refused: values outside the grammar (`identity.invalid_mot`, `invalid_uid`), an instant that does not have 13
    /// digits of milliseconds (`identity.invalid_timestamp`).
    fn sign(&self, mot: &Bound<'_, PyAny>, uid: &Bound<'_, PyAny>, now: &Bound<'_, PyAny>) -> PyResult<String> {
        let (mot, uid, now) = introduced(mot, uid, now)?;
        call(|| self.0.sign(&mot, &uid, now))
    }

    /// A version 2 link for one audience, made unique by 16 bytes of entropy: the operating system's if left out.
    ///
    /// Refused besides: an audience outside the grammar (`identity.invalid_audience`), entropy whose bytes are all
    /// equal (`identity.weak_entropy`).
    #[pyo3(signature = (audience, mot, uid, now, *, entropy = None))]
    fn sign_for(
        &self,
        py: Python<'_>,
        audience: &Bound<'_, PyAny>,
        mot: &Bound<'_, PyAny>,
        uid: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
        entropy: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<String> {
        let audience: String = scalar::read(audience, "audience")?;
        let (mot, uid, now) = introduced(mot, uid, now)?;
        let entropy = entropy.map_or_else(|| scalar::fresh_entropy(py), scalar::entropy)?;
        call(|| self.0.sign_for(&audience, &mot, &uid, now, entropy))
    }

    fn __repr__(&self) -> &'static str {
        "LinkSigner(hidden)"
    }
}

fn introduced(
    mot: &Bound<'_, PyAny>,
    user: &Bound<'_, PyAny>,
    now: &Bound<'_, PyAny>,
) -> PyResult<(String, identity::Uid, Timestamp)> {
    Ok((scalar::read(mot, "mot")?, uid(user)?, scalar::clock(now, "now")?))
}

/// A user id of a call: a `Uid` or its text.
fn uid(value: &Bound<'_, PyAny>) -> PyResult<identity::Uid> {
    match value.cast::<Uid>() {
        Ok(uid) => Ok(uid.get().0.clone()),
        Err(_) => scalar::text(value, "uid", identity::Uid::parse),
    }
}

/// Several user ids of a call; a text is not a list of its letters.
fn uids(list: &Bound<'_, PyAny>) -> PyResult<Vec<identity::Uid>> {
    if list.is_instance_of::<PyString>() {
        return Err(raised(wrong_type("several user ids", list).within("revoked")));
    }
    list.try_iter()?.map(|item| uid(&item?)).collect()
}

impl ToPython for identity::Uid {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Uid(self.clone()))?.into_any())
    }
}
