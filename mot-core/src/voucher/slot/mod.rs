//! Slots: when a service can be booked.
//!
//! A window is a wall-clock time of each day, converted to instants at both ends; within it slots follow each other in
//! absolute time. So a day on which the clocks go forward has fewer of them, and one on which they go back has more.

use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::{
    BookingRules, Busy, VoucherError,
    rules::{Open, minutes},
};
use crate::{
    Error, Result,
    input::document_fields,
    time::{CalendarDate, Interval, Timestamp, Validity},
};

mod nights;

pub use nights::{Nights, nights};

/// The most slots that [`slots`] gives at once.
pub const MAXIMUM_SLOTS: u32 = 100_000;

/// Which slots are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct SlotQuery {
    /// The provider's rules.
    pub rules: BookingRules,
    /// How many minutes a slot lasts.
    pub duration_minutes: u32,
    /// The first day.
    pub first_day: CalendarDate,
    /// The last day.
    pub last_day: CalendarDate,
    /// Days on which nothing is booked.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub closed_days: Vec<CalendarDate>,
    /// What takes the resource; a slot that it takes is left out, buffers included.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub busy: Vec<Busy>,
    /// The voucher's validity, in which a slot begins and ends.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub validity: Option<Validity>,
    /// Now: slots within the minimum notice are left out. None if the past is asked for too.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub now: Option<Timestamp>,
}

document_fields!(SlotQuery {
    rules: "rules", duration_minutes: "durationMinutes", first_day: "firstDay", last_day: "lastDay";
    closed_days: "closedDays", busy: "busy", validity: "validity", now: "now",
});

impl SlotQuery {
    /// Every slot of these days, whatever is busy.
    pub fn new(
        rules: BookingRules,
        duration_minutes: u32,
        first_day: CalendarDate,
        last_day: CalendarDate,
    ) -> Self {
        let (closed_days, busy) = (Vec::new(), Vec::new());
        Self { rules, duration_minutes, first_day, last_day, closed_days, busy, validity: None, now: None }
    }

    /// The slots one after the other, found as they are asked for, in memory that does not grow with the days.
    ///
    /// They come in the order of days and windows; a slot of two windows comes once for each. Refused: a duration of nothing
    /// or beyond a leap year (`voucher.bad_duration`), rules without slots (`voucher.bad_step`, `voucher.bad_window`), a
    /// busy time that does not end after it begins (`time.interval_reversed`).
    pub fn slots(self) -> Result<Slots> {
        self.rules.check()?;
        if !(1..=366 * 24 * 60).contains(&self.duration_minutes) {
            return Err(VoucherError::BadDuration.into());
        }
        let earliest = match self.now {
            Some(now) => Some(now.plus_milliseconds(minutes(self.rules.minimum_notice_minutes))?),
            None => None,
        };
        let taken = Taken::new(&self.rules, &self.busy)?;
        Ok(Slots { day: Some(self.first_day), query: self, window: 0, open: None, earliest, taken })
    }
}

/// The slots of a query, one after the other.
#[derive(Clone, Debug)]
pub struct Slots {
    query: SlotQuery,
    /// The day that is gone through; none when all are.
    day: Option<CalendarDate>,
    /// The next window of the day.
    window: usize,
    /// What is left of the present window.
    open: Option<Open>,
    /// The instant after which slots may begin.
    earliest: Option<Timestamp>,
    taken: Taken,
}

impl Iterator for Slots {
    type Item = Result<Interval>;

    fn next(&mut self) -> Option<Result<Interval>> {
        loop {
            match self.step() {
                Ok(Step::Slot(slot)) => return Some(Ok(slot)),
                Ok(Step::None) => {}
                Ok(Step::End) => return None,
                Err(error) => {
                    (self.day, self.open) = (None, None);
                    return Some(Err(error));
                }
            }
        }
    }
}

impl FusedIterator for Slots {}

enum Step {
    Slot(Interval),
    /// Nothing here, but perhaps later.
    None,
    End,
}

