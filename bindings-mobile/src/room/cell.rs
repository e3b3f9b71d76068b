//! Cells (*Waben*): places of a honeycomb, named by a label or by a number.

use mot_core::room::{self, Cell, RoomId};

use crate::Result;

/// A grid of cells, counted row by row.
#[derive(Debug, uniffi::Object)]
pub struct Honeycomb(room::Honeycomb);

#[uniffi::export]
impl Honeycomb {
    /// A grid of 1 to 26 rows and 1 to 999 columns (`room.bad_grid`).
    #[uniffi::constructor]
    pub fn new(rows: u32, columns: u32) -> Result<Self> {
        Ok(Self(room::Honeycomb::new(rows, columns)?))
    }

    /// The grid that holds where there is no other: six rows of six.
    #[uniffi::constructor(name = "default")]
    pub fn usual() -> Self {
        Self(room::Honeycomb::default())
    }

    /// The cell by its label: `B-2`. Refused: `room.bad_cell`, `room.cell_outside_grid`.
    pub fn to_label(&self, cell: Cell) -> Result<Cell> {
        Ok(self.0.to_label(cell)?)
    }

    /// The cell by its number: `cell-8`. Refused: `room.bad_cell`, `room.cell_outside_grid`.
    pub fn to_number(&self, cell: Cell) -> Result<Cell> {
        Ok(self.0.to_number(cell)?)
    }

    /// The free cell with the lowest number, for rooms that get the next place that there is.
    ///
    /// Refused: `room.bad_cell`, a taken cell outside the grid (`room.cell_outside_grid`), all taken (`room.no_free_cell`).
    pub fn lowest_free(&self, taken: Vec<Cell>) -> Result<Cell> {
        Ok(self.0.lowest_free(&taken)?)
    }
}

/// A cell and the room that lies there.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CellEntry {
    /// The cell, by its label or by its number.
    pub cell: Cell,
    /// The room.
    pub room_id: RoomId,
}

/// A fixed map of cells and entities, each once: an entity stands in it by its room.
#[derive(Debug, uniffi::Object)]
pub struct CellMap(room::CellMap);

#[uniffi::export]
impl CellMap {
    /// The map of these entries. Refused: a cell outside the grid (`room.cell_outside_grid`), a cell twice, in whichever of
    /// its names (`room.duplicate_cell`), a room twice (`room.duplicate_room`).
    #[uniffi::constructor]
    pub fn new(honeycomb: &Honeycomb, entries: Vec<CellEntry>) -> Result<Self> {
        let entries = entries.into_iter().map(|CellEntry { cell, room_id }| (cell, room_id)).collect();
        Ok(Self(room::CellMap::new(honeycomb.0, entries)?))
    }

    /// The room of a cell, if it has one. Refused: `room.bad_cell`, `room.cell_outside_grid`.
    pub fn room_of(&self, cell: Cell) -> Result<Option<RoomId>> {
        Ok(self.0.room_of(cell)?.cloned())
    }

    /// The cell of a room by its number, if it has one. Refused: what is no room id (`room.*`).
    pub fn cell_of(&self, room_id: &RoomId) -> Result<Option<Cell>> {
        Ok(self.0.cell_of(room_id))
    }
}
