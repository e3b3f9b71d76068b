//! Nothing rounded until a figure is shown, as in the tables of the European Commission.
//!
//! Every quantity is a whole number over one common scale. A row multiplies the scale by the divisor of its interest, so
//! that no quotient is ever cut off.
#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use num_bigint::{BigInt, Sign};

use super::{Columns, LoanTerms, Paid, RepaymentPlan, Totals, annuity, exact, plan::Plan};
use crate::{
    Result,
    money::{Currency, Money, Rounding},
    mortgage::{MortgageError, instalment},
};

/// Over how many rows, one solution after the other, a lowered instalment is solved anew at most: each makes the scale finer
/// by as many powers of the rate.
const MAXIMUM_SOLVED: u32 = 12_000;

/// The quantities, all over the scale.
struct Scaled {
    scale: BigInt,
    balance: BigInt,
    undrawn: BigInt,
    instalment: Option<BigInt>,
    capital: Option<BigInt>,
    /// What was paid in all rows, and in those of the present twelve.
    total: Sums,
    year: Sums,
    /// What special repayments took in this contract year.
    taken: BigInt,
}

/// What rows add up to, over the scale.
#[derive(Default)]
struct Sums {
    interest: BigInt,
    principal: BigInt,
    special: BigInt,
    commitment: BigInt,
}

impl Sums {
    fn refine(&mut self, by: &BigInt) {
        for sum in [&mut self.interest, &mut self.principal, &mut self.special, &mut self.commitment] {
            *sum *= by;
        }
    }

    fn add(&mut self, row: &Self) {
        self.interest += &row.interest;
        self.principal += &row.principal;
        self.special += &row.special;
        self.commitment += &row.commitment;
    }

    /// Shows them as totals.
    fn shown(&self, now: &Scaled, currency: Currency, rounding: Rounding) -> Result<Totals> {
        let money = |quantity: &BigInt| Money::new(now.shown(quantity, rounding)?, currency);
        Ok(Totals {
            payment: money(&(&self.interest + &self.principal))?,
            interest: money(&self.interest)?,
            principal: money(&self.principal)?,
            special: money(&self.special)?,
            commitment: money(&self.commitment)?,
        })
    }

    /// Shows them as a row.
    fn push(&self, columns: &mut Columns, now: &Scaled, rounding: Rounding) -> Result<()> {
        columns.payment.push(now.shown(&(&self.interest + &self.principal), rounding)?);
        columns.interest.push(now.shown(&self.interest, rounding)?);
        columns.principal.push(now.shown(&self.principal, rounding)?);
        columns.special.push(now.shown(&self.special, rounding)?);
        columns.commitment.push(now.shown(&self.commitment, rounding)?);
        columns.balance.push(now.shown(&now.balance, rounding)?);
        Ok(())
    }
}

impl Scaled {
    /// Makes the scale finer.
    fn refine(&mut self, by: &BigInt) {
        for quantity in [&mut self.scale, &mut self.balance, &mut self.undrawn, &mut self.taken] {
            *quantity *= by;
        }
        self.total.refine(by);
        self.year.refine(by);
        for quantity in [&mut self.instalment, &mut self.capital].into_iter().flatten() {
            *quantity *= by;
        }
    }

    /// The annuity that repays what is owed in so many equal periods.
    fn solve(&mut self, monthly: (i64, i64), count: u32) {
        let (above, below) = annuity::share(monthly, count);
        let instalment = (&self.balance + &self.undrawn) * above;
        self.refine(&below);
        self.instalment = Some(instalment);
    }

    /// The equal parts that repay what is owed in so many periods.
    fn divide(&mut self, count: u32) {
        let owed = &self.balance + &self.undrawn;
        self.refine(&BigInt::from(count));
        self.capital = Some(owed);
    }

    fn is_settled(&self) -> bool {
        self.balance.sign() == Sign::NoSign && self.undrawn.sign() == Sign::NoSign
    }

    fn shown(&self, quantity: &BigInt, rounding: Rounding) -> Result<i64> {
        exact::amount(quantity, &self.scale, rounding)
    }
}

