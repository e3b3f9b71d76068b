//! Links to rooms.

use mot_core::{
    input::{Json, Write},
    room::{Cell, RoomLink},
};
use napi_derive::napi;

use crate::answer::{answer_to, fields_of, object};

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

/// The link to a room on a page. What else stood in one that was read is not written.
#[napi(catch_unwind)]
pub fn room_link_write(arguments: String, link: String) -> String {
    answer_to(&arguments, &["page"], |arguments| {
        let link = Json::parse_arguments(&link)?;
        let given = fields_of(&link, "link", &["wabe", "roomId", "uid", "other"])?;
        let wabe: Option<String> = given.take("wabe")?;
        let link = RoomLink {
            wabe: wabe.as_deref().map(Cell::parse).transpose().map_err(|error| error.within("wabe"))?,
            room_id: given.take("roomId")?,
            uid: given.take("uid")?,
            other: given.take_or_empty("other")?,
        };
        Ok(Json::from(link.write(&arguments.take::<String>("page")?)?).to_text())
    })
}
