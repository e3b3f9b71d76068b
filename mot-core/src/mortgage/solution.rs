//! The fourth of loan, rate, instalment and term from the other three.

use num_bigint::{BigInt, Sign};

use super::{MAXIMUM_INSTALMENTS, MortgageError, schedule::exact};
use crate::{
    Result,
    input::{document_fields, words},
    money::{Money, Rate, Rounding},
};

/// An annuity loan, what is unknown of it left out: monthly instalments, each month a twelfth of a year,
/// nothing rounded on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Annuity {
    /// What is lent.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub loan: Option<Money>,
    /// The annual borrowing rate.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub nominal_rate: Option<Rate>,
    /// What is paid each month.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub instalment: Option<Money>,
    /// For how many months.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub months: Option<u32>,
    /// What is left after them (*Restschuld*); nothing if none.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub balance: Option<Money>,
}

document_fields!(Annuity {;
    loan: "loan", nominal_rate: "nominalRate", instalment: "instalment", months: "months", balance: "balance",
});

words! {
    /// What of an annuity is unknown.
    pub enum AnnuityUnknown {
        /// What is lent.
        Loan = "loan",
        /// The annual borrowing rate.
        NominalRate = "nominal_rate",
        /// What is paid each month.
        Instalment = "instalment",
        /// For how many months.
        Months = "months",
    }
}

/// The same annuity with its unknown filled in from the other three.
///
/// The loan and the instalment are rounded half up to the minor unit, the rate to its nine digits. The months are the fewest
/// after which no more than the balance is left. Rates are sought from 0 to 1000 %.
///
/// Refused: the unknown given, or another one left out (`mortgage.one_unknown`), a loan or an instalment that is not
/// positive or a negative balance (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), no month or
/// more than 1200 (`mortgage.bad_term`), an instalment that does not exceed one month's interest
/// (`mortgage.never_amortises`, asked for the months), no value that fits (`mortgage.unsolvable`), two currencies
/// (`money.currency_mismatch`), an amount beyond the range of money (`money.overflow`).
///
/// ```
/// use mot_core::{money::{Currency, Money, Rate}, mortgage::{Annuity, AnnuityUnknown, solve_for}};
///
/// let known = Annuity {
///     loan: Some(Money::parse("250000.00", Currency::EUR)?),
///     nominal_rate: Some(Rate::parse("0.0365")?),
///     months: Some(180),
///     ..Annuity::default()
/// };
/// let solved = solve_for(AnnuityUnknown::Instalment, &known)?;
/// assert_eq!(solved.instalment.map(|monthly| monthly.to_string()), Some("1805.68 EUR".into()));
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn solve_for(unknown: AnnuityUnknown, known: &Annuity) -> Result<Annuity> {
    let Annuity { loan, nominal_rate, instalment, months, .. } = *known;
    for amount in [loan, instalment].into_iter().flatten() {
        if amount.amount() <= 0 {
            return Err(MortgageError::BadLoanAmount.into());
        }
    }
    let Some(currency) = loan.or(instalment).map(|amount| amount.currency()) else {
        return Err(MortgageError::OneUnknown.into());
    };
    let balance = known.balance.unwrap_or(Money::zero(currency));
    for amount in [loan, instalment].into_iter().flatten() {
        amount.same_currency(balance)?;
    }
    if balance.amount() < 0 {
        return Err(MortgageError::BadLoanAmount.into());
    }
    if nominal_rate.is_some_and(|rate| rate < Rate::ZERO) {
        return Err(MortgageError::RateOutOfRange.into());
    }
    if months.is_some_and(|months| !(1..=MAXIMUM_INSTALMENTS).contains(&months)) {
        return Err(MortgageError::BadTerm { maximum: MAXIMUM_INSTALMENTS }.into());
    }
    let left = balance.amount();
    let money = |amount: i64| Money::new(amount, currency).map(Some);
    Ok(match (unknown, loan, nominal_rate, instalment, months) {
        (AnnuityUnknown::Loan, None, Some(rate), Some(instalment), Some(months)) => {
            Annuity { loan: money(loan_of(rate, instalment.amount(), months, left)?)?, ..*known }
        }
        (AnnuityUnknown::Instalment, Some(loan), Some(rate), None, Some(months)) => {
            Annuity { instalment: money(instalment_of(loan.amount(), rate, months, left)?)?, ..*known }
        }
        (AnnuityUnknown::NominalRate, Some(loan), None, Some(instalment), Some(months)) => {
            let rate = rate_of(loan.amount(), instalment.amount(), months, left)?;
            Annuity { nominal_rate: Some(rate), ..*known }
        }
        (AnnuityUnknown::Months, Some(loan), Some(rate), Some(instalment), None) => {
            let months = months_of(loan.amount(), rate, instalment.amount(), left)?;
            Annuity { months: Some(months), ..*known }
        }
        _ => return Err(MortgageError::OneUnknown.into()),
    })
}

