//! Roots that lie close together or fall together, in wide arithmetic.
//!
//! Multiplied by `e^(τx)` and differentiated, a sum of exponentials is again one, with each coefficient times `τ − t`, and
//! between two of its roots the sum before it is monotone. So the roots of a sum are found from those of the sum below
//! it, from one upwards that has none.

#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use alloc::vec::Vec;
use core::cmp::Ordering;

use num_bigint::BigInt;

use super::{
    equation::{Equation, Term},
    wide::{Fixed, Sum, Times},
};

/// Bits behind the point of a `τ`: so many that one lies between any two different times.
const TIME_BITS: u32 = 64;

/// An interval of `x` and the `τ` of each step down to a sum that has no root in it.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) from: f64,
    pub(super) until: f64,
    pub(super) steps: Vec<i128>,
}

impl Cluster {
    /// The roots from the first end up to before the last, right to within [`slack`], each once; none where the precision
    /// leaves a sign in doubt, but for the last precision, where that is a zero.
    pub(super) fn roots(&self, equation: &Equation, times: &Times, fixed: Fixed) -> Option<Vec<BigInt>> {
        let (from, until) = (fixed.double(self.from), fixed.double(self.until));
        let mut level = Level {
            times,
            fixed,
            weights: Vec::new(),
            below: self.weights(equation, fixed, self.steps.len()),
            // Each step rounds a weight twice and multiplies it by up to 2^8 years; a power has as many bits again.
            rounding: BigInt::from(equation.terms().len())
                << (fixed.bits as usize + 8 * self.steps.len() + 2),
        };
        let mut roots: Vec<BigInt> = Vec::new();
        for depth in (0..self.steps.len()).rev() {
            level.weights = self.weights(equation, fixed, depth);
            let mut found = Vec::new();
            let mut before = (from.clone(), level.sign(&from)?);
            if depth == 0 && before.1 == 0 {
                found.push(from.clone());
            }
            for mark in roots.into_iter().map(Some).chain([None]) {
                let is_turning = mark.is_some();
                let mark = mark.unwrap_or_else(|| until.clone());
                let sign = level.sign(&mark)?;
                if sign * before.1 < 0 {
                    found.push(level.crossing(&before.0, &mark, before.1)?);
                } else if sign == 0 && is_turning {
                    found.push(mark.clone());
                }
                before = (mark, sign);
            }
            roots = found;
            level.below = level.weights;
            level.weights = Vec::new();
        }
        Some(roots)
    }

    /// The coefficients after so many steps.
    fn weights(&self, equation: &Equation, fixed: Fixed, depth: usize) -> Vec<BigInt> {
        let weight = |term: &Term| {
            let mut weight = BigInt::from(term.amount) << fixed.bits;
            for step in self.steps.iter().take(depth) {
                let apart = BigInt::from(*step) * term.at.denominator()
                    - (BigInt::from(term.at.numerator()) << TIME_BITS);
                weight = (weight * apart / term.at.denominator()) >> TIME_BITS;
            }
            weight
        };
        equation.terms().iter().map(weight).collect()
    }
}

/// A time with the bits of a `τ`.
#[allow(clippy::float_arithmetic, reason = "any time near to this one does")]
#[expect(clippy::cast_possible_truncation, reason = "a time within 120 years")]
pub(super) fn scaled(years: f64) -> i128 {
    (years * (1_u128 << TIME_BITS) as f64) as i128
}

/// In the middle between two times with amounts of different sign, for each such two: after these steps all are of one.
pub(super) fn between_sign_changes(equation: &Equation) -> Vec<i128> {
    let middle = |pair: &[Term]| match pair {
        [one, other] if (one.amount < 0) != (other.amount < 0) => {
            let (below, beneath) = (one.at.denominator(), other.at.denominator());
            let sum = BigInt::from(one.at.numerator()) * beneath + BigInt::from(other.at.numerator()) * below;
            i128::try_from((sum << (TIME_BITS - 1)) / below / beneath).ok()
        }
        _ => None,
    };
    equation.terms().windows(2).filter_map(middle).collect()
}

/// How a root lies to a rate, by where it lies; none where the precision leaves that in doubt.
pub(super) fn compare(x: &BigInt, fixed: Fixed, numerator: i64, denominator: i64) -> Option<Ordering> {
    let apart = x - fixed.logarithm(numerator, denominator);
    // Much more than the root is known to within.
    if BigInt::from(apart.magnitude().clone()) > slack(fixed) << 64_u32 {
        return Some(apart.cmp(&BigInt::ZERO));
    }
    fixed.is_last().then_some(Ordering::Equal)
}

/// How far from a root what is found may lie: half of the bits behind the point, as a sum is flat at a turning point.
fn slack(fixed: Fixed) -> BigInt {
    fixed.one() >> (fixed.bits / 2)
}

/// The coefficients of a sum and of the one a step below.
struct Level<'a> {
    times: &'a Times,
    fixed: Fixed,
    weights: Vec<BigInt>,
    below: Vec<BigInt>,
    /// What the weights together are rounded by at most, times the powers' bits.
    rounding: BigInt,
}

impl Level<'_> {
    fn sum(&self, weights: &[BigInt], powers: &[BigInt]) -> Sum {
        Sum::of(weights, powers, &self.rounding)
    }

    fn sign(&self, x: &BigInt) -> Option<i8> {
        let sign = self.sum(&self.weights, &self.times.powers(self.fixed, x)).sign();
        sign.or(self.fixed.is_last().then_some(0))
    }

    /// Where the sum, monotone between the two, changes its sign: Newton's steps within a bracket that halves where they do
    /// not help.
    fn crossing(&self, low: &BigInt, high: &BigInt, before: i8) -> Option<BigInt> {
        let (mut low, mut high) = (low.clone(), high.clone());
        let slack = slack(self.fixed);
        // A step of this size leaves the next of the size of the slack.
        let close = &slack << (self.fixed.bits / 4).saturating_sub(16);
        let mut x: BigInt = (&low + &high) >> 1_u32;
        let mut moved = &high - &low;
        while &high - &low > slack {
            let powers = self.times.powers(self.fixed, &x);
            let here = self.sum(&self.weights, &powers);
            let Some(side) = here.sign() else {
                return self.is_crossed(&x, &slack, before).then_some(x);
            };
            if side == before {
                low = x.clone()
            } else {
                high = x.clone()
            }
            let slope = self.sum(&self.below, &powers).value;
            let step = if slope == BigInt::ZERO {
                &moved << 1_u32
            } else {
                (&here.value << self.fixed.bits) / slope
            };
            let size = BigInt::from(step.magnitude().clone());
            let next = &x - &step;
            let better = next > low && next < high && &size * 2_u32 <= moved;
            if better && size < close && self.is_crossed(&next, &slack, before) {
                return Some(next);
            }
            let next = if better { next } else { (&low + &high) >> 1_u32 };
            moved = BigInt::from((&next - &x).magnitude().clone());
            x = next;
        }
        Some(x)
    }

    /// Whether the sum has different signs on both sides, that near.
    fn is_crossed(&self, x: &BigInt, slack: &BigInt, before: i8) -> bool {
        let half: BigInt = slack >> 1_u32;
        let sign = |x: &BigInt| self.sum(&self.weights, &self.times.powers(self.fixed, x)).sign();
        sign(&(x - &half)) == Some(before) && sign(&(x + &half)) == Some(-before)
    }
}
