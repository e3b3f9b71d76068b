//! Times in years, as the directive counts them.

use alloc::format;
use core::{cmp::Ordering, fmt};

use super::super::MortgageError;
use crate::{
    Result,
    input::{Json, Read, Write, words},
    time::CalendarDate,
};

/// An exact number of years, negative before the first drawdown: `67/732`, `2`.
///
/// ```
/// use mot_core::mortgage::YearFraction;
///
/// let quarter = YearFraction::new(3, 12)?;
/// assert_eq!(quarter.to_string(), "1/4");
/// assert_eq!(YearFraction::parse("0.25").unwrap_err().code().as_str(), "mortgage.bad_year_fraction");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearFraction {
    numerator: i64,
    denominator: i64,
}

impl YearFraction {
    /// The largest numerator and denominator.
    const LIMIT: i64 = 1_000_000_000;
    /// No time at all.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator` years, each at most 10^9, the second positive (`mortgage.bad_year_fraction`).
    pub fn new(numerator: i64, denominator: i64) -> Result<Self> {
        if !(1..=Self::LIMIT).contains(&denominator) || numerator.unsigned_abs() > Self::LIMIT.unsigned_abs()
        {
            return Err(MortgageError::BadYearFraction.into());
        }
        let divisor = greatest_common_divisor(numerator.saturating_abs(), denominator);
        Ok(Self {
            numerator: numerator.checked_div(divisor).unwrap_or_default(),
            denominator: denominator.checked_div(divisor).unwrap_or(1),
        })
    }

    /// Reads a whole number or a fraction of two: `2`, `-1`, `67/732` (`mortgage.bad_year_fraction`).
    pub fn parse(text: &str) -> Result<Self> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let digits = |text: &str| {
            let plain = text == "0" || !text.starts_with('0');
            plain && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(numerator.strip_prefix('-').unwrap_or(numerator)) || !digits(denominator) {
            return Err(MortgageError::BadYearFraction.into());
        }
        match (numerator.parse(), denominator.parse()) {
            (Ok(numerator), Ok(denominator)) => Self::new(numerator, denominator),
            _ => Err(MortgageError::BadYearFraction.into()),
        }
    }

    /// The sum of two.
    pub fn plus(self, other: Self) -> Result<Self> {
        let product = |one: i64, other: i64| i128::from(one).saturating_mul(i128::from(other));
        let numerator = product(self.numerator, other.denominator)
            .saturating_add(product(other.numerator, self.denominator));
        let denominator = product(self.denominator, other.denominator);
        let divisor = common_divisor_wide(numerator.saturating_abs(), denominator);
        let reduced = |number: i128| i64::try_from(number.checked_div(divisor).unwrap_or_default());
        match (reduced(numerator), reduced(denominator)) {
            (Ok(numerator), Ok(denominator)) => Self::new(numerator, denominator),
            _ => Err(MortgageError::BadYearFraction.into()),
        }
    }

    /// So many of it.
    pub fn times(self, count: i64) -> Result<Self> {
        let numerator = self.numerator.checked_mul(count).ok_or(MortgageError::BadYearFraction)?;
        Self::new(numerator, self.denominator)
    }

    /// The number above the line.
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// The number below the line, positive.
    pub const fn denominator(self) -> i64 {
        self.denominator
    }

    fn negated(self) -> Self {
        Self { numerator: self.numerator.saturating_neg(), denominator: self.denominator }
    }
}

impl Ord for YearFraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |one: &Self, other: &Self| {
            i128::from(one.numerator).saturating_mul(i128::from(other.denominator))
        };
        cross(self, other).cmp(&cross(other, self))
    }
}

impl PartialOrd for YearFraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn greatest_common_divisor(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or_default());
    }
    one.max(1)
}

fn common_divisor_wide(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or_default());
    }
    one.max(1)
}

impl fmt::Display for YearFraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

impl fmt::Debug for YearFraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Read for YearFraction {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for YearFraction {
    fn write(&self) -> Json {
        Json::from(format!("{self}"))
    }
}

words! {
    /// The whole units in which the time to a payment is counted: the unit of the payments.
    pub enum IntervalUnit {
        /// Years.
        Years = "years",
        /// Twelfths of a year, whatever the month.
        Months = "months",
        /// Fifty-seconds of a year.
        Weeks = "weeks",
        /// None: every day counts.
        Days = "days",
    }
}

/// The years from the first drawdown to a payment, by Annex I of Directive 2014/17/EU (remark c) and the annex of the
/// PAngV: whole units are counted backwards from the payment, all at once; the days that remain are divided by 365, or
/// by 366 where the year that ends with the last of them has so many. A payment before the first drawdown has the
/// negative of the time from it to the drawdown.
///
/// The directive says nothing of the ends of months: counting back clamps to the last day, so that from 31 January to
/// 30 April there are two months and 28 days.
///
/// ```
/// use mot_core::{mortgage::{IntervalUnit, interval}, time::CalendarDate};
///
/// let (drawdown, payment) = (CalendarDate::parse("2013-01-12")?, CalendarDate::parse("2013-02-15")?);
/// assert_eq!(interval(drawdown, payment, IntervalUnit::Months)?.to_string(), "67/732"); // 1/12 + 3/366
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn interval(
    first_drawdown: CalendarDate,
    payment: CalendarDate,
    unit: IntervalUnit,
) -> Result<YearFraction> {
    if payment < first_drawdown {
        return interval(payment, first_drawdown, unit).map(YearFraction::negated);
    }
    let days = i64::from(first_drawdown.days_until(payment));
    let (units, left) = match unit {
        IntervalUnit::Years => months_back(first_drawdown, payment, 12)?,
        IntervalUnit::Months => months_back(first_drawdown, payment, 1)?,
        IntervalUnit::Weeks => {
            let weeks = days.checked_div(7).unwrap_or_default();
            let back = i32::try_from(weeks.saturating_mul(7)).unwrap_or(i32::MAX).saturating_neg();
            (YearFraction::new(weeks, 52)?, payment.plus_days(back)?)
        }
        IntervalUnit::Days => (YearFraction::ZERO, payment),
    };
    let days = i64::from(first_drawdown.days_until(left));
    if days == 0 {
        return Ok(units);
    }
    let year = i64::from(left.plus_months(-12)?.days_until(left));
    units.plus(YearFraction::new(days, year)?)
}

/// As many whole steps of months as fit, as years, and the day that is left when they are taken off at once.
fn months_back(from: CalendarDate, until: CalendarDate, step: i32) -> Result<(YearFraction, CalendarDate)> {
    let months = |date: CalendarDate| {
        i32::from(date.year()).saturating_mul(12).saturating_add(i32::from(date.month()))
    };
    let mut steps = months(until).saturating_sub(months(from)).checked_div(step).unwrap_or_default();
    loop {
        let left = until.plus_months(steps.saturating_mul(step).saturating_neg())?;
        if left >= from {
            return Ok((YearFraction::new(i64::from(steps.saturating_mul(step)), 12)?, left));
        }
        steps = steps.saturating_sub(1);
    }
}
