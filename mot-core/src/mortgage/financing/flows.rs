//! A financing as flows in time.

use alloc::vec::Vec;

use super::Financing;
use crate::{
    Result,
    money::Money,
    mortgage::{FeeTiming, Flow, LoanTerms, MAXIMUM_FLOWS, MortgageError, Schedule, YearFraction},
    time::CalendarDate,
};

/// What is drawn and what is paid.
pub(super) struct Flows {
    pub(super) drawdowns: Vec<Flow>,
    pub(super) payments: Vec<Flow>,
}

impl Financing {
    /// What is drawn and paid by a schedule of this financing; what is left after its last row is repaid with it.
    pub(super) fn flows(&self, schedule: &Schedule) -> Result<Flows> {
        let last = u32::try_from(schedule.len()).unwrap_or(u32::MAX);
        let first = first_instalment(&self.terms)?;
        let time = |month: u32| match month.checked_sub(1) {
            None => Ok(YearFraction::ZERO),
            Some(later) => first.plus(YearFraction::new(i64::from(later), 12)?),
        };
        let instalments = usize::try_from(last).unwrap_or(usize::MAX);
        let running = self.counted_costs().filter(|cost| cost.timing == FeeTiming::WithInstalments).count();
        if running.saturating_mul(instalments) > MAXIMUM_FLOWS {
            return Err(MortgageError::TooManyFlows { maximum: MAXIMUM_FLOWS }.into());
        }
        let mut flows = Flows { drawdowns: Vec::new(), payments: Vec::new() };
        for drawdown in self.terms.drawdowns.iter().filter(|drawdown| drawdown.month <= last) {
            flows.drawdowns.push(Flow { at: time(drawdown.month)?, amount: drawdown.amount });
        }
        for row in schedule.rows() {
            let mut paid = row.payment.plus(row.special)?.plus(row.commitment)?;
            if row.number == last {
                paid = paid.plus(schedule.balance())?;
            }
            flows.payments.push(Flow { at: time(row.number)?, amount: paid });
        }
        for cost in self.counted_costs() {
            match cost.timing {
                FeeTiming::AtConclusion => flows.pay(YearFraction::ZERO, cost.amount)?,
                FeeTiming::WithInstalments => {
                    for number in 1..=last {
                        flows.pay(time(number)?, cost.amount)?;
                    }
                }
                FeeTiming::InMonth { month } if month <= last => flows.pay(time(month)?, cost.amount)?,
                FeeTiming::InMonth { .. } => {}
            }
        }
        Ok(flows)
    }

    /// Refuses a cost in a month that the loan does not reach: leaving it out would understate the rate.
    pub(super) fn check_costs(&self, schedule: &Schedule) -> Result<()> {
        let last = u32::try_from(schedule.len()).unwrap_or(u32::MAX);
        for (index, cost) in self.costs.iter().enumerate() {
            let within = |error: crate::Error| error.within_index(index).within("costs");
            schedule.balance().same_currency(cost.amount).map_err(within)?;
            if matches!(cost.timing, FeeTiming::InMonth { month } if month > last) {
                return Err(within(MortgageError::CostAfterEnd { last }.into()));
            }
        }
        Ok(())
    }
}

impl Flows {
    /// A cost is paid; a negative one is given back, which is drawn.
    fn pay(&mut self, at: YearFraction, amount: Money) -> Result<()> {
        if amount.amount() < 0 {
            let amount = Money::zero(amount.currency()).minus(amount)?;
            self.drawdowns.push(Flow { at, amount });
        } else {
            self.payments.push(Flow { at, amount });
        }
        Ok(())
    }
}

/// The time of the first instalment by Annex I of the directive, months counted by the roll day of the instalments: where
/// they are due on the 31st, or on the month's last day, from 31 January to 30 April there are three months.
fn first_instalment(terms: &LoanTerms) -> Result<YearFraction> {
    let month = YearFraction::new(1, 12)?;
    let Some(payout) = terms.payout else { return Ok(month) };
    let (due, roll_day) = match (terms.first_payment, terms.month_end) {
        (Some(first), false) => (first, first.day()),
        (Some(first), true) => (first, 31),
        (None, false) => return Ok(month),
        (None, true) => (payout.plus_months(1)?, 31),
    };
    let mut months: i32 = 0;
    let mut left = on_day(due, roll_day)?;
    loop {
        let earlier = on_day(due.plus_months(months.saturating_add(1).saturating_neg())?, roll_day)?;
        if earlier < payout {
            break;
        }
        (months, left) = (months.saturating_add(1), earlier);
    }
    let whole = month.times(i64::from(months))?;
    let days = i64::from(payout.days_until(left));
    if days == 0 {
        return Ok(whole);
    }
    let year = i64::from(left.plus_months(-12)?.days_until(left));
    whole.plus(YearFraction::new(days, year)?)
}

/// The roll day in a date's month, or the month's last day.
fn on_day(date: CalendarDate, roll_day: i8) -> Result<CalendarDate> {
    (1..=roll_day)
        .rev()
        .find_map(|day| CalendarDate::new(date.year(), date.month(), day).ok())
        .map_or(Ok(date), Ok)
}
