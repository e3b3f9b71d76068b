//! The equation where doubles cannot tell its sign: fixed-point numbers of 320 bits, then of 1280.

#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use alloc::{collections::BTreeMap, vec::Vec};

use num_bigint::BigInt;

use super::equation::Equation;

/// The precisions, one after the other until one decides. What the last cannot tell from zero is zero.
pub(super) const PRECISIONS: [u32; 2] = [320, LAST];
pub(super) const LAST: u32 = 1280;

/// The sign of the sum at the rate `numerator / denominator`; 0 where 1280 bits find none, which is an exact root.
pub(super) fn sign(equation: &Equation, numerator: i64, denominator: i64) -> i8 {
    let times = Times::new(equation);
    let amounts: Vec<BigInt> = equation.terms().iter().map(|term| BigInt::from(term.amount)).collect();
    let sign = |bits: u32| {
        let fixed = Fixed { bits };
        let logarithm = fixed.logarithm(numerator, denominator);
        Sum::of(&amounts, &times.powers(fixed, &logarithm), &BigInt::ZERO).sign()
    };
    PRECISIONS.into_iter().find_map(sign).unwrap_or(0)
}

/// A sum of weights times powers and what its rounding is at most, both with the weights' bits and the powers' behind the
/// point.
pub(super) struct Sum {
    pub(super) value: BigInt,
    error: BigInt,
}

impl Sum {
    /// `rounding` is what the weights together are rounded by at most.
    pub(super) fn of(weights: &[BigInt], powers: &[BigInt], rounding: &BigInt) -> Self {
        let (mut value, mut weight) = (BigInt::ZERO, BigInt::ZERO);
        for (one, power) in weights.iter().zip(powers) {
            value += one * power;
            weight += BigInt::from(one.magnitude().clone());
        }
        // A power is at most one. At most 2^12 months are multiplied, each right to within 2^4 units in the last place;
        // the logarithm to within 2^11, in times of up to 2^8 years.
        Self { value, error: (weight << 24_u32) + rounding }
    }

    /// The sign, where the error leaves no doubt of it.
    pub(super) fn sign(&self) -> Option<i8> {
        if self.value > self.error {
            Some(1)
        } else if self.value < -&self.error {
            Some(-1)
        } else {
            None
        }
    }
}

/// The times of an equation as whole months and exact remainders, each once.
#[derive(Debug)]
pub(super) struct Times {
    /// Months and the place of the remainder, in the order of time.
    terms: Vec<(i32, usize)>,
    /// Fractions of a month.
    remainders: Vec<(i64, i64)>,
}

impl Times {
    pub(super) fn new(equation: &Equation) -> Self {
        let mut places = BTreeMap::new();
        let mut remainders = Vec::new();
        let terms = equation.terms().iter().map(|term| {
            let remainder = term.part_of_month();
            let place = *places.entry(remainder).or_insert_with(|| {
                remainders.push(remainder);
                remainders.len().saturating_sub(1)
            });
            (term.months, place)
        });
        Self { terms: terms.collect(), remainders }
    }

    /// `e^(−t·x)` of every time, all multiplied by one number so that the largest are between a half and one: what the
    /// sums of them are is multiplied by it, and their signs are the same.
    pub(super) fn powers(&self, fixed: Fixed, x: &BigInt) -> Vec<BigInt> {
        let backwards = *x < BigInt::ZERO;
        // What a month takes off the logarithm.
        let rate = BigInt::from(x.magnitude().clone()) / 12_u32;
        let remainders: Vec<BigInt> = self
            .remainders
            .iter()
            .map(|(above, below)| {
                // Counted from the end of the month where the latest outweigh the others.
                let above = if backwards { below.saturating_sub(*above) } else { *above };
                fixed.power(&((&rate * above) / *below))
            })
            .collect();
        let month = fixed.power(&rate);
        let ends = if backwards { self.terms.last() } else { self.terms.first() };
        let mut reached = ends.map_or(0, |(months, _)| *months);
        let mut reach = fixed.one();
        let mut step = |(months, place): &(i32, usize)| {
            while reached != *months {
                reach = (&reach * &month) >> fixed.bits;
                reached = if backwards { reached.saturating_sub(1) } else { reached.saturating_add(1) };
            }
            remainders.get(*place).map_or(BigInt::ZERO, |remainder| (&reach * remainder) >> fixed.bits)
        };
        if backwards {
            let mut powers: Vec<BigInt> = self.terms.iter().rev().map(&mut step).collect();
            powers.reverse();
            powers
        } else {
            self.terms.iter().map(&mut step).collect()
        }
    }
}

