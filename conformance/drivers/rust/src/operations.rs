//! Each operation of the vectors as calls of the public interface.

use mot_core::{
    Error,
    fee::{Bounds, FeeBands, FeeModel},
    id::FeeId,
    identity::{KeyRing, KeyStatus, LinkPolicy, LinkVerifier, Replay, Secret, Uid},
    input::{Json, Read, Word, Write},
    lifecycle::Role,
    money::{Currency, Money, Rate, Rounding, Units},
    mortgage::{Document, instalment},
    room::RoomId,
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::scenario;

/// What the library says, or why the case cannot be put to it.
pub(crate) fn run(operation: &str, given: &Value, notes: &Value) -> Result<Result<Value, Error>, String> {
    Ok(match operation {
        "money.parse" => money_parse(given),
        "money.allocate" => money_allocate(given),
        "money.parse_units" => money_parse_units(given),
        "identity.encode_uid" => encode_uid(given),
        "identity.verify_link" => verify_link(given, notes),
        "room.parse" => room_parse(given),
        "mortgage.instalment" => mortgage_instalment(given),
        "fee.compute" => fee_compute(given),
        "fee.check_policy" => fee_check_policy(given),
        "hostile.read" => hostile_read(given),
        "scenario.run" => return scenario::run(given).map(Ok),
        _ => return Err(format!("unknown operation {operation}")),
    })
}

fn text<'a>(given: &'a Value, name: &str) -> &'a str {
    given[name].as_str().unwrap_or_default()
}

fn money(given: &Value) -> Result<Money, Error> {
    Money::from_json(&given.to_string())
}

fn as_value(written: &impl Write) -> Value {
    serde_json::from_str(&written.to_json()).unwrap_or_default()
}

fn money_parse(given: &Value) -> Result<Value, Error> {
    let currency = Currency::parse(given["currency"].as_str().unwrap_or("EUR"))?;
    Money::parse(text(given, "text"), currency).map(|money| as_value(&money))
}

fn money_allocate(given: &Value) -> Result<Value, Error> {
    let weights: Vec<i64> =
        given["weights"].as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let parts = money(&given["total"])?.allocate(&weights)?;
    Ok(json!({ "parts": parts.iter().map(Money::amount).collect::<Vec<_>>() }))
}

fn money_parse_units(given: &Value) -> Result<Value, Error> {
    let scale = given["scale"].as_u64().and_then(|scale| u8::try_from(scale).ok()).unwrap_or(u8::MAX);
    let units = Units::parse(text(given, "text"), scale)?;
    Ok(json!({ "count": units.count().to_string(), "scale": scale }))
}

fn encode_uid(given: &Value) -> Result<Value, Error> {
    let entropy = bytes(text(given, "entropyHex")).try_into().unwrap_or_default();
    Uid::from_entropy(entropy).map(|uid| json!({ "uid": uid.as_str() }))
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u32> = hexadecimal.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + *digit as u8)).collect()
}

fn verify_link(given: &Value, notes: &Value) -> Result<Value, Error> {
    let instant = |name: &str| given[name].as_i64().map(Timestamp::from_milliseconds).transpose();
    let policy = LinkPolicy {
        maximum_age_ms: given["maxAgeMs"].as_u64().unwrap_or(300_000),
        maximum_skew_ms: given["maxFutureSkewMs"].as_u64().unwrap_or(60_000),
        audience: given["audience"].as_str().map(Into::into),
        require_version_2: given["requireV2"] == true,
        revoked: list(&given["revokedUids"]).map(Uid::parse).collect::<Result<_, _>>()?,
        issued_after: instant("issuedAfter")?,
    };
    let verifier = LinkVerifier::new(key_ring(&given["keys"], notes)?, policy)?;
    let now = instant("now")?.unwrap_or(Timestamp::MINIMUM);
    let candidate = verifier.verify(text(given, "fragment"), now)?;
    let bound = candidate.bind(given["storedUid"].as_str().map(Uid::parse).transpose()?.as_ref())?;
    let seen = list(&given["seenReplayKeys"]).any(|key| key == bound.replay_key());
    let link = bound.accept(if seen { Replay::Seen } else { Replay::Fresh })?;
    Ok(json!({
        "version": link.version.number(),
        "uid": link.uid.as_str(),
        "keyId": link.key_id,
        "ageMs": link.age_ms,
        "replayKey": link.replay_key,
        "replayExpiresAt": link.replay_expires_at.milliseconds(),
    }))
}

fn list(given: &Value) -> impl Iterator<Item = &str> {
    given.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn key_ring(keys: &Value, notes: &Value) -> Result<KeyRing, Error> {
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

fn room_parse(given: &Value) -> Result<Value, Error> {
    let room = RoomId::parse(text(given, "text"))?;
    Ok(json!({
        "namespace": room.namespace(),
        "kind": room.kind(),
        "id": room.id(),
        "form": room.form().as_str(),
        "canonical": room.as_str(),
    }))
}

fn rate(given: &Value) -> Result<Rate, Error> {
    Rate::from_json(&given.to_string())
}

fn rounding(given: &Value) -> Rounding {
    given["rounding"].as_str().and_then(Rounding::from_word).unwrap_or(Rounding::HalfUp)
}

fn mortgage_instalment(given: &Value) -> Result<Value, Error> {
    let (nominal, initial) = (rate(&given["nominalRate"])?, rate(&given["initialRepayment"])?);
    let instalment = instalment(money(&given["loan"])?, nominal, initial, rounding(given))?;
    Ok(json!({ "instalment": as_value(&instalment) }))
}

fn fee_compute(given: &Value) -> Result<Value, Error> {
    let currency = Currency::parse(text(
        if given["base"].is_null() { &given["model"]["price"] } else { &given["base"] },
        "currency",
    ))?;
    let minor_units = |amount: &Value| amount.as_i64().map(|amount| Money::new(amount, currency)).transpose();
    let bounds = Bounds { minimum: minor_units(&given["min"])?, maximum: minor_units(&given["max"])? };
    let mut model = given["model"].clone();
    if let Some(fixed) = minor_units(&model["fixed"])? {
        model["fixed"] = as_value(&fixed);
    }
    let model = FeeModel::from_json(&model.to_string())?;
    let fee = match given["units"].as_u64() {
        Some(units) => model.compute_units(units, bounds)?,
        None => model.compute(money(&given["base"])?, bounds, rounding(given))?,
    };
    Ok(json!({ "fee": as_value(&fee) }))
}

fn fee_check_policy(given: &Value) -> Result<Value, Error> {
    let payer = Role::from_word(text(given, "payerRole")).unwrap_or(Role::System);
    FeeBands::shipped().check(&FeeId::parse(text(given, "feeId"))?, payer, rate(&given["rate"])?)?;
    Ok(json!({}))
}

fn hostile_read(given: &Value) -> Result<Value, Error> {
    let padding = usize::try_from(given["pad"].as_u64().unwrap_or(0)).unwrap_or(0);
    let text = text(given, "text").to_owned() + &" ".repeat(padding);
    let document = Document::read_kind(given["kind"].as_str().unwrap_or_default(), &Json::parse(&text)?)?;
    Ok(json!({ "document": as_value(&document) }))
}
