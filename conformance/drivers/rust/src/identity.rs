//! The operations of identity.

use mot_core::{
    Error,
    identity::{
        Call, Device, DeviceKey, DeviceSignature, KeyRing, KeyStatus, LegacyRecordPolicy, LinkPolicy,
        LinkVerifier, Proof, ProofPolicy, Replay, ReplayStore, Secret, TokenIssuer, TokenPolicy, Uid,
        VerifiedLink, proof_message, verify_proof,
    },
    input::Word,
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::operations::text;

/// What the library says; nothing where it is no operation of identity.
pub(crate) fn run(operation: &str, given: &Value, notes: &Value) -> Option<Result<Value, Error>> {
    Some(match operation {
        "identity.encode_uid" => encode_uid(given),
        "identity.public_id" => public_id(given),
        "identity.verify_link" => verify_link(given, notes),
        "identity.recheck_record" => recheck_record(given, notes),
        "identity.replay_store" => replay_store(given),
        "identity.issue_receipt" => issue_receipt(given, notes),
        "identity.verify_receipt" => verify_receipt(given, notes),
        "identity.issue_session" => issue_session(given, notes),
        "identity.verify_session" => verify_session(given, notes),
        "identity.device_key" => device_key(given),
        "identity.signature_from_der" => signature_from_der(given),
        "identity.proof_message" => message(given),
        "identity.verify_proof" => proof_verified(given),
        _ => return None,
    })
}

fn encode_uid(given: &Value) -> Result<Value, Error> {
    let entropy = bytes(text(given, "entropyHex")).try_into().unwrap_or_default();
    Uid::from_entropy(entropy).map(|uid| json!({ "uid": uid.as_str() }))
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u32> = hexadecimal.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + *digit as u8)).collect()
}

fn public_id(given: &Value) -> Result<Value, Error> {
    Ok(json!({ "publicId": Uid::parse(text(given, "uid"))?.public_id() }))
}

fn verify_link(given: &Value, notes: &Value) -> Result<Value, Error> {
    let candidate = verifier(given, notes)?.verify(text(given, "fragment"), now(given)?)?;
    let bound = candidate.bind(given["storedUid"].as_str().map(Uid::parse).transpose()?.as_ref())?;
    let replay = replay(given, bound.replay_key());
    Ok(shown(&bound.accept(replay)?))
}

fn recheck_record(given: &Value, notes: &Value) -> Result<Value, Error> {
    let policy = LegacyRecordPolicy {
        maximum_age_ms: given["maximumAgeMs"].as_u64().unwrap_or_default(),
        issued_before: instant(given, "issuedBefore")?,
    };
    let candidate = verifier(given, notes)?.recheck(text(given, "record"), &policy, now(given)?)?;
    let bound = candidate.bind(given["storedUid"].as_str().map(Uid::parse).transpose()?.as_ref())?;
    Ok(shown(&bound.accept_without_replay_check()))
}

fn shown(link: &VerifiedLink) -> Value {
    json!({
        "version": link.version().number(),
        "uid": link.uid().as_str(),
        "keyId": link.key_id(),
        "ageMs": link.age_ms(),
        "replayKey": link.replay_key(),
        "replayExpiresAt": link.replay_expires_at().milliseconds(),
    })
}

fn verifier(given: &Value, notes: &Value) -> Result<LinkVerifier, Error> {
    let shipped = LinkPolicy::default();
    let policy = LinkPolicy {
        maximum_age_ms: given["maxAgeMs"].as_u64().unwrap_or(shipped.maximum_age_ms),
        maximum_skew_ms: given["maxFutureSkewMs"].as_u64().unwrap_or(shipped.maximum_skew_ms),
        audience: given["audience"].as_str().map(Into::into),
        require_version_2: given["requireV2"] == true,
        revoked: revoked(given)?,
        issued_after: instant(given, "issuedAfter")?,
    };
    LinkVerifier::new(key_ring(&given["keys"], notes)?, policy)
}

