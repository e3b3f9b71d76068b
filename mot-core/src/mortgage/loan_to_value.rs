//! How much of a property's value is lent.

use super::MortgageError;
use crate::{
    Result,
    money::{Money, MoneyError, Rate, Rounding},
};

/// The loan's share of the property's value (LTV, *Beleihungsauslauf*), with nine digits, a half up: an application's is that
/// of the desired loan in the purchase price. It may exceed the whole.
///
/// Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a value that is not (`mortgage.bad_property_value`), two
/// currencies (`money.currency_mismatch`), a share beyond the range of rates (`money.rate_out_of_range`).
///
/// ```
/// use mot_core::{money::{Currency, Money}, mortgage::loan_to_value};
///
/// let euro = |text| Money::parse(text, Currency::EUR);
/// assert_eq!(loan_to_value(euro("360000.00")?, euro("450000.00")?)?.to_string(), "0.8");
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn loan_to_value(loan: Money, value: Money) -> Result<Rate> {
    loan.same_currency(value)?;
    if loan.amount() <= 0 {
        return Err(MortgageError::BadLoanAmount.into());
    }
    if value.amount() <= 0 {
        return Err(MortgageError::BadPropertyValue.into());
    }
    let share = i128::from(loan.amount()).saturating_mul(Rate::ONE.billionths().into());
    let share = Rounding::HalfUp.divide(share, value.amount().into()).ok_or(MoneyError::RateOutOfRange)?;
    Rate::from_billionths(i64::try_from(share).map_err(|_| MoneyError::RateOutOfRange)?)
}
