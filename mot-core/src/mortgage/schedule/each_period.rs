//! Amounts rounded each period, as in a lender's books.

use alloc::vec::Vec;
use core::ops::RangeInclusive;

use super::{Columns, LoanTerms, Paid, RepaymentPlan, Totals, annuity, fitting, plan::Plan};
use crate::{
    Result,
    money::{Money, MoneyError, Rounding},
    mortgage::instalment,
};

/// The rows; `end` is the one that clears the loan, where it is known.
pub(super) fn paid(terms: &LoanTerms, plan: &Plan, end: Option<u32>) -> Result<Paid> {
    let mut books = Books::new(terms, plan, end)?;
    let instalment = match books.due {
        Due::Instalment(amount) => Some(amount),
        _ => None,
    };
    while books.row < books.last && !books.is_settled() {
        books.pay()?;
        books.repay_specially()?;
        books.charge_commitment()?;
        books.draw()?;
    }
    books.cut();
    let (totals, is_settled) = (books.totals(), books.is_settled());
    Ok(Paid { instalment, columns: books.columns, years: None, totals, is_settled })
}

struct Books<'a> {
    terms: &'a LoanTerms,
    plan: &'a Plan,
    rounding: Rounding,
    /// The row that clears the loan, where it is known, and the last one of the schedule.
    end: Option<u32>,
    last: u32,
    /// What is due once repayment has begun.
    due: Due,
    /// The row that was paid last.
    row: u32,
    balance: i64,
    undrawn: i64,
    /// What special repayments took in which contract year.
    taken: i64,
    year: u32,
    columns: Columns,
    sums: Sums,
}

/// What is due in a row.
#[derive(Clone, Copy)]
enum Due {
    /// Interest alone.
    Interest,
    /// Interest and so much principal.
    Principal(i64),
    /// So much, interest included.
    Instalment(i64),
    /// Interest and all that is left.
    Everything,
}

/// What the columns add up to so far.
#[derive(Default)]
struct Sums {
    interest: i64,
    principal: i64,
    special: i64,
    commitment: i64,
}

impl<'a> Books<'a> {
    fn new(terms: &'a LoanTerms, plan: &'a Plan, end: Option<u32>) -> Result<Self> {
        let (rounding, loan) = (terms.rounding(), plan.loan.amount());
        let due = match terms.repayment {
            RepaymentPlan::InitialRate { rate: initial } => {
                let (above, below) = instalment::from_initial_rate(plan.loan, terms.nominal_rate, initial)?;
                Due::Instalment(fitting(rounding.divide(above, below).ok_or(MoneyError::Overflow)?)?)
            }
            RepaymentPlan::Instalment { amount } => Due::Instalment(amount.amount()),
            RepaymentPlan::Instalments { .. } => {
                Due::Instalment(annuity::instalment(loan, plan.monthly(), plan.repaying(), rounding)?)
            }
            RepaymentPlan::EqualCapital { .. } => {
                Due::Principal(part(loan, (1, i64::from(plan.repaying())), rounding)?)
            }
            RepaymentPlan::Bullet { .. } => Due::Interest,
        };
        if let Due::Instalment(amount) = due {
            let (numerator, denominator) = plan.monthly();
            let over = |amount: i64, factor: i64| i128::from(amount).saturating_mul(i128::from(factor));
            instalment::must_exceed_interest(&over(amount, denominator), &over(loan, numerator))?;
        }
        let last = plan.last_row(end);
        let balance = terms.drawn_in(0);
        let undrawn = loan.saturating_sub(balance);
        let columns = Columns::with_capacity(usize::try_from(last).unwrap_or_default());
        let (row, taken, year, sums) = (0, 0, 0, Sums::default());
        Ok(Self { terms, plan, rounding, end, last, due, row, balance, undrawn, taken, year, columns, sums })
    }

    fn is_settled(&self) -> bool {
        self.balance == 0 && self.undrawn == 0
    }

    /// Pays rows in turn for as long as they are alike and nothing else happens: mostly all of them.
    fn pay(&mut self) -> Result<()> {
        let first = self.row.saturating_add(1);
        let (due, last) = if self.end == Some(first) {
            (Due::Everything, first)
        } else if first <= self.plan.interest_only_until {
            (Due::Interest, self.quiet_until(first).min(self.plan.interest_only_until))
        } else {
            (self.due, self.quiet_until(first))
        };
        let (due, includes_interest) = match due {
            Due::Interest => (0, false),
            Due::Principal(principal) => (principal, false),
            Due::Instalment(instalment) => (instalment, true),
            Due::Everything => (i64::MAX, false),
        };
        let share = Share::new(self.plan.interest(first)?, self.rounding);
        let (mut balance, mut paid, mut rows) = (self.balance, 0_i64, 0_u32);
        for row in self.columns.further(first..=last) {
            let interest = share.of(balance)?;
            let due = if includes_interest { due.checked_sub(interest) } else { Some(due) };
            let principal = due.ok_or(MoneyError::Overflow)?.min(balance);
            balance = within_range(balance.checked_sub(principal))?;
            *row.payment = within_range(interest.checked_add(principal))?;
            *row.interest = interest;
            *row.principal = principal;
            *row.balance = balance;
            paid = paid.saturating_add(interest);
            rows = rows.saturating_add(1);
            if balance == 0 {
                break;
            }
        }
        self.sums.interest = self.sums.interest.saturating_add(paid);
        self.sums.principal = self.sums.principal.saturating_add(self.balance.saturating_sub(balance));
        self.row = self.row.saturating_add(rows);
        self.balance = balance;
        Ok(())
    }

