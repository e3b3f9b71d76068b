//! Secrets and the ring that holds them: one key signs, up to eight verify (seed 000:140-181; lengths by RFC 2104 and RFC 7518).

use alloc::{boxed::Box, sync::Arc, vec, vec::Vec};
use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{IdentityError, inline::Inline, link};
use crate::{
    Result,
    input::words,
    time::{TimeError, Timestamp},
};

/// The shortest secret in bytes: the length of the hash (RFC 2104, RFC 7518 § 3.2).
pub const MINIMUM_SECRET_LENGTH: usize = 32;
/// The most keys in a ring.
pub const MAXIMUM_KEYS: usize = 8;

/// A signing secret. It is never shown, copied or compared, and its memory is wiped when it goes.
///
/// ```
/// use mot_core::identity::Secret;
///
/// assert_eq!(Secret::new(b"short").unwrap_err().code().as_str(), "identity.secret_too_short");
/// assert_eq!(format!("{:?}", Secret::new(b"0123456789abcdef0123456789abcdef")?), "Secret(hidden)");
/// # Ok::<(), mot_core::Error>(())
/// ```
pub struct Secret(Zeroizing<Box<[u8]>>);

impl Secret {
    /// At least 32 bytes (`identity.secret_too_short`), not all equal (`identity.weak_secret`).
    pub fn new(bytes: &[u8]) -> Result<Self> {
        if bytes.len() < MINIMUM_SECRET_LENGTH {
            return Err(IdentityError::SecretTooShort {
                length: bytes.len(),
                minimum: MINIMUM_SECRET_LENGTH,
            }
            .into());
        }
        // HMAC pads with zeros: what is behind the last other byte makes no other key.
        let last = bytes.iter().rposition(|byte| *byte != 0).unwrap_or_default();
        if bytes.iter().take(last.saturating_add(1)).all(|byte| Some(byte) == bytes.first()) {
            return Err(IdentityError::WeakSecret.into());
        }
        Ok(Self(Zeroizing::new(bytes.into())))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

words! {
    /// What a key of the ring is good for.
    pub enum KeyStatus {
        /// Signs and verifies. A ring has exactly one.
        Active = "active",
        /// Verifies.
        Accept = "accept",
        /// Known, but its links are refused as `identity.key_retired`.
        Retired = "retired",
    }
}

/// The keys of a portal: exactly one active, at most eight. A copy of the ring
/// shares its keys: a secret is in memory once, and wiped with the last ring that has it.
///
/// ```
/// use mot_core::identity::{KeyRing, KeyStatus, Secret};
///
/// let mut ring = KeyRing::new("k2", Secret::new(b"a secret of the portal, 32 bytes or more")?)?;
/// ring.add("k1", Secret::new(b"the secret that it had before, as long")?, KeyStatus::Accept)?;
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone)]
pub struct KeyRing {
    active: Arc<Key>,
    /// Every key, the active one first.
    keys: Vec<Arc<Key>>,
}

/// One key, with its states prepared.
pub(super) struct Key {
    pub(super) id: Inline<16>,
    pub(super) status: KeyStatus,
    not_before: Option<Timestamp>,
    not_after: Option<Timestamp>,
    /// The state of version 1, and what the keys of version 2 are derived with.
    pub(super) plain: Hmac<Sha256>,
}

impl KeyRing {
    /// A ring with its active key. Refused: a bad id (`identity.invalid_key_id`).
    pub fn new(id: &str, secret: Secret) -> Result<Self> {
        Self::new_for(id, secret, None, None)
    }

    /// A ring with an active key that signs and is accepted only from one instant until another, both included.
    ///
    /// Refused: a bad id (`identity.invalid_key_id`), an end before the beginning (`time.interval_reversed`).
    pub fn new_for(
        id: &str,
        secret: Secret,
        not_before: Option<Timestamp>,
        not_after: Option<Timestamp>,
    ) -> Result<Self> {
        let active = Arc::new(Key::new(id, &secret, KeyStatus::Active, not_before, not_after)?);
        Ok(Self { keys: vec![Arc::clone(&active)], active })
    }

    /// Adds a key, with the refusals of [`add_for`](Self::add_for).
    pub fn add(&mut self, id: &str, secret: Secret, status: KeyStatus) -> Result<()> {
        self.add_for(id, secret, status, None, None)
    }

