//! Slots: when a service can be booked, and nights instead of them.

use std::{
    iter::Peekable,
    sync::{Mutex, PoisonError},
};

use mot_core::{
    time::{CalendarDate, Interval, TimeZone, WallTime},
    voucher::{self, SlotQuery},
};

use crate::{
    Result,
    crossing::{crosses, json},
};

json! {
    /// Reads which slots are asked for.
    parse_slot_query, slot_query_to_json: SlotQuery;
}

/// The slots of a query, found as they are asked for, in memory that does not grow with the days.
#[derive(Debug, uniffi::Object)]
pub struct Slots(Mutex<Peekable<voucher::Slots>>);

#[uniffi::export]
impl Slots {
    /// From the first slot on, in the order of days and windows; a slot of two windows comes once for each.
    ///
    /// Refused: a duration of nothing or beyond a leap year (`voucher.bad_duration`), rules without slots
    /// (`voucher.bad_step`, `voucher.bad_window`), a busy time that does not end after it begins
    /// (`time.interval_reversed`).
    #[uniffi::constructor]
    pub fn new(query: &SlotQuery) -> Result<Self> {
        Ok(Self(Mutex::new(query.clone().slots()?.peekable())))
    }

    /// The next slots, at most so many; fewer, or none, when there are no more. Days beyond the calendar are refused
    /// (`time.*`) when their turn comes.
    pub fn next_slots(&self, limit: u32) -> Result<Vec<Interval>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut next = Vec::new();
        // A refusal waits until the slots before it were given.
        while next.len() < limit
            && let Some(slot) = slots.next_if(|slot| slot.is_ok() || next.is_empty())
        {
            next.push(slot?);
        }
        Ok(next)
    }
}

/// The slots of a query in one list, at most so many. Refused: a limit beyond 100 000 (`voucher.too_many_slots`), and
/// what [`Slots::new`] refuses.
#[uniffi::export]
pub fn slots(query: &SlotQuery, limit: u32) -> Result<Vec<Interval>> {
    Ok(voucher::slots(query.clone(), limit)?)
}

/// A stay from an arrival to a departure.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Nights {
    /// How many nights it has.
    pub count: u32,
    /// From check-in to check-out, as instants.
    pub interval: Interval,
}

/// The stay from a day's check-in to another day's check-out, in the property's zone.
///
/// Refused: a departure that does not come after the arrival (`voucher.nights_reversed`), a zone that is not in the
/// database (`time.unknown_zone`), another time of day than `HH:MM` (`time.bad_time`), days beyond the calendar
/// (`time.out_of_range`).
#[uniffi::export]
pub fn nights(
    arrival: CalendarDate,
    departure: CalendarDate,
    zone: &TimeZone,
    check_in: WallTime,
    check_out: WallTime,
) -> Result<voucher::Nights> {
    Ok(voucher::nights(arrival, departure, zone, check_in, check_out)?)
}

crosses!(
    voucher::Nights as Nights,
    lower: |voucher::Nights { count, interval }| Nights { count, interval },
    lift: |Nights { count, interval }| Ok(voucher::Nights { count, interval }),
);
