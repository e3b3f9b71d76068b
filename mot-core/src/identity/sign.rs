//! Making links, by the seed's formula (000:140-181) and by version 2's.

use alloc::{format, string::String};

use hmac::Mac;

use super::{
    IdentityError, KeyRing, Uid,
    key::{Key, keyed},
    link::{self, Message},
    uid,
};
use crate::{Result, time::Timestamp};

/// Signs links with the active key of a ring.
///
/// ```
/// use mot_core::{identity::{KeyRing, LinkPolicy, LinkSigner, LinkVerifier, Secret, Uid}, time::Timestamp};
///
/// let ring = || KeyRing::new("k1", Secret::new(b"a secret of the portal, 32 bytes or more")?);
/// let now = Timestamp::parse("2025-02-01T12:00:00Z")?;
/// let uid = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y")?;
/// let link = LinkSigner::new(ring()?).sign("manifest-7", &uid, now)?;
/// let verifier = LinkVerifier::new(ring()?, LinkPolicy::default())?;
/// assert_eq!(verifier.verify(&link, now)?.uid(), uid.as_str());
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Debug)]
pub struct LinkSigner {
    ring: KeyRing,
}

impl LinkSigner {
    /// A signer with this ring's active key.
    pub fn new(ring: KeyRing) -> Self {
        Self { ring }
    }

    /// A version 1 link, the seed's: the fragment `mot=…&uid=…&ts=…&sig=…`.
    ///
    /// The signature is HMAC-SHA256 over `mot.uid.ts`. Refused, in this order: values outside the grammar
    /// (`identity.invalid_mot`, `invalid_uid`), an instant that does not have 13 digits of milliseconds
    /// (`identity.invalid_timestamp`), an active key outside its dates (`identity.key_retired`), a token that is the secret of a
    /// key (`identity.secret_in_link`).
    pub fn sign(&self, mot: &str, uid: &Uid, now: Timestamp) -> Result<String> {
        let ts = checked(mot, uid, now)?;
        let mut state = self.signing_key(mot, now)?.plain.clone();
        Message::first(mot, uid.as_str(), &ts).update(&mut state);
        Ok(format!("mot={mot}&uid={uid}&ts={ts}&sig={}", link::hexadecimal(&state.finalize().into_bytes())))
    }

    /// A version 2 link for one audience, made unique by 16 bytes of entropy.
    ///
    /// Its key is `HMAC(secret, "mot-core/link/v2\0" ‖ length ‖ key id ‖ length ‖ audience)`, its message
    /// `length ‖ mot ‖ length ‖ uid ‖ u64be ts ‖ length ‖ nonce`; lengths are two bytes, big-endian.
    /// Refused besides: an audience outside the grammar (`identity.invalid_audience`), entropy whose bytes are all
    /// equal (`identity.weak_entropy`).
    pub fn sign_for(
        &self,
        audience: &str,
        mot: &str,
        uid: &Uid,
        now: Timestamp,
        entropy: [u8; 16],
    ) -> Result<String> {
        if !link::is_audience(audience) {
            return Err(IdentityError::InvalidAudience.into());
        }
        let ts = checked(mot, uid, now)?;
        let nonce = uid::base58(entropy)?;
        let key = self.signing_key(mot, now)?;
        let mut state = key.derived(audience)?;
        Message::second(mot, uid.as_str(), now.milliseconds(), &nonce).update(&mut state);
        let sig = link::hexadecimal(&state.finalize().into_bytes());
        Ok(format!(
            "v=2&kid={}&aud={audience}&mot={mot}&uid={uid}&ts={ts}&n={nonce}&sig={sig}",
            key.id.as_str()
        ))
    }
}

impl LinkSigner {
    /// The active key, if links that it signs now are accepted now, and if no link would give a key away.
    fn signing_key(&self, mot: &str, now: Timestamp) -> Result<&Key> {
        let key = self.ring.active();
        if !key.is_accepted(now) {
            return Err(IdentityError::KeyRetired.into());
        }
        let token = keyed(mot.as_bytes())?;
        if self.ring.keys().iter().any(|known| known.is_key_of(&token)) {
            return Err(IdentityError::SecretInLink.into());
        }
        Ok(key)
    }
}

fn checked(mot: &str, uid: &Uid, now: Timestamp) -> Result<String> {
    if !link::is_mot(mot) {
        return Err(IdentityError::InvalidMot.into());
    }
    if !link::is_uid(uid.as_str()) {
        return Err(IdentityError::InvalidUid { expected: link::LINK_UID }.into());
    }
    let ts = format!("{}", now.milliseconds());
    if ts.len() != 13 || ts.starts_with('-') {
        return Err(IdentityError::InvalidTimestamp.into());
    }
    Ok(ts)
}
