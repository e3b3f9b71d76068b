//! Links to rooms: `<page>#wabe=<cell>&roomId=<room id>&uid=<user id>` (seed 000:563-573). They show the way; they prove
//! nothing.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString},
    vec::Vec,
};

use super::{Cell, RoomError, RoomId};
use crate::{Error, Result, identity::Uid};

/// The longest fragment in characters, without its `#`.
const MAXIMUM_LENGTH: usize = 2048;

/// What a link to a room says. The user id identifies and does not authenticate.
///
/// ```
/// use mot_core::room::RoomLink;
///
/// let link = RoomLink::parse("#wabe=A-2&roomId=mortgage%3Aoffer%3AO-2025-0001&theme=dark")?;
/// assert_eq!(link.room_id.as_ref().map(|room| room.as_str()), Some("mortgage:offer:O-2025-0001"));
/// assert_eq!(link.other, ["theme"]);
/// assert_eq!(link.write("honeycomb.html")?, "honeycomb.html#wabe=A-2&roomId=mortgage:offer:O-2025-0001");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomLink {
    /// The cell.
    pub wabe: Option<Cell>,
    /// The room.
    pub room_id: Option<RoomId>,
    /// Who comes, as they say.
    pub uid: Option<Uid>,
    /// The names of what else stood there, decoded, in their order: the sender's text. Its values are dropped, and nothing of
    /// it is written.
    pub other: Vec<String>,
}

impl RoomLink {
    /// Reads a fragment, with or without its `#`; of several bad fields the first in the text speaks.
    ///
    /// Refused: `room.too_long` (2048 characters), and for each part in turn `missing_equals`, `illegal_char` (a raw
    /// plus, or a percent sign that is left after decoding once), `bad_percent`, `bad_utf8`, `duplicate_key`, then what
    /// the field refuses: `bad_cell`, the codes of [`RoomId::parse`], `bad_uid`.
    pub fn parse(fragment: &str) -> Result<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.chars().nth(MAXIMUM_LENGTH).is_some() {
            return Err(RoomError::TooLong { maximum: MAXIMUM_LENGTH }.into());
        }
        let mut link = Self::default();
        let mut known = BTreeSet::new();
        for part in fragment.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(RoomError::MissingEquals)?;
            let (name, value) = (decoded(name)?, decoded(value)?);
            if !known.insert(name.clone()) {
                return Err(RoomError::DuplicateKey.into());
            }
            match name.as_str() {
                "wabe" => link.wabe = Some(Cell::parse(&value).map_err(|error| error.within("wabe"))?),
                "roomId" => {
                    link.room_id = Some(RoomId::parse(&value).map_err(|error| error.within("roomId"))?)
                }
                "uid" => {
                    let uid = Uid::parse(&value).map_err(|_| Error::from(RoomError::BadUid).within("uid"));
                    link.uid = Some(uid?);
                }
                _ => link.other.push(name),
            }
        }
        Ok(link)
    }

    /// The link on a page: what is there, in the order `wabe`, `roomId`, `uid`. Nothing needs an escape.
    ///
    /// A page is at most 2048 visible ASCII characters without `#` (`room.bad_page`).
    pub fn write(&self, page: &str) -> Result<String> {
        let legal = page.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        if !legal || page.len() > MAXIMUM_LENGTH {
            return Err(RoomError::BadPage.into());
        }
        let mut link = String::from(page);
        let fields = [
            ("wabe=", self.wabe.map(|cell| cell.to_string())),
            ("roomId=", self.room_id.as_ref().map(RoomId::to_string)),
            ("uid=", self.uid.as_ref().map(Uid::to_string)),
        ];
        let mut mark = '#';
        for (name, value) in fields {
            if let Some(value) = value {
                link.push(mark);
                link.push_str(name);
                link.push_str(&value);
                mark = '&';
            }
        }
        Ok(link)
    }
}

/// Decodes percent-escapes once, strictly.
fn decoded(text: &str) -> core::result::Result<String, RoomError> {
    if text.contains('+') {
        return Err(RoomError::IllegalChar);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let byte =
            if byte == b'%' { escaped(rest.next(), rest.next()).ok_or(RoomError::BadPercent)? } else { byte };
        bytes.push(byte);
    }
    let text = String::from_utf8(bytes).map_err(|_| RoomError::BadUtf8)?;
    if text.contains('%') { Err(RoomError::IllegalChar) } else { Ok(text) }
}

/// The byte of two hexadecimal digits.
fn escaped(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)?.wrapping_shl(4) | digit(low)?)
}
