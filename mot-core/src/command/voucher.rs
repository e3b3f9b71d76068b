//! Commands on vouchers, bookings and cards by name.

use alloc::{string::ToString, vec::Vec};

use super::{Call, Given, only_a_consequence, refuse_existing};
use crate::{
    Result,
    id::{BookingId, PartyId, Reason, RedemptionNonce, VoucherId},
    input::Fields,
    lifecycle::Allowed,
    time::{Interval, Timestamp},
    voucher::{
        Booking, BookingCommand, BookingMachine, BookingRules, Busy, Card, CardCommand, CardMachine,
        Decision, NewCard, NewVoucher, Voucher, VoucherCommand, VoucherMachine,
    },
};

impl Call<'_> {
    pub(super) fn voucher(&self, command: VoucherCommand) -> Result<Decision> {
        let context = &self.context;
        match command {
            VoucherCommand::Issue => {
                let new: NewVoucher = self.arguments.fields(&["voucher"])?.take("voucher")?;
                Voucher::issue(&new, self.existing()?.as_ref(), context)
            }
            VoucherCommand::AssignHolder => {
                let holder: PartyId = self.arguments.fields(&["holder"])?.take("holder")?;
                self.stored::<Voucher, VoucherMachine>()?.assign_holder(&holder, context)
            }
            VoucherCommand::Transfer => {
                let recipient: PartyId = self.arguments.fields(&["recipient"])?.take("recipient")?;
                self.stored::<Voucher, VoucherMachine>()?.transfer(&recipient, context)
            }
            VoucherCommand::Book => {
                let fields =
                    self.arguments.fields(&["slotStart", "slotEnd", "bookingId", "rules", "busy", "hold"])?;
                let (slot, booking_id) = (slot(&fields)?, fields.take::<BookingId>("bookingId")?);
                let (rules, busy) = (fields.take::<BookingRules>("rules")?, busy(&fields)?);
                let hold: Option<Booking> = fields.take("hold")?;
                let voucher: Voucher = self.stored::<Voucher, VoucherMachine>()?;
                voucher.book(&booking_id, slot, &rules, &busy, hold.as_ref(), context)
            }
            VoucherCommand::Reschedule => {
                let fields = self.arguments.fields(&["slotStart", "slotEnd", "rules", "busy", "booking"])?;
                let slot = slot(&fields)?;
                let (rules, busy) = (fields.take::<BookingRules>("rules")?, busy(&fields)?);
                let booking: Option<Booking> = fields.take("booking")?;
                let voucher: Voucher = self.stored::<Voucher, VoucherMachine>()?;
                voucher.reschedule(slot, &rules, &busy, booking.as_ref(), context)
            }
            VoucherCommand::CancelBooking => {
                let fields = self.arguments.fields(&["reason", "rules", "booking"])?;
                let (reason, rules): (Option<Reason>, BookingRules) =
                    (fields.take("reason")?, fields.take("rules")?);
                let booking: Option<Booking> = fields.take("booking")?;
                let voucher: Voucher = self.stored::<Voucher, VoucherMachine>()?;
                voucher.cancel_booking(reason.as_ref(), &rules, booking.as_ref(), context)
            }
            VoucherCommand::Consume => {
                let booking: Option<Booking> = self.arguments.fields(&["booking"])?.take("booking")?;
                self.stored::<Voucher, VoucherMachine>()?.consume(booking.as_ref(), context)
            }
            VoucherCommand::MarkNoShow => {
                let fields = self.arguments.fields(&["rules", "booking"])?;
                let (rules, booking): (BookingRules, Option<Booking>) =
                    (fields.take("rules")?, fields.take("booking")?);
                self.stored::<Voucher, VoucherMachine>()?.mark_no_show(&rules, booking.as_ref(), context)
            }
            VoucherCommand::Cancel => {
                let fields = self.arguments.fields(&["reason", "booking"])?;
                let (reason, booking): (Option<Reason>, Option<Booking>) =
                    (fields.take("reason")?, fields.take("booking")?);
                let voucher: Voucher = self.stored::<Voucher, VoucherMachine>()?;
                voucher.cancel(reason.as_ref(), booking.as_ref(), context)
            }
            VoucherCommand::Expire => {
                self.arguments.fields(&[])?;
                self.stored::<Voucher, VoucherMachine>()?.expire(context)
            }
        }
    }

    pub(super) fn booking(&self, command: BookingCommand) -> Result<Decision> {
        let context = &self.context;
        match command {
            BookingCommand::Hold => {
                let fields = self.arguments.fields(&[
                    "bookingId",
                    "voucherId",
                    "slotStart",
                    "slotEnd",
                    "rules",
                    "busy",
                    "voucher",
                ])?;
                let (booking_id, voucher_id): (BookingId, Option<VoucherId>) =
                    (fields.take("bookingId")?, fields.take("voucherId")?);
                let slot = slot(&fields)?;
                let (rules, busy) = (fields.take::<BookingRules>("rules")?, busy(&fields)?);
                let voucher = Given::<Voucher>::read(&fields, "voucher")?;
                let existing: Option<Booking> = self.existing()?;
                refuse_existing::<BookingMachine>(existing.is_some())?;
                let named = |id: &VoucherId| id.to_string();
                let voucher =
                    voucher.needed("voucher", || voucher_id.as_ref().map(named).unwrap_or_default())?;
                voucher.check_id(voucher_id.as_ref())?;
                Booking::hold(&booking_id, slot, &rules, &busy, existing.as_ref(), &voucher, context)
            }
            BookingCommand::Release => {
                let voucher = Given::<Voucher>::read(&self.arguments.fields(&["voucher"])?, "voucher")?;
                let booking: Booking = self.stored::<Booking, BookingMachine>()?;
                booking.release(&voucher.needed("voucher", || booking.voucher_id.to_string())?, context)
            }
            BookingCommand::Create => {
                refuse_existing::<BookingMachine>(self.existing::<Booking>()?.is_some())?;
                context.check_version(0)?;
                only_a_consequence::<BookingMachine, _>(None, command, context)
            }
            BookingCommand::Confirm
            | BookingCommand::Reschedule
            | BookingCommand::Cancel
            | BookingCommand::Complete
            | BookingCommand::NoShow => {
                let booking: Booking = self.stored::<Booking, BookingMachine>()?;
                context.check_version(booking.version)?;
                only_a_consequence::<BookingMachine, _>(Some(booking.status), command, context)
            }
        }
    }

    pub(super) fn card(&self, command: CardCommand) -> Result<Decision> {
        let context = &self.context;
        match command {
            CardCommand::Issue => {
                let new: NewCard = self.arguments.fields(&["card"])?.take("card")?;
                Card::issue(&new, self.existing()?.as_ref(), context)
            }
            CardCommand::Redeem | CardCommand::UndoRedemption => {
                let nonce: RedemptionNonce = self.arguments.fields(&["nonce"])?.take("nonce")?;
                let card: Card = self.stored::<Card, CardMachine>()?;
                match command {
                    CardCommand::Redeem => card.redeem(&nonce, context),
                    _ => card.undo_redemption(&nonce, context),
                }
            }
            CardCommand::Expire => {
                self.arguments.fields(&[])?;
                self.stored::<Card, CardMachine>()?.expire(context)
            }
            CardCommand::Cancel => {
                self.arguments.fields(&[])?;
                self.stored::<Card, CardMachine>()?.cancel(context)
            }
        }
    }
}

fn slot(fields: &Fields<'_>) -> Result<Interval> {
    let (start, end): (Timestamp, Timestamp) = (fields.take("slotStart")?, fields.take("slotEnd")?);
    Interval::new(start, end).map_err(|error| error.within("slotEnd"))
}

fn busy(fields: &Fields<'_>) -> Result<Vec<Busy>> {
    fields.take("busy")
}

/// What can be done with a stored voucher, booking or card; `booking` and `rules` may be among the others.
pub(super) fn allowed(
    document: &crate::voucher::Document,
    others: &Fields<'_>,
    context: &crate::lifecycle::Context,
) -> Result<Vec<Allowed>> {
    use crate::voucher::Document;
    let (booking, rules): (Option<Booking>, Option<BookingRules>) =
        (others.take("booking")?, others.take("rules")?);
    let (actor, now) = (&context.actor, context.now);
    match document {
        Document::Voucher(document) => document.allowed(booking.as_ref(), rules.as_ref(), actor, now),
        Document::Booking(document) => Ok(document.allowed(actor, now)),
        Document::Card(document) => Ok(document.allowed(actor, now)),
    }
}
