//! Where the equation holds: all rates between −99 % and 1000 %, and that there is one.
//!
//! A sum of exponentials has no more roots than its coefficients change sign. Multiplied by `e^(τx)` with a `τ` between
//! two neighbours of different sign and differentiated, it has one change less; between two roots of that derivative it
//! is monotone. So the roots of a sum are found between those of a simpler one, down to one that has none.
#![allow(
    clippy::float_arithmetic,
    reason = "the figure that floating point finds is certified before it is given"
)]

use alloc::{vec, vec::Vec};

use super::{
    certify,
    equation::{Bounded, Equation},
};
use crate::{Result, mortgage::MortgageError};

/// A little beyond `ln 0.01` and `ln 11`, the rates −99 % and 1000 %: whether a root near an end lies within is certified.
const LOWEST: f64 = -4.605_170_185_988_091 - 1e-9;
const HIGHEST: f64 = 2.397_895_272_798_370_4 + 1e-9;

/// A root and the interval in which it is the only one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Root {
    /// `ln(1+X)`.
    pub(super) x: f64,
    pub(super) from: f64,
    pub(super) until: f64,
    /// The sign of the sum beyond it, within the interval; none where the sum only touches zero.
    pub(super) sign_beyond: Option<i8>,
    is_multiple: bool,
}

/// How close in `ln(1+X)` roots lie that doubles cannot tell apart: where several fall together, the sum is flat.
const NEAR: f64 = 1e-4;

/// The only root: `mortgage.aprc_no_solution` without one, `mortgage.aprc_not_unique` with several.
pub(super) fn only(equation: &Equation) -> Result<Root> {
    let roots = match equation.sign_changes() {
        0 => Vec::new(),
        1 => vec![simple(equation)],
        _ => {
            let terms: Vec<(f64, f64)> =
                equation.terms().iter().map(|term| (term.years, term.weight)).collect();
            all(&terms)
        }
    };
    let within = |root: &Root| {
        (LOWEST + NEAR < root.x && root.x < HIGHEST - NEAR)
            || (certify::compare(equation, root, -99, 100).is_ge()
                && certify::compare(equation, root, 10, 1).is_le())
    };
    let roots: Vec<Root> = roots.into_iter().filter(within).collect();
    match roots.as_slice() {
        [] => Err(MortgageError::AprcNoSolution.into()),
        [root] => Ok(*root),
        _ => Err(MortgageError::AprcNotUnique.into()),
    }
}

/// The root of amounts that change their sign once: the earliest outweighs all others where the rate is high, the latest
/// where it is low. Where that is beyond the rates that are sought, their end, which is not within.
fn simple(equation: &Equation) -> Root {
    let beyond: i8 = if equation.terms().first().is_some_and(|term| term.amount > 0) { 1 } else { -1 };
    // After a step of this size of Newton's, the next would be of the size of the rounding.
    let x = between(&|x| equation.at(x), LOWEST, HIGHEST, beyond.saturating_neg(), 1e-8);
    Root { x, from: LOWEST, until: HIGHEST, sign_beyond: Some(beyond), is_multiple: false }
}

/// All roots of a sum of exponentials, from its times and weights in the order of time.
fn all(terms: &[(f64, f64)]) -> Vec<Root> {
    let change = terms.windows(2).find_map(|pair| match pair {
        [(one, before), (other, after)] if (*before < 0.0) != (*after < 0.0) => Some((one + other) / 2.0),
        _ => None,
    });
    let Some(between) = change else { return Vec::new() };
    let derived: Vec<(f64, f64)> =
        terms.iter().map(|(years, weight)| (*years, weight * (between - years))).collect();
    let mut marks = vec![LOWEST];
    marks.extend(all(&derived).iter().map(|root| root.x));
    marks.push(HIGHEST);
    let sum = |x: f64| plain(terms, x);
    let mut roots: Vec<Root> = Vec::new();
    for pair in marks.windows(2) {
        let [from, until] = pair else { continue };
        if let Some(root) = crossing(&sum, *from, *until) {
            roots.push(root);
        }
    }
    // Where the sum is zero at an extreme, as far as doubles tell, it touches zero; where it has different signs on both
    // sides it crosses there, more than once in one place.
    let inner = marks.len().saturating_sub(1);
    for (index, mark) in marks.iter().enumerate().filter(|(index, _)| (1..inner).contains(index)) {
        if sum(*mark).sign().is_none()
            && !roots.iter().any(|root| root.is_multiple && (root.x - mark).abs() < NEAR)
        {
            roots.retain(|root| (root.x - mark).abs() >= NEAR);
            let beside = |index: usize, side: f64| {
                marks
                    .get(index)
                    .map_or(*mark, |other| (mark + side * NEAR).clamp(mark.min(*other), mark.max(*other)))
            };
            let (from, until) = (beside(index.saturating_sub(1), -1.0), beside(index.saturating_add(1), 1.0));
            let (before, beyond) = (sum(mark - NEAR).sign(), sum(mark + NEAR).sign());
            let sign_beyond = beyond.filter(|_| before != beyond);
            roots.push(Root { x: *mark, from, until, sign_beyond, is_multiple: true });
        }
    }
    roots.sort_by(|one, other| one.x.total_cmp(&other.x));
    roots
}

fn plain(terms: &[(f64, f64)], x: f64) -> Bounded {
    let (mut value, mut slope, mut size) = (0.0, 0.0, 0.0);
    for (years, weight) in terms {
        let worth = weight * libm::exp(-years * x);
        value += worth;
        slope -= worth * years;
        size += worth.abs() * (4.0 + 2.0 * (years * x).abs());
    }
    Bounded { value, slope, error: f64::EPSILON * (size + value.abs() * terms.len() as f64) }
}

/// The root between two marks at which the sum has different signs and between which it crosses zero once.
fn crossing(sum: &dyn Fn(f64) -> Bounded, from: f64, until: f64) -> Option<Root> {
    let (before, beyond) = (sign(sum(from).value), sign(sum(until).value));
    if before == 0 || beyond == 0 || before == beyond {
        return None;
    }
    let x = between(sum, from, until, before, 0.0);
    Some(Root { x, from, until, sign_beyond: Some(beyond), is_multiple: false })
}

fn sign(value: f64) -> i8 {
    if value > 0.0 {
        1
    } else if value < 0.0 {
        -1
    } else {
        0
    }
}

/// Where the sum, of the sign `before` at first, changes it: Newton's steps until one is small enough, kept within a bracket
/// that halves where they do not help.
fn between(sum: &dyn Fn(f64) -> Bounded, from: f64, until: f64, before: i8, small: f64) -> f64 {
    let (mut low, mut high) = (from, until);
    let mut x = if low < 0.05 && 0.05 < high { 0.05 } else { (low + high) / 2.0 };
    let mut moved = high - low;
    for _ in 0..200 {
        let here = sum(x);
        match sign(here.value) {
            0 => break,
            side if side == before => low = x,
            _ => high = x,
        }
        let step = here.value / here.slope;
        let next = x - step;
        // Far from the root, where one long time outweighs all others, Newton's steps hardly shrink.
        let better = next > low && next < high && step.abs() <= moved / 2.0;
        let next = if better { next } else { (low + high) / 2.0 };
        moved = (next - x).abs();
        x = next;
        // The last step was of the size of the rounding, or one of Newton's that leaves no more than that, or the sum is zero
        // as far as doubles tell.
        let rounding = f64::EPSILON * 4.0 * (1.0 + x.abs());
        if moved <= rounding || (better && (moved <= small || here.value.abs() <= here.error * 1e-3)) {
            break;
        }
    }
    x
}
