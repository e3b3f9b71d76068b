//! The figures of the European Standardised Information Sheet (ESIS, *Europäisches Standardisiertes Merkblatt*).

use alloc::vec::Vec;

use super::{Aprc, Financing};
use crate::{
    Result,
    input::document_fields,
    money::{Money, MoneyError, Rate, Rounding},
    mortgage::{FeeTiming, MortgageError, ScheduleRow, ScheduleYear},
    time::CalendarDate,
};

/// The figures of an information sheet that follow from a loan and its costs (Directive 2014/17/EU Annex II, sections 3 to
/// 7; EGBGB Art. 247 § 1 and its annex 6). What a lender says in words, and who it is, is not reckoned here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct InformationSheet {
    /// Section 3: what is lent.
    pub loan: Money,
    /// Section 3: how many months the loan lasts at the present borrowing rate.
    pub months: u32,
    /// Section 3: everything that is paid: the loan, interest, commitment interest and counted costs.
    pub total_amount: Money,
    /// Section 3: what is paid back for each unit of the currency that is borrowed, with two decimals, a half up.
    pub per_unit_borrowed: Rate,
    /// Section 4: the effective rate, and which costs it counts.
    pub aprc: Aprc,
    /// Section 4: the annual borrowing rate.
    pub nominal_rate: Rate,
    /// Section 3 and 4: for how many months it is fixed; none where it is to the end.
    pub fixed_months: Option<u32>,
    /// Section 4: the day of the last instalment at that rate, where the loan has dates.
    pub fixed_until: Option<CalendarDate>,
    /// Section 4: counted costs paid once, at conclusion or in a month.
    pub costs_paid_once: Money,
    /// Section 4: counted costs paid with every instalment.
    pub costs_with_each_instalment: Money,
    /// Section 5: how many instalments there are, a month apart.
    pub instalments: u32,
    /// Section 5: when the first is due, where the loan has dates.
    pub first_payment: Option<CalendarDate>,
    /// Section 5: when the last is due.
    pub last_payment: Option<CalendarDate>,
    /// Section 6: the instalment; where it varies, the first that repays.
    pub instalment: Money,
    /// Section 6: the last one.
    pub last_instalment: Money,
    /// What is left when the rate is fixed no longer (*Restschuld*); none where it is to the end.
    pub balance: Option<Money>,
    /// Section 7: the instalments of the first year.
    pub first_year: Vec<ScheduleRow>,
    /// Section 7: every year.
    pub years: Vec<ScheduleYear>,
    /// Section 7: all years together.
    pub total: ScheduleYear,
    /// Section 9: what may be repaid besides in a contract year; no limit if none.
    pub special_limit: Option<Money>,
}

document_fields!(InformationSheet {
    loan: "loan",
    months: "months",
    total_amount: "totalAmount",
    per_unit_borrowed: "perUnitBorrowed",
    aprc: "aprc",
    nominal_rate: "nominalRate",
    fixed_months: "fixedMonths",
    fixed_until: "fixedUntil",
    costs_paid_once: "costsPaidOnce",
    costs_with_each_instalment: "costsWithEachInstalment",
    instalments: "instalments",
    first_payment: "firstPayment",
    last_payment: "lastPayment",
    instalment: "instalment",
    last_instalment: "lastInstalment",
    balance: "balance",
    first_year: "firstYear",
    years: "years",
    total: "total",
    special_limit: "specialLimit",
});

impl Financing {
    /// The figures of an information sheet, the effective rate with so many decimals.
    ///
    /// Refused: as for [`Financing::aprc`], and amounts that add up beyond the range of money (`money.overflow`).
    ///
    /// ```
    /// use mot_core::{money::{Currency, Money, Rate}, mortgage::{Financing, LoanTerms, RepaymentPlan}};
    ///
    /// let repayment = RepaymentPlan::InitialRate { rate: Rate::parse("0.02")? };
    /// let loan = Money::parse("360000.00", Currency::EUR)?;
    /// let terms = LoanTerms::new(loan, Rate::parse("0.032")?, repayment);
    /// let terms = LoanTerms { months: Some(180), ..terms };
    /// let sheet = Financing { terms, costs: vec![] }.information_sheet(2)?;
    /// assert_eq!((sheet.instalments, sheet.last_instalment.to_string()), (359, "1239.47 EUR".into()));
    /// assert_eq!(sheet.total_amount.to_string(), "559719.47 EUR");
    /// assert_eq!(sheet.per_unit_borrowed.to_string(), "1.55");
    /// assert_eq!(sheet.balance.map(|balance| balance.to_string()), Some("221615.46 EUR".into()));
    /// assert_eq!((sheet.first_year.len(), sheet.years.len()), (12, 30));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn information_sheet(&self, decimals: u32) -> Result<InformationSheet> {
        let aprc = self.aprc(decimals)?;
        let schedule = self.whole_schedule()?;
        let instalments = u32::try_from(schedule.len()).unwrap_or(u32::MAX);
        let loan = self.terms.loan()?;
        let totals = schedule.totals();
        let costs = self.costs_within(instalments, loan.currency())?;
        let total_amount = loan.plus(totals.interest)?.plus(totals.commitment)?.plus(costs)?;
        let mut costs_with_each_instalment = Money::zero(loan.currency());
        for cost in self.counted_costs().filter(|cost| cost.timing == FeeTiming::WithInstalments) {
            costs_with_each_instalment = costs_with_each_instalment.plus(cost.amount)?;
        }
        let costs_paid_with_instalments = {
            let product = i128::from(costs_with_each_instalment.amount()).saturating_mul(instalments.into());
            Money::from_wide(product, loan.currency())?
        };
        let fixed = self.terms.months.filter(|months| *months < instalments);
        let last = schedule.row(instalments).ok_or(MortgageError::NothingOwed)?;
        let years = schedule.years()?;
        let total = ScheduleYear {
            year: u32::try_from(years.len()).unwrap_or(u32::MAX),
            instalments,
            payment: totals.payment,
            interest: totals.interest,
            principal: totals.principal,
            special: totals.special,
            commitment: totals.commitment,
            balance: schedule.balance(),
        };
        Ok(InformationSheet {
            loan,
            months: instalments,
            total_amount,
            per_unit_borrowed: per_unit(total_amount, loan)?,
            aprc,
            nominal_rate: self.terms.nominal_rate,
            fixed_months: fixed,
            fixed_until: fixed.and_then(|months| schedule.row(months)).and_then(|row| row.date),
            costs_paid_once: costs.minus(costs_paid_with_instalments)?,
            costs_with_each_instalment,
            instalments,
            first_payment: schedule.row(1).and_then(|row| row.date),
            last_payment: last.date,
            instalment: self.instalment(&schedule),
            last_instalment: last.payment,
            balance: fixed.and_then(|months| schedule.row(months)).map(|row| row.balance),
            first_year: schedule.rows().take(12).collect(),
            years,
            total,
            special_limit: self.terms.special_limit,
        })
    }
}

/// What is paid back for each unit borrowed, with two decimals, a half up.
fn per_unit(total: Money, loan: Money) -> Result<Rate> {
    let hundredths = i128::from(total.amount()).saturating_mul(100);
    let hundredths =
        Rounding::HalfUp.divide(hundredths, i128::from(loan.amount())).ok_or(MoneyError::Overflow)?;
    let unit = i128::from(Rate::ONE.billionths()).checked_div(100).unwrap_or_default();
    let billionths = i64::try_from(hundredths.saturating_mul(unit)).map_err(|_| MoneyError::Overflow)?;
    Rate::from_billionths(billionths)
}
