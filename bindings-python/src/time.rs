//! Time: intervals, and whether something holds at an instant.

use mot_core::time::{self, Buffers};
use pyo3::prelude::*;

use crate::{
    documents::Validity,
    error::call,
    records::record,
    scalar::{self, ToPython},
};

/// The time from `start` up to, not including, `end`. An end that does not come after the start is
/// `time.interval_reversed`.
///
/// >>> from datetime import datetime, timedelta, timezone
/// >>> from mot_core.time import Interval
/// >>> start = datetime(2025, 12, 1, 10, tzinfo=timezone.utc)
/// >>> first = Interval(start, start + timedelta(hours=1))
/// >>> second = Interval(first.end, first.end + timedelta(hours=1))
/// >>> first.overlaps(second), first.widened(0, 15).overlaps(second.widened(0, 15))
/// (False, True)
#[pyclass(frozen, module = "mot_core.time")]
#[derive(Debug, Clone)]
pub(crate) struct Interval(pub(crate) time::Interval);

#[pymethods]
impl Interval {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("start", "end")
    }

    #[new]
    fn new(start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (start, end) = (scalar::read(start, "start")?, scalar::read(end, "end")?);
        call(|| time::Interval::new(start, end).map(Self))
    }

    /// The first instant.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.start().to_python(py)
    }

    /// The first instant after it.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.end().to_python(py)
    }

    /// Whether the two share an instant.
    fn overlaps(&self, other: &Self) -> bool {
        self.0.overlaps(&other.0)
    }

    /// The interval with so many minutes before and after it (`time.out_of_range`).
    fn widened(&self, before_minutes: &Bound<'_, PyAny>, after_minutes: &Bound<'_, PyAny>) -> PyResult<Self> {
        let buffers = Buffers {
            before_minutes: scalar::read(before_minutes, "beforeMinutes")?,
            after_minutes: scalar::read(after_minutes, "afterMinutes")?,
        };
        call(|| self.0.widened(buffers).map(Self))
    }

    fn __repr__(&self) -> String {
        format!("Interval({} – {})", self.0.start(), self.0.end())
    }
}

record!(@record Interval(time::Interval));
record!(@methods Interval);

#[pymethods]
impl Validity {
    /// Where an instant lies: `not_yet_valid`, `valid` (both ends included) or `expired`.
    ///
    /// >>> from datetime import datetime, timezone
    /// >>> from mot_core.time import Validity
    /// >>> start, end = datetime(2025, 2, 1, tzinfo=timezone.utc), datetime(2025, 2, 10, tzinfo=timezone.utc)
    /// >>> Validity(valid_from=start, valid_until=end).at(end)
    /// 'valid'
    fn at<'py>(&self, now: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at(scalar::clock(now, "now")?).to_python(now.py())
    }
}
