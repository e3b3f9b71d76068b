//! Room ids.

use mot_core::{
    input::{Json, Write},
    room::RoomId,
};
use napi_derive::napi;

use crate::answer::answer_to;

/// Reads a room id into its parts.
#[napi(catch_unwind)]
pub fn room_parse(arguments: String) -> String {
    answer_to(&arguments, &["text"], |given| {
        let room = RoomId::parse(&given.take::<String>("text")?)?;
        let parts = Json::Object(vec![
            ("namespace".into(), Json::from(room.namespace())),
            ("kind".into(), room.kind().map_or(Json::Null, Json::from)),
            ("id".into(), Json::from(room.id())),
            ("form".into(), room.form().write()),
            ("canonical".into(), Json::from(room.as_str())),
        ]);
        Ok(parts.to_text())
    })
}

/// The room of a property.
#[napi(catch_unwind)]
pub fn room_for_property(arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(RoomId::for_property(&given.take("id")?).to_json()))
}

/// The room of an application.
#[napi(catch_unwind)]
pub fn room_for_application(arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(RoomId::for_application(&given.take("id")?).to_json()))
}

/// The room of an offer.
#[napi(catch_unwind)]
pub fn room_for_offer(arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(RoomId::for_offer(&given.take("id")?).to_json()))
}

/// The room of a contract.
#[napi(catch_unwind)]
pub fn room_for_contract(arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(RoomId::for_contract(&given.take("id")?).to_json()))
}

/// The room of a tranche.
#[napi(catch_unwind)]
pub fn room_for_tranche(arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(RoomId::for_tranche(&given.take("id")?).to_json()))
}

/// The room of a voucher.
#[napi(catch_unwind)]
pub fn room_for_voucher(arguments: String) -> String {
    answer_to(&arguments, &["id"], |given| Ok(RoomId::for_voucher(&given.take("id")?).to_json()))
}
