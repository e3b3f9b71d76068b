//! User ids.

use alloc::{boxed::Box, string::String};
use core::fmt;

use super::IdentityError;
use crate::{
    Result,
    id::{self, PartyId},
};

/// A user id: random on a device, stable, meaning nothing else.
///
/// Ids of the common grammar are legal (`user-abc`); new ones are 22 characters of Base58.
///
/// ```
/// use mot_core::identity::Uid;
///
/// let uid = Uid::from_entropy([0x1e, 0x4c, 0x33, 0x3c, 0x0c, 0xc9, 0x45, 0xca, 0xbe, 0xea, 0x93, 0x92, 0x48, 0x9e,
///     0xd1, 0xc5])?;
/// assert_eq!(uid.as_str(), "4jzgNSNUa4C1rD2y1Q5Z8Y");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(Box<str>);

/// Characters of a user id in a link, and of a nonce.
pub(super) const LENGTH: usize = 22;

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

impl Uid {
    /// Reads a user id by the common grammar (`id.bad_id`).
    pub fn parse(text: &str) -> Result<Self> {
        id::check(text)?;
        Ok(Self(text.into()))
    }

    /// The user id of 16 random bytes: one big-endian number in Base58 (Bitcoin's alphabet), padded to 22 characters
    /// with `1`. Bytes that are all equal are `identity.weak_entropy`.
    pub fn from_entropy(entropy: [u8; 16]) -> Result<Self> {
        base58(entropy).map(|text| Self(text.into()))
    }

    /// The user id of a link, whose grammar is stricter.
    pub(super) fn from_link(text: &str) -> Self {
        Self(text.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 16 random bytes as 22 characters of Base58.
pub(super) fn base58(entropy: [u8; 16]) -> Result<String> {
    if entropy.iter().all(|byte| Some(byte) == entropy.first()) {
        return Err(IdentityError::WeakEntropy.into());
    }
    let mut number = u128::from_be_bytes(entropy);
    let mut digits = [b'1'; LENGTH];
    for digit in digits.iter_mut().rev() {
        let index = usize::try_from(number.checked_rem(58).unwrap_or_default()).unwrap_or_default();
        *digit = ALPHABET.get(index).copied().unwrap_or(b'1');
        number = number.checked_div(58).unwrap_or_default();
    }
    Ok(digits.iter().map(|digit| char::from(*digit)).collect())
}

impl From<Uid> for PartyId {
    /// A user id is a party's id: the grammar is the same.
    fn from(uid: Uid) -> Self {
        Self::checked(uid.0)
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
