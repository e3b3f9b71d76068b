//! Making links.

use mot_core::{
    identity::{KeyRing, LinkSigner, Uid},
    input::Json,
};
use napi::bindgen_prelude::{External, Uint8ArraySlice};
use napi_derive::napi;

use super::entropy;
use crate::answer::answer_to;

/// A handle of a signer.
#[napi(catch_unwind)]
pub fn link_signer_create(ring: &External<KeyRing>) -> External<LinkSigner> {
    LinkSigner::new(KeyRing::clone(ring)).into()
}

/// A version 1 link.
#[napi(catch_unwind)]
pub fn link_sign(signer: &External<LinkSigner>, arguments: String) -> String {
    answer_to(&arguments, &["mot", "uid", "now"], |given| {
        let mot: String = given.take("mot")?;
        Ok(Json::from(signer.sign(&mot, &given.take::<Uid>("uid")?, given.take("now")?)?).to_text())
    })
}

/// A version 2 link for one audience.
#[napi(catch_unwind)]
pub fn link_sign_for(signer: &External<LinkSigner>, arguments: String, bytes: Uint8ArraySlice) -> String {
    answer_to(&arguments, &["audience", "mot", "uid", "now"], |given| {
        let (audience, mot): (String, String) = (given.take("audience")?, given.take("mot")?);
        let (now, entropy) = (given.take("now")?, entropy(&bytes, "16 bytes")?);
        Ok(Json::from(signer.sign_for(&audience, &mot, &given.take::<Uid>("uid")?, now, entropy)?).to_text())
    })
}
