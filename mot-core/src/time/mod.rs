//! Instants, dates, validities and intervals. The clock is always an argument.

use alloc::string::String;

mod date;
mod interval;
mod timestamp;
mod validity;
mod zone;

pub use date::CalendarDate;
pub use interval::{Buffers, Interval};
pub use timestamp::Timestamp;
pub use validity::{Validity, ValidityState};
pub use zone::{TimeZone, WallTime, database_version};

use crate::error::refusals;

refusals! {
    /// Why an instant, a date or an interval was refused.
    pub enum TimeError {
        /// Not an RFC 3339 instant.
        BadTimestamp => TimeBadTimestamp,
            "an instant is written by RFC 3339 with an offset, such as 2025-02-01T12:00:00Z";
        /// Finer than a millisecond.
        TooPrecise => TimeTooPrecise, "an instant has at most three fraction digits";
        /// Outside the years 0001 to 9999.
        OutOfRange => TimeOutOfRange, "instants and dates lie within the years 0001 to 9999";
        /// Not a calendar date.
        BadDate => TimeBadDate, "a date is written YYYY-MM-DD and exists in the calendar";
        /// Not a time of day.
        BadTime => TimeBadTime, "a time of day is written HH:MM, from 00:00 to 23:59";
        /// The end comes before the start.
        IntervalReversed => TimeIntervalReversed, "an interval ends after it starts";
        /// A name that the bundled database does not have.
        UnknownZone {
            /// The version of the database.
            database: String,
        } => TimeUnknownZone, "a time zone is an IANA name that release {database} of the zone database has";
    }
}
