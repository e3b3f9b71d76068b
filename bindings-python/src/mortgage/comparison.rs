//! Financings side by side.

use mot_core::mortgage;
use pyo3::prelude::*;

use crate::{
    documents::{Comparison, Financing},
    error::call_detached,
    scalar::{self, Several},
};

/// Compares financings of the same loan over a common horizon: so many months, or until the first of them is agreed anew or
/// repaid.
///
/// Effective rates are compared with seven decimals. Equal figures keep the order in which they were given.
///
/// Refused, with the path of the financing: none at all (`mortgage.nothing_to_compare`), different loans
/// (`mortgage.different_loans`), two currencies (`money.currency_mismatch`), a horizon of no month or of more than 1200
/// (`mortgage.bad_term`), whatever `Financing.aprc` refuses.
///
/// >>> from decimal import Decimal
/// >>> from mot_core import Financing, LoanTerms, Money, RepaymentPlan, compare
/// >>> from mot_core.mortgage import Drawdown
/// >>> def at(rate):
/// ...     loan = Drawdown(month=0, amount=Money.parse("360000.00", "EUR"))
/// ...     return Financing(terms=LoanTerms(nominal_rate=Decimal(rate), drawdowns=[loan],
/// ...         repayment=RepaymentPlan.initial_rate(Decimal("0.02")), months=180))
/// >>> comparison = compare([at("0.034"), at("0.032")], "total_cost")
/// >>> best, dearer = comparison.ranking
/// >>> comparison.horizon_months, best.index, dearer.index, str(dearer.more_total_cost)
/// (180, 1, 0, '8553.50 EUR')
#[pyfunction]
#[pyo3(signature = (financings, by, horizon_months = None))]
pub(crate) fn compare(
    py: Python<'_>,
    financings: Several<Financing>,
    by: &Bound<'_, PyAny>,
    horizon_months: Option<&Bound<'_, PyAny>>,
) -> PyResult<Comparison> {
    let financings: Vec<_> = financings.0.iter().map(|financing| financing.get().0.clone()).collect();
    let by: mortgage::CompareBy = scalar::read(by, "by")?;
    let horizon_months: Option<u32> = scalar::read_optional(horizon_months, "horizonMonths")?;
    call_detached(py, || mortgage::compare(&financings, by, horizon_months).map(Comparison))
}
