//! A provider's booking policy, and what takes a resource.

use alloc::vec::Vec;

use super::VoucherError;
use crate::{
    Error, Result,
    id::BookingId,
    input::{Json, Read, Write, document_fields},
    time::{Buffers, CalendarDate, Interval, TimeZone, Timestamp, WallTime},
};

/// A provider's booking policy: when slots are, and until when they can be booked, moved and cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct BookingRules {
    /// The provider's time zone.
    pub zone: TimeZone,
    /// The wall-clock windows of every day, in which slots begin and end.
    pub windows: Vec<Window>,
    /// How many minutes apart slots begin within a window.
    pub step_minutes: u32,
    /// Minutes kept free before a slot.
    pub buffer_before_minutes: u32,
    /// Minutes kept free after it.
    pub buffer_after_minutes: u32,
    /// A slot that begins within so many minutes cannot be booked.
    pub minimum_notice_minutes: u32,
    /// Until how many minutes before the slot its holder may move it, that instant included.
    pub reschedule_notice_minutes: u32,
    /// Until how many minutes before the slot its holder may cancel it, that instant included.
    pub cancel_notice_minutes: u32,
    /// How many minutes after the slot's end the holder may still be waited for.
    pub no_show_grace_minutes: u32,
    /// For how many minutes a slot is held.
    pub hold_minutes: u32,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for BookingRules {
    const ALWAYS: &'static [&'static str] = &NAMES;
    const ADDED: &'static [&'static str] = &[];
}

const NAMES: [&str; 10] = [
    "zone",
    "windows",
    "stepMinutes",
    "bufferBeforeMinutes",
    "bufferAfterMinutes",
    "minimumNoticeMinutes",
    "rescheduleNoticeMinutes",
    "cancelNoticeMinutes",
    "noShowGraceMinutes",
    "holdMinutes",
];

impl Read for BookingRules {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&NAMES)?;
        let rules = Self {
            zone: fields.take("zone")?,
            windows: fields.take("windows")?,
            step_minutes: fields.take("stepMinutes")?,
            buffer_before_minutes: fields.take("bufferBeforeMinutes")?,
            buffer_after_minutes: fields.take("bufferAfterMinutes")?,
            minimum_notice_minutes: fields.take("minimumNoticeMinutes")?,
            reschedule_notice_minutes: fields.take("rescheduleNoticeMinutes")?,
            cancel_notice_minutes: fields.take("cancelNoticeMinutes")?,
            no_show_grace_minutes: fields.take("noShowGraceMinutes")?,
            hold_minutes: fields.take("holdMinutes")?,
        };
        rules.check()?;
        Ok(rules)
    }
}

impl Write for BookingRules {
    fn write(&self) -> Json {
        let Self {
            zone,
            windows,
            step_minutes,
            buffer_before_minutes,
            buffer_after_minutes,
            minimum_notice_minutes,
            reschedule_notice_minutes,
            cancel_notice_minutes,
            no_show_grace_minutes,
            hold_minutes,
        } = self;
        let fields: [&dyn Write; NAMES.len()] = [
            zone,
            windows,
            step_minutes,
            buffer_before_minutes,
            buffer_after_minutes,
            minimum_notice_minutes,
            reschedule_notice_minutes,
            cancel_notice_minutes,
            no_show_grace_minutes,
            hold_minutes,
        ];
        Json::Object(NAMES.iter().zip(fields).map(|(name, field)| ((*name).into(), field.write())).collect())
    }
}

impl BookingRules {
    /// Refuses rules that give no slots: `voucher.bad_step`, `voucher.bad_window` with the window's path.
    pub(super) fn check(&self) -> Result<()> {
        if self.step_minutes == 0 {
            return Err(Error::from(VoucherError::BadStep).within("stepMinutes"));
        }
        let mut windows = self.windows.iter().enumerate();
        windows.try_for_each(|(index, window)| {
            window.check().map_err(|error| error.within_index(index).within("windows"))
        })
    }

    pub(super) fn buffers(&self) -> Buffers {
        Buffers { before_minutes: self.buffer_before_minutes, after_minutes: self.buffer_after_minutes }
    }

    /// Whether a slot begins on a step of one of the windows and ends within it.
    pub(super) fn has(&self, slot: &Interval) -> Result<bool> {
        let day = self.zone.date(slot.start())?;
        let step = minutes(self.step_minutes);
        for window in &self.windows {
            let open = window.on(day, &self.zone)?;
            let offset = slot.start().milliseconds().saturating_sub(open.start.milliseconds());
            let on_step = offset >= 0 && offset.checked_rem(step) == Some(0);
            if on_step && slot.end() <= open.end {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Refuses a slot that something busy takes, both widened by the buffers; a booking's own time is left out.
    pub(super) fn check_free(&self, slot: &Interval, busy: &[Busy], own: Option<&BookingId>) -> Result<()> {
        let wanted = slot.widened(self.buffers())?;
        for taken in busy.iter().filter(|taken| own.is_none() || taken.booking_id.as_ref() != own) {
            if wanted.overlaps(&taken.interval()?.widened(self.buffers())?) {
                return Err(VoucherError::SlotTaken.into());
            }
        }
        Ok(())
    }
}

/// A wall-clock window of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Window {
    /// When it opens.
    pub window_from: WallTime,
    /// When it closes; 00:00 is the next midnight.
    pub window_to: WallTime,
}

document_fields!(Window { window_from: "windowFrom", window_to: "windowTo" });

/// A window of a day as instants.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

impl Window {
    fn closes_at_midnight(&self) -> bool {
        self.window_to == WallTime::MIDNIGHT
    }

    /// Refuses a window that closes before it opens: `voucher.bad_window`.
    pub(super) fn check(&self) -> Result<()> {
        match self.window_to < self.window_from && !self.closes_at_midnight() {
            true => Err(VoucherError::BadWindow.into()),
            false => Ok(()),
        }
    }

    /// The window of a day, converted at both ends.
    pub(super) fn on(&self, day: CalendarDate, zone: &TimeZone) -> Result<Open> {
        let closing = if self.closes_at_midnight() { day.plus_days(1)? } else { day };
        Ok(Open { start: zone.instant(day, self.window_from)?, end: zone.instant(closing, self.window_to)? })
    }
}

/// Something that takes the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Busy {
    /// From when.
    pub start: Timestamp,
    /// Until when, that instant not included.
    pub end: Timestamp,
    /// The booking, or hold, that takes it.
    pub booking_id: Option<BookingId>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for Busy {
    const ALWAYS: &'static [&'static str] = &["start", "end", "bookingId"];
    const ADDED: &'static [&'static str] = &[];
}

impl Read for Busy {
    fn read(json: &Json) -> Result<Self> {
        let fields = json.fields(&["start", "end", "bookingId"])?;
        let busy = Self {
            start: fields.take("start")?,
            end: fields.take("end")?,
            booking_id: fields.take("bookingId")?,
        };
        busy.interval()?;
        Ok(busy)
    }
}

impl Write for Busy {
    fn write(&self) -> Json {
        let Self { start, end, booking_id } = self;
        Json::Object(alloc::vec![
            ("start".into(), start.write()),
            ("end".into(), end.write()),
            ("bookingId".into(), booking_id.write()),
        ])
    }
}

impl Busy {
    /// The time that it takes (`time.interval_reversed`).
    pub(super) fn interval(&self) -> Result<Interval> {
        Interval::new(self.start, self.end)
    }
}

/// So many minutes in milliseconds.
pub(super) fn minutes(count: u32) -> i64 {
    i64::from(count).saturating_mul(60_000)
}
