//! What a user shows after the link: receipts and session tokens.
//!
//! Both are text, `<type>~<key id>~<user id>~<issued>~<expires>~<signature>`, whose characters need no escape in a
//! header, a cookie or a URL; the types are `mot-receipt-1` and `mot-session-1`. Each is signed with a key of its own,
//! `HMAC(secret, label ‖ u16be length of the key id ‖ key id)` (and the audience in the same way, if there is one) with the label `mot-core/receipt/v1\0` or
//! `mot-core/session/v1\0`, over `u16be length of the user id ‖ user id ‖ u64be issued ‖ u64be expires`, so that neither
//! passes for the other nor for a link. They take the place of the record that the seed keeps (000:140-181).

use alloc::{format, string::String, vec, vec::Vec};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{
    IdentityError, KeyRing, Uid, VerifiedLink, VerifiedProof,
    key::Key,
    link::{self, update_prefixed},
    verify::{check_not_ahead, is_same, limit},
};
use crate::{Error, Result, id, input::document_fields, time::Timestamp};

/// The longest token in bytes.
const MAXIMUM_LENGTH: usize = 256;

/// How long tokens last, and whose are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenPolicy {
    /// Which portal the tokens are for, 1 to 64 lower-case letters, digits, dots and hyphens. It is part of their keys:
    /// portals that share a ring do not accept each other's. All that share the ring and name none do.
    pub audience: Option<String>,
    /// How long a receipt lasts in milliseconds. 30 days by default.
    pub receipt_lifetime_ms: u64,
    /// How long a session lasts in milliseconds, at most as long as its receipt. One hour by default.
    pub session_lifetime_ms: u64,
    /// How far ahead of the clock a token may be issued in milliseconds, the limit included. 60 000 by default.
    pub maximum_skew_ms: u64,
    /// User ids whose tokens are refused, as `identity.revoked`.
    pub revoked: Vec<Uid>,
    /// Tokens issued at this instant or before are refused, as `identity.issued_before_cutoff`.
    pub issued_after: Option<Timestamp>,
}

impl Default for TokenPolicy {
    fn default() -> Self {
        Self {
            audience: None,
            receipt_lifetime_ms: 2_592_000_000,
            session_lifetime_ms: 3_600_000,
            maximum_skew_ms: 60_000,
            revoked: Vec::new(),
            issued_after: None,
        }
    }
}

/// Who was introduced by what, and until when that is believed. A portal keeps it instead of the link.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Receipt {
    /// The user id.
    pub uid: Uid,
    /// The id of the key that signed: the receipt, or, in an identity document, the link.
    #[cfg_attr(feature = "schema", schemars(rename = "kid", extend("x-field" = "key_id")))]
    pub key_id: String,
    /// Since when.
    pub issued_at: Timestamp,
    /// Until when, this instant included.
    pub expires_at: Timestamp,
}

document_fields!(Receipt { uid: "uid", key_id: "kid", issued_at: "issuedAt", expires_at: "expiresAt" });

/// A session that was judged. Its text accompanies the header `X-MOT-User` on every call and on the first frame of a socket.
///
/// Only [`TokenIssuer::verify_session`] makes one. A bare header identifies nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToken(Receipt);

impl SessionToken {
    /// The user id that the session is for.
    pub fn uid(&self) -> &Uid {
        &self.0.uid
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> &str {
        &self.0.key_id
    }

    /// Since when.
    pub fn issued_at(&self) -> Timestamp {
        self.0.issued_at
    }

    /// Until when, this instant included.
    pub fn expires_at(&self) -> Timestamp {
        self.0.expires_at
    }

    /// Compares the user id that a call claims in its header with the session's, byte for byte: another one, or none,
    /// is `identity.uid_header_mismatch`.
    pub fn check_header(&self, header_uid: &str) -> Result<()> {
        if header_uid == self.uid().as_str() {
            return Ok(());
        }
        Err(IdentityError::UidHeaderMismatch.into())
    }
}

/// What introduces a user id, so that a receipt may be issued: an accepted link or an accepted proof of a device.
pub trait Introduction: sealed::Introduction {
    /// The user id that was introduced.
    fn uid(&self) -> &Uid;

