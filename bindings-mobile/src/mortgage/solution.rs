//! The fourth of loan, rate, instalment and term from the other three.

use mot_core::mortgage::{self, Annuity, AnnuityUnknown};

use crate::{Result, crossing::json};

json! {
    /// Reads an annuity.
    parse_annuity, annuity_to_json: Annuity;
}

/// The same annuity with its unknown filled in from the other three.
///
/// The loan and the instalment are rounded half up to the minor unit, the rate to its nine digits. The months are the
/// fewest after which no more than the balance is left. Rates are sought from 0 to 1000 %.
///
/// Refused: the unknown given, or another one left out (`mortgage.one_unknown`), a loan or an instalment that is not
/// positive or a negative balance (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), no month
/// or more than 1200 (`mortgage.bad_term`), an instalment that does not exceed one month's interest
/// (`mortgage.never_amortises`, asked for the months), no value that fits (`mortgage.unsolvable`), two currencies
/// (`money.currency_mismatch`), an amount beyond the range of money (`money.overflow`).
#[uniffi::export]
pub fn solve_for(unknown: AnnuityUnknown, known: &Annuity) -> Result<Annuity> {
    Ok(mortgage::solve_for(unknown, known)?)
}
