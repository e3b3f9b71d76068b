//! "Still valid?", asked in one place.

use super::Timestamp;
use crate::input::{document_fields, words};

/// From when until when something holds; both ends belong to it.
///
/// ```
/// use mot_core::time::{Timestamp, Validity, ValidityState};
///
/// let validity = Validity {
///     valid_from: Timestamp::parse("2025-02-01T12:00:00Z")?,
///     valid_until: Timestamp::parse("2025-02-10T23:59:59Z")?,
/// };
/// assert_eq!(validity.at(validity.valid_until), ValidityState::Valid);
/// assert_eq!(validity.at(validity.valid_until.plus_milliseconds(1)?), ValidityState::Expired);
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Validity {
    /// The first instant.
    pub valid_from: Timestamp,
    /// The last instant.
    pub valid_until: Timestamp,
}

document_fields!(Validity { valid_from: "validFrom", valid_until: "validUntil" });

words! {
    /// Where an instant lies relative to a validity.
    pub enum ValidityState {
        /// Before the first instant.
        NotYetValid = "not_yet_valid",
        /// Within, both ends included.
        Valid = "valid",
        /// After the last instant.
        Expired = "expired",
    }
}

impl Validity {
    /// Where `now` lies.
    pub fn at(&self, now: Timestamp) -> ValidityState {
        if now > self.valid_until {
            ValidityState::Expired
        } else if now < self.valid_from {
            ValidityState::NotYetValid
        } else {
            ValidityState::Valid
        }
    }

    /// Whether the last instant does not come before the first.
    pub fn is_ordered(&self) -> bool {
        self.valid_from <= self.valid_until
    }
}
