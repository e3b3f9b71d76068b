//! The terms of an offer, instalments, effective rates, schedules.

pub mod annuity;
pub mod deadlines;
pub mod financing;
pub mod loan_to_value;
pub mod policies;
pub mod united_states;

use std::fmt::Write as _;

use mot_core::{
    input::{Fields, Json, Read, Write},
    mortgage::{
        Columns, Flow, IntervalUnit, LoanTerms, Offer, Schedule, Totals, effective_rate, instalment, interval,
    },
};
use napi::{
    Env,
    bindgen_prelude::{Either, Float64ArraySlice},
};
use napi_derive::napi;

use crate::answer::{answer, answer_to, object, refused};

/// The SHA-256 of an offer's present terms.
#[napi(catch_unwind)]
pub fn offer_terms_sha256(offer: String) -> String {
    answer(|| Ok(Offer::from_json(&offer)?.terms_sha256()?.to_json()))
}

/// The monthly instalment of an annuity loan.
#[napi(catch_unwind)]
pub fn mortgage_instalment(arguments: String) -> String {
    answer_to(&arguments, &["loan", "nominalRate", "initialRate", "rounding"], |given: &Fields<'_>| {
        let (nominal, initial) = (given.take("nominalRate")?, given.take("initialRate")?);
        Ok(instalment(given.take("loan")?, nominal, initial, given.take("rounding")?)?.to_json())
    })
}

/// The years between two days.
#[napi(catch_unwind)]
pub fn mortgage_interval(arguments: String) -> String {
    answer_to(&arguments, &["firstDrawdown", "payment", "unit"], |given| {
        let unit: IntervalUnit = given.take("unit")?;
        Ok(interval(given.take("firstDrawdown")?, given.take("payment")?, unit)?.to_json())
    })
}

/// The effective rate of what is drawn and what is paid.
#[napi(catch_unwind)]
pub fn mortgage_effective_rate(arguments: String) -> String {
    answer_to(&arguments, &["drawdowns", "payments", "decimals"], |given| {
        let (drawdowns, payments): (Vec<Flow>, Vec<Flow>) =
            (given.take("drawdowns")?, given.take("payments")?);
        Ok(effective_rate(&drawdowns, &payments, given.take("decimals")?)?.to_json())
    })
}

/// A schedule as it crosses.
#[napi(object, object_from_js = false)]
#[expect(missing_debug_implementations, reason = "arrays of JavaScript are not shown")]
pub struct ScheduleParts<'env> {
    /// What stands once: the currency, the instalment, the totals, the last balance.
    pub facts: String,
    /// When each row is due, ten characters each, where the terms have dates.
    pub dates: String,
    /// The columns one behind the other, all of the same length: payment, interest, principal, special, commitment, balance.
    pub amounts: Float64ArraySlice<'env>,
}

/// The schedule of a loan, or the refusal.
#[napi(catch_unwind)]
pub fn mortgage_schedule(env: &Env, terms: String) -> napi::Result<Either<ScheduleParts<'_>, String>> {
    let schedule = || LoanTerms::from_json(&terms)?.schedule();
    Ok(match schedule() {
        Ok(schedule) => Either::A(parts(env, &schedule)?),
        Err(error) => Either::B(refused(&error)),
    })
}

fn parts<'env>(env: &'env Env, schedule: &Schedule) -> napi::Result<ScheduleParts<'env>> {
    let Totals { payment, interest, principal, special, commitment } = schedule.totals();
    let totals = [
        ("payment", payment),
        ("interest", interest),
        ("principal", principal),
        ("special", special),
        ("commitment", commitment),
    ];
    let totals = totals.into_iter().map(|(name, total)| (name.to_owned(), total.write())).collect();
    let Columns { payment, interest, principal, special, commitment, balance } = schedule.columns();
    let columns = [payment, interest, principal, special, commitment, balance];
    let mut amounts = Vec::with_capacity(columns.len() * schedule.len());
    // Amounts are safe integers: a double holds each exactly.
    for column in columns {
        amounts.extend(column.iter().map(|amount| *amount as f64));
    }
    let mut dates = String::with_capacity(10 * schedule.dates().len());
    for date in schedule.dates() {
        let _ = write!(dates, "{date}");
    }
    Ok(ScheduleParts {
        facts: object([
            ("currency", schedule.currency().write()),
            ("instalment", schedule.instalment().write()),
            ("totals", Json::Object(totals)),
            ("balance", schedule.balance().write()),
        ]),
        dates,
        amounts: Float64ArraySlice::copy_from(env, amounts)?,
    })
}
