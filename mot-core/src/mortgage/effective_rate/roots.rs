//! Where the equation holds: all rates between −99 % and 1000 %, and that there is one.
//!
//! Amounts that change their sign once have one rate. With more changes the rates that are sought are cut into intervals,
//! each until its sum, or one of its first derivatives, has one sign in all of it: as many roots as the order of that
//! derivative are in it at most. Where it is the first, the signs at the ends tell; where it is a higher one, the roots lie
//! close together, and wide arithmetic tells them apart.
#![allow(
    clippy::float_arithmetic,
    reason = "what is in doubt is decided in wider arithmetic, and the figure is certified before it is given"
)]

use alloc::{vec, vec::Vec};

use num_bigint::BigInt;

use super::{
    certify,
    cluster::{self, Cluster},
    equation::{Bounded, Equation},
    wide::{self, Fixed, Times},
};
use crate::{Result, mortgage::MortgageError};

/// A little beyond `ln 0.01` and `ln 11`, the rates −99 % and 1000 %: whether a root near an end lies within is certified.
const LOWEST: f64 = -4.605_170_185_988_091 - 1e-9;
const HIGHEST: f64 = 2.397_895_272_798_370_4 + 1e-9;
/// How near in `ln(1+X)` to an end of the rates that are sought a root is compared with it exactly.
const NEAR: f64 = 1e-4;
/// Roots of amounts that change their sign so often at most are told apart wherever they lie.
const MAXIMUM_SIGN_CHANGES: usize = 8;
/// Flows of which close roots are told apart, whatever else.
const MAXIMUM_CLOSE_FLOWS: usize = 2_000;
/// How often a term is looked at while intervals are cut: about a second.
const MAXIMUM_LOOKS: usize = 20_000_000;

/// A root, `ln(1+X)`.
#[derive(Clone, Debug)]
pub(super) enum Root {
    /// The sum crosses zero once in an interval.
    Crossing {
        x: f64,
        from: f64,
        until: f64,
        /// The sign of the sum beyond the root.
        beyond: i8,
    },
    /// One that lies close to others, or where several fall together: the sum may only touch zero.
    Close { x: BigInt, fixed: Fixed },
}

impl Root {
    /// The root as far as doubles know it.
    pub(super) fn near(&self) -> f64 {
        match self {
            Self::Crossing { x, .. } => *x,
            Self::Close { x, fixed } => fixed.near(x),
        }
    }

    /// Whether it is a rate that is sought; none where that is in doubt.
    fn is_sought(&self, equation: &Equation) -> Option<bool> {
        let x = self.near();
        if LOWEST + NEAR < x && x < HIGHEST - NEAR {
            return Some(true);
        }
        let (lowest, highest) =
            (certify::compare(equation, self, -99, 100)?, certify::compare(equation, self, 10, 1)?);
        Some(lowest.is_ge() && highest.is_le())
    }
}

