//! Judging links.

use std::sync::Arc;

use mot_core::{
    Error,
    identity::{self, LegacyRecordPolicy, LinkPolicy, Uid},
    time::Timestamp,
};

use super::{candidate::Candidate, key_ring::KeyRing};
use crate::{Result, scalar::Now};

/// What a portal accepts beyond a right signature.
#[uniffi::remote(Record)]
pub struct LinkPolicy {
    /// How old a link may be in milliseconds, the limit included.
    pub maximum_age_ms: u64,
    /// How far ahead of the clock a link may be in milliseconds, the limit included.
    pub maximum_skew_ms: u64,
    /// Whom version 2 links must be meant for, 1 to 64 lower-case letters, digits, dots and hyphens; others are
    /// `identity.audience_mismatch`. Without one every version 2 link is.
    pub audience: Option<String>,
    /// Whether version 1 links are refused, as `identity.version_not_allowed`.
    pub require_version_2: bool,
    /// User ids whose links are refused, as `identity.revoked`.
    pub revoked: Vec<Uid>,
    /// Links issued at this instant or before are refused, as `identity.issued_before_cutoff`.
    pub issued_after: Option<Timestamp>,
}

/// The policy that holds where none is given: 300 000 ms of age, 60 000 ms of skew, nothing more.
#[uniffi::export]
pub fn default_link_policy() -> LinkPolicy {
    LinkPolicy::default()
}

/// Judges links by a key ring and a policy. Made once, used for every link, from any thread.
///
/// It takes the ring as it is at that moment: a key that is added later is known only to a verifier that is made then.
#[derive(Debug, uniffi::Object)]
pub struct LinkVerifier(identity::LinkVerifier);

#[uniffi::export]
impl LinkVerifier {
    /// A verifier with the keys that the ring has at this moment. Without a policy the default one holds. Refused: an
    /// audience outside the grammar (`identity.invalid_audience`).
    #[uniffi::constructor(default(policy = None))]
    pub fn new(ring: &KeyRing, policy: Option<LinkPolicy>) -> Result<Self> {
        Ok(Self(identity::LinkVerifier::new(ring.ring(), policy.unwrap_or_default())?))
    }

    /// Judges the fragment of a link, with or without its `#`, by everything but binding and replay.
    ///
    /// The checks run in a fixed order, each with its code: structure, grammar, `identity.unknown_key`,
    /// `signature_mismatch`, `key_retired`, `issued_in_future`, `expired`, `audience_mismatch`, `version_not_allowed`,
    /// `revoked`, `issued_before_cutoff`.
    pub fn verify(&self, fragment: &str, now: Now) -> Result<Candidate> {
        Ok(Candidate::from(self.0.verify(fragment, now.0)?))
    }

    /// Judges a link as `verify` does; what it refuses is a value, not an exception. An exception costs several times the
    /// judgement.
    pub fn check(&self, fragment: &str, now: Now) -> Result<CheckedLink> {
        CheckedLink::of(self.0.verify(fragment, now.0))
    }

    /// Judges many links at one instant, each for itself, in one call. As many answers come back, in the same order.
    pub fn verify_many(&self, fragments: Vec<String>, now: Now) -> Result<Vec<CheckedLink>> {
        let judged = self.0.verify_many(fragments.iter().map(String::as_str), now.0);
        judged.into_iter().map(CheckedLink::of).collect()
    }

    /// Judges a stored record, the JSON text `{"mot", "uid", "ts", "sig"}` that portals kept before there were receipts,
    /// as the version 1 link that it was, by the age that this policy allows. Exchange it for a receipt.
    ///
    /// A record is shown again and again, so it is accepted without a replay check. Refused: what is no such record
    /// (`input.*`, with the path), then what `verify` refuses, from the grammar on, then `identity.not_a_legacy_record`.
    pub fn recheck(&self, record: &str, policy: LegacyRecordPolicy, now: Now) -> Result<Candidate> {
        Ok(Candidate::from(self.0.recheck(record, &policy, now.0)?))
    }
}

/// What is said about a link without an exception.
#[derive(Debug, uniffi::Enum)]
pub enum CheckedLink {
    /// It has passed every check but binding and replay.
    Passed {
        /// The link. Bind it before anything else.
        candidate: Arc<Candidate>,
    },
    /// It was refused.
    Refused {
        /// Why, for the log: `identity.signature_mismatch`.
        code: String,
        /// Why, as strangers may be told: `link_expired` or, for all else, `link_invalid`.
        public_code: String,
    },
}

impl CheckedLink {
    /// What was said about a link; a refusal of anything else stays an exception.
    fn of(judged: mot_core::Result<identity::Candidate>) -> Result<Self> {
        match judged {
            Ok(candidate) => Ok(Self::Passed { candidate: Arc::new(candidate.into()) }),
            Err(error) => Self::refused(&error).ok_or_else(|| error.into()),
        }
    }

    fn refused(error: &Error) -> Option<Self> {
        let public_code = error.public_code()?.into();
        Some(Self::Refused { code: error.code().as_str().into(), public_code })
    }
}

/// Under what a stored link is believed again. There is no default: whoever has the record is believed for as long as
/// this says.
#[uniffi::remote(Record)]
pub struct LegacyRecordPolicy {
    /// How old the record's link may be in milliseconds, the limit included.
    pub maximum_age_ms: u64,
    /// Since when portals store receipts: a link issued at this instant or later is no record of before
    /// (`identity.not_a_legacy_record`). Without it every link that is still signed could be shown as one.
    #[uniffi(default)]
    pub issued_before: Option<Timestamp>,
}
