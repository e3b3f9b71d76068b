//! Fee models: what is due on an amount or on a number of units.

use alloc::vec::Vec;

use super::FeeError;
use crate::{
    Result,
    input::{Json, Read, Write, document_fields, words},
    money::{MinorUnits, Money, MoneyError, Rate, Rounding},
};

/// How a fee is reckoned. Multiplied exactly, rounded once, then the fixed part, then minimum and maximum.
///
/// ```
/// use mot_core::{fee::{Bounds, FeeModel}, money::{Currency, Money, Rate, Rounding}};
///
/// let loan = Money::parse("360000.00", Currency::EUR)?;
/// let half_per_cent = FeeModel::Percentage { rate: Rate::parse("0.005")?, fixed: None };
/// let fee = half_per_cent.compute(loan, Bounds::default(), Rounding::HalfUp)?;
/// assert_eq!(fee.to_string(), "1800.00 EUR");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")
)]
pub enum FeeModel {
    /// A share of the base, and a fixed part in its currency.
    Percentage {
        /// The share.
        rate: Rate,
        /// The fixed part, due on a zero base too.
        #[cfg_attr(feature = "schema", schemars(default))]
        fixed: Option<Money>,
    },
    /// Each slice of the base at the rate of its tier; rounded once, on the sum.
    Graduated {
        /// The tiers, ascending; the last without end.
        tiers: Vec<Tier>,
    },
    /// The whole base at the rate of the tier that it lies in.
    Volume {
        /// The tiers, ascending; the last without end.
        tiers: Vec<Tier>,
    },
    /// A price for each started package of units.
    Package {
        /// Units in a package.
        size: u64,
        /// The price of a package.
        price: Money,
        /// Units that cost nothing.
        #[cfg_attr(feature = "schema", schemars(default))]
        free_units: u64,
    },
}

/// A rate for the part of a base up to a limit, the limit included.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Tier {
    /// The limit in minor units of the base's currency; none for the last tier.
    pub up_to: Option<MinorUnits>,
    /// The rate.
    pub rate: Rate,
}

document_fields!(Tier { up_to: "upTo", rate: "rate" });

/// The least and the most that a fee comes to. They see the absolute value of a negative fee and do not apply to
/// a zero base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub minimum: Option<Money>,
    /// The most. Applied last, it wins over a minimum above it.
    pub maximum: Option<Money>,
}

impl FeeModel {
    /// What is due on `base`. Refused: a fixed part or a bound in another currency (`money.currency_mismatch`), a
    /// model that counts units or whose tiers have no last one or do not ascend (`fee.bad_model`), a fee beyond the
    /// range of money (`money.overflow`).
    pub fn compute(&self, base: Money, bounds: Bounds, rounding: Rounding) -> Result<Money> {
        self.check()?;
        let share = self.share(base, rounding)?;
        let fixed = match self {
            Self::Percentage { fixed: Some(fixed), .. } => {
                base.same_currency(*fixed)?;
                i128::from(fixed.amount())
            }
            _ => 0,
        };
        let fee = share.checked_add(fixed).ok_or(MoneyError::Overflow)?;
        let fee = if base.amount() == 0 { fee } else { bounds.apply(fee, base)? };
        Money::from_wide(fee, base.currency())
    }

    /// What is due for `units`. Refused: a model that takes an amount (`fee.bad_model`), a bound in another currency
    /// (`money.currency_mismatch`), a fee beyond the range of money (`money.overflow`).
    pub fn compute_units(&self, units: u64, bounds: Bounds) -> Result<Money> {
        let Self::Package { size, price, free_units } = self else {
            return Err(FeeError::BadModel { expected: "an amount, this one counts no units" }.into());
        };
        let charged = units.saturating_sub(*free_units);
        let packages =
            charged.checked_div(*size).ok_or(FeeError::BadModel { expected: "a package size above zero" })?;
        let started = u64::from(charged.checked_rem(*size).is_some_and(|rest| rest > 0));
        let packages = i128::from(packages).saturating_add(i128::from(started));
        let fee = packages.checked_mul(i128::from(price.amount())).ok_or(MoneyError::Overflow)?;
        let fee = if units == 0 { fee } else { bounds.apply(fee, *price)? };
        Money::from_wide(fee, price.currency())
    }

    /// The part that is in proportion to the base, rounded once.
    pub(super) fn share(&self, base: Money, rounding: Rounding) -> Result<i128> {
        let size = i128::from(base.amount().unsigned_abs());
        let billionths = match self {
            Self::Percentage { rate, .. } => part(size, *rate)?,
            Self::Volume { tiers } => {
                let tier =
                    tiers.iter().find(|tier| tier.up_to.is_none_or(|limit| size <= i128::from(limit.get())));
                part(size, tier.ok_or(NO_LAST_TIER)?.rate)?
            }
            Self::Graduated { tiers } => {
                let (mut below, mut sum) = (0i128, 0i128);
                for tier in tiers {
                    let upper = tier.up_to.map_or(size, |limit| size.min(i128::from(limit.get())));
                    let slice = upper.saturating_sub(below).max(0);
                    sum = sum.checked_add(part(slice, tier.rate)?).ok_or(MoneyError::Overflow)?;
                    below = below.max(upper);
                }
                sum
            }
            Self::Package { .. } => {
                return Err(FeeError::BadModel { expected: "units, this one takes no amount" }.into());
            }
        };
        let signed = if base.amount() < 0 { billionths.saturating_neg() } else { billionths };
        rounding.divide(signed, i128::from(Rate::ONE.billionths())).ok_or_else(|| MoneyError::Overflow.into())
    }