impl Slots {
    fn step(&mut self) -> Result<Step> {
        let Some(open) = self.open else { return self.open_next() };
        let end = open.start.plus_milliseconds(minutes(self.query.duration_minutes))?;
        if end > open.end {
            self.open = None;
            return Ok(Step::None);
        }
        let slot = Interval::new(open.start, end)?;
        let next = open.start.plus_milliseconds(minutes(self.query.rules.step_minutes));
        self.open = next.ok().map(|start| Open { start, end: open.end });
        if self.is_offered(&slot)? { Ok(Step::Slot(slot)) } else { Ok(Step::None) }
    }

    /// The next window of this day, or the first of the next day.
    fn open_next(&mut self) -> Result<Step> {
        let Some(day) = self.day.filter(|day| *day <= self.query.last_day) else { return Ok(Step::End) };
        let window = self.query.rules.windows.get(self.window);
        match window.filter(|_| !self.query.closed_days.contains(&day)) {
            Some(window) => {
                self.window = self.window.saturating_add(1);
                self.open = Some(window.on(day, &self.query.rules.zone)?);
            }
            None => (self.day, self.window) = (day.plus_days(1).ok(), 0),
        }
        Ok(Step::None)
    }

    fn is_offered(&self, slot: &Interval) -> Result<bool> {
        let within = self
            .query
            .validity
            .is_none_or(|validity| validity.valid_from <= slot.start() && slot.end() <= validity.valid_until);
        let ahead = self.earliest.is_none_or(|earliest| slot.start() > earliest);
        Ok(within && ahead && self.taken.leaves(slot, &self.query.rules)?)
    }
}

/// What is taken, buffers included: intervals in order that do not touch.
#[derive(Clone, Debug)]
struct Taken(Vec<(Timestamp, Timestamp)>);

impl Taken {
    fn new(rules: &BookingRules, busy: &[Busy]) -> Result<Self> {
        let mut widened = Vec::with_capacity(busy.len());
        for (index, busy) in busy.iter().enumerate() {
            let interval = busy.interval().and_then(|interval| interval.widened(rules.buffers()));
            let interval = interval.map_err(|error: Error| error.within_index(index).within("busy"))?;
            widened.push((interval.start(), interval.end()));
        }
        widened.sort_unstable();
        let mut taken: Vec<(Timestamp, Timestamp)> = Vec::with_capacity(widened.len());
        for (start, end) in widened {
            match taken.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => taken.push((start, end)),
            }
        }
        Ok(Self(taken))
    }

    /// Whether a slot, widened by the buffers too, is free.
    fn leaves(&self, slot: &Interval, rules: &BookingRules) -> Result<bool> {
        if self.0.is_empty() {
            return Ok(true);
        }
        let wanted = slot.widened(rules.buffers())?;
        let ended = self.0.partition_point(|(_, end)| *end <= wanted.start());
        Ok(self.0.get(ended).is_none_or(|(start, _)| wanted.end() <= *start))
    }
}

/// The slots of a query in one list, at most so many. Refused: a limit beyond [`MAXIMUM_SLOTS`] (`voucher.too_many_slots`),
/// and what [`SlotQuery::slots`] refuses.
///
/// ```
/// use mot_core::{input::Read, time::CalendarDate, voucher::{BookingRules, SlotQuery, slots}};
///
/// let rules = BookingRules::from_json(r#"{
///     "zone": "Europe/Berlin", "windows": [{ "windowFrom": "00:00", "windowTo": "06:00" }], "stepMinutes": 60,
///     "bufferBeforeMinutes": 0, "bufferAfterMinutes": 0, "minimumNoticeMinutes": 0, "rescheduleNoticeMinutes": 1440,
///     "cancelNoticeMinutes": 1440, "noShowGraceMinutes": 15, "holdMinutes": 15
/// }"#)?;
/// let on = |day| -> mot_core::Result<usize> {
///     let day = CalendarDate::parse(day)?;
///     Ok(slots(SlotQuery::new(rules.clone(), 60, day, day), 100)?.len())
/// };
/// assert_eq!(on("2026-03-29")?, 5); // the clocks go forward
/// assert_eq!(on("2026-10-25")?, 7); // and back
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn slots(query: SlotQuery, limit: u32) -> Result<Vec<Interval>> {
    if limit > MAXIMUM_SLOTS {
        return Err(VoucherError::TooManySlots { maximum: MAXIMUM_SLOTS }.into());
    }
    query.slots()?.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect()
}
