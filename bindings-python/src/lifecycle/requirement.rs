//! What must hold at commit beyond the versions of the changed documents.

use mot_core::{
    lifecycle::Requirement,
    time::{Interval, Timestamp},
};
use pyo3::prelude::*;

use crate::{records::value, scalar::ToPython};

/// This key is written once: ever, or until it may be forgotten. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unique {
    key: String,
    until: Option<Timestamp>,
}

/// A document that was read still has this version at commit. It is not pickled.
#[pyclass(frozen, eq, get_all, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unchanged {
    /// The kind of the document.
    kind: &'static str,
    /// Its id.
    id: String,
    /// Its version.
    version: u64,
}

/// Nobody else takes the resource from `start` up to, not including, `end`. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exclusion {
    resource: String,
    interval: Interval,
    booking: String,
}

#[pymethods]
impl Unique {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("key", "until")
    }

    /// The key.
    #[getter]
    fn key(&self) -> &str {
        &self.key
    }

    /// Until when it must be kept; for ever if `None`.
    #[getter]
    fn until<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.until.to_python(py)
    }

    fn __repr__(&self) -> String {
        format!("Unique(key='{}')", self.key)
    }
}

#[pymethods]
impl Unchanged {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("kind", "id", "version")
    }

    fn __repr__(&self) -> String {
        format!("Unchanged(kind='{}', id='{}', version={})", self.kind, self.id, self.version)
    }
}

#[pymethods]
impl Exclusion {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str, &'static str) {
        ("resource", "start", "end", "booking")
    }

    /// What is taken.
    #[getter]
    fn resource(&self) -> &str {
        &self.resource
    }

    /// The first instant, buffers included.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.interval.start().to_python(py)
    }

    /// The first instant after it, buffers included.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.interval.end().to_python(py)
    }

    /// The booking that takes it.
    #[getter]
    fn booking(&self) -> &str {
        &self.booking
    }

    fn __repr__(&self) -> String {
        format!("Exclusion(resource='{}', booking='{}')", self.resource, self.booking)
    }
}

value!(Unique hashed as |requirement| (&requirement.key, requirement.until));
value!(Unchanged hashed as |requirement| (requirement.kind, &requirement.id, requirement.version));
value!(Exclusion hashed as |requirement| (&requirement.resource, requirement.interval, &requirement.booking));

impl ToPython for Requirement {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self.clone() {
            Self::Unique { key, until } => Bound::new(py, Unique { key, until })?.into_any(),
            Self::Unchanged { kind, id, version } => {
                Bound::new(py, Unchanged { kind, id, version })?.into_any()
            }
            Self::Exclusion { resource, interval, booking } => {
                Bound::new(py, Exclusion { resource, interval, booking })?.into_any()
            }
        })
    }
}
