//! Making links.

use mot_core::{
    identity::{KeyRing, LinkSigner, Uid},
    input::Json,
};
use napi::bindgen_prelude::{External, Uint8ArraySlice};
use napi_derive::napi;

use super::entropy;
use crate::answer::{answer, answer_to, fields_of};

/// What a link says.
const CONTENT: [&str; 3] = ["mot", "uid", "now"];

/// A handle of a signer.
#[napi(catch_unwind)]
pub fn link_signer_create(ring: &External<KeyRing>) -> External<LinkSigner> {
    LinkSigner::new(KeyRing::clone(ring)).into()
}

/// A version 1 link.
#[napi(catch_unwind)]
pub fn link_sign(signer: &External<LinkSigner>, content: String) -> String {
    answer(|| {
        let content = Json::parse_arguments(&content)?;
        let given = fields_of(&content, "content", &CONTENT)?;
        let mot: String = given.take("mot")?;
        Ok(Json::from(signer.sign(&mot, &given.take::<Uid>("uid")?, given.take("now")?)?).to_text())
    })
}

/// A version 2 link for one audience.
#[napi(catch_unwind)]
pub fn link_sign_for(
    signer: &External<LinkSigner>,
    arguments: String,
    content: String,
    bytes: Uint8ArraySlice,
) -> String {
    answer_to(&arguments, &["audience"], |arguments| {
        let content = Json::parse_arguments(&content)?;
        let given = fields_of(&content, "content", &CONTENT)?;
        let (audience, mot): (String, String) = (arguments.take("audience")?, given.take("mot")?);
        let (now, entropy) = (given.take("now")?, entropy(&bytes, "16 bytes")?);
        Ok(Json::from(signer.sign_for(&audience, &mot, &given.take::<Uid>("uid")?, now, entropy)?).to_text())
    })
}
