//! A replay store in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mot_core::{identity, input::Word};
use pyo3::prelude::*;

use crate::{error::call, scalar};

/// Remembers replay keys until they expire, at most a fixed number of them, and fails closed. For a portal of one
/// process, whose threads may share it; several processes keep the keys in their database instead.
///
/// It is neither compared, copied nor pickled.
///
/// >>> from mot_core import ReplayStore
/// >>> store = ReplayStore(10_000)
/// >>> now, later = 1738411200000, 1738411560000
/// >>> store.insert("4jzgNSNUa4C1rD2y1Q5Z8Y", later, now), store.insert("4jzgNSNUa4C1rD2y1Q5Z8Y", later, now)
/// ('fresh', 'seen')
/// >>> len(store)
/// 1
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct ReplayStore(Mutex<identity::ReplayStore>);

#[pymethods]
impl ReplayStore {
    #[new]
    fn new(capacity: &Bound<'_, PyAny>) -> PyResult<Self> {
        let capacity: u64 = scalar::read(capacity, "capacity")?;
        // More than the memory has places for is as many as it has.
        let capacity = usize::try_from(capacity).unwrap_or(usize::MAX);
        Ok(Self(Mutex::new(identity::ReplayStore::new(capacity))))
    }

    /// Keeps a key until it expires, if it is not there yet: `fresh`, or `seen`, which `accept` refuses.
    ///
    /// Keys that expired before the latest `now` that the store was told are forgotten; a key with such an expiry counts
    /// as seen, because it may be one of them: a clock that goes back opens nothing. A full store refuses a new key as
    /// `identity.replay_store_full`.
    fn insert(
        &self,
        replay_key: &Bound<'_, PyAny>,
        expires_at: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
    ) -> PyResult<&'static str> {
        let replay_key = scalar::borrowed_text(replay_key, "replayKey")?;
        let expires_at = scalar::moment(expires_at, "expiresAt")?;
        let now = scalar::now(now)?;
        call(|| self.store().insert(replay_key, expires_at, now).map(Word::as_str))
    }

    fn __len__(&self) -> usize {
        self.store().len()
    }

    fn __repr__(&self) -> &'static str {
        "ReplayStore(hidden)"
    }
}

impl ReplayStore {
    /// The store; Python never runs while it is locked.
    fn store(&self) -> MutexGuard<'_, identity::ReplayStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