    /// Until when the link or the proof could be shown.
    fn shown_until(&self) -> Timestamp;
}

impl Introduction for VerifiedLink {
    fn uid(&self) -> &Uid {
        Self::uid(self)
    }

    fn shown_until(&self) -> Timestamp {
        self.replay_expires_at()
    }
}

impl Introduction for VerifiedProof {
    fn uid(&self) -> &Uid {
        Self::uid(self)
    }

    fn shown_until(&self) -> Timestamp {
        self.replay_expires_at()
    }
}

mod sealed {
    pub trait Introduction {}
    impl Introduction for super::VerifiedLink {}
    impl Introduction for super::VerifiedProof {}
}

/// Issues and verifies what a user shows after the link.
///
/// ```
/// use mot_core::identity::{KeyRing, LinkPolicy, LinkSigner, LinkVerifier, Replay, Secret, TokenIssuer, TokenPolicy, Uid};
/// use mot_core::time::Timestamp;
///
/// let ring = KeyRing::new("k1", Secret::new(b"a secret of the portal, 32 bytes or more")?)?;
/// let (uid, now) = (Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y")?, Timestamp::parse("2025-02-01T12:00:00Z")?);
/// let fragment = LinkSigner::new(ring.clone()).sign("manifest-7", &uid, now)?;
/// let link = LinkVerifier::new(ring.clone(), LinkPolicy::default())?.verify(&fragment, now)?.bind(None)?;
///
/// let issuer = TokenIssuer::new(ring, TokenPolicy::default())?;
/// let receipt = issuer.issue_receipt(&link.accept(Replay::Fresh)?, now)?; // the browser keeps it
/// let session = issuer.issue_session(&receipt, now)?; // and shows this one on every call
/// let session = issuer.verify_session(&session, now)?;
/// assert!(session.check_header("4jzgNSNUa4C1rD2y1Q5Z8Y").is_ok());
/// assert_eq!(session.check_header("user-abc").unwrap_err().code().as_str(), "identity.uid_header_mismatch");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Debug)]
pub struct TokenIssuer {
    ring: KeyRing,
    policy: TokenPolicy,
    prepared: Prepared,
}

/// The states of both types, in the order of the ring.
struct Prepared {
    receipts: Vec<Hmac<Sha256>>,
    sessions: Vec<Hmac<Sha256>>,
}

impl core::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Prepared(hidden)")
    }
}

/// One of the two types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Receipt,
    Session,
}

impl Type {
    const fn word(self) -> &'static str {
        match self {
            Self::Receipt => "mot-receipt-1",
            Self::Session => "mot-session-1",
        }
    }

    const fn shape(self) -> &'static str {
        match self {
            Self::Receipt => "mot-receipt-1~key id~user id~issued~expires~signature",
            Self::Session => "mot-session-1~key id~user id~issued~expires~signature",
        }
    }

    const fn label(self) -> &'static [u8] {
        match self {
            Self::Receipt => b"mot-core/receipt/v1\0",
            Self::Session => b"mot-core/session/v1\0",
        }
    }
}

impl TokenIssuer {
    /// An issuer with the keys that the ring has at this moment. Refused: an audience outside the grammar
    /// (`identity.invalid_audience`).
    pub fn new(ring: KeyRing, mut policy: TokenPolicy) -> Result<Self> {
        if policy.audience.as_deref().is_some_and(|audience| !link::is_audience(audience)) {
            return Err(IdentityError::InvalidAudience.into());
        }
        policy.revoked.sort_unstable();
        let derived = |of: Type| {
            // Room for every state at once: a vector that grows leaves copies behind that nobody wipes.
            let mut states = Vec::with_capacity(ring.keys().len());
            for key in ring.keys() {
                let mut context = vec![key.id.as_str()];
                context.extend(policy.audience.as_deref());
                states.push(key.derived_for(of.label(), &context)?);
            }
            Ok::<_, Error>(states)
        };
        let prepared = Prepared { receipts: derived(Type::Receipt)?, sessions: derived(Type::Session)? };
        Ok(Self { ring, policy, prepared })
    }

