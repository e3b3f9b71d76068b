//! Money, allocation and counts of tokens.

use std::fmt;

use mot_core::money::{self, Currency};

use crate::{
    Result,
    crossing::crosses,
    scalar::{ExactNumber, UnitCount},
};

/// An amount of money: 45000000 of `EUR` is 450 000.00 euro.
///
/// Checked wherever it is used: an unknown currency is `money.unknown_currency`, an amount beyond 2^53 - 1 minor
/// units on either side of zero `money.overflow`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, uniffi::Record)]
#[uniffi::export(Display)]
pub struct Money {
    /// Minor units: cents for the euro.
    pub amount: i64,
    /// The upper-case code of ISO 4217.
    pub currency: String,
}

crosses!(money::Money as Money, lower: Money::from, lift: |given| given.read());

impl From<money::Money> for Money {
    fn from(money: money::Money) -> Self {
        Self { amount: money.amount(), currency: money.currency().code().into() }
    }
}

impl Money {
    fn read(&self) -> Result<money::Money> {
        Ok(money::Money::new(self.amount, Currency::parse(&self.currency)?)?)
    }
}

#[uniffi::export]
impl Money {
    /// The amount in the major unit, exactly: 100.00.
    pub fn decimal(&self) -> Result<ExactNumber> {
        Ok(ExactNumber(self.read()?.decimal()))
    }

    /// The sum. Other currencies are `money.currency_mismatch`, a sum beyond the range is `money.overflow`.
    pub fn plus(&self, other: &money::Money) -> Result<money::Money> {
        Ok(self.read()?.plus(*other)?)
    }

    /// The difference, with the refusals of the sum.
    pub fn minus(&self, other: &money::Money) -> Result<money::Money> {
        Ok(self.read()?.minus(*other)?)
    }

    /// Shares the amount in proportion to the weights, by the largest remainder; the parts add up.
    ///
    /// Refused: `money.no_weights`, `money.negative_weight`, `money.all_weights_zero`, `money.overflow`.
    pub fn allocate(&self, weights: Vec<i64>) -> Result<Vec<money::Money>> {
        Ok(self.read()?.allocate(&weights)?)
    }
}

impl fmt::Display for Money {
    /// `100.00 EUR`; what is no amount is shown as it was given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.read() {
            Ok(money) => money.fmt(f),
            Err(_) => write!(f, "{} {}", self.amount, self.currency),
        }
    }
}

/// Reads decimal text as an amount: an optional `-`, ASCII digits, optionally `.` and at least one digit.
///
/// Refused, in this order: `money.unknown_currency`, another spelling (`money.bad_number`), more fraction digits than
/// the currency has, zeros included (`money.too_precise`), an amount beyond the range (`money.overflow`).
#[uniffi::export]
pub fn parse_money(text: &str, currency: &str) -> Result<money::Money> {
    Ok(money::Money::parse(text, Currency::parse(currency)?)?)
}

/// A count of a token's smallest unit, with the number of decimal digits it is shown by.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct Units {
    /// How many smallest units, from 0 to 2^128 - 1.
    pub count: UnitCount,
    /// How many decimal digits the smallest unit has, at most 36.
    pub scale: u8,
}

crosses!(
    money::Units as Units,
    lower: |units| Units { count: UnitCount(units.count().to_string()), scale: units.scale() },
    lift: |given| given.read(),
);

impl Units {
    fn read(&self) -> Result<money::Units> {
        let count = money::Units::parse(&self.count.0, 0)?.count();
        Ok(money::Units::new(count, self.scale)?)
    }
}

impl fmt::Display for Units {
    /// `1.500000000000000000`; what is no such count is shown as it was given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.read() {
            Ok(units) => units.fmt(f),
            Err(_) => write!(f, "{} / {}", self.count.0, self.scale),
        }
    }
}

/// Reads unsigned decimal text as a count, by the same grammar as an amount.
///
/// Refused: another spelling or a sign (`money.bad_number`), more fraction digits than the scale
/// (`money.too_precise`), a count beyond 128 bits (`money.overflow`).
#[uniffi::export]
pub fn parse_units(text: &str, scale: u8) -> Result<money::Units> {
    Ok(money::Units::parse(text, scale)?)
}

/// Reads a rate from decimal text, as JSON writes numbers: `0.032`, `-0.005` or `5e-05`.
///
/// Refused, in this order: anything else (`money.bad_rate`), more than 9 fraction digits, trailing zeros left out
/// (`money.rate_too_precise`), beyond 1000 on either side of zero (`money.rate_out_of_range`).
#[uniffi::export]
pub fn parse_rate(text: &str) -> Result<money::Rate> {
    Ok(money::Rate::parse(text)?)
}
