//! The annual percentage rate of the United States.

use mot_core::{
    input::Write,
    mortgage::{Flow, united_states_apr},
};
use napi_derive::napi;

use crate::answer::answer_to;

/// The annual percentage rate of what is advanced and what is paid.
#[napi(catch_unwind)]
pub fn mortgage_united_states_apr(arguments: String) -> String {
    answer_to(&arguments, &["advances", "payments", "unitPeriodsPerYear", "decimals"], |given| {
        let (advances, payments): (Vec<Flow>, Vec<Flow>) = (given.take("advances")?, given.take("payments")?);
        let unit_periods = given.take("unitPeriodsPerYear")?;
        Ok(united_states_apr(&advances, &payments, unit_periods, given.take("decimals")?)?.to_json())
    })
}
