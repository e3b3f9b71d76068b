//! The operations of the mortgage engine.

use mot_core::{
    Error,
    input::{Read, Word},
    money::{Currency, Money, Percent},
    mortgage::{
        Flow, IntervalUnit, LoanTerms, ScheduleRow, YearFraction, effective_rate, instalment, interval,
    },
    time::CalendarDate,
};
use serde_json::{Map, Value, json};

use crate::operations::{as_value, money, rate, rounding, text};

/// What the library says; nothing where it is no operation of the engine.
pub(crate) fn run(operation: &str, given: &Value) -> Option<Result<Value, Error>> {
    Some(match operation {
        "mortgage.instalment" => first_instalment(given),
        "mortgage.interval" => time(given),
        "mortgage.aprc_of_flows" => rates(given),
        "mortgage.schedule" => schedule(given),
        _ => return None,
    })
}

fn first_instalment(given: &Value) -> Result<Value, Error> {
    let (nominal, initial) = (rate(&given["nominalRate"])?, rate(&given["initialRepayment"])?);
    let instalment = instalment(money(&given["loan"])?, nominal, initial, rounding(given))?;
    Ok(json!({ "instalment": as_value(&instalment) }))
}

fn time(given: &Value) -> Result<Value, Error> {
    let date = |name: &str| CalendarDate::parse(text(given, name));
    let unit = IntervalUnit::from_word(text(given, "unit")).unwrap_or(IntervalUnit::Days);
    Ok(json!({ "years": interval(date("firstDrawdown")?, date("payment")?, unit)?.to_string() }))
}

fn rates(given: &Value) -> Result<Value, Error> {
    let (drawdowns, payments) = (flows(&given["drawdowns"])?, flows(&given["payments"])?);
    let mut rates = Map::new();
    let asked = given["decimals"].as_array().map(|asked| asked.iter().filter_map(Value::as_u64).collect());
    for decimals in asked.unwrap_or(vec![1_u64, 2, 6]) {
        let decimals = u32::try_from(decimals).unwrap_or(u32::MAX);
        let rate = Percent(effective_rate(&drawdowns, &payments, decimals)?);
        rates.insert(format!("percent{decimals}"), json!(format!("{rate:.*}", decimals as usize)));
    }
    Ok(Value::Object(rates))
}

/// Groups of equal flows at equal distances.
pub(crate) fn flows(given: &Value) -> Result<Vec<Flow>, Error> {
    let mut flows = Vec::new();
    for group in given.as_array().into_iter().flatten() {
        let (first, every) =
            (YearFraction::parse(text(group, "at"))?, YearFraction::parse(text(group, "every"))?);
        let amount = Money::parse(text(group, "amount"), Currency::EUR)?;
        for number in 0..group["count"].as_i64().unwrap_or_default() {
            flows.push(Flow { at: first.plus(every.times(number)?)?, amount });
        }
    }
    Ok(flows)
}

fn schedule(given: &Value) -> Result<Value, Error> {
    let schedule = LoanTerms::from_json(&terms(given).to_string())?.schedule()?;
    let totals = schedule.totals();
    Ok(json!({
        "instalment": schedule.instalment().map(|instalment| instalment.amount()),
        "rows": schedule.len(),
        "payments": totals.payment.amount(),
        "interest": totals.interest.amount(),
        "principal": totals.principal.amount(),
        "special": totals.special.amount(),
        "commitment": totals.commitment.amount(),
        "lastPayment": schedule.columns().payment.last(),
        "balance": schedule.balance().amount(),
        "sample": schedule.rows().map(|row| shown(&row)).collect::<Vec<_>>(),
    }))
}

/// The terms as the library reads them: bare integers are minor units of the case's currency.
fn terms(given: &Value) -> Value {
    let money =
        |amount: &Value| json!({ "amount": amount, "currency": given["currency"].as_str().unwrap_or("EUR") });
    let monthly = |item: &Value| json!({ "month": item["month"], "amount": money(&item["amount"]) });
    let list = |items: &Value| items.as_array().map(|items| items.iter().map(monthly).collect::<Vec<_>>());
    let mut repayment = given["repayment"].clone();
    if !repayment["amount"].is_null() {
        repayment["amount"] = money(&repayment["amount"]);
    }
    let special = match &given["special"] {
        Value::Object(regular) => {
            let every = regular["everyMonths"].as_u64().unwrap_or_default();
            let last = given["months"].as_u64().unwrap_or(1200).checked_div(every).unwrap_or(1);
            let months =
                (1..=last).map(|number| json!({ "month": number * every, "amount": regular["amount"] }));
            list(&Value::Array(months.collect()))
        }
        single => list(single),
    };
    let limit = &given["specialPaymentMaxPerYear"];
    json!({
        "nominalRate": given["nominalRate"],
        "drawdowns": list(&given["drawdowns"]).unwrap_or_default(),
        "repayment": repayment,
        "months": given["months"],
        "interestOnlyMonths": given["interestOnlyMonths"],
        "specialRepayments": special,
        "specialLimit": if limit.is_null() { Value::Null } else { money(limit) },
        "specialEffect": given["specialPaymentEffect"],
        "commitment": given["commitment"],
        "dayCount": given["dayCount"],
        "payout": given["payout"],
        "firstPayment": given["firstPayment"],
        "monthEnd": given["monthEnd"],
        "roundingPolicy": given["rounding"],
        "rounding": given["roundingMode"],
    })
}

fn shown(row: &ScheduleRow) -> Value {
    json!({
        "number": row.number,
        "date": row.date.map(|date| date.to_string()),
        "payment": row.payment.amount(),
        "interest": row.interest.amount(),
        "principal": row.principal.amount(),
        "special": row.special.amount(),
        "commitment": row.commitment.amount(),
        "balance": row.balance.amount(),
    })
}
