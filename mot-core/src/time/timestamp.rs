//! Instants.

use alloc::{format, string::String};
use core::fmt;

use super::{TimeError, WallTime};
use crate::{
    Result,
    input::{Json, Read, Write},
};

/// An instant at millisecond resolution, between the years 0001 and 9999.
///
/// Any offset of RFC 3339 is read; UTC with `Z` is written, milliseconds only where they are not zero.
///
/// ```
/// use mot_core::time::Timestamp;
///
/// let instant = Timestamp::parse("2025-02-01T13:00:00+01:00")?;
/// assert_eq!(instant.to_string(), "2025-02-01T12:00:00Z");
/// assert_eq!(Timestamp::parse("2025-02-01T12:00:00").unwrap_err().code().as_str(), "time.bad_timestamp");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    milliseconds: i64,
}

const EPOCH: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);
const MILLISECONDS_PER_DAY: i64 = 86_400_000;

impl Timestamp {
    /// 0001-01-01T00:00:00Z.
    pub const MINIMUM: Self = Self { milliseconds: -62_135_596_800_000 };
    /// 9999-12-31T23:59:59.999Z.
    pub const MAXIMUM: Self = Self { milliseconds: 253_402_300_799_999 };

    /// So many milliseconds since 1970-01-01T00:00:00Z. Outside the years 0001 to 9999: `time.out_of_range`.
    pub fn from_milliseconds(milliseconds: i64) -> Result<Self> {
        let instant = Self { milliseconds };
        if instant < Self::MINIMUM || instant > Self::MAXIMUM {
            return Err(TimeError::OutOfRange.into());
        }
        Ok(instant)
    }

    /// Reads an RFC 3339 instant. A fraction finer than a millisecond is `time.too_precise`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::read_text(text, false)
    }

    /// Reads the instant that a clock gave: a finer fraction is floored to the millisecond.
    pub fn from_clock(text: &str) -> Result<Self> {
        Self::read_text(text, true)
    }

    /// The instant that a clock gave in microseconds since 1970-01-01T00:00:00Z, floored to the millisecond.
    pub fn from_clock_microseconds(microseconds: i64) -> Result<Self> {
        Self::from_milliseconds(microseconds.div_euclid(1000))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn milliseconds(self) -> i64 {
        self.milliseconds
    }

    /// The instant so many milliseconds later, or earlier if negative.
    pub fn plus_milliseconds(self, milliseconds: i64) -> Result<Self> {
        Self::from_milliseconds(self.milliseconds.checked_add(milliseconds).ok_or(TimeError::OutOfRange)?)
    }

    /// The instant so many days of 24 hours later.
    pub fn plus_days(self, days: u32) -> Result<Self> {
        self.plus_milliseconds(i64::from(days).saturating_mul(MILLISECONDS_PER_DAY))
    }

    /// The instant so many calendar months later in UTC; a day that the month lacks becomes its last.
    pub fn plus_months(self, months: u32) -> Result<Self> {
        let months = jiff::Span::new().try_months(months).map_err(|_| TimeError::OutOfRange)?;
        Self::from_civil(self.to_civil().checked_add(months).map_err(|_| TimeError::OutOfRange)?)
    }

    pub(super) fn to_jiff(self) -> Result<jiff::Timestamp> {
        jiff::Timestamp::from_millisecond(self.milliseconds).map_err(|_| TimeError::OutOfRange.into())
    }

    /// The wall time that UTC shows. The calendar reaches further than the instants of the library beneath.
    fn to_civil(self) -> jiff::civil::DateTime {
        let day = i32::try_from(self.milliseconds.div_euclid(MILLISECONDS_PER_DAY)).unwrap_or_default();
        let within = self.milliseconds.rem_euclid(MILLISECONDS_PER_DAY);
        let date = EPOCH.checked_add(jiff::Span::new().days(day)).unwrap_or(EPOCH);
        date.at(0, 0, 0, 0)
            .checked_add(jiff::Span::new().milliseconds(within))
            .unwrap_or(jiff::civil::DateTime::ZERO)
    }

    /// The instant at which UTC shows a wall time.
    fn from_civil(civil: jiff::civil::DateTime) -> Result<Self> {
        let since = civil
            .since((jiff::Unit::Millisecond, EPOCH.at(0, 0, 0, 0)))
            .map_err(|_| TimeError::OutOfRange)?;
        Self::from_milliseconds(since.get_milliseconds())
    }

    fn read_text(text: &str, floor: bool) -> Result<Self> {
        let shape = Shape::of(text).ok_or(TimeError::BadTimestamp)?;
        let (milliseconds, finer) = shape.fraction.split_at_checked(3).unwrap_or((shape.fraction, ""));
        if !finer.is_empty() && !floor {
            return Err(TimeError::TooPrecise.into());
        }
        let civil = format!("{}.{milliseconds:0<3}", shape.stamp);
        let civil: jiff::civil::DateTime = civil.parse().map_err(|_| TimeError::BadTimestamp)?;
        let offset = shape.offset_minutes().ok_or(TimeError::BadTimestamp)?;
        let milliseconds = milliseconds_at(civil)?.saturating_sub(offset.saturating_mul(60_000));
        Self::from_milliseconds(milliseconds).map_err(|_| TimeError::BadTimestamp.into())
    }
}

