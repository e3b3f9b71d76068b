//! A replay store in memory, for a portal of one process.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mot_core::{
    identity::{self, Replay},
    time::Timestamp,
};

use crate::{Result, scalar::Now};

/// Remembers replay keys until they expire, at most a fixed number of them, and fails closed. Used from any thread.
///
/// A portal of several processes keeps the keys in its database instead.
#[derive(Debug, uniffi::Object)]
pub struct ReplayStore(Mutex<identity::ReplayStore>);

#[uniffi::export]
impl ReplayStore {
    /// An empty store for at most `capacity` keys at a time.
    #[uniffi::constructor]
    pub fn new(capacity: u32) -> Self {
        let capacity = usize::try_from(capacity).unwrap_or(usize::MAX);
        Self(Mutex::new(identity::ReplayStore::new(capacity)))
    }

    /// Keeps a key until it expires, if it is not there yet: of two insertions of one key one is fresh.
    ///
    /// A key that has expired already, by the latest instant that the store was told, counts as seen: a clock that goes
    /// back opens nothing. A full store refuses a new key as `identity.replay_store_full`.
    pub fn insert(&self, replay_key: &str, expires_at: Timestamp, now: Now) -> Result<Replay> {
        Ok(self.store().insert(replay_key, expires_at, now.0)?)
    }

    /// How many keys are kept.
    pub fn length(&self) -> u64 {
        self.store().len() as u64
    }
}

impl ReplayStore {
    fn store(&self) -> MutexGuard<'_, identity::ReplayStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
