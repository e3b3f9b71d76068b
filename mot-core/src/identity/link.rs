//! The text of a link: its parts, their grammar, and the bytes that are signed (seed 000:140-181).

use alloc::{format, string::String};
use core::ops::RangeInclusive;

use hmac::{Hmac, Mac};
use memchr::{memchr, memchr2};
use sha2::Sha256;

use super::{IdentityError, uid};
use crate::{Result, input::words};

pub(super) const LINK_UID: &str = "22 letters and digits";
pub(super) const SIGNATURE: &str = "64 lower-case hexadecimal digits";

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

/// The values of a link.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    pub(super) mot: &'a str,
    pub(super) uid: &'a str,
    pub(super) ts: &'a str,
    pub(super) sig: &'a str,
    /// The instant of `ts`, once the grammar was checked.
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
        // A link in the order that signers write has its values at known places. Whatever else it is, it is read part
        // by part, which finds what is wrong with it.
        if let Some(mut link) = Self::in_order(fragment)
            && link.check().is_ok()
        {
            return Ok(link);
        }
        Self::read_any(fragment)
    }

    fn read_any(fragment: &'a str) -> Result<Self> {
        // What reads well has neither character: no name and no grammar does. So they are looked for only in what does
        // not.
        let read = Parts::read(fragment).and_then(|parts| {
            let mut link = parts.link()?;
            link.check().map(|()| link)
        });
        read.map_err(|error| match memchr2(b'%', b'+', fragment.as_bytes()) {
            Some(_) => IdentityError::PercentEncoding.into(),
            None => error,
        })
    }

    /// The link of these values, if the grammar of each holds.
    pub(super) fn of_values(mot: &'a str, uid: &'a str, ts: &'a str, sig: &'a str) -> Result<Self> {
        let mut link = Self { mot, uid, ts, sig, issued: 0, addressed: None };
        link.check().map(|()| link)
    }

    /// Judges the grammar of each value in canonical order, and reads the instant.
    fn check(&mut self) -> Result<()> {
        if let Some(Addressed { key_id, audience, .. }) = &self.addressed {
            if !is_key_id(key_id) {
                return Err(IdentityError::InvalidKeyId.into());
            }
            if !is_audience(audience) {
                return Err(IdentityError::InvalidAudience.into());
            }
        }
        if !is_mot(self.mot) {
            return Err(IdentityError::InvalidMot.into());
        }
        if !is_uid(self.uid) {
            return Err(IdentityError::InvalidUid { expected: LINK_UID }.into());
        }
        self.issued = milliseconds(self.ts).ok_or(IdentityError::InvalidTimestamp)?;
        if self.addressed.as_ref().is_some_and(|addressed| !is_uid(addressed.nonce)) {
            return Err(IdentityError::InvalidNonce.into());
        }
        if !is_signature(self.sig) {
            return Err(IdentityError::InvalidSignatureFormat { expected: SIGNATURE }.into());
        }
        Ok(())
    }

    /// The bytes that are signed.
    pub(super) fn message(&self) -> Message<'a> {
        match &self.addressed {
            None => Message::first(self.mot, self.uid, self.ts),
            Some(addressed) => Message::second(self.mot, self.uid, self.issued, addressed.nonce),
        }
    }

    /// The values of a link whose names stand in the order of the signer; their grammar is still to be judged.
    fn in_order(fragment: &'a str) -> Option<Self> {
        let until_next = |text: &'a str| text.split_at_checked(memchr(b'&', text.as_bytes())?);
        let Some(second) = fragment.strip_prefix("v=2&kid=") else {
            let (mot, rest) = until_next(fragment.strip_prefix("mot=")?)?;
            let (uid, rest) = rest.strip_prefix("&uid=")?.split_at_checked(uid::LENGTH)?;
            let (ts, rest) = rest.strip_prefix("&ts=")?.split_at_checked(13)?;
            let sig = rest.strip_prefix("&sig=")?;
            return Some(Self { mot, uid, ts, sig, issued: 0, addressed: None });
        };
        let (key_id, rest) = until_next(second)?;
        let (audience, rest) = until_next(rest.strip_prefix("&aud=")?)?;
        let (mot, rest) = until_next(rest.strip_prefix("&mot=")?)?;
        let (uid, rest) = rest.strip_prefix("&uid=")?.split_at_checked(uid::LENGTH)?;
        let (ts, rest) = rest.strip_prefix("&ts=")?.split_at_checked(13)?;
        let (nonce, rest) = rest.strip_prefix("&n=")?.split_at_checked(uid::LENGTH)?;
        let addressed = Some(Addressed { key_id, audience, nonce });
        Some(Self { mot, uid, ts, sig: rest.strip_prefix("&sig=")?, issued: 0, addressed })
    }
}

