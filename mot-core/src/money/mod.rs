//! Money, currencies and rates: integers and exact decimals, never a float.
//!
//! An amount is a whole number of minor units of an ISO 4217 currency. Products and sums are reckoned wider and
//! checked at the end; rounding is an argument, named at the one place where it happens.

use alloc::{format, string::String, vec};
use core::fmt;

mod allocate;
mod currency;
mod rate;
mod rounding;
mod units;

pub use allocate::MAXIMUM_WEIGHTS;
pub use currency::Currency;
pub use rate::{Percent, Rate};
pub use rounding::Rounding;
pub use units::Units;

use crate::{
    Result,
    error::refusals,
    input::{Json, Read, Write},
};

/// An amount of money: `{"amount": 45000000, "currency": "EUR"}` is 450 000.00 euro.
///
/// The amount lies within ±(2^53 − 1) minor units, everywhere, so that every host language holds it exactly.
///
/// ```
/// use mot_core::money::{Currency, Money};
///
/// let price = Money::parse("100.00", Currency::EUR)?;
/// assert_eq!(price.amount(), 10_000);
/// assert_eq!(price.to_string(), "100.00 EUR");
/// assert_eq!(price.plus(Money::parse("1", Currency::parse("JPY")?)?).unwrap_err().code().as_str(),
///     "money.currency_mismatch");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: i64,
    currency: Currency,
}

impl Money {
    /// The largest amount: 2^53 − 1 minor units.
    pub const MAXIMUM: i64 = 9_007_199_254_740_991;

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { amount: 0, currency }
    }

    /// So many minor units. Beyond ±(2^53 − 1): `money.overflow`.
    pub fn new(amount: i64, currency: Currency) -> Result<Self> {
        if amount.unsigned_abs() > Self::MAXIMUM.unsigned_abs() {
            return Err(MoneyError::Overflow.into());
        }
        Ok(Self { amount, currency })
    }

    /// Reads decimal text: an optional `-`, ASCII digits, optionally `.` and at least one digit.
    ///
    /// Refused, in this order: any other spelling (`money.bad_number`), more fraction digits than the currency has,
    /// zeros included (`money.too_precise`), an amount beyond the range (`money.overflow`).
    pub fn parse(text: &str, currency: Currency) -> Result<Self> {
        let (negative, digits) = decimal_digits(text, currency.minor_unit_digits())?;
        let magnitude: i64 = digits.parse().map_err(|_| MoneyError::Overflow)?;
        Self::new(if negative { magnitude.saturating_neg() } else { magnitude }, currency)
    }

    /// Minor units: cents for the euro.
    pub const fn amount(&self) -> i64 {
        self.amount
    }

    /// The currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The amount as decimal text without the currency: `100.00`.
    pub fn decimal(&self) -> String {
        let sign = if self.amount < 0 { "-" } else { "" };
        let digits = format!("{}", self.amount.unsigned_abs());
        format!("{sign}{}", point_placed(&digits, self.currency.minor_unit_digits()))
    }

    /// The sum. Other currencies are `money.currency_mismatch`, a sum beyond the range is `money.overflow`.
    pub fn plus(&self, other: Self) -> Result<Self> {
        self.same_currency(other)?;
        Self::from_wide(i128::from(self.amount).saturating_add(i128::from(other.amount)), self.currency)
    }

    /// The difference, with the refusals of [`plus`](Self::plus).
    pub fn minus(&self, other: Self) -> Result<Self> {
        self.same_currency(other)?;
        Self::from_wide(i128::from(self.amount).saturating_sub(i128::from(other.amount)), self.currency)
    }

    /// Refuses an amount in another currency: `money.currency_mismatch`.
    pub fn same_currency(&self, other: Self) -> Result<()> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch { expected: self.currency, found: other.currency }.into())
    }

    pub(crate) fn from_wide(amount: i128, currency: Currency) -> Result<Self> {
        Self::new(i64::try_from(amount).map_err(|_| MoneyError::Overflow)?, currency)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Read for Money {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["amount", "currency"])?;
        let amount = fields.take_with("amount", read_amount)?;
        Self::new(amount, fields.take("currency")?).map_err(|error| error.within("amount"))
    }
}

