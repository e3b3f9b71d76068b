//! User ids and signed links. Secrets come in as bytes and never go out.

use std::sync::{Mutex, PoisonError};

use mot_core::{
    id::PartyId,
    identity::{self, Binding, KeyStatus, LinkPolicy, LinkVersion, Replay, Secret, Uid, VerifiedLink},
    time::Timestamp,
};
use zeroize::Zeroizing;

use crate::{
    Result,
    scalar::{self, Now},
};

/// Reads a user id by the common grammar of ids (`id.bad_id`).
#[uniffi::export]
pub fn parse_uid(text: &str) -> Result<Uid> {
    Ok(Uid::parse(text)?)
}

/// The user id of 16 random bytes: 22 characters of Base58. Bytes that are all equal are `identity.weak_entropy`,
/// another number of bytes is `input.bad_value`.
#[uniffi::export]
pub fn uid_from_entropy(entropy: Vec<u8>) -> Result<Uid> {
    Ok(Uid::from_entropy(scalar::bytes("entropy", &entropy)?)?)
}

/// A new id for a document: `<prefix>-<milliseconds in base36>-<entropy in base36>`, of 8 random bytes.
///
/// A prefix that does not fit is `id.bad_id`, another number of bytes `input.bad_value`.
#[uniffi::export]
pub fn id_from_entropy(prefix: &str, now: Now, entropy: Vec<u8>) -> Result<String> {
    Ok(PartyId::new(prefix, now.0, scalar::bytes("entropy", &entropy)?)?.to_string())
}

/// What a key of the ring is good for.
#[uniffi::remote(Enum)]
pub enum KeyStatus {
    /// Signs and verifies. A ring has exactly one.
    Active,
    /// Verifies.
    Accept,
    /// Known, but its links are refused as `identity.key_retired`.
    Retired,
}

/// The keys of a portal: exactly one active, at most eight. Its secrets are never shown.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug, Display)]
pub struct KeyRing(Mutex<identity::KeyRing>);

#[uniffi::export]
impl KeyRing {
    /// A ring with its active key. A secret has at least 32 bytes, not all equal.
    ///
    /// Refused: `identity.secret_too_short`, `identity.weak_secret`, `identity.invalid_key_id`.
    #[uniffi::constructor]
    pub fn new(id: &str, secret: Vec<u8>) -> Result<Self> {
        Ok(Self(Mutex::new(identity::KeyRing::new(id, read(secret)?)?)))
    }

    /// Adds a key, accepted from one instant until another if they are given, both included.
    ///
    /// Verifiers and signers that were made before do not know it. Refused besides: `identity.duplicate_key`,
    /// `identity.several_active_keys`, `identity.too_many_keys`.
    #[uniffi::method(default(not_before = None, not_after = None))]
    pub fn add(
        &self,
        id: &str,
        secret: Vec<u8>,
        status: KeyStatus,
        not_before: Option<Timestamp>,
        not_after: Option<Timestamp>,
    ) -> Result<()> {
        let mut ring = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ring.add_for(id, read(secret)?, status, not_before, not_after)?)
    }
}

impl KeyRing {
    fn ring(&self) -> identity::KeyRing {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl std::fmt::Display for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.ring())
    }
}

/// The secret of these bytes, which are wiped.
fn read(bytes: Vec<u8>) -> Result<Secret> {
    Ok(Secret::new(&Zeroizing::new(bytes))?)
}

/// What a portal accepts beyond a right signature.
#[uniffi::remote(Record)]
pub struct LinkPolicy {
    /// How old a link may be in milliseconds, the limit included.
    pub maximum_age_ms: u64,
    /// How far ahead of the clock a link may be in milliseconds, the limit included.
    pub maximum_skew_ms: u64,
    /// Whom version 2 links must be meant for; nobody in particular if none.
    pub audience: Option<String>,
    /// Whether version 1 links are refused, as `identity.version_not_allowed`.
    pub require_version_2: bool,
    /// User ids whose links are refused.
    pub revoked: Vec<Uid>,
    /// Links issued at this instant or before are refused.
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
    /// A verifier with the keys that the ring has at this moment. Without a policy the default one holds. Refused: an audience outside the grammar
    /// (`identity.invalid_audience`).
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
        Ok(Candidate(self.0.verify(fragment, now.0)?.into_owned()))
    }
}

/// A link that has passed every check but binding and replay. Bind it before anything else.
#[derive(Debug, uniffi::Object)]
pub struct Candidate(identity::Candidate<'static>);

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
pub struct BoundLink(identity::BoundLink<'static>);

#[uniffi::export]
impl BoundLink {
    /// Whether the user id is the first here or the one that was stored.
    pub fn binding(&self) -> Binding {
        self.0.binding()
    }

    /// What identifies the link among all links. Insert it into a store that refuses a second insertion, in one
    /// atomic step.
    pub fn replay_key(&self) -> String {
        self.0.replay_key().into()
    }

    /// Until when the replay key must be kept: after it the link is too old anyway.
    pub fn replay_expires_at(&self) -> Timestamp {
        self.0.replay_expires_at()
    }

    /// Accepts the link on the answer of the host's store; one seen before is `identity.replayed`.
    pub fn accept(&self, replay: Replay) -> Result<VerifiedLink> {
        Ok(self.0.accept(replay)?)
    }

    /// Accepts the link although it may be used again within its age.
    pub fn accept_without_replay_check(&self) -> VerifiedLink {
        self.0.accept_without_replay_check()
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

/// What the host's store says about a replay key.
#[uniffi::remote(Enum)]
pub enum Replay {
    /// It was not there and is now, in one atomic step.
    Fresh,
    /// It was there already.
    Seen,
}

/// A link that was accepted.
#[uniffi::remote(Record)]
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

/// Signs links with the active key of a ring.
///
/// It takes the ring as it is at that moment: another active key is that of a signer that is made then.
#[derive(Debug, uniffi::Object)]
pub struct LinkSigner(identity::LinkSigner);

#[uniffi::export]
impl LinkSigner {
    /// A signer with the keys that the ring has at this moment.
    #[uniffi::constructor]
    pub fn new(ring: &KeyRing) -> Self {
        Self(identity::LinkSigner::new(ring.ring()))
    }

    /// A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`.
    ///
    /// Refused: `identity.invalid_mot`, `identity.invalid_uid`, `identity.invalid_timestamp`.
    pub fn sign(&self, mot: &str, uid: &Uid, now: Now) -> Result<String> {
        Ok(self.0.sign(mot, uid, now.0)?)
    }

    /// A version 2 link for one audience, made unique by 16 random bytes.
    ///
    /// Refused besides: `identity.invalid_audience`, bytes that are all equal (`identity.weak_entropy`), another number
    /// of bytes (`input.bad_value`).
    pub fn sign_for(
        &self,
        audience: &str,
        mot: &str,
        uid: &Uid,
        now: Now,
        entropy: Vec<u8>,
    ) -> Result<String> {
        Ok(self.0.sign_for(audience, mot, uid, now.0, scalar::bytes("entropy", &entropy)?)?)
    }
}
