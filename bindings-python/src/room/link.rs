//! Links to rooms.

use mot_core::room::{self, Cell};
use pyo3::{prelude::*, types::PyTuple};

use super::{RoomId, id::room_id};
use crate::{
    identity::{Uid, uid},
    records::value,
    scalar,
};

/// A link to a room: `<page>#wabe=<cell>&roomId=<room id>&uid=<user id>`. It shows the way and proves nothing: the user
/// id identifies and does not authenticate.
///
/// Refused: a cell (`room.bad_cell`), a room id (its own codes), a user id (`id.bad_id`). It is not pickled.
///
/// >>> from mot_core import RoomLink
/// >>> link = RoomLink.parse("#wabe=A-2&roomId=mortgage%3Aoffer%3AO-2025-0001&theme=dark")
/// >>> link.wabe, str(link.room_id), link.uid, link.other
/// ('A-2', 'mortgage:offer:O-2025-0001', None, ('theme',))
/// >>> link.write("honeycomb.html")
/// 'honeycomb.html#wabe=A-2&roomId=mortgage:offer:O-2025-0001'
#[pyclass(frozen, eq, module = "mot_core.room")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoomLink(room::RoomLink);

#[pymethods]
impl RoomLink {
    #[new]
    #[pyo3(signature = (*, wabe = None, room_id = None, uid = None))]
    fn new(
        wabe: Option<&Bound<'_, PyAny>>,
        room_id: Option<&Bound<'_, PyAny>>,
        uid: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        Ok(Self(room::RoomLink {
            wabe: wabe.map(|cell| scalar::text(cell, "wabe", Cell::parse)).transpose()?,
            room_id: room_id.map(|id| self::room_id(id, "roomId")).transpose()?,
            uid: uid.map(|id| self::uid(id, "uid")).transpose()?,
            other: Vec::new(),
        }))
    }

    /// Reads a fragment, with or without its `#`; of several bad fields the first in the text speaks.
    ///
    /// Refused: `room.too_long` (2048 characters), and for each part in turn `missing_equals`, `illegal_char` (a raw
    /// plus, or a percent sign that is left after decoding once), `bad_percent`, `bad_utf8`, `duplicate_key`, then what
    /// the field refuses, at its path: `bad_cell`, the codes of `RoomId.parse`, `bad_uid`.
    #[staticmethod]
    fn parse(fragment: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(fragment, room::RoomLink::parse).map(Self)
    }

    /// The link on a page: what is there, in the order `wabe`, `roomId`, `uid`. Nothing needs an escape.
    ///
    /// A page is at most 2048 visible ASCII characters without `#` (`room.bad_page`).
    fn write(&self, page: &Bound<'_, PyAny>) -> PyResult<String> {
        scalar::parsed(page, |page| self.0.write(page))
    }

    /// The cell, as it was named.
    #[getter]
    fn wabe(&self) -> Option<String> {
        self.0.wabe.map(|cell| cell.to_string())
    }

    /// The room.
    #[getter]
    fn room_id(&self) -> Option<RoomId> {
        self.0.room_id.clone().map(RoomId)
    }

    /// Who comes, as they say.
    #[getter]
    fn uid(&self) -> Option<Uid> {
        self.0.uid.clone().map(Uid)
    }

    /// The names of what else stood there, decoded, in their order: the sender's text. Its values are dropped, and
    /// nothing of it is written.
    #[getter]
    fn other<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.other)
    }

    fn __repr__(&self) -> String {
        let shown = |value: Option<String>| value.map_or("None".to_owned(), |text| format!("'{text}'"));
        let (wabe, room_id) = (self.wabe(), self.0.room_id.as_ref().map(|room| room.as_str().to_owned()));
        let uid = self.0.uid.as_ref().map(|uid| uid.as_str().to_owned());
        format!("RoomLink(wabe={}, room_id={}, uid={})", shown(wabe), shown(room_id), shown(uid))
    }
}

value!(RoomLink hashed as |link| {
    let room::RoomLink { wabe, room_id, uid, other } = &link.0;
    (wabe, room_id, uid, other)
});
