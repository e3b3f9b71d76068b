//! The grammar of room ids (seed 000:540-573, 001:24-33). Nothing is repaired: no trimming, no case folding, no decoding.

use alloc::{boxed::Box, format};
use core::fmt;

use super::{Cell, RoomError};
use crate::{
    Result, id,
    input::{Json, Read, Write, words},
};

words! {
    /// How a room id is built.
    pub enum RoomForm {
        /// `mortgage:<kind>:<id>`, `voucher:<id>` or `deal:<id>`.
        Typed = "typed",
        /// `mortgage:<id>`, as first used.
        Legacy = "legacy",
        /// `wabe:A-1` or `honeycomb:cell-7`.
        Cell = "cell",
        /// `<namespace>:<kind>:<id>` of a vertical of one's own.
        Vertical = "vertical",
    }
}

/// The id of a room.
///
/// ```
/// use mot_core::room::{RoomForm, RoomId};
///
/// let room = RoomId::parse("mortgage:offer:O-2025-0001")?;
/// assert_eq!((room.namespace(), room.kind(), room.id()), ("mortgage", Some("offer"), "O-2025-0001"));
/// assert_eq!(room.form(), RoomForm::Typed);
/// assert_eq!(RoomId::parse("mortgage:offer:").unwrap_err().code().as_str(), "room.empty_segment");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomId {
    text: Box<str>,
    form: RoomForm,
}

const MAXIMUM_LENGTH: usize = 128;
/// The kinds that rooms of a mortgage have.
const MORTGAGE_KINDS: [&str; 5] = ["property", "application", "offer", "contract", "tranche"];

impl RoomId {
    /// Reads a room id, with the refusals of [`RoomError`] in their order.
    pub fn parse(text: &str) -> Result<Self> {
        check_characters(text)?;
        let form = check_segments(text)?;
        Ok(Self { text: text.into(), form })
    }

    /// The id as it is written; there is one spelling only.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How the id is built.
    pub fn form(&self) -> RoomForm {
        self.form
    }

    /// The first segment.
    pub fn namespace(&self) -> &str {
        self.segments().0
    }

    /// The middle segment, where there are three.
    pub fn kind(&self) -> Option<&str> {
        self.segments().1
    }

    /// The last segment: an entity's id or a cell.
    pub fn id(&self) -> &str {
        self.segments().2
    }

    fn segments(&self) -> (&str, Option<&str>, &str) {
        let (namespace, rest) = self.text.split_once(':').unwrap_or_default();
        match rest.split_once(':') {
            Some((kind, id)) => (namespace, Some(kind), id),
            None => (namespace, None, rest),
        }
    }

    /// The room of an entity of a mortgage.
    pub(super) fn of_mortgage(kind: &str, id: &str) -> Self {
        Self { text: format!("mortgage:{kind}:{id}").into(), form: RoomForm::Typed }
    }

    /// The room of a voucher.
    pub(super) fn of_voucher(id: &str) -> Self {
        Self { text: format!("voucher:{id}").into(), form: RoomForm::Typed }
    }
}

fn check_characters(text: &str) -> core::result::Result<(), RoomError> {
    if text.is_empty() {
        return Err(RoomError::Empty);
    }
    if !text.is_ascii() {
        return Err(RoomError::NonAscii);
    }
    if text.len() > MAXIMUM_LENGTH {
        return Err(RoomError::TooLong { maximum: MAXIMUM_LENGTH });
    }
    if text.bytes().any(|byte| byte <= b' ' || byte == 0x7f) {
        return Err(RoomError::ControlOrSpace);
    }
    if text.bytes().any(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.'))) {
        return Err(RoomError::IllegalChar);
    }
    Ok(())
}

fn check_segments(text: &str) -> core::result::Result<RoomForm, RoomError> {
    let (namespace, rest) = text.split_once(':').ok_or(RoomError::MissingNamespace)?;
    let (kind, last) = match rest.split_once(':') {
        Some((_, last)) if last.contains(':') => return Err(RoomError::TooManySegments),
        Some((kind, last)) => (Some(kind), last),
        None => (None, rest),
    };
    if namespace.is_empty() || kind == Some("") || last.is_empty() {
        return Err(RoomError::EmptySegment);
    }
    if !is_word(namespace, 2) {
        return Err(RoomError::BadNamespace);
    }
    match (namespace, kind) {
        ("voucher" | "deal" | "wabe" | "honeycomb", Some(_)) => Err(RoomError::WrongArity),
        (_, Some(kind)) if !is_word(kind, 1) => Err(RoomError::BadKind),
        ("mortgage", Some(kind)) if !MORTGAGE_KINDS.contains(&kind) => Err(RoomError::UnknownKind),
        ("wabe", None) => Cell::read_label(last).map(|_| RoomForm::Cell).ok_or(RoomError::BadCell),
        ("honeycomb", None) => Cell::read_number(last).map(|_| RoomForm::Cell).ok_or(RoomError::BadCell),
        _ if last.len() > id::MAXIMUM_LENGTH => Err(RoomError::IdTooLong),
        _ if id::check(last).is_err() => Err(RoomError::BadId),
        ("mortgage", None) if MORTGAGE_KINDS.contains(&last) => Err(RoomError::KindWithoutId),
        ("mortgage", None) => Ok(RoomForm::Legacy),
        ("mortgage", Some(_)) | ("voucher" | "deal", None) => Ok(RoomForm::Typed),
        (_, Some(_)) => Ok(RoomForm::Vertical),
        (_, None) => Err(RoomError::UnknownNamespace),
    }
}

/// Lower-case letters and digits with single hyphens, a letter first, `minimum` to 32 octets.
fn is_word(text: &str, minimum: usize) -> bool {
    let mut after_hyphen = false;
    let grammar = text.bytes().all(|byte| {
        let legal = byte.is_ascii_lowercase() || byte.is_ascii_digit() || (byte == b'-' && !after_hyphen);
        after_hyphen = byte == b'-';
        legal
    });
    grammar
        && (minimum..=32).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !after_hyphen
}

impl fmt::Display for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Read for RoomId {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for RoomId {
    fn write(&self) -> Json {
        Json::from(self.as_str())
    }
}
