//! The equation as a sum of powers: `S(x) = Σ a·e^(−t·x)` with `x = ln(1+X)`.
//!
//! Times are split into whole months and a remainder. Months are powers of one number, found by multiplying; the
//! remainders of a loan are few. So a sum over hundreds of payments takes a handful of exponentials.
#![allow(
    clippy::float_arithmetic,
    reason = "the figure that floating point finds is certified before it is given"
)]

use alloc::vec::Vec;

use super::YearFraction;

/// The unit roundoff of a double.
const UNIT: f64 = f64::EPSILON / 2.0;

/// Signed flows, ordered by time, one for each time, none of them zero.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    terms: Vec<Term>,
    /// The remainders of the times beyond whole months, in years, each once.
    remainders: Vec<f64>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) at: YearFraction,
    /// Minor units: drawn positive, paid negative.
    pub(super) amount: i128,
    /// The amount as a double, which has it exactly up to 2^53.
    pub(super) weight: f64,
    /// The time in years as a double.
    pub(super) years: f64,
    months: i32,
    remainder: usize,
}

/// A value with the bound of its error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounded {
    pub(super) value: f64,
    pub(super) slope: f64,
    pub(super) error: f64,
}

impl Bounded {
    /// The sign, where the error leaves no doubt of it.
    pub(super) fn sign(self) -> Option<i8> {
        // Not a number is in doubt too.
        if self.value > self.error {
            Some(1)
        } else if self.value < -self.error {
            Some(-1)
        } else {
            None
        }
    }
}

impl Equation {
    pub(super) fn new(signed: &[(YearFraction, i64)]) -> Self {
        let mut sorted = signed.to_vec();
        // Sorting finds long ordered runs, as payments are.
        sorted.sort_by_key(|(at, _)| *at);
        let mut equation = Self { terms: Vec::with_capacity(sorted.len()), remainders: Vec::new() };
        for (at, amount) in sorted {
            match equation.terms.last_mut() {
                Some(last) if last.at == at => {
                    last.amount = last.amount.saturating_add(i128::from(amount));
                    last.weight = last.amount as f64;
                }
                _ => {
                    let term = equation.term(at, amount);
                    equation.terms.push(term);
                }
            }
        }
        equation.terms.retain(|term| term.amount != 0);
        equation
    }

    fn term(&mut self, at: YearFraction, amount: i64) -> Term {
        let twelfths = at.numerator().saturating_mul(12);
        let months = twelfths.div_euclid(at.denominator());
        let left = twelfths.rem_euclid(at.denominator());
        // Equal fractions are equal doubles: a quotient of whole numbers below 2^53 is rounded once.
        let over = left as f64 / (at.denominator() as f64 * 12.0);
        let remainder = self.remainders.iter().position(|remainder| *remainder == over);
        let remainder = remainder.unwrap_or_else(|| {
            self.remainders.push(over);
            self.remainders.len().saturating_sub(1)
        });
        let years = at.numerator() as f64 / at.denominator() as f64;
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        Term { at, amount: i128::from(amount), weight: amount as f64, years, months, remainder }
    }

    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// How often the amounts change their sign in the order of time: no fewer than there are rates.
    pub(super) fn sign_changes(&self) -> usize {
        let pairs = self.terms.windows(2);
        pairs.filter(|pair| matches!(pair, [one, other] if (one.amount < 0) != (other.amount < 0))).count()
    }

    /// The sum and its slope at `x`, with a bound of the sum's rounding error.
    pub(super) fn at(&self, x: f64) -> Bounded {
        let first = self.terms.first().map_or(0, |term| term.months);
        let month = libm::exp(-x / 12.0);
        let remainders: Vec<f64> = self.remainders.iter().map(|years| libm::exp(-years * x)).collect();
        let (mut power, mut reached) = (libm::exp(-x * f64::from(first) / 12.0), first);
        let (mut value, mut slope, mut size) = (0.0, 0.0, 0.0);
        for term in &self.terms {
            while reached < term.months {
                power *= month;
                reached = reached.saturating_add(1);
            }
            let remainder = remainders.get(term.remainder).copied().unwrap_or(1.0);
            let worth = term.weight * power * remainder;
            value += worth;
            slope -= worth * term.years;
            size += worth.abs();
        }
        // Each factor of a month carries the error of its exponential, which the powers multiply; the sum adds one
        // rounding for each term. Twice the first-order bound covers the rest.
        let steps = self.terms.last().map_or(0, |term| term.months).saturating_sub(first);
        let factors = 4.0 * f64::from(steps) + x.abs() * 120.0 + 16.0 + self.terms.len() as f64;
        Bounded { value, slope, error: 2.0 * UNIT * factors * size }
    }
}