    /// A receipt for who was introduced, from now on, signed with the active key.
    ///
    /// Refused: a link or a proof that was accepted too long ago to be shown again (`identity.expired`), a user id that the
    /// policy revokes (`identity.revoked`), an active key outside its dates (`identity.key_retired`), a lifetime of nothing, an instant or an end that
    /// does not have 13 digits of milliseconds (`identity.invalid_timestamp`).
    pub fn issue_receipt(&self, introduced: &impl Introduction, now: Timestamp) -> Result<String> {
        let over = now.milliseconds().saturating_sub(introduced.shown_until().milliseconds());
        if over > 0 {
            return Err(IdentityError::Expired { by_ms: over }.into());
        }
        if self.is_revoked(introduced.uid().as_str()) {
            return Err(IdentityError::Revoked.into());
        }
        let expires = now.milliseconds().saturating_add(limit(self.policy.receipt_lifetime_ms));
        self.issue(Type::Receipt, introduced.uid(), now.milliseconds(), expires, now)
    }

    /// Judges a receipt: `identity.too_long`, `malformed` (which another type of token is too), `invalid_key_id`,
    /// `invalid_uid`, `invalid_timestamp`, `invalid_signature_format`, `unknown_key`, `signature_mismatch`,
    /// `key_retired`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`, in this order.
    pub fn verify_receipt(&self, receipt: &str, now: Timestamp) -> Result<Receipt> {
        self.verify(Type::Receipt, receipt, now)
    }

    /// A session for the holder of a receipt, which is judged first; it ends with the receipt at the latest.
    ///
    /// Refused: what [`verify_receipt`](Self::verify_receipt) refuses, a session of no length (`identity.expired`), and
    /// what [`issue_receipt`](Self::issue_receipt) refuses.
    pub fn issue_session(&self, receipt: &str, now: Timestamp) -> Result<String> {
        let receipt = self.verify_receipt(receipt, now)?;
        let end = now.milliseconds().saturating_add(limit(self.policy.session_lifetime_ms));
        let expires = end.min(receipt.expires_at.milliseconds());
        if expires <= now.milliseconds() {
            return Err(IdentityError::Expired { by_ms: 0 }.into());
        }
        self.issue(Type::Session, &receipt.uid, now.milliseconds(), expires, now)
    }

    /// Judges a session token, with the codes of [`verify_receipt`](Self::verify_receipt).
    pub fn verify_session(&self, session: &str, now: Timestamp) -> Result<SessionToken> {
        self.verify(Type::Session, session, now).map(SessionToken)
    }

    fn issue(&self, of: Type, uid: &Uid, issued: i64, expires: i64, now: Timestamp) -> Result<String> {
        let key = self.ring.active();
        if !key.is_accepted(now) {
            return Err(IdentityError::KeyRetired.into());
        }
        let (from, until) = (format!("{issued}"), format!("{expires}"));
        if [&from, &until].iter().any(|digits| link::milliseconds(digits).is_none()) || expires <= issued {
            return Err(IdentityError::InvalidTimestamp.into());
        }
        let token = Token { key_id: key.id.as_str(), uid: uid.as_str(), issued, expires };
        let signature = link::hexadecimal(&token.signature(self.state(of, key.id.as_str())?.1));
        Ok(format!("{}~{}~{uid}~{from}~{until}~{signature}", of.word(), key.id.as_str()))
    }

