//! The table of the card's lifecycle.

use super::CardStatus::{self, Active, Cancelled, Exhausted, Expired};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The card's lifecycle.
#[derive(Debug)]
pub struct CardMachine;

words! {
    /// What can be done with a card.
    pub enum CardCommand {
        /// Issues it.
        Issue = "issue",
        /// Redeems a unit.
        Redeem = "redeem",
        /// Takes a redemption back.
        UndoRedemption = "undo_redemption",
        /// Ends it after its validity.
        Expire = "expire",
        /// Takes it back; what was not used is refunded.
        Cancel = "cancel",
    }
}

words! {
    /// What must hold.
    pub enum CardGuard {
        /// The validity does not end before it begins.
        ValidityOrdered = "validity_ordered",
        /// The price is not negative.
        PriceNotNegative = "price_not_negative",
        /// There is at least one unit.
        UnitsPositive = "units_positive",
        /// The present instant is within the validity.
        WithinValidity = "within_validity",
        /// The redemption was not made before.
        NonceUnseen = "nonce_unseen",
        /// A unit is left after this one.
        UnitsLeftAfter = "units_left_after",
        /// This is the last unit.
        LastUnit = "last_unit",
        /// The redemption was made, and not undone.
        RedemptionExists = "redemption_exists",
        /// The validity has not ended.
        NotExpired = "not_expired",
        /// The validity has ended.
        Lapsed = "lapsed",
    }
}

impl GuardWord for CardGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::ValidityOrdered => &[ErrorCode::VoucherValidityReversed],
            Self::PriceNotNegative => &[ErrorCode::VoucherNegativePrice],
            Self::UnitsPositive => &[ErrorCode::VoucherNoUnits],
            Self::WithinValidity => &[ErrorCode::VoucherNotYetValid, ErrorCode::VoucherExpired],
            Self::NonceUnseen => &[ErrorCode::VoucherRedemptionRepeated],
            Self::UnitsLeftAfter | Self::LastUnit => &[ErrorCode::VoucherNoUnitsLeft],
            Self::RedemptionExists => &[ErrorCode::VoucherRedemptionUnknown],
            Self::NotExpired => &[ErrorCode::VoucherExpired],
            Self::Lapsed => &[ErrorCode::VoucherNotLapsed],
        }
    }

    fn selects(self) -> bool {
        matches!(self, Self::UnitsLeftAfter | Self::LastUnit)
    }
}

impl Machine for CardMachine {
    type Status = CardStatus;
    type Command = CardCommand;
    type Guard = CardGuard;

    const TABLE: Table<Self> = Table {
        name: "multi_use_card",
        module: "voucher",
        subject: "card",
        seed: "002:307-311",
        terminal: &[Expired, Cancelled],
        rows: &[
            row(None, Issue, Active, "card.issued", ISSUING, ISSUER, Origin::Seed),
            row(Some(Active), Redeem, Active, "card.redeemed", REDEEMING, ISSUER, Origin::Implied),
            row(Some(Active), Redeem, Exhausted, "card.redeemed", REDEEMING_LAST, ISSUER, Origin::Implied),
            row(
                Some(Active),
                UndoRedemption,
                Active,
                "card.redemption_undone",
                UNDOING,
                ISSUER,
                Origin::Extension,
            ),
            row(
                Some(Exhausted),
                UndoRedemption,
                Active,
                "card.redemption_undone",
                UNDOING,
                ISSUER,
                Origin::Extension,
            ),
            row(Some(Active), Expire, Expired, "card.expired", &[Lapsed], SYSTEM, Origin::Implied),
            row(Some(Exhausted), Expire, Expired, "card.expired", &[Lapsed], SYSTEM, Origin::Implied),
            row(Some(Active), Cancel, Cancelled, "card.cancelled", &[], ISSUER, Origin::Implied),
        ],
    };
}

use CardCommand::*;
use CardGuard::*;

const ISSUING: &[CardGuard] = &[ValidityOrdered, PriceNotNegative, UnitsPositive];
const REDEEMING: &[CardGuard] = &[WithinValidity, NonceUnseen, UnitsLeftAfter];
const REDEEMING_LAST: &[CardGuard] = &[WithinValidity, NonceUnseen, LastUnit];
const UNDOING: &[CardGuard] = &[RedemptionExists, NotExpired];
const ISSUER: &[Role] = &[Role::Issuer];
const SYSTEM: &[Role] = &[Role::System];

const fn row(
    from: Option<CardStatus>,
    command: CardCommand,
    to: CardStatus,
    event: &'static str,
    guards: &'static [CardGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<CardMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}
