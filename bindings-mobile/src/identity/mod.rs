//! Identity without accounts: user ids, signed links, what is shown after them, and the keys of devices. Secrets come in
//! as bytes and never go out.

use mot_core::{
    id::PartyId,
    identity::{Thumbprint, Uid},
};

use crate::{
    Result,
    scalar::{self, Now},
};

pub mod candidate;
pub mod device;
pub mod key_ring;
pub mod lifecycle;
pub mod proof;
pub mod replay;
pub mod sign;
pub mod token;
pub mod verify;

/// Reads a user id by the common grammar of ids (`id.bad_id`).
#[uniffi::export]
pub fn parse_uid(text: &str) -> Result<Uid> {
    Ok(Uid::parse(text)?)
}

/// The user id of 16 random bytes: 22 characters of Base58. Bytes that are all equal are `identity.weak_entropy`,
/// another number of bytes is `input.bad_value`.
#[uniffi::export]
pub fn uid_from_entropy(entropy: Vec<u8>) -> Result<Uid> {
    Ok(Uid::from_entropy(scalar::bytes("entropy", &entropy)?)?)
}

/// A new id for a document: `<prefix>-<milliseconds in base36>-<entropy in base36>`, of 8 random bytes.
///
/// A prefix that does not fit is `id.bad_id`, another number of bytes `input.bad_value`.
#[uniffi::export]
pub fn id_from_entropy(prefix: &str, now: Now, entropy: Vec<u8>) -> Result<String> {
    Ok(PartyId::new(prefix, now.0, scalar::bytes("entropy", &entropy)?)?.to_string())
}

/// The user id that certifies itself: 22 characters of Base58 that follow from a device's key. Whoever holds the key is
/// this user.
///
/// A text that is no thumbprint is `identity.invalid_thumbprint`.
#[uniffi::export]
pub fn uid_from_device_key(thumbprint: &Thumbprint) -> Result<Uid> {
    Ok(Uid::from_device_key(thumbprint))
}

/// What a register shows instead of the user id: 64 lower-case hexadecimal digits, always the same for the same one.
///
/// A text that is no user id is `id.bad_id`.
#[uniffi::export]
pub fn public_id(uid: &Uid) -> Result<String> {
    Ok(uid.public_id())
}