    fn verify(&self, of: Type, text: &str, now: Timestamp) -> Result<Receipt> {
        let (token, signature) = Token::read(of, text)?;
        let (key, state) = self.state(of, token.key_id)?;
        if !is_same(&token.signature(state), &signature) {
            return Err(IdentityError::SignatureMismatch.into());
        }
        if !key.is_accepted(now) {
            return Err(IdentityError::KeyRetired.into());
        }
        check_not_ahead(token.issued, self.policy.maximum_skew_ms, now)?;
        // A policy that was shortened holds for the tokens of before too.
        let lifetime = match of {
            Type::Receipt => self.policy.receipt_lifetime_ms,
            Type::Session => self.policy.session_lifetime_ms,
        };
        let end = token.issued.saturating_add(limit(lifetime)).min(token.expires);
        let over = now.milliseconds().saturating_sub(end);
        if over > 0 {
            return Err(IdentityError::Expired { by_ms: over }.into());
        }
        if self.is_revoked(token.uid) {
            return Err(IdentityError::Revoked.into());
        }
        if self.policy.issued_after.is_some_and(|cutoff| token.issued <= cutoff.milliseconds()) {
            return Err(IdentityError::IssuedBeforeCutoff.into());
        }
        Ok(Receipt {
            uid: Uid::parse(token.uid)?,
            key_id: token.key_id.into(),
            issued_at: Timestamp::from_milliseconds(token.issued)?,
            expires_at: Timestamp::from_milliseconds(token.expires)?,
        })
    }

    fn is_revoked(&self, uid: &str) -> bool {
        self.policy.revoked.binary_search_by(|revoked| revoked.as_str().cmp(uid)).is_ok()
    }

    /// The key with this id and its state for the type, or `identity.unknown_key`.
    fn state(&self, of: Type, key_id: &str) -> Result<(&Key, &Hmac<Sha256>)> {
        let (index, key) = self.ring.get(key_id).ok_or(IdentityError::UnknownKey)?;
        let states = match of {
            Type::Receipt => &self.prepared.receipts,
            Type::Session => &self.prepared.sessions,
        };
        Ok((key, states.get(index).ok_or(IdentityError::UnknownKey)?))
    }
}

/// What a token says.
struct Token<'a> {
    key_id: &'a str,
    uid: &'a str,
    issued: i64,
    expires: i64,
}

impl<'a> Token<'a> {
    /// Reads a token of a type: its parts, then the grammar of each.
    fn read(of: Type, text: &'a str) -> Result<(Self, [u8; 32])> {
        if text.len() > MAXIMUM_LENGTH {
            return Err(IdentityError::TooLong { maximum: MAXIMUM_LENGTH }.into());
        }
        let mut parts = text.split('~');
        let malformed = IdentityError::Malformed { expected: of.shape() };
        let mut part = || parts.next().ok_or_else(|| malformed.clone());
        let (word, key_id, uid) = (part()?, part()?, part()?);
        let (from, until, signature) = (part()?, part()?, part()?);
        if word != of.word() || parts.next().is_some() {
            return Err(malformed.into());
        }
        if !link::is_key_id(key_id) {
            return Err(IdentityError::InvalidKeyId.into());
        }
        if id::check(uid).is_err() {
            return Err(IdentityError::InvalidUid { expected: "an id of the common grammar" }.into());
        }
        let (Some(issued), Some(expires)) = (link::milliseconds(from), link::milliseconds(until)) else {
            return Err(IdentityError::InvalidTimestamp.into());
        };
        if expires <= issued {
            return Err(IdentityError::InvalidTimestamp.into());
        }
        if !link::is_signature(signature) {
            return Err(IdentityError::InvalidSignatureFormat { expected: link::SIGNATURE }.into());
        }
        Ok((Self { key_id, uid, issued, expires }, link::from_hexadecimal(signature)))
    }

    fn signature(&self, state: &Hmac<Sha256>) -> [u8; 32] {
        let mut state = state.clone();
        update_prefixed(&mut state, self.uid);
        state.update(&self.issued.to_be_bytes());
        state.update(&self.expires.to_be_bytes());
        state.finalize().into_bytes().into()
    }
}
