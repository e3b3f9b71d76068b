//! The voucher's commands.

use mot_core::{
    Decision,
    id::{BookingId, PartyId, Reason},
    lifecycle::{Actor, Context},
    time::Timestamp,
    voucher::{Booking, BookingRules, Busy, NewVoucher, Voucher, VoucherStatus},
};

use super::slot;
use crate::{Result, lifecycle::Allowed, scalar::Now};

/// Issues a new voucher; `existing` is what is stored under its id.
///
/// Event `voucher.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
/// `voucher.validity_reversed`, `negative_price`, `bad_duration`.
#[uniffi::export(default(existing = None))]
pub fn voucher_issue(voucher: &NewVoucher, context: &Context, existing: Option<Voucher>) -> Result<Decision> {
    Ok(Voucher::issue(voucher, existing.as_ref(), context)?.into_documents())
}

/// The issuer gives the voucher its holder.
///
/// Event `voucher.holder_assigned`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
/// `voucher.holder_already_assigned`, `same_holder` (the issuer), `expired`.
#[uniffi::export]
pub fn voucher_assign_holder(voucher: &Voucher, holder: &str, context: &Context) -> Result<Decision> {
    let holder = PartyId::parse(holder).map_err(|error| error.within("holder"))?;
    Ok(voucher.assign_holder(&holder, context)?.into_documents())
}

/// The holder hands the voucher on.
///
/// Event `voucher.transferred`. Refused: `lifecycle.actor_not_allowed` (only the holder), `voucher.not_transferable`,
/// `expired`, `same_holder` (the present one, or the issuer).
#[uniffi::export]
pub fn voucher_transfer(voucher: &Voucher, recipient: &str, context: &Context) -> Result<Decision> {
    let recipient = PartyId::parse(recipient).map_err(|error| error.within("recipient"))?;
    Ok(voucher.transfer(&recipient, context)?.into_documents())
}

/// Puts the voucher on a slot. Whoever books a voucher without a holder becomes its holder. `busy` is everything that
/// takes the resource, live holds included; `hold` is the hold that is to be confirmed, whose id is the booking's.
///
/// Events `voucher.booked`, `booking.created`; requires the exclusion of the slot with its buffers; triggers the fee
/// `voucher.booking` on a positive price, which the issuer pays. Refused: `time.interval_reversed`,
/// `lifecycle.already_exists` (a booking that is no live hold), `actor_not_allowed` (the holder, or anybody but the
/// issuer while there is none), `voucher.service_has_no_slots`, `expired`, `slot_outside_validity`, `slot_in_past`,
/// `slot_duration_mismatch`, `slot_off_grid`, `slot_taken`, `hold_expired`, `hold_of_another`.
#[expect(clippy::too_many_arguments, reason = "each is a fact that the command is decided by")]
#[uniffi::export(default(hold = None))]
pub fn voucher_book(
    voucher: &Voucher,
    booking_id: &str,
    slot_start: Timestamp,
    slot_end: Timestamp,
    rules: &BookingRules,
    busy: Vec<Busy>,
    context: &Context,
    hold: Option<Booking>,
) -> Result<Decision> {
    let slot = slot(slot_start, slot_end)?;
    let booking_id = BookingId::parse(booking_id).map_err(|error| error.within("bookingId"))?;
    Ok(voucher.book(&booking_id, slot, rules, &busy, hold.as_ref(), context)?.into_documents())
}

/// Moves the voucher's `booking` to another slot, in one decision.
///
/// Events `voucher.rescheduled`, `booking.rescheduled`; requires the exclusion of the new slot, which replaces the
/// booking's. Refused: `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer),
/// `voucher.expired`, `slot_already_started`, what `voucher_book` refuses of a slot, `reschedule_window_closed` (for
/// the holder).
#[uniffi::export]
pub fn voucher_reschedule(
    voucher: &Voucher,
    slot_start: Timestamp,
    slot_end: Timestamp,
    rules: &BookingRules,
    busy: Vec<Busy>,
    booking: Option<Booking>,
    context: &Context,
) -> Result<Decision> {
    let slot = slot(slot_start, slot_end)?;
    Ok(voucher.reschedule(slot, rules, &busy, booking.as_ref(), context)?.into_documents())
}

