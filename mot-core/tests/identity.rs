//! Laws of identity: what was signed comes back, whatever else is refused, and nothing passes for something else.

use std::collections::BTreeMap;

use mot_core::{
    Error, ErrorCode,
    identity::{
        BoundLink, Candidate, Device, DeviceKey, DeviceSignature, KeyRing, KeyStatus, LegacyRecordPolicy,
        LinkPolicy, LinkSigner, LinkVerifier, Proof, ProofPolicy, Replay, ReplayStore, Secret, Thumbprint,
        TokenIssuer, TokenPolicy, Uid, proof_message, verify_proof,
    },
    time::Timestamp,
};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use proptest::prelude::*;

const NOW: i64 = 1_795_168_800_000;
const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
const EARLIER: &[u8] = b"abcdef0123456789abcdef0123456789";

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_milliseconds(milliseconds).expect("an instant")
}

fn ring() -> KeyRing {
    let mut ring = KeyRing::new("k2", Secret::new(SECRET).expect("long enough")).expect("a ring");
    ring.add("k1", Secret::new(EARLIER).expect("long enough"), KeyStatus::Accept).expect("another key");
    ring
}

fn verifier() -> LinkVerifier {
    let policy = LinkPolicy { audience: Some("portal.example".into()), ..LinkPolicy::default() };
    LinkVerifier::new(ring(), policy).expect("a verifier")
}

fn uid() -> Uid {
    Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y").expect("a user id")
}

fn link(second: bool, mot: &str, entropy: [u8; 16]) -> String {
    let signer = LinkSigner::new(ring());
    let signed = match second {
        true => signer.sign_for("portal.example", mot, &uid(), at(NOW), entropy),
        false => signer.sign(mot, &uid(), at(NOW)),
    };
    signed.expect("a link")
}

fn accepted(candidate: Candidate) -> BoundLink {
    candidate.bind(None).expect("none is stored")
}

fn issuer() -> TokenIssuer {
    TokenIssuer::new(ring(), TokenPolicy::default()).expect("an issuer")
}

fn receipt() -> String {
    let candidate = verifier().verify(&link(false, "m-7", [7; 16]), at(NOW)).expect("a right link");
    let link = accepted(candidate).accept(Replay::Fresh).expect("fresh");
    issuer().issue_receipt(&link, at(NOW)).expect("a receipt")
}

prop_compose! {
    fn entropy()(bytes in any::<[u8; 16]>().prop_filter("not constant", |bytes| bytes.iter().any(|byte| *byte != bytes[0]))) -> [u8; 16] {
        bytes
    }
}

