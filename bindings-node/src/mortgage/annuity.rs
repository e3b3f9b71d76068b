//! The fourth of loan, rate, instalment and term.

use mot_core::{
    input::Write,
    mortgage::{Annuity, AnnuityUnknown, solve_for},
};
use napi_derive::napi;

use crate::answer::answer_to;

/// An annuity with its unknown filled in.
#[napi(catch_unwind)]
pub fn mortgage_solve_for(arguments: String) -> String {
    answer_to(&arguments, &["unknown", "known"], |given| {
        let (unknown, known): (AnnuityUnknown, Annuity) = (given.take("unknown")?, given.take("known")?);
        Ok(solve_for(unknown, &known)?.to_json())
    })
}
