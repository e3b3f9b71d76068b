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
    if nominal < Rate::ZERO || initial < Rate::ZERO {
        return Err(MortgageError::RateOutOfRange.into());
    }
    let twelve = i128::from(Rate::ONE.billionths()).checked_mul(12).ok_or(MoneyError::Overflow)?;
    let yearly = |rate: Rate| i128::from(loan.amount()).checked_mul(i128::from(rate.billionths()));
    let interest = yearly(nominal).ok_or(MoneyError::Overflow)?;
    let repayment = yearly(initial).ok_or(MoneyError::Overflow)?;
    let exact = interest.checked_add(repayment).ok_or(MoneyError::Overflow)?;
    let instalment = rounding.divide(exact, twelve).ok_or(MoneyError::Overflow)?;
    let repaid = instalment.checked_mul(twelve).ok_or(MoneyError::Overflow)?;
    if repaid <= interest {
        return Err(MortgageError::NeverAmortises.into());
    }
    Money::from_wide(instalment, loan.currency())
}