impl Write for Money {
    fn write(&self) -> Json {
        Json::Object(vec![
            ("amount".into(), Json::from(self.amount)),
            ("currency".into(), self.currency.write()),
        ])
    }
}

/// Minor units of a currency named elsewhere, as the first documents hold some amounts: a bare integer.
///
/// Within ±(2^53 − 1), like every amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MinorUnits(i64);

impl MinorUnits {
    /// So many minor units. Beyond ±(2^53 − 1): `money.overflow`.
    pub fn new(amount: i64) -> Result<Self> {
        Money::new(amount, Currency::EUR).map(|money| Self(money.amount))
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl Read for MinorUnits {
    fn read(json: &Json) -> Result<Self> {
        Self::new(read_amount(json)?)
    }
}

impl Write for MinorUnits {
    fn write(&self) -> Json {
        Json::from(self.0)
    }
}

/// An integer as JSON holds it: a fraction or an exponent is `money.bad_number`, however whole its value.
fn read_amount(json: &Json) -> Result<i64> {
    let Json::Number(number) = json else {
        return Err(json.wrong_type("a whole number of minor units"));
    };
    if !number.is_integer_literal() {
        return Err(MoneyError::BadNumber.into());
    }
    number.as_i64().ok_or_else(|| MoneyError::Overflow.into())
}

/// The sign and the digits of decimal text, with the fraction padded to `scale` digits.
fn decimal_digits(text: &str, scale: u8) -> Result<(bool, String)> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(MoneyError::BadNumber.into());
    }
    let given = if unsigned.contains('.') { fraction } else { "" };
    if given.len() > usize::from(scale) {
        return Err(MoneyError::TooPrecise { digits: given.len(), allowed: scale }.into());
    }
    Ok((negative, format!("{whole}{given:0<width$}", width = usize::from(scale))))
}

/// Puts the decimal point before the last `scale` digits.
fn point_placed(digits: &str, scale: u8) -> String {
    let scale = usize::from(scale);
    let padded = format!("{digits:0>width$}", width = scale.saturating_add(1));
    match padded.split_at_checked(padded.len().saturating_sub(scale)) {
        Some((whole, fraction)) if !fraction.is_empty() => format!("{whole}.{fraction}"),
        _ => padded,
    }
}

refusals! {
    /// Why an amount, a currency, a rate or a reckoning with money was refused.
    pub enum MoneyError {
        /// Not an upper-case code of ISO 4217 with minor units.
        UnknownCurrency => MoneyUnknownCurrency,
            "a currency is an upper-case ISO 4217 code that has minor units, such as EUR";
        /// Two currencies where there may be one.
        CurrencyMismatch {
            /// The currency that was established first.
            expected: Currency,
            /// The other one.
            found: Currency,
        } => MoneyCurrencyMismatch, "an amount in {found} meets one in {expected}, amounts are in one currency";
        /// Not a number in the one accepted spelling.
        BadNumber => MoneyBadNumber,
            "an amount is plain ASCII digits, in documents a whole number of minor units without fraction or exponent";
        /// More fraction digits than the currency or the scale has.
        TooPrecise {
            /// Fraction digits given.
            digits: usize,
            /// Fraction digits allowed.
            allowed: u8,
        } => MoneyTooPrecise, "{digits} fraction digits are given, the currency has {allowed}";
        /// Beyond ±(2^53 − 1) minor units.
        Overflow => MoneyOverflow, "amounts lie within 9007199254740991 minor units on either side of zero";
        /// Nothing to share among.
        NoWeights => MoneyNoWeights, "an allocation needs at least one weight";
        /// A share below zero.
        NegativeWeight {
            /// Which weight.
            index: usize,
        } => MoneyNegativeWeight, "weight {index} is negative, weights are zero or more";
        /// Nobody may receive anything.
        AllWeightsZero => MoneyAllWeightsZero, "all weights are zero, at least one is positive";
        /// Not a plain decimal number.
        BadRate => MoneyBadRate, "a rate is a plain decimal fraction such as 0.032";
        /// More than nine fraction digits.
        RateTooPrecise => MoneyRateTooPrecise, "a rate has at most 9 fraction digits";
        /// Beyond ±1000.
        RateOutOfRange => MoneyRateOutOfRange, "a rate lies between -1000 and 1000, 0.032 is 3.2 per cent";
    }
}