    /// Adds a key that is accepted only from one instant until another, both included.
    ///
    /// Outside of them its links are `identity.key_retired`. Refused: a bad id (`identity.invalid_key_id`), an end before the
    /// beginning (`time.interval_reversed`), an id that is there (`identity.duplicate_key`), a second active key
    /// (`identity.several_active_keys`), a ninth key (`identity.too_many_keys`), a secret that is there, also as the one that HMAC
    /// takes for it (`identity.duplicate_key`).
    pub fn add_for(
        &mut self,
        id: &str,
        secret: Secret,
        status: KeyStatus,
        not_before: Option<Timestamp>,
        not_after: Option<Timestamp>,
    ) -> Result<()> {
        let key = Key::new(id, &secret, status, not_before, not_after)?;
        if self.get(id).is_some() {
            return Err(IdentityError::DuplicateKey.into());
        }
        if status == KeyStatus::Active {
            return Err(IdentityError::SeveralActiveKeys.into());
        }
        if self.keys.len() >= MAXIMUM_KEYS {
            return Err(IdentityError::TooManyKeys { maximum: MAXIMUM_KEYS }.into());
        }
        if self.keys.iter().any(|known| known.is_key_of(&key.plain)) {
            return Err(IdentityError::DuplicateKey.into());
        }
        self.keys.push(Arc::new(key));
        Ok(())
    }

    pub(super) fn keys(&self) -> &[Arc<Key>] {
        &self.keys
    }

    pub(super) fn get(&self, id: &str) -> Option<(usize, &Key)> {
        self.keys.iter().map(Arc::as_ref).enumerate().find(|(_, key)| key.id.as_str() == id)
    }

    pub(super) fn active(&self) -> &Key {
        &self.active
    }
}

impl Key {
    fn new(
        id: &str,
        secret: &Secret,
        status: KeyStatus,
        not_before: Option<Timestamp>,
        not_after: Option<Timestamp>,
    ) -> Result<Self> {
        if !link::is_key_id(id) {
            return Err(IdentityError::InvalidKeyId.into());
        }
        if not_before.zip(not_after).is_some_and(|(first, last)| last < first) {
            return Err(TimeError::IntervalReversed.into());
        }
        Ok(Self { id: Inline::new(id), status, not_before, not_after, plain: keyed(&secret.0)? })
    }

    /// Whether a state is that of this key, whichever of the secrets that HMAC takes for one made it.
    pub(super) fn is_key_of(&self, state: &Hmac<Sha256>) -> bool {
        let mark =
            |key: &Hmac<Sha256>| key.clone().chain_update(b"mot-core/key/mark").finalize().into_bytes();
        mark(&self.plain).ct_eq(&mark(state)).into()
    }

    /// Whether links that this key signed are accepted now.
    pub(super) fn is_accepted(&self, now: Timestamp) -> bool {
        self.status != KeyStatus::Retired
            && self.not_before.is_none_or(|first| first <= now)
            && self.not_after.is_none_or(|last| now <= last)
    }

    /// The key of version 2 for an audience.
    pub(super) fn derived(&self, audience: &str) -> Result<Hmac<Sha256>> {
        self.derived_for(b"mot-core/link/v2\0", &[self.id.as_str(), audience])
    }

    /// A key of its own for each purpose, so that what is signed for one passes for no other.
    pub(super) fn derived_for(&self, label: &[u8], context: &[&str]) -> Result<Hmac<Sha256>> {
        let mut derivation = self.plain.clone();
        derivation.update(label);
        for text in context {
            link::update_prefixed(&mut derivation, text);
        }
        let secret = Zeroizing::new(<[u8; 32]>::from(derivation.finalize().into_bytes()));
        keyed(secret.as_slice())
    }
}

pub(super) fn keyed(secret: &[u8]) -> Result<Hmac<Sha256>> {
    // HMAC takes keys of any length: this never refuses.
    Hmac::new_from_slice(secret).map_err(|_| IdentityError::WeakSecret.into())
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.keys.iter().map(|key| (key.id.as_str(), key.status));
        f.write_str("KeyRing ")?;
        f.debug_map().entries(keys).finish()
    }
}