/// Fixed-point numbers with so many bits behind the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixed {
    pub(super) bits: u32,
}

impl Fixed {
    pub(super) fn one(self) -> BigInt {
        BigInt::from(1_u32) << self.bits
    }

    /// Whether what this precision cannot tell from zero is zero.
    pub(super) const fn is_last(self) -> bool {
        self.bits == LAST
    }

    /// A double, which has no more bits behind the point than that unless it is tiny.
    #[expect(clippy::cast_possible_wrap, reason = "a mantissa of 53 bits")]
    pub(super) fn double(self, x: f64) -> BigInt {
        let parts = x.to_bits();
        let exponent = (parts >> 52_u32) & 0x7ff;
        let mantissa = (parts & ((1_u64 << 52_u32) - 1)) | (u64::from(exponent > 0) << 52_u32);
        let mantissa = BigInt::from(if x < 0.0 { -(mantissa as i64) } else { mantissa as i64 });
        (mantissa << self.bits << exponent.max(1)) >> 1075_u32
    }

    /// The nearest doubles' neighbourhood of a number below eight.
    #[allow(clippy::float_arithmetic, reason = "where to look, not what is found")]
    pub(super) fn near(self, x: &BigInt) -> f64 {
        let short = i64::try_from(x >> self.bits.saturating_sub(59)).unwrap_or_default();
        short as f64 / (1_i64 << 59_u32) as f64
    }

    /// `ln(1 + X)` of the rate `numerator / denominator`, right to within 2^11 units in the last place.
    pub(super) fn logarithm(self, numerator: i64, denominator: i64) -> BigInt {
        self.ln(&(BigInt::from(numerator) + denominator), &BigInt::from(denominator))
    }

    /// `ln(numerator / denominator)` by the series of the inverse hyperbolic tangent, after taking out powers of two.
    fn ln(self, numerator: &BigInt, denominator: &BigInt) -> BigInt {
        let (mut scaled, mut twos) = (numerator.clone(), 0_i64);
        while &scaled * 3_u32 < denominator * 2_u32 {
            scaled *= 2_u32;
            twos = twos.saturating_sub(1);
        }
        let mut below = denominator.clone();
        while &scaled * 3_u32 > &below * 4_u32 {
            below *= 2_u32;
            twos = twos.saturating_add(1);
        }
        self.atanh(&(&scaled - &below), &(&scaled + &below)) * 2_u32 + self.ln_2() * twos
    }

    /// `ln 2 = 2 atanh(1/3)`.
    fn ln_2(self) -> BigInt {
        self.atanh(&BigInt::from(1_u32), &BigInt::from(3_u32)) * 2_u32
    }

    fn atanh(self, numerator: &BigInt, denominator: &BigInt) -> BigInt {
        let argument = (self.one() * numerator) / denominator;
        let square = (&argument * &argument) >> self.bits;
        let (mut power, mut sum, mut odd) = (argument, BigInt::ZERO, 1_u32);
        // A shift rounds a negative power down, to -1 in the end.
        while power.bits() > 1 && odd < 100_000 {
            sum += &power / odd;
            power = (&power * &square) >> self.bits;
            odd = odd.saturating_add(2);
        }
        sum
    }

    /// `e^−x` for x from 0 to 1, right to within a few units in the last place: the series of a small part of x, squared.
    fn power(self, x: &BigInt) -> BigInt {
        let squarings = self.bits / 64 + 4;
        // A squaring doubles the error.
        let bits = self.bits + squarings + 16;
        let small = x << 16_u32;
        let (mut term, mut sum, mut count) = (BigInt::from(1_u32) << bits, BigInt::ZERO, 1_u32);
        while term != BigInt::ZERO && count < 10_000 {
            if count % 2 == 1 {
                sum += &term
            } else {
                sum -= &term
            }
            term = ((&term * &small) >> bits) / count;
            count = count.saturating_add(1);
        }
        for _ in 0..squarings {
            sum = (&sum * &sum) >> bits;
        }
        sum >> (squarings + 16)
    }
}
