//! The booking's commands, and what follows for it from the voucher's.

use alloc::{format, vec, vec::Vec};

use super::{Booking, BookingCommand, BookingFields, BookingGuard, BookingMachine, BookingStatus};
use crate::{
    Result,
    id::{BookingId, PartyId, Reason},
    lifecycle::{
        self, Actor, Allowed, Context, Drafting, LifecycleError, Role, Row, choose, choose_consequence,
    },
    time::{Interval, Timestamp},
    voucher::{
        BookingRules, Busy, Decision, Document, Voucher, VoucherError, VoucherGuard,
        document::wrong_document,
        lifecycle::{Facts, Wanted},
        rules::minutes,
    },
};

impl Booking {
    /// Holds a slot for the minutes of the rules; it counts as busy meanwhile. `existing` is what the host has stored under
    /// its id.
    ///
    /// Event `booking.held`; requires the exclusion of the slot with its buffers, and one hold for each voucher. Refused:
    /// `lifecycle.already_exists`, `actor_not_allowed` (the voucher's holder, or anybody but the issuer while there is
    /// none), `voucher.not_open`, and what [`Voucher::book`] refuses of a voucher and a slot.
    ///
    /// The key of that hold lives as long as it: the commit that confirms or releases the hold deletes the key.
    pub fn hold(
        booking_id: &BookingId,
        slot: Interval,
        rules: &BookingRules,
        busy: &[Busy],
        existing: Option<&Booking>,
        voucher: &Voucher,
        context: &Context,
    ) -> Result<Decision> {
        rules.check()?;
        if existing.is_some() {
            return Err(LifecycleError::AlreadyExists { kind: "booking" }.into());
        }
        context.check_version(0)?;
        let wanted = Wanted { slot, busy, own: None };
        let facts = Facts { slot: Some(&wanted), rules: Some(rules), ..Facts::of(voucher, context) };
        let row = choose::<BookingMachine>(
            None,
            BookingCommand::Hold,
            &context.actor,
            |role| facts.plays(role),
            |guard| of_voucher(guard, &facts),
        )?;
        let holder = context.actor.party().cloned().unwrap_or_else(|| voucher.issuer_uid.clone());
        let mut fields =
            BookingFields::new(voucher, booking_id, slot, holder, voucher.holder_uid.is_none(), context.now);
        fields.status = row.to;
        fields.held_until = Some(context.now.plus_milliseconds(minutes(rules.hold_minutes))?);
        let mut drafting = Drafting::new(context.now);
        drafting.create(Self::new(fields)?, row.event, &context.actor, vec![]);
        drafting.exclusion(voucher.resource_id.as_str(), slot.widened(rules.buffers())?, booking_id.as_str());
        drafting.unique(format!("hold/{}", voucher.voucher_id), None);
        drafting.unchanged(&Document::from(voucher.clone()));
        drafting.finish()
    }

    /// Gives a held slot up: the holder whenever they want, time when the hold has ended.
    ///
    /// Event `booking.released`. Refused: `lifecycle.wrong_document` (another voucher), `actor_not_allowed` (only holder
    /// and system), `voucher.hold_running` (for system).
    pub fn release(&self, voucher: &Voucher, context: &Context) -> Result<Decision> {
        if voucher.voucher_id != self.voucher_id {
            let (missing, extra) = (self.voucher_id.as_str(), voucher.voucher_id.as_str());
            return Err(wrong_document("voucher", Some(missing), Some(extra)));
        }
        context.check_version(self.version)?;
        let row = self.choose(BookingCommand::Release, context)?;
        let mut after = self.0.clone();
        (after.status, after.held_until) = (row.to, None);
        let mut drafting = Drafting::new(context.now);
        drafting.change(self.clone(), Self::new(after)?, row.event, &context.actor, vec![]);
        drafting.unchanged(&Document::from(voucher.clone()));
        drafting.finish()
    }

    /// Every command on the booking, with "enabled" or the code why not.
    pub fn allowed(&self, actor: &Actor, now: Timestamp) -> Vec<Allowed> {
        let context = Context::new(now, actor.clone());
        lifecycle::allowed::<BookingMachine>(
            self.status,
            actor,
            |role| self.plays(role, &context),
            |guard| self.holds(guard, now),
        )
    }

    /// Refuses a booking's id that is taken by anything but the hold that is given: `lifecycle.already_exists`.
    pub(in crate::voucher) fn check_hold(booking_id: &BookingId, hold: Option<&Self>) -> Result<()> {
        match hold {
            Some(hold) if hold.booking_id != *booking_id => {
                Err(wrong_document("booking", Some(booking_id.as_str()), Some(hold.booking_id.as_str())))
            }
            Some(hold) if hold.status != BookingStatus::Held => {
                Err(LifecycleError::AlreadyExists { kind: "booking" }.into())
            }
            _ => Ok(()),
        }
    }

