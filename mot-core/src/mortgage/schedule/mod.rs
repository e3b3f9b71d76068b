//! Schedules: what is paid when, and what is left (*Tilgungsplan*).
//!
//! Everything inside is exact: interest is the balance times the rate times the year fraction, multiplied before it is
//! divided and rounded once. Rounded each period, as in a lender's books, or only where a figure is shown, as in the tables
//! of the European Commission ([`InstalmentRounding`]).

use alloc::{vec, vec::Vec};

use super::{Commitment, DayCount, Drawdown, InstalmentRounding, MortgageError, SpecialPaymentEffect};
use crate::{
    Result,
    input::{Json, Read, Write, document_fields, words},
    money::{Currency, Money, MoneyError, Rate, Rounding},
    time::CalendarDate,
};

mod annuity;
mod carry;
mod day_count;
mod each_period;
pub(super) mod exact;
mod plan;
mod years;

use plan::Plan;
pub use years::ScheduleYear;

/// The most instalments of a schedule: a hundred years of months.
pub const MAXIMUM_INSTALMENTS: u32 = 1200;

/// How a loan is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")
)]
pub enum RepaymentPlan {
    /// An annuity from the initial repayment rate (*anfängliche Tilgung*).
    InitialRate {
        /// The initial repayment rate.
        rate: Rate,
    },
    /// A given instalment.
    Instalment {
        /// The instalment.
        amount: Money,
    },
    /// An annuity that repays in so many instalments (*Volltilger*).
    Instalments {
        /// How many, interest-only ones included.
        count: u32,
    },
    /// Equal parts of capital, interest on top.
    EqualCapital {
        /// In how many instalments, interest-only ones included.
        count: u32,
    },
    /// Interest only, and the whole capital with the last instalment.
    Bullet {
        /// How many instalments.
        count: u32,
    },
}

words! {
    /// The words that name the plans.
    pub enum RepaymentPlanType {
        /// [`RepaymentPlan::InitialRate`].
        InitialRate = "initial_rate",
        /// [`RepaymentPlan::Instalment`].
        Instalment = "instalment",
        /// [`RepaymentPlan::Instalments`].
        Instalments = "instalments",
        /// [`RepaymentPlan::EqualCapital`].
        EqualCapital = "equal_capital",
        /// [`RepaymentPlan::Bullet`].
        Bullet = "bullet",
    }
}

impl Read for RepaymentPlan {
    fn read(json: &Json) -> Result<Self> {
        let all = json.fields(&["type", "rate", "amount", "count"])?;
        let count = || json.fields(&["type", "count"])?.take("count");
        Ok(match all.take("type")? {
            RepaymentPlanType::InitialRate => {
                Self::InitialRate { rate: json.fields(&["type", "rate"])?.take("rate")? }
            }
            RepaymentPlanType::Instalment => {
                Self::Instalment { amount: json.fields(&["type", "amount"])?.take("amount")? }
            }
            RepaymentPlanType::Instalments => Self::Instalments { count: count()? },
            RepaymentPlanType::EqualCapital => Self::EqualCapital { count: count()? },
            RepaymentPlanType::Bullet => Self::Bullet { count: count()? },
        })
    }
}

impl Write for RepaymentPlan {
    fn write(&self) -> Json {
        let (word, name, value) = match self {
            Self::InitialRate { rate } => (RepaymentPlanType::InitialRate, "rate", rate.write()),
            Self::Instalment { amount } => (RepaymentPlanType::Instalment, "amount", amount.write()),
            Self::Instalments { count } => (RepaymentPlanType::Instalments, "count", count.write()),
            Self::EqualCapital { count } => (RepaymentPlanType::EqualCapital, "count", count.write()),
            Self::Bullet { count } => (RepaymentPlanType::Bullet, "count", count.write()),
        };
        Json::Object(vec![("type".into(), word.write()), (name.into(), value)])
    }
}

/// A repayment beyond the instalment (*Sondertilgung*), after the instalment of its month.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct SpecialRepayment {
    /// The month, from 1.
    pub month: u32,
    /// How much; no more than is left is taken.
    pub amount: Money,
}

document_fields!(SpecialRepayment { month: "month", amount: "amount" });

