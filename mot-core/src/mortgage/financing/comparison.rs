//! Financings side by side, and what makes the difference in money.

use alloc::vec::Vec;

use super::Financing;
use crate::{
    Error, Result,
    input::{document_fields, words},
    money::{Money, Rate},
    mortgage::{MAXIMUM_INSTALMENTS, MortgageError, Schedule},
};

words! {
    /// What financings are ranked by; less is better.
    pub enum CompareBy {
        /// The effective rate.
        EffectiveRate = "effective_rate",
        /// What the credit costs within the horizon: interest, commitment interest and counted costs.
        TotalCost = "total_cost",
        /// What is left at the horizon (*Restschuld*).
        Balance = "balance",
        /// The instalment.
        Instalment = "instalment",
    }
}

/// Financings in the order of what they are compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Comparison {
    /// What they are ranked by.
    pub by: CompareBy,
    /// The months over which every amount is counted, the same for all.
    pub horizon_months: u32,
    /// The best first.
    pub ranking: Vec<ComparedFinancing>,
}

document_fields!(Comparison { by: "by", horizon_months: "horizonMonths", ranking: "ranking" });

/// A financing within a comparison: its figures, and by how much each exceeds the best one's.
///
/// The total cost is the sum of interest, commitment interest and costs, so the differences add up to the difference of the
/// total cost; of loans that are fully drawn within the horizon, what more is paid and what more is left add up to it too.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ComparedFinancing {
    /// Its place among those that were given, from 0.
    pub index: u32,
    /// Its rank, from 1; equal figures share one.
    pub rank: u32,
    /// The effective rate over the whole term.
    pub effective_rate: Rate,
    /// The instalment; where it varies, the first that repays.
    pub instalment: Money,
    /// Interest within the horizon.
    pub interest: Money,
    /// Commitment interest within the horizon.
    pub commitment: Money,
    /// Counted costs within the horizon.
    pub costs: Money,
    /// Interest, commitment interest and costs.
    pub total_cost: Money,
    /// What is paid within the horizon: instalments, special repayments and the total cost's parts that stand beside them.
    pub paid: Money,
    /// What is left at the horizon (*Restschuld*).
    pub balance: Money,
    /// How much larger the instalment is than that of the first in the ranking.
    pub more_instalment: Money,
    /// How much more interest it takes than the first.
    pub more_interest: Money,
    /// How much more commitment interest.
    pub more_commitment: Money,
    /// How much more costs.
    pub more_costs: Money,
    /// How much more it costs altogether.
    pub more_total_cost: Money,
    /// How much more is paid.
    pub more_paid: Money,
    /// How much more is left.
    pub more_balance: Money,
}

document_fields!(ComparedFinancing {
    index: "index",
    rank: "rank",
    effective_rate: "effectiveRate",
    instalment: "instalment",
    interest: "interest",
    commitment: "commitment",
    costs: "costs",
    total_cost: "totalCost",
    paid: "paid",
    balance: "balance",
    more_instalment: "moreInstalment",
    more_interest: "moreInterest",
    more_commitment: "moreCommitment",
    more_costs: "moreCosts",
    more_total_cost: "moreTotalCost",
    more_paid: "morePaid",
    more_balance: "moreBalance",
});

/// Compares financings of the same loan over a common horizon: so many months, or until the first of them is agreed anew
/// or repaid. What lies beyond a fixed time is reckoned at the present rate. The same loan is the same sum; that it is drawn
/// otherwise shows in the interest.
///
/// Effective rates are compared with seven decimals. Equal figures keep the order in which they were given.
///
/// Refused, with the path of the financing: none at all (`mortgage.nothing_to_compare`), different loans
/// (`mortgage.different_loans`), two currencies (`money.currency_mismatch`), a horizon of no month or of more than 1200
/// (`mortgage.bad_term`), whatever [`Financing::aprc`] refuses.
///
/// ```
/// use mot_core::{
///     money::{Currency, Money, Rate},
///     mortgage::{CompareBy, Financing, LoanTerms, RepaymentPlan, compare},
/// };
///
/// let at = |rate: &str| -> mot_core::Result<Financing> {
///     let loan = Money::parse("360000.00", Currency::EUR)?;
///     let repayment = RepaymentPlan::InitialRate { rate: Rate::parse("0.02")? };
///     let terms = LoanTerms::new(loan, Rate::parse(rate)?, repayment);
///     Ok(Financing { terms: LoanTerms { months: Some(180), ..terms }, costs: vec![] })
/// };
/// let comparison = compare(&[at("0.034")?, at("0.032")?], CompareBy::TotalCost, None)?;
/// let dearer = &comparison.ranking[1];
/// assert_eq!((comparison.horizon_months, dearer.index), (180, 0));
/// assert_eq!(dearer.more_total_cost.to_string(), "8553.50 EUR");
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn compare(financings: &[Financing], by: CompareBy, horizon_months: Option<u32>) -> Result<Comparison> {
    if horizon_months.is_some_and(|months| !(1..=MAXIMUM_INSTALMENTS).contains(&months)) {
        let fault = Error::from(MortgageError::BadTerm { maximum: MAXIMUM_INSTALMENTS });
        return Err(fault.within("horizonMonths"));
    }
    let within = |index: usize| move |error: Error| error.within_index(index);
    let mut measured = Vec::with_capacity(financings.len());
    for (index, financing) in financings.iter().enumerate() {
        measured.push(Measured::new(index, financing).map_err(within(index))?);
    }
    let Some(first) = measured.first() else { return Err(MortgageError::NothingToCompare.into()) };
    for other in &measured {
        first.loan.same_currency(other.loan).map_err(within(other.index))?;
        if first.loan != other.loan {
            return Err(within(other.index)(MortgageError::DifferentLoans.into()));
        }
    }
    let horizon = match horizon_months.or_else(|| measured.iter().map(|one| one.lasts).min()) {
        Some(months) => months,
        None => return Err(MortgageError::NothingToCompare.into()),
    };
    let mut figures = Vec::with_capacity(measured.len());
    for one in &measured {
        figures.push(one.figures(horizon).map_err(within(one.index))?);
    }
    figures.sort_by_key(|figures| figures.key(by));
    let Some(best) = figures.first().copied() else { return Err(MortgageError::NothingToCompare.into()) };
    let mut ranking: Vec<ComparedFinancing> = Vec::with_capacity(figures.len());
    let mut before = (best.key(by), 1);
    for (place, figures) in (1..).zip(&figures) {
        if figures.key(by) != before.0 {
            before = (figures.key(by), place);
        }
        ranking.push(figures.compared(before.1, &best)?);
    }
    Ok(Comparison { by, horizon_months: horizon, ranking })
}

