//! Calendar dates.

use alloc::format;
use core::fmt;

use super::TimeError;
use crate::{
    Result,
    input::{Json, Read, Write},
};

/// A day of the calendar, years 0001 to 9999, written `YYYY-MM-DD`.
///
/// ```
/// use mot_core::time::CalendarDate;
///
/// let payout = CalendarDate::parse("2025-01-31")?;
/// assert_eq!(payout.plus_months(1)?.to_string(), "2025-02-28");
/// assert_eq!(CalendarDate::parse("2025-02-30").unwrap_err().code().as_str(), "time.bad_date");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate(jiff::civil::Date);

impl CalendarDate {
    /// The day of a year, a month from 1 and a day of the month from 1 (`time.bad_date`).
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self> {
        let date = jiff::civil::Date::new(year, month, day).ok().filter(|_| year > 0);
        Ok(Self(date.ok_or(TimeError::BadDate)?))
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(TimeError::BadDate.into());
        };
        let number = |part: &str, width: usize| -> Result<i16> {
            let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().ok_or_else(|| TimeError::BadDate.into())
        };
        let small = |part: &str| -> Result<i8> {
            number(part, 2).and_then(|part| i8::try_from(part).map_err(|_| TimeError::BadDate.into()))
        };
        Self::new(number(year, 4)?, small(month)?, small(day)?)
    }

    /// The same day so many months later, or earlier; a day that the month lacks becomes its last.
    pub fn plus_months(self, months: i32) -> Result<Self> {
        let span = jiff::Span::new().try_months(months).map_err(|_| TimeError::OutOfRange)?;
        let date = self.0.checked_add(span).map_err(|_| TimeError::OutOfRange)?;
        Self::new(date.year(), date.month(), date.day()).map_err(|_| TimeError::OutOfRange.into())
    }

    /// So many days later, or earlier.
    pub fn plus_days(self, days: i32) -> Result<Self> {
        let span = jiff::Span::new().try_days(days).map_err(|_| TimeError::OutOfRange)?;
        let date = self.0.checked_add(span).map_err(|_| TimeError::OutOfRange)?;
        Self::new(date.year(), date.month(), date.day()).map_err(|_| TimeError::OutOfRange.into())
    }

    /// How many days from this day to the other; negative to an earlier one.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map(|span| span.get_days()).unwrap_or_default()
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    pub(super) fn to_jiff(self) -> jiff::civil::Date {
        self.0
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Read for CalendarDate {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for CalendarDate {
    fn write(&self) -> Json {
        Json::from(format!("{self}"))
    }
}
