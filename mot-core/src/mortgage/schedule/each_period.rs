//! Amounts rounded each period, as in a lender's books.

use num_bigint::BigInt;

use super::{Columns, LoanTerms, RepaymentPlan, Schedule, Totals, fitting, plan::Plan};
use crate::{
    Result,
    money::{Money, MoneyError, Rate, Rounding},
    mortgage::MortgageError,
};

/// The schedule; `end` is the row that clears the loan, where it is known.
pub(super) fn schedule(terms: &LoanTerms, plan: &Plan, end: Option<u32>) -> Result<Schedule> {
    Books::new(terms, plan)?.run(terms, end)
}

struct Books<'a> {
    plan: &'a Plan,
    rounding: Rounding,
    /// The instalment of an annuity.
    instalment: Option<i64>,
    /// The principal of each row with equal capital.
    capital: Option<i64>,
}

impl<'a> Books<'a> {
    fn new(terms: &LoanTerms, plan: &'a Plan) -> Result<Self> {
        let rounding = terms.rounding();
        let loan = plan.loan.amount();
        let repaying = plan.count.map(|count| count.saturating_sub(plan.interest_only_until));
        let (instalment, capital) = match terms.repayment {
            RepaymentPlan::InitialRate { rate: initial } => {
                if initial < Rate::ZERO {
                    return Err(MortgageError::RateOutOfRange.into());
                }
                let yearly = terms.nominal_rate.plus(initial)?.billionths();
                let product = i128::from(loan).checked_mul(i128::from(yearly)).ok_or(MoneyError::Overflow)?;
                let twelve = i128::from(Rate::ONE.billionths()).saturating_mul(12);
                (Some(fitting(rounding.divide(product, twelve).ok_or(MoneyError::Overflow)?)?), None)
            }
            RepaymentPlan::Instalment { amount } => (Some(amount.amount()), None),
            RepaymentPlan::Instalments { .. } => {
                (Some(annuity(loan, plan.monthly(), repaying.unwrap_or(1), rounding)?), None)
            }
            RepaymentPlan::EqualCapital { .. } => {
                (None, Some(part(loan, 1, i64::from(repaying.unwrap_or(1)), rounding)?))
            }
            RepaymentPlan::Bullet { .. } => (None, None),
        };
        if let Some(instalment) = instalment {
            let (numerator, denominator) = plan.monthly();
            let interest = i128::from(loan).saturating_mul(i128::from(numerator));
            if i128::from(instalment).saturating_mul(i128::from(denominator)) <= interest {
                return Err(MortgageError::NeverAmortises.into());
            }
        }
        Ok(Self { plan, rounding, instalment, capital })
    }

    fn run(&self, terms: &LoanTerms, end: Option<u32>) -> Result<Schedule> {
        let plan = self.plan;
        let last = plan.last_row(end);
        let mut columns = Columns::with_capacity(usize::try_from(last).unwrap_or_default());
        let mut balance = terms.drawn_in(0);
        let mut undrawn = plan.loan.amount().saturating_sub(balance);
        let (mut instalment, mut capital) = (self.instalment, self.capital);
        let (mut taken, mut year) = (0_i64, 0_u32);
        let (has_special, has_commitment) =
            (!terms.special_repayments.is_empty(), terms.commitment.is_some());
        let (mut share, mut paid) = (Share::new(plan.monthly()), Sums::default());
        for row in 1..=last {
            if !plan.periods_are_equal() {
                share = Share::new(plan.interest(row));
            }
            let interest = share.of(balance, self.rounding)?;
            let clears = end == Some(row);
            let due = if clears {
                balance
            } else if row <= plan.interest_only_until {
                0
            } else if let Some(instalment) = instalment {
                instalment.saturating_sub(interest)
            } else {
                capital.unwrap_or_default()
            };
            let principal = due.min(balance);
            balance = balance.saturating_sub(principal);
            let mut special = 0_i64;
            if has_special {
                let this_year = plan.contract_year(row, terms);
                if this_year != year {
                    (year, taken) = (this_year, 0);
                }
                let allowed =
                    terms.special_limit.map_or(i64::MAX, |limit| limit.amount().saturating_sub(taken).max(0));
                special = terms.wished_in(row).min(allowed).min(balance);
                taken = taken.saturating_add(special);
                balance = balance.saturating_sub(special);
            }
            let commitment = match &terms.commitment {
                Some(terms) if undrawn > 0 && row > terms.free_months => {
                    let (numerator, denominator) = plan.commitment(terms.rate, row);
                    part(undrawn, numerator, denominator, self.rounding)?
                }
                _ => 0,
            };
            if row <= plan.fully_drawn {
                let drawn = terms.drawn_in(row);
                (balance, undrawn) = (balance.saturating_add(drawn), undrawn.saturating_sub(drawn));
            }
            columns.payment.push(within(interest.saturating_add(principal))?);
            columns.interest.push(interest);
            columns.principal.push(principal);
            if has_special {
                columns.special.push(special);
            }
            if has_commitment {
                columns.commitment.push(commitment);
            }
            columns.balance.push(balance);
            // What is beyond the range of money saturates beyond it too.
            paid = Sums {
                interest: paid.interest.saturating_add(interest),
                principal: paid.principal.saturating_add(principal),
                special: paid.special.saturating_add(special),
                commitment: paid.commitment.saturating_add(commitment),
            };
            if balance == 0 && undrawn == 0 {
                return self.finished(columns, paid);
            }
            let lowers = special > 0 && terms.lowers_instalment();
            if let (true, Some(end)) = (lowers, end) {
                let left = end.saturating_sub(row.max(plan.interest_only_until)).max(1);
                instalment = match instalment {
                    Some(_) => {
                        Some(annuity(balance.saturating_add(undrawn), plan.monthly(), left, self.rounding)?)
                    }
                    None => None,
                };
                capital = match capital {
                    Some(_) => {
                        Some(part(balance.saturating_add(undrawn), 1, i64::from(left), self.rounding)?)
                    }
                    None => None,
                };
            }
        }
        match terms.months {
            Some(_) => self.finished(columns, paid),
            None => Err(MortgageError::BadTerm { maximum: super::MAXIMUM_INSTALMENTS }.into()),
        }
    }

