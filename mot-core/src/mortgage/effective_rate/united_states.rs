//! The annual percentage rate of the United States: Regulation Z, Appendix J, the actuarial method.

#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use alloc::vec::Vec;

use num_bigint::{BigInt, Sign};

use super::{Flow, MAXIMUM_FLOWS, MAXIMUM_YEARS, YearFraction};
use crate::{Result, money::Rate, mortgage::MortgageError};

/// The annual percentage rate by the actuarial method (12 CFR 1026 Appendix J (b)): the rate of a unit-period times the
/// unit-periods of a year, in per cent with so many decimals, correctly rounded, a half away from zero.
///
/// It is a nominal rate, unlike [`effective_rate`](super::effective_rate), and the part of a unit-period bears simple
/// interest. Times are in years: with twelve unit-periods, a month and 19 of 30 days are `49/360`. Every advance comes
/// before every payment. Rates from 0 to 1000 % are sought.
///
/// Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows (`mortgage.too_many_flows`), unit-periods
/// beyond 1 to 366 (`mortgage.bad_unit_period`), a negative amount (`mortgage.negative_flow`), a time before the first
/// advance's zero or beyond 120 years (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), an
/// advance after a payment or none of either (`mortgage.advance_after_payment`), no rate that solves the equation
/// (`mortgage.aprc_no_solution`).
///
/// ```
/// use mot_core::{money::{Currency, Money}, mortgage::{Flow, YearFraction, united_states_apr}};
///
/// let dollars = |text| Money::parse(text, Currency::parse("USD")?);
/// let advance = [Flow { at: YearFraction::ZERO, amount: dollars("5000.00")? }];
/// let mut payments = vec![];
/// for month in 1..=24 {
///     payments.push(Flow { at: YearFraction::new(month, 12)?, amount: dollars("230.00")? });
/// }
/// // Appendix J (c)(1)(i): 9.69 %
/// assert_eq!(united_states_apr(&advance, &payments, 12, 2)?.to_string(), "0.0969");
/// # Ok::<(), mot_core::Error>(())
/// ```
pub fn united_states_apr(
    advances: &[Flow],
    payments: &[Flow],
    unit_periods_per_year: u32,
    decimals: u32,
) -> Result<Rate> {
    let digits = super::digits(decimals)?;
    if advances.len().saturating_add(payments.len()) > MAXIMUM_FLOWS {
        return Err(MortgageError::TooManyFlows { maximum: MAXIMUM_FLOWS }.into());
    }
    if !(1..=366).contains(&unit_periods_per_year) {
        return Err(MortgageError::BadUnitPeriod.into());
    }
    let equation = Equation::new(advances, payments, unit_periods_per_year)?;

    // Twice the figure plus one, in units of the last digit: between two figures, so that rounding is a comparison.
    let units = 10_i64.checked_pow(digits).unwrap_or(i64::MAX);
    let sign = |halves: i64| equation.sign(halves, units.saturating_mul(2));
    let (mut low, mut high) = (0_i64, units.saturating_mul(20));
    if sign(low) == Sign::Plus || sign(high) == Sign::Minus {
        return Err(MortgageError::AprcNoSolution.into());
    }
    // The largest number of halves that is not above the rate.
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if sign(middle) == Sign::Plus { high = middle } else { low = middle }
    }
    let per_unit = 10_i64.checked_pow(Rate::FRACTION_DIGITS.saturating_sub(digits)).unwrap_or(1);
    Rate::from_billionths(low.saturating_add(1).div_euclid(2).saturating_mul(per_unit))
}

/// What is advanced less what is paid, by time.
struct Equation {
    terms: Vec<Term>,
    unit_periods_per_year: u32,
}

struct Term {
    at: YearFraction,
    /// Whole unit-periods.
    periods: u32,
    /// The part of one beyond them.
    fraction: (i64, i64),
    /// Minor units: advanced positive, paid negative.
    amount: i128,
}

impl Equation {
    fn new(advances: &[Flow], payments: &[Flow], unit_periods_per_year: u32) -> Result<Self> {
        let mut terms = Vec::with_capacity(advances.len().saturating_add(payments.len()));
        let first = advances.first().map(|flow| flow.amount);
        let signed = advances.iter().map(|flow| (flow, 1)).chain(payments.iter().map(|flow| (flow, -1)));
        for (flow, sign) in signed {
            first.map_or(Ok(()), |first| first.same_currency(flow.amount))?;
            if flow.amount.amount() < 0 {
                return Err(MortgageError::NegativeFlow.into());
            }
            let (numerator, denominator) = (flow.at.numerator(), flow.at.denominator());
            if !(0..=denominator.saturating_mul(MAXIMUM_YEARS)).contains(&numerator) {
                return Err(MortgageError::BadYearFraction.into());
            }
            let periods = numerator.saturating_mul(i64::from(unit_periods_per_year));
            terms.push(Term {
                at: flow.at,
                periods: u32::try_from(periods.div_euclid(denominator)).unwrap_or(u32::MAX),
                fraction: (periods.rem_euclid(denominator), denominator),
                amount: i128::from(flow.amount.amount()).saturating_mul(sign),
            });
        }
        terms.sort_by_key(|term| term.at);
        // What is advanced and paid at one time, as a prepaid charge is, was never owed.
        terms.dedup_by(|later, first| {
            let together = later.at == first.at;
            if together {
                first.amount = first.amount.saturating_add(later.amount);
            }
            together
        });
        let time = |term: Option<&Term>| term.map(|term| term.at);
        let last_advance = time(terms.iter().rfind(|term| term.amount > 0));
        let first_payment = time(terms.iter().find(|term| term.amount < 0));
        let ordered = last_advance.zip(first_payment).is_some_and(|(advance, payment)| advance < payment);
        if !ordered {
            return Err(MortgageError::AdvanceAfterPayment.into());
        }
        Ok(Self { terms, unit_periods_per_year })
    }

    /// Whether the advances are worth more than the payments at the annual rate `above / below`, which they are above the
    /// rate that is sought; no sign where 1280 bits find none, which is the rate itself.
    fn sign(&self, above: i64, below: i64) -> Sign {
        [256_u32, 1280]
            .into_iter()
            .find_map(|bits| self.sign_within(above, below, bits))
            .unwrap_or(Sign::NoSign)
    }

    fn sign_within(&self, above: i64, below: i64, bits: u32) -> Option<Sign> {
        let one = BigInt::from(1_u32) << bits;
        // The rate of a unit-period is `above / below` with this denominator.
        let below = BigInt::from(below) * self.unit_periods_per_year;
        let period = (&one * &below) / (&below + above);
        let (mut power, mut reached) = (one, 0);
        let (mut sum, mut size) = (BigInt::ZERO, BigInt::ZERO);
        for term in &self.terms {
            while reached < term.periods {
                power = (&power * &period) >> bits;
                reached = reached.saturating_add(1);
            }
            let (part, whole) = term.fraction;
            let grown = &below * whole;
            let worth = (&power * &grown) / (&grown + BigInt::from(part) * above) * term.amount;
            size += BigInt::from(worth.magnitude().clone());
            sum += worth;
        }
        // Each of up to 2^16 powers is cut off by one unit in the last place, each fraction by one more.
        let error = BigInt::from(self.terms.len()) * (1_u64 << 53) * (1_u64 << 18) + (size >> (bits - 24));
        let apart = sum.magnitude() > error.magnitude();
        apart.then(|| sum.sign())
    }
}
