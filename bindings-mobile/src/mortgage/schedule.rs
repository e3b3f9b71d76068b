//! Schedules: what is paid when, and what is left.

use mot_core::{
    money::Money,
    mortgage::{self, Columns, LoanTerms, ScheduleRow, ScheduleYear, Totals},
    time::CalendarDate,
};

use crate::{Result, crossing::json};

json! {
    /// Reads the terms of a loan.
    parse_loan_terms, loan_terms_to_json: LoanTerms;
}

/// The schedule of a loan's terms.
///
/// Refused: nothing drawn or a drawdown that is not positive (`mortgage.bad_loan_amount`), none in month 0 or two in
/// one month (`mortgage.bad_drawdown`), a negative rate (`mortgage.rate_out_of_range`), a term of none or of more than
/// 1200 instalments, or of interest only (`mortgage.bad_term`), a first payment that is not after the payout
/// (`mortgage.payment_before_drawdown`), dates or counted days without a payout (`mortgage.payout_missing`), an
/// instalment that does not exceed one month's interest (`mortgage.never_amortises`), a special repayment that is not
/// positive or in no month (`mortgage.bad_special_repayment`), instalments carried on and lowered too often
/// (`mortgage.too_many_special_repayments`), two currencies (`money.currency_mismatch`), amounts beyond the range of
/// money (`money.overflow`).
#[uniffi::export]
pub fn loan_schedule(terms: &LoanTerms) -> Result<Schedule> {
    Ok(Schedule(terms.schedule()?))
}

/// A schedule: columns of minor units, a row for each instalment. Whole columns cross in one call.
#[derive(Debug, uniffi::Object)]
pub struct Schedule(mortgage::Schedule);

#[uniffi::export]
impl Schedule {
    /// The currency of every amount.
    pub fn currency(&self) -> String {
        self.0.currency().code().into()
    }

    /// The instalment of an annuity, as it is before any special repayment lowers it.
    pub fn instalment(&self) -> Option<Money> {
        self.0.instalment()
    }

    /// How many rows there are.
    pub fn length(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// The columns in minor units.
    pub fn columns(&self) -> Columns {
        self.0.columns().clone()
    }

    /// When each row is due; empty where the terms have no dates.
    pub fn dates(&self) -> Vec<CalendarDate> {
        self.0.dates().to_vec()
    }

    /// The row with this number, from 1, if there is one.
    pub fn row(&self, number: u32) -> Option<ScheduleRow> {
        self.0.row(number)
    }

    /// Every row in order.
    pub fn rows(&self) -> Vec<ScheduleRow> {
        self.0.rows().collect()
    }

    /// The yearly table: each twelve rows together, as an information sheet shows them from the second year on, the last
    /// year as many as there are. What is carried on is added up before it is shown. Beyond the range of money sums are
    /// refused (`money.overflow`).
    pub fn years(&self) -> Result<Vec<ScheduleYear>> {
        Ok(self.0.years()?)
    }

    /// What the columns add up to.
    pub fn totals(&self) -> Totals {
        self.0.totals()
    }

    /// What is left after the last row (*Restschuld*).
    pub fn balance(&self) -> Money {
        self.0.balance()
    }
}

/// The columns of a schedule in minor units, all of the same length.
#[uniffi::remote(Record)]
#[uniffi(name = "ScheduleColumns")]
pub struct Columns {
    /// Interest and principal: what is paid as instalment.
    pub payment: Vec<i64>,
    /// Interest.
    pub interest: Vec<i64>,
    /// What the payment repays.
    pub principal: Vec<i64>,
    /// What is repaid beyond it.
    pub special: Vec<i64>,
    /// Interest on what is not drawn yet, beside the payment.
    pub commitment: Vec<i64>,
    /// What is left after the row, drawdowns of its month included.
    pub balance: Vec<i64>,
}

/// What the columns of a schedule add up to.
#[uniffi::remote(Record)]
#[uniffi(name = "ScheduleTotals")]
pub struct Totals {
    /// All instalments.
    pub payment: Money,
    /// All interest.
    pub interest: Money,
    /// All principal.
    pub principal: Money,
    /// All special repayments.
    pub special: Money,
    /// All commitment interest.
    pub commitment: Money,
}
