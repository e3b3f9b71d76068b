//! Schedules and what they make of a trigger.

use mot_core::{
    fee::{FeeSchedule, quote},
    input::{Read, Write},
    lifecycle::FeeTrigger,
    time::Timestamp,
};

fn schedule(versions: &str) -> Result<FeeSchedule, mot_core::Error> {
    FeeSchedule::from_json(&format!(
        r#"{{ "id": "mortgage.loan_closed", "scope": "mortgage", "payerRole": "lender", "beneficiary": "platform",
             "versions": [{versions}] }}"#
    ))
}

fn version(number: u32, from: &str, to: &str, model: &str) -> String {
    format!(
        r#"{{ "version": {number}, "effectiveFrom": {from}, "effectiveTo": {to}, "model": {model}, "rounding": "half_up" }}"#
    )
}

const HALF: &str = r#"{ "type": "percentage", "rate": 0.005 }"#;
const JANUARY: &str = r#""2025-01-01T00:00:00Z""#;
const JULY: &str = r#""2025-07-01T00:00:00Z""#;

fn trigger(at: &str, payer: &str) -> FeeTrigger {
    FeeTrigger::from_json(&format!(
        r#"{{ "key": "mortgage.loan_closed/contract/c-1", "trigger": "mortgage.loan_closed",
             "subject": {{ "type": "contract", "id": "c-1" }}, "base": {{ "amount": 36000000, "currency": "EUR" }},
             "payer": {{ "role": "{payer}", "id": "bank-xyz" }}, "at": "{at}" }}"#
    ))
    .expect("a trigger")
}

#[test]
fn a_version_is_in_force_from_its_start_until_before_its_end() {
    let one = version(1, JANUARY, JULY, HALF);
    let two = version(
        2,
        JULY,
        "null",
        r#"{ "type": "percentage", "rate": 0.01, "fixed": { "amount": 500, "currency": "EUR" } }"#,
    );
    let schedule = schedule(&format!("{one},{two}")).expect("a schedule");
    let in_force = |at: &str| {
        schedule.in_force(Timestamp::parse(at).expect("an instant")).map(|version| version.version)
    };
    assert_eq!(in_force("2025-01-01T00:00:00Z"), Ok(1));
    assert_eq!(in_force("2025-06-30T23:59:59.999Z"), Ok(1));
    assert_eq!(in_force("2025-07-01T00:00:00Z"), Ok(2));
    assert_eq!(in_force("2024-12-31T23:59:59.999Z").unwrap_err().code().as_str(), "fee.none_in_force");
    assert_eq!(FeeSchedule::from_json(&schedule.to_json()), Ok(schedule.clone()));

    // Worked by hand: 1 % of 360 000.00 is 3 600.00, and 5.00 fixed.
    let fee = quote(&schedule, &trigger("2025-07-01T00:00:00Z", "lender")).expect("quoted").expect("due");
    assert_eq!(fee.amount.to_string(), "3605.00 EUR");
    assert_eq!(
        fee.steps.iter().map(|step| (step.step, step.amount.amount())).collect::<Vec<_>>(),
        [("share", 360_000), ("fixed", 360_500)]
    );
    let other = quote(&schedule, &trigger("2025-07-01T00:00:00Z", "borrower"));
    assert_eq!(other.unwrap_err().code().as_str(), "fee.payer_mismatch");
}

#[test]
fn a_reversal_and_another_fees_trigger_make_no_fee() {
    let schedule = schedule(&version(1, JANUARY, "null", HALF)).expect("a schedule");
    let reversal = FeeTrigger::from_json(
        r#"{ "key": "mortgage.loan_closed/contract/c-1/reversed", "reverses": "mortgage.loan_closed/contract/c-1",
             "subject": { "type": "contract", "id": "c-1" }, "at": "2025-07-01T00:00:00Z" }"#,
    );
    assert_eq!(quote(&schedule, &reversal.expect("a reversal")), Ok(None));
    let FeeTrigger::Charge { key, subject, base, payer, at, .. } = trigger("2025-07-01T00:00:00Z", "lender")
    else {
        panic!("a charge");
    };
    let other =
        FeeTrigger::Charge { key, trigger: "mortgage.tranche_placed".into(), subject, base, payer, at };
    assert_eq!(quote(&schedule, &other), Ok(None));
}

#[test]
fn a_schedule_that_cannot_be_right_is_refused() {
    let code = |versions: &str| schedule(versions).expect_err("refused").code().as_str();
    let with = |model: &str| version(1, JANUARY, "null", model);
    assert_eq!(
        code(&format!("{},{}", with(HALF), version(2, JULY, "null", HALF))),
        "fee.overlapping_versions"
    );
    assert_eq!(
        code(&format!("{},{}", version(1, JANUARY, JULY, HALF), version(1, JULY, "null", HALF))),
        "input.bad_value"
    );
    assert_eq!(code(&version(1, JULY, JULY, HALF)), "input.bad_value");
    assert_eq!(code(&with(r#"{ "type": "percentage", "rate": 0.0019 }"#)), "fee.rate_out_of_range");
    assert_eq!(
        code(&with(r#"{ "type": "volume", "tiers": [{ "upTo": null, "rate": 0.5 }] }"#)),
        "fee.rate_out_of_range"
    );
    assert_eq!(
        code(&with(r#"{ "type": "graduated", "tiers": [{ "upTo": 5, "rate": 0.005 }] }"#)),
        "fee.bad_model"
    );
    assert_eq!(
        code(&with(r#"{ "type": "package", "size": 1, "price": { "amount": 1, "currency": "EUR" } }"#)),
        "fee.bad_model"
    );
    let bounded = |bounds: &str| with(HALF).replace(r#""half_up""#, &format!(r#""half_up", {bounds}"#));
    assert_eq!(code(&bounded(r#""minimum": { "amount": -1, "currency": "EUR" }"#)), "fee.bad_model");
    let reversed =
        r#""minimum": { "amount": 2, "currency": "EUR" }, "maximum": { "amount": 1, "currency": "EUR" }"#;
    assert_eq!(code(&bounded(reversed)), "fee.bounds_reversed");
}
