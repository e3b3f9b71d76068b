//! The operations on financings, and the deadlines of the mortgage documents.

use mot_core::{
    Error,
    input::{Read, Word, Write},
    mortgage::{
        Annuity, AnnuityUnknown, Aprc, CompareBy, Contract, Financing, JurisdictionPolicy, LoanTerms, Offer,
        OtherFee, Policies, Prepayment, RefinancingTerms, StatedAprc, compare, loan_to_value, solve_for,
        united_states_apr,
    },
    time::{CalendarDate, Timestamp},
};
use serde_json::{Value, json};

use crate::{
    mortgage::flows,
    operations::{as_value, rate, text},
};

/// What the library says; nothing where it is no operation of these.
pub(crate) fn run(operation: &str, given: &Value) -> Option<Result<Value, Error>> {
    Some(match operation {
        "mortgage.financing" => financing_of_offer(given),
        "mortgage.aprc" => aprc(given),
        "mortgage.verify_stated_aprc" => verify_stated_aprc(given),
        "mortgage.offer_aprc" => offer_aprc(given),
        "mortgage.offer_verify_stated_aprc" => offer_verify_stated_aprc(given),
        "mortgage.information_sheet" => information_sheet(given),
        "mortgage.compare" => comparison(given),
        "mortgage.refinance" => refinance(given),
        "mortgage.prepayment_quote" => prepayment_quote(given),
        "mortgage.solve_for" => solve(given),
        "mortgage.united_states_apr" => united_states(given),
        "mortgage.years" => years(given),
        "mortgage.offer_deadlines" => offer_deadlines(given),
        "mortgage.contract_deadlines" => contract_deadlines(given),
        "mortgage.rate_end_notice_by" => rate_end_notice_by(given),
        "mortgage.loan_to_value" => share(given),
        _ => return None,
    })
}

fn read<T: Read>(given: &Value) -> Result<T, Error> {
    T::from_json(&given.to_string())
}

fn financing(given: &Value) -> Result<Financing, Error> {
    read(&given["financing"])
}

fn count(given: &Value) -> u32 {
    given.as_u64().and_then(|count| u32::try_from(count).ok()).unwrap_or(u32::MAX)
}

fn policies(given: &Value) -> Result<Policies, Error> {
    match given["policies"].as_array() {
        Some(policies) => Policies::new(policies.iter().map(read).collect::<Result<_, _>>()?),
        None => Ok(Policies::shipped()),
    }
}

/// A preset by its name, or a policy of the case's own.
fn policy(given: &Value) -> Result<JurisdictionPolicy, Error> {
    match given["policy"].as_str() {
        Some(name) => Policies::shipped().latest(&mot_core::id::PolicyId::parse(name)?).cloned(),
        None => read(&given["policy"]),
    }
}

fn financing_of_offer(given: &Value) -> Result<Value, Error> {
    let offer: Offer = read(&given["offer"])?;
    Ok(json!({ "financing": as_value(&offer.financing()?) }))
}

fn aprc(given: &Value) -> Result<Value, Error> {
    Ok(rates(&financing(given)?.aprc(count(&given["decimals"]))?))
}

fn verify_stated_aprc(given: &Value) -> Result<Value, Error> {
    let financing = financing(given)?;
    Ok(verdict(&financing.verify_stated_aprc(rate(&given["stated"])?, count(&given["decimals"]))?))
}

fn offer_aprc(given: &Value) -> Result<Value, Error> {
    let offer: Offer = read(&given["offer"])?;
    Ok(rates(&offer.aprc(&policies(given)?)?))
}

fn offer_verify_stated_aprc(given: &Value) -> Result<Value, Error> {
    let offer: Offer = read(&given["offer"])?;
    Ok(verdict(&offer.verify_stated_aprc(rate(&given["stated"])?, &policies(given)?)?))
}

fn rates(aprc: &Aprc) -> Value {
    let names = |costs: &[OtherFee]| costs.iter().map(|cost| cost.name.clone()).collect::<Vec<_>>();
    json!({
        "rate": aprc.rate.to_string(),
        "fixedPeriodRate": aprc.fixed_period_rate.map(|rate| rate.to_string()),
        "counted": names(&aprc.counted),
        "leftOut": names(&aprc.left_out),
    })
}

