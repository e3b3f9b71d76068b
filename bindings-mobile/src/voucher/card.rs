//! The card's commands.

use mot_core::{
    Decision,
    id::RedemptionNonce,
    lifecycle::{Actor, Context},
    money::Money,
    voucher::{Card, NewCard},
};

use crate::{Result, lifecycle::Allowed, scalar::Now};

/// Issues a new card; `existing` is what is stored under its id.
///
/// Event `card.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
/// `voucher.validity_reversed`, `negative_price`, `no_units`.
#[uniffi::export(default(existing = None))]
pub fn card_issue(card: &NewCard, context: &Context, existing: Option<Card>) -> Result<Decision> {
    Ok(Card::issue(card, existing.as_ref(), context)?.into_documents())
}

/// Redeems a unit. The nonce makes it happen once, however often it is asked for.
///
/// Event `card.redeemed`. Refused: `lifecycle.actor_not_allowed` (only the issuer), `voucher.not_yet_valid`,
/// `expired`, `redemption_repeated`.
#[uniffi::export]
pub fn card_redeem(card: &Card, nonce: &str, context: &Context) -> Result<Decision> {
    Ok(card.redeem(&read_nonce(nonce)?, context)?.into_documents())
}

/// Takes a redemption back. Its nonce stays seen.
///
/// Event `card.redemption_undone`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
/// `voucher.redemption_unknown` (also one that was undone), `expired`.
#[uniffi::export]
pub fn card_undo_redemption(card: &Card, nonce: &str, context: &Context) -> Result<Decision> {
    Ok(card.undo_redemption(&read_nonce(nonce)?, context)?.into_documents())
}

/// Ends a card that was not used up in time.
///
/// Event `card.expired`. Refused: `lifecycle.actor_not_allowed` (only the system), `voucher.not_lapsed`.
#[uniffi::export]
pub fn card_expire(card: &Card, context: &Context) -> Result<Decision> {
    Ok(card.expire(context)?.into_documents())
}

/// The issuer takes the card back; the event tells what is refunded for the units that are not redeemed.
///
/// Event `card.cancelled`. Refused: `lifecycle.actor_not_allowed` (only the issuer).
#[uniffi::export]
pub fn card_cancel(card: &Card, context: &Context) -> Result<Decision> {
    Ok(card.cancel(context)?.into_documents())
}

/// What is left of the price for the units that are not redeemed: the price is split into as many parts as there are
/// units, the larger ones first, and the redeemed units have taken the first parts. None for a card without a price.
#[uniffi::export]
pub fn card_unused_value(card: &Card) -> Result<Option<Money>> {
    Ok(card.unused_value()?)
}

/// How many units are redeemed.
#[uniffi::export]
pub fn card_units_used(card: &Card) -> Result<u32> {
    Ok(card.units_used())
}

/// Every command on the card, with "enabled" or the code why not. What needs an argument counts as met.
#[uniffi::export]
pub fn card_allowed(card: &Card, actor: &Actor, now: Now) -> Result<Vec<Allowed>> {
    Ok(card.allowed(actor, now.0).into_iter().map(Allowed::from).collect())
}

fn read_nonce(text: &str) -> Result<RedemptionNonce> {
    Ok(RedemptionNonce::parse(text).map_err(|error| error.within("nonce"))?)
}
