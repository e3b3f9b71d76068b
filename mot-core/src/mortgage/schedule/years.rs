//! Schedules by the year, as information sheets show them.

use alloc::vec::Vec;

use super::Schedule;
use crate::{Result, input::document_fields, money::Money};

/// Twelve rows of a schedule together, the last year as many as there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ScheduleYear {
    /// The year of the loan, from 1; in a total, how many there are.
    pub year: u32,
    /// How many instalments it has.
    pub instalments: u32,
    /// What is paid as instalments.
    pub payment: Money,
    /// The interest in it.
    pub interest: Money,
    /// What it repays.
    pub principal: Money,
    /// What is repaid besides.
    pub special: Money,
    /// Commitment interest.
    pub commitment: Money,
    /// What is left at its end.
    pub balance: Money,
}

document_fields!(ScheduleYear {
    year: "year",
    instalments: "instalments",
    payment: "payment",
    interest: "interest",
    principal: "principal",
    special: "special",
    commitment: "commitment",
    balance: "balance",
});

impl Schedule {
    /// The yearly table: each twelve rows together, as an information sheet shows them from the second year on. What is
    /// carried on is added up before it is shown, as in the tables of the European Commission.
    ///
    /// Refused: sums beyond the range of money (`money.overflow`).
    ///
    /// ```
    /// use mot_core::{money::{Currency, Money, Rate}, mortgage::{LoanTerms, RepaymentPlan}};
    ///
    /// let loan = Money::parse("120000.00", Currency::EUR)?;
    /// let terms = LoanTerms::new(loan, Rate::parse("0.03")?, RepaymentPlan::EqualCapital { count: 30 });
    /// let years = terms.schedule()?.years()?;
    /// let shown = years.iter().map(|year| (year.instalments, year.principal.to_string()));
    /// assert_eq!(shown.last(), Some((6, "24000.00 EUR".into())));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn years(&self) -> Result<Vec<ScheduleYear>> {
        let rows = self.len();
        let twelves = (0..rows).step_by(12).map(|first| (first, rows.min(first.saturating_add(12))));
        (1..).zip(twelves).map(|(year, (first, end))| self.year(year, first, end)).collect()
    }

    /// The year of the rows from `first` up to, not including, `end`, counted from 0.
    fn year(&self, year: u32, first: usize, end: usize) -> Result<ScheduleYear> {
        let place = usize::try_from(year).unwrap_or_default().saturating_sub(1);
        let sum = |column: &[i64], years: Option<&Vec<i64>>| {
            let rows = column.get(first..end).unwrap_or_default();
            let added = || rows.iter().fold(0_i64, |sum, amount| sum.saturating_add(*amount));
            let shown = years.and_then(|years| years.get(place).copied());
            Money::new(shown.unwrap_or_else(added), self.currency)
        };
        let (rows, years) = (&self.columns, self.years.as_ref());
        let last = end.saturating_sub(1);
        Ok(ScheduleYear {
            year,
            instalments: u32::try_from(end.saturating_sub(first)).unwrap_or(u32::MAX),
            payment: sum(&rows.payment, years.map(|years| &years.payment))?,
            interest: sum(&rows.interest, years.map(|years| &years.interest))?,
            principal: sum(&rows.principal, years.map(|years| &years.principal))?,
            special: sum(&rows.special, years.map(|years| &years.special))?,
            commitment: sum(&rows.commitment, years.map(|years| &years.commitment))?,
            balance: self.money(rows.balance.get(last).copied().unwrap_or_default()),
        })
    }
}
