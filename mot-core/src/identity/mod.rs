//! Identity without accounts: a user id that a device keeps, signed links that introduce it once, and what follows them
//! (seed 000:85-181).
//!
//! A link is judged in a fixed order, each check with its own code: structure, grammar, key, signature, retirement,
//! time, policy, binding, replay. The time is judged after the signature, so that a forger learns nothing of the
//! clock; the replay last, so that a failing link burns nothing.

use crate::error::refusals;

mod candidate;
mod device;
mod inline;
#[cfg(test)]
mod judges;
mod key;
mod lifecycle;
mod link;
mod proof;
mod record;
mod replay;
mod sign;
mod token;
mod uid;
mod verify;

pub use candidate::{Binding, BoundLink, Candidate, Replay, VerifiedLink};
pub use device::{Device, DeviceKey, DeviceSignature, Thumbprint};
pub use key::{KeyRing, KeyStatus, MAXIMUM_KEYS, MINIMUM_SECRET_LENGTH, Secret};
pub use lifecycle::{
    Decision, Identity, IdentityCommand, IdentityFields, IdentityGuard, IdentityMachine, IdentityPolicy,
    IdentityStatus,
};
pub use link::LinkVersion;
pub use proof::{Call, Proof, ProofCandidate, ProofPolicy, VerifiedProof, proof_message, verify_proof};
pub use record::LegacyRecordPolicy;
pub use replay::ReplayStore;
pub use sign::LinkSigner;
pub use token::{Introduction, Receipt, SessionToken, TokenIssuer, TokenPolicy};
pub use uid::Uid;
pub use verify::{LinkPolicy, LinkVerifier};

