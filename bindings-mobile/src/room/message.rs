//! What is sent in a room. Its sender is whom the host authenticated, never a field of what came in.

use mot_core::{
    input::{Content, Read},
    lifecycle::Actor,
    room::{self, EnvelopeType, RoomId, RoomMessage},
};

use super::admission::Admission;
use crate::{Result, crossing::json, scalar::Now};

/// What a client sends: `{ type, roomId, payload }`, with a payload for `message` and `signal` only. There is no field for
/// a sender.
#[derive(Debug, uniffi::Object)]
pub struct Envelope(room::Envelope);

#[uniffi::export]
impl Envelope {
    /// Reads what came in strictly: a field for a sender, like every other one, is `input.unknown_field`.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Result<Self> {
        Ok(Self(room::Envelope::from_json(json)?))
    }

    /// What it asks for.
    pub fn envelope_type(&self) -> EnvelopeType {
        self.0.envelope_type()
    }

    /// In which room.
    pub fn room_id(&self) -> RoomId {
        self.0.room_id().clone()
    }

    /// What it carries, as the JSON text of an object, in a `message` or a `signal`.
    pub fn payload(&self) -> Option<Content> {
        self.0.payload().cloned()
    }

    /// The message that goes out: from the actor, now. Refused: a room that is not the entity's (`room.wrong_room`), an
    /// actor that is not one of its parties (`room.not_admitted`), a message that its reader would not take
    /// (`input.too_large`).
    pub fn admit(&self, admission: &Admission, actor: &Actor, now: Now) -> Result<RoomMessage> {
        Ok(self.0.admit(&admission.0, actor, now.0)?)
    }
}

json! {
    /// Reads a message that came out of a room: a client from the portal, never the portal from a client.
    parse_room_message, room_message_to_json: RoomMessage;
}
