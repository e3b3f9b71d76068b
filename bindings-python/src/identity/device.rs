//! Device keys: P-256.

use mot_core::identity;
use pyo3::{prelude::*, types::PyBytes};

use super::{Uid, uid};
use crate::{
    error::call,
    records::{self, Reduced, value},
    scalar,
};

/// The public key of a device: a point on P-256, the one curve that browsers, Android Keystore and Secure Enclave share.
///
/// >>> from mot_core import DeviceKey
/// >>> key = DeviceKey.from_jwk('''{"kty": "EC", "crv": "P-256", "use": "enc", "kid": "1",
/// ...     "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}''')
/// >>> key.thumbprint
/// 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s'
/// >>> DeviceKey.from_sec1(key.to_sec1()) == DeviceKey.from_spki(key.to_spki()) == key
/// True
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeviceKey(identity::DeviceKey);

#[pymethods]
impl DeviceKey {
    /// Reads a SEC1 point: 65 bytes uncompressed or 33 compressed (`identity.invalid_public_key`).
    #[staticmethod]
    fn from_sec1(point: &Bound<'_, PyAny>) -> PyResult<Self> {
        let point = scalar::bytes(point, "point")?;
        call(|| identity::DeviceKey::from_sec1(point).map(Self))
    }

    /// Reads the DER of a SubjectPublicKeyInfo, as Android and WebCrypto export it: the uncompressed point on the named
    /// curve, nothing else (`identity.invalid_public_key`).
    #[staticmethod]
    fn from_spki(der: &Bound<'_, PyAny>) -> PyResult<Self> {
        let der = scalar::bytes(der, "der")?;
        call(|| identity::DeviceKey::from_spki(der).map(Self))
    }

    /// Reads the text of a JWK: an object with `kty` `EC`, `crv` `P-256`, `x` and `y`. Other members are passed over.
    ///
    /// Refused: text that is not JSON (`input.*`), a private key (`identity.private_key`), everything else
    /// (`identity.invalid_public_key`).
    #[staticmethod]
    fn from_jwk(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = scalar::borrowed_text(text, "text")?;
        call(|| identity::DeviceKey::from_jwk(text).map(Self))
    }

    /// The uncompressed SEC1 point: 65 bytes.
    fn to_sec1<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.to_sec1())
    }

    /// The DER of the SubjectPublicKeyInfo.
    fn to_spki<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.to_spki())
    }

    /// The JWK with its required members only, in the order that RFC 7638 hashes.
    fn to_jwk(&self) -> String {
        self.0.to_jwk()
    }

    /// The SHA-256 of the canonical JWK (RFC 7638) in base64url: 43 characters.
    #[getter]
    fn thumbprint(&self) -> String {
        self.0.thumbprint().to_string()
    }

    fn __repr__(&self) -> String {
        format!("DeviceKey(thumbprint='{}')", self.0.thumbprint())
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        records::reduced(this.get_type(), "from_jwk", this.get().0.to_jwk())
    }
}

value!(DeviceKey hashed as |key| key.0.to_sec1());

/// A device that is known by its key: under whose user id it speaks. It is not pickled.
///
/// >>> from mot_core import Device, DeviceKey, Uid
/// >>> key = DeviceKey.from_jwk('''{"kty": "EC", "crv": "P-256",
/// ...     "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}''')
/// >>> Device.self_certifying(key).uid == Uid.from_device_key(key.thumbprint)
/// True
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Device(pub(super) identity::Device);

#[pymethods]
impl Device {
    /// A device that the portal has registered: its store says that this key belongs to this user id.
    #[staticmethod]
    #[pyo3(signature = (uid, key))]
    fn registered(uid: &Bound<'_, PyAny>, key: &DeviceKey) -> PyResult<Self> {
        Ok(Self(identity::Device::registered(self::uid(uid, "uid")?, key.0.clone())))
    }

    /// A device whose user id is that of its key, so that no register is asked.
    #[staticmethod]
    fn self_certifying(key: &DeviceKey) -> Self {
        Self(identity::Device::self_certifying(key.0.clone()))
    }

    /// The user id that the device speaks for.
    #[getter]
    fn uid(&self) -> Uid {
        Uid(self.0.uid().clone())
    }

    /// Its key.
    #[getter]
    fn key(&self) -> DeviceKey {
        DeviceKey(self.0.key().clone())
    }

    fn __repr__(&self) -> String {
        format!("Device(uid='{}', thumbprint='{}')", self.0.uid(), self.0.key().thumbprint())
    }
}

value!(Device hashed as |device| (device.0.uid(), device.0.key().to_sec1()));

/// A device's signature: two numbers of 32 bytes, which `str` gives as 128 hexadecimal digits.
///
/// A high `s` is as good as a low one: Secure Enclave makes both.
///
/// >>> from mot_core import DeviceSignature
/// >>> signature = DeviceSignature.from_der(bytes.fromhex("3006020105020107"))  # r = 5, s = 7, as Android gives it
/// >>> str(signature) == f"{5:064x}{7:064x}"
/// True
#[pyclass(frozen, eq, module = "mot_core.identity")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeviceSignature(pub(super) identity::DeviceSignature);

#[pymethods]
impl DeviceSignature {
    /// Reads `r‖s` as 128 lower-case hexadecimal digits; neither number is zero or beyond the curve's order
    /// (`identity.invalid_signature_format`).
    #[staticmethod]
    fn parse(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        scalar::parsed(text, identity::DeviceSignature::parse).map(Self)
    }

    /// Reads the strict DER of a signature, as Android Keystore makes it (`identity.invalid_signature_format`).
    #[staticmethod]
    fn from_der(der: &Bound<'_, PyAny>) -> PyResult<Self> {
        let der = scalar::bytes(der, "der")?;
        call(|| identity::DeviceSignature::from_der(der).map(Self))
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> &'static str {
        "DeviceSignature(hidden)"
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        records::reduced(this.get_type(), "parse", this.get().0.to_string())
    }
}

value!(DeviceSignature hashed as |signature| signature.0.to_string());
