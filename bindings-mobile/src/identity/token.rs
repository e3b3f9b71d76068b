//! What a user shows after the link: receipts and session tokens.

use std::sync::Arc;

use mot_core::{
    identity::{self, Receipt, TokenPolicy, Uid},
    time::Timestamp,
};

use super::{candidate::VerifiedLink, key_ring::KeyRing, proof::VerifiedProof};
use crate::{Result, scalar::Now};

/// How long tokens last, and whose are refused.
#[uniffi::remote(Record)]
pub struct TokenPolicy {
    /// Which portal the tokens are for, 1 to 64 lower-case letters, digits, dots and hyphens. It is part of their keys:
    /// portals that share a ring do not accept each other's. All that share the ring and name none do.
    pub audience: Option<String>,
    /// How long a receipt lasts in milliseconds.
    pub receipt_lifetime_ms: u64,
    /// How long a session lasts in milliseconds, at most as long as its receipt.
    pub session_lifetime_ms: u64,
    /// How far ahead of the clock a token may be issued in milliseconds, the limit included.
    pub maximum_skew_ms: u64,
    /// User ids whose tokens are refused, as `identity.revoked`.
    pub revoked: Vec<Uid>,
    /// Tokens issued at this instant or before are refused, as `identity.issued_before_cutoff`.
    pub issued_after: Option<Timestamp>,
}

/// The policy that holds where none is given: receipts of 30 days, sessions of one hour, 60 000 ms of skew, nothing more.
#[uniffi::export]
pub fn default_token_policy() -> TokenPolicy {
    TokenPolicy::default()
}

/// What introduces a user id, so that a receipt may be issued.
#[derive(Debug, uniffi::Enum)]
pub enum Introduction {
    /// An accepted link.
    Link {
        /// The link.
        link: Arc<VerifiedLink>,
    },
    /// An accepted proof of a device.
    Proof {
        /// The proof.
        proof: Arc<VerifiedProof>,
    },
}

/// Issues and verifies what a user shows after the link. Made once, used from any thread.
///
/// It takes the ring as it is at that moment.
#[derive(Debug, uniffi::Object)]
pub struct TokenIssuer(identity::TokenIssuer);

#[uniffi::export]
impl TokenIssuer {
    /// An issuer with the keys that the ring has at this moment. Without a policy the default one holds. Refused: an audience
    /// outside the grammar (`identity.invalid_audience`).
    #[uniffi::constructor(default(policy = None))]
    pub fn new(ring: &KeyRing, policy: Option<TokenPolicy>) -> Result<Self> {
        Ok(Self(identity::TokenIssuer::new(ring.ring(), policy.unwrap_or_default())?))
    }

    /// A receipt for who was introduced, from now on, signed with the active key. The browser keeps it instead of the
    /// link.
    ///
    /// Refused: a link or a proof that was accepted too long ago to be shown again (`identity.expired`), a user id that the
    /// policy revokes (`identity.revoked`), an active key outside its dates (`identity.key_retired`), a lifetime of nothing, an
    /// instant or an end that does not have 13 digits of milliseconds (`identity.invalid_timestamp`).
    pub fn issue_receipt(&self, introduced: &Introduction, now: Now) -> Result<String> {
        Ok(match introduced {
            Introduction::Link { link } => self.0.issue_receipt(&link.0, now.0)?,
            Introduction::Proof { proof } => self.0.issue_receipt(&proof.0, now.0)?,
        })
    }

    /// Judges a receipt: `identity.too_long`, `malformed` (which another type of token is too), `invalid_key_id`,
    /// `invalid_uid`, `invalid_timestamp`, `invalid_signature_format`, `unknown_key`, `signature_mismatch`,
    /// `key_retired`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`, in this order. A policy that was
    /// shortened holds for the tokens of before too.
    pub fn verify_receipt(&self, receipt: &str, now: Now) -> Result<Receipt> {
        Ok(self.0.verify_receipt(receipt, now.0)?)
    }

    /// A session for the holder of a receipt, which is judged first; it ends with the receipt at the latest.
    ///
    /// Refused: what `verify_receipt` refuses, a session of no length (`identity.expired`), and what `issue_receipt`
    /// refuses.
    pub fn issue_session(&self, receipt: &str, now: Now) -> Result<String> {
        Ok(self.0.issue_session(receipt, now.0)?)
    }

    /// Judges a session token, with the codes of `verify_receipt`.
    pub fn verify_session(&self, session: &str, now: Now) -> Result<SessionToken> {
        Ok(SessionToken(self.0.verify_session(session, now.0)?))
    }
}

/// A session: what accompanies the header `X-MOT-User` on every call and on the first frame of a socket. Nothing but a
/// token that was verified makes one.
#[derive(Debug, uniffi::Object)]
pub struct SessionToken(identity::SessionToken);

#[uniffi::export]
impl SessionToken {
    /// The user id that the session is for.
    pub fn uid(&self) -> Uid {
        self.0.uid().clone()
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> String {
        self.0.key_id().into()
    }

    /// Since when.
    pub fn issued_at(&self) -> Timestamp {
        self.0.issued_at()
    }

    /// Until when, this instant included.
    pub fn expires_at(&self) -> Timestamp {
        self.0.expires_at()
    }

    /// Compares the user id that a call claims in its header with the session's, byte for byte: another one, or none, is
    /// `identity.uid_header_mismatch`.
    pub fn check_header(&self, header_uid: &str) -> Result<()> {
        Ok(self.0.check_header(header_uid)?)
    }
}
