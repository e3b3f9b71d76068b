//! Half-open intervals and the buffers around them.

use super::{TimeError, Timestamp};
use crate::{
    Result,
    input::{Json, Read, Write},
};

/// The time from `start` up to, not including, `end`.
///
/// ```
/// use mot_core::time::{Buffers, Interval, Timestamp};
///
/// let first = Interval::new(Timestamp::parse("2025-12-01T10:00:00Z")?, Timestamp::parse("2025-12-01T11:00:00Z")?)?;
/// let second = Interval::new(first.end(), first.end().plus_milliseconds(3_600_000)?)?;
/// assert!(!first.overlaps(&second));
/// let buffers = Buffers { before_minutes: 0, after_minutes: 15 };
/// assert!(first.widened(buffers)?.overlaps(&second.widened(buffers)?));
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

/// Minutes kept free before and after an interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Buffers {
    /// Minutes before the start.
    pub before_minutes: u32,
    /// Minutes after the end.
    pub after_minutes: u32,
}

impl Interval {
    /// An interval; an end that does not come after the start is `time.interval_reversed`.
    pub fn new(start: Timestamp, end: Timestamp) -> Result<Self> {
        if start >= end {
            return Err(TimeError::IntervalReversed.into());
        }
        Ok(Self { start, end })
    }

    /// The first instant.
    pub const fn start(&self) -> Timestamp {
        self.start
    }

    /// The first instant after it.
    pub const fn end(&self) -> Timestamp {
        self.end
    }

    /// The interval with its buffers: `[start − before, end + after)`.
    pub fn widened(&self, buffers: Buffers) -> Result<Self> {
        let milliseconds = |minutes: u32| i64::from(minutes).saturating_mul(60_000);
        Self::new(
            self.start.plus_milliseconds(milliseconds(buffers.before_minutes).saturating_neg())?,
            self.end.plus_milliseconds(milliseconds(buffers.after_minutes))?,
        )
    }

    /// Whether the two share an instant.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl Read for Interval {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["start", "end"])?;
        Self::new(fields.take("start")?, fields.take("end")?)
    }
}

impl Write for Interval {
    fn write(&self) -> Json {
        Json::Object(alloc::vec![("start".into(), self.start.write()), ("end".into(), self.end.write())])
    }
}
