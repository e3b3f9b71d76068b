//! Fees: models, schedules, bands.

use mot_core::{
    Result,
    fee::{Bounds, FeeBand, FeeBands, FeeModel, FeeSchedule, quote},
    input::{Fields, Json, Read, Write},
};
use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;

use crate::answer::{answer_to, handle};

/// What is due on an amount.
#[napi(catch_unwind)]
pub fn fee_compute(arguments: String) -> String {
    answer_to(&arguments, &["model", "base", "minimum", "maximum", "rounding"], |given| {
        let model: FeeModel = given.take("model")?;
        Ok(model.compute(given.take("base")?, bounds(given)?, given.take("rounding")?)?.to_json())
    })
}

/// What is due for a number of units.
#[napi(catch_unwind)]
pub fn fee_compute_units(arguments: String) -> String {
    answer_to(&arguments, &["model", "units", "minimum", "maximum"], |given| {
        let model: FeeModel = given.take("model")?;
        Ok(model.compute_units(given.take("units")?, bounds(given)?)?.to_json())
    })
}

fn bounds(given: &Fields<'_>) -> Result<Bounds> {
    Ok(Bounds { minimum: given.take("minimum")?, maximum: given.take("maximum")? })
}

/// The shipped bands.
#[napi(catch_unwind)]
pub fn fee_bands_shipped() -> String {
    FeeBands::shipped().0.to_json()
}

/// Refuses a payer or a rate outside the bands.
#[napi(catch_unwind)]
pub fn fee_check(arguments: String) -> String {
    answer_to(&arguments, &["feeId", "payerRole", "rate", "bands"], |given| {
        let bands: Option<Vec<FeeBand>> = given.take("bands")?;
        let bands = bands.map_or_else(FeeBands::shipped, FeeBands);
        bands.check(&given.take("feeId")?, given.take("payerRole")?, given.take("rate")?)?;
        Ok(Json::Null.to_text())
    })
}

/// A handle of a schedule whose rates lie within the bands, the shipped ones if none are given, or the refusal.
#[napi(catch_unwind)]
pub fn fee_schedule_read(text: String, bands: Option<String>) -> Either<External<FeeSchedule>, String> {
    handle(|| {
        let bands = bands.map(|text| Vec::<FeeBand>::from_json(&text)).transpose();
        let bands = bands.map_err(|error| error.within("bands"))?;
        FeeSchedule::read_within(&Json::parse(&text)?, &bands.map_or_else(FeeBands::shipped, FeeBands))
    })
}

/// The schedule as the core writes it.
#[napi(catch_unwind)]
pub fn fee_schedule_write(schedule: &External<FeeSchedule>) -> String {
    schedule.to_json()
}

/// The version in force at an instant.
#[napi(catch_unwind)]
pub fn fee_schedule_in_force(schedule: &External<FeeSchedule>, arguments: String) -> String {
    answer_to(&arguments, &["at"], |given| Ok(schedule.in_force(given.take("at")?)?.to_json()))
}

/// The fee that a trigger makes due, or null.
#[napi(catch_unwind)]
pub fn fee_quote(schedule: &External<FeeSchedule>, arguments: String) -> String {
    answer_to(&arguments, &["trigger"], |given| Ok(quote(schedule, &given.take("trigger")?)?.to_json()))
}