    /// The last row up to which all are paid like this one, and after which alone something else may happen.
    fn quiet_until(&self, row: u32) -> u32 {
        let drawing = row <= self.plan.fully_drawn;
        if drawing || !self.plan.periods_are_equal() {
            return row;
        }
        let last = if self.end == Some(self.last) { self.last.saturating_sub(1) } else { self.last };
        let specials = self.terms.special_repayments.iter().map(|special| special.month);
        specials.filter(|month| *month >= row).fold(last, u32::min)
    }

    /// The special repayment of the row, as far as there is an allowance and a balance, and the instalment that it lowers.
    fn repay_specially(&mut self) -> Result<()> {
        let wished = self.terms.wished_in(self.row);
        if wished == 0 {
            return Ok(());
        }
        let year = self.plan.contract_year(self.row, self.terms);
        if self.year != year {
            (self.year, self.taken) = (year, 0);
        }
        let limit = self.terms.special_limit.map_or(i64::MAX, |limit| limit.amount());
        let special = wished.min(limit.saturating_sub(self.taken).max(0)).min(self.balance);
        self.taken = self.taken.saturating_add(special);
        self.balance = self.balance.saturating_sub(special);
        self.sums.special = self.sums.special.saturating_add(special);
        enter(&mut self.columns.special, self.row, special);
        enter(&mut self.columns.balance, self.row, self.balance);
        if let (true, Some(rows)) = (special > 0, self.plan.rows_left(self.terms, self.row, self.end)) {
            let owed = self.balance.saturating_add(self.undrawn);
            self.due = match self.due {
                Due::Instalment(_) => {
                    Due::Instalment(annuity::instalment(owed, self.plan.monthly(), rows, self.rounding)?)
                }
                Due::Principal(_) => Due::Principal(part(owed, (1, i64::from(rows)), self.rounding)?),
                due => due,
            };
        }
        Ok(())
    }

    /// The interest of the row on what is not drawn yet.
    fn charge_commitment(&mut self) -> Result<()> {
        if let Some(share) = self.plan.commitment(self.terms, self.row)? {
            let commitment = part(self.undrawn, share, self.rounding)?;
            self.sums.commitment = self.sums.commitment.saturating_add(commitment);
            enter(&mut self.columns.commitment, self.row, commitment);
        }
        Ok(())
    }

    /// What is drawn in the month of the row.
    fn draw(&mut self) -> Result<()> {
        if self.row <= self.plan.fully_drawn {
            let drawn = self.terms.drawn_in(self.row);
            self.undrawn = self.undrawn.saturating_sub(drawn);
            self.balance = fitting(self.balance.saturating_add(drawn))?;
            enter(&mut self.columns.balance, self.row, self.balance);
        }
        Ok(())
    }

    /// Makes every column as long as the rows that were paid.
    fn cut(&mut self) {
        let rows = usize::try_from(self.row).unwrap_or_default();
        let Columns { payment, interest, principal, special, commitment, balance } = &mut self.columns;
        for column in [payment, interest, principal, special, commitment, balance] {
            column.resize(rows, 0);
            column.shrink_to_fit();
        }
    }

    fn totals(&self) -> Result<Totals> {
        let money = |amount: i64| Money::new(amount, self.plan.currency);
        let Sums { interest, principal, special, commitment } = self.sums;
        Ok(Totals {
            payment: money(interest.saturating_add(principal))?,
            interest: money(interest)?,
            principal: money(principal)?,
            special: money(special)?,
            commitment: money(commitment)?,
        })
    }
}

/// The cells of a row.
struct Cells<'a> {
    payment: &'a mut i64,
    interest: &'a mut i64,
    principal: &'a mut i64,
    balance: &'a mut i64,
}

