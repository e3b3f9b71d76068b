//! Days of the calendar, intervals and validities.

use mot_core::time::{self, Buffers, CalendarDate, Timestamp, Validity, ValidityState};

use crate::{Result, crossing::crosses, scalar::Now};

/// Reads a day as it is written in documents: `2025-02-28`. A text that is no day of the years 0001 to 9999 is
/// `time.bad_date`.
#[uniffi::export]
pub fn parse_calendar_date(text: &str) -> Result<CalendarDate> {
    Ok(CalendarDate::parse(text)?)
}

/// The time from `start` up to, not including, `end`.
///
/// Checked wherever it is used: an end that does not come after the start is `time.interval_reversed`.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Interval {
    /// The first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

crosses!(
    time::Interval as Interval,
    lower: |interval| Interval { start: interval.start(), end: interval.end() },
    lift: |Interval { start, end }| Ok(time::Interval::new(start, end)?),
);

#[uniffi::export]
impl Interval {
    /// The interval with minutes kept free before and after it. Beyond the calendar it is refused
    /// (`time.out_of_range`).
    pub fn widened(&self, before_minutes: u32, after_minutes: u32) -> Result<time::Interval> {
        Ok(self.read()?.widened(Buffers { before_minutes, after_minutes })?)
    }

    /// Whether the two share an instant; two that touch do not.
    pub fn overlaps(&self, other: &time::Interval) -> Result<bool> {
        Ok(self.read()?.overlaps(other))
    }
}

impl Interval {
    fn read(&self) -> Result<time::Interval> {
        Ok(time::Interval::new(self.start, self.end)?)
    }
}

/// Where an instant lies relative to a validity.
#[uniffi::remote(Enum)]
pub enum ValidityState {
    /// Before its first instant.
    NotYetValid,
    /// Within it, both ends included.
    Valid,
    /// After its last instant.
    Expired,
}

/// Where an instant lies relative to a validity.
#[uniffi::export]
pub fn validity_at(validity: Validity, now: Now) -> Result<ValidityState> {
    Ok(validity.at(now.0))
}
