//! The documents around a voucher as one type.

use super::{Booking, Card, Voucher};
use crate::{
    Error, Result,
    input::{InputError, Json, Read, Write},
    lifecycle::{self, Stored},
};

/// The outcome of a command on a voucher, a booking or a card.
pub type Decision = lifecycle::Decision<Document>;

/// A voucher, a booking or a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A voucher.
    Voucher(Voucher),
    /// A booking.
    Booking(Booking),
    /// A card.
    Card(Card),
}

impl Document {
    /// The kinds of the documents.
    pub const KINDS: [&str; 3] = ["voucher", "booking", "card"];

    /// Reads a stored document of a kind: `voucher`, `booking` or `card`.
    pub fn read_kind(kind: &str, json: &Json) -> Result<Self> {
        match kind {
            "voucher" => Voucher::read(json).map(Self::Voucher),
            "booking" => Booking::read(json).map(Self::Booking),
            "card" => Card::read(json).map(Self::Card),
            _ => Err(Error::from(InputError::BadValue { expected: "one of voucher, booking, card" })
                .within("kind")),
        }
    }
}

impl Write for Document {
    /// The document itself, without its kind.
    fn write(&self) -> Json {
        match self {
            Self::Voucher(document) => document.write(),
            Self::Booking(document) => document.write(),
            Self::Card(document) => document.write(),
        }
    }
}

impl Stored for Document {
    fn kind(&self) -> &'static str {
        match self {
            Self::Voucher(_) => "voucher",
            Self::Booking(_) => "booking",
            Self::Card(_) => "card",
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Voucher(document) => document.voucher_id.as_str(),
            Self::Booking(document) => document.booking_id.as_str(),
            Self::Card(document) => document.card_id.as_str(),
        }
    }

    fn version(&self) -> u64 {
        match self {
            Self::Voucher(document) => document.version,
            Self::Booking(document) => document.version,
            Self::Card(document) => document.version,
        }
    }

    fn with_version(self, version: u64) -> Self {
        match self {
            Self::Voucher(document) => Self::Voucher(document.with_version(version)),
            Self::Booking(document) => Self::Booking(document.with_version(version)),
            Self::Card(document) => Self::Card(document.with_version(version)),
        }
    }

    fn read_like(&self, json: &Json) -> Result<Self> {
        Self::read_kind(self.kind(), json)
    }
}

macro_rules! documents {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Document {
            fn from(document: $kind) -> Self {
                Self::$kind(document)
            }
        }
    )*};
}

documents!(Voucher, Booking, Card);

/// The refusal of a booking other than the one that a voucher names.
pub(super) fn wrong_document(kind: &'static str, missing: Option<&str>, extra: Option<&str>) -> Error {
    let listed = |id: Option<&str>| id.unwrap_or_default().into();
    lifecycle::LifecycleError::WrongDocument { kind, missing: listed(missing), extra: listed(extra) }.into()
}

/// Refuses a status that the other fields contradict.
pub(super) fn check_status(agrees: bool, expected: &'static str) -> Result<()> {
    if agrees {
        return Ok(());
    }
    Err(Error::from(InputError::BadValue { expected }).within("status"))
}
