//! Making links.

use mot_core::{identity, time::Timestamp};
use pyo3::prelude::*;

use super::{KeyRing, uid};
use crate::{error::call, scalar};

/// Signs links with the active key of a ring, taken as it is at that moment: what is added later changes nothing here.
///
/// >>> from datetime import datetime, timezone
/// >>> from mot_core import KeyRing, LinkSigner, Uid
/// >>> signer = LinkSigner(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
/// >>> now = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)
/// >>> link = signer.sign_for("portal.example", "manifest-7", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), now)
/// >>> link[:28]
/// 'v=2&kid=k1&aud=portal.exampl'
#[pyclass(frozen, module = "mot_core.identity")]
#[derive(Debug)]
pub(crate) struct LinkSigner(identity::LinkSigner);

#[pymethods]
impl LinkSigner {
    #[new]
    fn new(ring: &KeyRing) -> Self {
        Self(identity::LinkSigner::new(ring.ring()))
    }

    /// A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`.
    ///
    /// Refused: values outside the grammar (`identity.invalid_mot`, `invalid_uid`), an instant that does not have 13
    /// digits of milliseconds (`identity.invalid_timestamp`), an active key outside its dates (`identity.key_retired`), a
    /// token that is the secret of a key (`identity.secret_in_link`).
    fn sign(
        &self,
        mot: &Bound<'_, PyAny>,
        uid: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
    ) -> PyResult<String> {
        let (mot, uid, now) = introduced(mot, uid, now)?;
        call(|| self.0.sign(&mot, &uid, now))
    }

    /// A version 2 link for one audience, made unique by 16 bytes of entropy: the operating system's if left out.
    ///
    /// Refused besides: an audience outside the grammar (`identity.invalid_audience`), entropy whose bytes are all
    /// equal (`identity.weak_entropy`).
    #[pyo3(signature = (audience, mot, uid, now, *, entropy = None))]
    fn sign_for(
        &self,
        py: Python<'_>,
        audience: &Bound<'_, PyAny>,
        mot: &Bound<'_, PyAny>,
        uid: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
        entropy: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<String> {
        let audience: String = scalar::read(audience, "audience")?;
        let (mot, uid, now) = introduced(mot, uid, now)?;
        let entropy = match entropy {
            Some(entropy) => scalar::entropy(entropy, "16 bytes")?,
            None => scalar::fresh_entropy(py)?,
        };
        call(|| self.0.sign_for(&audience, &mot, &uid, now, entropy))
    }

    fn __repr__(&self) -> &'static str {
        "LinkSigner(hidden)"
    }
}

fn introduced(
    mot: &Bound<'_, PyAny>,
    user: &Bound<'_, PyAny>,
    now: &Bound<'_, PyAny>,
) -> PyResult<(String, identity::Uid, Timestamp)> {
    Ok((scalar::read(mot, "mot")?, uid(user, "uid")?, scalar::now(now)?))
}
