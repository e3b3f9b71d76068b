//! The effective rate of a loan, and the times that it counts by.

use mot_core::{
    mortgage::{self, Flow, IntervalUnit, MAXIMUM_FLOWS, YearFraction},
    time::CalendarDate,
};
use pyo3::{
    prelude::*,
    types::{PyList, PyString, PyTuple},
};

use crate::{
    documents,
    error::{call, call_detached, guarded, raised, wrong_type},
    money::Money,
    scalar::{self, ToPython},
};

/// The years from the first drawdown to a payment, exactly, as text that `fractions.Fraction` reads: by Annex I of
/// Directive 2014/17/EU (remark c) and the annex of the PAngV.
///
/// Whole units (`years`, `months`, `weeks`, or `days` for none) are counted backwards from the payment, all at once; the
/// days that remain are divided by 365, or by 366 where the year that ends with the last of them has so many. A payment
/// before the first drawdown has the negative of the time from it to the drawdown. Refused: dates so near the ends of the
/// calendar that the count leaves it (`time.out_of_range`).
///
/// >>> from datetime import date
/// >>> from mot_core import interval
/// >>> interval(date(2013, 1, 12), date(2013, 2, 15), "months")  # 1/12 + 3/366
/// '67/732'
#[pyfunction]
pub(crate) fn interval(
    first_drawdown: &Bound<'_, PyAny>,
    payment: &Bound<'_, PyAny>,
    unit: &Bound<'_, PyAny>,
) -> PyResult<String> {
    let first_drawdown: CalendarDate = scalar::read(first_drawdown, "firstDrawdown")?;
    let payment: CalendarDate = scalar::read(payment, "payment")?;
    let unit: IntervalUnit = scalar::read(unit, "unit")?;
    call(|| mortgage::interval(first_drawdown, payment, unit).map(|years| years.to_string()))
}

/// The effective rate (APRC, *effektiver Jahreszins*) of what is drawn and what is paid, in per cent with so many
/// decimals, correctly rounded, a half up. It is given as a fraction: `Decimal("0.0643")` is 6.43 %.
///
/// A flow is a `Flow` or a pair of a time, in years since the first drawdown as `interval` gives them, and an amount.
/// Germany shows two decimals (PAngV), the directive asks for at least one. Rates from −99 % to 1000 % are sought.
///
/// Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows
/// (`mortgage.too_many_flows`), a negative amount (`mortgage.negative_flow`), a time beyond 120 years
/// (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), no rate that solves the equation
/// (`mortgage.aprc_no_solution`), several (`mortgage.aprc_not_unique`). A double root is one. Where rates may lie too
/// close together to tell, more than eight in one place (`mortgage.too_many_sign_changes`) or of more than 2000 flows
/// (`mortgage.too_many_flows`) are refused.
///
/// >>> from mot_core import Money, effective_rate
/// >>> drawn = [("0", Money.parse("200000.00", "EUR"))]
/// >>> paid = [("0", Money.parse("4000.00", "EUR"))]
/// >>> paid += [(f"{month}/12", Money.parse("1432.86", "EUR")) for month in range(1, 241)]
/// >>> effective_rate(drawn, paid, 2)  # worked example 1 for Directive 2014/17/EU: 6.434412 %
/// Decimal('0.0643')
/// >>> effective_rate(drawn, paid, 6)
/// Decimal('0.06434412')
#[pyfunction]
pub(crate) fn effective_rate<'py>(
    py: Python<'py>,
    drawdowns: &Bound<'py, PyAny>,
    payments: &Bound<'py, PyAny>,
    decimals: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let drawdowns = guarded(|| flows(drawdowns, "drawdowns"))?;
    let payments = guarded(|| flows(payments, "payments"))?;
    let decimals: u32 = scalar::read(decimals, "decimals")?;
    call_detached(py, || mortgage::effective_rate(&drawdowns, &payments, decimals))?.to_python(py)
}