    /// Every rate of the model.
    pub(super) fn rates(&self) -> Vec<Rate> {
        match self {
            Self::Percentage { rate, .. } => [*rate].into(),
            Self::Graduated { tiers } | Self::Volume { tiers } => {
                tiers.iter().map(|tier| tier.rate).collect()
            }
            Self::Package { .. } => Vec::new(),
        }
    }

    /// Refuses a model that cannot be reckoned with: `fee.bad_model`.
    pub(super) fn check(&self) -> Result<()> {
        match self {
            Self::Percentage { .. } => Ok(()),
            Self::Package { size: 0, .. } => {
                Err(FeeError::BadModel { expected: "a package size above zero" }.into())
            }
            Self::Package { .. } => Ok(()),
            Self::Graduated { tiers } | Self::Volume { tiers } => {
                let limits = tiers.iter().map(|tier| tier.up_to.map_or(i64::MAX, MinorUnits::get));
                if tiers.last().is_none_or(|last| last.up_to.is_some()) {
                    return Err(NO_LAST_TIER.into());
                }
                if !limits.is_sorted_by(|one, next| one < next) || tiers.iter().any(is_never_reached) {
                    return Err(
                        FeeError::BadModel { expected: "tiers with ascending limits above zero" }.into()
                    );
                }
                Ok(())
            }
        }
    }
}

const NO_LAST_TIER: FeeError = FeeError::BadModel { expected: "a last tier without limit" };

fn is_never_reached(tier: &Tier) -> bool {
    tier.up_to.is_some_and(|limit| limit.get() <= 0)
}

fn part(size: i128, rate: Rate) -> Result<i128> {
    size.checked_mul(i128::from(rate.billionths())).ok_or_else(|| MoneyError::Overflow.into())
}

impl Bounds {
    /// The fee within the bounds, by its absolute value; `of` tells the currency.
    pub(super) fn apply(&self, fee: i128, of: Money) -> Result<i128> {
        let mut size = i128::try_from(fee.unsigned_abs()).map_err(|_| MoneyError::Overflow)?;
        if let Some(minimum) = self.minimum {
            of.same_currency(minimum)?;
            size = size.max(i128::from(minimum.amount()));
        }
        if let Some(maximum) = self.maximum {
            of.same_currency(maximum)?;
            size = size.min(i128::from(maximum.amount()));
        }
        // A fee on a negative base mirrors the one on the positive base, even where its share rounds to nothing.
        let negative = fee < 0 || (fee == 0 && of.amount() < 0);
        Ok(if negative { size.saturating_neg() } else { size })
    }

    /// Refuses a bound below zero (`fee.bad_model`) and a minimum above the maximum (`fee.bounds_reversed`).
    pub(super) fn check(&self) -> Result<()> {
        if [self.minimum, self.maximum].into_iter().flatten().any(|bound| bound.amount() < 0) {
            return Err(FeeError::BadModel { expected: "a minimum and a maximum of zero or more" }.into());
        }
        match (self.minimum, self.maximum) {
            (Some(minimum), Some(maximum)) => {
                minimum.same_currency(maximum)?;
                if minimum.amount() > maximum.amount() {
                    Err(FeeError::BoundsReversed.into())
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        }
    }
}

words! {
    /// The words that name the models.
    pub enum FeeModelType {
        /// [`FeeModel::Percentage`].
        Percentage = "percentage",
        /// [`FeeModel::Graduated`].
        Graduated = "graduated",
        /// [`FeeModel::Volume`].
        Volume = "volume",
        /// [`FeeModel::Package`].
        Package = "package",
    }
}

impl Read for FeeModel {
    fn read(json: &Json) -> Result<Self> {
        let all = json.fields(&["type", "rate", "fixed", "tiers", "size", "price", "freeUnits"])?;
        let model = match all.take("type")? {
            FeeModelType::Percentage => {
                let fields = json.fields(&["type", "rate", "fixed"])?;
                Self::Percentage { rate: fields.take("rate")?, fixed: fields.take("fixed")? }
            }
            FeeModelType::Graduated => {
                Self::Graduated { tiers: json.fields(&["type", "tiers"])?.take("tiers")? }
            }
            FeeModelType::Volume => Self::Volume { tiers: json.fields(&["type", "tiers"])?.take("tiers")? },
            FeeModelType::Package => {
                let fields = json.fields(&["type", "size", "price", "freeUnits"])?;
                let free_units = fields.take_or_empty("freeUnits")?;
                Self::Package { size: fields.take("size")?, price: fields.take("price")?, free_units }
            }
        };
        model.check()?;
        Ok(model)
    }
}

impl Write for FeeModel {
    fn write(&self) -> Json {
        let object = |kind: FeeModelType, members: &[(&str, Json)]| {
            let named = core::iter::once(("type", kind.write())).chain(members.iter().cloned());
            Json::Object(named.map(|(name, value)| (name.into(), value)).collect())
        };
        match self {
            Self::Percentage { rate, fixed: None } => {
                object(FeeModelType::Percentage, &[("rate", rate.write())])
            }
            Self::Percentage { rate, fixed } => {
                object(FeeModelType::Percentage, &[("rate", rate.write()), ("fixed", fixed.write())])
            }
            Self::Graduated { tiers } => object(FeeModelType::Graduated, &[("tiers", tiers.write())]),
            Self::Volume { tiers } => object(FeeModelType::Volume, &[("tiers", tiers.write())]),
            Self::Package { size, price, free_units } => object(
                FeeModelType::Package,
                &[("size", size.write()), ("price", price.write()), ("freeUnits", free_units.write())],
            ),
        }
    }
}
