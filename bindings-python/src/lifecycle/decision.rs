//! What every decision gives.

use mot_core::{
    Document,
    input::{Json, Write},
    lifecycle::{self, Stored},
    mortgage, voucher,
};
use pyo3::{
    exceptions::PyTypeError,
    prelude::*,
    types::{PyDict, PyTuple},
};

use super::{Actor, FeeTrigger};
use crate::{
    documents::{Application, Booking, Card, Contract, Identity, Offer, Property, Tranche, Voucher},
    error::{call, guarded},
    json,
    records::{canonical, record, value},
    scalar::{Several, ToPython},
};

/// The outcome of a command, over one document or several. The host commits all of it or none.
///
/// It is not pickled: keep its JSON.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision(pub(crate) mot_core::Decision);

#[pymethods]
impl Decision {
    /// The documents to write, each with the version it expects; the leading one first.
    #[getter]
    fn changes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.changes.iter().cloned().map(Change))
    }

    /// What happened, in order.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.events.iter().cloned().map(Event))
    }

    /// What a database must enforce at commit beyond the versions.
    #[getter]
    fn requires<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.requires.to_python(py)
    }

    /// What a fee schedule may react to.
    #[getter]
    fn fee_triggers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.fee_triggers.iter().cloned().map(FeeTrigger))
    }

    /// The decision as compact JSON text.
    fn to_json(&self) -> PyResult<String> {
        call(|| Ok(self.0.to_json()))
    }

    /// The decision as `json.loads` would give it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| json::to_python(py, &self.0.write()))
    }

    fn __repr__(&self) -> String {
        let events: Vec<String> = self.0.events.iter().map(|event| format!("'{}'", event.name)).collect();
        format!("Decision(events=[{}])", events.join(", "))
    }
}

value!(Decision hashed as |decision| canonical(&decision.0));

/// One document to write. It is not pickled: keep the JSON of its document.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change(lifecycle::Change<Document>);

#[pymethods]
impl Change {
    /// The kind of the document: `identity`, `property`, `application`, `offer`, `contract`, `tranche`, `voucher`,
    /// `booking` or `card`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.document.kind()
    }

    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        self.0.document.id()
    }

    /// The version that the store must hold; 0 if it must not exist.
    #[getter]
    fn expected_version(&self) -> u64 {
        self.0.expected_version
    }

    /// The document to write.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.document.to_python(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let document = self.0.document.to_python(py)?.repr()?;
        Ok(format!("Change(expected_version={}, document={document})", self.0.expected_version))
    }
}

value!(Change hashed as |change| canonical(&change.0));

impl ToPython for Document {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Identity(document) => document.to_python(py),
            Self::Mortgage(mortgage::Document::Property(document)) => document.to_python(py),
            Self::Mortgage(mortgage::Document::Application(document)) => document.to_python(py),
            Self::Mortgage(mortgage::Document::Offer(document)) => document.to_python(py),
            Self::Mortgage(mortgage::Document::Contract(document)) => document.to_python(py),
            Self::Mortgage(mortgage::Document::Tranche(document)) => document.to_python(py),
            Self::Voucher(voucher::Document::Voucher(document)) => document.to_python(py),
            Self::Voucher(voucher::Document::Booking(document)) => document.to_python(py),
            Self::Voucher(voucher::Document::Card(document)) => document.to_python(py),
        }
    }
}

/// Something that happened to a document.
#[pyclass(frozen, module = "mot_core.lifecycle")]
#[derive(Debug, Clone)]
pub(crate) struct Event(pub(crate) lifecycle::Event);

#[pymethods]
impl Event {
    /// The event's id: `<kind>/<document's id>/<version>/<n>`.
    #[getter]
    fn id(&self) -> String {
        self.0.id()
    }

    /// What happened, such as `offer.accepted`.
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What it happened to.
    #[getter]
    fn subject(&self) -> Subject {
        Subject(self.0.subject.clone())
    }