/// Takes the voucher off its slot: issued again while it is valid, otherwise expired. A holder that the booking had
/// set is gone with it.
///
/// Events `voucher.booking_cancelled`, `booking.cancelled`; takes the booking's fee back. Refused:
/// `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer), `voucher.expired` (for
/// the holder), `cancel_window_closed` (for the holder), `reason_missing` (for the issuer of a lapsed voucher).
#[uniffi::export(default(reason = None))]
pub fn voucher_cancel_booking(
    voucher: &Voucher,
    rules: &BookingRules,
    booking: Option<Booking>,
    context: &Context,
    reason: Option<String>,
) -> Result<Decision> {
    let reason = read_reason(reason.as_deref())?;
    Ok(voucher.cancel_booking(reason.as_ref(), rules, booking.as_ref(), context)?.into_documents())
}

/// The issuer redeems the voucher: a booked one from the beginning of its slot on, one without slots within its
/// validity.
///
/// Events `voucher.consumed`, and `booking.completed` of a booked one. Refused: `lifecycle.wrong_document` (another
/// booking), `actor_not_allowed` (only the issuer), `voucher.slot_not_started`, `service_needs_slot`,
/// `not_yet_valid`, `expired`, `holder_missing`.
#[uniffi::export(default(booking = None))]
pub fn voucher_consume(voucher: &Voucher, context: &Context, booking: Option<Booking>) -> Result<Decision> {
    Ok(voucher.consume(booking.as_ref(), context)?.into_documents())
}

/// Ends the voucher because nobody came.
///
/// Events `voucher.no_show`, `booking.no_show`. Refused: `lifecycle.wrong_document` (another booking),
/// `actor_not_allowed` (only issuer and system), `voucher.slot_not_ended`, `grace_running`.
#[uniffi::export]
pub fn voucher_mark_no_show(
    voucher: &Voucher,
    rules: &BookingRules,
    booking: Option<Booking>,
    context: &Context,
) -> Result<Decision> {
    Ok(voucher.mark_no_show(rules, booking.as_ref(), context)?.into_documents())
}

/// The issuer takes the voucher back, for good.
///
/// Events `voucher.cancelled`, and `booking.cancelled` of a booked one, whose fee is taken back. Refused:
/// `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only the issuer),
/// `voucher.slot_already_started`.
#[uniffi::export(default(booking = None, reason = None))]
pub fn voucher_cancel(
    voucher: &Voucher,
    context: &Context,
    booking: Option<Booking>,
    reason: Option<String>,
) -> Result<Decision> {
    let reason = read_reason(reason.as_deref())?;
    Ok(voucher.cancel(reason.as_ref(), booking.as_ref(), context)?.into_documents())
}

/// Ends a voucher that was not used in time.
///
/// Event `voucher.expired`. Refused: `lifecycle.actor_not_allowed` (only the system), `voucher.not_lapsed`.
#[uniffi::export]
pub fn voucher_expire(voucher: &Voucher, context: &Context) -> Result<Decision> {
    Ok(voucher.expire(context)?.into_documents())
}

/// The status as it is to be shown: a lapsed voucher is expired before anybody has said so.
#[uniffi::export]
pub fn voucher_effective_status(voucher: &Voucher, now: Now) -> Result<VoucherStatus> {
    Ok(voucher.effective_status(now.0))
}

/// Every command on the voucher, with "enabled" or the code why not. What needs an argument, or a document that is
/// not given, counts as met. Another booking than the voucher's is `lifecycle.wrong_document`.
#[uniffi::export(default(booking = None, rules = None))]
pub fn voucher_allowed(
    voucher: &Voucher,
    actor: &Actor,
    now: Now,
    booking: Option<Booking>,
    rules: Option<BookingRules>,
) -> Result<Vec<Allowed>> {
    let allowed = voucher.allowed(booking.as_ref(), rules.as_ref(), actor, now.0)?;
    Ok(allowed.into_iter().map(Allowed::from).collect())
}

fn read_reason(text: Option<&str>) -> Result<Option<Reason>> {
    Ok(text.map(Reason::parse).transpose().map_err(|error| error.within("reason"))?)
}
