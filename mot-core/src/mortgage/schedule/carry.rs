//! Nothing rounded until a figure is shown, as in the tables of the European Commission.
//!
//! Every quantity is a whole number over one common scale. A row multiplies the scale by the divisor of its interest, so
//! that no quotient is ever cut off.
#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use num_bigint::{BigInt, Sign};

use super::{Columns, LoanTerms, RepaymentPlan, Schedule, Totals, fitting, plan::Plan};
use crate::{
    Result,
    money::{Money, MoneyError, Rate, Rounding},
    mortgage::MortgageError,
};

/// The quantities, all over the scale.
struct Scaled {
    scale: BigInt,
    balance: BigInt,
    undrawn: BigInt,
    instalment: Option<BigInt>,
    capital: Option<BigInt>,
    interest: BigInt,
    principal: BigInt,
    commitment: BigInt,
    special: BigInt,
    /// What special repayments took in this contract year.
    taken: BigInt,
}

impl Scaled {
    /// Makes the scale finer.
    fn refine(&mut self, by: &BigInt) {
        for quantity in [
            &mut self.scale,
            &mut self.balance,
            &mut self.undrawn,
            &mut self.interest,
            &mut self.principal,
            &mut self.commitment,
            &mut self.special,
            &mut self.taken,
        ] {
            *quantity *= by;
        }
        for quantity in [&mut self.instalment, &mut self.capital].into_iter().flatten() {
            *quantity *= by;
        }
    }

    /// The annuity that repays what is owed in so many equal periods.
    fn solve(&mut self, (numerator, denominator): (i64, i64), count: u32) {
        let owed = &self.balance + &self.undrawn;
        if numerator == 0 {
            self.refine(&BigInt::from(count));
            self.instalment = Some(owed);
            return;
        }
        let grown = BigInt::from(numerator.saturating_add(denominator)).pow(count);
        let still = BigInt::from(denominator).pow(count);
        let instalment = owed * numerator * &grown;
        self.refine(&((grown - still) * denominator));
        self.instalment = Some(instalment);
    }

    fn shown(&self, quantity: &BigInt, rounding: Rounding) -> Result<i64> {
        fitting(divide(quantity, &self.scale, rounding).ok_or(MoneyError::Overflow)?)
    }
}