fn verdict(stated: &StatedAprc) -> Value {
    json!({
        "verdict": as_value(&stated.verdict),
        "rate": stated.rate.to_string(),
        "by": stated.by.to_string(),
    })
}

fn information_sheet(given: &Value) -> Result<Value, Error> {
    let sheet = financing(given)?.information_sheet(count(&given["decimals"]))?;
    let mut shown = as_value(&sheet);
    shown["aprc"] = rates(&sheet.aprc);
    shown["nominalRate"] = json!(sheet.nominal_rate.to_string());
    shown["perUnitBorrowed"] = json!(sheet.per_unit_borrowed.to_string());
    Ok(shown)
}

/// A record whose amounts are bare integers.
fn bare(record: &impl Write) -> Value {
    let mut record = as_value(record);
    for value in record.as_object_mut().into_iter().flat_map(|fields| fields.values_mut()) {
        if value["currency"].is_string() {
            *value = value["amount"].take();
        }
    }
    record
}

fn comparison(given: &Value) -> Result<Value, Error> {
    let financings: Vec<Financing> =
        given["financings"].as_array().into_iter().flatten().map(read).collect::<Result<_, _>>()?;
    let by = CompareBy::from_word(text(given, "by")).unwrap_or(CompareBy::EffectiveRate);
    let horizon = &given["horizonMonths"];
    let compared = compare(&financings, by, (!horizon.is_null()).then(|| count(horizon)))?;
    let ranking = compared.ranking.iter().map(|one| {
        let mut shown = bare(one);
        shown["effectiveRate"] = json!(one.effective_rate.to_string());
        shown
    });
    Ok(json!({ "horizonMonths": compared.horizon_months, "ranking": ranking.collect::<Vec<_>>() }))
}

fn refinance(given: &Value) -> Result<Value, Error> {
    let terms: RefinancingTerms = read(&given["terms"])?;
    Ok(bare(&financing(given)?.refinance(&terms)?))
}

fn prepayment_quote(given: &Value) -> Result<Value, Error> {
    let prepayment: Prepayment = read(&given["prepayment"])?;
    Ok(bare(&financing(given)?.prepayment_quote(prepayment, &policy(given)?)?))
}

fn solve(given: &Value) -> Result<Value, Error> {
    let known: Annuity = read(&given["known"])?;
    let unknown = AnnuityUnknown::from_word(text(given, "unknown")).unwrap_or(AnnuityUnknown::Loan);
    let solved = solve_for(unknown, &known)?;
    let mut shown = bare(&solved);
    shown["nominalRate"] = json!(solved.nominal_rate.map(|rate| rate.to_string()));
    Ok(shown)
}

fn united_states(given: &Value) -> Result<Value, Error> {
    let (advances, payments) = (flows(&given["drawdowns"])?, flows(&given["payments"])?);
    let periods = count(&given["unitPeriodsPerYear"]);
    let rate = united_states_apr(&advances, &payments, periods, count(&given["decimals"]))?;
    Ok(json!({ "rate": rate.to_string() }))
}

fn years(given: &Value) -> Result<Value, Error> {
    let terms: LoanTerms = read(&given["terms"])?;
    Ok(json!({ "years": terms.schedule()?.years()?.iter().map(bare).collect::<Vec<_>>() }))
}

fn offer_deadlines(given: &Value) -> Result<Value, Error> {
    let offer: Offer = read(&given["offer"])?;
    Ok(as_value(&offer.deadlines(&policies(given)?)?))
}

fn contract_deadlines(given: &Value) -> Result<Value, Error> {
    let contract: Contract = read(&given["contract"])?;
    let now = Timestamp::parse(text(given, "now"))?;
    Ok(as_value(&contract.deadlines(&policies(given)?, now)?))
}

fn share(given: &Value) -> Result<Value, Error> {
    let share = loan_to_value(read(&given["loan"])?, read(&given["value"])?)?;
    Ok(json!({ "rate": share.to_string() }))
}

fn rate_end_notice_by(given: &Value) -> Result<Value, Error> {
    let by = policy(given)?.rate_end_notice_by(CalendarDate::parse(text(given, "fixedUntil"))?)?;
    Ok(json!({ "by": by.map(|by| by.to_string()) }))
}
