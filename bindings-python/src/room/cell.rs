//! Cells (*Waben*), which Python has as text.

use mot_core::room::{self, Cell};
use pyo3::prelude::*;

use super::{RoomId, id::room_id};
use crate::{
    error::{call, guarded},
    records::value,
    scalar,
};

/// A grid of cells, counted row by row. What is left out has the library's default: six rows of six.
///
/// A cell is text, named by row and column (`B-2`) or by number (`cell-8`); everything else is `room.bad_cell`. Refused:
/// other than 1 to 26 rows and 1 to 999 columns (`room.bad_grid`).
///
/// >>> from mot_core import Honeycomb
/// >>> honeycomb = Honeycomb()
/// >>> honeycomb.to_label("cell-8"), honeycomb.to_number("B-2")
/// ('B-2', 'cell-8')
/// >>> honeycomb.lowest_free(["A-1", "cell-3"])
/// 'cell-2'
#[pyclass(frozen, eq, module = "mot_core.room")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Honeycomb(room::Honeycomb);

#[pymethods]
impl Honeycomb {
    #[new]
    #[pyo3(signature = (rows = None, columns = None))]
    fn new(rows: Option<&Bound<'_, PyAny>>, columns: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let shipped = room::Honeycomb::default();
        let rows = scalar::read_optional(rows, "rows")?.unwrap_or(shipped.rows());
        let columns = scalar::read_optional(columns, "columns")?.unwrap_or(shipped.columns());
        call(|| room::Honeycomb::new(rows, columns).map(Self))
    }

    /// How many rows it has.
    #[getter]
    fn rows(&self) -> u32 {
        self.0.rows()
    }

    /// How many columns it has.
    #[getter]
    fn columns(&self) -> u32 {
        self.0.columns()
    }

    /// The cell by its label (`room.cell_outside_grid`).
    fn to_label(&self, cell: &Bound<'_, PyAny>) -> PyResult<String> {
        scalar::parsed(cell, |cell| Ok(self.0.to_label(Cell::parse(cell)?)?.to_string()))
    }

    /// The cell by its number (`room.cell_outside_grid`).
    fn to_number(&self, cell: &Bound<'_, PyAny>) -> PyResult<String> {
        scalar::parsed(cell, |cell| Ok(self.0.to_number(Cell::parse(cell)?)?.to_string()))
    }

    /// The free cell with the lowest number, for rooms that get the next place that there is. All taken:
    /// `room.no_free_cell`; a taken cell outside the grid: `room.cell_outside_grid`.
    fn lowest_free(&self, taken: &Bound<'_, PyAny>) -> PyResult<String> {
        let taken: Vec<String> = scalar::read(taken, "taken")?;
        let cell = |(index, text): (usize, &String)| {
            Cell::parse(text).map_err(|error| error.within_index(index).within("taken"))
        };
        call(|| {
            let taken = taken.iter().enumerate().map(cell).collect::<mot_core::Result<Vec<_>>>()?;
            Ok(self.0.lowest_free(&taken)?.to_string())
        })
    }

    fn __repr__(&self) -> String {
        format!("Honeycomb(rows={}, columns={})", self.0.rows(), self.0.columns())
    }

    fn __getnewargs__(&self) -> (u32, u32) {
        (self.0.rows(), self.0.columns())
    }
}

value!(Honeycomb hashed as |honeycomb| (honeycomb.0.rows(), honeycomb.0.columns()));

/// A fixed map of cells and rooms, each once: pairs of a cell and a room.
///
/// Refused: a cell outside the grid (`room.cell_outside_grid`), a cell twice, in whichever of its names
/// (`room.duplicate_cell`), a room twice (`room.duplicate_room`).
///
/// >>> from mot_core import CellMap, Honeycomb
/// >>> cells = CellMap(Honeycomb(), [("B-2", "mortgage:property:house-123")])
/// >>> str(cells.room_of("cell-8")), cells.cell_of("mortgage:property:house-123")
/// ('mortgage:property:house-123', 'cell-8')
#[pyclass(frozen, module = "mot_core.room")]
#[derive(Debug)]
pub(crate) struct CellMap(room::CellMap);

#[pymethods]
impl CellMap {
    #[new]
    fn new(honeycomb: &Honeycomb, entries: &Bound<'_, PyAny>) -> PyResult<Self> {
        let pair = |(index, pair): (usize, PyResult<Bound<'_, PyAny>>)| {
            let (cell, room): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair?.extract()?;
            let cell = scalar::text(&cell, &format!("entries[{index}].cell"), Cell::parse)?;
            Ok((cell, room_id(&room, &format!("entries[{index}].roomId"))?))
        };
        let entries = guarded(|| {
            let pairs = scalar::each(entries, "pairs of a cell and a room", "entries")?;
            pairs.enumerate().map(pair).collect::<PyResult<Vec<_>>>()
        })?;
        call(|| room::CellMap::new(honeycomb.0, entries).map(Self))
    }

    /// The room of a cell, or `None` (`room.cell_outside_grid`).
    fn room_of(&self, cell: &Bound<'_, PyAny>) -> PyResult<Option<RoomId>> {
        scalar::parsed(cell, |cell| Ok(self.0.room_of(Cell::parse(cell)?)?.cloned().map(RoomId)))
    }

    /// The cell of a room by its number, or `None`.
    fn cell_of(&self, room_id: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
        let room_id = self::room_id(room_id, "roomId")?;
        call(|| Ok(self.0.cell_of(&room_id).map(|cell| cell.to_string())))
    }
}
