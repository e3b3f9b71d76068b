//! Repaying before it is due (*vorzeitige Rückzahlung*).

use super::Financing;
use crate::{
    Result,
    input::document_fields,
    money::{Money, Rounding},
    mortgage::{JurisdictionPolicy, LoanTerms, MortgageError, Schedule, SpecialRepayment},
};

/// A wish to repay early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Prepayment {
    /// After which instalment.
    pub month: u32,
    /// How much; everything that is left if none.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub amount: Option<Money>,
}

document_fields!(Prepayment { month: "month"; amount: "amount" });

/// What an early repayment comes to under a policy. It bounds what a lender may claim; it does not reckon the damage, which
/// only the lender can show (§ 502 BGB, Directive 2014/17/EU Art. 25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct PrepaymentQuote {
    /// What is owed after the instalment of the month.
    pub owed: Money,
    /// What is repaid early, no more than is owed.
    pub amount: Money,
    /// How much of it the loan allows anyway: what is left of the contract year's special repayments; everything where the
    /// terms name no limit.
    pub allowed: Money,
    /// The interest that the rest of it would have borne while the borrower is bound: while the rate is fixed, and until the
    /// right of termination.
    pub forgone_interest: Money,
    /// The most that may be claimed: the forgone interest, or the policy's cap of what is beyond the allowance if that is
    /// less.
    pub compensation_at_most: Money,
    /// What is paid at most: the amount and the compensation.
    pub payment_at_most: Money,
    /// What is left to repay.
    pub balance: Money,
}

document_fields!(PrepaymentQuote {
    owed: "owed",
    amount: "amount",
    allowed: "allowed",
    forgone_interest: "forgoneInterest",
    compensation_at_most: "compensationAtMost",
    payment_at_most: "paymentAtMost",
    balance: "balance",
});

impl Financing {
    /// What repaying early comes to under a policy.
    ///
    /// The forgone interest is the interest of the schedule without the repayment beyond the allowance less that of the one
    /// with it, both with the instalment as it is, as long as the borrower is bound: to the end of the fixed period, and not beyond the policy's right of
    /// termination, which counts from the last drawdown (§ 489(1) No. 2 BGB: ten years and six months in Germany). It is
    /// neither discounted nor lessened by the risk and the work that the lender saves, so a lawful compensation is lower.
    ///
    /// Refused: a month up to the last drawdown's or with nothing left (`mortgage.nothing_owed`), an amount that is not
    /// positive (`mortgage.bad_special_repayment`), another currency (`money.currency_mismatch`), whatever the
    /// [schedule](LoanTerms::schedule) refuses.
    ///
    /// ```
    /// use mot_core::{
    ///     id::PolicyId,
    ///     money::{Currency, Money, Rate},
    ///     mortgage::{Financing, LoanTerms, Policies, Prepayment, RepaymentPlan},
    /// };
    ///
    /// let policies = Policies::shipped();
    /// let policy = policies.latest(&PolicyId::parse("de_mortgage")?)?;
    /// let euro = |text| Money::parse(text, Currency::EUR);
    /// let repayment = RepaymentPlan::InitialRate { rate: Rate::parse("0.02")? };
    /// let terms = LoanTerms::new(euro("360000.00")?, Rate::parse("0.032")?, repayment);
    /// let terms = LoanTerms { months: Some(180), special_limit: Some(euro("18000.00")?), ..terms };
    /// let financing = Financing { terms, costs: vec![] };
    /// let after_five_years = financing.prepayment_quote(Prepayment { month: 60, amount: None }, policy)?;
    /// assert_eq!(after_five_years.allowed.to_string(), "18000.00 EUR");
    /// assert!(after_five_years.compensation_at_most.amount() > 0);
    /// let after_eleven = financing.prepayment_quote(Prepayment { month: 132, amount: None }, policy)?;
    /// assert_eq!(after_eleven.compensation_at_most.amount(), 0); // § 489 BGB
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn prepayment_quote(
        &self,
        prepayment: Prepayment,
        policy: &JurisdictionPolicy,
    ) -> Result<PrepaymentQuote> {
        let Prepayment { month, amount } = prepayment;
        let whole = self.whole_schedule()?;
        let owed = self.owed_after(month, &whole)?;
        // A special repayment follows the instalment, and a drawdown of the same month follows both.
        if month <= self.terms.last_drawdown() {
            return Err(MortgageError::NothingOwed.into());
        }
        let amount = amount.unwrap_or(owed);
        owed.same_currency(amount)?;
        if amount.amount() <= 0 {
            return Err(MortgageError::BadSpecialRepayment.into());
        }
        let amount = if amount.amount() > owed.amount() { owed } else { amount };
        let allowed = self.allowed_in(month, amount)?;
        let beyond = amount.minus(allowed)?;

        let bound_until =
            self.bound_until(&whole, policy).min(u32::try_from(whole.len()).unwrap_or(u32::MAX));
        let forgone_interest = if bound_until > month && beyond.amount() > 0 {
            self.interest_of(month, allowed, beyond, bound_until)?
        } else {
            Money::zero(owed.currency())
        };
        let compensation_at_most = match policy.prepayment_compensation_cap {
            Some(cap) => {
                let capped = cap.of(beyond, Rounding::Down)?;
                if capped.amount() < forgone_interest.amount() { capped } else { forgone_interest }
            }
            None => forgone_interest,
        };
        Ok(PrepaymentQuote {
            owed,
            amount,
            allowed,
            forgone_interest,
            compensation_at_most,
            payment_at_most: amount.plus(compensation_at_most)?,
            balance: owed.minus(amount)?,
        })
    }

