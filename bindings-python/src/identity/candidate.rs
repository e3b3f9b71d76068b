//! From a link that was judged to one that is accepted: binding, then replay.

use mot_core::{
    identity::{self, Replay},
    input::Word,
};
use pyo3::prelude::*;

use super::{Uid, uid};
use crate::{
    error::call,
    scalar::{self, ToPython},
};

/// A link that has passed every check but binding and replay. Bind it before anything else.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct Candidate(pub(super) identity::Candidate);

#[pymethods]
impl Candidate {
    /// `True`: the link passed its checks.
    #[getter]
    fn ok(&self) -> bool {
        true
    }

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
pub(crate) struct BoundLink(pub(super) identity::BoundLink);

#[pymethods]
impl BoundLink {
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

    /// Whether the user id is the `first` here or the `same` as the stored one.
    #[getter]
    fn binding(&self) -> &'static str {
        self.0.binding().as_str()
    }

    /// What identifies the link among all links. Insert it into a store that refuses a second insertion, such as a
    /// `ReplayStore`: one that is new there is `fresh`, any other `seen`.
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
        call(|| self.0.clone().accept(replay).map(VerifiedLink))
    }

    /// Accepts the link although it may be used again within its age.
    fn accept_without_replay_check(&self) -> VerifiedLink {
        VerifiedLink(self.0.clone().accept_without_replay_check())
    }

    fn __repr__(&self) -> String {
        format!("BoundLink(binding='{}')", self.0.binding())
    }
}

/// A link that was accepted. Nothing but an accepted link makes one; it is neither copied nor pickled.
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct VerifiedLink(pub(super) identity::VerifiedLink);

#[pymethods]
impl VerifiedLink {
    /// The user id that the link introduced.
    #[getter]
    fn uid(&self) -> Uid {
        Uid(self.0.uid().clone())
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

    /// What identified the link in the replay store.
    #[getter]
    fn replay_key(&self) -> &str {
        self.0.replay_key()
    }

    /// Until when the replay key is kept.
    #[getter]
    fn replay_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.replay_expires_at().to_python(py)
    }

    fn __repr__(&self) -> String {
        format!("VerifiedLink(uid='{}', version={})", self.0.uid(), self.0.version().number())
    }
}
