//! The voucher's commands.

use alloc::{vec, vec::Vec};

use super::{
    NewVoucher, Voucher, VoucherCommand, VoucherFields, VoucherMachine, VoucherStatus,
    facts::{Facts, Wanted},
};
use crate::{
    Result,
    id::{BookingId, PartyId, Reason},
    input::{Json, Write},
    lifecycle::{
        self, Actor, Allowed, Context, Drafting, FeeTrigger, LifecycleError, Payer, Role, Row, Subject,
    },
    time::{Interval, Timestamp},
    voucher::{
        BookingRules, Busy, Decision, Document,
        booking::{Booking, Following},
    },
};

/// What triggers the platform's fee for a booking.
const BOOKING: &str = "voucher.booking";

impl Voucher {
    /// Issues a new voucher; `existing` is what the host has stored under its id.
    ///
    /// Event `voucher.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
    /// `voucher.validity_reversed`, `negative_price`, `bad_duration`.
    pub fn issue(new: &NewVoucher, existing: Option<&Voucher>, context: &Context) -> Result<Decision> {
        let fields = new.issued(context.now)?;
        if existing.is_some() {
            return Err(LifecycleError::AlreadyExists { kind: "voucher" }.into());
        }
        context.check_version(0)?;
        let row = Facts::of(&fields, context).choose(None, VoucherCommand::Issue, context)?;
        let mut drafting = Drafting::new(context.now);
        drafting.create(Self::new(fields)?, row.event, &context.actor, vec![]);
        drafting.finish()
    }

    /// The issuer gives the voucher its holder.
    ///
    /// Event `voucher.holder_assigned`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
    /// `voucher.holder_already_assigned`, `same_holder` (the issuer), `expired`.
    pub fn assign_holder(&self, holder: &PartyId, context: &Context) -> Result<Decision> {
        self.hand_to(holder, VoucherCommand::AssignHolder, context)
    }

    /// The holder hands the voucher on.
    ///
    /// Event `voucher.transferred`. Refused: `lifecycle.actor_not_allowed` (only the holder),
    /// `voucher.not_transferable`, `expired`, `same_holder` (the present one, or the issuer).
    pub fn transfer(&self, recipient: &PartyId, context: &Context) -> Result<Decision> {
        self.hand_to(recipient, VoucherCommand::Transfer, context)
    }

