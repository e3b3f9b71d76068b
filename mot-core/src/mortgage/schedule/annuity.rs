//! The instalment that repays in equal periods.

use num_bigint::BigInt;

use super::{exact, fitting};
use crate::{Result, money::Rounding};

/// The instalment that repays a loan in so many equal periods, exact until it is rounded.
#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
pub(super) fn instalment(loan: i64, rate: (i64, i64), count: u32, rounding: Rounding) -> Result<i64> {
    if let Some(instalment) = between_bounds(loan, rate, count, rounding) {
        return fitting(instalment);
    }
    let (above, below) = share(rate, count);
    exact::amount(&(above * loan), &below, rounding)
}

/// The share of a loan that repays it: `r / (1 − q^-n)` with `q = 1 + r`, and `1/n` without interest.
#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
pub(super) fn share((numerator, denominator): (i64, i64), count: u32) -> (BigInt, BigInt) {
    if numerator == 0 {
        return (BigInt::from(1), BigInt::from(count.max(1)));
    }
    let grown = BigInt::from(numerator.saturating_add(denominator)).pow(count);
    let still = BigInt::from(denominator).pow(count);
    let below = (&grown - still) * denominator;
    (grown * numerator, below)
}

/// The instalment in machine words: where two bounds of `q^-n` lead to the same amount, what lies between them does too.
fn between_bounds(loan: i64, rate: (i64, i64), count: u32, rounding: Rounding) -> Option<i128> {
    let interest = i128::from(loan).checked_mul(i128::from(rate.0))?.checked_mul(i128::from(ONE))?;
    let from = |discount: u64| {
        let repaid = i128::from(ONE.checked_sub(discount)?).checked_mul(i128::from(rate.1))?;
        rounding.divide(interest, repaid)
    };
    let least = from(discount(rate, count, 0)?)?;
    let most = from(discount(rate, count, 1)?)?;
    (least == most).then_some(least)
}

/// One, in units of 2^-63.
const ONE: u64 = 1 << 63;

/// `q^-n` in those units: never more than it is where every quotient is cut off, never less where each is one unit more.
fn discount((numerator, denominator): (i64, i64), count: u32, more: u64) -> Option<u64> {
    let wide = |part: i64| u128::try_from(part).ok();
    let cut = |quotient: u128| u64::try_from(quotient).ok()?.checked_add(more);
    let times = |one: u64, other: u64| cut(u128::from(one).wrapping_mul(u128::from(other)).wrapping_shr(63));
    let grown = wide(numerator)?.checked_add(wide(denominator)?)?;
    let mut square = cut(wide(denominator)?.checked_mul(u128::from(ONE))?.checked_div(grown)?)?;
    let (mut power, mut left) = (ONE, count);
    while left > 0 {
        if left & 1 == 1 {
            power = times(power, square)?;
        }
        square = times(square, square)?;
        left = left.wrapping_shr(1);
    }
    Some(power)
}

#[cfg(test)]
mod tests {
    use super::{between_bounds, exact, fitting, share};
    use crate::money::Rounding;

    #[test]
    fn bounds_lead_to_the_exact_instalment_or_to_none() {
        let mut found = 0;
        let monthly =
            [(13, 4800), (1, 600), (1, 1200), (999_999_999, 12_000_000_000), (1, 12_000_000_000), (2, 1)];
        for (numerator, denominator) in monthly {
            for count in [1, 2, 12, 119, 360, 1200] {
                for loan in [1, 2, 99, 36_000_000, 90_071_992_547_409, 9_007_199_254_740_991] {
                    for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up] {
                        let (above, below) = share((numerator, denominator), count);
                        let exact = exact::amount(&(above * loan), &below, rounding);
                        if let Some(bounded) = between_bounds(loan, (numerator, denominator), count, rounding)
                        {
                            assert_eq!(fitting(bounded), exact);
                            found += 1;
                        }
                    }
                }
            }
        }
        assert!(found > 500, "{found}");
        assert_eq!(between_bounds(36_000_000, (0, 1), 12, Rounding::HalfUp), None);
    }
}