fn replay(given: &Value, key: &str) -> Replay {
    if list(&given["seenReplayKeys"]).any(|seen| seen == key) { Replay::Seen } else { Replay::Fresh }
}

fn revoked(given: &Value) -> Result<Vec<Uid>, Error> {
    list(&given["revokedUids"]).map(Uid::parse).collect()
}

fn instant(given: &Value, name: &str) -> Result<Option<Timestamp>, Error> {
    given[name].as_i64().map(Timestamp::from_milliseconds).transpose()
}

fn now(given: &Value) -> Result<Timestamp, Error> {
    Ok(instant(given, "now")?.unwrap_or(Timestamp::MINIMUM))
}

fn issuer(given: &Value, notes: &Value) -> Result<TokenIssuer, Error> {
    let shipped = TokenPolicy::default();
    let lifetime = |name: &str, shipped: u64| given[name].as_u64().unwrap_or(shipped);
    let policy = TokenPolicy {
        audience: given["tokenAudience"].as_str().map(Into::into),
        receipt_lifetime_ms: lifetime("receiptLifetimeMs", shipped.receipt_lifetime_ms),
        session_lifetime_ms: lifetime("sessionLifetimeMs", shipped.session_lifetime_ms),
        maximum_skew_ms: lifetime("maximumSkewMs", shipped.maximum_skew_ms),
        revoked: revoked(given)?,
        issued_after: instant(given, "issuedAfter")?,
    };
    TokenIssuer::new(key_ring(&given["keys"], notes)?, policy)
}

fn issue_receipt(given: &Value, notes: &Value) -> Result<Value, Error> {
    let now = now(given)?;
    let link = verifier(given, notes)?.verify(text(given, "fragment"), now)?.bind(None)?;
    let receipt = issuer(given, notes)?.issue_receipt(&link.accept(Replay::Fresh)?, now)?;
    Ok(json!({ "receipt": receipt }))
}

fn verify_receipt(given: &Value, notes: &Value) -> Result<Value, Error> {
    let receipt = issuer(given, notes)?.verify_receipt(text(given, "receipt"), now(given)?)?;
    Ok(json!({
        "uid": receipt.uid.as_str(),
        "keyId": receipt.key_id,
        "issuedAt": receipt.issued_at.milliseconds(),
        "expiresAt": receipt.expires_at.milliseconds(),
    }))
}

fn issue_session(given: &Value, notes: &Value) -> Result<Value, Error> {
    let session = issuer(given, notes)?.issue_session(text(given, "receipt"), now(given)?)?;
    Ok(json!({ "session": session }))
}

fn verify_session(given: &Value, notes: &Value) -> Result<Value, Error> {
    let session = issuer(given, notes)?.verify_session(text(given, "session"), now(given)?)?;
    if let Some(header) = given["header"].as_str() {
        session.check_header(header)?;
    }
    Ok(json!({
        "uid": session.uid().as_str(),
        "keyId": session.key_id(),
        "issuedAt": session.issued_at().milliseconds(),
        "expiresAt": session.expires_at().milliseconds(),
    }))
}

fn replay_store(given: &Value) -> Result<Value, Error> {
    let capacity = given["capacity"].as_u64().and_then(|capacity| usize::try_from(capacity).ok());
    let mut store = ReplayStore::new(capacity.unwrap_or_default());
    let answers = given["steps"].as_array().into_iter().flatten().map(|step| {
        let expires_at = instant(step, "expiresAt")?.unwrap_or(Timestamp::MINIMUM);
        match store.insert(text(step, "key"), expires_at, now(step)?) {
            Ok(replay) => Ok(replay.as_str()),
            Err(refused) => Ok(refused.code().as_str()),
        }
    });
    Ok(json!({ "answers": answers.collect::<Result<Vec<_>, Error>>()? }))
}

fn read_key(given: &Value) -> Result<DeviceKey, Error> {
    match (given["jwk"].as_str(), given["sec1Hex"].as_str()) {
        (Some(jwk), _) => DeviceKey::from_jwk(jwk),
        (None, Some(sec1)) => DeviceKey::from_sec1(&bytes(sec1)),
        (None, None) => DeviceKey::from_spki(&bytes(text(given, "spkiHex"))),
    }
}