    /// What follows for the booking from the voucher's: it is made, or its hold confirmed.
    pub(in crate::voucher) fn follow_book(
        voucher: &Voucher,
        booking_id: &BookingId,
        slot: Interval,
        holder: PartyId,
        set_holder: bool,
        hold: Option<&Self>,
        drafting: &mut Drafting<Document>,
    ) -> Result<()> {
        let Some(hold) = hold else {
            let row = choose_consequence::<BookingMachine>(None, BookingCommand::Create, |_| Ok(()))?;
            let mut fields = BookingFields::new(voucher, booking_id, slot, holder, set_holder, drafting.at());
            fields.status = row.to;
            drafting.create(Self::new(fields)?, row.event, &Actor::System, vec![]);
            return Ok(());
        };
        let own = hold.voucher_id == voucher.voucher_id
            && hold.holder_uid == holder
            && (hold.slot_start, hold.slot_end) == (slot.start(), slot.end());
        let holds = |guard| match guard {
            BookingGuard::HoldIsOwn if !own => Err(VoucherError::HoldOfAnother.into()),
            guard => hold.holds(guard, drafting.at()),
        };
        let row = choose_consequence::<BookingMachine>(Some(hold.status), BookingCommand::Confirm, holds)?;
        let mut after = hold.0.clone();
        // A holder that was assigned since the hold was not set by the booking.
        (after.status, after.held_until, after.set_holder) = (row.to, None, set_holder);
        drafting.change(hold.clone(), Self::new(after)?, row.event, &Actor::System, vec![]);
        Ok(())
    }

    /// What follows for the booking from another step of its voucher.
    pub(in crate::voucher) fn follow(
        &self,
        following: Following<'_>,
        drafting: &mut Drafting<Document>,
    ) -> Result<()> {
        let command = match following {
            Following::Rescheduled(_) => BookingCommand::Reschedule,
            Following::Cancelled(..) => BookingCommand::Cancel,
            Following::Completed => BookingCommand::Complete,
            Following::NoShow => BookingCommand::NoShow,
        };
        let row = choose_consequence::<BookingMachine>(Some(self.status), command, |_| Ok(()))?;
        let mut after = self.0.clone();
        after.status = row.to;
        match following {
            Following::Rescheduled(slot) => (after.slot_start, after.slot_end) = (slot.start(), slot.end()),
            Following::Cancelled(reason, at) => {
                (after.cancel_reason, after.cancelled_at) = (reason.cloned(), Some(at));
            }
            Following::Completed | Following::NoShow => {}
        }
        drafting.change(self.clone(), Self::new(after)?, row.event, &Actor::System, vec![]);
        Ok(())
    }

    fn choose(&self, command: BookingCommand, context: &Context) -> Result<&'static Row<BookingMachine>> {
        choose(
            Some(self.status),
            command,
            &context.actor,
            |role| self.plays(role, context),
            |guard| self.holds(guard, context.now),
        )
    }

    fn plays(&self, role: Role, context: &Context) -> bool {
        role == Role::Holder && context.actor.party() == Some(&self.holder_uid)
    }

    fn holds(&self, guard: BookingGuard, now: Timestamp) -> Result<()> {
        let ended = self.held_until.is_some_and(|until| now > until);
        match guard {
            BookingGuard::HoldLapsed if !ended => Err(VoucherError::HoldRunning.into()),
            BookingGuard::HoldNotExpired if ended => Err(VoucherError::HoldExpired.into()),
            _ => Ok(()),
        }
    }
}

/// A step of a voucher that its booking follows.
#[derive(Clone, Copy, Debug)]
pub(in crate::voucher) enum Following<'a> {
    /// It was moved to this slot.
    Rescheduled(Interval),
    /// It was taken off its slot, or taken back.
    Cancelled(Option<&'a Reason>, Timestamp),
    /// It was consumed.
    Completed,
    /// Nobody came.
    NoShow,
}

/// A guard of a hold that the voucher's guards answer.
fn of_voucher(guard: BookingGuard, facts: &Facts<'_>) -> Result<()> {
    facts.holds(match guard {
        BookingGuard::SlottedService => VoucherGuard::SlottedService,
        BookingGuard::NotExpired => VoucherGuard::NotExpired,
        BookingGuard::VoucherOpen if facts.voucher.is_open() => return Ok(()),
        BookingGuard::VoucherOpen => return Err(VoucherError::NotOpen.into()),
        BookingGuard::SlotWithinValidity => VoucherGuard::SlotWithinValidity,
        BookingGuard::SlotInFuture => VoucherGuard::SlotInFuture,
        BookingGuard::SlotDurationMatches => VoucherGuard::SlotDurationMatches,
        BookingGuard::SlotOnGrid => VoucherGuard::SlotOnGrid,
        BookingGuard::SlotFree => VoucherGuard::SlotFree,
        BookingGuard::HoldLapsed | BookingGuard::HoldNotExpired | BookingGuard::HoldIsOwn => return Ok(()),
    })
}

impl BookingFields {
    /// A booking of a voucher on a slot.
    fn new(
        voucher: &Voucher,
        booking_id: &BookingId,
        slot: Interval,
        holder: PartyId,
        set_holder: bool,
        now: Timestamp,
    ) -> Self {
        Self {
            booking_id: booking_id.clone(),
            voucher_id: voucher.voucher_id.clone(),
            issuer_uid: voucher.issuer_uid.clone(),
            holder_uid: holder,
            slot_start: slot.start(),
            slot_end: slot.end(),
            status: BookingStatus::Booked,
            cancel_reason: None,
            created_at: now,
            cancelled_at: None,
            resource_id: voucher.resource_id.clone(),
            held_until: None,
            set_holder,
            version: 1,
        }
    }
}
