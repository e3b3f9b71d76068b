//! Rates: exact decimal fractions.

use alloc::format;
use core::fmt;

use super::{Money, MoneyError, Rounding};
use crate::{
    Result,
    input::{Json, Number, Read, Write},
};

/// An exact decimal fraction: `0.032` is 3.2 %. At most 9 fraction digits, between −1000 and 1000.
///
/// JSON may hold it as a number, exponent included, or as text; it is written as the shortest plain number.
///
/// ```
/// use mot_core::money::{Percent, Rate};
///
/// let rate = Rate::parse("0.0320")?;
/// assert_eq!(rate, Rate::parse("0.032")?);
/// assert_eq!(rate.to_string(), "0.032");
/// assert_eq!(Percent(rate).to_string(), "3.20");
/// assert_eq!(Rate::parse("0.0000000001").unwrap_err().code().as_str(), "money.rate_too_precise");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate {
    billionths: i64,
}

impl Rate {
    /// Fraction digits a rate may have.
    pub const FRACTION_DIGITS: u32 = 9;
    /// Nothing.
    pub const ZERO: Self = Self { billionths: 0 };
    /// The whole: 100 %.
    pub const ONE: Self = Self { billionths: Self::UNIT };

    const UNIT: i64 = 1_000_000_000;
    const LIMIT: i64 = 1000 * Self::UNIT;

    /// Reads decimal text such as `0.032`, `-0.005` or `5e-05`: whatever JSON calls a number.
    ///
    /// Refused, in this order: anything else (`money.bad_rate`), more than 9 fraction digits, trailing zeros left
    /// out (`money.rate_too_precise`), beyond ±1000 (`money.rate_out_of_range`).
    pub fn parse(text: &str) -> Result<Self> {
        let number = Number::parse(text).ok_or(MoneyError::BadRate)?;
        Self::from_number(&number)
    }

    /// The rate of so many billionths.
    pub fn from_billionths(billionths: i64) -> Result<Self> {
        if billionths.unsigned_abs() > Self::LIMIT.unsigned_abs() {
            return Err(MoneyError::RateOutOfRange.into());
        }
        Ok(Self { billionths })
    }

    /// The rate times 10^9: an exact integer for calculations.
    pub const fn billionths(self) -> i64 {
        self.billionths
    }

    /// The sum of two rates.
    pub fn plus(self, other: Self) -> Result<Self> {
        Self::from_billionths(
            self.billionths.checked_add(other.billionths).ok_or(MoneyError::RateOutOfRange)?,
        )
    }

    /// This share of an amount: multiplied exactly, then rounded once.
    pub fn of(self, base: Money, rounding: Rounding) -> Result<Money> {
        let product = i128::from(base.amount()).checked_mul(i128::from(self.billionths));
        let share = product.and_then(|product| rounding.divide(product, i128::from(Self::UNIT)));
        Money::from_wide(share.ok_or(MoneyError::Overflow)?, base.currency())
    }

    fn from_number(number: &Number) -> Result<Self> {
        if number.fraction_digits() > i64::from(Self::FRACTION_DIGITS) {
            return Err(MoneyError::RateTooPrecise.into());
        }
        Self::from_billionths(number.scaled(Self::FRACTION_DIGITS).ok_or(MoneyError::RateOutOfRange)?)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.billionths.unsigned_abs();
        let unit = Self::UNIT.unsigned_abs();
        let sign = if self.billionths < 0 { "-" } else { "" };
        let whole = magnitude.checked_div(unit).unwrap_or_default();
        let fraction = format!("{:09}", magnitude.checked_rem(unit).unwrap_or_default());
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            digits => write!(f, "{sign}{whole}.{digits}"),
        }
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A rate in per cent, half up, for showing and never for reckoning: two decimals, or as many as the format asks for.
///
/// ```
/// use mot_core::money::{Percent, Rate};
///
/// let rate = Percent(Rate::parse("0.03267803")?);
/// assert_eq!(format!("{rate} {rate:.0} {rate:.4}"), "3.27 3 3.2678");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub Rate);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (held, shown) = (7u32, f.precision().unwrap_or(2));
        let decimals = u32::try_from(shown).unwrap_or(held).min(held);
        let scale = 10i128.checked_pow(held.saturating_sub(decimals)).unwrap_or(1);
        let rounded = Rounding::HalfUp.divide(i128::from(self.0.billionths), scale).unwrap_or_default();
        let sign = if rounded < 0 { "-" } else { "" };
        let digits = format!("{}", rounded.unsigned_abs());
        write!(f, "{sign}{}", super::point_placed(&digits, u8::try_from(decimals).unwrap_or_default()))
    }
}

impl Read for Rate {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Number(number) => Self::from_number(number),
            Json::Text(text) => Self::parse(text),
            _ => Err(json.wrong_type("a number or a text that holds one")),
        }
    }
}

impl Write for Rate {
    fn write(&self) -> Json {
        Json::Number(Number::plain(format!("{self}")))
    }
}