refusals! {
    /// Why a user id, a key or a link was refused.
    pub enum IdentityError {
        /// All bytes of the entropy are equal: a broken generator.
        WeakEntropy => IdentityWeakEntropy, "all bytes of the entropy are equal, take them from the operating system";
        /// The secret is too short.
        SecretTooShort {
            /// Bytes given.
            length: usize,
            /// Bytes needed.
            minimum: usize,
        } => IdentitySecretTooShort, "a secret has at least {minimum} bytes, this one has {length}";
        /// All bytes of the secret are equal.
        WeakSecret => IdentityWeakSecret, "all bytes of the secret are equal, take them from the operating system";
        /// The token of a link is the secret of a key.
        SecretInLink => IdentitySecretInLink, "the token of a link is no secret, this one is that of a key";
        /// More than one key of the ring signs.
        SeveralActiveKeys => IdentitySeveralActiveKeys, "a key ring has exactly one active key, this one has more";
        /// A key id or a secret comes twice.
        DuplicateKey => IdentityDuplicateKey, "a key ring has each key id and each secret once";
        /// Too many keys.
        TooManyKeys {
            /// Keys allowed.
            maximum: usize,
        } => IdentityTooManyKeys, "a key ring has at most {maximum} keys";
        /// Longer than any link or token.
        TooLong {
            /// Bytes allowed.
            maximum: usize,
        } => IdentityTooLong, "this is longer than {maximum} bytes";
        /// `%` or `+`, which no legal value needs.
        PercentEncoding => IdentityPercentEncoding, "a link has no percent-encoding and no plus sign";
        /// The parts of a link or a token are not all there, or there are more.
        Malformed {
            /// What would be right.
            expected: &'static str,
        } => IdentityMalformed, "expected {expected}";
        /// A name that no link, or no link of this version, has.
        UnexpectedParameter => IdentityUnexpectedParameter, "the link has a parameter that its version does not have";
        /// A name that comes twice.
        DuplicateParameter => IdentityDuplicateParameter, "the link has a parameter twice";
        /// A version other than 2, or 1 named expressly.
        UnsupportedVersion => IdentityUnsupportedVersion, "a link has version 2 or, unnamed, version 1";
        /// A name that is not there.
        MissingParameter {
            /// The name.
            parameter: &'static str,
        } => IdentityMissingParameter, "the link lacks the parameter {parameter}";
        /// The key id breaks its grammar.
        InvalidKeyId => IdentityInvalidKeyId, "a key id is 1 to 16 lower-case letters and digits";
        /// The audience breaks its grammar.
        InvalidAudience => IdentityInvalidAudience, "an audience is 1 to 64 lower-case letters, digits, dots and hyphens";
        /// The token breaks its grammar.
        InvalidMot => IdentityInvalidMot, "a mot is 1 to 128 letters, digits, hyphens and underscores";
        /// The user id breaks its grammar.
        InvalidUid {
            /// What would be right.
            expected: &'static str,
        } => IdentityInvalidUid, "the user id is not {expected}";
        /// The time breaks its grammar.
        InvalidTimestamp => IdentityInvalidTimestamp,
            "a time is 13 digits, milliseconds since 1970, and an end is after its beginning";
        /// The nonce breaks its grammar.
        InvalidNonce => IdentityInvalidNonce, "a nonce is 22 letters and digits";
        /// The method of a proof breaks its grammar.
        InvalidMethod => IdentityInvalidMethod, "a method is 1 to 16 capital letters";
        /// The path of a proof breaks its grammar.
        InvalidPath => IdentityInvalidPath, "a path is / and at most 1023 visible ASCII characters more";
        /// The body's hash breaks its grammar.
        InvalidBodyHash => IdentityInvalidBodyHash, "the hash of a body is 64 lower-case hexadecimal digits";
        /// The portal's nonce breaks its grammar.
        InvalidServerNonce => IdentityInvalidServerNonce,
            "the nonce of a server is 1 to 64 letters, digits, hyphens and underscores";
        /// The signature breaks its grammar.
        InvalidSignatureFormat {
            /// What would be right.
            expected: &'static str,
        } => IdentityInvalidSignatureFormat, "the signature is not {expected}";
        /// No point on the curve, or not in one of its encodings.
        InvalidPublicKey => IdentityInvalidPublicKey, "a device key is a point on P-256 as SEC1, SPKI (DER, not PEM) or JWK";
        /// No thumbprint of a key.
        InvalidThumbprint => IdentityInvalidThumbprint, "a thumbprint is 43 characters of base64url";
        /// The JWK holds a secret.
        PrivateKey => IdentityPrivateKey, "this is a private key, it stays on its device";
        /// The ring has no such key.
        UnknownKey => IdentityUnknownKey, "the key ring has no key with this id";
        /// No key made this signature over this content.
        SignatureMismatch => IdentitySignatureMismatch, "the signature is not that of the content";
        /// The key that made the signature is no longer, or not yet, accepted.
        KeyRetired => IdentityKeyRetired, "the key that signed is not accepted at this time";
        /// Later than now and the skew.
        IssuedInFuture {
            /// Milliseconds beyond the allowed skew.
            by_ms: i64,
        } => IdentityIssuedInFuture, "this was issued {by_ms} ms beyond the allowed skew";
        /// Older than the maximum age, or beyond its end.
        Expired {
            /// Milliseconds beyond it.
            by_ms: i64,
        } => IdentityExpired, "this ended {by_ms} ms ago";
        /// Meant for somebody else.
        AudienceMismatch => IdentityAudienceMismatch, "the link is meant for another audience";
        /// A version that the policy does not accept.
        VersionNotAllowed => IdentityVersionNotAllowed, "the policy does not accept links of this version";
        /// The user id is revoked.
        Revoked => IdentityRevoked, "the user id is revoked";
        /// Issued before the policy's cut-off.
        IssuedBeforeCutoff => IdentityIssuedBeforeCutoff, "this was issued before the policy's cut-off";
        /// A record whose link was issued after portals stored receipts.
        NotALegacyRecord => IdentityNotALegacyRecord, "the link of this record is too recent to have been stored as one";
        /// Another user id is stored.
        UidConflict => IdentityUidConflict, "another user id is stored here, it is never replaced silently";
        /// It was used before.
        Replayed => IdentityReplayed, "this was used before";
        /// The replay store can remember no more.
        ReplayStoreFull {
            /// Keys that it holds.
            capacity: usize,
        } => IdentityReplayStoreFull, "the replay store holds {capacity} keys, none of which has expired";
        /// A call claims another user id than its session.
        UidHeaderMismatch => IdentityUidHeaderMismatch, "the user id of the header is not that of the session";
        /// The verification still counts.
        NotLapsed => IdentityNotLapsed, "the verification has not lapsed yet";
    }
}

impl IdentityError {
    /// The code to show to strangers: `link_expired`, `link_used` or, for all else, `link_invalid`.
    pub fn public_code(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "link_expired",
            Self::Replayed => "link_used",
            _ => "link_invalid",
        }
    }
}
