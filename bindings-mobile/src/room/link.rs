//! Links to rooms: `<page>#wabe=<cell>&roomId=<room id>&uid=<user id>`. They show the way; they prove nothing.

use mot_core::{
    identity::Uid,
    room::{Cell, RoomId, RoomLink},
};

use crate::Result;

/// What a link to a room says. The user id identifies and does not authenticate.
#[uniffi::remote(Record)]
pub struct RoomLink {
    /// The cell.
    #[uniffi(default)]
    pub wabe: Option<Cell>,
    /// The room.
    #[uniffi(default)]
    pub room_id: Option<RoomId>,
    /// Who comes, as they say.
    #[uniffi(default)]
    pub uid: Option<Uid>,
    /// The names of what else stood there, decoded, in their order: the sender's text. Its values are dropped, and nothing
    /// of it is written.
    #[uniffi(default)]
    pub other: Vec<String>,
}

/// Reads the fragment of a link to a room, with or without its `#`; of several bad fields the first in the text speaks.
///
/// Refused: `room.too_long`, and for each part in turn `missing_equals`, `illegal_char`, `bad_percent`, `bad_utf8`,
/// `duplicate_key`, then what the field refuses, with the field as path: `bad_cell`, the codes of a room id, `bad_uid`.
#[uniffi::export]
pub fn parse_room_link(fragment: &str) -> Result<RoomLink> {
    Ok(RoomLink::parse(fragment)?)
}

/// The link on a page: what is there, in the order `wabe`, `roomId`, `uid`. Nothing needs an escape.
///
/// Refused: what is no cell (`room.bad_cell`), no room id (its codes), no user id (`id.bad_id`), a page that is not at most
/// 2048 visible ASCII characters without `#` (`room.bad_page`).
#[uniffi::export]
pub fn write_room_link(link: &RoomLink, page: &str) -> Result<String> {
    Ok(link.write(page)?)
}
