//! Repaying a loan by another one (*Umschuldung*).

use alloc::vec::Vec;

use super::{Financing, costs_within};
use crate::{
    Result,
    input::document_fields,
    money::{Money, Rate},
    mortgage::{Drawdown, LoanTerms, MortgageError, OtherFee, RepaymentPlan},
};

/// The loan that takes another one's place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct RefinancingTerms {
    /// After which instalment of the present loan it is drawn.
    pub month: u32,
    /// Its annual borrowing rate.
    pub nominal_rate: Rate,
    /// How it is repaid.
    pub repayment: RepaymentPlan,
    /// What it costs besides interest, whatever the kind, months counted from its payout.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub costs: Vec<OtherFee>,
    /// What the present lender is paid for the early repayment (*Vorfälligkeitsentschädigung*); nothing if none.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub compensation: Option<Money>,
    /// Over how many months the two are compared; if none, for as long as the present rate is fixed, or else to the end of
    /// the loan that ends first.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub months: Option<u32>,
}

document_fields!(RefinancingTerms {
    month: "month", nominal_rate: "nominalRate", repayment: "repayment";
    costs: "costs", compensation: "compensation", months: "months",
});

/// What a refinancing comes to.
///
/// Whatever is paid beyond interest and costs lowers what is owed, so the saving is the difference of interest and costs.
/// Interest is the sum of the rows as the two schedules show them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Refinancing {
    /// The new loan: what is left of the present one, drawn at once.
    pub loan: Money,
    /// Its instalment; where it varies, the first that repays.
    pub instalment: Money,
    /// Over how many months the two are compared.
    pub months: u32,
    /// The interest of the present loan in these months.
    pub interest_kept: Money,
    /// The interest of the new one.
    pub interest_refinanced: Money,
    /// The costs of the present loan in these months, whatever their kind.
    pub costs_kept: Money,
    /// Those of the new one, the compensation included.
    pub costs_refinanced: Money,
    /// What is saved; negative where it costs more.
    pub saving: Money,
    /// The first month, from 1, from which on the saving made so far never falls below nothing; none where it does not come.
    pub break_even_month: Option<u32>,
    /// What is left of the present loan after these months.
    pub balance_kept: Money,
    /// What is left of the new one.
    pub balance_refinanced: Money,
}

document_fields!(Refinancing {
    loan: "loan",
    instalment: "instalment",
    months: "months",
    interest_kept: "interestKept",
    interest_refinanced: "interestRefinanced",
    costs_kept: "costsKept",
    costs_refinanced: "costsRefinanced",
    saving: "saving",
    break_even_month: "breakEvenMonth",
    balance_kept: "balanceKept",
    balance_refinanced: "balanceRefinanced",
});

