//! Bookings: a voucher on a slot, or a slot held for it.

use core::ops::Deref;

use super::document::check_status;
use crate::{
    Error, Result,
    id::{BookingId, PartyId, Reason, ResourceId, VoucherId},
    input::{InputError, Json, Read, Write, stored_document, words},
    time::{Interval, Timestamp},
    voucher::lifecycle::VoucherFields,
};

mod commands;
mod machine;

pub(in crate::voucher) use commands::Following;
pub use machine::{BookingCommand, BookingGuard, BookingMachine};

/// A booking. Its fields agree with each other: a hold has an end, a cancelled booking the instant of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking(BookingFields);

/// A booking: its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Booking", rename_all = "camelCase")
)]
pub struct BookingFields {
    /// The id.
    pub booking_id: BookingId,
    /// The voucher that is booked.
    pub voucher_id: VoucherId,
    /// Who renders the service.
    pub issuer_uid: PartyId,
    /// Who booked.
    pub holder_uid: PartyId,
    /// When the slot begins.
    pub slot_start: Timestamp,
    /// When it ends, that instant not included.
    pub slot_end: Timestamp,
    /// Where it stands.
    pub status: BookingStatus,
    /// Why it was cancelled, as a word.
    pub cancel_reason: Option<Reason>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// Who or what is booked.
    pub resource_id: ResourceId,
    /// The last instant of a hold.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub held_until: Option<Timestamp>,
    /// Whether the booking gave the voucher its holder.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub set_holder: bool,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(BookingFields {
    booking_id: "bookingId", voucher_id: "voucherId", issuer_uid: "issuerUid", holder_uid: "holderUid",
    slot_start: "slotStart", slot_end: "slotEnd", status: "status", cancel_reason: "cancelReason",
    created_at: "createdAt", cancelled_at: "cancelledAt", resource_id: "resourceId";
    held_until: "heldUntil", set_holder: "setHolder",
});

words! {
    /// Where a booking stands.
    pub enum BookingStatus {
        /// The slot is held for a while.
        Held = "held",
        /// The slot is booked.
        Booked = "booked",
        /// The hold was given up, or has ended.
        Released = "released",
        /// It was cancelled.
        Cancelled = "cancelled",
        /// The service was rendered.
        Completed = "completed",
        /// Nobody came.
        NoShow = "no_show",
    }
}

impl Booking {
    /// The booking of these fields. Refused: a slot that does not end after it begins (`time.interval_reversed`), a status
    /// that the instants contradict (`input.bad_value` at `status`), a reason of what is not cancelled (at
    /// `cancelReason`).
    pub fn new(fields: BookingFields) -> Result<Self> {
        Interval::new(fields.slot_start, fields.slot_end).map_err(|error| error.within("slotEnd"))?;
        let held = fields.status == BookingStatus::Held;
        let cancelled = fields.status == BookingStatus::Cancelled;
        let agrees = held == fields.held_until.is_some() && cancelled == fields.cancelled_at.is_some();
        check_status(
            agrees,
            "held with heldUntil, cancelled with cancelledAt, or another status without them",
        )?;
        if fields.cancel_reason.is_some() && !cancelled {
            let fault = InputError::BadValue { expected: "a reason of a cancelled booking only" };
            return Err(Error::from(fault).within("cancelReason"));
        }
        Ok(Self(fields))
    }

    /// The fields, to build another booking from.
    pub fn into_fields(self) -> BookingFields {
        self.0
    }

    /// The same booking with another version.
    pub(in crate::voucher) fn with_version(mut self, version: u64) -> Self {
        self.0.version = version;
        self
    }

    /// Whether it is the voucher's booking, and stands.
    pub(in crate::voucher) fn is_live_of(&self, voucher: &VoucherFields) -> bool {
        self.voucher_id == voucher.voucher_id && self.status == BookingStatus::Booked
    }
}

impl Deref for Booking {
    type Target = BookingFields;

    fn deref(&self) -> &BookingFields {
        &self.0
    }
}

impl Read for Booking {
    fn read(json: &Json) -> Result<Self> {
        Self::new(BookingFields::read(json)?)
    }
}

impl Write for Booking {
    fn write(&self) -> Json {
        self.0.write()
    }
}
