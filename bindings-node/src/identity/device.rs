//! Device keys, the devices that have them, and what they sign.

use mot_core::{
    identity::{Device, DeviceKey, DeviceSignature, Uid},
    input::{Json, Write},
};
use napi::bindgen_prelude::{Either, External, Uint8Array, Uint8ArraySlice};
use napi_derive::napi;

use crate::answer::{handle, handle_to, object};

/// A handle of the key of a SEC1 point, or the refusal.
#[napi(catch_unwind)]
pub fn device_key_from_sec1(bytes: Uint8ArraySlice) -> Either<External<DeviceKey>, String> {
    handle(|| DeviceKey::from_sec1(&bytes))
}

/// A handle of the key of a SubjectPublicKeyInfo, or the refusal.
#[napi(catch_unwind)]
pub fn device_key_from_spki(der: Uint8ArraySlice) -> Either<External<DeviceKey>, String> {
    handle(|| DeviceKey::from_spki(&der))
}

/// A handle of the key of a JWK, or the refusal.
#[napi(catch_unwind)]
pub fn device_key_from_jwk(text: String) -> Either<External<DeviceKey>, String> {
    handle(|| DeviceKey::from_jwk(&text))
}

/// What a key is in text.
#[napi(catch_unwind)]
pub fn device_key_facts(key: &External<DeviceKey>) -> String {
    object([("jwk", Json::from(key.to_jwk())), ("thumbprint", Json::from(key.thumbprint().to_string()))])
}

/// The uncompressed point.
#[napi(catch_unwind)]
pub fn device_key_to_sec1(key: &External<DeviceKey>) -> Uint8Array {
    key.to_sec1().to_vec().into()
}

/// The SubjectPublicKeyInfo.
#[napi(catch_unwind)]
pub fn device_key_to_spki(key: &External<DeviceKey>) -> Uint8Array {
    key.to_spki().into()
}

/// A handle of a device that the portal has registered, or the refusal.
#[napi(catch_unwind)]
pub fn device_registered(key: &External<DeviceKey>, arguments: String) -> Either<External<Device>, String> {
    handle_to(&arguments, &["uid"], |given| {
        let uid: Uid = given.take("uid")?;
        Ok(Device::registered(uid, DeviceKey::clone(key)))
    })
}

/// A handle of a device whose user id is that of its key.
#[napi(catch_unwind)]
pub fn device_self_certifying(key: &External<DeviceKey>) -> External<Device> {
    Device::self_certifying(DeviceKey::clone(key)).into()
}

/// The user id that a device speaks for.
#[napi(catch_unwind)]
pub fn device_uid(device: &External<Device>) -> String {
    device.uid().to_json()
}

/// A handle of a signature in hexadecimal digits, or the refusal.
#[napi(catch_unwind)]
pub fn device_signature_parse(text: String) -> Either<External<DeviceSignature>, String> {
    handle(|| DeviceSignature::parse(&text))
}

/// A handle of a signature in DER, or the refusal.
#[napi(catch_unwind)]
pub fn device_signature_from_der(der: Uint8ArraySlice) -> Either<External<DeviceSignature>, String> {
    handle(|| DeviceSignature::from_der(&der))
}

/// A signature in hexadecimal digits.
#[napi(catch_unwind)]
pub fn device_signature_text(signature: &External<DeviceSignature>) -> String {
    signature.to_string()
}
