//! The one place where the kinds of rounding are named.

use crate::input::words;

words! {
    /// How a value between two units becomes one of them. Named wherever rounding happens; never implied.
    pub enum Rounding {
        /// To the nearest unit, a tie away from zero: the trade's default.
        HalfUp = "half_up",
        /// To the nearest unit, a tie to the even one.
        HalfEven = "half_even",
        /// To the nearest unit, a tie towards zero.
        HalfDown = "half_down",
        /// Towards zero.
        Down = "down",
        /// Away from zero.
        Up = "up",
        /// Towards minus infinity.
        Floor = "floor",
        /// Towards plus infinity.
        Ceiling = "ceiling",
    }
}

impl Rounding {
    /// `numerator / denominator` as a whole number; `None` for a zero denominator or beyond 128 bits.
    pub fn divide(self, numerator: i128, denominator: i128) -> Option<i128> {
        let quotient = numerator.checked_div(denominator)?;
        let remainder = numerator.checked_rem(denominator)?;
        if remainder == 0 {
            return Some(quotient);
        }
        let away = if (remainder < 0) == (denominator < 0) { 1 } else { -1 };
        let twice = remainder.unsigned_abs().checked_mul(2)?;
        let nearer_away = twice.cmp(&denominator.unsigned_abs());
        let moves = match self {
            Self::HalfUp => nearer_away.is_ge(),
            Self::HalfDown => nearer_away.is_gt(),
            Self::HalfEven => nearer_away.is_gt() || (nearer_away.is_eq() && quotient.checked_rem(2)? != 0),
            Self::Down => false,
            Self::Up => true,
            Self::Floor => away < 0,
            Self::Ceiling => away > 0,
        };
        if moves { quotient.checked_add(away) } else { Some(quotient) }
    }
}

#[cfg(test)]
mod tests {
    use super::Rounding::*;

    #[test]
    fn every_kind_at_halves_quarters_and_signs() {
        // Worked by hand: 5/2 = 2.5, -5/2, 7/2 = 3.5, 9/4 = 2.25, -9/4.
        for (rounding, expected) in [
            (HalfUp, [3, -3, 4, 2, -2]),
            (HalfEven, [2, -2, 4, 2, -2]),
            (HalfDown, [2, -2, 3, 2, -2]),
            (Down, [2, -2, 3, 2, -2]),
            (Up, [3, -3, 4, 3, -3]),
            (Floor, [2, -3, 3, 2, -3]),
            (Ceiling, [3, -2, 4, 3, -2]),
        ] {
            let actual = [(5, 2), (-5, 2), (7, 2), (9, 4), (-9, 4)].map(|(n, d)| rounding.divide(n, d));
            assert_eq!(actual, expected.map(Some), "{rounding:?}");
            let mirrored =
                [(-5, -2), (5, -2), (-7, -2), (-9, -4), (9, -4)].map(|(n, d)| rounding.divide(n, d));
            assert_eq!(mirrored, expected.map(Some), "{rounding:?} with a negative denominator");
        }
        assert_eq!(HalfUp.divide(1, 0), None);
    }
}
