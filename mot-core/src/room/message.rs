//! What is sent in a room (seed 001:28-33). Its sender is whom the host authenticated, never a field of what came in.

use super::{Admission, RoomError, RoomId};
use crate::{
    Error, Result,
    id::PartyId,
    input::{Content, InputError, Json, MAXIMUM_SIZE, Read, Write, document_fields, words},
    lifecycle::Actor,
    time::Timestamp,
};

words! {
    /// What an envelope asks for.
    pub enum EnvelopeType {
        /// To enter.
        Join = "join",
        /// To leave.
        Leave = "leave",
        /// To say something to everybody in the room.
        Message = "message",
        /// To set up a call (WebRTC signalling).
        Signal = "signal",
    }
}

/// What a client sends: `{ type, roomId, payload }`, with a payload for `message` and `signal` only. There is no field
/// for a sender: `from` and the like are `input.unknown_field`. Read strictly within the limits of documents (256 KiB, 32
/// levels): `input.*`, and the codes of room ids at `roomId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    envelope_type: EnvelopeType,
    room_id: RoomId,
    payload: Option<Content>,
}

impl Envelope {
    /// What it asks for.
    pub fn envelope_type(&self) -> EnvelopeType {
        self.envelope_type
    }

    /// In which room.
    pub fn room_id(&self) -> &RoomId {
        &self.room_id
    }

    /// What it carries: an object, in a `message` or a `signal`.
    pub fn payload(&self) -> Option<&Content> {
        self.payload.as_ref()
    }

    /// The message that goes out: from the actor, now. Refused: a room that is not the entity's (`room.wrong_room`), an
    /// actor that is not one of its parties (`room.not_admitted`), a message that its reader would not take
    /// (`input.too_large`).
    ///
    /// ```
    /// use mot_core::{id::{PartyId, VoucherId}, input::Read, lifecycle::Actor, room::{Admission, Envelope}};
    /// use mot_core::time::Timestamp;
    ///
    /// let (id, issuer) = (VoucherId::parse("v-1")?, PartyId::parse("provider-1")?);
    /// let admission = Admission::of_voucher(&id, &issuer, None);
    /// let sent = r#"{"type":"message","roomId":"voucher:v-1","payload":{"text":"hello"}}"#;
    /// let now = Timestamp::parse("2025-02-01T12:00:00Z")?;
    /// let message = Envelope::from_json(sent)?.admit(&admission, &Actor::Party(issuer), now)?;
    /// assert_eq!(message.sender.as_str(), "provider-1");
    ///
    /// let forged = r#"{"type":"message","roomId":"voucher:v-1","from":"user-abc","payload":{}}"#;
    /// assert_eq!(Envelope::from_json(forged).unwrap_err().code().as_str(), "input.unknown_field");
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn admit(&self, admission: &Admission, actor: &Actor, now: Timestamp) -> Result<RoomMessage> {
        if self.room_id != *admission.room() {
            return Err(RoomError::WrongRoom.into());
        }
        let message = RoomMessage {
            message_type: self.envelope_type,
            room_id: self.room_id.clone(),
            sender: admission.admit(actor)?.clone(),
            payload: self.payload.clone(),
            at: now,
        };
        // It is longer than the envelope by its sender and its time, and is still to be read.
        if message.write().length() > MAXIMUM_SIZE {
            return Err(Error::from(InputError::TooLarge { limit: MAXIMUM_SIZE }).within("payload"));
        }
        Ok(message)
    }
}

impl Read for Envelope {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["type", "roomId", "payload"])?;
        let envelope_type: EnvelopeType = fields.take("type")?;
        let room_id = fields.take("roomId")?;
        let payload = match (envelope_type, fields.get("payload")) {
            (EnvelopeType::Message | EnvelopeType::Signal, _) => Some(fields.take("payload")?),
            (EnvelopeType::Join | EnvelopeType::Leave, None) => None,
            (EnvelopeType::Join | EnvelopeType::Leave, Some(_)) => {
                return Err(Error::from(InputError::UnknownField).within("payload"));
            }
        };
        Ok(Self { envelope_type, room_id, payload })
    }
}

/// What goes out to the others in the room, and what they read: a client, from the portal, never the portal from a client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct RoomMessage {
    /// What it is.
    #[cfg_attr(feature = "schema", schemars(rename = "type", extend("x-field" = "message_type")))]
    pub message_type: EnvelopeType,
    /// In which room.
    pub room_id: RoomId,
    /// From whom: the actor whom the host authenticated.
    #[cfg_attr(feature = "schema", schemars(rename = "from", extend("x-field" = "sender")))]
    pub sender: PartyId,
    /// When.
    pub at: Timestamp,
    /// What it carries.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub payload: Option<Content>,
}

document_fields!(RoomMessage {
    message_type: "type", room_id: "roomId", sender: "from", at: "at";
    payload: "payload",
});
