//! The booking's commands.

use mot_core::{id::BookingId, voucher};
use pyo3::{prelude::*, types::PyTuple};

use super::slot;
use crate::{
    documents::{Booking, BookingRules, Busy, Voucher},
    error::call,
    lifecycle::{self, Decision, context, decided},
    scalar::{self, Several},
};

#[pymethods]
impl Booking {
    /// Holds a slot for the minutes of the rules; it counts as busy meanwhile. `existing` is what the host has stored
    /// under its id.
    ///
    /// Event `booking.held`; requires the exclusion of the slot with its buffers, and one hold for each voucher.
    /// Refused: `lifecycle.already_exists`, `actor_not_allowed` (the voucher's holder, or anybody but the issuer while
    /// there is none), `voucher.not_open`, and what `Voucher.book` refuses of a voucher and a slot.
    ///
    /// The key of that hold lives as long as it: the commit that confirms or releases the hold deletes the key.
    #[staticmethod]
    #[pyo3(signature = (booking_id, *, slot_start, slot_end, rules, busy, voucher, by, at, existing = None, expected_version = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one for each thing that the decision depends on, all by keyword"
    )]
    fn hold(
        booking_id: &Bound<'_, PyAny>,
        slot_start: &Bound<'_, PyAny>,
        slot_end: &Bound<'_, PyAny>,
        rules: &BookingRules,
        busy: Several<Busy>,
        voucher: &Voucher,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Booking>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let booking_id = scalar::text(booking_id, "bookingId", BookingId::parse)?;
        let slot = slot(slot_start, slot_end)?;
        let busy = super::busy(&busy);
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| voucher::Booking::hold(&booking_id, slot, &rules.0, &busy, existing, &voucher.0, &context))
    }

    /// Gives a held slot up: the holder whenever they want, time when the hold has ended.
    ///
    /// Event `booking.released`. Refused: `lifecycle.wrong_document` (another voucher), `actor_not_allowed` (only
    /// holder and system), `voucher.hold_running` (for system).
    #[pyo3(signature = (*, voucher, by, at, expected_version = None))]
    fn release(
        &self,
        voucher: &Voucher,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.release(&voucher.0, &context))
    }

    /// Every command on the booking, with "enabled" or the code why not.
    #[pyo3(signature = (*, by, at))]
    fn allowed<'py>(&self, by: &Bound<'py, PyAny>, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        lifecycle::listed(by.py(), call(|| Ok(self.0.allowed(&context.actor, context.now)))?)
    }
}