/// The only root: `mortgage.aprc_no_solution` without one, `mortgage.aprc_not_unique` with several,
/// `mortgage.too_many_sign_changes` where they cannot be told apart.
pub(super) fn only(equation: &Equation) -> Result<Root> {
    let sign_changes = equation.sign_changes();
    let intervals = match sign_changes {
        0 => Intervals::default(),
        1 => Intervals { crossings: vec![simple(equation)], clusters: Vec::new() },
        _ => Intervals::of(equation),
    };
    let too_many = || MortgageError::TooManySignChanges { maximum: MAXIMUM_SIGN_CHANGES };
    let is_beyond = sign_changes > MAXIMUM_SIGN_CHANGES;
    let mut clusters = intervals.clusters;
    for cluster in clusters.iter_mut().filter(|cluster| cluster.steps.is_empty()) {
        if is_beyond {
            return Err(too_many().into());
        }
        cluster.steps = cluster::between_sign_changes(equation);
    }
    let steps = clusters.iter().map(|cluster| cluster.steps.len()).sum::<usize>();
    let flows = equation.terms().len();
    if steps.saturating_mul(flows) > MAXIMUM_SIGN_CHANGES.saturating_mul(MAXIMUM_CLOSE_FLOWS) {
        if flows > MAXIMUM_CLOSE_FLOWS {
            return Err(MortgageError::TooManyFlows { maximum: MAXIMUM_CLOSE_FLOWS }.into());
        }
        if is_beyond {
            return Err(too_many().into());
        }
    }
    let times = if clusters.is_empty() { None } else { Some(Times::new(equation)) };
    for bits in wide::PRECISIONS {
        let fixed = Fixed { bits };
        let mut roots = intervals.crossings.clone();
        let close = times
            .iter()
            .flat_map(|times| clusters.iter().map(|cluster| cluster.roots(equation, times, fixed)));
        let Some(close) = close.collect::<Option<Vec<_>>>() else { continue };
        roots.extend(close.into_iter().flatten().map(|x| Root::Close { x, fixed }));
        let sought =
            roots.into_iter().map(|root| root.is_sought(equation).map(|is_sought| (root, is_sought)));
        let Some(sought) = sought.collect::<Option<Vec<_>>>() else { continue };
        let mut sought = sought.into_iter().filter(|(_, is_sought)| *is_sought).map(|(root, _)| root);
        match (sought.next(), sought.next()) {
            (None, _) => return Err(MortgageError::AprcNoSolution.into()),
            (Some(_), Some(_)) => return Err(MortgageError::AprcNotUnique.into()),
            // Its digits are taken from where it lies.
            (Some(Root::Close { .. }), None) if !fixed.is_last() => {}
            (Some(root), None) => return Ok(root),
        }
    }
    Err(too_many().into())
}

/// The root of amounts that change their sign once: the earliest outweighs all others where the rate is high, the latest
/// where it is low. Where that is beyond the rates that are sought, their end, which is not within.
fn simple(equation: &Equation) -> Root {
    let beyond: i8 = if equation.terms().first().is_some_and(|term| term.amount > 0) { 1 } else { -1 };
    crossing(equation, LOWEST, HIGHEST, beyond)
}

fn crossing(equation: &Equation, from: f64, until: f64, beyond: i8) -> Root {
    // After a step of this size of Newton's, the next would be of the size of the rounding.
    let x = between(&|x| equation.at(x), from, until, beyond.saturating_neg(), 1e-8);
    Root::Crossing { x, from, until, beyond }
}

/// The intervals in which there may be roots.
#[derive(Debug, Default)]
struct Intervals {
    /// One root each.
    crossings: Vec<Root>,
    /// Up to as many as it has steps; without steps, nothing is known.
    clusters: Vec<Cluster>,
}

impl Intervals {
    fn of(equation: &Equation) -> Self {
        let mut intervals = Self::default();
        let mut open = vec![(LOWEST, HIGHEST)];
        let mut looks: usize = 0;
        while let Some((from, until)) = open.pop() {
            looks = looks.saturating_add(equation.terms().len());
            let middle = f64::midpoint(from, until);
            // Half of the interval, and what its middle was rounded by.
            let radius = (until - from) / 2.0 + 1e-15;
            let moments = Moments::of(equation, middle, radius);
            match moments.order() {
                Some(0) => {}
                Some(1) => intervals.monotone(equation, from, until, moments.centre),
                Some(order) if moments.is_narrow(16.0) => {
                    intervals.clusters.push(Cluster {
                        from,
                        until,
                        steps: vec![cluster::scaled(moments.centre); order],
                    });
                }
                None if looks > MAXIMUM_LOOKS || moments.is_narrow(4096.0) => intervals.unknown(from, until),
                _ => open.extend([(middle, until), (from, middle)]),
            }
        }
        intervals
    }

    /// The sum times `e^(τx)` is monotone.
    fn monotone(&mut self, equation: &Equation, from: f64, until: f64, centre: f64) {
        match (equation.sign_near(from), equation.sign_near(until)) {
            (Some(before), Some(beyond)) if before == beyond => {}
            (Some(_), Some(beyond)) => self.crossings.push(crossing(equation, from, until, beyond)),
            _ => self.clusters.push(Cluster { from, until, steps: vec![cluster::scaled(centre)] }),
        }
    }