/// The schedule; `end` is the row that clears the loan, where it is known.
pub(super) fn schedule(terms: &LoanTerms, plan: &Plan, end: Option<u32>) -> Result<Schedule> {
    let rounding = terms.rounding();
    let drawn = BigInt::from(terms.drawn_in(0));
    let mut now = Scaled {
        scale: BigInt::from(1),
        undrawn: BigInt::from(plan.loan.amount()) - &drawn,
        balance: drawn,
        instalment: None,
        capital: None,
        interest: BigInt::ZERO,
        principal: BigInt::ZERO,
        commitment: BigInt::ZERO,
        special: BigInt::ZERO,
        taken: BigInt::ZERO,
    };
    let repaying = plan.count.map_or(1, |count| count.saturating_sub(plan.interest_only_until)).max(1);
    match terms.repayment {
        RepaymentPlan::InitialRate { rate: initial } => {
            if initial < Rate::ZERO {
                return Err(MortgageError::RateOutOfRange.into());
            }
            let yearly = terms.nominal_rate.plus(initial)?.billionths();
            let instalment = BigInt::from(plan.loan.amount()) * yearly;
            now.refine(&(BigInt::from(Rate::ONE.billionths()) * 12));
            now.instalment = Some(instalment);
        }
        RepaymentPlan::Instalment { amount } => now.instalment = Some(BigInt::from(amount.amount())),
        RepaymentPlan::Instalments { .. } => now.solve(plan.monthly(), repaying),
        RepaymentPlan::EqualCapital { .. } => {
            now.refine(&BigInt::from(repaying));
            now.capital = Some(BigInt::from(plan.loan.amount()));
        }
        RepaymentPlan::Bullet { .. } => {}
    }
    if let Some(instalment) = &now.instalment {
        let (numerator, denominator) = plan.monthly();
        if instalment * denominator <= BigInt::from(plan.loan.amount()) * &now.scale * numerator {
            return Err(MortgageError::NeverAmortises.into());
        }
    }
    let instalment = match &now.instalment {
        Some(instalment) => Some(now.shown(instalment, rounding)?),
        None => None,
    };
    let last = plan.last_row(end);
    let mut columns = Columns::with_capacity(usize::try_from(last).unwrap_or_default());
    let mut year = 0;
    for row in 1..=last {
        let (numerator, denominator) = plan.interest(row);
        let interest = &now.balance * numerator;
        now.refine(&BigInt::from(denominator));
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
        let mut commitment = BigInt::ZERO;
        if let Some(terms) = terms
            .commitment
            .as_ref()
            .filter(|terms| now.undrawn.sign() == Sign::Plus && row > terms.free_months)
        {
            let (numerator, denominator) = plan.commitment(terms.rate, row);
            let unscaled = &now.undrawn * numerator;
            columns.commitment.push(fitting(
                divide(&unscaled, &(&now.scale * denominator), rounding).ok_or(MoneyError::Overflow)?,
            )?);
            // The total is shown, so its fraction is kept in the scale too.
            let (interest, principal, special) =
                (&interest * denominator, &principal * denominator, &special * denominator);
            now.refine(&BigInt::from(denominator));
            commitment = unscaled;
            push(&mut columns, &now, &interest, &principal, &special, rounding)?;
            now.interest += interest;
            now.principal += principal;
            now.special += special;
        } else {
            columns.commitment.push(0);
            push(&mut columns, &now, &interest, &principal, &special, rounding)?;
            now.interest += interest;
            now.principal += principal;
            now.special += &special;
        }
        now.commitment += commitment;
        let drawn = BigInt::from(terms.drawn_in(row)) * &now.scale;
        now.balance += &drawn;
        now.undrawn -= drawn;
        columns.balance.push(now.shown(&now.balance, rounding)?);
        if now.balance.sign() == Sign::NoSign && now.undrawn.sign() == Sign::NoSign {
            return finished(plan, &now, instalment, columns, rounding);
        }
        let lowers = columns.special.last() > Some(&0) && terms.lowers_instalment();
        if let (true, Some(end)) = (lowers, end) {
            let left = end.saturating_sub(row.max(plan.interest_only_until)).max(1);
            if now.instalment.is_some() {
                now.solve(plan.monthly(), left);
            } else if now.capital.is_some() {
                let owed = &now.balance + &now.undrawn;
                now.refine(&BigInt::from(left));
                now.capital = Some(owed);
            }
        }
    }
    match terms.months {
        Some(_) => finished(plan, &now, instalment, columns, rounding),
        None => Err(MortgageError::BadTerm { maximum: super::MAXIMUM_INSTALMENTS }.into()),
    }
}

fn push(
    columns: &mut Columns,
    now: &Scaled,
    interest: &BigInt,
    principal: &BigInt,
    special: &BigInt,
    rounding: Rounding,
) -> Result<()> {
    columns.payment.push(now.shown(&(interest + principal), rounding)?);
    columns.interest.push(now.shown(interest, rounding)?);
    columns.principal.push(now.shown(principal, rounding)?);
    columns.special.push(now.shown(special, rounding)?);
    Ok(())
}

fn finished(
    plan: &Plan,
    now: &Scaled,
    instalment: Option<i64>,
    columns: Columns,
    rounding: Rounding,
) -> Result<Schedule> {
    let currency = plan.currency;
    let sum = |quantity: &BigInt| Money::new(now.shown(quantity, rounding)?, currency);
    let totals = Totals {
        payment: sum(&(&now.interest + &now.principal))?,
        interest: sum(&now.interest)?,
        principal: sum(&now.principal)?,
        special: sum(&now.special)?,
        commitment: sum(&now.commitment)?,
    };
    let dates = plan.dates(columns.payment.len());
    Ok(Schedule { currency, instalment, columns, totals, dates })
}

/// A quotient of whole numbers without a limit, the divisor positive, rounded as named.
pub(super) fn divide(numerator: &BigInt, denominator: &BigInt, rounding: Rounding) -> Option<i128> {
    if denominator.sign() != Sign::Plus {
        return None;
    }
    let quotient = numerator / denominator;
    let remainder = numerator - &quotient * denominator;
    let whole = i128::try_from(&quotient).ok()?;
    // What is left lies between two units: half a unit and the sides of it are all that rounding asks for.
    let twice: BigInt = BigInt::from(remainder.magnitude().clone()) * 2;
    let position = match (remainder.sign(), twice.cmp(denominator)) {
        (Sign::NoSign, _) => 0_i128,
        (_, core::cmp::Ordering::Less) => 1,
        (_, core::cmp::Ordering::Equal) => 2,
        (_, core::cmp::Ordering::Greater) => 3,
    };
    let signed = if remainder.sign() == Sign::Minus { -position } else { position };
    rounding.divide(whole.checked_mul(4)?.checked_add(signed)?, 4)
}
