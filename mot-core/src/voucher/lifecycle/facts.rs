//! What the voucher's guards look at.

use super::{Voucher, VoucherCommand, VoucherFields, VoucherGuard, VoucherMachine, VoucherStatus};
use crate::{
    Result,
    id::{BookingId, PartyId},
    lifecycle::{Context, Role, Row, choose},
    time::{Interval, Timestamp, ValidityState},
    voucher::{BookingRules, Busy, VoucherError, booking::Booking, rules::minutes},
};

/// The present voucher and what the command brings. What is not given counts as met.
pub(in crate::voucher) struct Facts<'a> {
    pub(in crate::voucher) voucher: &'a VoucherFields,
    /// The booking that the voucher names.
    pub(in crate::voucher) booking: Option<&'a Booking>,
    /// The slot that the command names.
    pub(in crate::voucher) slot: Option<&'a Wanted<'a>>,
    pub(in crate::voucher) rules: Option<&'a BookingRules>,
    /// Who the command names as holder.
    pub(in crate::voucher) recipient: Option<&'a PartyId>,
    pub(in crate::voucher) has_reason: Option<bool>,
    pub(in crate::voucher) party: Option<&'a PartyId>,
    pub(in crate::voucher) now: Timestamp,
}

/// A slot that is to be taken.
pub(in crate::voucher) struct Wanted<'a> {
    pub(in crate::voucher) slot: Interval,
    pub(in crate::voucher) busy: &'a [Busy],
    /// The booking or hold whose own time does not count.
    pub(in crate::voucher) own: Option<&'a BookingId>,
}

impl<'a> Facts<'a> {
    pub(in crate::voucher) fn of(voucher: &'a VoucherFields, context: &'a Context) -> Self {
        Self {
            voucher,
            booking: None,
            slot: None,
            rules: None,
            recipient: None,
            has_reason: None,
            party: context.actor.party(),
            now: context.now,
        }
    }

