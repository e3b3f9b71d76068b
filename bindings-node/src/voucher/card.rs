//! What is left of cards.

use mot_core::{
    input::{Read, Write},
    voucher::Card,
};
use napi_derive::napi;

use crate::answer::answer;

/// What is left of a card's price, or null.
#[napi(catch_unwind)]
pub fn card_unused_value(card: String) -> String {
    answer(|| Ok(Card::from_json(&card)?.unused_value()?.to_json()))
}

/// How many units of a card are redeemed.
#[napi(catch_unwind)]
pub fn card_units_used(card: String) -> String {
    answer(|| Ok(Card::from_json(&card)?.units_used().to_json()))
}
