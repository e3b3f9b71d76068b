//! The correctly rounded figure: the sign of the exact equation half a unit below and above it.
#![allow(
    clippy::float_arithmetic,
    reason = "every comparison of doubles is repeated in wider arithmetic where it is in doubt"
)]

use core::cmp::Ordering;

use super::{cluster, equation::Equation, roots::Root, wide};
use crate::{Result, money::Rate, mortgage::MortgageError};

/// The root as a rate with so many fraction digits, a half away from zero.
pub(super) fn rounded(equation: &Equation, root: &Root, digits: u32) -> Result<Rate> {
    let per_unit = i64::from(10_u32).checked_pow(Rate::FRACTION_DIGITS.saturating_sub(digits)).unwrap_or(1);
    let units = 10_i64.checked_pow(digits).unwrap_or(1);
    let found = libm::expm1(root.near()) * units as f64;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a rate between -0.99 and 10 in units of at least 10^-9 fits"
    )]
    let mut figure = libm::round(found) as i64;
    // The figure is off by one at most where the root lies near a half.
    let halves_per_one = units.saturating_mul(2);
    for _ in 0..4 {
        let (below, above) = (halves(figure, -1), halves(figure, 1));
        // A half goes away from zero: up to the figure from below if positive, down from above if negative.
        let high_enough = match compare(equation, root, below, halves_per_one) {
            Some(Ordering::Equal) => below >= 0,
            side => side == Some(Ordering::Greater),
        };
        let low_enough = match compare(equation, root, above, halves_per_one) {
            Some(Ordering::Equal) => above <= 0,
            side => side == Some(Ordering::Less),
        };
        match (high_enough, low_enough) {
            (true, true) => return Rate::from_billionths(figure.saturating_mul(per_unit)),
            (false, _) => figure = figure.saturating_sub(1),
            (true, false) => figure = figure.saturating_add(1),
        }
    }
    // Nothing that was found above is a root of the exact equation.
    Err(MortgageError::AprcNoSolution.into())
}

/// Twice the figure, one more or less: a boundary in halves of a unit.
fn halves(figure: i64, side: i64) -> i64 {
    figure.saturating_mul(2).saturating_add(side)
}

/// How the root lies to a rate, `numerator / denominator`; none where the precision of the root leaves that in doubt.
pub(super) fn compare(
    equation: &Equation,
    root: &Root,
    numerator: i64,
    denominator: i64,
) -> Option<Ordering> {
    let (from, until, beyond) = match root {
        Root::Crossing { from, until, beyond, .. } => (*from, *until, *beyond),
        Root::Close { x, fixed } => return cluster::compare(x, *fixed, numerator, denominator),
    };
    let x = libm::log1p(numerator as f64 / denominator as f64);
    if x <= from {
        return Some(Ordering::Greater);
    }
    if x >= until {
        return Some(Ordering::Less);
    }
    Some(match equation.sign_near(x).unwrap_or_else(|| wide::sign(equation, numerator, denominator)) {
        0 => Ordering::Equal,
        sign if sign == beyond => Ordering::Less,
        _ => Ordering::Greater,
    })
}