    fn finished(&self, mut columns: Columns, paid: Sums) -> Result<Schedule> {
        let rows = columns.payment.len();
        columns.special.resize(rows, 0);
        columns.commitment.resize(rows, 0);
        let currency = self.plan.currency;
        let money = |amount: i64| Money::new(within(amount)?, currency);
        let totals = Totals {
            payment: money(paid.interest.saturating_add(paid.principal))?,
            interest: money(paid.interest)?,
            principal: money(paid.principal)?,
            special: money(paid.special)?,
            commitment: money(paid.commitment)?,
        };
        let dates = self.plan.dates(rows);
        Ok(Schedule { currency, instalment: self.instalment, columns, totals, dates })
    }
}

/// What the columns add up to so far.
#[derive(Clone, Copy, Default)]
struct Sums {
    interest: i64,
    principal: i64,
    special: i64,
    commitment: i64,
}

/// A share of amounts, with what makes dividing by its denominator a multiplication.
struct Share {
    fraction: (i64, i64),
    numerator: u64,
    denominator: u64,
    reciprocal: u64,
}

impl Share {
    fn new(fraction: (i64, i64)) -> Self {
        let denominator = u64::try_from(fraction.1).unwrap_or(1).max(1);
        let reciprocal = u64::MAX.checked_div(denominator).unwrap_or_default();
        Self { fraction, numerator: u64::try_from(fraction.0).unwrap_or_default(), denominator, reciprocal }
    }

    /// The share of an amount, multiplied before it is divided and rounded once.
    fn of(&self, amount: i64, rounding: Rounding) -> Result<i64> {
        match self.half_up(amount) {
            Some(share) if rounding == Rounding::HalfUp => within(share),
            _ => part(amount, self.fraction.0, self.fraction.1, rounding),
        }
    }

    /// Half up within one word, where real loans are: the quotient by the reciprocal is at most two too small.
    fn half_up(&self, amount: i64) -> Option<i64> {
        let half = self.denominator.checked_div(2)?;
        let product = u64::try_from(amount).ok()?.checked_mul(self.numerator)?.checked_add(half)?;
        let wide = u128::from(product).checked_mul(u128::from(self.reciprocal))?;
        let mut quotient = u64::try_from(wide.checked_shr(64)?).ok()?;
        let mut rest = product.checked_sub(quotient.checked_mul(self.denominator)?)?;
        while rest >= self.denominator {
            quotient = quotient.checked_add(1)?;
            rest = rest.checked_sub(self.denominator)?;
        }
        i64::try_from(quotient).ok()
    }
}

/// A share of an amount that is not negative, multiplied before it is divided and rounded once.
fn part(amount: i64, numerator: i64, denominator: i64, rounding: Rounding) -> Result<i64> {
    let product = i128::from(amount).saturating_mul(i128::from(numerator));
    fitting(rounding.divide(product, i128::from(denominator)).ok_or(MoneyError::Overflow)?)
}

/// An amount that is within the range of money, or `money.overflow`.
fn within(amount: i64) -> Result<i64> {
    if amount.unsigned_abs() > Money::MAXIMUM.unsigned_abs() {
        return Err(MoneyError::Overflow.into());
    }
    Ok(amount)
}

/// The instalment that repays in so many equal periods: `P·r·q^n / (q^n − 1)` with `q = 1 + r`, exact until it is rounded.
#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
fn annuity(loan: i64, (numerator, denominator): (i64, i64), count: u32, rounding: Rounding) -> Result<i64> {
    if numerator == 0 {
        return part(loan, 1, i64::from(count.max(1)), rounding);
    }
    let grown = BigInt::from(numerator.saturating_add(denominator)).pow(count);
    let still = BigInt::from(denominator).pow(count);
    let above = &grown * numerator * loan;
    let below = (&grown - &still) * denominator;
    fitting(super::carry::divide(&above, &below, rounding).ok_or(MoneyError::Overflow)?)
}
