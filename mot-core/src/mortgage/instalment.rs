//! The instalment of an annuity loan.

use super::MortgageError;
use crate::{
    Result,
    money::{Money, MoneyError, Rate, Rounding},
};

/// The monthly instalment from the nominal and the initial repayment rate (*anfängliche Tilgung*):
/// `loan × (nominal + initial) / 12`, multiplied exactly and rounded once.
///
/// Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`),
/// an instalment that does not exceed one month's interest (`mortgage.never_amortises`), one beyond the range of money
/// (`money.overflow`).
///
/// ```
/// use mot_core::{money::{Currency, Money, Rate, Rounding}, mortgage::instalment};
///
/// let loan = Money::parse("360000.00", Currency::EUR)?;
/// let monthly = instalment(loan, Rate::parse("0.032")?, Rate::parse("0.02")?, Rounding::HalfUp)?;
/// assert_eq!(monthly.to_string(), "1560.00 EUR");
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn instalment(loan: Money, nominal: Rate, initial: Rate, rounding: Rounding) -> Result<Money> {
    if loan.amount() <= 0 {
        return Err(MortgageError::BadLoanAmount.into());
    }
    let (above, below) = from_initial_rate(loan, nominal, initial)?;
    let instalment = rounding.divide(above, below).ok_or(MoneyError::Overflow)?;
    let (interest, _) = from_initial_rate(loan, nominal, Rate::ZERO)?;
    must_exceed_interest(&instalment.checked_mul(below).ok_or(MoneyError::Overflow)?, &interest)?;
    Money::from_wide(instalment, loan.currency())
}

/// The instalment as a fraction, neither divided nor rounded.
pub(super) fn from_initial_rate(loan: Money, nominal: Rate, initial: Rate) -> Result<(i128, i128)> {
    if nominal < Rate::ZERO || initial < Rate::ZERO {
        return Err(MortgageError::RateOutOfRange.into());
    }
    let wide = |rate: Rate| i128::from(rate.billionths());
    let yearly = wide(nominal).saturating_add(wide(initial)).saturating_mul(i128::from(loan.amount()));
    Ok((yearly, wide(Rate::ONE).saturating_mul(12)))
}

/// Refuses an instalment that does not exceed one month's interest on the loan, both over the same denominator.
pub(super) fn must_exceed_interest<N: Ord>(instalment: &N, interest: &N) -> Result<()> {
    if instalment <= interest { Err(MortgageError::NeverAmortises.into()) } else { Ok(()) }
}