/// The rows; `end` is the one that clears the loan, where it is known.
pub(super) fn paid(terms: &LoanTerms, plan: &Plan, end: Option<u32>) -> Result<Paid> {
    let rounding = terms.rounding();
    let drawn = BigInt::from(terms.drawn_in(0));
    let mut now = Scaled {
        scale: BigInt::from(1),
        undrawn: BigInt::from(plan.loan.amount()) - &drawn,
        balance: drawn,
        instalment: None,
        capital: None,
        total: Sums::default(),
        year: Sums::default(),
        taken: BigInt::ZERO,
    };
    match terms.repayment {
        RepaymentPlan::InitialRate { rate: initial } => {
            let (above, below) = instalment::from_initial_rate(plan.loan, terms.nominal_rate, initial)?;
            now.refine(&BigInt::from(below));
            now.instalment = Some(BigInt::from(above));
        }
        RepaymentPlan::Instalment { amount } => now.instalment = Some(BigInt::from(amount.amount())),
        RepaymentPlan::Instalments { .. } => now.solve(plan.monthly(), plan.repaying()),
        RepaymentPlan::EqualCapital { .. } => now.divide(plan.repaying()),
        RepaymentPlan::Bullet { .. } => {}
    }
    let instalment = match &now.instalment {
        Some(instalment) => {
            let (numerator, denominator) = plan.monthly();
            let interest = &now.scale * plan.loan.amount() * numerator;
            instalment::must_exceed_interest(&(instalment * denominator), &interest)?;
            Some(now.shown(instalment, rounding)?)
        }
        None => None,
    };
    let last = plan.last_row(end);
    let mut columns = Columns::with_capacity(usize::try_from(last).unwrap_or_default());
    let mut years = Columns::default();
    let (mut year, mut solved) = (0, 0_u32);
    for row in 1..=last {
        let (numerator, denominator) = plan.interest(row)?;
        // Totals are shown too, so the fraction of the commitment is kept in the scale.
        let (charged, divided) = plan.commitment(terms, row)?.unwrap_or((0, 1));
        let interest = &now.balance * numerator * divided;
        let commitment = &now.undrawn * charged * denominator;
        now.refine(&(BigInt::from(denominator) * divided));
        let due = if end == Some(row) {
            now.balance.clone()
        } else if row <= plan.interest_only_until {
            BigInt::ZERO
        } else if let Some(instalment) = &now.instalment {
            instalment - &interest
        } else {
            now.capital.clone().unwrap_or_default()
        };
        let principal = due.min(now.balance.clone());
        now.balance -= &principal;
        let mut special = BigInt::ZERO;
        if !terms.special_repayments.is_empty() {
            let this_year = plan.contract_year(row, terms);
            if this_year != year {
                (year, now.taken) = (this_year, BigInt::ZERO);
            }
            special = (BigInt::from(terms.wished_in(row)) * &now.scale).min(now.balance.clone());
            if let Some(limit) = terms.special_limit {
                let left = BigInt::from(limit.amount()) * &now.scale - &now.taken;
                special = special.min(left.max(BigInt::ZERO));
            }
            now.taken += &special;
            now.balance -= &special;
        }
        let drawn = BigInt::from(terms.drawn_in(row)) * &now.scale;
        now.balance += &drawn;
        now.undrawn -= drawn;
        let lowered = special.sign() == Sign::Plus;
        let paid = Sums { interest, principal, special, commitment };
        paid.push(&mut columns, &now, rounding)?;
        now.total.add(&paid);
        now.year.add(&paid);
        if row.is_multiple_of(12) {
            now.year.push(&mut years, &now, rounding)?;
            now.year = Sums::default();
        }
        if now.is_settled() {
            break;
        }
        if let (true, Some(rows)) = (lowered, plan.rows_left(terms, row, end)) {
            if now.instalment.is_some() {
                solved = solved.saturating_add(rows);
                if solved > MAXIMUM_SOLVED {
                    return Err(MortgageError::TooManySpecialRepayments { maximum: MAXIMUM_SOLVED }.into());
                }
                now.solve(plan.monthly(), rows);
            } else if now.capital.is_some() {
                now.divide(rows);
            }
        }
    }
    if !columns.payment.len().is_multiple_of(12) {
        now.year.push(&mut years, &now, rounding)?;
    }
    let totals = now.total.shown(&now, plan.currency, rounding);
    Ok(Paid { instalment, columns, years: Some(years), totals, is_settled: now.is_settled() })
}