/// The bytes that are signed: the token, and what is fixed in length before and after it. Laid out once, however many
/// keys they are tried with.
pub(super) struct Message<'a> {
    /// In version 2 the token's length.
    before: Option<[u8; 2]>,
    mot: &'a str,
    after: After,
}

/// What follows the token.
enum After {
    /// `.uid.ts`
    First([u8; 37]),
    /// The user id with its length, the time as a number, the nonce with its length.
    Second([u8; 56]),
}

impl<'a> Message<'a> {
    /// Version 1, the seed's formula: `mot.uid.ts`.
    pub(super) fn first(mot: &'a str, uid: &str, ts: &str) -> Self {
        let mut after = [b'.'; 37];
        place(&mut after, 1, fixed::<22>(uid));
        place(&mut after, 24, fixed::<13>(ts));
        Self { before: None, mot, after: After::First(after) }
    }

    /// Version 2: each text with its length, the time as a number.
    pub(super) fn second(mot: &'a str, uid: &str, issued: i64, nonce: &str) -> Self {
        let mut after = [0; 56];
        place(&mut after, 0, prefix(uid));
        place(&mut after, 2, fixed::<22>(uid));
        place(&mut after, 24, issued.to_be_bytes());
        place(&mut after, 32, prefix(nonce));
        place(&mut after, 34, fixed::<22>(nonce));
        Self { before: Some(prefix(mot)), mot, after: After::Second(after) }
    }

    /// Adds the bytes to a state.
    pub(super) fn update(&self, state: &mut Hmac<Sha256>) {
        if let Some(before) = &self.before {
            state.update(before);
        }
        state.update(self.mot.as_bytes());
        match &self.after {
            After::First(after) => state.update(after),
            After::Second(after) => state.update(after),
        }
    }
}

/// Puts bytes at a place that has room for them.
fn place<const LENGTH: usize>(into: &mut [u8], at: usize, bytes: [u8; LENGTH]) {
    if let Some(place) = into.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *place = bytes;
    }
}

/// The bytes of a text whose grammar fixes its length.
fn fixed<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    text.as_bytes().first_chunk().copied().unwrap_or([0; LENGTH])
}

/// Adds a text behind its length in two bytes.
pub(super) fn update_prefixed(state: &mut Hmac<Sha256>, text: &str) {
    state.update(&prefix(text));
    state.update(text.as_bytes());
}

/// A text's length in two bytes.
pub(super) fn prefix(text: &str) -> [u8; 2] {
    u16::try_from(text.len()).unwrap_or(u16::MAX).to_be_bytes()
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
        let mut rest = Some(fragment);
        while let Some(text) = rest {
            let (part, following) =
                match memchr(b'&', text.as_bytes()).and_then(|at| text.split_at_checked(at)) {
                    Some((part, following)) => (part, following.strip_prefix('&')),
                    None => (text, None),
                };
            parts.take(part)?;
            rest = following;
        }
        Ok(parts)
    }

    /// The values that the version has: none missing, none too many.
    fn link(&self) -> Result<Link<'a>> {
        let needed =
            |value: Option<&'a str>, parameter| value.ok_or(IdentityError::MissingParameter { parameter });
        let foreign = self.key_id.is_some() || self.audience.is_some() || self.nonce.is_some();
        let second = match self.version {
            None if foreign => return Err(IdentityError::UnexpectedParameter.into()),
            None => false,
            Some("2") => true,
            Some(_) => return Err(IdentityError::UnsupportedVersion.into()),
        };
        let key_id = if second { needed(self.key_id, "kid")? } else { "" };
        let audience = if second { needed(self.audience, "aud")? } else { "" };
        let (mot, uid, ts) = (needed(self.mot, "mot")?, needed(self.uid, "uid")?, needed(self.ts, "ts")?);
        let nonce = if second { needed(self.nonce, "n")? } else { "" };
        let addressed = second.then_some(Addressed { key_id, audience, nonce });
        Ok(Link { mot, uid, ts, sig: needed(self.sig, "sig")?, issued: 0, addressed })
    }

    /// Takes one part, `name=value`.
    fn take(&mut self, part: &'a str) -> Result<()> {
        let malformed = IdentityError::Malformed { expected: "name=value parts joined by &" };
        let sign = part.bytes().position(|byte| byte == b'=').and_then(|at| part.split_at_checked(at));
        let Some((name, value)) = sign else { return Err(malformed.into()) };
        let value = value.strip_prefix('=').unwrap_or(value);
        let place = match name.as_bytes() {
            [b'v'] => &mut self.version,
            [b'k', b'i', b'd'] => &mut self.key_id,
            [b'a', b'u', b'd'] => &mut self.audience,
            [b'm', b'o', b't'] => &mut self.mot,
            [b'u', b'i', b'd'] => &mut self.uid,
            [b't', b's'] => &mut self.ts,
            [b'n'] => &mut self.nonce,
            [b's', b'i', b'g'] => &mut self.sig,
            _ => return Err(IdentityError::UnexpectedParameter.into()),
        };
        match place.replace(value) {
            None => Ok(()),
            Some(_) => Err(IdentityError::DuplicateParameter.into()),
        }
    }
}

