//! The booking's commands.

use mot_core::{
    Decision,
    id::BookingId,
    lifecycle::{Actor, Context},
    time::Timestamp,
    voucher::{Booking, BookingRules, Busy, Voucher},
};

use super::slot;
use crate::{Result, lifecycle::Allowed, scalar::Now};

/// Holds a slot for the minutes of the rules; it counts as busy meanwhile. `existing` is what is stored under its id.
///
/// Event `booking.held`; requires the exclusion of the slot with its buffers, and one hold for each voucher. Refused:
/// `time.interval_reversed`, `lifecycle.already_exists`, `actor_not_allowed` (the voucher's holder, or anybody but
/// the issuer while there is none), `voucher.not_open`, and what `voucher_book` refuses of a voucher and a slot.
///
/// The key of that hold lives as long as it: the commit that confirms or releases the hold deletes the key.
#[expect(clippy::too_many_arguments, reason = "each is a fact that the command is decided by")]
#[uniffi::export(default(existing = None))]
pub fn booking_hold(
    booking_id: &str,
    slot_start: Timestamp,
    slot_end: Timestamp,
    rules: &BookingRules,
    busy: Vec<Busy>,
    voucher: &Voucher,
    context: &Context,
    existing: Option<Booking>,
) -> Result<Decision> {
    let booking_id = BookingId::parse(booking_id).map_err(|error| error.within("bookingId"))?;
    let slot = slot(slot_start, slot_end)?;
    Ok(Booking::hold(&booking_id, slot, rules, &busy, existing.as_ref(), voucher, context)?.into_documents())
}

/// Gives a held slot up: the holder whenever they want, time when the hold has ended.
///
/// Event `booking.released`. Refused: `lifecycle.wrong_document` (another voucher), `actor_not_allowed` (only holder
/// and system), `voucher.hold_running` (for the system).
#[uniffi::export]
pub fn booking_release(booking: &Booking, voucher: &Voucher, context: &Context) -> Result<Decision> {
    Ok(booking.release(voucher, context)?.into_documents())
}

/// Every command on the booking, with "enabled" or the code why not.
#[uniffi::export]
pub fn booking_allowed(booking: &Booking, actor: &Actor, now: Now) -> Result<Vec<Allowed>> {
    Ok(booking.allowed(actor, now.0).into_iter().map(Allowed::from).collect())
}
