//! Counts of a token's smallest unit.

use alloc::format;
use core::fmt;

use super::MoneyError;
use crate::{
    Result,
    input::{Json, Write},
};

/// A count of a crypto token's smallest unit: unsigned, 128 bits, with the number of decimal digits it is shown by.
///
/// Wei amounts of `numeric(36,18)` fit; they would not fit an amount of money.
///
/// ```
/// use mot_core::money::Units;
///
/// let ether = Units::parse("1.5", 18)?;
/// assert_eq!(ether.count(), 1_500_000_000_000_000_000);
/// assert_eq!(ether.to_string(), "1.500000000000000000");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Units {
    count: u128,
    scale: u8,
}

impl Units {
    /// The largest scale.
    pub const MAXIMUM_SCALE: u8 = 36;

    /// A count with a scale of at most 36 (`money.too_precise` beyond).
    pub fn new(count: u128, scale: u8) -> Result<Self> {
        if scale > Self::MAXIMUM_SCALE {
            return Err(MoneyError::TooPrecise { digits: scale.into(), allowed: Self::MAXIMUM_SCALE }.into());
        }
        Ok(Self { count, scale })
    }

    /// Reads unsigned decimal text, by the same grammar as an amount of money.
    ///
    /// Refused: another spelling or a sign (`money.bad_number`), more fraction digits than the scale
    /// (`money.too_precise`), a count beyond 128 bits (`money.overflow`).
    pub fn parse(text: &str, scale: u8) -> Result<Self> {
        let empty = Self::new(0, scale)?;
        let (negative, digits) = super::decimal_digits(text, scale)?;
        if negative {
            return Err(MoneyError::BadNumber.into());
        }
        let count = digits.parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self { count, ..empty })
    }

    /// Reads the count as it is written in JSON: ASCII digits without a decimal point.
    pub fn from_count(text: &str, scale: u8) -> Result<Self> {
        let Self { count, .. } = Self::parse(text, 0)?;
        Self::new(count, scale)
    }

    /// How many smallest units.
    pub const fn count(&self) -> u128 {
        self.count
    }

    /// How many decimal digits the smallest unit has.
    pub const fn scale(&self) -> u8 {
        self.scale
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::point_placed(&format!("{}", self.count), self.scale))
    }
}

impl Write for Units {
    /// The count as text; the scale is the reader's to know.
    fn write(&self) -> Json {
        Json::from(format!("{}", self.count))
    }
}
