//! From a link that was judged to one that is accepted: binding, then replay.

use mot_core::{
    identity::{self, Binding, LinkVersion, Replay, Uid},
    time::Timestamp,
};

use crate::Result;

/// A link that has passed every check but binding and replay. Bind it before anything else.
#[derive(Debug, uniffi::Object)]
pub struct Candidate(identity::Candidate);

impl From<identity::Candidate> for Candidate {
    fn from(candidate: identity::Candidate) -> Self {
        Self(candidate)
    }
}

#[uniffi::export]
impl Candidate {
    /// The user id that the link introduces.
    pub fn uid(&self) -> String {
        self.0.uid().into()
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.0.version()
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> String {
        self.0.key_id().into()
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// Compares with the user id that is stored here, if one is: another one is `identity.uid_conflict`. A link that is
    /// not bound can be neither stored as used nor accepted.
    pub fn bind(&self, stored_uid: Option<Uid>) -> Result<BoundLink> {
        Ok(BoundLink(self.0.clone().bind(stored_uid.as_ref())?))
    }
}

/// A link for the user id that is stored, or for the first one. Accept it after its replay check.
#[derive(Debug, uniffi::Object)]
pub struct BoundLink(pub(super) identity::BoundLink);

#[uniffi::export]
impl BoundLink {
    /// The user id that the link introduces.
    pub fn uid(&self) -> String {
        self.0.uid().into()
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> String {
        self.0.key_id().into()
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.0.version()
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// Whether the user id is the first here or the one that was stored.
    pub fn binding(&self) -> Binding {
        self.0.binding()
    }

    /// What identifies the link among all links. Insert it into a store that refuses a second insertion, in one
    /// atomic step: a database, or a `ReplayStore`.
    pub fn replay_key(&self) -> String {
        self.0.replay_key().into()
    }

    /// Until when the replay key must be kept: after it the link is too old anyway.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.0.replay_expires_at()
    }

    /// Accepts the link on the answer of the replay store; one seen before is `identity.replayed`.
    pub fn accept(&self, replay: Replay) -> Result<VerifiedLink> {
        Ok(VerifiedLink(self.0.clone().accept(replay)?))
    }

    /// Accepts the link although it may be used again within its age.
    pub fn accept_without_replay_check(&self) -> VerifiedLink {
        VerifiedLink(self.0.clone().accept_without_replay_check())
    }
}

/// The version of a link's format.
#[uniffi::remote(Enum)]
pub enum LinkVersion {
    /// `mot`, `uid`, `ts`, `sig`.
    One,
    /// With key id, audience and nonce.
    Two,
}

/// How a link's user id relates to the one that is stored.
#[uniffi::remote(Enum)]
#[uniffi(name = "LinkBinding")]
pub enum Binding {
    /// None is stored.
    First,
    /// The same is stored.
    Same,
}

/// What a replay store says about a replay key.
#[uniffi::remote(Enum)]
pub enum Replay {
    /// It was not there and is now, in one atomic step.
    Fresh,
    /// It was there already.
    Seen,
}

/// A link that was accepted. Nothing but an accepted link makes one.
#[derive(Debug, uniffi::Object)]
pub struct VerifiedLink(pub(super) identity::VerifiedLink);

#[uniffi::export]
impl VerifiedLink {
    /// The user id that it introduced.
    pub fn uid(&self) -> Uid {
        self.0.uid().clone()
    }

    /// The version of the link.
    pub fn version(&self) -> LinkVersion {
        self.0.version()
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> String {
        self.0.key_id().into()
    }

    /// Milliseconds since the link was issued; negative within the allowed skew.
    pub fn age_ms(&self) -> i64 {
        self.0.age_ms()
    }

    /// What identified the link in the replay store.
    pub fn replay_key(&self) -> String {
        self.0.replay_key().into()
    }

    /// Until when the replay key is kept.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.0.replay_expires_at()
    }
}
