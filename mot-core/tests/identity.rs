//! Laws of identity: what was signed comes back, whatever else is refused, and nothing passes for something else.

use std::collections::BTreeMap;

use mot_core::{
    Error, ErrorCode,
    identity::{
        BoundLink, Call, Candidate, Device, DeviceKey, DeviceSignature, Identity, IdentityPolicy, KeyRing,
        KeyStatus, LegacyRecordPolicy, LinkPolicy, LinkSigner, LinkVerifier, Proof, ProofPolicy, Replay,
        ReplayStore, Secret, Thumbprint, TokenIssuer, TokenPolicy, Uid, proof_message, verify_proof,
    },
    lifecycle::{Actor, Context},
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
        let ever = LegacyRecordPolicy { maximum_age_ms: u64::MAX, issued_before: None };
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
        let call = Call {
            audience: "portal.example".into(),
            method: "POST".into(),
            path: "/api/offers?id=7".into(),
            body_hash: body.iter().map(|byte| format!("{byte:02x}")).collect(),
            server_nonce: server.then(|| "s-1".into()),
        };
        let proof = Proof { issued_at: at(NOW), nonce: "Vb3xK9mQ2wR7tY5uI8oP1a".into() };
        let signed: Signature = key.sign(&proof_message(device.uid().as_str(), &call, &proof)?);
        let signature = match der {
            true => DeviceSignature::from_der(signed.to_der().as_bytes())?,
            false => DeviceSignature::parse(&signed.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>())?,
        };
        let judge = |device: &Device, call: &Call, proof: &Proof| {
            verify_proof(device, call, proof, &signature, &ProofPolicy::default(), at(NOW + 9))
        };
        let candidate = judge(&device, &call, &proof)?;
        prop_assert_eq!((candidate.replay_key(), candidate.age_ms()), ("Vb3xK9mQ2wR7tY5uI8oP1a", 9));
        let accepted = candidate.accept(Replay::Fresh)?;
        prop_assert_eq!(accepted.uid(), device.uid());

        let (mut other, mut said) = (call.clone(), proof.clone());
        match change {
            0 => other.audience.push('x'),
            1 => other.method.push('X'),
            2 => other.path.push('x'),
            3 => other.body_hash = if body[0] == 0 { "ff".repeat(32) } else { "00".repeat(32) },
            4 => said.issued_at = at(NOW + 1),
            5 => said.nonce = "Vb3xK9mQ2wR7tY5uI8oP1b".into(),
            _ => other.server_nonce = Some("another".into()),
        }
        prop_assert_eq!(judge(&device, &other, &said).unwrap_err().code(), ErrorCode::IdentitySignatureMismatch);
        let registered = Device::registered(uid(), device.key().clone());
        prop_assert_eq!(judge(&registered, &call, &proof).unwrap_err().code(), ErrorCode::IdentitySignatureMismatch);
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
    assert_eq!(refused(issuer.issue_receipt(&link, at(NOW + 360_001))), ErrorCode::IdentityExpired);
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

#[test]
fn a_shortened_policy_holds_for_tokens_of_before() {
    let (receipt, short) = (receipt(), TokenPolicy { receipt_lifetime_ms: 1_000, ..TokenPolicy::default() });
    let issuer = TokenIssuer::new(ring(), short).expect("an issuer");
    assert!(issuer.verify_receipt(&receipt, at(NOW + 1_000)).is_ok());
    assert_eq!(refused(issuer.verify_receipt(&receipt, at(NOW + 1_001))), ErrorCode::IdentityExpired);
}

#[test]
fn portals_that_share_a_ring_do_not_share_their_tokens() {
    let of = |audience: Option<&str>| {
        let policy = TokenPolicy { audience: audience.map(Into::into), ..TokenPolicy::default() };
        TokenIssuer::new(ring(), policy)
    };
    let (here, there) =
        (of(Some("portal.example")).expect("an issuer"), of(Some("bank.example")).expect("another"));
    let candidate = verifier().verify(&link(false, "m-7", [7; 16]), at(NOW)).expect("a right link");
    let link = accepted(candidate).accept(Replay::Fresh).expect("fresh");
    let receipt = here.issue_receipt(&link, at(NOW)).expect("a receipt");
    assert!(here.verify_receipt(&receipt, at(NOW)).is_ok());
    assert_eq!(refused(there.verify_receipt(&receipt, at(NOW))), ErrorCode::IdentitySignatureMismatch);
    assert_eq!(
        refused(of(None).expect("an issuer").verify_receipt(&receipt, at(NOW))),
        ErrorCode::IdentitySignatureMismatch
    );
    assert_eq!(refused(of(Some("Portal"))), ErrorCode::IdentityInvalidAudience);
}

#[test]
fn a_key_is_accepted_within_its_dates() {
    let secret = || Secret::new(SECRET).expect("long enough");
    let dated = |first, last| KeyRing::new_for("k2", secret(), Some(at(first)), Some(at(last)));
    let ring = dated(NOW, NOW + 10).expect("a ring");
    let (signer, uid) = (LinkSigner::new(ring.clone()), uid());
    let verifier = LinkVerifier::new(ring.clone(), LinkPolicy::default()).expect("a verifier");
    for (now, accepted) in [(NOW - 1, false), (NOW, true), (NOW + 10, true), (NOW + 11, false)] {
        let signed = signer.sign("m-7", &uid, at(now));
        let judged = verifier.verify(&link(false, "m-7", [1; 16]), at(now));
        if accepted {
            assert!(signed.is_ok() && judged.is_ok(), "{now}");
        } else {
            assert_eq!(refused(signed), ErrorCode::IdentityKeyRetired);
            assert_eq!(refused(judged), ErrorCode::IdentityKeyRetired);
        }
    }
    assert_eq!(refused(dated(NOW, NOW - 1)), ErrorCode::TimeIntervalReversed);
}

#[test]
fn a_ring_has_one_active_key_and_eight_at_most() {
    let secret = |number: u8| {
        let mut bytes = [number; 32];
        bytes[31] = 0xff;
        Secret::new(&bytes).expect("long enough")
    };
    let mut ring = KeyRing::new("k0", secret(0)).expect("a ring");
    assert_eq!(refused(ring.add("k1", secret(1), KeyStatus::Active)), ErrorCode::IdentitySeveralActiveKeys);
    assert_eq!(refused(ring.add("k0", secret(1), KeyStatus::Accept)), ErrorCode::IdentityDuplicateKey);
    assert_eq!(refused(ring.add("k1", secret(0), KeyStatus::Accept)), ErrorCode::IdentityDuplicateKey);
    assert_eq!(refused(ring.add("K1", secret(1), KeyStatus::Accept)), ErrorCode::IdentityInvalidKeyId);
    for number in 1..8 {
        ring.add(&format!("k{number}"), secret(number), KeyStatus::Accept).expect("up to eight");
    }
    assert_eq!(refused(ring.add("k8", secret(8), KeyStatus::Accept)), ErrorCode::IdentityTooManyKeys);
    assert_eq!(refused(Secret::new(&[7; 31])), ErrorCode::IdentitySecretTooShort);
    assert_eq!(refused(Secret::new(&[7; 32])), ErrorCode::IdentityWeakSecret);
    let mut padded = [7; 40];
    padded[32..].fill(0);
    assert_eq!(refused(Secret::new(&padded)), ErrorCode::IdentityWeakSecret);
}

#[test]
fn a_link_gives_no_key_away() {
    let signer = LinkSigner::new(ring());
    for secret in [SECRET, EARLIER] {
        let mot = std::str::from_utf8(secret).expect("text");
        assert_eq!(refused(signer.sign(mot, &uid(), at(NOW))), ErrorCode::IdentitySecretInLink);
        let second = signer.sign_for("portal.example", mot, &uid(), at(NOW), *b"sixteen bytes 16");
        assert_eq!(refused(second), ErrorCode::IdentitySecretInLink);
    }
}

#[test]
fn a_link_for_an_audience_needs_a_verifier_with_it() {
    let anybody = LinkVerifier::new(ring(), LinkPolicy::default()).expect("a verifier");
    let second = link(true, "m-7", *b"sixteen bytes 16");
    assert_eq!(refused(anybody.verify(&second, at(NOW))), ErrorCode::IdentityAudienceMismatch);
    let policy = LinkPolicy { audience: Some("Portal".into()), ..LinkPolicy::default() };
    assert_eq!(refused(LinkVerifier::new(ring(), policy)), ErrorCode::IdentityInvalidAudience);
}

#[test]
fn a_record_is_of_before_receipts() {
    let right = link(false, "m-7", [1; 16]);
    let fields: BTreeMap<&str, &str> = right.split('&').filter_map(|part| part.split_once('=')).collect();
    let record = format!(
        r#"{{"sig":"{}","ts":{},"uid":"{}","mot":"m-7"}}"#,
        fields["sig"], fields["ts"], fields["uid"]
    );
    let month = |issued_before| LegacyRecordPolicy { maximum_age_ms: 2_592_000_000, issued_before };
    let judged = |policy| verifier().recheck(&record, &policy, at(NOW + 86_400_000));
    assert!(judged(month(None)).is_ok() && judged(month(Some(at(NOW + 1)))).is_ok());
    assert_eq!(refused(judged(month(Some(at(NOW))))), ErrorCode::IdentityNotALegacyRecord);
}

#[test]
fn an_identity_is_never_switched_even_if_a_link_was_bound_to_none() {
    let other = Uid::parse("8k3cP3XqSPycayFCjPZ1dG").expect("a user id");
    let context = |uid: &Uid| Context::new(at(NOW), Actor::Party(uid.clone().into()));
    let stored =
        Identity::create(&other, None, &context(&other)).expect("created").changes[0].document.clone();
    let bound = accepted(verifier().verify(&link(false, "m-7", [1; 16]), at(NOW)).expect("right"));
    let policy = IdentityPolicy { maximum_age_ms: 1_000 };
    let verify = |replay| Identity::verify(Some(&stored), &bound, replay, &policy, &context(&other));
    assert_eq!(refused(verify(Replay::Fresh)), ErrorCode::IdentityUidConflict);
    assert_eq!(refused(verify(Replay::Seen)), ErrorCode::IdentityReplayed);
    let stranger = Identity::verify(Some(&stored), &bound, Replay::Fresh, &policy, &context(&uid()));
    assert_eq!(refused(stranger), ErrorCode::LifecycleActorNotAllowed);
}

#[test]
fn strangers_are_told_three_words() {
    let words = |refusal: Error| refusal.public_code().map(str::to_owned);
    let right = link(false, "m-7", [1; 16]);
    let late = verifier().verify(&right, at(NOW + 300_001)).expect_err("late");
    assert_eq!(words(late).as_deref(), Some("link_expired"));
    let forged = verifier().verify(&right.replace("m-7", "m-8"), at(NOW)).expect_err("forged");
    assert_eq!(words(forged).as_deref(), Some("link_invalid"));
    let bound = accepted(verifier().verify(&right, at(NOW)).expect("right"));
    assert_eq!(words(bound.accept(Replay::Seen).expect_err("seen")).as_deref(), Some("link_used"));
}

#[test]
fn a_thumbprint_reads_back() {
    let (_, device) = device();
    let thumbprint = device.key().thumbprint();
    assert_eq!(Thumbprint::parse(&thumbprint.to_string()).expect("a thumbprint"), thumbprint);
    for other in ["", "short", &"A".repeat(42), &"A".repeat(44), &format!("{}B", "A".repeat(42))] {
        assert_eq!(refused(Thumbprint::parse(other)), ErrorCode::IdentityInvalidThumbprint);
    }
}
