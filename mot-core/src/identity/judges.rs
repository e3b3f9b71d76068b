//! What others published about the algorithms, put to the code that the library itself uses: RFC 4231, and Project
//! Wycheproof for HMAC-SHA256 and for ECDSA on P-256 in both encodings.

#![allow(clippy::arithmetic_side_effects, reason = "a test counts its cases")]

use alloc::{string::String, vec::Vec};

use p256::ecdsa::signature::Verifier;
use serde_json::Value;
use wycheproof::{TestResult, ecdsa, mac};

use super::{
    DeviceKey, DeviceSignature,
    key::keyed,
    link::{from_hexadecimal, hexadecimal},
    verify::is_same,
};
use hmac::Mac;

fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

/// Whether the tag is the key's over the bytes.
fn accepts(key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    let state = keyed(key).unwrap().chain_update(message);
    <[u8; 32]>::try_from(tag).is_ok_and(|tag| is_same(&state.finalize().into_bytes().into(), &tag))
}

#[test]
fn rfc_4231_has_the_same_tags() {
    let figures = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/figures/rfc4231.json"));
    let figures: Value = serde_json::from_str(figures).unwrap();
    let cases = figures.as_array().unwrap();
    assert_eq!(cases.len(), 7);
    for case in cases {
        let field = |name: &str| bytes(case[name].as_str().unwrap());
        assert!(accepts(&field("key"), &field("data"), &field("full_tag")), "{case}");
        let mut other = field("full_tag");
        *other.last_mut().unwrap() ^= 1;
        assert!(!accepts(&field("key"), &field("data"), &other), "{case}");
    }
}

#[test]
fn wycheproof_agrees_on_hmac_sha256() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
    let (mut valid, mut invalid) = (0, 0);
    for group in set.test_groups {
        for test in &group.tests {
            // A truncated tag is none here, whatever it is a part of.
            let expected = test.result == TestResult::Valid && group.tag_size == 256;
            assert_eq!(accepts(&test.key, &test.msg, &test.tag), expected, "{test:?}");
            if expected { valid += 1 } else { invalid += 1 }
        }
    }
    assert!(valid > 30 && invalid > 100, "{valid} valid, {invalid} invalid");
}

/// Runs a set through the readers of keys and signatures; gives how many were valid and how many not.
fn run(name: ecdsa::TestName, read: fn(&[u8]) -> Option<DeviceSignature>) -> (u32, u32) {
    let set = ecdsa::TestSet::load(name).unwrap();
    let (mut valid, mut invalid) = (0, 0);
    for group in set.test_groups {
        let key = DeviceKey::from_spki(&group.der).unwrap();
        assert_eq!(DeviceKey::from_sec1(&group.key.key).unwrap(), key);
        assert_eq!(DeviceKey::from_jwk(&key.to_jwk()).unwrap(), key);
        for test in &group.tests {
            let accepted = read(&test.sig).is_some_and(|signature| {
                key.verifying_key().verify(&test.msg, signature.as_signature()).is_ok()
            });
            let expected = test.result == TestResult::Valid;
            assert_eq!(accepted, expected, "{test:?}");
            if expected { valid += 1 } else { invalid += 1 }
        }
    }
    (valid, invalid)
}

#[test]
fn wycheproof_agrees_on_p256_in_der() {
    let (valid, invalid) =
        run(ecdsa::TestName::EcdsaSecp256r1Sha256, |signature| DeviceSignature::from_der(signature).ok());
    assert!(valid > 100 && invalid > 200, "{valid} valid, {invalid} invalid");
}

#[test]
fn wycheproof_agrees_on_p256_in_r_and_s() {
    let (valid, invalid) = run(ecdsa::TestName::EcdsaSecp256r1Sha256P1363, |signature| {
        DeviceSignature::parse(&hexadecimal(signature)).ok()
    });
    assert!(valid > 100 && invalid > 50, "{valid} valid, {invalid} invalid");
}

#[test]
fn hexadecimal_digits_read_back() {
    let every: Vec<u8> = (0..=255).collect();
    let digits: String = hexadecimal(&every);
    assert_eq!(from_hexadecimal::<256>(&digits).as_slice(), every);
}
