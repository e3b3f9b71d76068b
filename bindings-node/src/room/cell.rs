//! Honeycombs, their cells, and the rooms that lie in them.

use mot_core::{
    Error, Result,
    input::{Fields, Json, Write},
    room::{Cell, CellMap, Honeycomb, RoomId},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use crate::answer::{answer_to, handle, handle_to};

/// A handle of the honeycomb that there is unless the host has another.
#[napi(catch_unwind)]
pub fn honeycomb_default() -> External<Honeycomb> {
    Honeycomb::default().into()
}

/// A handle of a honeycomb, or the refusal.
#[napi(catch_unwind)]
pub fn honeycomb_create(arguments: String) -> Either<External<Honeycomb>, String> {
    handle_to(&arguments, &["rows", "columns"], |given| {
        Honeycomb::new(given.take("rows")?, given.take("columns")?)
    })
}

/// A cell by its label.
#[napi(catch_unwind)]
pub fn honeycomb_to_label(honeycomb: &External<Honeycomb>, arguments: String) -> String {
    answer_to(&arguments, &["cell"], |given| Ok(written(honeycomb.to_label(cell(given)?)?).to_text()))
}

/// A cell by its number.
#[napi(catch_unwind)]
pub fn honeycomb_to_number(honeycomb: &External<Honeycomb>, arguments: String) -> String {
    answer_to(&arguments, &["cell"], |given| Ok(written(honeycomb.to_number(cell(given)?)?).to_text()))
}

/// The free cell with the lowest number.
#[napi(catch_unwind)]
pub fn honeycomb_lowest_free(honeycomb: &External<Honeycomb>, arguments: String) -> String {
    answer_to(&arguments, &["taken"], |given| {
        let taken: Vec<String> = given.take("taken")?;
        let taken = taken.iter().enumerate().map(|(index, cell)| {
            Cell::parse(cell).map_err(|error| error.within_index(index).within("taken"))
        });
        Ok(written(honeycomb.lowest_free(&taken.collect::<Result<Vec<_>>>()?)?).to_text())
    })
}

/// A handle of a map of these cells and rooms, or the refusal.
#[napi(catch_unwind)]
pub fn cell_map_create(
    honeycomb: &External<Honeycomb>,
    entries: String,
) -> Either<External<CellMap>, String> {
    handle(|| {
        let entries = pairs(&entries).map_err(|error| error.within("entries"))?;
        CellMap::new(**honeycomb, entries)
    })
}

fn pairs(entries: &str) -> Result<Vec<(Cell, RoomId)>> {
    let pair = |entry: &Json| {
        let given = entry.fields(&["cell", "roomId"])?;
        Ok((cell(&given)?, given.take("roomId")?))
    };
    let entries = Json::parse_arguments(entries)?;
    let pairs = entries.list()?.iter().enumerate();
    pairs.map(|(index, entry)| pair(entry).map_err(|error: Error| error.within_index(index))).collect()
}

/// The room of a cell, or null.
#[napi(catch_unwind)]
pub fn cell_map_room_of(map: &External<CellMap>, arguments: String) -> String {
    answer_to(&arguments, &["cell"], |given| Ok(map.room_of(cell(given)?)?.cloned().to_json()))
}

/// The cell of a room by its number, or null.
#[napi(catch_unwind)]
pub fn cell_map_cell_of(map: &External<CellMap>, arguments: String) -> String {
    answer_to(&arguments, &["roomId"], |given| {
        Ok(map.cell_of(&given.take("roomId")?).map_or(Json::Null, written).to_text())
    })
}

fn cell(given: &Fields<'_>) -> Result<Cell> {
    Cell::parse(&given.take::<String>("cell")?).map_err(|error| error.within("cell"))
}

fn written(cell: Cell) -> Json {
    Json::from(cell.to_string())
}
