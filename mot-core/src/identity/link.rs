//! The text of a link: its parts, their grammar, and the bytes that are signed.

use core::ops::RangeInclusive;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{IdentityError, uid};
use crate::{Result, input::words};

/// The longest fragment in bytes, without its `#`.
pub(super) const MAXIMUM_LENGTH: usize = 512;

words! {
    /// The version of a link's format.
    pub enum LinkVersion {
        /// `mot`, `uid`, `ts`, `sig`.
        One = "1",
        /// With key id, audience and nonce.
        Two = "2",
    }
}

impl LinkVersion {
    /// The number.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

/// The parts of a link whose grammar holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    pub(super) mot: &'a str,
    pub(super) uid: &'a str,
    pub(super) ts: &'a str,
    pub(super) sig: &'a str,
    pub(super) issued: i64,
    /// What only version 2 has.
    pub(super) addressed: Option<Addressed<'a>>,
}

/// Whose key signed a version 2 link, for whom, and what makes it unique.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addressed<'a> {
    pub(super) key_id: &'a str,
    pub(super) audience: &'a str,
    pub(super) nonce: &'a str,
}

impl<'a> Link<'a> {
    /// Reads a fragment: length, then each part, then the version, then every value's grammar in canonical order.
    pub(super) fn read(fragment: &'a str) -> Result<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.len() > MAXIMUM_LENGTH {
            return Err(IdentityError::TooLong { maximum: MAXIMUM_LENGTH }.into());
        }
        if fragment.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
            return Err(IdentityError::PercentEncoding.into());
        }
        Self::checked(Parts::read(fragment)?)
    }

    fn checked(parts: Parts<'a>) -> Result<Self> {
        let second = match parts.version {
            None => false,
            Some("2") => true,
            Some(_) => return Err(IdentityError::UnsupportedVersion.into()),
        };
        if !second && (parts.key_id.is_some() || parts.audience.is_some() || parts.nonce.is_some()) {
            return Err(IdentityError::UnexpectedParameter.into());
        }
        let needed =
            |value: Option<&'a str>, parameter| value.ok_or(IdentityError::MissingParameter { parameter });
        let key_id = if second { needed(parts.key_id, "kid")? } else { "" };
        let audience = if second { needed(parts.audience, "aud")? } else { "" };
        let (mot, uid, ts) = (needed(parts.mot, "mot")?, needed(parts.uid, "uid")?, needed(parts.ts, "ts")?);
        let nonce = if second { needed(parts.nonce, "n")? } else { "" };
        let sig = needed(parts.sig, "sig")?;
        if second && !is_key_id(key_id) {
            return Err(IdentityError::InvalidKeyId.into());
        }
        if second && !is_audience(audience) {
            return Err(IdentityError::InvalidAudience.into());
        }
        if !is_mot(mot) {
            return Err(IdentityError::InvalidMot.into());
        }
        if !is_uid(uid) {
            return Err(IdentityError::InvalidUid.into());
        }
        let issued = milliseconds(ts).ok_or(IdentityError::InvalidTimestamp)?;
        if second && !is_uid(nonce) {
            return Err(IdentityError::InvalidNonce.into());
        }
        if !(sig.len() == 64 && sig.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))) {
            return Err(IdentityError::InvalidSignatureFormat.into());
        }
        let addressed = second.then_some(Addressed { key_id, audience, nonce });
        Ok(Self { mot, uid, ts, sig, issued, addressed })
    }

    /// The signature's 32 bytes.
    pub(super) fn signature(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(self.sig.as_bytes().chunks_exact(2)) {
            *byte = pair.iter().fold(0, |value: u8, digit| {
                let digit = char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                value.wrapping_shl(4) | digit.unwrap_or_default()
            });
        }
        bytes
    }

    /// Adds the bytes that are signed.
    pub(super) fn update(&self, state: &mut Hmac<Sha256>) {
        match &self.addressed {
            None => sign_first(state, self.mot, self.uid, self.ts),
            Some(addressed) => sign_second(state, self.mot, self.uid, self.issued, addressed.nonce),
        }
    }
}

/// Version 1, the seed's formula: `mot.uid.ts`.
pub(super) fn sign_first(state: &mut Hmac<Sha256>, mot: &str, uid: &str, ts: &str) {
    for part in [mot, ".", uid, ".", ts] {
        state.update(part.as_bytes());
    }
}

/// Version 2: each text with its length, the time as a number.
pub(super) fn sign_second(state: &mut Hmac<Sha256>, mot: &str, uid: &str, issued: i64, nonce: &str) {
    update_prefixed(state, mot);
    update_prefixed(state, uid);
    state.update(&issued.to_be_bytes());
    update_prefixed(state, nonce);
}

/// Adds a text behind its length in two bytes.
pub(super) fn update_prefixed(state: &mut Hmac<Sha256>, text: &str) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    state.update(&length.to_be_bytes());
    state.update(text.as_bytes());
}

/// The parts as they stand, each at most once.
#[derive(Default)]
struct Parts<'a> {
    version: Option<&'a str>,
    key_id: Option<&'a str>,
    audience: Option<&'a str>,
    mot: Option<&'a str>,
    uid: Option<&'a str>,
    ts: Option<&'a str>,
    nonce: Option<&'a str>,
    sig: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn read(fragment: &'a str) -> Result<Self> {
        let mut parts = Self::default();
        for part in fragment.split('&') {
            let (name, value) = part.split_once('=').ok_or(IdentityError::Malformed)?;
            let place = match name {
                "v" => &mut parts.version,
                "kid" => &mut parts.key_id,
                "aud" => &mut parts.audience,
                "mot" => &mut parts.mot,
                "uid" => &mut parts.uid,
                "ts" => &mut parts.ts,
                "n" => &mut parts.nonce,
                "sig" => &mut parts.sig,
                _ => return Err(IdentityError::UnexpectedParameter.into()),
            };
            if place.replace(value).is_some() {
                return Err(IdentityError::DuplicateParameter.into());
            }
        }
        Ok(parts)
    }
}

pub(super) fn is_key_id(text: &str) -> bool {
    consists(text, 1..=16, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

pub(super) fn is_audience(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    consists(text, 1..=64, legal)
}

pub(super) fn is_mot(text: &str) -> bool {
    consists(text, 1..=128, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A user id in a link, and a nonce.
pub(super) fn is_uid(text: &str) -> bool {
    consists(text, uid::LENGTH..=uid::LENGTH, |byte| byte.is_ascii_alphanumeric())
}

/// Thirteen digits, the first not zero.
fn milliseconds(text: &str) -> Option<i64> {
    let digits = consists(text, 13..=13, |byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if digits { text.parse().ok() } else { None }
}

fn consists(text: &str, length: RangeInclusive<usize>, legal: impl Fn(u8) -> bool) -> bool {
    length.contains(&text.len()) && text.bytes().all(legal)
}
