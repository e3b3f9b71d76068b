//! Days of the calendar.

use mot_core::time::CalendarDate;

use crate::Result;

/// Reads a day as it is written in documents: `2025-02-28`. A text that is no day of the years 0001 to 9999 is
/// `time.bad_date`.
#[uniffi::export]
pub fn parse_calendar_date(text: &str) -> Result<CalendarDate> {
    Ok(CalendarDate::parse(text)?)
}
