//! Device keys: P-256, the one curve that browsers, Android Keystore and Secure Enclave share.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use mot_core::identity::{self, Thumbprint, Uid};

use crate::Result;

/// The public key of a device, a point that lies on the curve.
#[derive(Debug, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Display, Eq, Hash)]
pub struct DeviceKey(identity::DeviceKey);

#[uniffi::export]
impl DeviceKey {
    /// Reads a SEC1 point: 65 bytes uncompressed, as CryptoKit has it, or 33 compressed (`identity.invalid_public_key`).
    #[uniffi::constructor]
    pub fn from_sec1(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self(identity::DeviceKey::from_sec1(&bytes)?))
    }

    /// Reads the DER of a SubjectPublicKeyInfo, as Android's Keystore and WebCrypto export it
    /// (`identity.invalid_public_key`).
    #[uniffi::constructor]
    pub fn from_spki(der: Vec<u8>) -> Result<Self> {
        Ok(Self(identity::DeviceKey::from_spki(&der)?))
    }

    /// Reads a JWK: an object with `kty` `EC`, `crv` `P-256`, `x` and `y`; other members are passed over.
    ///
    /// Refused: text that is not JSON (`input.*`), a private key (`identity.private_key`), everything else
    /// (`identity.invalid_public_key`).
    #[uniffi::constructor]
    pub fn from_jwk(text: &str) -> Result<Self> {
        Ok(Self(identity::DeviceKey::from_jwk(text)?))
    }

    /// The uncompressed SEC1 point: 65 bytes.
    pub fn to_sec1(&self) -> Vec<u8> {
        self.0.to_sec1().into()
    }

    /// The DER of the SubjectPublicKeyInfo.
    pub fn to_spki(&self) -> Vec<u8> {
        self.0.to_spki()
    }

    /// The JWK with its required members only, in the order that RFC 7638 hashes.
    pub fn to_jwk(&self) -> String {
        self.0.to_jwk()
    }

    /// The key's thumbprint (RFC 7638).
    pub fn thumbprint(&self) -> Thumbprint {
        self.0.thumbprint()
    }
}

impl Hash for DeviceKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_sec1().hash(state);
    }
}

impl fmt::Display for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A device that is known by its key: under whose user id it speaks.
#[derive(Debug, uniffi::Object)]
pub struct Device(pub(super) identity::Device);

#[uniffi::export]
impl Device {
    /// A device that the portal has registered: its store says that this key belongs to this user id.
    #[uniffi::constructor]
    pub fn registered(uid: Uid, key: &DeviceKey) -> Result<Self> {
        Ok(Self(identity::Device::registered(uid, key.0.clone())))
    }

    /// A device whose user id follows from its key, so that no register is asked.
    #[uniffi::constructor]
    pub fn self_certifying(key: &DeviceKey) -> Self {
        Self(identity::Device::self_certifying(key.0.clone()))
    }

    /// The user id that the device speaks for.
    pub fn uid(&self) -> Uid {
        self.0.uid().clone()
    }

    /// Its key.
    pub fn key(&self) -> DeviceKey {
        DeviceKey(self.0.key().clone())
    }
}

/// A device's signature: 64 bytes `r‖s`. It shows itself as 128 lower-case hexadecimal digits.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Display)]
pub struct DeviceSignature(pub(super) identity::DeviceSignature);

#[uniffi::export]
impl DeviceSignature {
    /// Reads `r‖s` as 128 lower-case hexadecimal digits; neither number is zero or beyond the curve's order
    /// (`identity.invalid_signature_format`).
    #[uniffi::constructor]
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self(identity::DeviceSignature::parse(text)?))
    }

    /// Reads the strict DER of a signature, as Android's Keystore makes it (`identity.invalid_signature_format`).
    #[uniffi::constructor]
    pub fn from_der(der: Vec<u8>) -> Result<Self> {
        Ok(Self(identity::DeviceSignature::from_der(&der)?))
    }
}

impl fmt::Display for DeviceSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