    /// Puts the voucher on a slot. Whoever books a voucher without a holder becomes its holder. `busy` is everything that
    /// takes the resource, live holds included; `hold` is the hold that is to be confirmed, whose id is the booking's.
    ///
    /// Events `voucher.booked`, `booking.created`; requires the exclusion of the slot with its buffers; triggers the fee
    /// `voucher.booking` on a positive price, which the issuer pays. Refused: `lifecycle.already_exists` (a booking that
    /// is no live hold), `actor_not_allowed` (the holder, or anybody but the issuer while there is none),
    /// `voucher.service_has_no_slots`, `expired`, `slot_outside_validity`, `slot_in_past`, `slot_duration_mismatch`,
    /// `slot_off_grid`, `slot_taken`, `hold_expired`, `hold_of_another`.
    pub fn book(
        &self,
        booking_id: &BookingId,
        slot: Interval,
        rules: &BookingRules,
        busy: &[Busy],
        hold: Option<&Booking>,
        context: &Context,
    ) -> Result<Decision> {
        rules.check()?;
        Booking::check_hold(booking_id, hold)?;
        context.check_version(self.version)?;
        let own = hold.map(|hold| &hold.booking_id);
        let wanted = Wanted { slot, busy, own };
        let facts = Facts { slot: Some(&wanted), rules: Some(rules), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), VoucherCommand::Book, context)?;
        let set_holder = self.holder_uid.is_none();
        let mut after = self.0.clone();
        after.holder_uid = self.holder_uid.clone().or_else(|| context.actor.party().cloned());
        after.booking_id = Some(booking_id.clone());
        let mut drafting = self.drafted(after, row, vec![("bookingId", booking_id.write())], context)?;
        let holder = context.actor.party().cloned().unwrap_or_else(|| self.issuer_uid.clone());
        Booking::follow_book(self, booking_id, slot, holder, set_holder, hold, &mut drafting)?;
        drafting.exclusion(self.resource_id.as_str(), slot.widened(rules.buffers())?, booking_id.as_str());
        if let Some(base) = self.price.filter(|price| price.amount() > 0) {
            let payer = Payer { role: Role::Issuer, id: self.issuer_uid.clone() };
            drafting.fee(FeeTrigger::charge(BOOKING, booked(booking_id), base, payer, context.now));
        }
        drafting.finish()
    }

    /// Moves the booking to another slot, in one decision.
    ///
    /// Events `voucher.rescheduled`, `booking.rescheduled`; requires the exclusion of the new slot, which replaces the
    /// booking's. Refused: `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer),
    /// `voucher.expired`, `slot_already_started`, what [`book`](Self::book) refuses of a slot,
    /// `reschedule_window_closed` (for the holder).
    pub fn reschedule(
        &self,
        slot: Interval,
        rules: &BookingRules,
        busy: &[Busy],
        booking: Option<&Booking>,
        context: &Context,
    ) -> Result<Decision> {
        rules.check()?;
        self.check_booking(booking)?;
        context.check_version(self.version)?;
        let wanted = Wanted { slot, busy, own: self.booking_id.as_ref() };
        let facts = Facts { booking, slot: Some(&wanted), rules: Some(rules), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), VoucherCommand::Reschedule, context)?;
        let mut drafting = self.drafted(self.0.clone(), row, vec![], context)?;
        if let Some(booking) = booking {
            booking.follow(Following::Rescheduled(slot), &mut drafting)?;
            let id = booking.booking_id.as_str();
            drafting.exclusion(self.resource_id.as_str(), slot.widened(rules.buffers())?, id);
        }
        drafting.finish()
    }

    /// Takes the voucher off its slot: issued again while it is valid, otherwise expired. A holder that the booking had set
    /// is gone with it.
    ///
    /// Events `voucher.booking_cancelled`, `booking.cancelled`; takes the booking's fee back. Refused:
    /// `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer), `voucher.expired` (for
    /// the holder), `cancel_window_closed` (for the holder), `reason_missing` (for the issuer of a lapsed voucher).
    pub fn cancel_booking(
        &self,
        reason: Option<&Reason>,
        rules: &BookingRules,
        booking: Option<&Booking>,
        context: &Context,
    ) -> Result<Decision> {
        rules.check()?;
        self.check_booking(booking)?;
        context.check_version(self.version)?;
        let has_reason = Some(reason.is_some());
        let facts = Facts { booking, rules: Some(rules), has_reason, ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), VoucherCommand::CancelBooking, context)?;
        let mut after = self.0.clone();
        after.booking_id = None;
        if booking.is_some_and(|booking| booking.set_holder) {
            after.holder_uid = None;
        }
        let data = self.booking_id.iter().map(|id| ("bookingId", id.write())).collect();
        let mut drafting = self.drafted(after, row, data, context)?;
        self.follow_cancelling(booking, reason, &mut drafting, context)?;
        drafting.finish()
    }

    /// The issuer redeems the voucher: a booked one from the beginning of its slot on, one without slots within its
    /// validity.
    ///
    /// Events `voucher.consumed`, and `booking.completed` of a booked one. Refused: `lifecycle.wrong_document` (another
    /// booking), `actor_not_allowed` (only the issuer), `voucher.slot_not_started`, `service_needs_slot`,
    /// `not_yet_valid`, `expired`, `holder_missing`.
    pub fn consume(&self, booking: Option<&Booking>, context: &Context) -> Result<Decision> {
        self.close(VoucherCommand::Consume, None, booking, Following::Completed, context)
    }

    /// Ends the voucher because nobody came.
    ///
    /// Events `voucher.no_show`, `booking.no_show`. Refused: `lifecycle.wrong_document` (another booking),
    /// `actor_not_allowed` (only issuer and system), `voucher.slot_not_ended`, `grace_running`.
    pub fn mark_no_show(
        &self,
        rules: &BookingRules,
        booking: Option<&Booking>,
        context: &Context,
    ) -> Result<Decision> {
        rules.check()?;
        self.close(VoucherCommand::MarkNoShow, Some(rules), booking, Following::NoShow, context)
    }

    /// The issuer takes the voucher back, for good.
    ///
    /// Events `voucher.cancelled`, and `booking.cancelled` of a booked one, whose fee is taken back. Refused:
    /// `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only the issuer),
    /// `voucher.slot_already_started`.
    pub fn cancel(
        &self,
        reason: Option<&Reason>,
        booking: Option<&Booking>,
        context: &Context,
    ) -> Result<Decision> {
        self.check_booking(booking)?;
        context.check_version(self.version)?;
        let facts = Facts { booking, ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), VoucherCommand::Cancel, context)?;
        let mut after = self.0.clone();
        after.booking_id = None;
        let mut drafting = self.drafted(after, row, vec![], context)?;
        self.follow_cancelling(booking, reason, &mut drafting, context)?;
        drafting.finish()
    }

    /// Ends a voucher that was not used in time.
    ///
    /// Event `voucher.expired`. Refused: `lifecycle.actor_not_allowed` (only system), `voucher.not_lapsed`.
    pub fn expire(&self, context: &Context) -> Result<Decision> {
        context.check_version(self.version)?;
        let row = Facts::of(self, context).choose(Some(self.status), VoucherCommand::Expire, context)?;
        self.drafted(self.0.clone(), row, vec![], context)?.finish()
    }

    /// Every command on the voucher, with "enabled" or the code why not. What needs an argument counts as met.
    pub fn allowed(
        &self,
        booking: Option<&Booking>,
        rules: Option<&BookingRules>,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<Allowed>> {
        if booking.is_some() {
            self.check_booking(booking)?;
        }
        let context = Context::new(now, actor.clone());
        let facts = Facts { booking, rules, ..Facts::of(self, &context) };
        Ok(lifecycle::allowed::<VoucherMachine>(
            self.status,
            actor,
            |role| facts.plays(role),
            |guard| facts.holds(guard),
        ))
    }

    fn hand_to(&self, holder: &PartyId, command: VoucherCommand, context: &Context) -> Result<Decision> {
        context.check_version(self.version)?;
        let facts = Facts { recipient: Some(holder), ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), command, context)?;
        let mut after = self.0.clone();
        after.holder_uid = Some(holder.clone());
        self.drafted(after, row, vec![], context)?.finish()
    }

    /// A step that ends the voucher and, if it is booked, its booking.
    fn close(
        &self,
        command: VoucherCommand,
        rules: Option<&BookingRules>,
        booking: Option<&Booking>,
        following: Following<'_>,
        context: &Context,
    ) -> Result<Decision> {
        self.check_booking(booking)?;
        context.check_version(self.version)?;
        let facts = Facts { booking, rules, ..Facts::of(self, context) };
        let row = facts.choose(Some(self.status), command, context)?;
        let mut after = self.0.clone();
        after.booking_id = None;
        let mut drafting = self.drafted(after, row, vec![], context)?;
        if let Some(booking) = booking {
            booking.follow(following, &mut drafting)?;
        }
        drafting.finish()
    }

    /// A decision that takes the row and leaves `after`.
    fn drafted(
        &self,
        mut after: VoucherFields,
        row: &Row<VoucherMachine>,
        data: Vec<(&'static str, Json)>,
        context: &Context,
    ) -> Result<Drafting<Document>> {
        after.status = row.to;
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), Self::new(after)?, row.event, &context.actor, data);
        Ok(drafting)
    }

    fn follow_cancelling(
        &self,
        booking: Option<&Booking>,
        reason: Option<&Reason>,
        drafting: &mut Drafting<Document>,
        context: &Context,
    ) -> Result<()> {
        let Some(booking) = booking else { return Ok(()) };
        booking.follow(Following::Cancelled(reason, context.now), drafting)?;
        // Nothing is taken back that was not due.
        if self.price.is_some_and(|price| price.amount() > 0) {
            drafting.fee(FeeTrigger::reversal(BOOKING, booked(&booking.booking_id), context.now));
        }
        Ok(())
    }
}

impl VoucherFields {
    /// Whether it can be booked, as far as its status goes.
    pub(in crate::voucher) fn is_open(&self) -> bool {
        self.status == VoucherStatus::Issued
    }
}

fn booked(booking_id: &BookingId) -> Subject {
    Subject { kind: "booking".into(), id: booking_id.as_str().into() }
}
