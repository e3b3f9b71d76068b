//! Mortgages: the commands of applications, offers, contracts and tranches, the policies, and what a loan costs.

use mot_core::{
    id::PolicyId,
    input::{Json, Read, Write},
    mortgage::{self, DocumentHash, JurisdictionPolicy},
};
use pyo3::prelude::*;

use crate::{
    documents,
    error::call,
    money::{self, Money},
    records::{Record, record, value},
    scalar::{self, Several, ToPython},
};

mod annuity;
mod application;
mod comparison;
mod contract;
mod deadlines;
mod financing;
mod offer;
mod rate;
mod repayment_plan;
mod schedule;
mod tranche;

pub(crate) use annuity::solve_for;
pub(crate) use comparison::compare;
pub(crate) use rate::{effective_rate, interval, united_states_apr};
pub(crate) use repayment_plan::RepaymentPlan;
pub(crate) use schedule::{Columns, Schedule, Totals};

/// When a cost falls due: in a month counted from the payout, which is month 0.
///
/// >>> from mot_core.mortgage import InMonth
/// >>> InMonth(12).month
/// 12
#[pyclass(frozen, eq, hash, module = "mot_core.mortgage")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct InMonth(pub(crate) u32);

#[pymethods]
impl InMonth {
    #[classattr]
    fn __match_args__() -> (&'static str,) {
        ("month",)
    }

    #[new]
    fn new(month: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::read(month, "month").map(Self)
    }

    /// The month.
    #[getter]
    fn month(&self) -> u32 {
        self.0
    }

    fn __repr__(&self) -> String {
        format!("InMonth({})", self.0)
    }

    fn __getnewargs__(&self) -> (u32,) {
        (self.0,)
    }
}

value!(InMonth);

impl InMonth {
    pub(crate) fn json(self) -> Json {
        mortgage::FeeTiming::InMonth { month: self.0 }.write()
    }
}

/// The policies that a host decides by, parsed once. Calls that are given none use the shipped presets.
///
/// Policies of one's own are refused if one has no signer or names a signer twice (`input.bad_value`). The presets
/// describe the state of the law at their date as far as the library decides by it. They are not legal advice.
///
/// >>> from mot_core import Policies
/// >>> policies = Policies.shipped()
/// >>> [policy.id for policy in policies]
/// ['mcd_baseline', 'de_mortgage']
/// >>> policies.latest("de_mortgage").withdrawal_days
/// 14
#[pyclass(frozen, sequence, module = "mot_core.mortgage")]
#[derive(Debug, Clone)]
pub(crate) struct Policies(pub(crate) mortgage::Policies);

#[pymethods]
impl Policies {
    #[new]
    fn new(policies: Several<documents::JurisdictionPolicy>) -> PyResult<Self> {
        let policies = policies.0.iter().map(|policy| policy.get().0.clone()).collect();
        call(|| mortgage::Policies::new(policies).map(Self))
    }

    /// The presets: `mcd_baseline`, the directive alone, and `de_mortgage`, Germany.
    #[staticmethod]
    fn shipped() -> Self {
        Self(mortgage::Policies::shipped())
    }

    /// The policy of this name with the latest date, or `mortgage.unknown_policy`.
    fn latest<'py>(&self, py: Python<'py>, id: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let id = scalar::parsed(id, PolicyId::parse)?;
        call(|| self.0.latest(&id))?.to_python(py)
    }

    fn __len__(&self) -> usize {
        self.0.as_slice().len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.as_slice().to_vec().to_python(py)?.try_iter().map(Bound::into_any)
    }

    fn __repr__(&self) -> String {
        let names: Vec<String> =
            self.0.as_slice().iter().map(|policy| format!("{}@{}", policy.id, policy.as_of)).collect();
        format!("Policies({})", names.join(", "))
    }
}

impl Record for Policies {
    fn read(json: &Json) -> mot_core::Result<Self> {
        mortgage::Policies::new(Vec::<JurisdictionPolicy>::read(json)?).map(Self)
    }

    fn json(&self) -> Json {
        self.0.as_slice().to_vec().write()
    }
}

record!(@methods Policies);

/// The monthly instalment of an annuity loan: `loan × (nominal + initial) / 12`, multiplied exactly and rounded once.
///
/// Rates are `Decimal` or `int` fractions: `Decimal("0.032")` is 3.2 %. Refused: a loan that is not positive
/// (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), an instalment that does not exceed one
/// month's interest (`mortgage.never_amortises`), one beyond the range of money (`money.overflow`).
///
/// >>> from decimal import Decimal
/// >>> from mot_core import Money, instalment
/// >>> instalment(Money.parse("360000.00", "EUR"), Decimal("0.032"), Decimal("0.02"), "half_up")
/// Money(156000, 'EUR')
#[pyfunction]
pub(crate) fn instalment(
    loan: &Money,
    nominal_rate: &Bound<'_, PyAny>,
    initial_rate: &Bound<'_, PyAny>,
    rounding: &Bound<'_, PyAny>,
) -> PyResult<Money> {
    let (nominal, initial) = (scalar::rate(nominal_rate)?, scalar::rate(initial_rate)?);
    let rounding = money::rounding(rounding)?;
    call(|| mortgage::instalment(loan.0, nominal, initial, rounding).map(Money))
}

/// The loan's share of the property's value (LTV, *Beleihungsauslauf*), with nine digits, a half up: an application's is
/// that of the desired loan in the purchase price. It may exceed the whole.
///
/// Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a value that is not (`mortgage.bad_property_value`),
/// two currencies (`money.currency_mismatch`), a share beyond the range of rates (`money.rate_out_of_range`).
///
/// >>> from mot_core import Money, loan_to_value
/// >>> loan_to_value(Money.parse("360000.00", "EUR"), Money.parse("450000.00", "EUR"))
/// Decimal('0.8')
#[pyfunction]
pub(crate) fn loan_to_value<'py>(
    py: Python<'py>,
    loan: &Money,
    value: &Money,
) -> PyResult<Bound<'py, PyAny>> {
    call(|| mortgage::loan_to_value(loan.0, value.0))?.to_python(py)
}

/// A document's SHA-256 of a call.
fn hash(value: &Bound<'_, PyAny>, name: &str) -> PyResult<DocumentHash> {
    scalar::text(value, name, DocumentHash::parse)
}

/// The offers of a call.
fn offers(given: &Several<documents::Offer>) -> Vec<mortgage::Offer> {
    given.0.iter().map(|offer| offer.get().0.clone()).collect()
}

/// The tranches of a call.
fn tranches(given: &Several<documents::Tranche>) -> Vec<mortgage::Tranche> {
    given.0.iter().map(|tranche| tranche.get().0.clone()).collect()
}
