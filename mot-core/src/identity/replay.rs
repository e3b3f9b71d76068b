//! A replay store in memory, for a portal of one process: a link is used once within its age (seed 000:140-181).

use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
};
use core::fmt;

use super::{IdentityError, Replay};
use crate::{Result, time::Timestamp};

/// Remembers replay keys until they expire, at most a fixed number of them, and fails closed.
///
/// A portal of several processes keeps the keys in its database instead: `SET key 1 NX PXAT expires`.
///
/// ```
/// use mot_core::{identity::{Replay, ReplayStore}, time::Timestamp};
///
/// let mut store = ReplayStore::new(10_000);
/// let (now, later) = (Timestamp::parse("2025-02-01T12:00:00Z")?, Timestamp::parse("2025-02-01T12:06:00Z")?);
/// assert_eq!(store.insert("4jzgNSNUa4C1rD2y1Q5Z8Y", later, now)?, Replay::Fresh);
/// assert_eq!(store.insert("4jzgNSNUa4C1rD2y1Q5Z8Y", later, now)?, Replay::Seen);
/// # Ok::<(), mot_core::Error>(())
/// ```
pub struct ReplayStore {
    capacity: usize,
    kept: BTreeMap<Box<str>, Timestamp>,
    by_expiry: BTreeSet<(Timestamp, Box<str>)>,
    latest: Timestamp,
}

impl ReplayStore {
    /// An empty store for at most `capacity` keys at a time.
    pub fn new(capacity: usize) -> Self {
        Self { capacity, kept: BTreeMap::new(), by_expiry: BTreeSet::new(), latest: Timestamp::MINIMUM }
    }

    /// Keeps a key until it expires, if it is not there yet.
    ///
    /// Keys that expired before the latest instant that the store was told are forgotten; a key with such an expiry
    /// counts as seen, because it may be one of them: a clock that goes back opens nothing. A key that has expired at `now`
    /// counts as seen and changes nothing. A full store refuses a new key as `identity.replay_store_full`.
    pub fn insert(&mut self, replay_key: &str, expires_at: Timestamp, now: Timestamp) -> Result<Replay> {
        if expires_at < now {
            // What has expired is not kept, and a clock that is far ahead, or taken for the expiry, moves nothing.
            return Ok(Replay::Seen);
        }
        self.latest = self.latest.max(now);
        while let Some((expiry, _)) = self.by_expiry.first() {
            if *expiry >= self.latest {
                break;
            }
            if let Some((_, forgotten)) = self.by_expiry.pop_first() {
                self.kept.remove(&forgotten);
            }
        }
        if expires_at < self.latest || self.kept.contains_key(replay_key) {
            return Ok(Replay::Seen);
        }
        if self.kept.len() >= self.capacity {
            return Err(IdentityError::ReplayStoreFull { capacity: self.capacity }.into());
        }
        self.kept.insert(replay_key.into(), expires_at);
        self.by_expiry.insert((expires_at, replay_key.into()));
        Ok(Replay::Fresh)
    }

    /// How many keys are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether no key is kept.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

impl fmt::Debug for ReplayStore {
    /// Shows how full it is and no key: the key of a link is its signature.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReplayStore({} of {} keys)", self.len(), self.capacity)
    }
}
