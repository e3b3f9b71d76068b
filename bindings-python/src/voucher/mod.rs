//! Vouchers, bookings and cards: their commands, the slots that can be booked, and templates.

use mot_core::{time::Interval, voucher};
use pyo3::prelude::*;

use crate::{
    documents::Busy,
    error::call,
    scalar::{self, Several},
};

mod booking;
mod card;
mod lifecycle;

mod slot;
mod stay;
mod template;

pub(crate) use slot::{Slots, slots};
pub(crate) use stay::{Nights, nights};

/// The slot of a call.
fn slot(start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Interval> {
    let (start, end) = (scalar::read(start, "slotStart")?, scalar::read(end, "slotEnd")?);
    call(|| Interval::new(start, end).map_err(|error| error.within("slotEnd")))
}

/// What takes the resource, of a call.
fn busy(given: &Several<Busy>) -> Vec<voucher::Busy> {
    given.0.iter().map(|busy| busy.get().0.clone()).collect()
}
