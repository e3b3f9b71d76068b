//! Links to rooms.

use mot_core::{
    input::{Json, Write},
    room::{Cell, RoomLink},
};
use napi_derive::napi;

use crate::answer::{answer_to, object};

/// Reads the fragment of a link to a room.
#[napi(catch_unwind)]
pub fn room_link_parse(arguments: String) -> String {
    answer_to(&arguments, &["fragment"], |given| {
        let RoomLink { wabe, room_id, uid, other } = RoomLink::parse(&given.take::<String>("fragment")?)?;
        Ok(object([
            ("wabe", wabe.map_or(Json::Null, |cell| Json::from(cell.to_string()))),
            ("roomId", room_id.write()),
            ("uid", uid.write()),
            ("other", other.write()),
        ]))
    })
}

/// The link to a room on a page.
#[napi(catch_unwind)]
pub fn room_link_write(arguments: String) -> String {
    answer_to(&arguments, &["page", "wabe", "roomId", "uid"], |given| {
        let wabe: Option<String> = given.take("wabe")?;
        let link = RoomLink {
            wabe: wabe.as_deref().map(Cell::parse).transpose().map_err(|error| error.within("wabe"))?,
            room_id: given.take("roomId")?,
            uid: given.take("uid")?,
            other: Vec::new(),
        };
        Ok(Json::from(link.write(&given.take::<String>("page")?)?).to_text())
    })
}
