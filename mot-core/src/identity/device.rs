//! Device keys: P-256, the one curve that browsers, Android Keystore and Secure Enclave share.

use alloc::{format, string::String, vec::Vec};
use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use p256::ecdsa::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{IdentityError, Uid, link};
use crate::{Result, input::Json};

/// The public key of a device, a point that lies on the curve.
///
/// ```
/// use mot_core::identity::DeviceKey;
///
/// // RFC 7517, appendix A.1
/// let key = DeviceKey::from_jwk(r#"{"kty":"EC","crv":"P-256","use":"enc","kid":"1",
///     "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#)?;
/// assert_eq!(key.thumbprint().to_string(), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
/// assert_eq!(DeviceKey::from_sec1(&[4; 65]).unwrap_err().code().as_str(), "identity.invalid_public_key");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKey {
    key: VerifyingKey,
    point: [u8; 65],
}

/// What precedes the uncompressed point in the DER of a P-256 key (RFC 5480): its only encoding.
const SPKI_PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The members of a JWK that only a private key has (RFC 7518 §§ 6.2.2, 6.3.2, 6.4.1).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

impl DeviceKey {
    /// Reads a SEC1 point: 65 bytes uncompressed or 33 compressed (`identity.invalid_public_key`).
    pub fn from_sec1(bytes: &[u8]) -> Result<Self> {
        if !matches!((bytes.first(), bytes.len()), (Some(4), 65) | (Some(2 | 3), 33)) {
            return Err(IdentityError::InvalidPublicKey.into());
        }
        let key = VerifyingKey::from_sec1_bytes(bytes).map_err(|_| IdentityError::InvalidPublicKey)?;
        let point = key.to_sec1_point(false);
        let point = point.as_bytes().try_into().map_err(|_| IdentityError::InvalidPublicKey)?;
        Ok(Self { key, point })
    }

    /// Reads the DER of a SubjectPublicKeyInfo, as Android and WebCrypto export it: the uncompressed point on the named
    /// curve, nothing else (`identity.invalid_public_key`).
    pub fn from_spki(der: &[u8]) -> Result<Self> {
        let point = der.strip_prefix(&SPKI_PREFIX).filter(|point| point.len() == 65);
        Self::from_sec1(point.ok_or(IdentityError::InvalidPublicKey)?)
    }

    /// Reads a JWK: an object with `kty` `EC`, `crv` `P-256`, `x` and `y`. Other members are passed over, as RFC 7517
    /// demands.
    ///
    /// Refused: text that is not JSON (`input.*`), a private key (`identity.private_key`), everything else
    /// (`identity.invalid_public_key`).
    pub fn from_jwk(text: &str) -> Result<Self> {
        let jwk = Json::parse(text)?;
        let members = jwk.members().map_err(|_| IdentityError::InvalidPublicKey)?;
        if members.iter().any(|(name, _)| PRIVATE_MEMBERS.contains(&name.as_str())) {
            return Err(IdentityError::PrivateKey.into());
        }
        let member = |name| jwk.get(name).and_then(|value| value.text().ok());
        let (Some("EC"), Some("P-256"), Some(x), Some(y)) =
            (member("kty"), member("crv"), member("x"), member("y"))
        else {
            return Err(IdentityError::InvalidPublicKey.into());
        };
        let mut point = [4; 65];
        let (_, coordinates) = point.split_at_mut(1);
        let (first, second) = coordinates.split_at_mut(32);
        first.copy_from_slice(&base64url(x).ok_or(IdentityError::InvalidPublicKey)?);
        second.copy_from_slice(&base64url(y).ok_or(IdentityError::InvalidPublicKey)?);
        Self::from_sec1(&point)
    }

    /// The uncompressed SEC1 point: 65 bytes.
    pub fn to_sec1(&self) -> [u8; 65] {
        self.point
    }

    /// The DER of the SubjectPublicKeyInfo.
    pub fn to_spki(&self) -> Vec<u8> {
        [SPKI_PREFIX.as_slice(), &self.point].concat()
    }

