//! Device keys and signatures: what is read is written again as it was, in every encoding, and nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mot_core::identity::{DeviceKey, DeviceSignature, Thumbprint};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for key in [DeviceKey::from_sec1(bytes), DeviceKey::from_spki(bytes), DeviceKey::from_jwk(&text)].into_iter().flatten() {
        assert_eq!(DeviceKey::from_sec1(&key.to_sec1()).unwrap(), key);
        assert_eq!(DeviceKey::from_spki(&key.to_spki()).unwrap(), key);
        assert_eq!(DeviceKey::from_jwk(&key.to_jwk()).unwrap(), key);
    }
    if let Ok(signature) = DeviceSignature::parse(&text) {
        assert_eq!(signature.to_string(), text);
    }
    if let Ok(signature) = DeviceSignature::from_der(bytes) {
        assert_eq!(DeviceSignature::parse(&signature.to_string()).unwrap(), signature);
    }
    if let Ok(thumbprint) = Thumbprint::parse(&text) {
        assert_eq!(thumbprint.to_string(), text);
    }
});
