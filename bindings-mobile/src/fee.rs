//! Fees of the platform: what is due, by which version of a schedule, from whom.

use std::sync::Arc;

use mot_core::{
    fee::{self, Bounds, FeeBand, FeeModel, FeeScheduleVersion},
    id::{FeeId, PartyId},
    input::{Json, Read, Write},
    lifecycle::{FeeTrigger, Payer, Role, Subject},
    money::{Money, Rate, Rounding},
    time::Timestamp,
};

use crate::Result;

/// Reads a fee model. One that cannot be reckoned with is `fee.bad_model`.
#[uniffi::export]
pub fn parse_fee_model(json: &str) -> Result<FeeModel> {
    Ok(FeeModel::from_json(json)?)
}

/// The fee model as JSON text.
#[uniffi::export]
pub fn fee_model_to_json(model: &FeeModel) -> Result<String> {
    Ok(model.to_json())
}

/// The least and the most that a fee comes to. They see the absolute value of a negative fee and do not apply to a
/// zero base.
#[uniffi::remote(Record)]
pub struct Bounds {
    /// The least.
    #[uniffi(default)]
    pub minimum: Option<Money>,
    /// The most. Applied last, it wins over a minimum above it.
    #[uniffi(default)]
    pub maximum: Option<Money>,
}

/// What is due on an amount: multiplied exactly, rounded once, then the fixed part, then the bounds.
///
/// Refused: a fixed part or a bound in another currency (`money.currency_mismatch`), a model that counts units
/// (`fee.bad_model`), a fee beyond the range of money (`money.overflow`).
#[uniffi::export]
pub fn fee_model_compute(
    model: &FeeModel,
    base: &Money,
    bounds: Bounds,
    rounding: Rounding,
) -> Result<Money> {
    Ok(model.compute(*base, bounds, rounding)?)
}

/// What is due for a number of units.
///
/// Refused: a model that takes an amount (`fee.bad_model`), a bound in another currency (`money.currency_mismatch`), a
/// fee beyond the range of money (`money.overflow`).
#[uniffi::export]
pub fn fee_model_compute_units(model: &FeeModel, units: u64, bounds: Bounds) -> Result<Money> {
    Ok(model.compute_units(units, bounds)?)
}

/// A fee: what triggers it, who pays whom, and its versions.
#[derive(Debug, uniffi::Object)]
pub struct FeeSchedule(fee::FeeSchedule);

#[uniffi::export]
impl FeeSchedule {
    /// Reads a schedule whose rates lie within the bands, the shipped ones if none are given.
    ///
    /// Refused: versions that overlap (`fee.overlapping_versions`), a minimum above the maximum
    /// (`fee.bounds_reversed`), a borrower as payer (`fee.borrower_may_not_pay`), a rate outside its band
    /// (`fee.rate_out_of_range`), a model that cannot be reckoned with here (`fee.bad_model`).
    #[uniffi::constructor(default(bands = None))]
    pub fn parse(json: &str, bands: Option<Arc<FeeBands>>) -> Result<Self> {
        Ok(Self(match bands {
            Some(bands) => fee::FeeSchedule::read_within(&Json::parse(json)?, &bands.0)?,
            None => fee::FeeSchedule::from_json(json)?,
        }))
    }

    /// The fee's id, which is the name of its trigger.
    pub fn id(&self) -> FeeId {
        self.0.id().clone()
    }

    /// Who pays, as what.
    pub fn payer_role(&self) -> Role {
        self.0.payer_role()
    }

    /// Who receives.
    pub fn beneficiary(&self) -> PartyId {
        self.0.beneficiary().clone()
    }

    /// The versions, in their order.
    pub fn versions(&self) -> Vec<FeeScheduleVersion> {
        self.0.versions().to_vec()
    }

    /// The version in force at an instant, or `fee.none_in_force`.
    pub fn in_force(&self, at: Timestamp) -> Result<FeeScheduleVersion> {
        Ok(self.0.in_force(at)?.clone())
    }

    /// The fee that a trigger makes due; none for another fee's trigger, for a reversal and for a fee of zero.
    ///
    /// Refused: no version in force (`fee.none_in_force`), a trigger that names a payer of another role
    /// (`fee.payer_mismatch`), and what reckoning refuses.
    pub fn quote(&self, trigger: &FeeTrigger) -> Result<Option<FeeEvent>> {
        Ok(fee::quote(&self.0, trigger)?.map(FeeEvent::from))
    }

    /// The schedule as JSON text.
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }
}

/// A fee that is due, with the version that made it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeeEvent {
    /// The trigger's key: one trigger makes at most one fee of a schedule.
    pub key: String,
    /// The fee.
    pub fee_id: FeeId,
    /// The version of the schedule that was in force.
    pub fee_version: u32,
    /// What the fee is about.
    pub subject: Subject,
    /// What it was reckoned on.
    pub base: Money,
    /// Who pays.
    pub payer: Payer,
    /// Who receives.
    pub beneficiary: PartyId,
    /// What is due.
    pub amount: Money,
    /// When it fell due.
    pub at: Timestamp,
    /// How the amount came about, in order.
    pub steps: Vec<FeeStep>,
    /// The fee as JSON text, to store it.
    pub json: String,
}

/// One step of a reckoning: what was done, and the amount after it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeeStep {
    /// `share`, `fixed`, `minimum` or `maximum`.
    pub step: String,
    /// The amount after the step.
    pub amount: Money,
}

impl From<fee::FeeEvent> for FeeEvent {
    fn from(event: fee::FeeEvent) -> Self {
        let json = event.to_json();
        let fee::FeeEvent { key, fee_id, fee_version, subject, base, payer, beneficiary, amount, at, steps } =
            event;
        let step = |fee::FeeStep { step, amount }| FeeStep { step: step.into(), amount };
        let steps = steps.into_iter().map(step).collect();
        Self { key, fee_id, fee_version, subject, base, payer, beneficiary, amount, at, steps, json }
    }
}

/// The bands within which the fees of a platform lie.
#[derive(Debug, uniffi::Object)]
pub struct FeeBands(fee::FeeBands);

#[uniffi::export]
impl FeeBands {
    /// Bands of a platform's own. Refused: a rate or an id outside its grammar (`money.*`, `id.bad_id`).
    #[uniffi::constructor]
    pub fn new(bands: Vec<FeeBand>) -> Result<Self> {
        Ok(Self(fee::FeeBands(bands)))
    }

    /// The shipped bands: loans 0.2 to 1.0 %, tranches 0.1 to 0.3 %, voucher bookings 2 %.
    #[uniffi::constructor]
    pub fn shipped() -> Self {
        Self(fee::FeeBands::shipped())
    }

    /// The bands as data.
    pub fn bands(&self) -> Vec<FeeBand> {
        self.0.0.clone()
    }

    /// Refuses a borrower as payer (`fee.borrower_may_not_pay`), then a rate outside the band of the fee
    /// (`fee.rate_out_of_range`). A fee without a band may have any rate.
    pub fn check(&self, fee_id: &FeeId, payer_role: Role, rate: Rate) -> Result<()> {
        Ok(self.0.check(fee_id, payer_role, rate)?)
    }
}
