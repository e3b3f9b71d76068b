//! Numbers as their text, so that nothing is rounded on the way in.

use alloc::{boxed::Box, format, string::String};
use core::fmt;

/// A JSON number, kept as it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(Box<str>);

impl Number {
    /// Reads text by JSON's grammar of numbers; `None` for anything else, `NaN` and `01` included.
    pub fn parse(text: &str) -> Option<Self> {
        let number = Self(text.into());
        let parts = number.parts();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let whole = digits(parts.whole) && (parts.whole.len() == 1 || !parts.whole.starts_with('0'));
        let fraction = parts.fraction.is_none_or(digits);
        let exponent =
            parts.exponent.is_none_or(|text| digits(text.strip_prefix(['-', '+']).unwrap_or(text)));
        (whole && fraction && exponent).then_some(number)
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text of a number that the core itself composed.
    pub(crate) fn plain(text: String) -> Self {
        Self(text.into())
    }

    /// Whether it is written without fraction and exponent.
    pub fn is_integer_literal(&self) -> bool {
        let parts = self.parts();
        parts.fraction.is_none() && parts.exponent.is_none()
    }

    /// The value of an integer literal within 64 bits; `-0` is 0.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// How many digits the value has after the decimal point, trailing zeros left out; `5e-05` has five, `1.50` one,
    /// `2e3` none.
    pub fn fraction_digits(&self) -> i64 {
        let (_, _, power) = self.significant();
        power.saturating_neg().max(0)
    }

    /// The value times 10^`digits`, if it is a whole number of 64 bits.
    pub fn scaled(&self, digits: u32) -> Option<i64> {
        let (negative, significant, power) = self.significant();
        if significant.is_empty() {
            return Some(0);
        }
        let zeros =
            usize::try_from(i64::from(digits).checked_add(power)?).ok().filter(|zeros| *zeros <= 20)?;
        let magnitude: i64 = format!("{significant}{:0<zeros$}", "").parse().ok()?;
        Some(if negative { magnitude.saturating_neg() } else { magnitude })
    }

    /// The number as RFC 8785 writes it; `None` if a double does not hold this very value.
    pub fn canonical(&self) -> Option<String> {
        let double: f64 = self.0.parse().ok()?;
        if !double.is_finite() {
            return None;
        }
        let mut buffer = ryu_js::Buffer::new();
        let shortest = Self(buffer.format_finite(double).into());
        (shortest.is_equal(self) || self.is_exactly(double)).then(|| shortest.0.into())
    }

    /// Whether the double's full decimal expansion is this value, as 2^60 is though fewer digits would name it.
    ///
    /// With fewer than 17 digits the shortest spelling would have been this one.
    fn is_exactly(&self, double: f64) -> bool {
        let digits = self.significant().1.len();
        let longest = 767; // significant digits of any double
        (17..=longest).contains(&digits) && self.is_equal(&Self(format!("{double:.1074}").into()))
    }

    fn is_equal(&self, other: &Self) -> bool {
        self.significant() == other.significant()
    }

    /// Sign, digits without zeros at either end, and the power of ten of the last digit: equal for equal values.
    fn significant(&self) -> (bool, String, i64) {
        let parts = self.parts();
        let fraction = parts.fraction.unwrap_or_default();
        let digits: String = format!("{}{fraction}", parts.whole);
        let kept = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len().saturating_sub(kept.len())).unwrap_or(i64::MAX);
        let written = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
        let power = self.exponent().saturating_sub(written).saturating_add(dropped);
        match kept.trim_start_matches('0') {
            "" => (false, String::new(), 0),
            significant => (parts.negative, significant.into(), power),
        }
    }

    fn exponent(&self) -> i64 {
        let Some(text) = self.parts().exponent else { return 0 };
        let limit = if text.starts_with('-') { i64::MIN } else { i64::MAX };
        text.parse().unwrap_or(limit / 2)
    }

    fn parts(&self) -> Parts<'_> {
        let (negative, text) = match self.0.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, &*self.0),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (text, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        Parts { negative, whole, fraction, exponent }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: Option<&'a str>,
    exponent: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn grammar() {
        for good in ["0", "-0", "10", "1.5", "1e5", "1E+5", "-1.25e-7"] {
            assert!(Number::parse(good).is_some(), "{good}");
        }
        for bad in ["", "-", "01", "1.", ".5", "+1", "1e", "NaN", "Infinity", "1_000", " 1", "٣"] {
            assert!(Number::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn values() {
        let number = |text: &str| Number::parse(text).expect("a number");
        assert_eq!(number("5e-05").scaled(9), Some(50_000));
        assert_eq!(number("-1.50").scaled(2), Some(-150));
        assert_eq!(number("1e400").scaled(9), None);
        assert_eq!(number("0.0320000000000").fraction_digits(), 3);
        assert_eq!(number("1e-99999999999999999999").fraction_digits(), i64::MAX / 2 + 1);
        assert_eq!(number("0.1").canonical().as_deref(), Some("0.1"));
        assert_eq!(number("1E30").canonical().as_deref(), Some("1e+30"));
        assert_eq!(number("0.0000001").canonical().as_deref(), Some("1e-7"));
        assert_eq!(number("-0").canonical().as_deref(), Some("0"));
        assert_eq!(number("9007199254740993").canonical(), None);
        assert_eq!(number("1152921504606846976").canonical().as_deref(), Some("1152921504606847000"));
        assert_eq!(number("0.1000000000000000000000000000000000000001").canonical(), None);
        assert_eq!(number("1e400").canonical(), None);
        assert_eq!(number("4.9e-324").canonical(), None);
        assert_eq!(number("0.1000000000000000056").canonical(), None);
        let exact = "0.1000000000000000055511151231257827021181583404541015625";
        assert_eq!(number(exact).canonical().as_deref(), Some("0.1"));
    }
}
