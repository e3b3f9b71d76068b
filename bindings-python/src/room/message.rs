//! What is sent in a room.

use mot_core::{
    input::{Read, Word},
    room,
};
use pyo3::{
    prelude::*,
    types::{PyString, PyType},
};

use super::{Admission, RoomId};
use crate::{
    documents::RoomMessage,
    error::call,
    json::{self, Fault},
    lifecycle, records,
    scalar::{self, ToPython},
};

/// What a client sends: `{ type, roomId, payload }`, with a payload for `message` and `signal` only. There is no field
/// for a sender: the sender is whom the host authenticated.
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import Admission, Envelope
/// >>> admission = Admission.of_voucher("v-1", "provider-1")
/// >>> envelope = Envelope.from_json('{"type": "message", "roomId": "voucher:v-1", "payload": {"text": "hello"}}')
/// >>> message = envelope.admit(admission, "provider-1", datetime(2025, 2, 1, 12, tzinfo=timezone.utc))
/// >>> message.sender, message.payload
/// ('provider-1', {'text': 'hello'})
#[pyclass(frozen, module = "mot_core.room")]
#[derive(Debug)]
pub(crate) struct Envelope(room::Envelope);

#[pymethods]
impl Envelope {
    /// Reads JSON text, strictly: a `str`, or `bytes` in UTF-8.
    #[classmethod]
    fn from_json(_class: &Bound<'_, PyType>, text: &Bound<'_, PyAny>) -> PyResult<Self> {
        let json = records::json_of(text)?;
        call(|| room::Envelope::read(&json).map(Self))
    }

    /// Reads what `json.loads` gives, strictly. A float is read by its shortest text.
    #[classmethod]
    fn from_dict(_class: &Bound<'_, PyType>, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let json = json::of_document(value).map_err(Fault::raise)?;
        call(|| room::Envelope::read(&json).map(Self))
    }

    /// What it asks for.
    #[getter]
    fn envelope_type<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        PyString::intern(py, self.0.envelope_type().as_str())
    }

    /// In which room.
    #[getter]
    fn room_id(&self) -> RoomId {
        RoomId(self.0.room_id().clone())
    }

    /// What it carries: an object, in a `message` or a `signal`.
    #[getter]
    fn payload<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.payload().cloned().to_python(py)
    }

    /// The message that goes out: from the actor, now. Refused: a room that is not the entity's (`room.wrong_room`), an
    /// actor that is not one of its parties (`room.not_admitted`), a message that its reader would not take
    /// (`input.too_large`).
    fn admit(
        &self,
        admission: &Admission,
        actor: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
    ) -> PyResult<RoomMessage> {
        let actor = lifecycle::actor(actor, "actor")?;
        let now = scalar::now(now)?;
        call(|| self.0.admit(&admission.0, &actor, now).map(RoomMessage))
    }

    fn __repr__(&self) -> String {
        format!("Envelope('{}', '{}')", self.0.envelope_type(), self.0.room_id())
    }
}
