//! Who may enter a room, and what is sent in it.

use mot_core::{
    Result,
    input::{Json, Read, Write},
    lifecycle::Actor,
    room::{Admission, Envelope},
    time::Timestamp,
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use crate::answer::{answer, answer_to, handle_to};

/// A handle of who may enter the room of a stored document, or the refusal.
#[napi(catch_unwind)]
pub fn admission_read(
    kind: String,
    document: String,
    arguments: String,
) -> Either<External<Admission>, String> {
    handle_to(&arguments, &["invited"], |given| {
        let document = Json::parse(&document).map_err(|error| error.within("document"))?;
        Admission::read(&kind, &document, given.get("invited"))
    })
}

/// The room.
#[napi(catch_unwind)]
pub fn admission_room(admission: &External<Admission>) -> String {
    admission.room().to_json()
}

/// Refuses an actor who may not enter.
#[napi(catch_unwind)]
pub fn admission_check(admission: &External<Admission>, arguments: String) -> String {
    answer_to(&arguments, &["actor"], |given| {
        admission.check(&given.take("actor")?)?;
        Ok(Json::Null.to_text())
    })
}

/// The message that goes out for an envelope that came in.
#[napi(catch_unwind)]
pub fn admission_admit(admission: &External<Admission>, envelope: String, context: String) -> String {
    answer(|| {
        let envelope = Envelope::from_json(&envelope)?;
        let (actor, now) = entering(&context).map_err(|error| error.within("context"))?;
        Ok(envelope.admit(admission, &actor, now)?.to_json())
    })
}

fn entering(context: &str) -> Result<(Actor, Timestamp)> {
    let given = Json::parse(context)?;
    let given = given.fields(&["now", "actor"])?;
    let now = given.take_with("now", |now| Timestamp::from_clock(now.text()?))?;
    Ok((given.take("actor")?, now))
}