    /// Adds to the interval before it where that is unknown too.
    fn unknown(&mut self, from: f64, until: f64) {
        match self.clusters.last_mut() {
            Some(last) if last.steps.is_empty() && last.until >= from => last.until = until,
            _ => self.clusters.push(Cluster { from, until, steps: Vec::new() }),
        }
    }
}

/// How many derivatives are looked at, and up to which the series of the sum is taken.
const ORDERS: usize = MAXIMUM_SIGN_CHANGES;
const DEGREE: usize = 12;

/// The sum times `e^(τx)` in an interval as a series: `Σ w·(δ·s)^j / j!` for s from −1 to 1, where `δ` is `τ − t` times half
/// of the interval.
struct Moments {
    /// `Σ w·δ^j`.
    sums: [f64; DEGREE + 1],
    /// `Σ |w|·|δ|^j`.
    sizes: [f64; DEGREE + 2],
    /// More than what all terms with a great `δ` are in any derivative.
    far: f64,
    /// Of the sums, as a part of the sizes.
    error: f64,
    radius: f64,
    /// The `τ`: the mean of the times.
    centre: f64,
}

impl Moments {
    fn of(equation: &Equation, middle: f64, radius: f64) -> Self {
        let mut worths: Vec<(f64, f64)> = Vec::with_capacity(equation.terms().len());
        let (mut size, mut weighed) = (0.0, 0.0);
        let error = equation.worths(middle, |term, worth| {
            worths.push((term.years, worth));
            size += worth.abs();
            weighed += worth.abs() * term.years;
        });
        let centre = weighed / size;
        let (mut sums, mut sizes, mut far) = ([0.0; DEGREE + 1], [0.0; DEGREE + 2], 0.0);
        for (years, worth) in worths {
            let apart = (centre - years) * radius;
            if apart.abs() > 2.0 {
                // The eighth power of a number above one is its greatest up to there.
                far += worth.abs() * libm::exp(apart.abs()) * libm::pow(apart, 8.0);
                continue;
            }
            let mut part = worth;
            for (sum, size) in sums.iter_mut().zip(&mut sizes) {
                *sum += part;
                *size += part.abs();
                part *= apart;
            }
            if let Some(last) = sizes.last_mut() {
                *last += part.abs();
            }
        }
        Self { sums, sizes, far, error, radius, centre }
    }

    /// The lowest derivative, from the sum itself on, that has one sign in the interval.
    fn order(&self) -> Option<usize> {
        (0..=ORDERS).find(|order| self.has_one_sign(*order))
    }

    fn has_one_sign(&self, order: usize) -> bool {
        // A time and the mean are rounded by this at most.
        let rounded = 1e-13 * self.radius;
        let (mut rest, mut factorial, mut before) = (self.far * 1.01, 1.0, 0.0);
        let orders = self.sums.iter().zip(&self.sizes).enumerate();
        let mut first = 0.0;
        for (index, (sum, size)) in orders {
            if let Some(later @ 1..) = index.checked_sub(order) {
                factorial *= later as f64;
                rest += sum.abs() / factorial;
            } else {
                first = sum.abs();
            }
            if index >= order {
                rest += (self.error * size + rounded * index as f64 * before) / factorial;
            }
            before = *size;
        }
        // What the series leaves out is less than twice its next term: each is a third of the one before at most.
        let next = factorial * DEGREE.saturating_sub(order).saturating_add(1) as f64;
        rest += 2.0 * self.sizes.last().copied().unwrap_or(f64::INFINITY) / next;
        first > rest * 1.01
    }

    /// Whether the times are near to their mean, for the width of the interval.
    fn is_narrow(&self, times: f64) -> bool {
        matches!(self.sizes, [size, spread, ..] if (spread + self.far) * times < size)
    }
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
