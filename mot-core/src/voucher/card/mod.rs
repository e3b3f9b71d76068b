//! Cards of several units (*10er-Karte*).

use alloc::{string::String, vec::Vec};
use core::ops::Deref;

use super::{
    VoucherError,
    document::check_status,
    lifecycle::{count, not_after_now},
};
use crate::{
    Error, Result,
    id::{CardId, PartyId, RedemptionNonce},
    input::{InputError, Json, Read, Write, check_format, document_fields, filled, stored_document, words},
    money::Money,
    time::{Timestamp, Validity},
};

mod commands;
mod machine;

pub use machine::{CardCommand, CardGuard, CardMachine};

/// A card of several units. Its fields agree with each other: it is exhausted exactly while every unit is redeemed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card(CardFields);

/// A card of several units: its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Card", rename_all = "camelCase")
)]
pub struct CardFields {
    /// The id.
    pub card_id: CardId,
    /// Who issued it, and redeems its units.
    pub issuer_uid: PartyId,
    /// Who may use it.
    pub holder_uid: Option<PartyId>,
    /// What it is called.
    pub title: String,
    /// How many units it has.
    pub units: u32,
    /// What it costs altogether.
    pub price: Option<Money>,
    /// The first instant of its validity.
    pub valid_from: Timestamp,
    /// The last instant of its validity.
    pub valid_until: Timestamp,
    /// Where it stands.
    pub status: CardStatus,
    /// When it was issued.
    pub created_at: Timestamp,
    /// The redemptions, those that were undone included.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub redemptions: Vec<Redemption>,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(CardFields {
    card_id: "cardId", issuer_uid: "issuerUid", holder_uid: "holderUid", title: "title", units: "units",
    price: "price", valid_from: "validFrom", valid_until: "validUntil", status: "status", created_at: "createdAt";
    redemptions: "redemptions",
});

words! {
    /// Where a card stands.
    pub enum CardStatus {
        /// Units are left.
        Active = "active",
        /// Every unit is redeemed.
        Exhausted = "exhausted",
        /// It was not used up in time.
        Expired = "expired",
        /// It was taken back.
        Cancelled = "cancelled",
    }
}

/// A unit that was redeemed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Redemption {
    /// What tells it from every other.
    pub nonce: RedemptionNonce,
    /// When.
    pub at: Timestamp,
    /// When it was undone.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub undone_at: Option<Timestamp>,
}

document_fields!(Redemption { nonce: "nonce", at: "at"; undone_at: "undoneAt" });

impl Card {
    /// The card of these fields. Refused as `input.bad_value`: a status that the redemptions contradict, more of them than
    /// units, a nonce twice.
    pub fn new(fields: CardFields) -> Result<Self> {
        let used = fields.units_used();
        let agrees = match fields.status {
            CardStatus::Active => used < fields.units,
            CardStatus::Exhausted => used == fields.units,
            CardStatus::Expired | CardStatus::Cancelled => used <= fields.units,
        };
        check_status(agrees, "exhausted exactly while every unit is redeemed")?;
        for (index, redemption) in fields.redemptions.iter().enumerate() {
            if fields.redemptions.iter().take(index).any(|earlier| earlier.nonce == redemption.nonce) {
                let fault = Error::from(InputError::BadValue { expected: "each nonce once" });
                return Err(fault.within_index(index).within("redemptions"));
            }
        }
        Ok(Self(fields))
    }

    /// The fields, to build another card from.
    pub fn into_fields(self) -> CardFields {
        self.0
    }

    /// What is left of the price for the units that are not redeemed: the price is split into as many parts as there are
    /// units, the larger ones first, and the redeemed units have taken the first parts.
    pub fn unused_value(&self) -> Result<Option<Money>> {
        let Some(price) = self.price else { return Ok(None) };
        let (units, used) = (i64::from(self.units), i64::from(self.units_used()));
        let part = price.amount().checked_div(units).unwrap_or_default();
        let larger = price.amount().checked_rem(units).unwrap_or_default();
        let rest = part.saturating_mul(units.saturating_sub(used));
        Money::new(rest.saturating_add(larger.saturating_sub(used).max(0)), price.currency()).map(Some)
    }

