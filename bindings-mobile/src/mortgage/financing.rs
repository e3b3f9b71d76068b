//! A loan with everything that it costs: what it really costs, and what another one or an early repayment would.

use std::sync::Arc;

use mot_core::{
    money::{Money, Rate},
    mortgage::{
        Aprc, Financing, InformationSheet, JurisdictionPolicy, Offer, Prepayment, PrepaymentQuote,
        Refinancing, RefinancingTerms, StatedAprc,
    },
};

use super::{Policies, or_shipped};
use crate::{Result, crossing::json};

json! {
    /// Reads a loan with its costs.
    parse_financing, financing_to_json: Financing;
    /// Reads an effective rate with what was counted.
    parse_aprc, aprc_to_json: Aprc;
    /// Reads what was found of a stated effective rate.
    parse_stated_aprc, stated_aprc_to_json: StatedAprc;
    /// Reads the figures of an information sheet.
    parse_information_sheet, information_sheet_to_json: InformationSheet;
    /// Reads the loan that would take another one's place.
    parse_refinancing_terms, refinancing_terms_to_json: RefinancingTerms;
    /// Reads what a refinancing comes to.
    parse_refinancing, refinancing_to_json: Refinancing;
    /// Reads a wish to repay early.
    parse_prepayment, prepayment_to_json: Prepayment;
    /// Reads what an early repayment comes to.
    parse_prepayment_quote, prepayment_quote_to_json: PrepaymentQuote;
}

/// The loan of an offer with its costs, as the library reckons with it: an annuity from the initial repayment rate, the
/// rate fixed for the offer's years, the conditions' conventions, the processing fee as the lender's and the valuation
/// fee as required, both at conclusion. Whether a schedule can be made of it is asked when one is made.
///
/// Refused: drawdowns that are not the loan (`mortgage.drawdowns_not_loan`), an amount beyond the range of money
/// (`money.overflow`).
#[uniffi::export]
pub fn offer_financing(offer: &Offer) -> Result<Financing> {
    Ok(offer.financing()?)
}

/// The effective rate in per cent with so many decimals, at most seven, correctly rounded, a half up.
///
/// Interest, commitment interest and the costs that a borrower has to pay for the credit are counted (Directive
/// 2014/17/EU Art. 4(13) and 17, § 16 PAngV). Costs at conclusion are paid at the payout, a cost of a month with that
/// month's instalment. Months are twelfths of a year; the days before the first of them count by Annex I.
///
/// Refused: whatever `loan_schedule` and `effective_rate` refuse, a cost in another currency (`money.currency_mismatch`)
/// or after the loan's end (`mortgage.cost_after_end`).
#[uniffi::export]
pub fn financing_aprc(financing: &Financing, decimals: u32) -> Result<Aprc> {
    Ok(financing.aprc(decimals)?)
}

/// Whether a stated effective rate is the true one. It is compared with the decimals in per cent that it has, and at
/// least with those that are asked for. Refused: as for `financing_aprc`.
#[uniffi::export]
pub fn financing_verify_stated_aprc(
    financing: &Financing,
    stated: Rate,
    decimals: u32,
) -> Result<StatedAprc> {
    Ok(financing.verify_stated_aprc(stated, decimals)?)
}

/// The true effective rate of an offer, with the decimals of its policy; what the lender states is not looked at.
///
/// Refused: as for `offer_financing` and `financing_aprc`, a policy that is not known (`mortgage.unknown_policy`).
#[uniffi::export(default(policies = None))]
pub fn offer_aprc(offer: &Offer, policies: Option<Arc<Policies>>) -> Result<Aprc> {
    Ok(offer.aprc(&or_shipped(policies))?)
}

/// Whether a stated effective rate is this offer's, by the decimals of its policy. That a rate is wrong is told and
/// hinders no step of the lifecycle. Refused: as for `offer_aprc`.
#[uniffi::export(default(policies = None))]
pub fn offer_verify_stated_aprc(
    offer: &Offer,
    stated: Rate,
    policies: Option<Arc<Policies>>,
) -> Result<StatedAprc> {
    Ok(offer.verify_stated_aprc(stated, &or_shipped(policies))?)
}

/// The figures of an information sheet (ESIS, Directive 2014/17/EU Annex II), the effective rate with so many decimals.
///
/// Refused: as for `financing_aprc`, and amounts that add up beyond the range of money (`money.overflow`).
#[uniffi::export]
pub fn financing_information_sheet(financing: &Financing, decimals: u32) -> Result<InformationSheet> {
    Ok(financing.information_sheet(decimals)?)
}

/// What repaying this loan by another one saves, and when it pays off (*Umschuldung*). Both are reckoned with this
/// loan's rounding; the new one's months are twelfths of a year.
///
/// The present loan is taken to go on at its borrowing rate. Special repayments that its terms name are made in it, not
/// in the new one; commitment interest ends with the last drawdown.
///
/// Refused: a month before the last drawdown's or with nothing left (`mortgage.nothing_owed`), months beyond 1200
/// or none (`mortgage.bad_term`), a negative compensation (`mortgage.negative_flow`), a cost after the new loan's end
/// (`mortgage.cost_after_end`), two currencies (`money.currency_mismatch`), whatever `loan_schedule` refuses of the two.
#[uniffi::export]
pub fn financing_refinance(financing: &Financing, terms: &RefinancingTerms) -> Result<Refinancing> {
    Ok(financing.refinance(terms)?)
}

/// What repaying early comes to under a policy (*vorzeitige Rückzahlung*): bounds of what a lender may claim.
///
/// The forgone interest is the interest of the schedule without the repayment beyond the allowance less that of the
/// one with it, as long as the borrower is bound: to the end of the fixed period, and not beyond the policy's right of
/// termination, which counts from the last drawdown (§ 489(1) No. 2 BGB: ten years and six months in Germany). It is
/// neither discounted nor lessened by the risk and the work that the lender saves, so a lawful compensation is lower.
///
/// Refused: a month up to the last drawdown's or with nothing left (`mortgage.nothing_owed`), an amount that is
/// not positive (`mortgage.bad_special_repayment`), another currency (`money.currency_mismatch`), whatever
/// `loan_schedule` refuses.
#[uniffi::export]
pub fn financing_prepayment_quote(
    financing: &Financing,
    prepayment: Prepayment,
    policy: &JurisdictionPolicy,
) -> Result<PrepaymentQuote> {
    Ok(financing.prepayment_quote(prepayment, policy)?)
}

/// The loan's share of the property's value (LTV, *Beleihungsauslauf*), with nine digits, a half up: an application's is that
/// of the desired loan in the purchase price. It may exceed the whole.
///
/// Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a value that is not (`mortgage.bad_property_value`), two
/// currencies (`money.currency_mismatch`), a share beyond the range of rates (`money.rate_out_of_range`).
#[uniffi::export]
pub fn loan_to_value(loan: Money, value: Money) -> Result<Rate> {
    Ok(mot_core::mortgage::loan_to_value(loan, value)?)
}
