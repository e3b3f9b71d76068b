//! Vouchers: the right to a service, the booking that puts it on a slot, and cards of several units.
//!
//! A voucher is issued, handed on and redeemed by its issuer (RFC 3506 knows the three steps). Booking is a document of
//! its own; the voucher names the live one. What takes a resource, and when, is the host's calendar: a command is given
//! what is busy, judges by it, and requires an exclusion that a database enforces at commit.

mod booking;
mod card;
mod document;
mod lifecycle;
mod rules;
mod slot;
mod template;

pub use booking::{Booking, BookingCommand, BookingFields, BookingGuard, BookingMachine, BookingStatus};
pub use card::{Card, CardCommand, CardFields, CardGuard, CardMachine, CardStatus, NewCard, Redemption};
pub use document::{Decision, Document};
pub use lifecycle::{
    NewVoucher, Voucher, VoucherCommand, VoucherFields, VoucherGuard, VoucherMachine, VoucherStatus,
};
pub use rules::{BookingRules, Busy, Window};
pub use slot::{MAXIMUM_SLOTS, Nights, SlotQuery, Slots, nights, slots};
pub use template::{TemplateOverrides, VoucherTemplate};

use crate::error::refusals;

refusals! {
    /// Why a voucher rule refused.
    pub enum VoucherError {
        /// The validity ends before it begins.
        ValidityReversed => VoucherValidityReversed, "a validUntil does not come before its validFrom";
        /// Before the validity.
        NotYetValid => VoucherNotYetValid, "this is not valid yet";
        /// After the validity.
        Expired => VoucherExpired, "this is valid no longer";
        /// The validity has not ended.
        NotLapsed => VoucherNotLapsed, "this is still valid";
        /// A price below nothing.
        NegativePrice => VoucherNegativePrice, "a price is not negative";
        /// A duration of nothing, or less.
        BadDuration => VoucherBadDuration, "a duration is at least one minute and at most 527040";
        /// Somebody holds it.
        HolderAlreadyAssigned => VoucherHolderAlreadyAssigned, "the voucher has a holder";
        /// Nobody holds it.
        HolderMissing => VoucherHolderMissing, "the voucher has no holder";
        /// It stays with its holder.
        NotTransferable => VoucherNotTransferable, "the voucher is not transferable";
        /// The holder that it has, or its issuer.
        SameHolder => VoucherSameHolder, "the new holder is neither the present one nor the issuer";
        /// A service without slots.
        ServiceHasNoSlots => VoucherServiceHasNoSlots, "the service has no slots: it has no duration";
        /// A service that is booked first.
        ServiceNeedsSlot => VoucherServiceNeedsSlot, "the service is consumed on a booked slot";
        /// The slot is not within the voucher's validity.
        SlotOutsideValidity => VoucherSlotOutsideValidity, "the slot begins and ends within the voucher's validity";
        /// The slot is over, has begun, or is too near.
        SlotInPast => VoucherSlotInPast, "a slot is booked before it begins, with the notice of the rules";
        /// The slot lasts longer or shorter than the service.
        SlotDurationMismatch => VoucherSlotDurationMismatch, "the slot lasts as long as the service";
        /// The slot is none of the provider's.
        SlotOffGrid => VoucherSlotOffGrid, "the slot is none that the rules' windows and steps give";
        /// Something else takes the resource.
        SlotTaken => VoucherSlotTaken, "something else takes the resource at this time, buffers included";
        /// Too late to move it.
        RescheduleWindowClosed => VoucherRescheduleWindowClosed, "it is too late for the holder to move the booking";
        /// Too late to cancel it.
        CancelWindowClosed => VoucherCancelWindowClosed, "it is too late for the holder to cancel the booking";
        /// A reason is needed.
        ReasonMissing => VoucherReasonMissing, "this needs a reason";
        /// The slot lies ahead.
        SlotNotStarted => VoucherSlotNotStarted, "the slot has not begun";
        /// The slot has begun.
        SlotAlreadyStarted => VoucherSlotAlreadyStarted, "the slot has begun";
        /// The slot is not over.
        SlotNotEnded => VoucherSlotNotEnded, "the slot is not over";
        /// The holder may still come.
        GraceRunning => VoucherGraceRunning, "the grace after the slot is not over";
        /// The voucher cannot be booked.
        NotOpen => VoucherNotOpen, "the voucher is booked already, or can be booked no longer";
        /// The hold has ended.
        HoldExpired => VoucherHoldExpired, "the hold has ended";
        /// The hold has not ended.
        HoldRunning => VoucherHoldRunning, "the hold has not ended";
        /// A hold of another voucher, slot or party.
        HoldOfAnother => VoucherHoldOfAnother, "the hold is of another voucher, slot or party";
        /// No units.
        NoUnits => VoucherNoUnits, "a card has at least one unit";
        /// No unit is left. Chooses the row.
        NoUnitsLeft => VoucherNoUnitsLeft, "no unit is left";
        /// The redemption was made before.
        RedemptionRepeated => VoucherRedemptionRepeated, "this redemption was made before";
        /// There is no such redemption, or it was undone.
        RedemptionUnknown => VoucherRedemptionUnknown, "there is no such redemption, or it was undone";
        /// A window that ends before it begins.
        BadWindow => VoucherBadWindow, "a window ends after it begins, or at 00:00 for the next midnight";
        /// A step of nothing.
        BadStep => VoucherBadStep, "slots are at least one minute apart";
        /// More slots than may be asked for at once.
        TooManySlots {
            /// Slots allowed.
            maximum: u32,
        } => VoucherTooManySlots, "ask for at most {maximum} slots at once, or iterate";
        /// No night.
        NightsReversed => VoucherNightsReversed, "a departure is at least one night after the arrival";
    }
}
