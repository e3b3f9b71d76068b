//! Judging links: a fixed order of checks, each with its code (seed 000:140-181; the order is documented at
//! [`LinkVerifier::verify`]).

use alloc::{string::String, vec::Vec};

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::{
    Candidate, IdentityError, KeyRing, LinkVersion, Uid,
    inline::Inline,
    key::Key,
    link::{self, Link, Message},
};
use crate::{Result, time::Timestamp};

/// What a portal accepts beyond a right signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPolicy {
    /// How old a link may be in milliseconds, the limit included. 300 000 by default.
    pub maximum_age_ms: u64,
    /// How far ahead of the clock a link may be in milliseconds, the limit included. 60 000 by default.
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

impl Default for LinkPolicy {
    fn default() -> Self {
        Self {
            maximum_age_ms: 300_000,
            maximum_skew_ms: 60_000,
            audience: None,
            require_version_2: false,
            revoked: Vec::new(),
            issued_after: None,
        }
    }
}

/// Judges links by a key ring and a policy. Made once, used for every link; verifying allocates nothing.
#[derive(Debug)]
pub struct LinkVerifier {
    ring: KeyRing,
    policy: LinkPolicy,
    prepared: Prepared,
}

/// The version 2 states for the policy's audience, in the order of the ring.
struct Prepared(Vec<Hmac<Sha256>>);

impl core::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Prepared(hidden)")
    }
}

impl LinkVerifier {
    /// A verifier. Refused: an audience outside the grammar (`identity.invalid_audience`).
    pub fn new(ring: KeyRing, mut policy: LinkPolicy) -> Result<Self> {
        policy.revoked.sort_unstable();
        // Room for every state at once: a vector that grows leaves copies behind that nobody wipes.
        let mut prepared = Vec::with_capacity(ring.keys().len());
        if let Some(audience) = &policy.audience {
            if !link::is_audience(audience) {
                return Err(IdentityError::InvalidAudience.into());
            }
            for key in ring.keys() {
                prepared.push(key.derived(audience)?);
            }
        }
        Ok(Self { ring, policy, prepared: Prepared(prepared) })
    }

    /// Judges the fragment of a link, with or without its `#`, by everything but binding and replay.
    ///
    /// The checks run in the order of the codes: structure (`identity.too_long`, `percent_encoding`, `malformed`,
    /// `unexpected_parameter`, `duplicate_parameter`, `unsupported_version`, `missing_parameter`), grammar
    /// (`invalid_…`), `unknown_key`, `signature_mismatch`, `key_retired`, `issued_in_future`, `expired`,
    /// `audience_mismatch`, `version_not_allowed`, `revoked`, `issued_before_cutoff`.
    pub fn verify(&self, fragment: &str, now: Timestamp) -> Result<Candidate> {
        self.judge(&Link::read(fragment)?, self.policy.maximum_age_ms, now)
    }