fn device_key(given: &Value) -> Result<Value, Error> {
    let key = read_key(given)?;
    Ok(json!({
        "sec1Hex": hexadecimal(&key.to_sec1()),
        "spkiHex": hexadecimal(&key.to_spki()),
        "jwk": key.to_jwk(),
        "thumbprint": key.thumbprint().to_string(),
        "uid": Uid::from_device_key(&key.thumbprint()).as_str(),
    }))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn signature_from_der(given: &Value) -> Result<Value, Error> {
    let signature = DeviceSignature::from_der(&bytes(text(given, "derHex")))?;
    Ok(json!({ "signature": signature.to_string() }))
}

fn call(given: &Value) -> Call {
    Call {
        audience: text(given, "audience").into(),
        method: text(given, "method").into(),
        path: text(given, "path").into(),
        body_hash: text(given, "bodyHash").into(),
        server_nonce: given["serverNonce"].as_str().map(Into::into),
    }
}

fn proof(given: &Value) -> Result<Proof, Error> {
    let issued_at = instant(given, "issuedAt")?.unwrap_or(Timestamp::MINIMUM);
    Ok(Proof { issued_at, nonce: text(given, "nonce").into() })
}

fn message(given: &Value) -> Result<Value, Error> {
    let message = proof_message(text(given, "uid"), &call(given), &proof(given)?)?;
    Ok(json!({ "messageHex": hexadecimal(&message) }))
}

fn proof_verified(given: &Value) -> Result<Value, Error> {
    let key = read_key(&given["key"])?;
    let device = match given["uid"].as_str() {
        Some(uid) => Device::registered(Uid::parse(uid)?, key),
        None => Device::self_certifying(key),
    };
    let signature = match given["signatureDerHex"].as_str() {
        Some(der) => DeviceSignature::from_der(&bytes(der))?,
        None => DeviceSignature::parse(text(given, "signature"))?,
    };
    let shipped = ProofPolicy::default();
    let policy = ProofPolicy {
        maximum_age_ms: given["maximumAgeMs"].as_u64().unwrap_or(shipped.maximum_age_ms),
        maximum_skew_ms: given["maximumSkewMs"].as_u64().unwrap_or(shipped.maximum_skew_ms),
        revoked: revoked(given)?,
        issued_after: instant(given, "issuedAfter")?,
    };
    let candidate = verify_proof(&device, &call(given), &proof(given)?, &signature, &policy, now(given)?)?;
    let (key, expires_at) = (candidate.replay_key().to_owned(), candidate.replay_expires_at());
    let accepted = candidate.accept(replay(given, &key))?;
    Ok(json!({
        "uid": accepted.uid().as_str(),
        "thumbprint": accepted.thumbprint().to_string(),
        "ageMs": accepted.age_ms(),
        "replayKey": key,
        "replayExpiresAt": expires_at.milliseconds(),
    }))
}

fn list(given: &Value) -> impl Iterator<Item = &str> {
    given.as_array().into_iter().flatten().filter_map(Value::as_str)
}

pub(crate) fn key_ring(keys: &Value, notes: &Value) -> Result<KeyRing, Error> {
    let keys = keys.as_str().map_or(keys, |set| &notes["keySets"][set]);
    let keys: Vec<&Value> = keys.as_array().into_iter().flatten().collect();
    let secret = |key: &Value| Secret::new(&bytes(text(key, "secretHex")));
    let status = |key: &Value| KeyStatus::from_word(text(key, "status")).unwrap_or(KeyStatus::Retired);
    let active = keys.iter().position(|key| status(key) == KeyStatus::Active).unwrap_or_default();
    let mut ring = KeyRing::new(text(keys[active], "kid"), secret(keys[active])?)?;
    for (_, key) in keys.iter().enumerate().filter(|(index, _)| *index != active) {
        ring.add(text(key, "kid"), secret(key)?, status(key))?;
    }
    Ok(ring)
}
