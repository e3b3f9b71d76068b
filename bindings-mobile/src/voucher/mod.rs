//! Vouchers, the bookings that put them on slots, and cards of several units.

use mot_core::{
    input::Read,
    time::{Interval, Timestamp},
    voucher::{
        Booking, BookingFields, BookingRules, Busy, Card, CardFields, NewCard, NewVoucher, Voucher,
        VoucherFields,
    },
};

use crate::{
    Result,
    crossing::{crosses, json},
};

pub mod booking;
pub mod card;
pub mod lifecycle;
pub mod slot;
pub mod template;

crosses!(
    Voucher as VoucherFields,
    lower: Voucher::into_fields,
    lift: |fields| Ok(Voucher::new(fields)?),
);

crosses!(
    Booking as BookingFields,
    lower: Booking::into_fields,
    lift: |fields| Ok(Booking::new(fields)?),
);

crosses!(
    Card as CardFields,
    lower: Card::into_fields,
    lift: |fields| Ok(Card::new(fields)?),
);

json! {
    /// Reads a new voucher: the voucher's own JSON, without what the library fills in.
    parse_new_voucher, new_voucher_to_json: NewVoucher;
    /// Reads a voucher. A status that contradicts the booking or the holder is `input.bad_value`.
    parse_voucher, voucher_to_json: Voucher;
    /// Reads a booking. A status that contradicts the instants is `input.bad_value`.
    parse_booking, booking_to_json: Booking;
    /// Reads a card. A status that contradicts the redemptions is `input.bad_value`.
    parse_card, card_to_json: Card;
    /// Reads a provider's booking policy. Rules that give no slots are `voucher.bad_step` or `voucher.bad_window`.
    parse_booking_rules, booking_rules_to_json: BookingRules;
    /// Reads what takes a resource. An end that does not come after the start is `time.interval_reversed`.
    parse_busy, busy_to_json: Busy;
}

/// Reads a new card: the card's own JSON, without what the library fills in.
#[uniffi::export]
pub fn parse_new_card(json: &str) -> Result<NewCard> {
    Ok(NewCard::from_json(json)?)
}

/// The slot of two arguments.
fn slot(start: Timestamp, end: Timestamp) -> Result<Interval> {
    Ok(Interval::new(start, end).map_err(|error| error.within("slotEnd"))?)
}
