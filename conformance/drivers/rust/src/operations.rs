//! Each operation of the vectors as calls of the public interface.

use mot_core::{
    Document, Error,
    fee::{Bounds, FeeBands, FeeModel},
    id::FeeId,
    input::{Json, Read, Word, Write},
    lifecycle::Role,
    money::{Currency, Money, Rate, Rounding, Units},
};
use serde_json::{Value, json};

use crate::{financing, identity, mortgage, room, scenario, voucher};

/// What the library says, or why the case cannot be put to it.
pub(crate) fn run(operation: &str, given: &Value, notes: &Value) -> Result<Result<Value, Error>, String> {
    Ok(match operation {
        "money.parse" => money_parse(given),
        "money.allocate" => money_allocate(given),
        "money.parse_units" => money_parse_units(given),
        "fee.compute" => fee_compute(given),
        "fee.check_policy" => fee_check_policy(given),
        "hostile.read" => hostile_read(given),
        "scenario.run" => return scenario::run(given).map(Ok),
        _ => {
            let of_identity = identity::run(operation, given, notes);
            let known = of_identity
                .or_else(|| room::run(operation, given))
                .or_else(|| mortgage::run(operation, given))
                .or_else(|| financing::run(operation, given))
                .or_else(|| voucher::run(operation, given));
            return known.ok_or_else(|| format!("unknown operation {operation}"));
        }
    })
}

pub(crate) fn text<'a>(given: &'a Value, name: &str) -> &'a str {
    given[name].as_str().unwrap_or_default()
}

pub(crate) fn money(given: &Value) -> Result<Money, Error> {
    Money::from_json(&given.to_string())
}

pub(crate) fn as_value(written: &impl Write) -> Value {
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

pub(crate) fn rate(given: &Value) -> Result<Rate, Error> {
    Rate::from_json(&given.to_string())
}

pub(crate) fn rounding(given: &Value) -> Rounding {
    given["rounding"].as_str().and_then(Rounding::from_word).unwrap_or(Rounding::HalfUp)
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
