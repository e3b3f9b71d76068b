//! Values that hosts have a type of their own for. They cross as text, so that nothing is rounded on the way, and are
//! read by the core.

use mot_core::{
    Error,
    id::{
        ApplicationId, BookingId, CardId, ContractId, FeeId, OfferId, PartyId, PolicyId, PropertyId, Reason,
        RedemptionNonce, ResourceId, ServiceType, TemplateId, TrancheId, VoucherId,
    },
    identity::{Thumbprint, Uid},
    input::{Content, Read, Write},
    money::{MinorUnits, Rate},
    mortgage::{DocumentHash, FeeTiming, YearFraction},
    room::{Cell, RoomId},
    time::{CalendarDate, TimeZone, Timestamp, WallTime},
};

use crate::{crossing::crosses, error::MotError};

/// Types that cross as the text that they are written as.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        uniffi::custom_type!(
            $(#[$doc])*
            $name, String, {
                remote,
                lower: |value| value.to_string(),
                try_lift: |text| Ok($name::parse(&text).map_err(MotError::from)?),
            }
        );
    )*};
}

texts! {
    /// The id of a person or an organisation that acts. 1 to 64 ASCII letters and digits with single `-`, `_` or `.`.
    PartyId,
    /// The id of a property.
    PropertyId,
    /// The id of an application.
    ApplicationId,
    /// The id of an offer.
    OfferId,
    /// The id of a contract.
    ContractId,
    /// The id of a mortgage tranche.
    TrancheId,
    /// The id of a voucher for a service.
    VoucherId,
    /// The id of a booking.
    BookingId,
    /// The id of a card of several units.
    CardId,
    /// The id of whom or what a service takes: a person, a room, a machine.
    ResourceId,
    /// The name of a template of vouchers.
    TemplateId,
    /// What a voucher is for, such as `consulting.session`.
    ServiceType,
    /// Why something was cancelled, as a word.
    Reason,
    /// What tells one redemption of a card from every other.
    RedemptionNonce,
    /// The id of a jurisdiction policy.
    PolicyId,
    /// The id of a fee.
    FeeId,
    /// A user id: 22 characters of Base58 for new ones.
    Uid,
    /// The thumbprint of a device's key (RFC 7638): 43 characters of base64url.
    Thumbprint,
    /// A cell by its label, `A-1` to `Z-999`, or by its number, `cell-1` to `cell-999999`.
    Cell,
    /// The id of a room, such as `mortgage:offer:mort-offer-2025-0001`.
    RoomId,
    /// The SHA-256 of a document's bytes, as 64 lower-case hexadecimal digits.
    DocumentHash,
    /// An instant, at most at millisecond resolution (`time.too_precise`), in the years 0001 to 9999.
    Timestamp,
    /// A day of the calendar.
    CalendarDate,
    /// A time of day in hours and minutes, `00:00` to `23:59` (`time.bad_time`).
    WallTime,
    /// An exact number of years: a whole number or a fraction of two, such as `67/732`.
    YearFraction,
    /// An exact decimal fraction: 0.032 is 3.2 %. At most 9 fraction digits, between -1000 and 1000.
    Rate,
}

uniffi::custom_type!(
    /// Content of the host's own: the JSON text of an object. It comes back with the same value.
    Content, String, {
        remote,
        lower: |content| content.to_json(),
        try_lift: |text| Ok(Content::from_json(&text).map_err(MotError::from)?),
    }
);

uniffi::custom_type!(
    /// Minor units of a currency that is named elsewhere in the document, within 2^53 - 1.
    MinorUnits, i64, {
        remote,
        lower: |amount| amount.get(),
        try_lift: |amount| Ok(MinorUnits::new(amount).map_err(MotError::from)?),
    }
);

/// The IANA name of a time zone, letter for letter: `Europe/Berlin` (`time.unknown_zone`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZoneName(String);

uniffi::custom_newtype!(
    /// The IANA name of a time zone, letter for letter: `Europe/Berlin` (`time.unknown_zone`).
    TimeZoneName, String
);

crosses!(
    TimeZone as TimeZoneName,
    lower: |zone| TimeZoneName(zone.name().into()),
    lift: |name| Ok(TimeZone::parse(&name.0)?),
);

/// An instant that a clock gave: what is finer than a millisecond is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now(pub(crate) Timestamp);

uniffi::custom_type!(
    /// An instant that a clock gave: what is finer than a millisecond is left out.
    Now, String, {
        lower: |now| now.0.to_string(),
        try_lift: |text| Ok(Now(Timestamp::from_clock(&text).map_err(MotError::from)?)),
    }
);

/// An exact decimal number, for showing an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactNumber(pub(crate) String);

uniffi::custom_newtype!(
    /// An exact decimal number, for showing an amount.
    ExactNumber, String
);

/// A count of 128 bits without sign, checked where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCount(pub(crate) String);

uniffi::custom_newtype!(
    /// A count of 128 bits without sign, checked where it is used.
    UnitCount, String
);

/// When a cost is paid.
#[uniffi::remote(Enum)]
pub enum FeeTiming {
    /// When the contract is concluded.
    AtConclusion,
    /// With each instalment.
    WithInstalments,
    /// In a month counted from the payout.
    InMonth {
        /// The month; 0 is the payout's.
        month: u32,
    },
}

/// The bytes of an argument, as many as are needed: `input.bad_value` otherwise.
pub(crate) fn bytes<const LENGTH: usize>(name: &str, bytes: &[u8]) -> crate::Result<[u8; LENGTH]> {
    let expected = match LENGTH {
        8 => "8 bytes",
        _ => "16 bytes",
    };
    let refused = |_| Error::from(mot_core::input::InputError::BadValue { expected }).within(name);
    Ok(bytes.try_into().map_err(refused)?)
}
