//! How somebody without an account becomes the borrower: a link, what is kept instead of it, and the device's own proof.

use std::error::Error;

use mot_core::{
    identity::{
        Call, Device, DeviceKey, DeviceSignature, Identity, IdentityPolicy, KeyRing, KeyStatus, LinkPolicy,
        LinkSigner, LinkVerifier, Proof, ProofPolicy, ReplayStore, Secret, TokenIssuer, TokenPolicy, Uid,
        verify_proof,
    },
    input::{Json, Read, Word, Write},
    lifecycle::{Actor, Context},
    time::Timestamp,
};

use crate::store::Store;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower.
pub(crate) fn open(text: &str, used: &mut ReplayStore, store: &mut Store) -> Outcome<Uid> {
    let data = Json::parse(text)?;
    let (audience, uid) = (field(&data, "audience")?, Uid::parse(&field(&data, "uid")?)?);
    let (signed_at, opened_at) = (instant(&data, "signedAt")?, instant(&data, "openedAt")?);
    let context = |now| Context::new(now, Actor::Party(uid.clone().into()));

    let created = Identity::create(&uid, None, &context(signed_at))?;
    let identity = created.changes[0].document.clone();
    store.commit("a browser makes up a user id", created.into_documents())?;

    let entropy = bytes(&field(&data, "entropyHex")?).try_into().map_err(|_| "entropy is 16 bytes")?;
    let mot = field(&data, "mot")?;
    let fragment = LinkSigner::new(ring(&data)?).sign_for(&audience, &mot, &uid, signed_at, entropy)?;

    let policy = LinkPolicy { audience: Some(audience), ..LinkPolicy::default() };
    let verifier = LinkVerifier::new(ring(&data)?, policy)?;
    let link = verifier.verify(&fragment, opened_at)?.bind(Some(&identity.uid))?;
    let replay = used.insert(link.replay_key(), link.replay_expires_at(), opened_at)?;
    let month = IdentityPolicy { maximum_age_ms: 30 * 24 * 3_600_000 };
    let verified = Identity::verify(Some(&identity), &link, replay, &month, &context(opened_at))?;
    let accepted = link.clone().accept(replay)?;
    let (uid, age_ms) = (accepted.uid(), accepted.age_ms());
    store.tell(opened_at, &format!("a link opens the portal for {uid}, {age_ms} ms after it was signed"), "");
    store.keep(&object(vec![(
        "link",
        object(vec![
            ("fragment", Json::from(fragment.as_str())),
            ("uid", uid.write()),
            ("keyId", Json::from(accepted.key_id())),
            ("ageMs", Json::from(age_ms)),
            ("replayKey", Json::from(accepted.replay_key())),
            ("replayExpiresAt", Json::from(accepted.replay_expires_at().milliseconds())),
        ]),
    )]))?;
    store.commit("the link verifies it", verified.into_documents())?;

    let again = used.insert(link.replay_key(), link.replay_expires_at(), opened_at)?;
    let refusal = link.accept(again).err().ok_or("a link was used twice")?;
    store.refuse("somebody opens the same link again", &refusal)?;

    let issuer = TokenIssuer::new(ring(&data)?, TokenPolicy::default())?;
    let receipt = issuer.issue_receipt(&accepted, opened_at)?;
    let session = issuer.issue_session(&receipt, opened_at)?;
    let judged = issuer.verify_session(&session, opened_at)?;
    judged.check_header(uid.as_str())?;
    let until = judged.expires_at();
    store.tell(opened_at, &format!("the browser keeps a receipt, and shows a session until {until}"), "");
    store.keep(&object(vec![(
        "tokens",
        object(vec![("receipt", Json::from(receipt.as_str())), ("session", Json::from(session.as_str()))]),
    )]))?;
    let refusal = judged.check_header("user-abc").err().ok_or("another user id passed")?;
    store.refuse("a call claims to be user-abc", &refusal)?;
    Ok(uid.clone())
}

/// Judges what a device has signed about one call.
pub(crate) fn prove(text: &str, used: &mut ReplayStore, store: &mut Store) -> Outcome<()> {
    let data = Json::parse(text)?;
    let key = DeviceKey::from_jwk(&data.get("publicKey").ok_or("no publicKey")?.to_json())?;
    let device = Device::registered(Uid::parse(&field(&data, "uid")?)?, key);
    // What the portal sees of the call, and what came with it.
    let call = Call::read(data.get("call").ok_or("no call")?)?;
    let proof = Proof::read(data.get("proof").ok_or("no proof")?)?;
    let signature = DeviceSignature::parse(&field(&data, "signature")?)?;
    let received_at = instant(&data, "receivedAt")?;
    let candidate = verify_proof(&device, &call, &proof, &signature, &ProofPolicy::default(), received_at)?;
    let replay = used.insert(candidate.replay_key(), candidate.replay_expires_at(), received_at)?;
    let replay_key = candidate.replay_key().to_owned();
    let accepted = candidate.accept(replay)?;
    store.tell(received_at, &format!("a device proves a call with the key {}", accepted.thumbprint()), "");
    store.keep(&object(vec![(
        "proof",
        object(vec![
            ("uid", accepted.uid().write()),
            ("thumbprint", Json::from(accepted.thumbprint().to_string().as_str())),
            ("ageMs", Json::from(accepted.age_ms())),
            ("replayKey", Json::from(replay_key.as_str())),
        ]),
    )]))?;
    Ok(())
}

fn ring(data: &Json) -> Outcome<KeyRing> {
    let keys = data.get("keys").ok_or("no keys")?.list()?;
    let (active, earlier) = keys.split_first().ok_or("no keys")?;
    let secret = |key| -> Outcome<Secret> { Ok(Secret::new(&bytes(&field(key, "secretHex")?))?) };
    let mut ring = KeyRing::new(&field(active, "id")?, secret(active)?)?;
    for key in earlier {
        let status = KeyStatus::from_word(&field(key, "status")?).ok_or("no such status")?;
        ring.add(&field(key, "id")?, secret(key)?, status)?;
    }
    Ok(ring)
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn field(json: &Json, name: &str) -> Outcome<String> {
    Ok(json.get(name).ok_or_else(|| format!("no {name}"))?.text()?.to_owned())
}

fn instant(json: &Json, name: &str) -> Outcome<Timestamp> {
    Ok(Timestamp::parse(&field(json, name)?)?)
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hexadecimal.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}
