//! Nights instead of minutes, for hotels.

use super::super::VoucherError;
use crate::{
    Result,
    time::{CalendarDate, Interval, TimeZone, WallTime},
};

/// A stay from an arrival to a departure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nights {
    /// How many nights it has.
    pub count: u32,
    /// From check-in to check-out, as instants.
    pub interval: Interval,
}

/// The stay from a day's check-in to another day's check-out, in the property's zone.
///
/// Refused: a departure that does not come after the arrival (`voucher.nights_reversed`), days beyond the calendar
/// (`time.out_of_range`).
///
/// ```
/// use mot_core::{time::{CalendarDate, TimeZone, WallTime}, voucher::nights};
///
/// let (arrival, departure) = (CalendarDate::parse("2026-03-27")?, CalendarDate::parse("2026-03-30")?);
/// let (check_in, check_out) = (WallTime::parse("15:00")?, WallTime::parse("11:00")?);
/// let stay = nights(arrival, departure, &TimeZone::parse("Europe/Berlin")?, check_in, check_out)?;
/// assert_eq!((stay.count, stay.interval.start().to_string()), (3, "2026-03-27T14:00:00Z".into()));
/// assert_eq!(stay.interval.end().to_string(), "2026-03-30T09:00:00Z"); // an hour of the night of the 29th is missing
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn nights(
    arrival: CalendarDate,
    departure: CalendarDate,
    zone: &TimeZone,
    check_in: WallTime,
    check_out: WallTime,
) -> Result<Nights> {
    let count = u32::try_from(arrival.days_until(departure)).unwrap_or_default();
    if count == 0 {
        return Err(VoucherError::NightsReversed.into());
    }
    let interval = Interval::new(zone.instant(arrival, check_in)?, zone.instant(departure, check_out)?)?;
    Ok(Nights { count, interval })
}
