//! Hashes of documents.

use alloc::{boxed::Box, format, string::String};
use core::fmt;

use sha2::{Digest, Sha256};

use crate::{
    Result,
    input::{InputError, Json, Read, Write},
};

/// The SHA-256 of a document's bytes, as 64 lower-case hexadecimal digits.
///
/// ```
/// use mot_core::mortgage::DocumentHash;
///
/// let hash = DocumentHash::of(b"abc"); // FIPS 180-4, example B.1
/// assert_eq!(hash.as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// assert_eq!(DocumentHash::parse("BA78").unwrap_err().code().as_str(), "input.bad_value");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentHash(Box<str>);

impl DocumentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digits: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self(digits.into())
    }

    /// Reads 64 lower-case hexadecimal digits (`input.bad_value`).
    pub fn parse(text: &str) -> Result<Self> {
        let digits = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !digits {
            return Err(InputError::BadValue { expected: "64 lower-case hexadecimal digits" }.into());
        }
        Ok(Self(text.into()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DocumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Read for DocumentHash {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for DocumentHash {
    fn write(&self) -> Json {
        Json::from(self.as_str())
    }
}