/// A financing with what is known of it without a horizon.
struct Measured<'a> {
    index: usize,
    financing: &'a Financing,
    loan: Money,
    effective_rate: Rate,
    /// For how many months its rate is fixed, or it lasts.
    lasts: u32,
}

impl<'a> Measured<'a> {
    fn new(index: usize, financing: &'a Financing) -> Result<Self> {
        let effective_rate = financing.aprc(Rate::FRACTION_DIGITS.saturating_sub(2))?.rate;
        let rows = u32::try_from(financing.terms.schedule()?.len()).unwrap_or(u32::MAX);
        Ok(Self { index, financing, loan: financing.terms.loan()?, effective_rate, lasts: rows })
    }

    fn figures(&self, horizon: u32) -> Result<Figures> {
        let schedule = self.financing.schedule_of(horizon)?;
        let totals = schedule.totals();
        let rows = u32::try_from(schedule.len()).unwrap_or(u32::MAX);
        let costs = self.financing.costs_within(rows, schedule.currency())?;
        Ok(Figures {
            index: self.index,
            effective_rate: self.effective_rate,
            instalment: self.financing.instalment(&schedule),
            interest: totals.interest,
            commitment: totals.commitment,
            costs,
            total_cost: totals.interest.plus(totals.commitment)?.plus(costs)?,
            paid: totals.payment.plus(totals.special)?.plus(totals.commitment)?.plus(costs)?,
            balance: schedule.balance(),
        })
    }
}

/// What is compared.
#[derive(Clone, Copy)]
struct Figures {
    index: usize,
    effective_rate: Rate,
    instalment: Money,
    interest: Money,
    commitment: Money,
    costs: Money,
    total_cost: Money,
    paid: Money,
    balance: Money,
}

impl Figures {
    fn key(&self, by: CompareBy) -> i64 {
        match by {
            CompareBy::EffectiveRate => self.effective_rate.billionths(),
            CompareBy::TotalCost => self.total_cost.amount(),
            CompareBy::Balance => self.balance.amount(),
            CompareBy::Instalment => self.instalment.amount(),
        }
    }

    fn compared(&self, rank: u32, best: &Self) -> Result<ComparedFinancing> {
        let Self {
            effective_rate, instalment, interest, commitment, costs, total_cost, paid, balance, ..
        } = *self;
        Ok(ComparedFinancing {
            index: u32::try_from(self.index).unwrap_or(u32::MAX),
            rank,
            effective_rate,
            instalment,
            interest,
            commitment,
            costs,
            total_cost,
            paid,
            balance,
            more_instalment: instalment.minus(best.instalment)?,
            more_interest: interest.minus(best.interest)?,
            more_commitment: commitment.minus(best.commitment)?,
            more_costs: costs.minus(best.costs)?,
            more_total_cost: total_cost.minus(best.total_cost)?,
            more_paid: paid.minus(best.paid)?,
            more_balance: balance.minus(best.balance)?,
        })
    }
}

impl Financing {
    /// The instalment; where it varies, the first that repays and leaves something, and where none does, the first.
    pub(super) fn instalment(&self, schedule: &Schedule) -> Money {
        let first_repaying =
            || schedule.rows().find(|row| row.principal.amount() > 0 && row.balance.amount() > 0);
        let instalment = schedule.instalment().or_else(|| first_repaying().map(|row| row.payment));
        let first = || schedule.row(1).map(|row| row.payment);
        instalment.or_else(first).unwrap_or_else(|| Money::zero(schedule.currency()))
    }
}
