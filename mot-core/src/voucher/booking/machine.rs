//! The table of the booking's lifecycle.

use super::BookingStatus::{self, Booked, Cancelled, Completed, Held, NoShow, Released};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The booking's lifecycle.
#[derive(Debug)]
pub struct BookingMachine;

words! {
    /// What can be done with a booking.
    pub enum BookingCommand {
        /// Holds a slot for a while.
        Hold = "hold",
        /// Gives a held slot up.
        Release = "release",
        /// Books: a consequence of the voucher's booking.
        Create = "create",
        /// Makes a hold a booking: a consequence of the voucher's booking.
        Confirm = "confirm",
        /// Moves it: a consequence of the voucher's rescheduling.
        Reschedule = "reschedule",
        /// Cancels it: a consequence of what the voucher's parties do.
        Cancel = "cancel",
        /// The service was rendered: a consequence of the voucher's consumption.
        Complete = "complete",
        /// Nobody came: a consequence for the voucher's booking.
        NoShow = "no_show",
    }
}

words! {
    /// What must hold.
    pub enum BookingGuard {
        /// The service is booked on slots.
        SlottedService = "slotted_service",
        /// The voucher's validity has not ended.
        NotExpired = "not_expired",
        /// The voucher can be booked.
        VoucherOpen = "voucher_open",
        /// The slot lies within the voucher's validity.
        SlotWithinValidity = "slot_within_validity",
        /// The slot lies ahead by the notice.
        SlotInFuture = "slot_in_future",
        /// The slot lasts as long as the service.
        SlotDurationMatches = "slot_duration_matches",
        /// The slot is one of the provider's.
        SlotOnGrid = "slot_on_grid",
        /// Nothing else takes the resource.
        SlotFree = "slot_free",
        /// The hold has ended.
        HoldLapsed = "hold_lapsed",
        /// The hold has not ended.
        HoldNotExpired = "hold_not_expired",
        /// The hold is of this voucher, slot and party.
        HoldIsOwn = "hold_is_own",
    }
}

impl GuardWord for BookingGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::SlottedService => &[ErrorCode::VoucherServiceHasNoSlots],
            Self::NotExpired => &[ErrorCode::VoucherExpired],
            Self::VoucherOpen => &[ErrorCode::VoucherNotOpen],
            Self::SlotWithinValidity => &[ErrorCode::VoucherSlotOutsideValidity],
            Self::SlotInFuture => &[ErrorCode::VoucherSlotInPast],
            Self::SlotDurationMatches => &[ErrorCode::VoucherSlotDurationMismatch],
            Self::SlotOnGrid => &[ErrorCode::VoucherSlotOffGrid],
            Self::SlotFree => &[ErrorCode::VoucherSlotTaken],
            Self::HoldLapsed => &[ErrorCode::VoucherHoldRunning],
            Self::HoldNotExpired => &[ErrorCode::VoucherHoldExpired],
            Self::HoldIsOwn => &[ErrorCode::VoucherHoldOfAnother],
        }
    }
}

impl Machine for BookingMachine {
    type Status = BookingStatus;
    type Command = BookingCommand;
    type Guard = BookingGuard;

    const TABLE: Table<Self> = Table {
        name: "voucher_booking",
        module: "voucher",
        subject: "booking",
        seed: "001:54-64; 004:127-142",
        terminal: &[Released, Cancelled, Completed, BookingStatus::NoShow],
        rows: &[
            row(None, Hold, Held, "booking.held", HOLDING, BOOKERS, Origin::Extension),
            row(Some(Held), Release, Released, "booking.released", &[], HOLDER, Origin::Extension),
            row(Some(Held), Release, Released, "booking.released", &[HoldLapsed], SYSTEM, Origin::Extension),
            consequence(None, Create, Booked, "booking.created", &[], Origin::Seed),
            consequence(
                Some(Held),
                Confirm,
                Booked,
                "booking.created",
                &[HoldNotExpired, HoldIsOwn],
                Origin::Extension,
            ),
            consequence(Some(Booked), Reschedule, Booked, "booking.rescheduled", &[], Origin::Extension),
            consequence(Some(Booked), Cancel, Cancelled, "booking.cancelled", &[], Origin::Seed),
            consequence(Some(Booked), Complete, Completed, "booking.completed", &[], Origin::Extension),
            consequence(
                Some(Booked),
                BookingCommand::NoShow,
                NoShow,
                "booking.no_show",
                &[],
                Origin::Extension,
            ),
        ],
    };
}

use BookingCommand::{Cancel, Complete, Confirm, Create, Hold, Release, Reschedule};
use BookingGuard::*;

const HOLDING: &[BookingGuard] = &[
    SlottedService,
    NotExpired,
    VoucherOpen,
    SlotWithinValidity,
    SlotInFuture,
    SlotDurationMatches,
    SlotOnGrid,
    SlotFree,
];
const HOLDER: &[Role] = &[Role::Holder];
const BOOKERS: &[Role] = &[Role::Holder, Role::AnyoneWhileUnassigned];
const SYSTEM: &[Role] = &[Role::System];

const fn row(
    from: Option<BookingStatus>,
    command: BookingCommand,
    to: BookingStatus,
    event: &'static str,
    guards: &'static [BookingGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<BookingMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}

const fn consequence(
    from: Option<BookingStatus>,
    command: BookingCommand,
    to: BookingStatus,
    event: &'static str,
    guards: &'static [BookingGuard],
    origin: Origin,
) -> Row<BookingMachine> {
    Row { from, command, to, event, guards, actors: SYSTEM, origin, consequence: true }
}