pub(super) fn is_key_id(text: &str) -> bool {
    consists(text, 1..=16, |byte| byte.is_ascii_lowercase() | byte.is_ascii_digit())
}

pub(super) fn is_audience(text: &str) -> bool {
    let legal =
        |byte: u8| byte.is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'.') | (byte == b'-');
    consists(text, 1..=64, legal)
}

pub(super) fn is_mot(text: &str) -> bool {
    consists(text, 1..=128, |byte| is_alphanumeric(byte) | (byte == b'-') | (byte == b'_'))
}

/// A user id in a link, and a nonce.
pub(super) fn is_uid(text: &str) -> bool {
    consists(text, uid::LENGTH..=uid::LENGTH, is_alphanumeric)
}

pub(super) fn is_signature(text: &str) -> bool {
    consists(text, 64..=64, |byte| byte.is_ascii_digit() | matches!(byte, b'a'..=b'f'))
}

/// Thirteen digits, the first not zero.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    let digits = consists(text, 13..=13, |byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let append =
        |number: i64, digit: u8| number.wrapping_mul(10).wrapping_add(i64::from(digit.wrapping_sub(b'0')));
    digits.then(|| text.bytes().fold(0, append))
}

/// The bytes of lower-case hexadecimal digits whose grammar was checked, eight digits at a time.
pub(super) fn from_hexadecimal<const LENGTH: usize>(digits: &str) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    for (four, eight) in bytes.as_chunks_mut().0.iter_mut().zip(digits.as_bytes().as_chunks().0) {
        let digits = u64::from_le_bytes(*eight);
        let letters = digits.wrapping_shr(6) & 0x0101_0101_0101_0101;
        let values = (digits & 0x0f0f_0f0f_0f0f_0f0f).wrapping_add(letters.wrapping_mul(9));
        let pairs = (values.wrapping_shl(4) | values.wrapping_shr(8)) & 0x00ff_00ff_00ff_00ff;
        let pairs = (pairs | pairs.wrapping_shr(8)) & 0x0000_ffff_0000_ffff;
        let [first, second, third, fourth, ..] = (pairs | pairs.wrapping_shr(16)).to_le_bytes();
        *four = [first, second, third, fourth];
    }
    bytes
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_digit() | (byte | 0x20).is_ascii_lowercase()
}

/// Whether every byte is legal. Sixteen are looked at together, without a branch; the last sixteen may overlap others.
/// The length is asked last, which is faster for a text that is right; one that no link could hold is not looked at.
fn consists(text: &str, length: RangeInclusive<usize>, legal: impl Fn(u8) -> bool) -> bool {
    let illegal = |bytes: &[u8; 16]| bytes.iter().fold(0, |found, byte| found | u8::from(!legal(*byte)));
    let bytes = text.as_bytes();
    let found = match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().fold(illegal(last), |found, bytes| found | illegal(bytes)),
        None => bytes.iter().fold(0, |found, byte| found | u8::from(!legal(*byte))),
    };
    length.contains(&bytes.len()) && found == 0
}
