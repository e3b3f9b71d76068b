//! Making links.

use mot_core::identity::{self, Uid};

use super::key_ring::KeyRing;
use crate::{
    Result,
    scalar::{self, Now},
};

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
    /// Refused, in this order: `identity.invalid_mot`, `identity.invalid_uid`, `identity.invalid_timestamp`, an active key
    /// outside its dates (`identity.key_retired`), a token that is the secret of a key (`identity.secret_in_link`).
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
