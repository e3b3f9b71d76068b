//! Judging links.

use mot_core::{Error, ErrorCode, identity};
use pyo3::{prelude::*, pybacked::PyBackedStr, types::PyString};

use super::{Candidate, KeyRing, LegacyRecordPolicy, LinkPolicy};
use crate::{
    error::{call, guarded, raised, wrong_type},
    scalar,
};

/// Judges links by a key ring and a policy. Made once, used for every link, from any thread.
///
/// It takes the ring as it is at that moment: of a key that is added later only a new verifier knows. `now` is an aware
/// `datetime` or, which is faster, an `int` of milliseconds since 1970.
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
        let now = scalar::now(now)?;
        call(|| self.0.verify(fragment, now).map(Candidate))
    }

    /// Judges as `verify` does, and gives a refusal back instead of raising it: a `Candidate`, whose `ok` is `True`, or
    /// a `RefusedLink`, whose `ok` is `False`. `isinstance` tells a type checker the same.
    ///
    /// >>> from mot_core import KeyRing, LinkVerifier
    /// >>> verifier = LinkVerifier(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
    /// >>> answer = verifier.check("#mot=manifest-7", 1738411200000)
    /// >>> answer.ok, answer.code, answer.public_code
    /// (False, 'identity.missing_parameter', 'link_invalid')
    fn check<'py>(
        &self,
        fragment: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let text = scalar::borrowed_text(fragment, "fragment")?;
        let now = scalar::now(now)?;
        let judged = call(|| Ok(self.0.verify(text, now)))?;
        answer(fragment.py(), judged)
    }

    /// Judges many fragments at one instant, each as `check` does. Other threads go on meanwhile.
    ///
    /// >>> from mot_core import KeyRing, LinkVerifier
    /// >>> verifier = LinkVerifier(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
    /// >>> [answer.ok for answer in verifier.verify_many(["#mot=a", "#uid=b"], 1738411200000)]
    /// [False, False]
    fn verify_many<'py>(
        &self,
        py: Python<'py>,
        fragments: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let fragments = guarded(|| texts(fragments))?;
        let now = scalar::now(now)?;
        let judge = || self.0.verify_many(fragments.iter().map(PyBackedStr::as_str), now);
        let judged = guarded(|| Ok(py.detach(judge)))?;
        judged.into_iter().map(|judged| answer(py, judged)).collect()
    }

    /// Judges a stored record `{mot, uid, ts, sig}` as the version 1 link that it was, by the age that `policy` allows.
    ///
    /// The record is JSON text, read strictly (`input.*`, with the path); `ts` is text or a number. Then the checks run
    /// as for a link, from the grammar on: `identity.invalid_…`, `signature_mismatch`, `key_retired`,
    /// `issued_in_future`, `expired`, `version_not_allowed` where the verifier requires version 2, `revoked`,
    /// `issued_before_cutoff`, `not_a_legacy_record`. A record is shown again and again: it is accepted without a replay
    /// check.
    fn recheck(
        &self,
        record: &Bound<'_, PyAny>,
        policy: &LegacyRecordPolicy,
        now: &Bound<'_, PyAny>,
    ) -> PyResult<Candidate> {
        let record = scalar::borrowed_text(record, "record")?;
        let now = scalar::now(now)?;
        call(|| self.0.recheck(record, &policy.0, now).map(Candidate))
    }

    fn __repr__(&self) -> &'static str {
        "LinkVerifier(hidden)"
    }
}

/// A link that was refused, told without an exception.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct RefusedLink {
    code: ErrorCode,
    public_code: Option<&'static str>,
}

#[pymethods]
impl RefusedLink {
    /// `False`: the link did not pass its checks.
    #[getter]
    fn ok(&self) -> bool {
        false
    }

    /// The code why not, for the log.
    #[getter]
    fn code<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        PyString::intern(py, self.code.as_str())
    }

    /// What a stranger may be told: `link_expired` or `link_invalid`.
    #[getter]
    fn public_code<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyString>> {
        self.public_code.map(|code| PyString::intern(py, code))
    }

    fn __repr__(&self) -> String {
        format!("RefusedLink('{}')", self.code)
    }
}

impl From<Error> for RefusedLink {
    fn from(error: Error) -> Self {
        Self { code: error.code(), public_code: error.public_code() }
    }
}

/// What `check` gives.
fn answer(py: Python<'_>, judged: mot_core::Result<identity::Candidate>) -> PyResult<Bound<'_, PyAny>> {
    match judged {
        Ok(candidate) => Ok(Bound::new(py, Candidate(candidate))?.into_any()),
        Err(error) => Ok(Bound::new(py, RefusedLink::from(error))?.into_any()),
    }
}

/// Several texts of a call, borrowed for a time in which Python may go on; one text is not a list of its letters.
fn texts(list: &Bound<'_, PyAny>) -> PyResult<Vec<PyBackedStr>> {
    if list.is_instance_of::<PyString>() {
        return Err(raised(wrong_type("several fragments", list).within("fragments")));
    }
    let items = scalar::each(list, "several fragments", "fragments")?.enumerate();
    items.map(|(index, item)| scalar::kept_text(item?, || format!("fragments[{index}]"))).collect()
}
