//! How a loan is repaid.

use mot_core::{input::Write, mortgage};
use pyo3::prelude::*;

use crate::{error::call, money::Money, records::record, scalar};

/// How a loan is repaid: an annuity from its initial repayment rate, from its instalment or in so many instalments, equal
/// parts of capital, or the whole capital at the end.
///
/// >>> from decimal import Decimal
/// >>> from mot_core import RepaymentPlan
/// >>> RepaymentPlan.initial_rate(Decimal("0.02"))
/// RepaymentPlan.from_json('{"type":"initial_rate","rate":0.02}')
/// >>> RepaymentPlan.instalments(360) == RepaymentPlan.from_dict({"type": "instalments", "count": 360})
/// True
#[pyclass(frozen, module = "mot_core.mortgage")]
#[derive(Debug, Clone)]
pub(crate) struct RepaymentPlan(mortgage::RepaymentPlan);

#[pymethods]
impl RepaymentPlan {
    /// An annuity from the initial repayment rate (*anfängliche Tilgung*), a `Decimal` or an `int` fraction.
    #[staticmethod]
    fn initial_rate(rate: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(mortgage::RepaymentPlan::InitialRate { rate: scalar::rate(rate)? }))
    }

    /// An annuity of a given instalment.
    #[staticmethod]
    fn instalment(amount: &Money) -> Self {
        Self(mortgage::RepaymentPlan::Instalment { amount: amount.0 })
    }

    /// An annuity that repays in so many instalments (*Volltilger*), interest-only ones included.
    #[staticmethod]
    fn instalments(count: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(mortgage::RepaymentPlan::Instalments { count: scalar::read(count, "count")? }))
    }

    /// Equal parts of capital in so many instalments, interest-only ones included; interest comes on top.
    #[staticmethod]
    fn equal_capital(count: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(mortgage::RepaymentPlan::EqualCapital { count: scalar::read(count, "count")? }))
    }

    /// So many instalments of interest only, and the whole capital with the last of them.
    #[staticmethod]
    fn bullet(count: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(mortgage::RepaymentPlan::Bullet { count: scalar::read(count, "count")? }))
    }

    fn __repr__(&self) -> PyResult<String> {
        call(|| Ok(format!("RepaymentPlan.from_json('{}')", self.0.to_json())))
    }
}

record!(@record RepaymentPlan(mortgage::RepaymentPlan));
record!(@methods RepaymentPlan);
