//! The voucher's commands.

use mot_core::{
    id::{BookingId, PartyId, Reason},
    voucher,
};
use pyo3::{prelude::*, types::PyTuple};

use super::{busy, slot};
use crate::{
    documents::{Booking, BookingRules, Busy, NewVoucher, Voucher},
    error::call,
    lifecycle::{self, Decision, context, decided},
    scalar::{self, Several, ToPython},
};

#[pymethods]
impl Voucher {
    /// Issues a new voucher; `existing` is what the host has stored under its id.
    ///
    /// Event `voucher.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
    /// `voucher.validity_reversed`, `negative_price`, `bad_duration`.
    #[staticmethod]
    #[pyo3(signature = (voucher, *, by, at, existing = None, expected_version = None))]
    fn issue(
        voucher: &NewVoucher,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Voucher>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| voucher::Voucher::issue(&voucher.0, existing, &context))
    }

    /// The issuer gives the voucher its holder.
    ///
    /// Event `voucher.holder_assigned`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
    /// `voucher.holder_already_assigned`, `same_holder` (the issuer), `expired`.
    #[pyo3(signature = (holder, *, by, at, expected_version = None))]
    fn assign_holder(
        &self,
        holder: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let holder = scalar::text(holder, "holder", PartyId::parse)?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.assign_holder(&holder, &context))
    }

    /// The holder hands the voucher on.
    ///
    /// Event `voucher.transferred`. Refused: `lifecycle.actor_not_allowed` (only the holder),
    /// `voucher.not_transferable`, `expired`, `same_holder` (the present one, or the issuer).
    #[pyo3(signature = (recipient, *, by, at, expected_version = None))]
    fn transfer(
        &self,
        recipient: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let recipient = scalar::text(recipient, "recipient", PartyId::parse)?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.transfer(&recipient, &context))
    }

    /// Puts the voucher on a slot. Whoever books a voucher without a holder becomes its holder. `busy` is everything
    /// that takes the resource, live holds included; `hold` is the hold that is to be confirmed, whose id is the
    /// booking's.
    ///
    /// Events `voucher.booked`, `booking.created`; requires the exclusion of the slot with its buffers; triggers the
    /// fee `voucher.booking` on a positive price, which the issuer pays. Refused: `lifecycle.already_exists` (a booking
    /// that is no live hold), `wrong_document` (a hold of another id), `actor_not_allowed` (the holder, or anybody but
    /// the issuer while there is none), `time.interval_reversed`, `voucher.service_has_no_slots`, `expired`,
    /// `slot_outside_validity`, `slot_in_past`, `slot_duration_mismatch`, `slot_off_grid`, `slot_taken`,
    /// `hold_expired`, `hold_of_another`.
    #[pyo3(signature = (booking_id, *, slot_start, slot_end, rules, busy, by, at, hold = None, expected_version = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one for each thing that the decision depends on, all by keyword"
    )]
    fn book(
        &self,
        booking_id: &Bound<'_, PyAny>,
        slot_start: &Bound<'_, PyAny>,
        slot_end: &Bound<'_, PyAny>,
        rules: &BookingRules,
        busy: Several<Busy>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        hold: Option<&Booking>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let slot = slot(slot_start, slot_end)?;
        let booking_id = scalar::text(booking_id, "bookingId", BookingId::parse)?;
        let (busy, hold) = (self::busy(&busy), core(hold));
        let context = context(by, at, expected_version)?;
        decided(|| self.0.book(&booking_id, slot, &rules.0, &busy, hold, &context))
    }

    /// Moves the booking to another slot, in one decision.
    ///
    /// Events `voucher.rescheduled`, `booking.rescheduled`; requires the exclusion of the new slot, which replaces the
    /// booking's. Refused: `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer),
    /// `voucher.expired`, `slot_already_started`, what `book` refuses of a slot, `reschedule_window_closed` (for the
    /// holder).
    #[pyo3(signature = (*, slot_start, slot_end, rules, busy, booking, by, at, expected_version = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one for each thing that the decision depends on, all by keyword"
    )]
    fn reschedule(
        &self,
        slot_start: &Bound<'_, PyAny>,
        slot_end: &Bound<'_, PyAny>,
        rules: &BookingRules,
        busy: Several<Busy>,
        booking: &Booking,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let slot = slot(slot_start, slot_end)?;
        let busy = self::busy(&busy);
        let context = context(by, at, expected_version)?;
        decided(|| self.0.reschedule(slot, &rules.0, &busy, Some(&booking.0), &context))
    }

    /// Takes the voucher off its slot: issued again while it is valid, otherwise expired. A holder that the booking had
    /// set is gone with it.
    ///
    /// Events `voucher.booking_cancelled`, `booking.cancelled`; takes the booking's fee back. Refused:
    /// `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer), `voucher.expired`
    /// (for the holder), `cancel_window_closed` (for the holder), `reason_missing` (for the issuer of a lapsed
    /// voucher).
    #[pyo3(signature = (*, rules, booking, by, at, reason = None, expected_version = None))]
    fn cancel_booking(
        &self,
        rules: &BookingRules,
        booking: &Booking,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        reason: Option<&Bound<'_, PyAny>>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let reason = self::reason(reason)?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.cancel_booking(reason.as_ref(), &rules.0, Some(&booking.0), &context))
    }

    /// The issuer redeems the voucher: a booked one from the beginning of its slot on, one without slots within its
    /// validity.
    ///
    /// Events `voucher.consumed`, and `booking.completed` of a booked one. Refused: `lifecycle.wrong_document` (another
    /// booking), `actor_not_allowed` (only the issuer), `voucher.slot_not_started`, `service_needs_slot`,
    /// `not_yet_valid`, `expired`, `holder_missing`.
    #[pyo3(signature = (*, by, at, booking = None, expected_version = None))]
    fn consume(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        booking: Option<&Booking>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        let booking = core(booking);
        decided(|| self.0.consume(booking, &context))
    }

    /// Ends the voucher because nobody came.
    ///
    /// Events `voucher.no_show`, `booking.no_show`. Refused: `lifecycle.wrong_document` (another booking),
    /// `actor_not_allowed` (only issuer and system), `voucher.slot_not_ended`, `grace_running`.
    #[pyo3(signature = (*, rules, booking, by, at, expected_version = None))]
    fn mark_no_show(
        &self,
        rules: &BookingRules,
        booking: &Booking,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.mark_no_show(&rules.0, Some(&booking.0), &context))
    }

    /// The issuer takes the voucher back, for good.
    ///
    /// Events `voucher.cancelled`, and `booking.cancelled` of a booked one, whose fee is taken back. Refused:
    /// `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only the issuer),
    /// `voucher.slot_already_started`.
    #[pyo3(signature = (*, by, at, booking = None, reason = None, expected_version = None))]
    fn cancel(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        booking: Option<&Booking>,
        reason: Option<&Bound<'_, PyAny>>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let reason = self::reason(reason)?;
        let context = context(by, at, expected_version)?;
        let booking = core(booking);
        decided(|| self.0.cancel(reason.as_ref(), booking, &context))
    }

    /// Ends a voucher that was not used in time.
    ///
    /// Event `voucher.expired`. Refused: `lifecycle.actor_not_allowed` (only system), `voucher.not_lapsed`.
    #[pyo3(signature = (*, by, at, expected_version = None))]
    fn expire(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.expire(&context))
    }

    /// The status as it is to be shown: a lapsed voucher is expired before anybody has said so.
    fn effective_status<'py>(&self, now: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.0.effective_status(scalar::clock(now, "now")?).to_python(now.py())
    }

    /// Every command on the voucher, with "enabled" or the code why not.
    ///
    /// What needs an argument counts as met, and so does what needs a booking or rules that are not given.
    #[pyo3(signature = (*, by, at, booking = None, rules = None))]
    fn allowed<'py>(
        &self,
        by: &Bound<'py, PyAny>,
        at: &Bound<'py, PyAny>,
        booking: Option<&Booking>,
        rules: Option<&BookingRules>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        let (booking, rules) = (core(booking), rules.map(|rules| &rules.0));
        let allowed = call(|| self.0.allowed(booking, rules, &context.actor, context.now))?;
        lifecycle::listed(by.py(), allowed)
    }
}

fn core(booking: Option<&Booking>) -> Option<&voucher::Booking> {
    booking.map(|booking| &booking.0)
}

fn reason(given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Reason>> {
    given.map(|reason| scalar::text(reason, "reason", Reason::parse)).transpose()
}