/// The terms of a loan, as far as its schedule follows from them. What is left out has the trade's default.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct LoanTerms {
    /// The annual borrowing rate.
    pub nominal_rate: Rate,
    /// What is drawn: in month 0 at the payout, later after the instalment of its month.
    pub drawdowns: Vec<Drawdown>,
    /// How it is repaid.
    pub repayment: RepaymentPlan,
    /// After how many instalments the schedule ends, such as a fixed period's; to the end of the loan if none. Months
    /// everywhere are those of the instalments: month k is that of the k-th.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub months: Option<u32>,
    /// For how many months only interest is paid; none if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub interest_only_months: Option<u32>,
    /// Repayments beyond the instalments.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub special_repayments: Vec<SpecialRepayment>,
    /// How much may be repaid so within a contract year, twelve months from the payout; what is beyond is not taken. No
    /// limit if none.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub special_limit: Option<Money>,
    /// What a special repayment changes; the term if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub special_effect: Option<SpecialPaymentEffect>,
    /// Interest on what is not drawn yet (*Bereitstellungszins*).
    #[cfg_attr(feature = "schema", schemars(default))]
    pub commitment: Option<Commitment>,
    /// How days count, where there are dates; 30E/360 if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub day_count: Option<DayCount>,
    /// When the loan is paid out; without it every month is a twelfth of a year.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub payout: Option<CalendarDate>,
    /// When the first instalment is due; a month after the payout if none.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub first_payment: Option<CalendarDate>,
    /// Whether instalments are due on the last day of the month.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub month_end: bool,
    /// When amounts are rounded; each period if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub rounding_policy: Option<InstalmentRounding>,
    /// How an amount is rounded; half up if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub rounding: Option<Rounding>,
}

document_fields!(LoanTerms {
    nominal_rate: "nominalRate", drawdowns: "drawdowns", repayment: "repayment";
    months: "months", interest_only_months: "interestOnlyMonths", special_repayments: "specialRepayments",
    special_limit: "specialLimit", special_effect: "specialEffect", commitment: "commitment", day_count: "dayCount",
    payout: "payout", first_payment: "firstPayment", month_end: "monthEnd", rounding_policy: "roundingPolicy",
    rounding: "rounding",
});

impl LoanTerms {
    /// The terms of a loan that is drawn at once and repaid as said, with the trade's defaults.
    ///
    /// ```
    /// use mot_core::{money::{Currency, Money, Rate}, mortgage::{LoanTerms, RepaymentPlan}};
    ///
    /// let loan = Money::parse("360000.00", Currency::EUR)?;
    /// let repayment = RepaymentPlan::InitialRate { rate: Rate::parse("0.02")? };
    /// let terms = LoanTerms { months: Some(180), ..LoanTerms::new(loan, Rate::parse("0.032")?, repayment) };
    /// let schedule = terms.schedule()?;
    /// assert_eq!(schedule.row(1).map(|row| row.payment.to_string()), Some("1560.00 EUR".into()));
    /// assert_eq!(schedule.balance().to_string(), "221615.46 EUR"); // the Restschuld after fifteen years
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn new(loan: Money, nominal_rate: Rate, repayment: RepaymentPlan) -> Self {
        Self {
            nominal_rate,
            drawdowns: vec![Drawdown { month: 0, amount: loan }],
            repayment,
            months: None,
            interest_only_months: None,
            special_repayments: Vec::new(),
            special_limit: None,
            special_effect: None,
            commitment: None,
            day_count: None,
            payout: None,
            first_payment: None,
            month_end: false,
            rounding_policy: None,
            rounding: None,
        }
    }

    /// The schedule of these terms.
    ///
    /// Refused: nothing drawn or a drawdown that is not positive (`mortgage.bad_loan_amount`), none in month 0 or two
    /// in one month (`mortgage.bad_drawdown`), a negative rate (`mortgage.rate_out_of_range`), a term of none or of
    /// more than 1200 instalments, or of interest only (`mortgage.bad_term`), a first payment that is not after the
    /// payout (`mortgage.payment_before_drawdown`), dates or counted days without a payout
    /// (`mortgage.payout_missing`), an instalment that does not exceed one month's interest
    /// (`mortgage.never_amortises`), a special repayment that is not positive or in no month
    /// (`mortgage.bad_special_repayment`), instalments that are carried on and lowered too often
    /// (`mortgage.too_many_special_repayments`), two currencies (`money.currency_mismatch`), amounts beyond the range
    /// of money (`money.overflow`).
    pub fn schedule(&self) -> Result<Schedule> {
        let plan = Plan::new(self)?;
        let end = match plan.count {
            None if self.lowers_instalment() => {
                let undisturbed = self.undisturbed();
                let whole = undisturbed.paid(&Plan::new(&undisturbed)?, None)?;
                Some(u32::try_from(whole.columns.payment.len()).unwrap_or(u32::MAX))
            }
            count => count,
        };
        let Paid { instalment, columns, years, totals, .. } = self.paid(&plan, end)?;
        let dates = plan.dates(columns.payment.len());
        Ok(Schedule { currency: plan.currency, instalment, columns, years, totals: totals?, dates })
    }

    /// The rows, by the policy of rounding; `end` is the one that clears the loan, where it is known.
    fn paid(&self, plan: &Plan, end: Option<u32>) -> Result<Paid> {
        let paid = match self.rounding_policy {
            None | Some(InstalmentRounding::EachPeriod) => each_period::paid(self, plan, end)?,
            Some(InstalmentRounding::Carry) => carry::paid(self, plan, end)?,
        };
        if !paid.is_settled && self.months.is_none() {
            return Err(MortgageError::BadTerm { maximum: MAXIMUM_INSTALMENTS }.into());
        }
        Ok(paid)
    }
}