    /// Judges many fragments at one instant, each for itself.
    pub fn verify_many<'a>(
        &self,
        fragments: impl IntoIterator<Item = &'a str>,
        now: Timestamp,
    ) -> Vec<Result<Candidate>> {
        fragments.into_iter().map(|fragment| self.verify(fragment, now)).collect()
    }

    /// Judges a link whose grammar holds: its key, its signature, its time by this maximum age, and the policy.
    pub(super) fn judge(&self, link: &Link<'_>, maximum_age_ms: u64, now: Timestamp) -> Result<Candidate> {
        let key = self.signing_key(link)?;
        if !key.is_accepted(now) {
            return Err(IdentityError::KeyRetired.into());
        }
        let age_ms = check_time(link.issued, maximum_age_ms, self.policy.maximum_skew_ms, now)?;
        self.check_policy(link)?;
        Ok(Candidate {
            version: if link.addressed.is_some() { LinkVersion::Two } else { LinkVersion::One },
            uid: Inline::new(link.uid),
            key_id: key.id,
            age_ms,
            replay_key: Inline::new(link.sig),
            replay_expires_at: replay_expires_at(link.issued, maximum_age_ms, self.policy.maximum_skew_ms),
        })
    }

    /// The key that made the signature, found in constant time: every key that may have is computed.
    fn signing_key(&self, link: &Link<'_>) -> Result<&Key> {
        let (message, signature) = (link.message(), link::from_hexadecimal(link.sig));
        let Some(addressed) = &link.addressed else {
            let mut found = None;
            for key in self.ring.keys() {
                if made_by(&key.plain, &message, &signature) {
                    found = Some(key.as_ref());
                }
            }
            return found.ok_or_else(|| IdentityError::SignatureMismatch.into());
        };
        let (index, key) = self.ring.get(addressed.key_id).ok_or(IdentityError::UnknownKey)?;
        let prepared = self.prepared.0.get(index).filter(|_| self.is_addressed_to(addressed.audience));
        let made = match prepared {
            Some(state) => made_by(state, &message, &signature),
            None => made_by(&key.derived(addressed.audience)?, &message, &signature),
        };
        if made { Ok(key) } else { Err(IdentityError::SignatureMismatch.into()) }
    }

    fn is_addressed_to(&self, audience: &str) -> bool {
        self.policy.audience.as_deref() == Some(audience)
    }

    fn check_policy(&self, link: &Link<'_>) -> Result<()> {
        if link.addressed.is_some_and(|addressed| !self.is_addressed_to(addressed.audience)) {
            return Err(IdentityError::AudienceMismatch.into());
        }
        if self.policy.require_version_2 && link.addressed.is_none() {
            return Err(IdentityError::VersionNotAllowed.into());
        }
        if self.policy.revoked.binary_search_by(|revoked| revoked.as_str().cmp(link.uid)).is_ok() {
            return Err(IdentityError::Revoked.into());
        }
        if self.policy.issued_after.is_some_and(|cutoff| link.issued <= cutoff.milliseconds()) {
            return Err(IdentityError::IssuedBeforeCutoff.into());
        }
        Ok(())
    }
}

/// Refuses what was issued further ahead than clocks differ.
pub(super) fn check_not_ahead(issued: i64, maximum_skew_ms: u64, now: Timestamp) -> Result<()> {
    let ahead = issued.saturating_sub(now.milliseconds()).saturating_sub(limit(maximum_skew_ms));
    if ahead > 0 {
        return Err(IdentityError::IssuedInFuture { by_ms: ahead }.into());
    }
    Ok(())
}

/// The age of what was issued then, within both limits.
pub(super) fn check_time(
    issued: i64,
    maximum_age_ms: u64,
    maximum_skew_ms: u64,
    now: Timestamp,
) -> Result<i64> {
    check_not_ahead(issued, maximum_skew_ms, now)?;
    let age_ms = now.milliseconds().saturating_sub(issued);
    let beyond = age_ms.saturating_sub(limit(maximum_age_ms));
    if beyond > 0 {
        return Err(IdentityError::Expired { by_ms: beyond }.into());
    }
    Ok(age_ms)
}

/// When it is too old whatever the clocks say; the end of time for a policy that reaches beyond it.
pub(super) fn replay_expires_at(issued: i64, maximum_age_ms: u64, maximum_skew_ms: u64) -> Timestamp {
    let age = limit(maximum_age_ms).saturating_add(limit(maximum_skew_ms));
    Timestamp::from_milliseconds(issued.saturating_add(age)).unwrap_or(Timestamp::MAXIMUM)
}

pub(super) fn limit(milliseconds: u64) -> i64 {
    i64::try_from(milliseconds).unwrap_or(i64::MAX)
}

#[inline]
fn made_by(key: &Hmac<Sha256>, message: &Message<'_>, signature: &[u8; 32]) -> bool {
    let mut state = key.clone();
    message.update(&mut state);
    is_same(&state.finalize().into_bytes().into(), signature)
}

/// Whether two tags are the same, compared as four words: all of them, whatever the first say.
#[inline]
pub(super) fn is_same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let difference = words(one).zip(words(other)).fold(0, |found, (one, other)| found | (one ^ other));
    difference.ct_eq(&0).into()
}

fn words(bytes: &[u8; 32]) -> impl Iterator<Item = u64> {
    bytes.as_chunks().0.iter().map(|word| u64::from_ne_bytes(*word))
}