    pub(super) fn choose(
        &self,
        status: Option<VoucherStatus>,
        command: VoucherCommand,
        context: &Context,
    ) -> Result<&'static Row<VoucherMachine>> {
        choose(status, command, &context.actor, |role| self.plays(role), |guard| self.holds(guard))
    }

    pub(in crate::voucher) fn plays(&self, role: Role) -> bool {
        let voucher = self.voucher;
        self.party.is_some_and(|party| match role {
            Role::Issuer => *party == voucher.issuer_uid,
            Role::Holder => voucher.holder_uid.as_ref() == Some(party),
            Role::AnyoneWhileUnassigned => voucher.holder_uid.is_none() && *party != voucher.issuer_uid,
            _ => false,
        })
    }

    pub(in crate::voucher) fn holds(&self, guard: VoucherGuard) -> Result<()> {
        let unless = |holds: bool, refused: VoucherError| if holds { Ok(()) } else { Err(refused.into()) };
        let voucher = self.voucher;
        let (validity, now) = (voucher.validity(), self.now);
        // A present booking, the slot that is wanted, the rules: each may not be given.
        let booked = |holds: &dyn Fn(&Booking) -> bool| self.booking.is_none_or(holds);
        let wanted = |holds: &dyn Fn(&Interval) -> bool| self.slot.is_none_or(|wanted| holds(&wanted.slot));
        match guard {
            VoucherGuard::ValidityOrdered => unless(validity.is_ordered(), VoucherError::ValidityReversed),
            VoucherGuard::PriceNotNegative => {
                let negative = voucher.price.is_some_and(|price| price.amount() < 0);
                unless(!negative, VoucherError::NegativePrice)
            }
            VoucherGuard::DurationPositive => {
                let possible = voucher.duration_minutes.is_none_or(|minutes| (1..=YEAR).contains(&minutes));
                unless(possible, VoucherError::BadDuration)
            }
            VoucherGuard::HolderUnassigned => {
                unless(voucher.holder_uid.is_none(), VoucherError::HolderAlreadyAssigned)?;
                unless(self.recipient != Some(&voucher.issuer_uid), VoucherError::SameHolder)
            }
            VoucherGuard::NotExpired => {
                unless(validity.at(now) != ValidityState::Expired, VoucherError::Expired)
            }
            VoucherGuard::Transferable => unless(voucher.transferable, VoucherError::NotTransferable),
            VoucherGuard::RecipientDiffers => {
                let same = self.recipient.is_some_and(|recipient| {
                    *recipient == voucher.issuer_uid || Some(recipient) == voucher.holder_uid.as_ref()
                });
                unless(!same, VoucherError::SameHolder)
            }
            VoucherGuard::SlottedService => {
                unless(voucher.duration_minutes.is_some(), VoucherError::ServiceHasNoSlots)
            }
            VoucherGuard::UnslottedService => {
                unless(voucher.duration_minutes.is_none(), VoucherError::ServiceNeedsSlot)
            }
            VoucherGuard::SlotWithinValidity => {
                let within =
                    wanted(&|slot| voucher.valid_from <= slot.start() && slot.end() <= voucher.valid_until);
                unless(within, VoucherError::SlotOutsideValidity)
            }
            VoucherGuard::SlotInFuture => {
                let notice = self.rules.map_or(0, |rules| rules.minimum_notice_minutes);
                let earliest = now.plus_milliseconds(minutes(notice))?;
                unless(wanted(&|slot| slot.start() > earliest), VoucherError::SlotInPast)
            }
            VoucherGuard::SlotDurationMatches => {
                let lasts = voucher.duration_minutes.map(minutes);
                let matches = wanted(&|slot| lasts.is_none_or(|lasts| length(slot) == lasts));
                unless(matches, VoucherError::SlotDurationMismatch)
            }
            VoucherGuard::SlotOnGrid => match (self.slot, self.rules) {
                (Some(wanted), Some(rules)) => unless(rules.has(&wanted.slot)?, VoucherError::SlotOffGrid),
                _ => Ok(()),
            },
            VoucherGuard::SlotFree => match (self.slot, self.rules) {
                (Some(wanted), Some(rules)) => rules.check_free(&wanted.slot, wanted.busy, wanted.own),
                _ => Ok(()),
            },
            VoucherGuard::SlotNotStarted => {
                unless(booked(&|booking| now < booking.slot_start), VoucherError::SlotAlreadyStarted)
            }
            VoucherGuard::RescheduleWindowOpen => {
                let notice = self.rules.map_or(0, |rules| rules.reschedule_notice_minutes);
                unless(self.window_open(notice)?, VoucherError::RescheduleWindowClosed)
            }
            VoucherGuard::CancelWindowOpen => {
                let notice = self.rules.map_or(0, |rules| rules.cancel_notice_minutes);
                unless(self.window_open(notice)?, VoucherError::CancelWindowClosed)
            }
            VoucherGuard::Lapsed => {
                unless(validity.at(now) == ValidityState::Expired, VoucherError::NotLapsed)
            }
            VoucherGuard::ReasonGiven => unless(self.has_reason != Some(false), VoucherError::ReasonMissing),
            VoucherGuard::SlotStarted => {
                unless(booked(&|booking| booking.slot_start <= now), VoucherError::SlotNotStarted)
            }
            VoucherGuard::WithinValidity => match validity.at(now) {
                ValidityState::Valid => Ok(()),
                ValidityState::NotYetValid => Err(VoucherError::NotYetValid.into()),
                ValidityState::Expired => Err(VoucherError::Expired.into()),
            },
            VoucherGuard::HolderAssigned => unless(voucher.holder_uid.is_some(), VoucherError::HolderMissing),
            VoucherGuard::SlotEnded => {
                unless(booked(&|booking| booking.slot_end <= now), VoucherError::SlotNotEnded)
            }
            VoucherGuard::GraceElapsed => {
                let (Some(booking), Some(rules)) = (self.booking, self.rules) else { return Ok(()) };
                let over = booking.slot_end.plus_milliseconds(minutes(rules.no_show_grace_minutes))?;
                unless(over <= now, VoucherError::GraceRunning)
            }
        }
    }

    /// Whether the holder may still change the booking, the last instant included; the issuer always may.
    fn window_open(&self, notice: u32) -> Result<bool> {
        let Some(booking) = self.booking else { return Ok(true) };
        if !self.plays(Role::Holder) {
            return Ok(true);
        }
        let last = booking.slot_start.plus_milliseconds(minutes(notice).saturating_neg())?;
        Ok(self.now <= last)
    }
}

/// The minutes of a leap year: the longest slot.
const YEAR: u32 = 366 * 24 * 60;

fn length(slot: &Interval) -> i64 {
    slot.end().milliseconds().saturating_sub(slot.start().milliseconds())
}

impl Voucher {
    /// The booking that the voucher names, or `lifecycle.wrong_document`.
    pub(super) fn check_booking(&self, booking: Option<&Booking>) -> Result<()> {
        let given = booking.map(|booking| &booking.booking_id);
        if given == self.booking_id.as_ref() {
            let foreign = booking.filter(|booking| !booking.is_live_of(self));
            return match foreign {
                None => Ok(()),
                Some(_) => Err(wrong(self.booking_id.as_ref(), None)),
            };
        }
        Err(wrong(self.booking_id.as_ref(), given))
    }
}

fn wrong(missing: Option<&BookingId>, extra: Option<&BookingId>) -> crate::Error {
    crate::voucher::document::wrong_document(
        "booking",
        missing.map(BookingId::as_str),
        extra.map(BookingId::as_str),
    )
}
