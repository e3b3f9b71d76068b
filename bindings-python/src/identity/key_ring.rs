//! The ring that holds the secrets.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mot_core::identity::{self, KeyStatus, Secret};
use pyo3::prelude::*;

use crate::{error::call, scalar};

/// The keys of a portal: exactly one active, at most eight. Secrets go in and never come out.
///
/// A ring is not shown beyond its key ids, not compared, not copied and not pickled. A verifier or a signer keeps the
/// ring as it was when it was made.
///
/// The active key signs and verifies; with limits, it is accepted from one instant until another, both included.
/// Refused: a secret under 32 bytes (`identity.secret_too_short`), one whose bytes are all equal
/// (`identity.weak_secret`), a bad id (`identity.invalid_key_id`), an end before the beginning (`time.interval_reversed`).
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
    #[pyo3(signature = (id, secret, *, not_before = None, not_after = None))]
    fn new(
        id: &Bound<'_, PyAny>,
        secret: &Bound<'_, PyAny>,
        not_before: Option<&Bound<'_, PyAny>>,
        not_after: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let id: String = scalar::read(id, "id")?;
        let secret = scalar::bytes(secret, "secret")?;
        let not_before = scalar::clock_optional(not_before, "notBefore")?;
        let not_after = scalar::clock_optional(not_after, "notAfter")?;
        let ring = call(|| identity::KeyRing::new_for(&id, Secret::new(secret)?, not_before, not_after))?;
        Ok(Self(Mutex::new(Keys { ring, statuses: vec![(id, KeyStatus::Active)] })))
    }

    /// Adds a key that signs and verifies (`active`), only verifies (`accept`) or is refused as
    /// `identity.key_retired` (`retired`); with limits, it is accepted from one instant until another, both included.
    ///
    /// Refused: a bad secret (`identity.secret_too_short`, `identity.weak_secret`), a bad id
    /// (`identity.invalid_key_id`), an end before the beginning (`time.interval_reversed`), an id or a secret that is
    /// there (`identity.duplicate_key`), a second active key (`identity.several_active_keys`), a ninth key
    /// (`identity.too_many_keys`).
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
        let not_before = scalar::clock_optional(not_before, "notBefore")?;
        let not_after = scalar::clock_optional(not_after, "notAfter")?;
        call(|| {
            let mut keys = self.keys();
            keys.ring.add_for(&id, Secret::new(secret)?, status, not_before, not_after)?;
            keys.statuses.push((id, status));
            Ok(())
        })
    }

    fn __repr__(&self) -> String {
        let keys =
            self.keys().statuses.iter().map(|(id, status)| format!("'{id}': '{status}'")).collect::<Vec<_>>();
        format!("KeyRing({{{}}})", keys.join(", "))
    }
}

impl KeyRing {
    /// A copy for a verifier or a signer.
    pub(super) fn ring(&self) -> identity::KeyRing {
        self.keys().ring.clone()
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