impl Columns {
    /// These rows, to be filled in.
    fn further(&mut self, rows: RangeInclusive<u32>) -> impl Iterator<Item = Cells<'_>> {
        fn cells(column: &mut Vec<i64>, (first, last): (usize, usize)) -> &mut [i64] {
            column.resize(last, 0);
            column.get_mut(first..).unwrap_or_default()
        }
        let place = |row: u32| usize::try_from(row).unwrap_or_default();
        let rows = (place(rows.start().saturating_sub(1)), place(*rows.end()));
        let Self { payment, interest, principal, balance, .. } = self;
        let pairs = cells(payment, rows).iter_mut().zip(cells(interest, rows));
        let pairs = pairs.zip(cells(principal, rows).iter_mut().zip(cells(balance, rows)));
        pairs.map(|((payment, interest), (principal, balance))| Cells {
            payment,
            interest,
            principal,
            balance,
        })
    }
}

/// An amount that is not negative and fits, or `money.overflow`.
fn within_range(amount: Option<i64>) -> Result<i64> {
    match amount {
        Some(amount @ 0..=Money::MAXIMUM) => Ok(amount),
        _ => Err(MoneyError::Overflow.into()),
    }
}

/// The cell of a row, in a column that is nothing in the rows before it.
fn enter(column: &mut Vec<i64>, row: u32, amount: i64) {
    column.resize(usize::try_from(row).unwrap_or_default(), 0);
    if let Some(cell) = column.last_mut() {
        *cell = amount;
    }
}

/// A share of amounts, and what makes dividing by its denominator a multiplication.
struct Share {
    fraction: (i64, i64),
    rounding: Rounding,
    /// The fraction in units of 2^-64, rounded up.
    units: u64,
    /// The greatest amount of which those units give the share exactly.
    exact_until: u64,
}

impl Share {
    /// Half up of `a·n/d` is the whole part of `a·n/d + 1/2`, which is a multiple of `1/2d`. Units that are rounded up add
    /// less than `a/2^64` to it: too little to reach the next multiple as long as `a·2d ≤ 2^64`.
    fn new(fraction: (i64, i64), rounding: Rounding) -> Self {
        let wide = |part: i64| u128::try_from(part).unwrap_or_default();
        let units = wide(fraction.0).wrapping_shl(64).checked_next_multiple_of(wide(fraction.1));
        let units = units.and_then(|units| units.checked_div(wide(fraction.1)));
        let units = units.and_then(|units| u64::try_from(units).ok());
        let exact_until = match (units, rounding) {
            (Some(_), Rounding::HalfUp) => HALF.checked_div(wide(fraction.1)).unwrap_or_default(),
            _ => 0,
        };
        let exact_until = u64::try_from(exact_until).unwrap_or_default();
        Self { fraction, rounding, units: units.unwrap_or_default(), exact_until }
    }

    /// The share of an amount that is not negative, multiplied before it is divided and rounded once.
    fn of(&self, amount: i64) -> Result<i64> {
        match u64::try_from(amount) {
            Ok(amount) if amount <= self.exact_until => {
                // The product of two words and half a unit fit into two.
                let product = u128::from(amount).wrapping_mul(u128::from(self.units));
                let share = product.wrapping_add(HALF).wrapping_shr(64);
                Ok(i64::try_from(share).unwrap_or(i64::MAX))
            }
            _ => part(amount, self.fraction, self.rounding),
        }
    }
}

/// Half of 2^64.
const HALF: u128 = 1 << 63;

/// A share of an amount that is not negative, multiplied before it is divided and rounded once.
fn part(amount: i64, (numerator, denominator): (i64, i64), rounding: Rounding) -> Result<i64> {
    let product = i128::from(amount).saturating_mul(i128::from(numerator));
    fitting(rounding.divide(product, i128::from(denominator)).ok_or(MoneyError::Overflow)?)
}

#[cfg(test)]
mod tests {
    use super::{Share, part};
    use crate::money::{Money, Rounding};

    #[test]
    fn a_share_by_multiplication_is_the_divided_one() {
        let fractions = [(13, 4800), (1, 1200), (1, 1000), (0, 1), (1, 3), (999, 1000), (3, 2), (83, 1)];
        let fine = [(34_567_891, 12_000_000_000), (12_345_679, 133_590_000_000_000), (1, 2)];
        for fraction in fractions.into_iter().chain(fine) {
            let share = Share::new(fraction, Rounding::HalfUp);
            let limit = i64::try_from(share.exact_until).unwrap_or(Money::MAXIMUM);
            let half = fraction.1 / 2;
            for near in [0, half, 5_000_500, 36_000_000, limit / 2, limit] {
                for amount in near - 1_500..near + 1_500 {
                    let amount = amount.clamp(0, Money::MAXIMUM);
                    let divided = part(amount, fraction, Rounding::HalfUp);
                    assert_eq!(share.of(amount), divided, "{amount} of {fraction:?}");
                }
            }
        }
    }
}
