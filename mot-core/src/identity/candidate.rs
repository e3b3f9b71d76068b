//! From a link that was judged to one that is accepted: binding, because a user id that is stored is never replaced
//! (seed 000:166), then replay.

use core::fmt;

use super::{IdentityError, LinkVersion, Uid, inline::Inline, uid};
use crate::{Result, input::words, time::Timestamp};

/// A link that has passed every check but binding and replay. Bind it before anything else.
#[derive(Clone)]
#[must_use = "a candidate is accepted only after it was bound and checked for replay"]
pub struct Candidate {
    pub(super) version: LinkVersion,
    pub(super) uid: Inline<{ uid::LENGTH }>,
    pub(super) key_id: Inline<16>,
    pub(super) age_ms: i64,
    pub(super) replay_key: Inline<64>,
    pub(super) replay_expires_at: Timestamp,
}

impl fmt::Debug for Candidate {
    /// Shows everything but the replay key, which is the link's signature.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Candidate");
        shown.field("version", &self.version).field("uid", &self.uid).field("key_id", &self.key_id);
        shown.field("age_ms", &self.age_ms).finish_non_exhaustive()
    }
}

impl Candidate {
    /// The user id that the link introduces.
    pub fn uid(&self) -> &str {
        self.uid.as_str()
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.version
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> &str {
        self.key_id.as_str()
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.age_ms
    }

    /// Compares with the user id that is stored here, if one is: another one is `identity.uid_conflict`, never a silent
    /// switch. A link that is not bound can be neither stored as used nor accepted.
    pub fn bind(self, stored: Option<&Uid>) -> Result<BoundLink> {
        let binding = match stored {
            None => Binding::First,
            Some(uid) if uid.as_str() == self.uid() => Binding::Same,
            Some(_) => return Err(IdentityError::UidConflict.into()),
        };
        Ok(BoundLink { candidate: self, binding })
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
    /// What a replay store says about a key.
    pub enum Replay {
        /// It was not there and is now, until its expiry, in one atomic step.
        Fresh = "fresh",
        /// It was there already.
        Seen = "seen",
    }
}

impl Replay {
    /// Goes on with what is fresh; what was seen is `identity.replayed`.
    pub(super) fn check(self) -> Result<()> {
        match self {
            Self::Fresh => Ok(()),
            Self::Seen => Err(IdentityError::Replayed.into()),
        }
    }
}

/// A link for the user id that is stored, or for the first one; what is left is the replay check.
#[derive(Debug, Clone)]
#[must_use = "a link is accepted only after its replay check"]
pub struct BoundLink {
    candidate: Candidate,
    binding: Binding,
}

impl BoundLink {
    /// The user id that the link introduces.
    pub fn uid(&self) -> &str {
        self.candidate.uid()
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> &str {
        self.candidate.key_id()
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.candidate.version
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.candidate.age_ms
    }

    /// Whether the user id is the first here or the one that was stored.
    pub fn binding(&self) -> Binding {
        self.binding
    }

    /// What identifies the link among all links: its signature, which has one spelling only.
    ///
    /// Insert it into a store that refuses a second insertion, until
    /// [`replay_expires_at`](Self::replay_expires_at), for example `SET key 1 NX PXAT expires` in Redis or
    /// `INSERT INTO replay (key, expires) VALUES (…) ON CONFLICT DO NOTHING` in SQL, or use a
    /// [`ReplayStore`](super::ReplayStore). `OK`, or one row inserted, is [`Replay::Fresh`]; nil, or none, is
    /// [`Replay::Seen`]. So is an expiry that the store's own clock has passed: Redis keeps nothing of it.
    pub fn replay_key(&self) -> &str {
        self.candidate.replay_key.as_str()
    }

    /// Until when the replay key must be kept: after it the link is too old anyway.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.candidate.replay_expires_at
    }

    /// Accepts the link on the answer of the replay store; one seen before is `identity.replayed`.
    pub fn accept(self, replay: Replay) -> Result<VerifiedLink> {
        replay.check()?;
        Ok(self.accept_without_replay_check())
    }

    /// Accepts the link although it may be used again within its age.
    pub fn accept_without_replay_check(self) -> VerifiedLink {
        VerifiedLink { uid: Uid::from_link(self.uid()), candidate: self.candidate }
    }
}

/// A link that was accepted. Nothing but an accepted link makes one.
#[derive(Clone, Debug)]
pub struct VerifiedLink {
    uid: Uid,
    candidate: Candidate,
}

impl VerifiedLink {
    /// The user id that it introduced.
    pub fn uid(&self) -> &Uid {
        &self.uid
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.candidate.version
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> &str {
        self.candidate.key_id()
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.candidate.age_ms
    }

    /// What identified the link in the replay store.
    pub fn replay_key(&self) -> &str {
        self.candidate.replay_key.as_str()
    }

    /// Until when the replay key is kept.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.candidate.replay_expires_at
    }
}
