//! Identity without accounts: user ids, signed links that introduce them once, and what is shown after the link.

use mot_core::identity;
use pyo3::prelude::*;

use crate::{
    error::call,
    records::{self, Reduced},
    scalar::{self, ToPython},
};

mod candidate;
mod device;
mod key_ring;
mod lifecycle;
mod policy;
mod proof;
mod record;
mod replay;
mod sign;
mod token;
mod verify;

pub(crate) use candidate::{BoundLink, Candidate, VerifiedLink};
pub(crate) use device::{Device, DeviceKey, DeviceSignature};
pub(crate) use key_ring::KeyRing;
pub(crate) use policy::LinkPolicy;
pub(crate) use proof::{ProofCandidate, ProofPolicy, VerifiedProof, proof_message, verify_proof};
pub(crate) use record::LegacyRecordPolicy;
pub(crate) use replay::ReplayStore;
pub(crate) use sign::LinkSigner;
pub(crate) use token::{SessionToken, TokenIssuer, TokenPolicy};
pub(crate) use verify::{LinkVerifier, RefusedLink};

/// A user id: random on a device, stable, meaning nothing else.
///
/// Ids of the common grammar are legal (`user-abc`); new ones are 22 characters of Base58.
///
/// >>> from mot_core import Uid
/// >>> str(Uid.from_entropy(bytes.fromhex("1e4c333c0cc945cabeea9392489ed1c5")))
/// '4jzgNSNUa4C1rD2y1Q5Z8Y'
/// >>> len(str(Uid.generate()))
/// 22
#[pyclass(frozen, eq, hash, ord, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Uid(pub(crate) identity::Uid);

#[pymethods]
impl Uid {
    /// Reads a user id by the common grammar (`id.bad_id`).
    #[staticmethod]
    fn parse(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(text, identity::Uid::parse).map(Self)
    }

    /// The user id of 16 random bytes. Bytes that are all equal are `identity.weak_entropy`.
    #[staticmethod]
    fn from_entropy(entropy: &Bound<'_, PyAny>) -> PyResult<Self> {
        let entropy = scalar::entropy(entropy, "16 bytes")?;
        call(|| identity::Uid::from_entropy(entropy).map(Self))
    }

    /// A new user id from the operating system's randomness.
    #[staticmethod]
    fn generate(py: Python<'_>) -> PyResult<Self> {
        let entropy = scalar::fresh_entropy(py)?;
        call(|| identity::Uid::from_entropy(entropy).map(Self))
    }

    /// The user id that certifies itself: of a hash of a device key's thumbprint, which is 43 characters of base64url
    /// (`identity.invalid_thumbprint`). Whoever holds the key is this user; no register is asked.
    #[staticmethod]
    fn from_device_key(thumbprint: &Bound<'_, PyAny>) -> PyResult<Self> {
        let thumbprint = scalar::parsed(thumbprint, identity::Thumbprint::parse)?;
        Ok(Self(identity::Uid::from_device_key(&thumbprint)))
    }

    /// What a register shows instead of the user id: 64 hexadecimal digits of a hash under a label of its own. The same
    /// user id gives the same public id; the way back is a search through all user ids.
    #[getter]
    fn public_id(&self) -> String {
        self.0.public_id()
    }

    fn __str__(&self) -> &str {
        self.0.as_str()
    }

    fn __repr__(&self) -> String {
        format!("Uid.parse('{}')", self.0)
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        records::reduced(this.get_type(), "parse", this.get().0.as_str().to_owned())
    }
}

/// A user id of a call: a `Uid` or its text.
pub(crate) fn uid(value: &Bound<'_, PyAny>, name: &str) -> PyResult<identity::Uid> {
    match value.cast::<Uid>() {
        Ok(uid) => Ok(uid.get().0.clone()),
        Err(_) => scalar::text(value, name, identity::Uid::parse),
    }
}

impl ToPython for identity::Uid {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Uid(self.clone()))?.into_any())
    }
}
