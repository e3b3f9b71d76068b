//! The card's commands.

use alloc::{vec, vec::Vec};

use super::{Card, CardCommand, CardFields, CardGuard, CardMachine, CardStatus, NewCard, Redemption};
use crate::{
    Result,
    id::RedemptionNonce,
    input::{Json, Write},
    lifecycle::{self, Actor, Allowed, Context, Drafting, LifecycleError, Role, Row, choose},
    time::{Timestamp, ValidityState},
    voucher::{Decision, Document, VoucherError},
};

impl Card {
    /// Issues a new card; `existing` is what the host has stored under its id.
    ///
    /// Event `card.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
    /// `voucher.validity_reversed`, `negative_price`, `no_units`.
    pub fn issue(new: &NewCard, existing: Option<&Card>, context: &Context) -> Result<Decision> {
        let fields = new.issued(context.now)?;
        if existing.is_some() {
            return Err(LifecycleError::AlreadyExists { kind: "card" }.into());
        }
        context.check_version(0)?;
        let row = Facts::of(&fields, context).choose(None, CardCommand::Issue, context)?;
        let mut drafting = Drafting::new(context.now);
        drafting.create(Self::new(fields)?, row.event, &context.actor, vec![]);
        drafting.finish()
    }

    /// Redeems a unit. The nonce makes it happen once, however often it is asked for.
    ///
    /// Event `card.redeemed`. Refused: `lifecycle.actor_not_allowed` (only the issuer), `voucher.not_yet_valid`, `expired`,
    /// `redemption_repeated`.
    pub fn redeem(&self, nonce: &RedemptionNonce, context: &Context) -> Result<Decision> {
        let (row, mut after) = self.taken(CardCommand::Redeem, Some(nonce), context)?;
        after.redemptions.push(Redemption { nonce: nonce.clone(), at: context.now, undone_at: None });
        self.drafted(after, row, vec![("nonce", nonce.write())], context)
    }

    /// Takes a redemption back. Its nonce stays seen.
    ///
    /// Event `card.redemption_undone`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
    /// `voucher.redemption_unknown` (also one that was undone), `expired`.
    pub fn undo_redemption(&self, nonce: &RedemptionNonce, context: &Context) -> Result<Decision> {
        let (row, mut after) = self.taken(CardCommand::UndoRedemption, Some(nonce), context)?;
        for redemption in after.redemptions.iter_mut().filter(|redemption| redemption.nonce == *nonce) {
            redemption.undone_at = Some(context.now);
        }
        self.drafted(after, row, vec![("nonce", nonce.write())], context)
    }

    /// Ends a card that was not used up in time.
    ///
    /// Event `card.expired`. Refused: `lifecycle.actor_not_allowed` (only system), `voucher.not_lapsed`.
    pub fn expire(&self, context: &Context) -> Result<Decision> {
        let (row, after) = self.taken(CardCommand::Expire, None, context)?;
        self.drafted(after, row, vec![], context)
    }

    /// Takes the card back; the event tells what is refunded for the units that are not redeemed.
    ///
    /// Event `card.cancelled`. Refused: `lifecycle.actor_not_allowed` (only the issuer).
    pub fn cancel(&self, context: &Context) -> Result<Decision> {
        let (row, after) = self.taken(CardCommand::Cancel, None, context)?;
        let refund = self.unused_value()?.map(|refund| ("refund", refund.write()));
        self.drafted(after, row, refund.into_iter().collect(), context)
    }

    /// Every command on the card, with "enabled" or the code why not. What needs an argument counts as met.
    pub fn allowed(&self, actor: &Actor, now: Timestamp) -> Vec<Allowed> {
        let context = Context::new(now, actor.clone());
        let facts = Facts::of(self, &context);
        lifecycle::allowed::<CardMachine>(
            self.status,
            actor,
            |role| facts.plays(role),
            |guard| facts.holds(guard),
        )
    }

    /// The row that a command takes, and the fields to change.
    fn taken(
        &self,
        command: CardCommand,
        nonce: Option<&RedemptionNonce>,
        context: &Context,
    ) -> Result<(&'static Row<CardMachine>, CardFields)> {
        context.check_version(self.version)?;
        let facts = Facts { nonce, ..Facts::of(self, context) };
        Ok((facts.choose(Some(self.status), command, context)?, self.0.clone()))
    }

    fn drafted(
        &self,
        mut after: CardFields,
        row: &Row<CardMachine>,
        data: Vec<(&'static str, Json)>,
        context: &Context,
    ) -> Result<Decision> {
        after.status = row.to;
        let mut drafting: Drafting<Document> = Drafting::new(context.now);
        drafting.change(self.clone(), Self::new(after)?, row.event, &context.actor, data);
        drafting.finish()
    }
}

/// What the guards look at. What is not given counts as met.
struct Facts<'a> {
    card: &'a CardFields,
    nonce: Option<&'a RedemptionNonce>,
    context: &'a Context,
}

impl<'a> Facts<'a> {
    fn of(card: &'a CardFields, context: &'a Context) -> Self {
        Self { card, nonce: None, context }
    }

    fn choose(
        &self,
        status: Option<CardStatus>,
        command: CardCommand,
        context: &Context,
    ) -> Result<&'static Row<CardMachine>> {
        choose(status, command, &context.actor, |role| self.plays(role), |guard| self.holds(guard))
    }

    fn plays(&self, role: Role) -> bool {
        role == Role::Issuer && self.context.actor.party() == Some(&self.card.issuer_uid)
    }

    fn holds(&self, guard: CardGuard) -> Result<()> {
        let unless = |holds: bool, refused: VoucherError| if holds { Ok(()) } else { Err(refused.into()) };
        let card = self.card;
        let state = card.validity().at(self.context.now);
        let redemption =
            |nonce: &RedemptionNonce| card.redemptions.iter().find(|redemption| redemption.nonce == *nonce);
        let left = card.units.saturating_sub(card.units_used());
        match guard {
            CardGuard::ValidityOrdered => {
                unless(card.validity().is_ordered(), VoucherError::ValidityReversed)
            }
            CardGuard::PriceNotNegative => {
                let negative = card.price.is_some_and(|price| price.amount() < 0);
                unless(!negative, VoucherError::NegativePrice)
            }
            CardGuard::UnitsPositive => unless(card.units > 0, VoucherError::NoUnits),
            CardGuard::WithinValidity => match state {
                ValidityState::Valid => Ok(()),
                ValidityState::NotYetValid => Err(VoucherError::NotYetValid.into()),
                ValidityState::Expired => Err(VoucherError::Expired.into()),
            },
            CardGuard::NonceUnseen => {
                let seen = self.nonce.is_some_and(|nonce| redemption(nonce).is_some());
                unless(!seen, VoucherError::RedemptionRepeated)
            }
            CardGuard::UnitsLeftAfter => unless(left > 1, VoucherError::NoUnitsLeft),
            CardGuard::LastUnit => unless(left == 1, VoucherError::NoUnitsLeft),
            CardGuard::RedemptionExists => {
                let stands = |nonce| redemption(nonce).is_some_and(|found| found.undone_at.is_none());
                unless(self.nonce.is_none_or(stands), VoucherError::RedemptionUnknown)
            }
            CardGuard::NotExpired => unless(state != ValidityState::Expired, VoucherError::Expired),
            CardGuard::Lapsed => unless(state == ValidityState::Expired, VoucherError::NotLapsed),
        }
    }
}