    /// The same card with another version.
    pub(in crate::voucher) fn with_version(mut self, version: u64) -> Self {
        self.0.version = version;
        self
    }
}

impl CardFields {
    /// How many units are redeemed.
    pub fn units_used(&self) -> u32 {
        let used = self.redemptions.iter().filter(|redemption| redemption.undone_at.is_none()).count();
        u32::try_from(used).unwrap_or(u32::MAX)
    }

    fn validity(&self) -> Validity {
        Validity { valid_from: self.valid_from, valid_until: self.valid_until }
    }
}

impl Deref for Card {
    type Target = CardFields;

    fn deref(&self) -> &CardFields {
        &self.0
    }
}

impl Read for Card {
    fn read(json: &Json) -> Result<Self> {
        Self::new(CardFields::read(json)?)
    }
}

impl Write for Card {
    fn write(&self) -> Json {
        self.0.write()
    }
}

/// The argument of `card.issue`: a card without what the library fills in.
///
/// Its JSON is the card's own. Status, version and redemptions may be left out; given, they must be what the library would
/// write (`input.bad_value`). Ten units unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NewCard {
    /// The id, from the host.
    pub card_id: CardId,
    /// Who issues it, and redeems its units.
    pub issuer_uid: PartyId,
    /// Who may use it.
    pub holder_uid: Option<PartyId>,
    /// What it is called.
    pub title: String,
    /// What it costs altogether.
    pub price: Option<Money>,
    /// The first instant of its validity.
    pub valid_from: Timestamp,
    /// The last instant of its validity.
    pub valid_until: Timestamp,
    /// How many units it has; ten if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub units: Option<u32>,
    /// When it is issued; now if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub created_at: Option<Timestamp>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for NewCard {
    const ALWAYS: &'static [&'static str] =
        &["cardId", "issuerUid", "holderUid", "title", "price", "validFrom", "validUntil"];
    const ADDED: &'static [&'static str] = &["units", "createdAt"];
}

impl Read for NewCard {
    fn read(json: &Json) -> Result<Self> {
        check_format(json)?;
        let fields = json.fields(&[
            "cardId",
            "issuerUid",
            "holderUid",
            "title",
            "units",
            "redemptions",
            "price",
            "validFrom",
            "validUntil",
            "status",
            "createdAt",
            "version",
            "format",
        ])?;
        let new = Self {
            card_id: fields.take("cardId")?,
            issuer_uid: fields.take("issuerUid")?,
            holder_uid: fields.take("holderUid")?,
            title: fields.take("title")?,
            price: fields.take("price")?,
            valid_from: fields.take("validFrom")?,
            valid_until: fields.take("validUntil")?,
            units: count(&fields, "units", VoucherError::NoUnits)?,
            created_at: fields.take("createdAt")?,
        };
        filled("status", fields.take("status")?, &CardStatus::Active)?;
        filled("redemptions", Some(fields.take_or_empty::<Vec<Redemption>>("redemptions")?), &Vec::new())?;
        filled("version", fields.take("version")?, &1_u64)?;
        Ok(new)
    }
}

impl NewCard {
    /// How many units a card has that says nothing of them.
    const UNITS: u32 = 10;

    /// The card that issuing makes of it; an issue after now is `input.bad_value`.
    pub(crate) fn issued(&self, now: Timestamp) -> Result<CardFields> {
        let new = self.clone();
        Ok(CardFields {
            created_at: not_after_now(new.created_at, now, "card")?,
            card_id: new.card_id,
            issuer_uid: new.issuer_uid,
            holder_uid: new.holder_uid,
            title: new.title,
            units: new.units.unwrap_or(Self::UNITS),
            price: new.price,
            valid_from: new.valid_from,
            valid_until: new.valid_until,
            status: CardStatus::Active,
            redemptions: Vec::new(),
            version: 1,
        })
    }
}
