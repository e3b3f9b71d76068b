//! The sign of the equation where doubles cannot tell it: fixed-point numbers of 320 bits, then of 1280.

#![allow(clippy::arithmetic_side_effects, reason = "integers without a limit do not overflow")]

use num_bigint::BigInt;

use super::equation::Equation;

/// The sign of the sum at the rate `numerator / denominator`; 0 where 1280 bits find none, which is an exact root.
pub(super) fn sign(equation: &Equation, numerator: i64, denominator: i64) -> i8 {
    sign_within(equation, numerator, denominator, 320)
        .or_else(|| sign_within(equation, numerator, denominator, 1280))
        .unwrap_or(0)
}

fn sign_within(equation: &Equation, numerator: i64, denominator: i64, bits: u32) -> Option<i8> {
    let fixed = Fixed { bits };
    let worth = BigInt::from(numerator) + BigInt::from(denominator);
    let logarithm = fixed.ln(&worth, &BigInt::from(denominator));
    let (mut sum, mut size) = (BigInt::ZERO, BigInt::ZERO);
    for term in equation.terms() {
        let exponent = -(&logarithm * term.at.numerator()) / term.at.denominator();
        let value = fixed.exp(&exponent) * term.amount;
        size += BigInt::from(value.magnitude().clone());
        sum += value;
    }
    // The logarithm and each exponential are right to within 2^-(bits - 24) of themselves.
    let error = (size >> (bits.saturating_sub(40))) + 1_i32;
    if sum > error {
        Some(1)
    } else if sum < -error {
        Some(-1)
    } else {
        None
    }
}

/// Fixed-point numbers with so many bits behind the point.
struct Fixed {
    bits: u32,
}

impl Fixed {
    fn one(&self) -> BigInt {
        BigInt::from(1_u32) << self.bits
    }

    /// `ln(numerator / denominator)` by the series of the inverse hyperbolic tangent, after taking out powers of two.
    fn ln(&self, numerator: &BigInt, denominator: &BigInt) -> BigInt {
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
    fn ln_2(&self) -> BigInt {
        self.atanh(&BigInt::from(1_u32), &BigInt::from(3_u32)) * 2_u32
    }

    fn atanh(&self, numerator: &BigInt, denominator: &BigInt) -> BigInt {
        let argument = (self.one() * numerator) / denominator;
        let square = (&argument * &argument) >> self.bits;
        let (mut power, mut sum, mut odd) = (argument, BigInt::ZERO, 1_u32);
        while power != BigInt::ZERO && odd < 100_000 {
            sum += &power / odd;
            power = (&power * &square) >> self.bits;
            odd = odd.saturating_add(2);
        }
        sum
    }

    /// `e^x`, after taking out powers of two.
    fn exp(&self, x: &BigInt) -> BigInt {
        let ln_2 = self.ln_2();
        let mut twos = x / &ln_2;
        let mut rest = x - &twos * &ln_2;
        if rest < BigInt::ZERO {
            rest += &ln_2;
            twos -= 1_i32;
        }
        let (mut term, mut sum, mut count) = (self.one(), BigInt::ZERO, 1_u32);
        while term != BigInt::ZERO && count < 100_000 {
            sum += &term;
            term = ((&term * &rest) >> self.bits) / count;
            count = count.saturating_add(1);
        }
        match i64::try_from(&twos) {
            Ok(twos @ 0..) => sum << twos,
            Ok(twos) => sum >> twos.unsigned_abs(),
            Err(_) => BigInt::ZERO,
        }
    }
}
