//! User ids: random, stable per device, meaning nothing else (seed 000:87-138).

use alloc::{boxed::Box, format, string::String};
use core::fmt;

use sha2::{Digest, Sha256};

use super::{IdentityError, Thumbprint};
use crate::{
    Result,
    id::{self, PartyId},
    input::{Json, Read, Write},
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
    /// Reads a user id by the common grammar (`id.bad_id`). A link takes those of 22 letters and digits only, as new ones
    /// are.
    pub fn parse(text: &str) -> Result<Self> {
        id::check(text)?;
        Ok(Self(text.into()))
    }

    /// The user id of 16 random bytes: one big-endian number in Base58 (Bitcoin's alphabet), padded to 22 characters
    /// with `1`. Bytes that are all equal are `identity.weak_entropy`.
    pub fn from_entropy(entropy: [u8; 16]) -> Result<Self> {
        base58(entropy).map(|text| Self(text.into()))
    }

    /// The user id that certifies itself: the first 16 bytes of `SHA-256("mot-core/uid/v2\0" ‖ thumbprint)`, written as
    /// [`from_entropy`](Self::from_entropy) does. Whoever holds the key is this user; no register is asked.
    pub fn from_device_key(thumbprint: &Thumbprint) -> Self {
        let hash: [u8; 32] = Sha256::new()
            .chain_update(b"mot-core/uid/v2\0")
            .chain_update(thumbprint.as_bytes())
            .finalize()
            .into();
        let (first, _) = hash.split_at(16);
        Self(digits(first.try_into().unwrap_or_default()).into())
    }

    /// What a register shows instead of the user id: `SHA-256("mot-core/public-id/v1\0" ‖ uid)` in hexadecimal. The same
    /// user id gives the same public id; the way back is a search through all user ids.
    ///
    /// ```
    /// use mot_core::identity::Uid;
    ///
    /// let public = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y")?.public_id();
    /// assert!(public.starts_with("b784cf5f345be2da"));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn public_id(&self) -> String {
        let hash =
            Sha256::new().chain_update(b"mot-core/public-id/v1\0").chain_update(self.as_str()).finalize();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
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
    Ok(digits(entropy))
}

/// 16 bytes as one number in 22 digits of Base58.
fn digits(bytes: [u8; 16]) -> String {
    let mut number = u128::from_be_bytes(bytes);
    let mut digits = [b'1'; LENGTH];
    for digit in digits.iter_mut().rev() {
        let index = usize::try_from(number.checked_rem(58).unwrap_or_default()).unwrap_or_default();
        *digit = ALPHABET.get(index).copied().unwrap_or(b'1');
        number = number.checked_div(58).unwrap_or_default();
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

impl Read for Uid {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for Uid {
    fn write(&self) -> Json {
        Json::from(self.as_str())
    }
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
