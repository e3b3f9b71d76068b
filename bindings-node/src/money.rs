//! Amounts, rates and token units.

use mot_core::{
    Error, Result,
    input::{Fields, InputError, Json, Write},
    money::{Currency, MinorUnits, Money, Percent, Rate, Units},
};
use napi_derive::napi;

use crate::answer::answer_to;

/// How many decimals a rate in per cent has at most: it holds no more.
const PERCENT_DECIMALS: u32 = 7;

/// Reads decimal text as an amount.
#[napi(catch_unwind)]
pub fn money_parse(arguments: String) -> String {
    answer_to(&arguments, &["text", "currency"], |given| {
        let currency: Currency = given.take("currency")?;
        Ok(Money::parse(&given.take::<String>("text")?, currency)?.to_json())
    })
}

/// The amount as decimal text.
#[napi(catch_unwind)]
pub fn money_decimal(arguments: String) -> String {
    answer_to(&arguments, &["money"], |given| {
        Ok(Json::from(given.take::<Money>("money")?.decimal()).to_text())
    })
}

/// How many decimal digits the minor unit of a currency has.
#[napi(catch_unwind)]
pub fn money_minor_unit_digits(arguments: String) -> String {
    answer_to(&arguments, &["currency"], |given| {
        Ok(u32::from(given.take::<Currency>("currency")?.minor_unit_digits()).to_json())
    })
}

/// The sum.
#[napi(catch_unwind)]
pub fn money_plus(arguments: String) -> String {
    answer_to(&arguments, &["money", "other"], |given| {
        Ok(given.take::<Money>("money")?.plus(given.take("other")?)?.to_json())
    })
}

/// The difference.
#[napi(catch_unwind)]
pub fn money_minus(arguments: String) -> String {
    answer_to(&arguments, &["money", "other"], |given| {
        Ok(given.take::<Money>("money")?.minus(given.take("other")?)?.to_json())
    })
}

/// The parts in proportion to the weights.
#[napi(catch_unwind)]
pub fn money_allocate(arguments: String) -> String {
    answer_to(&arguments, &["money", "weights"], |given| {
        let weights: Vec<MinorUnits> = given.take("weights")?;
        let weights: Vec<i64> = weights.into_iter().map(MinorUnits::get).collect();
        Ok(given.take::<Money>("money")?.allocate(&weights)?.to_json())
    })
}

/// This share of an amount.
#[napi(catch_unwind)]
pub fn money_share(arguments: String) -> String {
    answer_to(&arguments, &["money", "rate", "rounding"], |given| {
        let rate: Rate = given.take("rate")?;
        Ok(rate.of(given.take("money")?, given.take("rounding")?)?.to_json())
    })
}

/// The shortest decimal text of a rate.
#[napi(catch_unwind)]
pub fn rate_parse(arguments: String) -> String {
    answer_to(
        &arguments,
        &["rate"],
        |given| Ok(Json::from(given.take::<Rate>("rate")?.to_string()).to_text()),
    )
}

/// The rate in per cent.
#[napi(catch_unwind)]
pub fn rate_percent(arguments: String) -> String {
    answer_to(&arguments, &["rate", "decimals"], |given| {
        let decimals: u32 = given.take("decimals")?;
        if decimals > PERCENT_DECIMALS {
            let fault = InputError::BadValue { expected: "at most 7 decimals" };
            return Err(Error::from(fault).within("decimals"));
        }
        let rate: Rate = given.take("rate")?;
        let decimals = usize::try_from(decimals).unwrap_or_default();
        Ok(Json::from(format!("{:.decimals$}", Percent(rate))).to_text())
    })
}

/// Reads decimal text as a count of smallest units.
#[napi(catch_unwind)]
pub fn units_parse(arguments: String) -> String {
    answer_to(&arguments, &["text", "scale"], |given| {
        let units = Units::parse(&given.take::<String>("text")?, scale(given)?)?;
        Ok(Json::from(units.count().to_string()).to_text())
    })
}

/// A count of smallest units as decimal text.
#[napi(catch_unwind)]
pub fn units_decimal(arguments: String) -> String {
    answer_to(&arguments, &["count", "scale"], |given| {
        let count =
            Units::parse(&given.take::<String>("count")?, 0).map_err(|error| error.within("count"))?.count();
        Ok(Json::from(Units::new(count, scale(given)?)?.to_string()).to_text())
    })
}

fn scale(given: &Fields<'_>) -> Result<u8> {
    Ok(u8::try_from(given.take::<u32>("scale")?).unwrap_or(u8::MAX))
}