    /// The JWK with its required members only, in the order that RFC 7638 hashes.
    pub fn to_jwk(&self) -> String {
        let (_, coordinates) = self.point.split_at(1);
        let (x, y) = coordinates.split_at(32);
        let text = Base64UrlUnpadded::encode_string;
        format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, text(x), text(y))
    }

    /// The key's thumbprint (RFC 7638).
    pub fn thumbprint(&self) -> Thumbprint {
        Thumbprint(Sha256::digest(self.to_jwk()).into())
    }

    pub(super) fn verifying_key(&self) -> &VerifyingKey {
        &self.key
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey({})", self.thumbprint())
    }
}

/// 32 bytes in base64url without padding, in their only spelling.
fn base64url(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?;
    (read.len() == 32).then_some(bytes)
}

/// The SHA-256 of a key's canonical JWK (RFC 7638), shown in base64url.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    /// Reads 43 characters of base64url, in their only spelling (`identity.invalid_thumbprint`).
    pub fn parse(text: &str) -> Result<Self> {
        base64url(text).map(Self).ok_or_else(|| IdentityError::InvalidThumbprint.into())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Thumbprint({self})")
    }
}

/// A device that is known by its key: under whose user id it speaks.
///
/// ```
/// use mot_core::identity::{Device, DeviceKey, Uid};
///
/// let key = DeviceKey::from_jwk(r#"{"kty":"EC","crv":"P-256",
///     "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#)?;
/// let device = Device::self_certifying(key.clone());
/// assert_eq!(device.uid(), &Uid::from_device_key(&key.thumbprint()));
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    uid: Uid,
    key: DeviceKey,
}

impl Device {
    /// A device that the portal has registered: its store says that this key belongs to this user id.
    pub fn registered(uid: Uid, key: DeviceKey) -> Self {
        Self { uid, key }
    }

    /// A device whose user id is that of its key, so that no register is asked.
    pub fn self_certifying(key: DeviceKey) -> Self {
        Self { uid: Uid::from_device_key(&key.thumbprint()), key }
    }

    /// The user id that the device speaks for.
    pub fn uid(&self) -> &Uid {
        &self.uid
    }

    /// Its key.
    pub fn key(&self) -> &DeviceKey {
        &self.key
    }
}

/// A device's signature: 64 bytes `r‖s`. A high `s` is as good as a low one: Secure Enclave makes both.
///
/// ```
/// use mot_core::identity::DeviceSignature;
///
/// let der = [0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07]; // r = 5, s = 7, as Android gives it
/// let signature = DeviceSignature::from_der(&der)?;
/// assert_eq!(signature.to_string(), format!("{:064x}{:064x}", 5, 7));
/// assert_eq!(DeviceSignature::parse("00").unwrap_err().code().as_str(), "identity.invalid_signature_format");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceSignature(Signature);

impl DeviceSignature {
    /// Reads `r‖s` as 128 lower-case hexadecimal digits; neither number is zero or beyond the curve's order
    /// (`identity.invalid_signature_format`).
    pub fn parse(text: &str) -> Result<Self> {
        let expected =
            "128 lower-case hexadecimal digits, r and s, each below the order of P-256 and not zero";
        if text.len() != 128 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(IdentityError::InvalidSignatureFormat { expected }.into());
        }
        let bytes: [u8; 64] = link::from_hexadecimal(text);
        let signature = Signature::from_slice(&bytes);
        signature.map(Self).map_err(|_| IdentityError::InvalidSignatureFormat { expected }.into())
    }

    /// Reads the strict DER of a signature, as Android Keystore makes it (`identity.invalid_signature_format`).
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let expected = "the DER of two numbers below the order of P-256, not zero";
        Signature::from_der(der)
            .map(Self)
            .map_err(|_| IdentityError::InvalidSignatureFormat { expected }.into())
    }

    pub(super) fn as_signature(&self) -> &Signature {
        &self.0
    }
}

impl fmt::Display for DeviceSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.to_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DeviceSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSignature")
    }
}
