//! Judging links.

use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
    vec::Vec,
};

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::{
    IdentityError, KeyRing, LinkVersion, Uid,
    key::Key,
    link::{self, Link},
};
use crate::{Result, input::words, time::Timestamp};

/// What a portal accepts beyond a right signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPolicy {
    /// How old a link may be in milliseconds, the limit included. 300 000 by default.
    pub maximum_age_ms: u64,
    /// How far ahead of the clock a link may be in milliseconds, the limit included. 60 000 by default.
    pub maximum_skew_ms: u64,
    /// Whom version 2 links must be meant for. By default nobody in particular: links meant for anybody are accepted.
    pub audience: Option<String>,
    /// Whether version 1 links are refused, as `identity.version_not_allowed`.
    pub require_version_2: bool,
    /// User ids whose links are refused.
    pub revoked: Vec<Uid>,
    /// Links issued at this instant or before are refused.
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
    /// A verifier. Refused: an audience outside the grammar (`identity.invalid_audience`), a ring without active key
    /// (`identity.no_active_key`).
    pub fn new(ring: KeyRing, mut policy: LinkPolicy) -> Result<Self> {
        ring.active()?;
        policy.revoked.sort_unstable();
        let mut prepared = Vec::new();
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
    pub fn verify<'a>(&'a self, fragment: &'a str, now: Timestamp) -> Result<Candidate<'a>> {
        let link = Link::read(fragment)?;
        let key = self.signing_key(&link)?;
        if !key.is_accepted(now) {
            return Err(IdentityError::KeyRetired.into());
        }
        let age_ms = self.check_time(&link, now)?;
        self.check_policy(&link)?;
        Ok(Candidate {
            version: if link.addressed.is_some() { LinkVersion::Two } else { LinkVersion::One },
            uid: Cow::Borrowed(link.uid),
            key_id: Cow::Borrowed(&key.id),
            age_ms,
            replay_key: Cow::Borrowed(link.sig),
            replay_expires_at: self.replay_expires_at(&link),
        })
    }

    /// The key that made the signature, found in constant time: every key that may have is computed.
    fn signing_key(&self, link: &Link<'_>) -> Result<&Key> {
        let signature = link.signature();
        let Some(addressed) = &link.addressed else {
            let mut found = None;
            for key in self.ring.keys() {
                if made_by(key.plain.clone(), link, &signature) {
                    found = Some(key.as_ref());
                }
            }
            return found.ok_or_else(|| IdentityError::SignatureMismatch.into());
        };
        let (index, key) = self.ring.get(addressed.key_id).ok_or(IdentityError::UnknownKey)?;
        let prepared = self.prepared.0.get(index).filter(|_| self.is_addressed_to(addressed.audience));
        let state = match prepared {
            Some(state) => state.clone(),
            None => key.derived(addressed.audience)?,
        };
        if made_by(state, link, &signature) { Ok(key) } else { Err(IdentityError::SignatureMismatch.into()) }
    }

    fn is_addressed_to(&self, audience: &str) -> bool {
        self.policy.audience.as_deref() == Some(audience)
    }

    /// The link's age, within both limits.
    fn check_time(&self, link: &Link<'_>, now: Timestamp) -> Result<i64> {
        let age_ms = now.milliseconds().saturating_sub(link.issued);
        let ahead = age_ms.saturating_neg().saturating_sub(limit(self.policy.maximum_skew_ms));
        if ahead > 0 {
            return Err(IdentityError::IssuedInFuture { by_ms: ahead }.into());
        }
        let beyond = age_ms.saturating_sub(limit(self.policy.maximum_age_ms));
        if beyond > 0 {
            return Err(IdentityError::Expired { by_ms: beyond }.into());
        }
        Ok(age_ms)
    }

    /// When the link is too old whatever the clocks say; the end of time for a policy that reaches beyond it.
    fn replay_expires_at(&self, link: &Link<'_>) -> Timestamp {
        let age = limit(self.policy.maximum_age_ms).saturating_add(limit(self.policy.maximum_skew_ms));
        Timestamp::from_milliseconds(link.issued.saturating_add(age)).unwrap_or(Timestamp::MAXIMUM)
    }

    fn check_policy(&self, link: &Link<'_>) -> Result<()> {
        if self.policy.audience.is_some()
            && link.addressed.is_some_and(|addressed| !self.is_addressed_to(addressed.audience))
        {
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

fn limit(milliseconds: u64) -> i64 {
    i64::try_from(milliseconds).unwrap_or(i64::MAX)
}

fn made_by(mut state: Hmac<Sha256>, link: &Link<'_>, signature: &[u8; 32]) -> bool {
    link.update(&mut state);
    state.finalize().into_bytes().ct_eq(signature.as_slice()).into()
}

/// A link that has passed every check but binding and replay. Bind it before anything else.
#[derive(Debug, Clone)]
#[must_use = "a candidate is accepted only after it was bound and checked for replay"]
pub struct Candidate<'a> {
    version: LinkVersion,
    uid: Cow<'a, str>,
    key_id: Cow<'a, str>,
    age_ms: i64,
    replay_key: Cow<'a, str>,
    replay_expires_at: Timestamp,
}

impl<'a> Candidate<'a> {
    /// The user id that the link introduces.
    pub fn uid(&self) -> &str {
        &self.uid
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.version
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.age_ms
    }

    /// Compares with the user id that is stored here, if one is: another one is `identity.uid_conflict`, never a silent
    /// switch. A link that is not bound can be neither stored as used nor accepted.
    pub fn bind(self, stored: Option<&Uid>) -> Result<BoundLink<'a>> {
        let binding = match stored {
            None => Binding::First,
            Some(uid) if uid.as_str() == self.uid => Binding::Same,
            Some(_) => return Err(IdentityError::UidConflict.into()),
        };
        Ok(BoundLink { candidate: self, binding })
    }

    /// The same candidate with texts of its own, for hosts that cannot borrow the link's.
    pub fn into_owned(self) -> Candidate<'static> {
        Candidate {
            version: self.version,
            uid: Cow::Owned(self.uid.into_owned()),
            key_id: Cow::Owned(self.key_id.into_owned()),
            age_ms: self.age_ms,
            replay_key: Cow::Owned(self.replay_key.into_owned()),
            replay_expires_at: self.replay_expires_at,
        }
    }
}