/// Milliseconds from 1970 to a wall time of UTC, whatever its year.
fn milliseconds_at(civil: jiff::civil::DateTime) -> Result<i64> {
    let since = civil.since((jiff::Unit::Millisecond, EPOCH.at(0, 0, 0, 0)));
    Ok(since.map_err(|_| TimeError::OutOfRange)?.get_milliseconds())
}

/// The parts of an RFC 3339 instant: `YYYY-MM-DDTHH:MM:SS`, the digits of its fraction, `Z` or `±HH:MM`.
struct Shape<'a> {
    stamp: &'a str,
    fraction: &'a str,
    offset: &'a str,
}

impl<'a> Shape<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (stamp, rest) = text.split_at_checked(19)?;
        // A leap second has no place on a scale of milliseconds.
        (matches(stamp, "dddd-dd-ddTdd:dd:dd") && !stamp.ends_with("60")).then_some(())?;
        let (fraction, offset) = match rest.strip_prefix('.') {
            None => ("", rest),
            Some(rest) => rest.split_at_checked(rest.bytes().position(|byte| !byte.is_ascii_digit())?)?,
        };
        let complete = rest.is_empty() || !rest.starts_with('.') || !fraction.is_empty();
        (complete && (matches(offset, "+dd:dd") || matches(offset, "-dd:dd") || matches(offset, "Z")))
            .then_some(Self { stamp, fraction, offset })
    }

    /// Minutes ahead of UTC: at most 23:59 either way.
    fn offset_minutes(&self) -> Option<i64> {
        let Some((sign, time)) = self.offset.split_at_checked(1).filter(|(_, time)| !time.is_empty()) else {
            return Some(0);
        };
        let minutes = WallTime::parse(time).ok()?.minutes();
        Some(if sign == "-" { minutes.saturating_neg() } else { minutes })
    }
}

fn matches(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| match expected {
            b'd' => byte.is_ascii_digit(),
            _ => byte.eq_ignore_ascii_case(&expected),
        })
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.to_civil();
        let fraction = match civil.millisecond() {
            0 => String::new(),
            milliseconds => format!(".{milliseconds:03}"),
        };
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{fraction}Z",
            civil.year(),
            civil.month(),
            civil.day(),
            civil.hour(),
            civil.minute(),
            civil.second(),
        )
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Read for Timestamp {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for Timestamp {
    fn write(&self) -> Json {
        Json::from(format!("{self}"))
    }
}
