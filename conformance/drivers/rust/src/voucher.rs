//! The operations on slots, validities and templates of vouchers.

use mot_core::{
    Error,
    input::{Read, Word},
    time::{Buffers, CalendarDate, Interval, TimeZone, Timestamp, Validity, WallTime},
    voucher::{SlotQuery, TemplateOverrides, VoucherTemplate, nights},
};
use serde_json::{Map, Value, json};

use crate::operations::{as_value, text};

/// What the library says; nothing where it is no operation on vouchers.
pub(crate) fn run(operation: &str, given: &Value) -> Option<Result<Value, Error>> {
    Some(match operation {
        "voucher.slots" => slots(given),
        "voucher.overlaps" => overlaps(given),
        "voucher.validity" => validity(given),
        "voucher.nights" => stay(given),
        "voucher.instantiate" => instantiate(given),
        _ => return None,
    })
}

fn slots(given: &Value) -> Result<Value, Error> {
    let query = SlotQuery::from_json(&query(given).to_string())?;
    let slots = query.slots()?.collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "slots": slots.iter().map(as_value).collect::<Vec<_>>() }))
}

/// The query as the library reads it; what a case does not say of the rules does not matter to slots.
fn query(given: &Value) -> Value {
    let minutes = |name: &str| given[name].as_u64().unwrap_or_default();
    let window = json!([{ "windowFrom": given["windowFrom"], "windowTo": given["windowTo"] }]);
    let mut rules = Map::new();
    for name in ["rescheduleNoticeMinutes", "cancelNoticeMinutes", "noShowGraceMinutes", "holdMinutes"] {
        rules.insert(name.into(), json!(0));
    }
    for name in ["bufferBeforeMinutes", "bufferAfterMinutes", "minimumNoticeMinutes", "stepMinutes"] {
        rules.insert(name.into(), json!(minutes(name)));
    }
    rules.insert("zone".into(), given["zone"].clone());
    rules
        .insert("windows".into(), if given["windows"].is_null() { window } else { given["windows"].clone() });
    let validity = json!({ "validFrom": given["validFrom"], "validUntil": given["validUntil"] });
    json!({
        "rules": rules,
        "durationMinutes": minutes("durationMinutes"),
        "firstDay": given["date"],
        "lastDay": if given["until"].is_null() { &given["date"] } else { &given["until"] },
        "closedDays": given["closedDays"],
        "busy": given["busy"],
        "validity": if given["validFrom"].is_null() { Value::Null } else { validity },
        "now": given["now"],
    })
}

fn overlaps(given: &Value) -> Result<Value, Error> {
    let minutes = |name: &str| given[name].as_u64().and_then(|minutes| u32::try_from(minutes).ok());
    let buffers = Buffers {
        before_minutes: minutes("bufferBeforeMinutes").unwrap_or_default(),
        after_minutes: minutes("bufferAfterMinutes").unwrap_or_default(),
    };
    let widened = |name: &str| Interval::from_json(&given[name].to_string())?.widened(buffers);
    Ok(json!({ "conflict": widened("a")?.overlaps(&widened("b")?) }))
}

fn validity(given: &Value) -> Result<Value, Error> {
    let instant = |name: &str| Timestamp::parse(text(given, name));
    let validity = Validity { valid_from: instant("validFrom")?, valid_until: instant("validUntil")? };
    Ok(json!({ "validity": validity.at(instant("now")?).as_str() }))
}

fn stay(given: &Value) -> Result<Value, Error> {
    let date = |name: &str| CalendarDate::parse(text(given, name));
    let time = |name: &str| WallTime::parse(text(given, name));
    let zone = TimeZone::parse(text(given, "zone"))?;
    let stay = nights(date("arrival")?, date("departure")?, &zone, time("checkIn")?, time("checkOut")?)?;
    let (start, end) = (stay.interval.start().to_string(), stay.interval.end().to_string());
    Ok(json!({ "nights": stay.count, "start": start, "end": end }))
}

fn instantiate(given: &Value) -> Result<Value, Error> {
    let template = VoucherTemplate::from_json(&given["template"].to_string());
    let overrides = TemplateOverrides::from_json(&given["overrides"].to_string());
    let template = template.map_err(|error| error.within("template"))?;
    let new = template.instantiate(&overrides.map_err(|error| error.within("overrides"))?)?;
    Ok(json!({ "voucher": as_value(&new) }))
}
