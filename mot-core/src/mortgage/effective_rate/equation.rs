//! The equation as a sum of powers: `S(x) = Σ a·e^(−t·x)` with `x = ln(1+X)`.
//!
//! Times are split into whole months and a remainder. Months are powers of one number, found by multiplying; the
//! remainders of a loan are few. So a sum over hundreds of payments takes a handful of exponentials.
#![allow(
    clippy::float_arithmetic,
    reason = "the figure that floating point finds is certified before it is given"
)]

use alloc::{collections::BTreeMap, vec::Vec};

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
    /// Whole months.
    pub(super) months: i32,
    remainder: usize,
}

impl Term {
    /// What the time has beyond whole months, as a fraction of a month in lowest terms.
    pub(super) fn part_of_month(&self) -> (i64, i64) {
        let (numerator, denominator) = (self.at.numerator(), self.at.denominator());
        let left = numerator.saturating_mul(12).rem_euclid(denominator);
        // The time is in lowest terms itself: twelve of it can be divided by divisors of twelve alone.
        let divisor = [12, 6, 4, 3, 2].into_iter().find(|divisor| denominator.rem_euclid(*divisor) == 0);
        let reduced = |number: i64| number.div_euclid(divisor.unwrap_or(1));
        if left == 0 { (0, 1) } else { (reduced(left), reduced(denominator)) }
    }
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

/// Where a remainder stands: a short list is looked through faster than an ordered map, a long one is not.
#[derive(Default)]
struct Places {
    later: BTreeMap<u64, usize>,
}

impl Places {
    const FIRST: usize = 128;

    fn of(&mut self, remainder: f64, remainders: &mut Vec<f64>) -> usize {
        let first = remainders.get(..Self::FIRST).unwrap_or(remainders);
        if let Some(place) = first.iter().position(|known| *known == remainder) {
            return place;
        }
        let next = remainders.len();
        let place =
            if next < Self::FIRST { next } else { *self.later.entry(remainder.to_bits()).or_insert(next) };
        if place == next {
            remainders.push(remainder);
        }
        place
    }
}

impl Equation {
    pub(super) fn new(signed: &[(YearFraction, i64)]) -> Self {
        let mut sorted = signed.to_vec();
        // Sorting finds long ordered runs, as payments are.
        sorted.sort_by_key(|(at, _)| *at);
        let mut equation = Self { terms: Vec::with_capacity(sorted.len()), remainders: Vec::new() };
        let mut places = Places::default();
        for (at, amount) in sorted {
            match equation.terms.last_mut() {
                Some(last) if last.at == at => {
                    last.amount = last.amount.saturating_add(i128::from(amount));
                    last.weight = last.amount as f64;
                }
                _ => {
                    let term = equation.term(at, amount, &mut places);
                    equation.terms.push(term);
                }
            }
        }
        equation.terms.retain(|term| term.amount != 0);
        equation
    }

    fn term(&mut self, at: YearFraction, amount: i64, places: &mut Places) -> Term {
        let twelfths = at.numerator().saturating_mul(12);
        let months = twelfths.div_euclid(at.denominator());
        let left = twelfths.rem_euclid(at.denominator());
        // Equal fractions are equal doubles: a quotient of whole numbers below 2^53 is rounded once.
        let over = left as f64 / (at.denominator() as f64 * 12.0);
        let remainder = places.of(over, &mut self.remainders);
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
        let (mut value, mut slope, mut size) = (0.0, 0.0, 0.0);
        let error = self.worths(x, |term, worth| {
            value += worth;
            slope -= worth * term.years;
            size += worth.abs();
        });
        Bounded { value, slope, error: error * size }
    }

    /// The sign at `x` and at what is rounded to it, by a few units in the last place of it and of the rate before it; none
    /// where doubles leave that in doubt.
    pub(super) fn sign_near(&self, x: f64) -> Option<i8> {
        let mut sum = self.at(x);
        sum.error += sum.slope.abs() * f64::EPSILON * 4.0 * (x.abs() + 1.0);
        sum.sign()
    }

    /// Gives each term with its amount times its power at `x`; returns the bound of the rounding error of their sum, as a
    /// part of the sum of their sizes.
    #[inline]
    pub(super) fn worths(&self, x: f64, mut each: impl FnMut(&Term, f64)) -> f64 {
        let first = self.terms.first().map_or(0, |term| term.months);
        let month = libm::exp(-x / 12.0);
        let remainders: Vec<f64> = self.remainders.iter().map(|years| libm::exp(-years * x)).collect();
        let (mut power, mut reached) = (libm::exp(-x * f64::from(first) / 12.0), first);
        for term in &self.terms {
            while reached < term.months {
                power *= month;
                reached = reached.saturating_add(1);
            }
            let remainder = remainders.get(term.remainder).copied().unwrap_or(1.0);
            each(term, term.weight * power * remainder);
        }
        // Each factor of a month carries the error of its exponential, which the powers multiply; the sum adds one
        // rounding for each term. Twice the first-order bound covers the rest.
        let steps = self.terms.last().map_or(0, |term| term.months).saturating_sub(first);
        let factors = 4.0 * f64::from(steps) + x.abs() * 120.0 + 16.0 + self.terms.len() as f64;
        2.0 * UNIT * factors
    }
}