proptest! {
    #[test]
    fn what_was_signed_comes_back(second in any::<bool>(), mot in "[A-Za-z0-9_-]{1,128}", entropy in entropy(), hash in any::<bool>()) {
        let fragment = format!("{}{}", if hash { "#" } else { "" }, link(second, &mot, entropy));
        let candidate = verifier().verify(&fragment, at(NOW + 5))?;
        let uid = uid();
        prop_assert_eq!(candidate.uid(), uid.as_str());
        prop_assert_eq!((candidate.key_id(), candidate.age_ms()), ("k2", 5));
        prop_assert_eq!(candidate.version().number(), if second { 2 } else { 1 });
        let bound = accepted(candidate);
        prop_assert!(fragment.ends_with(bound.replay_key()));
    }

    #[test]
    fn any_other_byte_refuses_a_link(second in any::<bool>(), entropy in entropy(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let right = link(second, "m-7", entropy);
        let mut changed = right.clone().into_bytes();
        let place = place.index(changed.len());
        prop_assume!(changed[place] != byte);
        changed[place] = byte;
        if let Ok(changed) = String::from_utf8(changed) {
            prop_assert!(verifier().verify(&changed, at(NOW)).is_err(), "{} {}", right, changed);
        }
    }

    #[test]
    fn the_order_of_the_parts_does_not_matter(second in any::<bool>(), entropy in entropy(), seed in any::<u64>()) {
        let right = link(second, "m-7", entropy);
        let mut parts: Vec<&str> = right.split('&').collect();
        // A shuffle by the digits of the seed.
        let mut left = seed;
        for index in (1..parts.len()).rev() {
            parts.swap(index, usize::try_from(left % (index as u64 + 1)).expect("small"));
            left /= index as u64 + 1;
        }
        let (shuffled, one) = (parts.join("&"), verifier());
        let (first, other) = (one.verify(&right, at(NOW))?, one.verify(&shuffled, at(NOW))?);
        prop_assert_eq!(first.uid(), other.uid());
        let (first, other) = (accepted(first), accepted(other));
        prop_assert_eq!(first.replay_key(), other.replay_key());
    }

    #[test]
    fn no_text_panics_and_none_is_accepted(text in any::<String>(), parts in prop::collection::vec(("(v|kid|aud|mot|uid|ts|n|sig|x|)", "(=|)", "[ -~]{0,70}"), 0..10)) {
        let (verifier, issuer, now) = (verifier(), issuer(), at(NOW));
        let ever = LegacyRecordPolicy { maximum_age_ms: u64::MAX };
        let written: Vec<String> = parts.iter().map(|(name, sign, value)| format!("{name}{sign}{value}")).collect();
        for text in [&text, &written.join("&"), &written.join("~")] {
            prop_assert!(verifier.verify(text, now).is_err());
            prop_assert!(verifier.recheck(text, &ever, now).is_err());
            prop_assert!(issuer.verify_receipt(text, now).is_err() && issuer.verify_session(text, now).is_err());
            prop_assert!(DeviceKey::from_jwk(text).is_err() && Thumbprint::parse(text).is_err());
            let _ = (DeviceSignature::parse(text), DeviceSignature::from_der(text.as_bytes()));
            let _ = (DeviceKey::from_sec1(text.as_bytes()), DeviceKey::from_spki(text.as_bytes()), Uid::parse(text));
        }
    }

    #[test]
    fn any_other_byte_refuses_a_token(session in any::<bool>(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let issuer = issuer();
        let right = if session { issuer.issue_session(&receipt(), at(NOW))? } else { receipt() };
        let judge = |text: &str| match session {
            true => issuer.verify_session(text, at(NOW)).map(|session| session.uid().clone()),
            false => issuer.verify_receipt(text, at(NOW)).map(|receipt| receipt.uid),
        };
        prop_assert_eq!(judge(&right)?, uid());
        let mut changed = right.into_bytes();
        let place = place.index(changed.len());
        prop_assume!(changed[place] != byte);
        changed[place] = byte;
        if let Ok(changed) = String::from_utf8(changed) {
            prop_assert!(judge(&changed).is_err(), "{}", changed);
        }
    }

    /// A store that forgets nothing that may come back, compared with one that forgets nothing at all.
    #[test]
    fn no_key_is_fresh_twice(capacity in 0usize..6, steps in prop::collection::vec((0u8..8, 0i64..40, 0i64..40), 1..60)) {
        let mut store = ReplayStore::new(capacity);
        let mut known: BTreeMap<u8, i64> = BTreeMap::new();
        for (key, expires, now) in steps {
            let answer = store.insert(&key.to_string(), at(NOW + expires), at(NOW + now));
            prop_assert!(store.len() <= capacity);
            match answer {
                Ok(Replay::Fresh) => {
                    let before = known.insert(key, expires);
                    prop_assert!(before.is_none_or(|before| before < expires), "the same expiry was accepted twice");
                }
                Ok(Replay::Seen) => {}
                Err(full) => prop_assert_eq!(full.code(), ErrorCode::IdentityReplayStoreFull),
            }
        }
    }

    #[test]
    fn a_device_signs_and_any_other_content_is_refused(body in any::<[u8; 32]>(), server in any::<bool>(), change in 0usize..7, der in any::<bool>()) {
        let (key, device) = device();
        let proof = Proof {
            audience: "portal.example".into(),
            method: "POST".into(),
            path: "/api/offers?id=7".into(),
            body_hash: body.iter().map(|byte| format!("{byte:02x}")).collect(),
            issued_at: at(NOW),
            nonce: "Vb3xK9mQ2wR7tY5uI8oP1a".into(),
            server_nonce: server.then(|| "s-1".into()),
        };
        let signed: Signature = key.sign(&proof_message(device.uid().as_str(), &proof)?);
        let signature = match der {
            true => DeviceSignature::from_der(signed.to_der().as_bytes())?,
            false => DeviceSignature::parse(&signed.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>())?,
        };
        let judge = |device: &Device, proof: &Proof| verify_proof(device, proof, &signature, &ProofPolicy::default(), at(NOW + 9));
        let candidate = judge(&device, &proof)?;
        prop_assert_eq!((candidate.replay_key(), candidate.age_ms()), ("Vb3xK9mQ2wR7tY5uI8oP1a", 9));
        let accepted = candidate.accept(Replay::Fresh)?;
        prop_assert_eq!(accepted.uid(), device.uid());

        let mut other = proof.clone();
        match change {
            0 => other.audience.push('x'),
            1 => other.method.push('X'),
            2 => other.path.push('x'),
            3 => other.body_hash = if body[0] == 0 { "ff".repeat(32) } else { "00".repeat(32) },
            4 => other.issued_at = at(NOW + 1),
            5 => other.nonce = "Vb3xK9mQ2wR7tY5uI8oP1b".into(),
            _ => other.server_nonce = Some("another".into()),
        }
        prop_assert_eq!(judge(&device, &other).unwrap_err().code(), ErrorCode::IdentitySignatureMismatch);
        let registered = Device::registered(uid(), device.key().clone());
        prop_assert_eq!(judge(&registered, &proof).unwrap_err().code(), ErrorCode::IdentitySignatureMismatch);
    }
}

fn device() -> (SigningKey, Device) {
    let key = SigningKey::from_slice(&[0x51; 32]).expect("a key");
    let public =
        DeviceKey::from_sec1(key.verifying_key().to_sec1_point(false).as_bytes()).expect("on the curve");
    (key, Device::self_certifying(public))
}

fn refused<T>(outcome: Result<T, Error>) -> ErrorCode {
    outcome.err().expect("refused").code()
}

#[test]
fn nothing_passes_for_something_else() {
    let (issuer, now) = (issuer(), at(NOW));
    let receipt = receipt();
    let session = issuer.issue_session(&receipt, now).expect("a session");
    assert_eq!(refused(issuer.verify_session(&receipt, now)), ErrorCode::IdentityMalformed);
    assert_eq!(refused(issuer.verify_receipt(&session, now)), ErrorCode::IdentityMalformed);
    // Under the other's name the signature is another key's.
    let renamed = session.replace("mot-session-1", "mot-receipt-1");
    assert_eq!(refused(issuer.verify_receipt(&renamed, now)), ErrorCode::IdentitySignatureMismatch);
    assert_eq!(refused(issuer.issue_session(&session, now)), ErrorCode::IdentityMalformed);
    // A link of version 2 without what makes it one is none of version 1, and the other way round.
    let second = link(true, "m-7", *b"sixteen bytes 16");
    let parts = second.split('&').filter(|part| !["v=", "ki", "au", "n="].contains(&&part[..2]));
    let stripped = parts.collect::<Vec<_>>().join("&");
    assert_eq!(refused(verifier().verify(&stripped, now)), ErrorCode::IdentitySignatureMismatch);
    assert_eq!(
        refused(verifier().verify(&format!("v=2&{}", link(false, "m-7", [1; 16])), now)),
        ErrorCode::IdentityMissingParameter
    );
}

#[test]
fn a_secret_of_other_length_is_no_other_spelling_of_a_key() {
    // HMAC pads a key with zeros: a ring takes the two for the one that they are.
    let mut padded = EARLIER.to_vec();
    padded.push(0);
    let refusal = ring().add("k0", Secret::new(&padded).expect("long enough"), KeyStatus::Accept);
    assert_eq!(refused(refusal), ErrorCode::IdentityDuplicateKey);
}

#[test]
fn a_session_ends_with_its_receipt() {
    let day =
        TokenPolicy { receipt_lifetime_ms: 1_000, session_lifetime_ms: 5_000, ..TokenPolicy::default() };
    let issuer = TokenIssuer::new(ring(), day).expect("an issuer");
    let candidate = verifier().verify(&link(false, "m-7", [7; 16]), at(NOW)).expect("a right link");
    let link = accepted(candidate).accept_without_replay_check();
    let receipt = issuer.issue_receipt(&link, at(NOW)).expect("a receipt");
    let session = issuer.issue_session(&receipt, at(NOW + 400)).expect("a session");
    let session = issuer.verify_session(&session, at(NOW + 1_000)).expect("the last instant");
    assert_eq!(session.expires_at(), at(NOW + 1_000));
    assert_eq!(refused(issuer.issue_session(&receipt, at(NOW + 1_000))), ErrorCode::IdentityExpired);
    assert_eq!(refused(issuer.verify_receipt(&receipt, at(NOW + 1_001))), ErrorCode::IdentityExpired);
}

#[test]
fn many_links_are_judged_each_for_itself() {
    let (right, second) = (link(false, "m-7", [7; 16]), link(true, "m-7", *b"sixteen bytes 16"));
    let judged = verifier().verify_many([right.as_str(), "", second.as_str()], at(NOW));
    let codes: Vec<_> = judged.into_iter().map(|link| link.err().map(|refusal| refusal.code())).collect();
    assert_eq!(codes, [None, Some(ErrorCode::IdentityMalformed), None]);
}
