//! Year fractions between two dates.

use crate::{Result, mortgage::DayCount, time::CalendarDate};

/// A fraction of a year, exact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    pub(super) numerator: i64,
    pub(super) denominator: i64,
}

impl Period {
    /// A twelfth of a year.
    pub(super) const MONTH: Self = Self { numerator: 1, denominator: 12 };

    /// The fraction between two dates by a convention.
    pub(super) fn between(from: CalendarDate, until: CalendarDate, convention: DayCount) -> Result<Self> {
        let actual = || i64::from(from.days_until(until));
        Ok(match convention {
            DayCount::Thirty360E => Self { numerator: thirty(from, until), denominator: 360 },
            DayCount::Actual360 => Self { numerator: actual(), denominator: 360 },
            DayCount::Actual365Fixed => Self { numerator: actual(), denominator: 365 },
            DayCount::ActualActual => by_year(from, until)?,
        })
    }
}

/// 30E/360: the 31st counts as the 30th.
fn thirty(from: CalendarDate, until: CalendarDate) -> i64 {
    let count = |date: CalendarDate| {
        let (year, month, day) =
            (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()).min(30));
        year.saturating_mul(360).saturating_add(month.saturating_mul(30)).saturating_add(day)
    };
    count(until).saturating_sub(count(from))
}

/// act/act (ISDA): the days of each calendar year over its own length.
fn by_year(from: CalendarDate, until: CalendarDate) -> Result<Period> {
    let (mut ordinary, mut leap, mut start) = (0_i64, 0_i64, from);
    while start < until {
        let (end, last) = match start.year().checked_add(1).map(|next| CalendarDate::new(next, 1, 1)) {
            Some(Ok(next)) if next <= until => (next, false),
            _ => (until, true),
        };
        let days = i64::from(start.days_until(end));
        let is_leap = CalendarDate::new(start.year(), 2, 29).is_ok();
        let count = if is_leap { &mut leap } else { &mut ordinary };
        *count = count.saturating_add(days);
        start = end;
        if last {
            break;
        }
    }
    let numerator = ordinary.saturating_mul(366).saturating_add(leap.saturating_mul(365));
    Ok(Period { numerator, denominator: 365 * 366 })
}