impl Financing {
    /// What repaying this loan by another one saves, and when it pays off. Both are reckoned with this loan's rounding; the
    /// new one's months are twelfths of a year.
    ///
    /// The present loan is taken to go on at its borrowing rate. Special repayments that its terms name are made in it, not in
    /// the new one; commitment interest ends with the last drawdown, which a loan to be refinanced has behind it.
    ///
    /// Refused: a month before the last drawdown's or with nothing left (`mortgage.nothing_owed`), months beyond 1200 or
    /// none (`mortgage.bad_term`), a negative compensation (`mortgage.negative_flow`), a cost after the new loan's end
    /// (`mortgage.cost_after_end`), two currencies (`money.currency_mismatch`), whatever the
    /// [schedules](LoanTerms::schedule) of the two refuse.
    ///
    /// ```
    /// use mot_core::{
    ///     money::{Currency, Money, Rate},
    ///     mortgage::{Financing, LoanTerms, RefinancingTerms, RepaymentPlan},
    /// };
    ///
    /// let repayment = |rate| Rate::parse(rate).map(|rate| RepaymentPlan::InitialRate { rate });
    /// let loan = Money::parse("360000.00", Currency::EUR)?;
    /// let terms = LoanTerms::new(loan, Rate::parse("0.032")?, repayment("0.02")?);
    /// let present = Financing { terms: LoanTerms { months: Some(180), ..terms }, costs: vec![] };
    /// let refinancing = present.refinance(&RefinancingTerms {
    ///     month: 180,
    ///     nominal_rate: Rate::parse("0.041")?,
    ///     repayment: repayment("0.03")?,
    ///     costs: vec![],
    ///     compensation: None,
    ///     months: Some(120),
    /// })?;
    /// assert_eq!(refinancing.loan.to_string(), "221615.46 EUR");
    /// assert_eq!(refinancing.instalment.to_string(), "1311.22 EUR");
    /// assert_eq!(refinancing.balance_refinanced.to_string(), "139602.42 EUR");
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn refinance(&self, new: &RefinancingTerms) -> Result<Refinancing> {
        let present = self.whole_schedule()?;
        let loan = self.owed_after(new.month, &present)?;
        self.check_costs(&present)?;
        let present_rows = u32::try_from(present.len()).unwrap_or(u32::MAX);
        let drawdown = Drawdown { month: 0, amount: loan };
        let replacement = Self {
            terms: LoanTerms {
                drawdowns: [drawdown].into(),
                rounding_policy: self.terms.rounding_policy,
                rounding: self.terms.rounding,
                ..LoanTerms::new(loan, new.nominal_rate, new.repayment)
            },
            costs: new.costs.clone(),
        };
        let refinanced = replacement.whole_schedule()?;
        replacement.check_costs(&refinanced)?;
        let compensation = new.compensation.unwrap_or(Money::zero(loan.currency()));
        loan.same_currency(compensation)?;
        if compensation.amount() < 0 {
            return Err(MortgageError::NegativeFlow.into());
        }
        let refinanced_rows = u32::try_from(refinanced.len()).unwrap_or(u32::MAX);
        let left = |end: u32| end.min(present_rows).saturating_sub(new.month);
        let fixed = self.terms.months.filter(|fixed| *fixed > new.month).map(left);
        let months = new.months.or(fixed).unwrap_or(left(present_rows).min(refinanced_rows));
        // What is asked beyond the bounds of a schedule is refused as its months are.
        replacement.schedule_of(months)?;

        let mut run = Refinancing {
            loan,
            instalment: replacement.instalment(&refinanced),
            months,
            interest_kept: Money::zero(loan.currency()),
            interest_refinanced: Money::zero(loan.currency()),
            costs_kept: Money::zero(loan.currency()),
            costs_refinanced: compensation,
            saving: Money::zero(loan.currency()),
            break_even_month: None,
            balance_kept: Money::zero(loan.currency()),
            balance_refinanced: Money::zero(loan.currency()),
        };
        let paid_before = costs_within(self.costs.iter(), new.month, loan.currency())?;
        for month in 1..=months {
            let kept = present.row(new.month.saturating_add(month));
            let row = refinanced.row(month);
            if let Some(row) = kept {
                run.interest_kept = run.interest_kept.plus(row.interest)?;
            }
            if let Some(row) = row {
                run.interest_refinanced = run.interest_refinanced.plus(row.interest)?;
            }
            run.balance_kept = kept.map_or(Money::zero(loan.currency()), |row| row.balance);
            run.balance_refinanced = row.map_or(Money::zero(loan.currency()), |row| row.balance);
            let until = new.month.saturating_add(month).min(present_rows);
            run.costs_kept = costs_within(self.costs.iter(), until, loan.currency())?.minus(paid_before)?;
            let paid = costs_within(replacement.costs.iter(), month.min(refinanced_rows), loan.currency())?;
            run.costs_refinanced = compensation.plus(paid)?;
            let kept = run.interest_kept.plus(run.costs_kept)?;
            run.saving = kept.minus(run.interest_refinanced)?.minus(run.costs_refinanced)?;
            run.break_even_month = match run.break_even_month {
                _ if run.saving.amount() < 0 => None,
                None => Some(month),
                since => since,
            };
        }
        Ok(run)
    }

    /// What is owed after an instalment of a schedule, everything drawn.
    pub(super) fn owed_after(&self, month: u32, schedule: &super::Schedule) -> Result<Money> {
        match schedule.row(month) {
            Some(row) if row.balance.amount() > 0 && month >= self.terms.last_drawdown() => Ok(row.balance),
            _ => Err(MortgageError::NothingOwed.into()),
        }
    }
}
