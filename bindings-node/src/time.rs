//! Intervals and validities.

use mot_core::{
    input::Write,
    time::{Buffers, Interval, Timestamp, Validity},
};
use napi_derive::napi;

use crate::answer::answer_to;

/// Whether two intervals share an instant.
#[napi(catch_unwind)]
pub fn time_overlaps(arguments: String) -> String {
    answer_to(&arguments, &["interval", "other"], |given| {
        let (interval, other): (Interval, Interval) = (given.take("interval")?, given.take("other")?);
        Ok(interval.overlaps(&other).to_json())
    })
}

/// An interval with minutes kept free before and after it.
#[napi(catch_unwind)]
pub fn time_widened(arguments: String) -> String {
    answer_to(&arguments, &["interval", "beforeMinutes", "afterMinutes"], |given| {
        let interval: Interval = given.take("interval")?;
        let (before_minutes, after_minutes) = (given.take("beforeMinutes")?, given.take("afterMinutes")?);
        Ok(interval.widened(Buffers { before_minutes, after_minutes })?.to_json())
    })
}

/// Where an instant lies relative to a validity.
#[napi(catch_unwind)]
pub fn time_validity_at(arguments: String) -> String {
    answer_to(&arguments, &["validity", "now"], |given| {
        let validity: Validity = given.take("validity")?;
        let now = given.take_with("now", |now| Timestamp::from_clock(now.text()?))?;
        Ok(validity.at(now).to_json())
    })
}
