//! The table of the voucher's lifecycle.

use super::VoucherStatus::{self, Booked, Cancelled, Consumed, Expired, Issued};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The voucher's lifecycle.
#[derive(Debug)]
pub struct VoucherMachine;

words! {
    /// What can be done with a voucher.
    pub enum VoucherCommand {
        /// Issues it.
        Issue = "issue",
        /// Gives it its holder.
        AssignHolder = "assign_holder",
        /// Hands it on.
        Transfer = "transfer",
        /// Puts it on a slot.
        Book = "book",
        /// Moves its booking to another slot.
        Reschedule = "reschedule",
        /// Takes it off its slot.
        CancelBooking = "cancel_booking",
        /// Redeems it.
        Consume = "consume",
        /// Ends it because nobody came.
        MarkNoShow = "mark_no_show",
        /// Takes it back.
        Cancel = "cancel",
        /// Ends it after its validity.
        Expire = "expire",
    }
}

words! {
    /// What must hold.
    pub enum VoucherGuard {
        /// The validity does not end before it begins.
        ValidityOrdered = "validity_ordered",
        /// The price is not negative.
        PriceNotNegative = "price_not_negative",
        /// A duration is more than nothing.
        DurationPositive = "duration_positive",
        /// Nobody holds it.
        HolderUnassigned = "holder_unassigned",
        /// The validity has not ended.
        NotExpired = "not_expired",
        /// It may be handed on.
        Transferable = "transferable",
        /// Somebody else receives it.
        RecipientDiffers = "recipient_differs",
        /// The service is booked on slots.
        SlottedService = "slotted_service",
        /// The service is not.
        UnslottedService = "unslotted_service",
        /// The slot lies within the validity.
        SlotWithinValidity = "slot_within_validity",
        /// The slot lies ahead by the notice.
        SlotInFuture = "slot_in_future",
        /// The slot lasts as long as the service.
        SlotDurationMatches = "slot_duration_matches",
        /// The slot is one of the provider's.
        SlotOnGrid = "slot_on_grid",
        /// Nothing else takes the resource.
        SlotFree = "slot_free",
        /// The booked slot has not begun.
        SlotNotStarted = "slot_not_started",
        /// The holder may still move it.
        RescheduleWindowOpen = "reschedule_window_open",
        /// The holder may still cancel it.
        CancelWindowOpen = "cancel_window_open",
        /// The validity has ended.
        Lapsed = "lapsed",
        /// A reason is given.
        ReasonGiven = "reason_given",
        /// The booked slot has begun.
        SlotStarted = "slot_started",
        /// The present instant is within the validity.
        WithinValidity = "within_validity",
        /// Somebody holds it.
        HolderAssigned = "holder_assigned",
        /// The booked slot is over.
        SlotEnded = "slot_ended",
        /// The grace after it is over.
        GraceElapsed = "grace_elapsed",
    }
}

impl GuardWord for VoucherGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::ValidityOrdered => &[ErrorCode::VoucherValidityReversed],
            Self::PriceNotNegative => &[ErrorCode::VoucherNegativePrice],
            Self::DurationPositive => &[ErrorCode::VoucherBadDuration],
            Self::HolderUnassigned => &[ErrorCode::VoucherHolderAlreadyAssigned],
            Self::NotExpired => &[ErrorCode::VoucherExpired],
            Self::Transferable => &[ErrorCode::VoucherNotTransferable],
            Self::RecipientDiffers => &[ErrorCode::VoucherSameHolder],
            Self::SlottedService => &[ErrorCode::VoucherServiceHasNoSlots],
            Self::UnslottedService => &[ErrorCode::VoucherServiceNeedsSlot],
            Self::SlotWithinValidity => &[ErrorCode::VoucherSlotOutsideValidity],
            Self::SlotInFuture => &[ErrorCode::VoucherSlotInPast],
            Self::SlotDurationMatches => &[ErrorCode::VoucherSlotDurationMismatch],
            Self::SlotOnGrid => &[ErrorCode::VoucherSlotOffGrid],
            Self::SlotFree => &[ErrorCode::VoucherSlotTaken],
            Self::SlotNotStarted => &[ErrorCode::VoucherSlotAlreadyStarted],
            Self::RescheduleWindowOpen => &[ErrorCode::VoucherRescheduleWindowClosed],
            Self::CancelWindowOpen => &[ErrorCode::VoucherCancelWindowClosed],
            Self::Lapsed => &[ErrorCode::VoucherNotLapsed],
            Self::ReasonGiven => &[ErrorCode::VoucherReasonMissing],
            Self::SlotStarted => &[ErrorCode::VoucherSlotNotStarted],
            Self::WithinValidity => &[ErrorCode::VoucherNotYetValid, ErrorCode::VoucherExpired],
            Self::HolderAssigned => &[ErrorCode::VoucherHolderMissing],
            Self::SlotEnded => &[ErrorCode::VoucherSlotNotEnded],
            Self::GraceElapsed => &[ErrorCode::VoucherGraceRunning],
        }
    }
}

