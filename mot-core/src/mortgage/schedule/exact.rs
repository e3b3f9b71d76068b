//! Fractions of whole numbers without a limit.
#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use num_bigint::{BigInt, Sign};

use super::fitting;
use crate::{
    Result,
    money::{MoneyError, Rounding},
};

/// An amount from its fraction, the denominator positive, rounded as named; `money.overflow` where it does not fit.
pub(in crate::mortgage) fn amount(
    numerator: &BigInt,
    denominator: &BigInt,
    rounding: Rounding,
) -> Result<i64> {
    fitting(divide(numerator, denominator, rounding).ok_or(MoneyError::Overflow)?)
}

fn divide(numerator: &BigInt, denominator: &BigInt, rounding: Rounding) -> Option<i128> {
    if denominator.sign() != Sign::Plus {
        return None;
    }
    let quotient = numerator / denominator;
    let remainder = numerator - &quotient * denominator;
    let whole = i128::try_from(&quotient).ok()?;
    // What is left lies between two units: half a unit and the sides of it are all that rounding asks for.
    let twice: BigInt = BigInt::from(remainder.magnitude().clone()) * 2;
    let position = match (remainder.sign(), twice.cmp(denominator)) {
        (Sign::NoSign, _) => 0_i128,
        (_, core::cmp::Ordering::Less) => 1,
        (_, core::cmp::Ordering::Equal) => 2,
        (_, core::cmp::Ordering::Greater) => 3,
    };
    let signed = if remainder.sign() == Sign::Minus { -position } else { position };
    rounding.divide(whole.checked_mul(4)?.checked_add(signed)?, 4)
}
