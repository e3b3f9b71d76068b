//! What is known of the rows before any amount: their number, dates, year fractions, and what happens in which month.

use alloc::vec::Vec;

use super::{LoanTerms, MAXIMUM_INSTALMENTS, RepaymentPlan, day_count::Period};
use crate::{
    Error, Result,
    money::{Currency, Money, MoneyError, Rate},
    mortgage::{DayCount, MortgageError},
    time::CalendarDate,
};

/// The checked terms, laid out by month.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) currency: Currency,
    /// Everything that is drawn.
    pub(super) loan: Money,
    /// The last row that pays interest only.
    pub(super) interest_only_until: u32,
    /// The row that clears the balance, where the terms name it.
    pub(super) count: Option<u32>,
    /// The last row of the schedule, unless the loan ends before.
    pub(super) rows: u32,
    /// The rate as a reduced fraction, of a year and of a twelfth.
    rate: (i64, i64),
    monthly: (i64, i64),
    /// The last month in which something is drawn.
    pub(super) fully_drawn: u32,
    dates: Vec<CalendarDate>,
    periods: Vec<Period>,
}

impl Plan {
    pub(super) fn new(terms: &LoanTerms) -> Result<Self> {
        let Some(first) = terms.drawdowns.first() else { return Err(MortgageError::BadLoanAmount.into()) };
        let mut loan = Money::zero(first.amount.currency());
        let mut drawn = Vec::new();
        for (index, drawdown) in terms.drawdowns.iter().enumerate() {
            let within = |error: Error| error.within_index(index).within("drawdowns");
            if drawdown.amount.amount() <= 0 {
                return Err(within(MortgageError::BadLoanAmount.into()));
            }
            if drawn.contains(&drawdown.month) || drawdown.month > MAXIMUM_INSTALMENTS {
                return Err(within(MortgageError::BadDrawdown.into()));
            }
            drawn.push(drawdown.month);
            loan = loan.plus(drawdown.amount).map_err(within)?;
        }
        if !drawn.contains(&0) {
            return Err(MortgageError::BadDrawdown.into());
        }
        if terms.nominal_rate < Rate::ZERO
            || terms.commitment.as_ref().is_some_and(|terms| terms.rate < Rate::ZERO)
        {
            return Err(MortgageError::RateOutOfRange.into());
        }
        let fully_drawn = drawn.iter().copied().max().unwrap_or_default();
        let interest_only_until = terms.interest_only_months.unwrap_or_default().max(fully_drawn);
        let count = match terms.repayment {
            RepaymentPlan::Instalments { count }
            | RepaymentPlan::EqualCapital { count }
            | RepaymentPlan::Bullet { count } => Some(count),
            RepaymentPlan::InitialRate { .. } | RepaymentPlan::Instalment { .. } => None,
        };
        let within = |rows: u32| (1..=MAXIMUM_INSTALMENTS).contains(&rows);
        let bad_count = count.is_some_and(|count| !within(count) || count <= interest_only_until);
        if bad_count || terms.months.is_some_and(|months| !within(months)) {
            return Err(MortgageError::BadTerm { maximum: MAXIMUM_INSTALMENTS }.into());
        }
        for (index, special) in terms.special_repayments.iter().enumerate() {
            let within = |error: Error| error.within_index(index).within("specialRepayments");
            loan.same_currency(special.amount).map_err(within)?;
            if special.amount.amount() <= 0 || !(1..=MAXIMUM_INSTALMENTS).contains(&special.month) {
                return Err(within(MortgageError::BadSpecialRepayment.into()));
            }
        }
        if let Some(limit) = terms.special_limit {
            let within = |error: Error| error.within("specialLimit");
            loan.same_currency(limit).map_err(within)?;
            if limit.amount() < 0 {
                return Err(within(MortgageError::BadSpecialRepayment.into()));
            }
        }
        if let RepaymentPlan::Instalment { amount } = terms.repayment {
            loan.same_currency(amount)?;
        }
        let rows = terms.months.unwrap_or(MAXIMUM_INSTALMENTS).min(count.unwrap_or(MAXIMUM_INSTALMENTS));
        let rate = reduced(terms.nominal_rate.billionths(), Rate::ONE.billionths());
        let mut plan = Self {
            currency: loan.currency(),
            loan,
            interest_only_until,
            count,
            rows,
            rate,
            monthly: reduced(rate.0, rate.1.saturating_mul(12)),
            fully_drawn,
            dates: Vec::new(),
            periods: Vec::new(),
        };
        plan.lay_out_dates(terms)?;
        Ok(plan)
    }

