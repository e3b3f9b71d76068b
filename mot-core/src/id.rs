//! Identifiers: one grammar for every entity and party, a type for each kind.
//!
//! 1 to 64 ASCII characters, letters and digits with single `-`, `_` or `.` between them, case-sensitive, compared
//! byte for byte and never repaired. Passing the id of one kind for another does not compile.

use alloc::{boxed::Box, format, string::String, vec::Vec};
use core::fmt;

use crate::{
    Result,
    error::refusals,
    input::{Json, Read, Write},
};

/// The longest identifier in bytes.
pub const MAXIMUM_LENGTH: usize = 64;

/// Whether `text` keeps the common grammar.
pub(crate) fn check(text: &str) -> core::result::Result<(), IdError> {
    if text.len() > MAXIMUM_LENGTH {
        return Err(IdError::BadId);
    }
    let mut separated = true;
    for byte in text.bytes() {
        match byte {
            b'-' | b'_' | b'.' if !separated => separated = true,
            byte if byte.is_ascii_alphanumeric() => separated = false,
            _ => return Err(IdError::BadId),
        }
    }
    if separated { Err(IdError::BadId) } else { Ok(()) }
}

/// The text of a new identifier: `<prefix>-<milliseconds in base36>-<entropy in base36>`.
///
/// The entropy is the caller's; 8 bytes of the operating system's randomness are meant.
fn compose(prefix: &str, milliseconds: u64, entropy: [u8; 8]) -> String {
    format!("{prefix}-{}-{}", base36(milliseconds), base36(u64::from_be_bytes(entropy)))
}

fn base36(mut number: u64) -> String {
    let mut digits: Vec<char> = Vec::new();
    loop {
        let digit = u32::try_from(number.checked_rem(36).unwrap_or_default()).unwrap_or_default();
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        number = number.checked_div(36).unwrap_or_default();
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads an id by the common grammar (`id.bad_id`).
            pub fn parse(text: &str) -> Result<Self> {
                check(text)?;
                Ok(Self(text.into()))
            }

            /// A new id: `<prefix>-<milliseconds in base36>-<entropy in base36>`.
            ///
            /// `entropy` is the host's, from its operating system. A prefix that does not fit is `id.bad_id`.
            pub fn new(prefix: &str, now: crate::time::Timestamp, entropy: [u8; 8]) -> Result<Self> {
                let milliseconds = u64::try_from(now.milliseconds()).map_err(|_| IdError::BadId)?;
                Self::parse(&compose(prefix, milliseconds, entropy))
            }

            /// An id whose grammar was checked elsewhere.
            #[allow(dead_code, reason = "only kinds that other ids become need it")]
            pub(crate) fn checked(text: Box<str>) -> Self {
                Self(text)
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Read for $name {
            fn read(json: &Json) -> Result<Self> {
                Self::parse(json.text()?)
            }
        }

        impl Write for $name {
            fn write(&self) -> Json {
                Json::from(self.as_str())
            }
        }
    )*};
}

ids! {
    /// A person or an organisation that acts: a user id or a bank's.
    ///
    /// ```
    /// use mot_core::id::PartyId;
    ///
    /// assert_eq!(PartyId::parse("bank-xyz")?.as_str(), "bank-xyz");
    /// assert_eq!(PartyId::parse("bank--xyz").unwrap_err().code().as_str(), "id.bad_id");
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    PartyId,
    /// A property to be financed.
    PropertyId,
    /// A mortgage application.
    ApplicationId,
    /// A mortgage offer's voucher.
    OfferId,
    /// A mortgage contract's voucher.
    ContractId,
    /// A mortgage tranche's voucher.
    TrancheId,
    /// A voucher for a service.
    VoucherId,
    /// A booking.
    BookingId,
    /// A card of several units.
    CardId,
    /// Who or what is booked.
    ResourceId,
    /// A template of vouchers.
    TemplateId,
    /// What a voucher is for, such as `consulting.session`.
    ServiceType,
    /// Why something was done, as a word.
    Reason,
    /// What tells a redemption from every other.
    RedemptionNonce,
    /// A jurisdiction policy.
    PolicyId,
    /// A fee schedule.
    FeeId,
    /// Something outside that is pointed at, such as an archived document.
    ReferenceId,
}

refusals! {
    /// Why an identifier was refused.
    pub enum IdError {
        /// Outside the grammar.
        BadId => IdBadId,
            "an id is 1 to 64 ASCII letters and digits with single -, _ or . between them";
    }
}

impl From<PartyId> for ResourceId {
    /// A party that is booked itself.
    fn from(party: PartyId) -> Self {
        Self::checked(party.0)
    }
}