/// The annual percentage rate of the United States by the actuarial method (12 CFR 1026 Appendix J (b)): the rate of a
/// unit-period times the unit-periods of a year, in per cent with so many decimals, correctly rounded, a half away from
/// zero.
///
/// It is a nominal rate, unlike `effective_rate`, and the part of a unit-period bears simple interest. Flows are given as
/// there, times in years: with twelve unit-periods, a month and 19 of 30 days are `49/360`. Every advance comes before
/// every payment. Rates from 0 to 1000 % are sought.
///
/// Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows
/// (`mortgage.too_many_flows`), unit-periods beyond 1 to 366 (`mortgage.bad_unit_period`), a negative amount
/// (`mortgage.negative_flow`), a time before zero or beyond 120 years (`mortgage.bad_year_fraction`), two currencies
/// (`money.currency_mismatch`), an advance after a payment or none of either (`mortgage.advance_after_payment`), no rate
/// that solves the equation (`mortgage.aprc_no_solution`).
///
/// >>> from mot_core import Money, united_states_apr
/// >>> advanced = [("0", Money.parse("5000.00", "USD"))]
/// >>> paid = [(f"{month}/12", Money.parse("230.00", "USD")) for month in range(1, 25)]
/// >>> united_states_apr(advanced, paid, 12, 2)  # Appendix J (c)(1)(i): 9.69 %
/// Decimal('0.0969')
#[pyfunction]
pub(crate) fn united_states_apr<'py>(
    py: Python<'py>,
    advances: &Bound<'py, PyAny>,
    payments: &Bound<'py, PyAny>,
    unit_periods_per_year: &Bound<'py, PyAny>,
    decimals: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let advances = guarded(|| flows(advances, "advances"))?;
    let payments = guarded(|| flows(payments, "payments"))?;
    let unit_periods: u32 = scalar::read(unit_periods_per_year, "unitPeriodsPerYear")?;
    let decimals: u32 = scalar::read(decimals, "decimals")?;
    let solve = || mortgage::united_states_apr(&advances, &payments, unit_periods, decimals);
    call_detached(py, solve)?.to_python(py)
}

/// Several flows of a call; of more than there may be, one too many is enough to say so.
fn flows(given: &Bound<'_, PyAny>, name: &'static str) -> PyResult<Vec<Flow>> {
    if given.is_instance_of::<PyString>() {
        return Err(raised(wrong_type("several flows", given).within(name)));
    }
    let count = MAXIMUM_FLOWS + 1;
    // Through an iterator of Python's each item costs twice as much.
    let items = match (given.cast_exact::<PyTuple>(), given.cast_exact::<PyList>()) {
        (Ok(items), _) => items.clone(),
        (_, Ok(items)) => items.to_tuple(),
        _ => {
            let items = scalar::each(given, "several flows", name)?.take(count).enumerate();
            return items.map(|(index, item)| flow(&item?, index, name)).collect();
        }
    };
    let mut flows = Vec::with_capacity(items.len().min(count));
    for (index, item) in items.iter_borrowed().take(count).enumerate() {
        flows.push(flow(&item, index, name)?);
    }
    Ok(flows)
}

fn flow(given: &Bound<'_, PyAny>, index: usize, name: &str) -> PyResult<Flow> {
    if let Ok(flow) = given.cast::<documents::Flow>() {
        return Ok(flow.get().0);
    }
    let place = |error: mot_core::Error| raised(error.within_index(index).within(name));
    let Some((at, amount)) = pair(given) else {
        return Err(place(wrong_type("a Flow or a pair of a time and an amount", given)));
    };
    let Ok(text) = at.cast::<PyString>() else {
        return Err(place(wrong_type("a str", &at).within("at")));
    };
    let Ok(amount) = amount.cast::<Money>() else {
        return Err(place(wrong_type("a Money", &amount).within("amount")));
    };
    // A text that is no Unicode is no number of years either.
    let at = YearFraction::parse(text.to_str().unwrap_or_default());
    Ok(Flow { at: at.map_err(|error| place(error.within("at")))?, amount: amount.get().0 })
}

fn pair<'py>(given: &Bound<'py, PyAny>) -> Option<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let pair = given.cast::<PyTuple>().ok()?;
    match pair.len() {
        2 => pair.get_item(0).ok().zip(pair.get_item(1).ok()),
        _ => None,
    }
}