    fn lay_out_dates(&mut self, terms: &LoanTerms) -> Result<()> {
        let Some(payout) = terms.payout else {
            let counted = terms.day_count.is_some_and(|days| days != DayCount::Thirty360E);
            return match terms.first_payment.is_some() || terms.month_end || counted {
                true => Err(MortgageError::PayoutMissing.into()),
                false => Ok(()),
            };
        };
        if terms.first_payment.is_some_and(|first| first <= payout) {
            return Err(MortgageError::PaymentBeforeDrawdown.into());
        }
        // Every date is counted from the one that was given, so that a 31st is the last day of a shorter month only.
        let (given, months) = terms.first_payment.map_or((payout, 1..), |first| (first, 0..));
        let mut before = payout;
        for (_, months) in (0..self.rows).zip(months) {
            let due = given.plus_months(months)?;
            let due = if terms.month_end { last_of_month(due)? } else { due };
            self.periods.push(Period::between(before, due, terms.day_count.unwrap_or(DayCount::Thirty360E))?);
            self.dates.push(due);
            before = due;
        }
        Ok(())
    }

    /// The interest of a row as a fraction of the balance: rate times year fraction.
    pub(super) fn interest(&self, row: u32) -> Result<(i64, i64)> {
        if self.periods.is_empty() { Ok(self.monthly) } else { self.share(self.rate, row) }
    }

    /// A yearly share, over the row's year fraction.
    fn share(&self, (numerator, denominator): (i64, i64), row: u32) -> Result<(i64, i64)> {
        let index = usize::try_from(row).unwrap_or_default().saturating_sub(1);
        let period = self.periods.get(index).copied().unwrap_or(Period::MONTH);
        let numerator = numerator.checked_mul(period.numerator).ok_or(MoneyError::Overflow)?;
        Ok((numerator, denominator.checked_mul(period.denominator).ok_or(MoneyError::Overflow)?))
    }

    /// Whether every row's year fraction is a twelfth.
    pub(super) fn periods_are_equal(&self) -> bool {
        self.periods.is_empty()
    }

    /// The interest of a twelfth of a year as a reduced fraction of the balance.
    pub(super) fn monthly(&self) -> (i64, i64) {
        self.monthly
    }

    /// The interest of a row on what is not drawn yet, as a fraction of it, where there is any.
    pub(super) fn commitment(&self, terms: &LoanTerms, row: u32) -> Result<Option<(i64, i64)>> {
        match &terms.commitment {
            Some(commitment) if row > commitment.free_months && row <= self.fully_drawn => {
                let rate = reduced(commitment.rate.billionths(), Rate::ONE.billionths());
                self.share(rate, row).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Over how many rows the terms repay, where they say so: at least one.
    pub(super) fn repaying(&self) -> u32 {
        self.count.map_or(1, |count| count.saturating_sub(self.interest_only_until)).max(1)
    }

    /// Over how many rows after this one, at least one, a lower instalment repays what a special repayment left.
    pub(super) fn rows_left(&self, terms: &LoanTerms, row: u32, end: Option<u32>) -> Option<u32> {
        let end = end.filter(|_| terms.lowers_instalment())?;
        Some(end.saturating_sub(row.max(self.interest_only_until)).max(1))
    }

    /// The last row to work out: the one that clears the balance, where it is known, or the last that is asked for.
    pub(super) fn last_row(&self, end: Option<u32>) -> u32 {
        self.rows.min(end.unwrap_or(self.rows))
    }

    /// The dates of so many rows.
    pub(super) fn dates(&self, rows: usize) -> Vec<CalendarDate> {
        self.dates.iter().take(rows).copied().collect()
    }

    /// The contract year of a row, from 0: twelve months from the payout, the last day included.
    pub(super) fn contract_year(&self, row: u32, terms: &LoanTerms) -> u32 {
        let index = usize::try_from(row).unwrap_or_default().saturating_sub(1);
        let (Some(payout), Some(date)) = (terms.payout, self.dates.get(index)) else {
            return row.saturating_sub(1).checked_div(12).unwrap_or_default();
        };
        let ends = |year: u32| {
            let months = i32::try_from(year.saturating_add(1).saturating_mul(12)).unwrap_or(i32::MAX);
            payout.plus_months(months)
        };
        let years = u32::try_from(date.year().saturating_sub(payout.year())).unwrap_or_default();
        let before = years.saturating_sub(1);
        if ends(before).is_ok_and(|end| *date <= end) { before } else { years }
    }
}

fn last_of_month(date: CalendarDate) -> Result<CalendarDate> {
    let first = CalendarDate::new(date.year(), date.month(), 1)?;
    first.plus_months(1)?.plus_days(-1)
}

/// A fraction without a common divisor.
fn reduced(numerator: i64, denominator: i64) -> (i64, i64) {
    let (mut one, mut other) = (numerator.saturating_abs(), denominator);
    while other != 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or_default());
    }
    let divisor = one.max(1);
    (numerator.checked_div(divisor).unwrap_or_default(), denominator.checked_div(divisor).unwrap_or(1))
}
