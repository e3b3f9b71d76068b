//! Sharing an amount without losing or inventing a cent.

use alloc::vec::Vec;

use super::{Money, MoneyError};
use crate::{Result, input::InputError};

/// The most weights of one allocation.
pub const MAXIMUM_WEIGHTS: usize = 100_000;

impl Money {
    /// Shares the amount in proportion to `weights` by the largest remainder.
    ///
    /// The parts add up to the amount; ties go to the lower index; a zero weight never receives a unit; a negative
    /// amount mirrors the positive one. Refused: no weights (`money.no_weights`), a negative one
    /// (`money.negative_weight`), nothing but zeros (`money.all_weights_zero`), weights whose sum is beyond 2^63
    /// (`money.overflow`), more than 100 000 weights (`input.too_large`).
    ///
    /// ```
    /// use mot_core::money::{Currency, Money};
    ///
    /// let parts = Money::new(100, Currency::EUR)?.allocate(&[1, 1, 1])?;
    /// assert_eq!(parts.iter().map(Money::amount).collect::<Vec<_>>(), [34, 33, 33]);
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn allocate(&self, weights: &[i64]) -> Result<Vec<Money>> {
        if weights.is_empty() {
            return Err(MoneyError::NoWeights.into());
        }
        if weights.len() > MAXIMUM_WEIGHTS {
            return Err(InputError::TooLarge { limit: MAXIMUM_WEIGHTS }.into());
        }
        if let Some(index) = weights.iter().position(|weight| *weight < 0) {
            return Err(MoneyError::NegativeWeight { index }.into());
        }
        let sum = weights.iter().try_fold(0i64, |sum, weight| sum.checked_add(*weight));
        let sum = i128::from(sum.ok_or(MoneyError::Overflow)?);
        if sum == 0 {
            return Err(MoneyError::AllWeightsZero.into());
        }
        let total = i128::from(self.amount.unsigned_abs());
        let mut left = total;
        let mut parts = Vec::with_capacity(weights.len());
        for (index, weight) in weights.iter().enumerate() {
            let scaled = total.checked_mul(i128::from(*weight)).ok_or(MoneyError::Overflow)?;
            let whole = scaled.checked_div(sum).ok_or(MoneyError::Overflow)?;
            let remainder = scaled.checked_rem(sum).ok_or(MoneyError::Overflow)?;
            left = left.checked_sub(whole).ok_or(MoneyError::Overflow)?;
            parts.push(Part { index, whole, remainder });
        }
        parts.sort_by(|a, b| b.remainder.cmp(&a.remainder).then(a.index.cmp(&b.index)));
        for part in parts.iter_mut().take(usize::try_from(left).unwrap_or(0)) {
            part.whole = part.whole.checked_add(1).ok_or(MoneyError::Overflow)?;
        }
        parts.sort_by_key(|part| part.index);
        let sign = i128::from(self.amount.signum());
        parts
            .into_iter()
            .map(|part| {
                Money::from_wide(part.whole.checked_mul(sign).ok_or(MoneyError::Overflow)?, self.currency)
            })
            .collect()
    }
}

struct Part {
    index: usize,
    whole: i128,
    remainder: i128,
}
