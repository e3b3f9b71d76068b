//! Links: nothing that the signer did not sign is accepted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mot_core::{
    identity::{KeyRing, LinkPolicy, LinkVerifier, Secret},
    time::Timestamp,
};

fuzz_target!(|fragment: &str| {
    let ring = KeyRing::new("k1", Secret::new(b"0123456789abcdef0123456789abcdef").unwrap()).unwrap();
    let policy = LinkPolicy { audience: Some("portal.example".into()), ..LinkPolicy::default() };
    let verifier = LinkVerifier::new(ring, policy).unwrap();
    let now = Timestamp::from_milliseconds(1_795_168_800_000).unwrap();
    assert!(verifier.verify(fragment, now).is_err());
});
