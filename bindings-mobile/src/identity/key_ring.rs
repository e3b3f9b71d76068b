//! Secrets and the ring that holds them.

use std::sync::{Mutex, PoisonError};

use mot_core::{
    identity::{self, KeyStatus, Secret},
    time::Timestamp,
};
use zeroize::Zeroizing;

use crate::Result;

/// What a key of the ring is good for.
#[uniffi::remote(Enum)]
pub enum KeyStatus {
    /// Signs and verifies. A ring has exactly one.
    Active,
    /// Verifies.
    Accept,
    /// Known, but its links are refused as `identity.key_retired`.
    Retired,
}

/// The keys of a portal: exactly one active, at most eight. Its secrets are never shown.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug, Display)]
pub struct KeyRing(Mutex<identity::KeyRing>);

#[uniffi::export]
impl KeyRing {
    /// A ring with its active key. A secret has at least 32 bytes, not all equal. The key signs and is accepted from one
    /// instant until another if they are given, both included.
    ///
    /// Refused: `identity.secret_too_short`, `identity.weak_secret`, `identity.invalid_key_id`, an end before the beginning
    /// (`time.interval_reversed`).
    #[uniffi::constructor(default(not_before = None, not_after = None))]
    pub fn new(
        id: &str,
        secret: Vec<u8>,
        not_before: Option<Timestamp>,
        not_after: Option<Timestamp>,
    ) -> Result<Self> {
        let ring = identity::KeyRing::new_for(id, read(secret)?, not_before, not_after)?;
        Ok(Self(Mutex::new(ring)))
    }

    /// Adds a key, accepted from one instant until another if they are given, both included.
    ///
    /// Verifiers and signers that were made before do not know it. Refused besides what the ring refuses: `identity.duplicate_key`,
    /// `identity.several_active_keys`, `identity.too_many_keys`.
    #[uniffi::method(default(not_before = None, not_after = None))]
    pub fn add(
        &self,
        id: &str,
        secret: Vec<u8>,
        status: KeyStatus,
        not_before: Option<Timestamp>,
        not_after: Option<Timestamp>,
    ) -> Result<()> {
        let mut ring = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ring.add_for(id, read(secret)?, status, not_before, not_after)?)
    }
}

impl KeyRing {
    /// The ring as it is at this moment.
    pub(super) fn ring(&self) -> identity::KeyRing {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl std::fmt::Display for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.ring())
    }
}

/// The secret of these bytes, which are wiped.
fn read(bytes: Vec<u8>) -> Result<Secret> {
    Ok(Secret::new(&Zeroizing::new(bytes))?)
}