    /// How much of an amount the loan allows to be repaid after the instalment of a month, beside what its terms plan.
    fn allowed_in(&self, month: u32, amount: Money) -> Result<Money> {
        let planned = self.special_in(month, &self.terms)?;
        let wished = self.special_in(month, &self.with_special(month, amount))?;
        wished.minus(planned)
    }

    fn special_in(&self, month: u32, terms: &LoanTerms) -> Result<Money> {
        let schedule = LoanTerms { months: Some(month), ..terms.clone() }.schedule()?;
        Ok(schedule.row(month).map_or(Money::zero(schedule.currency()), |row| row.special))
    }

    /// The terms with one more special repayment in a month.
    fn with_special(&self, month: u32, amount: Money) -> LoanTerms {
        let mut terms = self.terms.clone();
        terms.special_repayments.push(SpecialRepayment { month, amount });
        terms
    }

    /// The interest until a month that an amount bears which is repaid beyond what is allowed.
    fn interest_of(&self, month: u32, allowed: Money, beyond: Money, until: u32) -> Result<Money> {
        let mut with_allowed = self.terms.clone();
        if allowed.amount() > 0 {
            with_allowed = self.with_special(month, allowed);
        }
        // What is taken in the months before was capped already; beyond the cap only this month's goes.
        let planned = LoanTerms { months: None, ..with_allowed.clone() }.schedule()?;
        let mut freed = LoanTerms { special_limit: None, special_effect: None, months: None, ..with_allowed };
        freed.special_repayments = planned
            .rows()
            .filter(|row| row.special.amount() > 0)
            .map(|row| SpecialRepayment { month: row.number, amount: row.special })
            .collect();
        let kept = LoanTerms { months: Some(until), ..freed.clone() }.schedule()?;
        freed.special_repayments.push(SpecialRepayment { month, amount: beyond });
        let repaid = LoanTerms { months: Some(until), ..freed }.schedule()?;
        kept.totals().interest.minus(repaid.totals().interest)
    }

    /// The month up to which the borrower is bound to the rate: while it is fixed, and until the right of termination, its
    /// notice included. Where the loan has dates, that is the first instalment due when the right has come.
    fn bound_until(&self, whole: &Schedule, policy: &JurisdictionPolicy) -> u32 {
        let fixed = self.terms.months.unwrap_or(u32::MAX);
        let Some(years) = policy.termination_after_years else { return fixed };
        let notice = policy.termination_notice_months.unwrap_or_default();
        let months = years.saturating_mul(12).saturating_add(notice);
        let drawn = self.terms.last_drawdown();
        let last = match drawn.checked_sub(1).and_then(|index| usize::try_from(index).ok()) {
            Some(index) => whole.dates().get(index).copied(),
            None => self.terms.payout,
        };
        let Some(last) = last else { return fixed.min(drawn.saturating_add(months)) };
        // What lies beyond the calendar never comes.
        let terminated = i32::try_from(months).ok().and_then(|months| last.plus_months(months).ok());
        let Some(terminated) = terminated else { return fixed };
        let later = whole.dates().iter().take_while(|date| **date < terminated).count();
        fixed.min(u32::try_from(later).unwrap_or(u32::MAX).saturating_add(1))
    }
}
