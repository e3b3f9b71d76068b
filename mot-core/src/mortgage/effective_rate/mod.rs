//! The effective rate of a loan (APRC, *effektiver Jahreszins*): Annex I of Directive 2014/17/EU, annex of the PAngV.
//!
//! It is the rate X at which what is drawn and what is paid are worth the same at the first drawdown:
//! `Σ C·(1+X)^−t = Σ D·(1+X)^−s`. The equation is solved in floating point; the figure is then certified: the sign of the
//! exact equation at half a unit below and above it says that it is the correctly rounded one. Where floating point
//! cannot tell the sign, wider arithmetic does.

mod certify;
mod cluster;
mod equation;
mod interval;
mod roots;
mod united_states;
mod wide;

use alloc::vec::Vec;

pub use interval::{IntervalUnit, YearFraction, interval};
pub use united_states::united_states_apr;

use super::MortgageError;
use crate::{
    Result,
    input::document_fields,
    money::{Money, Rate},
};
use equation::Equation;

/// The most flows of an equation.
pub const MAXIMUM_FLOWS: usize = 100_000;
/// The most years between a flow and the first drawdown.
const MAXIMUM_YEARS: i64 = 120;

/// Money that moves at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Flow {
    /// Years since the first drawdown; negative before it.
    pub at: YearFraction,
    /// How much, not negative.
    pub amount: Money,
}

document_fields!(Flow { at: "at", amount: "amount" });

/// The effective rate of what is drawn and what is paid, in per cent with so many decimals, correctly rounded, a half
/// up.
///
/// Germany shows two decimals (PAngV), the directive asks for at least one. Rates from −99 % to 1000 % are sought.
///
/// Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows (`mortgage.too_many_flows`), a negative
/// amount (`mortgage.negative_flow`), a time beyond 120 years (`mortgage.bad_year_fraction`), two currencies
/// (`money.currency_mismatch`), no rate that solves the equation (`mortgage.aprc_no_solution`), several
/// (`mortgage.aprc_not_unique`). A double root is one. Where rates may lie too close together to tell, more than eight
/// in one place (`mortgage.too_many_sign_changes`) or of more than 2000 flows (`mortgage.too_many_flows`) are refused.
///
/// ```
/// use mot_core::{money::{Currency, Money}, mortgage::{Flow, YearFraction, effective_rate}};
///
/// let euro = |text| Money::parse(text, Currency::EUR);
/// let drawn = [Flow { at: YearFraction::ZERO, amount: euro("200000.00")? }];
/// let mut paid = vec![Flow { at: YearFraction::ZERO, amount: euro("4000.00")? }];
/// for month in 1..=240 {
///     paid.push(Flow { at: YearFraction::new(month, 12)?, amount: euro("1432.86")? });
/// }
/// // Worked example 1 for Directive 2014/17/EU: 6.434412 %
/// assert_eq!(effective_rate(&drawn, &paid, 2)?.to_string(), "0.0643");
/// assert_eq!(effective_rate(&drawn, &paid, 6)?.to_string(), "0.06434412");
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn effective_rate(drawdowns: &[Flow], payments: &[Flow], decimals: u32) -> Result<Rate> {
    let digits = digits(decimals)?;
    if drawdowns.len().saturating_add(payments.len()) > MAXIMUM_FLOWS {
        return Err(MortgageError::TooManyFlows { maximum: MAXIMUM_FLOWS }.into());
    }
    let first = drawdowns.iter().chain(payments).next().map(|flow| flow.amount);
    let mut signed: Vec<(YearFraction, i64)> =
        Vec::with_capacity(drawdowns.len().saturating_add(payments.len()));
    for (flow, sign) in drawdowns.iter().map(|flow| (flow, 1)).chain(payments.iter().map(|flow| (flow, -1))) {
        first.map_or(Ok(()), |first| first.same_currency(flow.amount))?;
        if flow.amount.amount() < 0 {
            return Err(MortgageError::NegativeFlow.into());
        }
        let limit = flow.at.denominator().saturating_mul(MAXIMUM_YEARS);
        if flow.at.numerator().saturating_abs() > limit {
            return Err(MortgageError::BadYearFraction.into());
        }
        signed.push((flow.at, flow.amount.amount().saturating_mul(sign)));
    }
    let equation = Equation::new(&signed);
    if equation.terms().is_empty() && signed.iter().any(|(_, amount)| *amount != 0) {
        // What is paid is what was drawn, at the same times: every rate solves that.
        return Err(MortgageError::AprcNotUnique.into());
    }
    let root = roots::only(&equation)?;
    certify::rounded(&equation, &root, digits)
}

/// The fraction digits of a rate with so many decimals in per cent.
fn digits(decimals: u32) -> Result<u32> {
    let digits = decimals.saturating_add(2);
    if digits > Rate::FRACTION_DIGITS {
        let maximum = Rate::FRACTION_DIGITS.saturating_sub(2);
        return Err(MortgageError::TooManyDecimals { maximum }.into());
    }
    Ok(digits)
}