impl Machine for VoucherMachine {
    type Status = VoucherStatus;
    type Command = VoucherCommand;
    type Guard = VoucherGuard;

    const TABLE: Table<Self> = Table {
        name: "voucher",
        module: "voucher",
        subject: "voucher",
        seed: "001:37-52; 004:108-124; 000:226-242",
        terminal: &[Consumed, Cancelled, Expired],
        rows: &[
            row(None, Issue, Issued, "voucher.issued", ISSUING, ISSUER, Origin::Seed),
            row(
                Some(Issued),
                AssignHolder,
                Issued,
                "voucher.holder_assigned",
                ASSIGNING,
                ISSUER,
                Origin::Implied,
            ),
            row(Some(Issued), Transfer, Issued, "voucher.transferred", HANDING_ON, HOLDER, Origin::Seed),
            row(Some(Issued), Book, Booked, "voucher.booked", BOOKING, BOOKERS, Origin::Seed),
            row(
                Some(Booked),
                Reschedule,
                Booked,
                "voucher.rescheduled",
                RESCHEDULING,
                PARTIES,
                Origin::Extension,
            ),
            row(
                Some(Booked),
                CancelBooking,
                Issued,
                "voucher.booking_cancelled",
                &[NotExpired, CancelWindowOpen],
                PARTIES,
                Origin::Seed,
            ),
            row(
                Some(Booked),
                CancelBooking,
                Expired,
                "voucher.booking_cancelled",
                &[Lapsed, ReasonGiven],
                ISSUER,
                Origin::Implied,
            ),
            row(Some(Booked), Consume, Consumed, "voucher.consumed", &[SlotStarted], ISSUER, Origin::Seed),
            row(Some(Issued), Consume, Consumed, "voucher.consumed", REDEEMING, ISSUER, Origin::Implied),
            row(
                Some(Booked),
                MarkNoShow,
                Consumed,
                "voucher.no_show",
                &[SlotEnded, GraceElapsed],
                CLOSERS,
                Origin::Extension,
            ),
            row(Some(Issued), Cancel, Cancelled, "voucher.cancelled", &[], ISSUER, Origin::Seed),
            row(
                Some(Booked),
                Cancel,
                Cancelled,
                "voucher.cancelled",
                &[SlotNotStarted],
                ISSUER,
                Origin::Seed,
            ),
            row(Some(Issued), Expire, Expired, "voucher.expired", &[Lapsed], SYSTEM, Origin::Seed),
        ],
    };
}

use VoucherCommand::*;
use VoucherGuard::*;

const ISSUING: &[VoucherGuard] = &[ValidityOrdered, PriceNotNegative, DurationPositive];
const ASSIGNING: &[VoucherGuard] = &[HolderUnassigned, NotExpired];
const HANDING_ON: &[VoucherGuard] = &[Transferable, NotExpired, RecipientDiffers];
const BOOKING: &[VoucherGuard] = &[
    SlottedService,
    NotExpired,
    SlotWithinValidity,
    SlotInFuture,
    SlotDurationMatches,
    SlotOnGrid,
    SlotFree,
];
const RESCHEDULING: &[VoucherGuard] = &[
    NotExpired,
    SlotNotStarted,
    SlotWithinValidity,
    SlotInFuture,
    SlotDurationMatches,
    SlotOnGrid,
    SlotFree,
    RescheduleWindowOpen,
];
const REDEEMING: &[VoucherGuard] = &[UnslottedService, WithinValidity, HolderAssigned];
const ISSUER: &[Role] = &[Role::Issuer];
const HOLDER: &[Role] = &[Role::Holder];
const BOOKERS: &[Role] = &[Role::Holder, Role::AnyoneWhileUnassigned];
const PARTIES: &[Role] = &[Role::Holder, Role::Issuer];
const CLOSERS: &[Role] = &[Role::Issuer, Role::System];
const SYSTEM: &[Role] = &[Role::System];

const fn row(
    from: Option<VoucherStatus>,
    command: VoucherCommand,
    to: VoucherStatus,
    event: &'static str,
    guards: &'static [VoucherGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<VoucherMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}
