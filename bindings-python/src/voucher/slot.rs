//! The slots of a query.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use mot_core::{time, voucher};
use pyo3::{prelude::*, sync::MutexExt, types::PyTuple};

use crate::{
    documents::SlotQuery,
    error::{call_detached, raised},
    scalar,
    time::Interval,
};

/// How many slots are found at once, while other threads go on.
const CHUNK: usize = 64;

#[pymethods]
impl SlotQuery {
    /// The slots one after the other, found as they are asked for, in memory that does not grow with the days.
    ///
    /// They come in the order of days and windows; a slot of two windows comes once for each. A window is converted to
    /// instants at both ends, and within it slots follow each other in absolute time. Refused: a duration of nothing or
    /// beyond a leap year (`voucher.bad_duration`); on the way, days beyond the calendar (`time.out_of_range`).
    ///
    /// >>> from datetime import date
    /// >>> from mot_core import BookingRules, SlotQuery
    /// >>> from mot_core.voucher import Window
    /// >>> rules = BookingRules(
    /// ...     zone="Europe/Berlin", windows=[Window(window_from="00:00", window_to="06:00")], step_minutes=60,
    /// ...     buffer_before_minutes=0, buffer_after_minutes=0, minimum_notice_minutes=0,
    /// ...     reschedule_notice_minutes=1440, cancel_notice_minutes=1440, no_show_grace_minutes=15, hold_minutes=15)
    /// >>> def on(day):
    /// ...     return SlotQuery(rules=rules, duration_minutes=60, first_day=day, last_day=day)
    /// >>> len(list(on(date(2026, 3, 29)).slots())), len(list(on(date(2026, 10, 25)).slots()))  # the clocks change
    /// (5, 7)
    fn slots(&self, py: Python<'_>) -> PyResult<Slots> {
        let slots = call_detached(py, || self.0.clone().slots())?;
        Ok(Slots(Mutex::new(Found { ahead: VecDeque::new(), slots })))
    }
}

/// The slots of a query: an iterator of `Interval` that finds them as they are asked for. Threads may share it; each
/// slot goes to one of them.
///
/// `SlotQuery.slots` makes it. It is not pickled: keep the query.
#[pyclass(frozen, module = "mot_core.voucher")]
#[derive(Debug)]
pub(crate) struct Slots(Mutex<Found>);

#[derive(Debug)]
struct Found {
    /// Those that were found and not asked for yet.
    ahead: VecDeque<mot_core::Result<time::Interval>>,
    slots: voucher::Slots,
}

#[pymethods]
impl Slots {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Interval>> {
        let mut found = self.0.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        let Found { ahead, slots } = &mut *found;
        if ahead.is_empty() {
            call_detached(py, || {
                ahead.extend(slots.take(CHUNK));
                Ok(())
            })?;
        }
        ahead.pop_front().transpose().map(|slot| slot.map(Interval)).map_err(raised)
    }
}

/// The slots of a query at once, at most so many.
///
/// Refused: a limit beyond 100 000 (`voucher.too_many_slots`), and what `SlotQuery.slots` refuses, on the way too.
///
/// >>> from mot_core import SlotQuery, slots
/// >>> query = SlotQuery.from_json('''{
/// ...     "rules": { "zone": "Europe/Berlin", "windows": [{ "windowFrom": "09:00", "windowTo": "17:00" }],
/// ...                "stepMinutes": 60, "bufferBeforeMinutes": 0, "bufferAfterMinutes": 0,
/// ...                "minimumNoticeMinutes": 0, "rescheduleNoticeMinutes": 1440, "cancelNoticeMinutes": 1440,
/// ...                "noShowGraceMinutes": 15, "holdMinutes": 15 },
/// ...     "durationMinutes": 60, "firstDay": "2025-12-15", "lastDay": "2025-12-19" }''')
/// >>> [slot.start.hour for slot in slots(query, 3)]  # in UTC
/// [8, 9, 10]
#[pyfunction]
pub(crate) fn slots<'py>(
    py: Python<'py>,
    query: &SlotQuery,
    limit: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyTuple>> {
    let limit: u32 = scalar::read(limit, "limit")?;
    let found = call_detached(py, || voucher::slots(query.0.clone(), limit))?;
    PyTuple::new(py, found.into_iter().map(Interval))
}
