//! The effective rate of a loan, and the times that it is found by.

use mot_core::{
    money::Rate,
    mortgage::{self, Flow, IntervalUnit, YearFraction},
    time::CalendarDate,
};

use crate::Result;

/// The whole units in which the time to a payment is counted: the unit of the payments.
#[uniffi::remote(Enum)]
pub enum IntervalUnit {
    /// Years.
    Years,
    /// Twelfths of a year, whatever the month.
    Months,
    /// Fifty-seconds of a year.
    Weeks,
    /// None: every day counts.
    Days,
}

/// Reads a time in years: a whole number or a fraction of two, `2`, `-1`, `67/732` (`mortgage.bad_year_fraction`).
#[uniffi::export]
pub fn parse_year_fraction(text: &str) -> Result<YearFraction> {
    Ok(YearFraction::parse(text)?)
}

/// The years from the first drawdown to a payment, by Annex I of Directive 2014/17/EU (remark c) and the annex of the
/// PAngV: from 12 January to 15 February 2013 in months there are `67/732`, which is 1/12 + 3/366.
///
/// Whole units are counted backwards from the payment, all at once; the days that remain are divided by 365, or by 366
/// where the year that ends with the last of them has so many. A payment before the first drawdown has a negative time.
/// A day beyond the calendar is refused (`time.*`).
#[uniffi::export]
pub fn interval(
    first_drawdown: CalendarDate,
    payment: CalendarDate,
    unit: IntervalUnit,
) -> Result<YearFraction> {
    Ok(mortgage::interval(first_drawdown, payment, unit)?)
}

/// The effective rate of what is drawn and what is paid, in per cent with so many decimals, correctly rounded, a half up:
/// with two, 0.0643 is 6.43 %. Rates from −99 % to 1000 % are sought.
///
/// Refused: a time that is none (`mortgage.bad_year_fraction`), more than seven decimals (`mortgage.too_many_decimals`),
/// more than 100 000 flows (`mortgage.too_many_flows`), a negative amount (`mortgage.negative_flow`), a time beyond 120
/// years (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), no rate that solves the equation
/// (`mortgage.aprc_no_solution`), several (`mortgage.aprc_not_unique`). A double root is one. Where rates may lie too
/// close together to tell, more than eight in one place (`mortgage.too_many_sign_changes`) or of more than 2000 flows
/// (`mortgage.too_many_flows`) are refused.
#[uniffi::export]
pub fn effective_rate(drawdowns: Vec<Flow>, payments: Vec<Flow>, decimals: u32) -> Result<Rate> {
    Ok(mortgage::effective_rate(&drawdowns, &payments, decimals)?)
}

/// The annual percentage rate of the United States by the actuarial method (12 CFR 1026 Appendix J (b)): the rate of a
/// unit-period times the unit-periods of a year, in per cent with so many decimals, correctly rounded, a half away from
/// zero.
///
/// It is a nominal rate, unlike `effective_rate`, and the part of a unit-period bears simple interest. Times are in
/// years: with twelve unit-periods, a month and 19 of 30 days are `49/360`. Every advance comes before every payment.
/// Rates from 0 to 1000 % are sought.
///
/// Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows (`mortgage.too_many_flows`),
/// unit-periods beyond 1 to 366 (`mortgage.bad_unit_period`), a negative amount (`mortgage.negative_flow`), a time below
/// zero or beyond 120 years (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), an advance after
/// a payment or none of either (`mortgage.advance_after_payment`), no rate that solves the equation
/// (`mortgage.aprc_no_solution`).
#[uniffi::export]
pub fn united_states_apr(
    advances: Vec<Flow>,
    payments: Vec<Flow>,
    unit_periods_per_year: u32,
    decimals: u32,
) -> Result<Rate> {
    Ok(mortgage::united_states_apr(&advances, &payments, unit_periods_per_year, decimals)?)
}