    /// The version that the document has after the decision.
    #[getter]
    fn version(&self) -> u64 {
        self.0.version
    }

    /// Counts the events of one subject and version from 1.
    #[getter]
    fn n(&self) -> u32 {
        self.0.n
    }

    /// Who did it; `Actor.SYSTEM` for a consequence.
    #[getter]
    fn actor(&self) -> Actor {
        Actor(self.0.actor.clone())
    }

    /// When.
    #[getter]
    fn at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at.to_python(py)
    }

    /// The fields that changed, whole, by their names in JSON; `None` empties one.
    #[getter]
    fn set<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        members(py, &self.0.set)
    }

    /// Ids and words that tell more, by their names in JSON.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        members(py, &self.0.data)
    }

    fn __repr__(&self) -> String {
        format!("Event('{}', '{}')", self.0.name, self.0.id())
    }
}

fn members<'py>(py: Python<'py>, members: &[(String, Json)]) -> PyResult<Bound<'py, PyAny>> {
    let dict = PyDict::new(py);
    for (name, value) in members {
        dict.set_item(name, json::to_python(py, value)?)?;
    }
    Ok(dict.into_any())
}

record!(@record Event(lifecycle::Event));
record!(@methods Event);

/// The document that the later events make of an earlier one.
///
/// The law that every decision keeps: the first document folded with all its later events gives the current one.
/// Events of other documents, and those that the document already is the outcome of, are passed over. Refused: an event
/// that does not follow the one before it (`lifecycle.version_conflict`), events that make another document of it
/// (`lifecycle.wrong_document`), and what cannot be read.
#[pyfunction]
pub(crate) fn fold<'py>(
    py: Python<'py>,
    document: &Bound<'py, PyAny>,
    events: Several<Event>,
) -> PyResult<Bound<'py, PyAny>> {
    let first = held(document)?;
    let events: Vec<_> = events.0.iter().map(|event| event.get().0.clone()).collect();
    call(|| lifecycle::fold(&first, &events))?.to_python(py)
}

fn held(document: &Bound<'_, PyAny>) -> PyResult<Document> {
    if let Ok(document) = document.cast::<Identity>() {
        return Ok(document.get().0.clone().into());
    }
    if let Ok(document) = document.cast::<Offer>() {
        return Ok(mortgage::Document::from(document.get().0.clone()).into());
    }
    if let Ok(document) = document.cast::<Application>() {
        return Ok(mortgage::Document::from(document.get().0.clone()).into());
    }
    if let Ok(document) = document.cast::<Contract>() {
        return Ok(mortgage::Document::from(document.get().0.clone()).into());
    }
    if let Ok(document) = document.cast::<Tranche>() {
        return Ok(mortgage::Document::from(document.get().0.clone()).into());
    }
    if let Ok(document) = document.cast::<Voucher>() {
        return Ok(voucher::Document::from(document.get().0.clone()).into());
    }
    if let Ok(document) = document.cast::<Booking>() {
        return Ok(voucher::Document::from(document.get().0.clone()).into());
    }
    if let Ok(document) = document.cast::<Card>() {
        return Ok(voucher::Document::from(document.get().0.clone()).into());
    }
    match document.cast::<Property>() {
        Ok(document) => Ok(mortgage::Document::from(document.get().0.clone()).into()),
        Err(_) => Err(PyTypeError::new_err(
            "fold takes an Identity, a Property, an Application, an Offer, a Contract, a Tranche, a Voucher, a Booking \
             or a Card",
        )),
    }
}

/// What an event or a fee is about. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject(pub(crate) lifecycle::Subject);

#[pymethods]
impl Subject {
    /// The kind of the document.
    #[getter]
    fn kind(&self) -> &str {
        &self.0.kind
    }

    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    fn __repr__(&self) -> String {
        format!("Subject(kind='{}', id='{}')", self.0.kind, self.0.id)
    }
}

value!(Subject hashed as |subject| (&subject.0.kind, &subject.0.id));
