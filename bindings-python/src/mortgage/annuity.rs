//! An annuity's unknown from what is known of it.

use mot_core::mortgage;
use pyo3::prelude::*;

use crate::{documents::Annuity, error::call, scalar};

/// The same annuity with its unknown filled in from the other three of loan, nominal rate, instalment and months.
///
/// The loan and the instalment are rounded half up to the minor unit, the rate to its nine digits. The months are the
/// fewest after which no more than the balance is left. Rates are sought from 0 to 1000 %.
///
/// Refused: the unknown given, or another one left out (`mortgage.one_unknown`), a loan or an instalment that is not
/// positive or a negative balance (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), no month or
/// more than 1200 (`mortgage.bad_term`), an instalment that does not exceed one month's interest
/// (`mortgage.never_amortises`, asked for the months), no value that fits (`mortgage.unsolvable`), two currencies
/// (`money.currency_mismatch`), an amount beyond the range of money (`money.overflow`).
///
/// >>> from decimal import Decimal
/// >>> from mot_core import Annuity, Money, solve_for
/// >>> known = Annuity(loan=Money.parse("250000.00", "EUR"), nominal_rate=Decimal("0.0365"), months=180)
/// >>> solve_for("instalment", known).instalment
/// Money(180568, 'EUR')
#[pyfunction]
pub(crate) fn solve_for(unknown: &Bound<'_, PyAny>, known: &Annuity) -> PyResult<Annuity> {
    let unknown: mortgage::AnnuityUnknown = scalar::read(unknown, "unknown")?;
    call(|| mortgage::solve_for(unknown, &known.0).map(Annuity))
}
