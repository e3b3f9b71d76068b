//! Nights instead of minutes, for hotels.

use mot_core::{
    time::{CalendarDate, TimeZone, WallTime},
    voucher,
};
use pyo3::prelude::*;

use crate::{error::call, records::value, scalar, time::Interval};

/// A stay from an arrival to a departure. It is not pickled.
#[pyclass(frozen, eq, module = "mot_core.voucher")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nights(voucher::Nights);

#[pymethods]
impl Nights {
    /// How many nights it has.
    #[getter]
    fn count(&self) -> u32 {
        self.0.count
    }

    /// From check-in to check-out, as instants.
    #[getter]
    fn interval(&self) -> Interval {
        Interval(self.0.interval)
    }

    fn __repr__(&self) -> String {
        let (start, end) = (self.0.interval.start(), self.0.interval.end());
        format!("Nights(count={}, interval=Interval({start} – {end}))", self.0.count)
    }
}

value!(Nights hashed as |nights| (nights.0.count, nights.0.interval));

/// The stay from a day's check-in to another day's check-out, in the property's zone. Times are text: `15:00`.
///
/// Refused: a departure that does not come after the arrival (`voucher.nights_reversed`), an unknown zone
/// (`time.unknown_zone`), days beyond the calendar (`time.out_of_range`).
///
/// >>> from datetime import date
/// >>> from mot_core import nights
/// >>> stay = nights(date(2026, 3, 27), date(2026, 3, 30), "Europe/Berlin", "15:00", "11:00")
/// >>> stay.count, stay.interval.end - stay.interval.start  # an hour of the night of the 29th is missing
/// (3, datetime.timedelta(days=2, seconds=68400))
#[pyfunction]
pub(crate) fn nights(
    arrival: &Bound<'_, PyAny>,
    departure: &Bound<'_, PyAny>,
    zone: &Bound<'_, PyAny>,
    check_in: &Bound<'_, PyAny>,
    check_out: &Bound<'_, PyAny>,
) -> PyResult<Nights> {
    let arrival: CalendarDate = scalar::read(arrival, "arrival")?;
    let departure: CalendarDate = scalar::read(departure, "departure")?;
    let zone: TimeZone = scalar::read(zone, "zone")?;
    let check_in: WallTime = scalar::read(check_in, "checkIn")?;
    let check_out: WallTime = scalar::read(check_out, "checkOut")?;
    call(|| voucher::nights(arrival, departure, &zone, check_in, check_out).map(Nights))
}
