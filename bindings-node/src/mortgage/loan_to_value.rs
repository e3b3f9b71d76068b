//! How much of a property's value is lent.

use mot_core::{input::Write, mortgage::loan_to_value};
use napi_derive::napi;

use crate::answer::answer_to;

/// The loan's share of the property's value.
#[napi(catch_unwind)]
pub fn mortgage_loan_to_value(arguments: String) -> String {
    answer_to(&arguments, &["loan", "value"], |given| {
        Ok(loan_to_value(given.take("loan")?, given.take("value")?)?.to_json())
    })
}
