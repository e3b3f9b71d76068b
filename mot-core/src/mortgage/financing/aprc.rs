//! The effective rate of a financing, and whether a lender states it rightly.

use alloc::vec::Vec;

use super::Financing;
use crate::{
    Result,
    input::{document_fields, words},
    money::Rate,
    mortgage::{MortgageError, Offer, OtherFee, Policies, Schedule, effective_rate},
};

/// The effective rate of a financing (APRC, *effektiver Jahreszins*), with what was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Aprc {
    /// The effective rate over the whole term at the present borrowing rate (Directive 2014/17/EU Art. 17(4), § 16 PAngV).
    pub rate: Rate,
    /// The illustrative one that repays what is left when the borrowing rate is fixed no longer (Art. 17(5)); none where it
    /// is fixed to the end.
    pub fixed_period_rate: Option<Rate>,
    /// The decimals in per cent, correctly rounded, a half up.
    pub decimals: u32,
    /// The costs that were counted.
    pub counted: Vec<OtherFee>,
    /// The costs that are no part of the rate by their class.
    pub left_out: Vec<OtherFee>,
}

document_fields!(Aprc {
    rate: "rate",
    fixed_period_rate: "fixedPeriodRate",
    decimals: "decimals",
    counted: "counted",
    left_out: "leftOut",
});

words! {
    /// How a stated effective rate relates to the true one.
    pub enum StatedAprcVerdict {
        /// It is the true one.
        Match = "match",
        /// It is higher.
        Overstated = "overstated",
        /// It is lower. In Germany the borrowing rate is then cut by the difference (§ 494(3) BGB).
        Understated = "understated",
    }
}

/// What the library finds of a stated effective rate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct StatedAprc {
    /// What it is.
    pub verdict: StatedAprcVerdict,
    /// The rate as it was stated.
    pub stated: Rate,
    /// The true one, with as many decimals as were stated and at least those asked for.
    pub rate: Rate,
    /// By how much the stated rate is too high or too low; nothing where it matches.
    pub by: Rate,
}

document_fields!(StatedAprc { verdict: "verdict", stated: "stated", rate: "rate", by: "by" });

impl Financing {
    /// The effective rate in per cent with so many decimals, correctly rounded.
    ///
    /// Interest, commitment interest and the costs of [counted classes](crate::mortgage::CostClass::is_in_aprc) are what is
    /// paid. Costs at conclusion are paid at the payout, a cost of a month with that month's instalment. Months are twelfths
    /// of a year whatever the calendar says; the days before the first of them count by Annex I of the directive.
    ///
    /// Refused: whatever the [schedule](crate::mortgage::LoanTerms::schedule) and the [effective rate](effective_rate) refuse, a
    /// rate that is fixed for less than until the last drawdown (`mortgage.drawdowns_not_loan`), a cost in
    /// another currency (`money.currency_mismatch`) or after the loan's end (`mortgage.cost_after_end`).
    pub fn aprc(&self, decimals: u32) -> Result<Aprc> {
        let whole = self.whole_schedule()?;
        self.check_costs(&whole)?;
        let rate = |schedule: &Schedule| {
            let flows = self.flows(schedule)?;
            effective_rate(&flows.drawdowns, &flows.payments, decimals)
        };
        if self.terms.months.is_some_and(|months| months < self.terms.last_drawdown()) {
            return Err(MortgageError::DrawdownsNotLoan.into());
        }
        let fixed = self.terms.months.map(|_| self.terms.schedule()).transpose()?;
        let fixed = fixed.filter(|fixed| fixed.len() < whole.len());
        let fixed_period_rate = fixed.map(|fixed| rate(&fixed)).transpose()?;
        let (counted, left_out) =
            self.costs.iter().cloned().partition(|cost: &OtherFee| cost.cost_class.is_in_aprc());
        Ok(Aprc { rate: rate(&whole)?, fixed_period_rate, decimals, counted, left_out })
    }

    /// Whether a stated effective rate is the true one. It is compared with the decimals that it has, and at least with those
    /// that are asked for. Refused: as for [`Financing::aprc`].
    ///
    /// ```
    /// # use mot_core::{money::{Currency, Money, Rate}, mortgage::{Financing, LoanTerms, RepaymentPlan, StatedAprcVerdict}};
    /// let repayment = RepaymentPlan::InitialRate { rate: Rate::parse("0.02")? };
    /// let loan = Money::parse("360000.00", Currency::EUR)?;
    /// let terms = LoanTerms::new(loan, Rate::parse("0.032")?, repayment);
    /// let stated = Financing { terms, costs: vec![] }.verify_stated_aprc(Rate::parse("0.0335")?, 2)?;
    /// assert_eq!((stated.verdict, stated.rate), (StatedAprcVerdict::Overstated, Rate::parse("0.0325")?));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn verify_stated_aprc(&self, stated: Rate, decimals: u32) -> Result<StatedAprc> {
        let rate = self.aprc(decimals.max(decimals_in_per_cent(stated)))?.rate;
        let verdict = match stated.cmp(&rate) {
            core::cmp::Ordering::Equal => StatedAprcVerdict::Match,
            core::cmp::Ordering::Greater => StatedAprcVerdict::Overstated,
            core::cmp::Ordering::Less => StatedAprcVerdict::Understated,
        };
        let by = stated.billionths().abs_diff(rate.billionths());
        let by = Rate::from_billionths(i64::try_from(by).unwrap_or(i64::MAX))?;
        Ok(StatedAprc { verdict, stated, rate, by })
    }
}

impl Offer {
    /// The true effective rate of the offer, with the decimals of its policy; what the lender states is not looked at.
    ///
    /// Refused: as for [`Offer::financing`] and [`Financing::aprc`], a policy that is not known (`mortgage.unknown_policy`).
    pub fn aprc(&self, policies: &Policies) -> Result<Aprc> {
        self.financing()?.aprc(policies.find(&self.policy)?.aprc_decimals)
    }

    /// Whether a stated effective rate is this offer's, by the decimals of its policy. An offer is never trusted with the
    /// rate that it states itself; that it is wrong is told and hinders no step of its lifecycle. Refused: as for
    /// [`Offer::aprc`].
    pub fn verify_stated_aprc(&self, stated: Rate, policies: &Policies) -> Result<StatedAprc> {
        self.financing()?.verify_stated_aprc(stated, policies.find(&self.policy)?.aprc_decimals)
    }
}

/// The decimals that a rate has in per cent: 0.0335 is 3.35 %, which has two.
fn decimals_in_per_cent(rate: Rate) -> u32 {
    let digits = |rest: &u32| {
        let unit = 10_i64.checked_pow(Rate::FRACTION_DIGITS.saturating_sub(*rest)).unwrap_or(1);
        rate.billionths().checked_rem(unit) == Some(0)
    };
    (2..=Rate::FRACTION_DIGITS).find(digits).unwrap_or(Rate::FRACTION_DIGITS).saturating_sub(2)
}
