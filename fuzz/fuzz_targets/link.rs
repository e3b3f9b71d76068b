//! Links, stored records, receipts and sessions: nothing that the signer did not sign is accepted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mot_core::{
    identity::{KeyRing, LegacyRecordPolicy, LinkPolicy, LinkVerifier, Secret, TokenIssuer, TokenPolicy},
    time::Timestamp,
};

fuzz_target!(|fragment: &str| {
    let ring = KeyRing::new("k1", Secret::new(b"0123456789abcdef0123456789abcdef").unwrap()).unwrap();
    let policy = LinkPolicy { audience: Some("portal.example".into()), ..LinkPolicy::default() };
    let verifier = LinkVerifier::new(ring.clone(), policy).unwrap();
    let issuer = TokenIssuer::new(ring, TokenPolicy::default()).unwrap();
    let now = Timestamp::from_milliseconds(1_795_168_800_000).unwrap();
    assert!(verifier.verify(fragment, now).is_err());
    assert!(verifier.recheck(fragment, &LegacyRecordPolicy { maximum_age_ms: u64::MAX, issued_before: None }, now).is_err());
    assert!(issuer.verify_receipt(fragment, now).is_err() && issuer.verify_session(fragment, now).is_err());
});
