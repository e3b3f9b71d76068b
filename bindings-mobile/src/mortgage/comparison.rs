//! Financings side by side.

use mot_core::mortgage::{self, CompareBy, Comparison, Financing};

use crate::{Result, crossing::json};

json! {
    /// Reads a comparison.
    parse_comparison, comparison_to_json: Comparison;
}

/// Compares financings of the same loan over a common horizon: so many months, from 1 to 1200, or until the first of
/// them is agreed anew or repaid.
///
/// Effective rates are compared with seven decimals in per cent. Equal figures keep the order in which they were given.
///
/// Refused, with the path of the financing: none at all (`mortgage.nothing_to_compare`), different loans
/// (`mortgage.different_loans`), two currencies (`money.currency_mismatch`), a horizon of no month or of more than 1200
/// (`mortgage.bad_term`), whatever `financing_aprc` refuses.
#[uniffi::export(default(horizon_months = None))]
pub fn compare(financings: Vec<Financing>, by: CompareBy, horizon_months: Option<u32>) -> Result<Comparison> {
    Ok(mortgage::compare(&financings, by, horizon_months)?)
}
