//! What a fee schedule may react to.

use mot_core::lifecycle;
use pyo3::prelude::*;

use super::Subject;
use crate::{
    records::{canonical, record, value},
    scalar::ToPython,
};

/// Something that a fee schedule may react to, with a key that makes it happen once: a charge, or the reversal of one.
#[pyclass(frozen, module = "mot_core.lifecycle")]
#[derive(Debug, Clone)]
pub(crate) struct FeeTrigger(pub(crate) lifecycle::FeeTrigger);

#[pymethods]
impl FeeTrigger {
    /// `<trigger>/<subject>/<id>`; a reversal's ends in `/reversed`.
    #[getter]
    fn key(&self) -> &str {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { key, .. } | lifecycle::FeeTrigger::Reversal { key, .. } => key,
        }
    }

    /// What happened, such as `mortgage.loan_closed`; `None` for a reversal.
    #[getter]
    fn trigger(&self) -> Option<&str> {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { trigger, .. } => Some(trigger),
            lifecycle::FeeTrigger::Reversal { .. } => None,
        }
    }

    /// The key of the charge that is taken back; `None` for a charge.
    #[getter]
    fn reverses(&self) -> Option<&str> {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { .. } => None,
            lifecycle::FeeTrigger::Reversal { reverses, .. } => Some(reverses),
        }
    }

    /// What it happened to.
    #[getter]
    fn subject(&self) -> Subject {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { subject, .. }
            | lifecycle::FeeTrigger::Reversal { subject, .. } => Subject(subject.clone()),
        }
    }

    /// The amount that a percentage is taken of; `None` for a reversal.
    #[getter]
    fn base<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { base, .. } => base.to_python(py),
            lifecycle::FeeTrigger::Reversal { .. } => Ok(py.None().into_bound(py)),
        }
    }

    /// Who would pay, and as what; `None` for a reversal.
    #[getter]
    fn payer(&self) -> Option<Payer> {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { payer, .. } => Some(Payer(payer.clone())),
            lifecycle::FeeTrigger::Reversal { .. } => None,
        }
    }

    /// When.
    #[getter]
    fn at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            lifecycle::FeeTrigger::Charge { at, .. } | lifecycle::FeeTrigger::Reversal { at, .. } => {
                at.to_python(py)
            }
        }
    }

    fn __repr__(&self) -> String {
        format!("FeeTrigger('{}')", self.key())
    }
}

record!(@record FeeTrigger(lifecycle::FeeTrigger));
record!(@methods FeeTrigger);

/// Who pays a fee, and as what. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.lifecycle")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payer(pub(crate) lifecycle::Payer);

#[pymethods]
impl Payer {
    /// The role: `lender`, `issuer`, …
    #[getter]
    fn role<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.role.to_python(py)
    }

    /// The party.
    #[getter]
    fn id(&self) -> &str {
        self.0.id.as_str()
    }

    fn __repr__(&self) -> String {
        format!("Payer(role='{}', id='{}')", self.0.role, self.0.id)
    }
}

value!(Payer hashed as |payer| canonical(&payer.0));
