//! The identity's commands.

use mot_core::identity::Replay;
use pyo3::{prelude::*, types::PyTuple};

use super::{BoundLink, uid};
use crate::{
    documents::{Identity, IdentityPolicy},
    lifecycle::{self, Decision, context, decided},
    scalar,
};

#[pymethods]
impl Identity {
    /// A device makes up its user id; `existing` is what the host has stored under it.
    ///
    /// Event `identity.created`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only that user).
    ///
    /// >>> from datetime import datetime, timezone
    /// >>> from mot_core import Identity, Uid
    /// >>> uid, now = Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), datetime(2025, 2, 1, 12, tzinfo=timezone.utc)
    /// >>> Identity.create(uid, by=uid, at=now).changes[0].document
    /// Identity(uid=Uid.parse('4jzgNSNUa4C1rD2y1Q5Z8Y'), status='local', version=1)
    #[staticmethod]
    #[pyo3(signature = (uid, *, by, at, existing = None, expected_version = None))]
    fn create(
        uid: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Identity>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let uid = self::uid(uid, "uid")?;
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| mot_core::identity::Identity::create(&uid, existing, &context))
    }

    /// A signed link verifies the user id: one that is new here, or that of `existing`, which the host has stored.
    ///
    /// The link has passed all its checks but replay, and `replay` is what the store says: `fresh` or `seen`. The
    /// decision requires the replay key to be unique until it expires, for hosts whose store is the database that they
    /// commit to. A receipt takes the link's place, for as long as `policy` says.
    ///
    /// Event `identity.verified`. Refused: `lifecycle.version_conflict`, `actor_not_allowed` (only that user),
    /// `identity.expired` (judged long ago: its replay key is kept no longer), `replayed`, `uid_conflict`.
    #[staticmethod]
    #[pyo3(signature = (link, *, replay, policy, by, at, existing = None, expected_version = None))]
    fn verify(
        link: &BoundLink,
        replay: &Bound<'_, PyAny>,
        policy: &IdentityPolicy,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Identity>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let replay: Replay = scalar::read(replay, "replay")?;
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| mot_core::identity::Identity::verify(existing, &link.0, replay, &policy.0, &context))
    }

    /// Time has passed: the verification is older than the policy allows.
    ///
    /// Event `identity.expired`. Refused: `lifecycle.illegal_transition` (not verified), `actor_not_allowed` (only the
    /// system), `identity.not_lapsed`.
    #[pyo3(signature = (*, policy, by, at, expected_version = None))]
    fn expire(
        &self,
        policy: &IdentityPolicy,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.expire(&policy.0, &context))
    }

    /// The user or the platform takes the verification back. Tokens that were signed before end by the `TokenPolicy` of
    /// their issuer, and another link verifies again.
    ///
    /// Event `identity.revoked`. Refused: `lifecycle.illegal_transition` (not verified), `actor_not_allowed`.
    #[pyo3(signature = (*, by, at, expected_version = None))]
    fn revoke(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.revoke(&context))
    }

    /// Every command on the identity, with "enabled" or the code why not; what needs a link or a policy counts as met.
    #[pyo3(signature = (*, by))]
    fn allowed<'py>(&self, by: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
        let actor = lifecycle::actor(by, "by")?;
        let allowed = crate::error::call(|| Ok(self.0.allowed(&actor)))?;
        lifecycle::listed(by.py(), allowed)
    }
}
