//! Cells (*Waben*): places of a honeycomb, named by a label or by a number (seed 000:77, 98, 563-573).

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use core::fmt;

use super::{RoomError, RoomId};
use crate::Result;

/// A cell as it is named: by row and column, or by number. The two names are converted by a [`Honeycomb`] only.
///
/// ```
/// use mot_core::room::{Cell, Honeycomb};
///
/// let honeycomb = Honeycomb::default(); // six rows of six
/// assert_eq!(honeycomb.to_label(Cell::parse("cell-8")?)?.to_string(), "B-2");
/// assert_eq!(honeycomb.to_number(Cell::parse("B-2")?)?.to_string(), "cell-8");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(Name);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Name {
    Label { row: u32, column: u32 },
    Number(u32),
}

impl Cell {
    /// `A-1` to `Z-999`: the row from 1 to 26, the column from 1 to 999 (`room.bad_cell`).
    pub fn label(row: u32, column: u32) -> Result<Self> {
        if (1..=26).contains(&row) && (1..=999).contains(&column) {
            return Ok(Self(Name::Label { row, column }));
        }
        Err(RoomError::BadCell.into())
    }

    /// `cell-1` to `cell-999999` (`room.bad_cell`).
    pub fn number(number: u32) -> Result<Self> {
        if (1..=999_999).contains(&number) {
            return Ok(Self(Name::Number(number)));
        }
        Err(RoomError::BadCell.into())
    }

    /// Reads a label or a number (`room.bad_cell`).
    pub fn parse(text: &str) -> Result<Self> {
        let cell = Self::read_label(text).or_else(|| Self::read_number(text));
        cell.ok_or_else(|| RoomError::BadCell.into())
    }

    pub(super) fn read_label(text: &str) -> Option<Self> {
        let (letter, column) = text.split_once('-')?;
        let [letter @ b'A'..=b'Z'] = letter.as_bytes() else { return None };
        let row = u32::from(letter.saturating_sub(b'A')).saturating_add(1);
        Some(Self(Name::Label { row, column: positive(column, 3)? }))
    }

    pub(super) fn read_number(text: &str) -> Option<Self> {
        positive(text.strip_prefix("cell-")?, 6).map(|number| Self(Name::Number(number)))
    }
}

/// A whole number from 1 without leading zeros, of at most so many digits.
fn positive(text: &str, digits: usize) -> Option<u32> {
    let grammar = (1..=digits).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0');
    if grammar { text.parse().ok() } else { None }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Name::Label { row, column } => {
                let letter = u8::try_from(*row).unwrap_or_default().saturating_add(b'A').saturating_sub(1);
                write!(f, "{}-{column}", char::from(letter))
            }
            Name::Number(number) => write!(f, "cell-{number}"),
        }
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A grid of cells, counted row by row: six rows of six unless the host has another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Honeycomb {
    rows: u32,
    columns: u32,
}

impl Default for Honeycomb {
    fn default() -> Self {
        Self { rows: 6, columns: 6 }
    }
}

impl Honeycomb {
    /// A grid of 1 to 26 rows and 1 to 999 columns (`room.bad_grid`).
    pub fn new(rows: u32, columns: u32) -> Result<Self> {
        if (1..=26).contains(&rows) && (1..=999).contains(&columns) {
            return Ok(Self { rows, columns });
        }
        Err(RoomError::BadGrid.into())
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// How many columns it has.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// The cell by its label (`room.cell_outside_grid`).
    pub fn to_label(&self, cell: Cell) -> Result<Cell> {
        let before = self.index(cell)?;
        let row = before.checked_div(self.columns).unwrap_or_default().saturating_add(1);
        let column = before.checked_rem(self.columns).unwrap_or_default().saturating_add(1);
        Ok(Cell(Name::Label { row, column }))
    }

    /// The cell by its number (`room.cell_outside_grid`).
    pub fn to_number(&self, cell: Cell) -> Result<Cell> {
        self.index(cell).map(|before| Cell(Name::Number(before.saturating_add(1))))
    }

    /// The free cell with the lowest number, for rooms that get the next place that there is. All taken:
    /// `room.no_free_cell`; a taken cell outside the grid: `room.cell_outside_grid`.
    ///
    /// ```
    /// use mot_core::room::{Cell, Honeycomb};
    ///
    /// let taken = [Cell::parse("A-1")?, Cell::parse("cell-3")?];
    /// assert_eq!(Honeycomb::default().lowest_free(&taken)?.to_string(), "cell-2");
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn lowest_free(&self, taken: &[Cell]) -> Result<Cell> {
        let taken: BTreeSet<u32> = taken.iter().map(|cell| self.index(*cell)).collect::<Result<_>>()?;
        let free = (0..self.cells()).find(|before| !taken.contains(before));
        free.map(|before| Cell(Name::Number(before.saturating_add(1))))
            .ok_or_else(|| RoomError::NoFreeCell.into())
    }

    fn cells(&self) -> u32 {
        self.rows.saturating_mul(self.columns)
    }

    /// How many cells come before this one.
    fn index(&self, cell: Cell) -> Result<u32> {
        let before = match cell.0 {
            Name::Label { row, column } if (1..=self.columns).contains(&column) => row
                .checked_sub(1)
                .map(|rows| rows.saturating_mul(self.columns).saturating_add(column).saturating_sub(1)),
            Name::Label { .. } => None,
            Name::Number(number) => number.checked_sub(1),
        };
        before.filter(|before| *before < self.cells()).ok_or_else(|| RoomError::CellOutsideGrid.into())
    }
}

/// A fixed map of cells and entities, each once: an entity stands in it by its room.
///
/// ```
/// use mot_core::room::{Cell, CellMap, Honeycomb, RoomId};
///
/// let house = RoomId::parse("mortgage:property:house-123")?;
/// let map = CellMap::new(Honeycomb::default(), vec![(Cell::parse("B-2")?, house.clone())])?;
/// assert_eq!(map.room_of(Cell::parse("cell-8")?)?, Some(&house));
/// assert_eq!(map.cell_of(&house).map(|cell| cell.to_string()), Some("cell-8".into()));
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMap {
    honeycomb: Honeycomb,
    rooms: BTreeMap<u32, RoomId>,
}

impl CellMap {
    /// The map of these pairs. Refused: a cell outside the grid (`room.cell_outside_grid`), a cell twice, in whichever
    /// of its names (`room.duplicate_cell`), a room twice (`room.duplicate_room`).
    pub fn new(honeycomb: Honeycomb, entries: Vec<(Cell, RoomId)>) -> Result<Self> {
        let mut map = Self { honeycomb, rooms: BTreeMap::new() };
        let mut known = BTreeSet::new();
        for (cell, room) in entries {
            let before = honeycomb.index(cell)?;
            if map.rooms.contains_key(&before) {
                return Err(RoomError::DuplicateCell.into());
            }
            if !known.insert(room.clone()) {
                return Err(RoomError::DuplicateRoom.into());
            }
            map.rooms.insert(before, room);
        }
        Ok(map)
    }

    /// The room of a cell, if it has one (`room.cell_outside_grid`).
    pub fn room_of(&self, cell: Cell) -> Result<Option<&RoomId>> {
        Ok(self.rooms.get(&self.honeycomb.index(cell)?))
    }

    /// The cell of a room by its number, if it has one.
    pub fn cell_of(&self, room: &RoomId) -> Option<Cell> {
        let found = self.rooms.iter().find(|(_, known)| *known == room);
        found.map(|(before, _)| Cell(Name::Number(before.saturating_add(1))))
    }
}