/// The growth of a month as a fraction of whole numbers: `(12 + rate) / 12`.
struct Growth {
    above: BigInt,
    below: BigInt,
}

#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
impl Growth {
    fn of(rate: Rate) -> Self {
        Self::of_billionths(rate.billionths())
    }

    fn of_billionths(billionths: i64) -> Self {
        let below = BigInt::from(Rate::ONE.billionths()) * 12;
        Self { above: &below + billionths, below }
    }

    /// After so many months the loan is worth `loan × grown / still` and each instalment together
    /// `instalment × paid / still`.
    fn over(&self, months: u32) -> Grown {
        let (grown, still) = (self.above.pow(months), self.below.pow(months));
        let interest = &self.above - &self.below;
        let paid = if interest.sign() == Sign::NoSign {
            &still * months
        } else {
            (&grown - &still) * &self.below / interest
        };
        Grown { grown, paid, still }
    }
}

struct Grown {
    grown: BigInt,
    paid: BigInt,
    still: BigInt,
}

#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
impl Grown {
    /// How what is left compares with a balance.
    fn left(&self, loan: i64, instalment: i64, balance: i64) -> core::cmp::Ordering {
        (&self.grown * loan - &self.paid * instalment).cmp(&(&self.still * balance))
    }
}

#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
fn loan_of(rate: Rate, instalment: i64, months: u32, balance: i64) -> Result<i64> {
    let over = Growth::of(rate).over(months);
    positive(&(&over.paid * instalment + &over.still * balance), &over.grown)
}

#[allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]
fn instalment_of(loan: i64, rate: Rate, months: u32, balance: i64) -> Result<i64> {
    let over = Growth::of(rate).over(months);
    positive(&(&over.grown * loan - &over.still * balance), &over.paid)
}

/// An amount rounded half up, which must be more than nothing.
fn positive(above: &BigInt, below: &BigInt) -> Result<i64> {
    let amount = exact::amount(above, below, Rounding::HalfUp)?;
    if amount > 0 { Ok(amount) } else { Err(MortgageError::Unsolvable.into()) }
}

/// The rate, halved down to the nearest of its last digit: what is left rises with it.
fn rate_of(loan: i64, instalment: i64, months: u32, balance: i64) -> Result<Rate> {
    // In halves of the last digit, so that the comparison at the middle says where to round.
    let left = |halves: i64| {
        let growth = Growth {
            above: BigInt::from(Rate::ONE.billionths().saturating_mul(24).saturating_add(halves)),
            below: BigInt::from(Rate::ONE.billionths().saturating_mul(24)),
        };
        growth.over(months).left(loan, instalment, balance)
    };
    let (mut low, mut high) = (0_i64, Rate::ONE.billionths().saturating_mul(20));
    if left(low).is_gt() || left(high).is_lt() {
        return Err(MortgageError::Unsolvable.into());
    }
    // The largest number of halves at which no more than the balance is left.
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if left(middle).is_gt() { high = middle } else { low = middle }
    }
    Rate::from_billionths(low.saturating_add(1).div_euclid(2))
}

fn months_of(loan: i64, rate: Rate, instalment: i64, balance: i64) -> Result<u32> {
    if loan <= balance {
        return Err(MortgageError::Unsolvable.into());
    }
    let growth = Growth::of(rate);
    if growth.over(1).left(loan, instalment, loan).is_ge() {
        return Err(MortgageError::NeverAmortises.into());
    }
    let (mut low, mut high) = (0, MAXIMUM_INSTALMENTS);
    if growth.over(high).left(loan, instalment, balance).is_gt() {
        return Err(MortgageError::BadTerm { maximum: MAXIMUM_INSTALMENTS }.into());
    }
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if growth.over(middle).left(loan, instalment, balance).is_gt() { low = middle } else { high = middle }
    }
    Ok(high)
}