words! {
    /// How a link's user id relates to the one that is stored.
    pub enum Binding {
        /// None is stored.
        First = "first",
        /// The same is stored.
        Same = "same",
    }
}

words! {
    /// What the host's store says about a replay key.
    pub enum Replay {
        /// It was not there and is now, until the link's `replay_expires_at`, in one atomic step.
        Fresh = "fresh",
        /// It was there already.
        Seen = "seen",
    }
}

/// A link for the user id that is stored, or for the first one; what is left is the replay check.
#[derive(Debug, Clone)]
#[must_use = "a link is accepted only after its replay check"]
pub struct BoundLink<'a> {
    candidate: Candidate<'a>,
    binding: Binding,
}

impl BoundLink<'_> {
    /// Whether the user id is the first here or the one that was stored.
    pub fn binding(&self) -> Binding {
        self.binding
    }

    /// What identifies the link among all links: its signature, which has one spelling only.
    ///
    /// Insert it into a store that refuses a second insertion, until
    /// [`replay_expires_at`](Self::replay_expires_at), for example `SET key 1 NX PXAT expires` in Redis or
    /// `INSERT INTO replay (key, expires) VALUES (…) ON CONFLICT DO NOTHING` in SQL.
    pub fn replay_key(&self) -> &str {
        &self.candidate.replay_key
    }

    /// Until when the replay key must be kept: after it the link is too old anyway.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.candidate.replay_expires_at
    }

    /// Accepts the link on the answer of the host's store; one seen before is `identity.replayed`.
    pub fn accept(&self, replay: Replay) -> Result<VerifiedLink> {
        match replay {
            Replay::Fresh => Ok(self.accept_without_replay_check()),
            Replay::Seen => Err(IdentityError::Replayed.into()),
        }
    }

    /// Accepts the link although it may be used again within its age.
    pub fn accept_without_replay_check(&self) -> VerifiedLink {
        let Candidate { version, uid, key_id, age_ms, replay_key, replay_expires_at } = &self.candidate;
        VerifiedLink {
            version: *version,
            uid: Uid::from_link(uid),
            key_id: key_id.as_ref().to_owned(),
            age_ms: *age_ms,
            replay_key: replay_key.as_ref().to_owned(),
            replay_expires_at: *replay_expires_at,
        }
    }
}

/// A link that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedLink {
    /// The version of the link.
    pub version: LinkVersion,
    /// The user id that it introduced.
    pub uid: Uid,
    /// The id of the key that signed.
    pub key_id: String,
    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub age_ms: i64,
    /// What identified the link in the replay store.
    pub replay_key: String,
    /// Until when the replay key is kept.
    pub replay_expires_at: Timestamp,
}