/// The rows of a schedule, as one policy of rounding or the other makes them.
struct Paid {
    instalment: Option<i64>,
    columns: Columns,
    years: Option<Columns>,
    /// Refused where a schedule is shown, not where only its length is asked for.
    totals: Result<Totals>,
    is_settled: bool,
}

/// A schedule: columns of minor units, a row for each instalment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    currency: Currency,
    instalment: Option<i64>,
    columns: Columns,
    /// What each twelve rows add up to before it is shown, where that is another figure than the sum of the rows.
    years: Option<Columns>,
    totals: Totals,
    dates: Vec<CalendarDate>,
}

/// The columns, all of the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// What the columns add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// One row of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ScheduleRow", rename_all = "camelCase")
)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// When it is due, where the terms have dates.
    pub date: Option<CalendarDate>,
    /// Interest and principal.
    pub payment: Money,
    /// Interest.
    pub interest: Money,
    /// What the payment repays.
    pub principal: Money,
    /// What is repaid beyond it.
    pub special: Money,
    /// Interest on what is not drawn yet.
    pub commitment: Money,
    /// What is left.
    pub balance: Money,
}

document_fields!(Row {
    number: "number",
    date: "date",
    payment: "payment",
    interest: "interest",
    principal: "principal",
    special: "special",
    commitment: "commitment",
    balance: "balance",
});

impl Schedule {
    /// The currency of every amount.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The instalment of an annuity, as it is before any special repayment lowers it.
    pub fn instalment(&self) -> Option<Money> {
        self.instalment.map(|amount| self.money(amount))
    }

    /// The columns in minor units.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// When each row is due, where the terms have dates.
    pub fn dates(&self) -> &[CalendarDate] {
        &self.dates
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.columns.payment.len()
    }

    /// Whether there is no row, which no schedule is.
    pub fn is_empty(&self) -> bool {
        self.columns.payment.is_empty()
    }

    /// The row with this number, from 1.
    pub fn row(&self, number: u32) -> Option<Row> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        let cell = |column: &[i64]| column.get(index).map(|amount| self.money(*amount));
        Some(Row {
            number,
            date: self.dates.get(index).copied(),
            payment: cell(&self.columns.payment)?,
            interest: cell(&self.columns.interest)?,
            principal: cell(&self.columns.principal)?,
            special: cell(&self.columns.special)?,
            commitment: cell(&self.columns.commitment)?,
            balance: cell(&self.columns.balance)?,
        })
    }

    /// Every row in order.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        (1..=u32::try_from(self.len()).unwrap_or(u32::MAX)).filter_map(|number| self.row(number))
    }

    /// What the columns add up to.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// What is left after the last row (*Restschuld*).
    pub fn balance(&self) -> Money {
        self.money(self.columns.balance.last().copied().unwrap_or_default())
    }

    fn money(&self, amount: i64) -> Money {
        // Every amount was checked when the schedule was made.
        Money::new(amount, self.currency).unwrap_or_else(|_| Money::zero(self.currency))
    }
}

impl LoanTerms {
    fn rounding(&self) -> Rounding {
        self.rounding.unwrap_or(Rounding::HalfUp)
    }

    /// What is drawn in a month.
    fn drawn_in(&self, month: u32) -> i64 {
        let drawn = self.drawdowns.iter().filter(|drawdown| drawdown.month == month);
        drawn.map(|drawdown| drawdown.amount.amount()).sum()
    }

    /// What is wished to be repaid beside the instalment of a row.
    fn wished_in(&self, row: u32) -> i64 {
        let wished = self.special_repayments.iter().filter(|special| special.month == row);
        wished.fold(0, |sum, special| sum.saturating_add(special.amount.amount()))
    }

    fn lowers_instalment(&self) -> bool {
        self.special_effect == Some(SpecialPaymentEffect::LowerInstalment)
            && !self.special_repayments.is_empty()
    }

    /// The same loan to its end, without special repayments: how long it takes is the term that they leave as it is.
    fn undisturbed(&self) -> Self {
        Self { special_repayments: Vec::new(), months: None, ..self.clone() }
    }
}

impl Columns {
    fn with_capacity(rows: usize) -> Self {
        let column = || Vec::with_capacity(rows);
        Self {
            payment: column(),
            interest: column(),
            principal: column(),
            special: column(),
            commitment: column(),
            balance: column(),
        }
    }
}

/// An amount that fits, or `money.overflow`.
fn fitting(amount: impl Into<i128>) -> Result<i64> {
    let amount = i64::try_from(amount.into()).map_err(|_| MoneyError::Overflow)?;
    if amount.unsigned_abs() > Money::MAXIMUM.unsigned_abs() {
        return Err(MoneyError::Overflow.into());
    }
    Ok(amount)
}
