//! The operations of rooms.

use mot_core::{
    Error,
    identity::Uid,
    input::{Json, Read, Word},
    lifecycle::Actor,
    room::{Admission, Cell, CellMap, Envelope, Honeycomb, RoomId, RoomLink},
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::operations::{as_value, text};

/// What the library says; nothing where it is no operation of rooms.
pub(crate) fn run(operation: &str, given: &Value) -> Option<Result<Value, Error>> {
    Some(match operation {
        "room.parse" => parse(given),
        "room.parse_link" => parse_link(given),
        "room.write_link" => write_link(given),
        "room.convert_cell" => convert_cell(given),
        "room.lowest_free_cell" => lowest_free_cell(given),
        "room.cell_map" => cell_map(given),
        "room.admission" => {
            admission(given).and_then(|admission| admission.check(&actor(given)?)).map(|()| json!({}))
        }
        "room.admit_message" => admit_message(given),
        _ => return None,
    })
}

fn parse(given: &Value) -> Result<Value, Error> {
    let room = RoomId::parse(text(given, "text"))?;
    Ok(json!({
        "namespace": room.namespace(),
        "kind": room.kind(),
        "id": room.id(),
        "form": room.form().as_str(),
        "canonical": room.as_str(),
    }))
}

fn parse_link(given: &Value) -> Result<Value, Error> {
    let RoomLink { wabe, room_id, uid, other } = RoomLink::parse(text(given, "fragment"))?;
    Ok(json!({
        "wabe": wabe.map(|cell| cell.to_string()),
        "roomId": room_id.map(|room| room.to_string()),
        "uid": uid.map(|uid| uid.to_string()),
        "other": other,
    }))
}

fn write_link(given: &Value) -> Result<Value, Error> {
    let link = RoomLink {
        wabe: given["wabe"].as_str().map(Cell::parse).transpose()?,
        room_id: given["roomId"].as_str().map(RoomId::parse).transpose()?,
        uid: given["uid"].as_str().map(Uid::parse).transpose()?,
        other: Vec::new(),
    };
    Ok(json!({ "link": link.write(text(given, "page"))? }))
}

fn honeycomb(given: &Value) -> Result<Honeycomb, Error> {
    let side = |name: &str| given[name].as_u64().map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    match (side("rows"), side("columns")) {
        (None, None) => Ok(Honeycomb::default()),
        (rows, columns) => Honeycomb::new(rows.unwrap_or(6), columns.unwrap_or(6)),
    }
}

fn convert_cell(given: &Value) -> Result<Value, Error> {
    let (honeycomb, cell) = (honeycomb(given)?, Cell::parse(text(given, "cell"))?);
    Ok(json!({
        "label": honeycomb.to_label(cell)?.to_string(),
        "number": honeycomb.to_number(cell)?.to_string(),
    }))
}

fn lowest_free_cell(given: &Value) -> Result<Value, Error> {
    let taken = given["taken"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let taken = taken.map(Cell::parse).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "cell": honeycomb(given)?.lowest_free(&taken)?.to_string() }))
}

fn cell_map(given: &Value) -> Result<Value, Error> {
    let entry =
        |entry: &Value| Ok((Cell::parse(text(entry, "cell"))?, RoomId::parse(text(entry, "roomId"))?));
    let entries =
        given["entries"].as_array().into_iter().flatten().map(entry).collect::<Result<_, Error>>()?;
    let map = CellMap::new(honeycomb(given)?, entries)?;
    match given["cell"].as_str() {
        Some(cell) => Ok(json!({ "roomId": map.room_of(Cell::parse(cell)?)?.map(RoomId::as_str) })),
        None => {
            let cell = map.cell_of(&RoomId::parse(text(given, "roomId"))?);
            Ok(json!({ "cell": cell.map(|cell| cell.to_string()) }))
        }
    }
}

fn json(value: &Value) -> Result<Json, Error> {
    Json::parse(&value.to_string())
}

fn admission(given: &Value) -> Result<Admission, Error> {
    let invited = given.get("invited").map(json).transpose()?;
    Admission::read(text(given, "kind"), &json(&given["document"])?, invited.as_ref())
}

fn actor(given: &Value) -> Result<Actor, Error> {
    Actor::read(&json(&given["actor"])?)
}

fn admit_message(given: &Value) -> Result<Value, Error> {
    let envelope = Envelope::from_json(text(given, "message"))?;
    let now = Timestamp::from_clock(text(given, "now"))?;
    let message = envelope.admit(&admission(given)?, &actor(given)?, now)?;
    Ok(json!({ "message": as_value(&message) }))
}
