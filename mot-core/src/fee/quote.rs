//! From a trigger to a fee that explains itself.

use alloc::{string::String, vec, vec::Vec};

use super::{FeeError, FeeModel, FeeSchedule};
use crate::{
    Result,
    id::{FeeId, PartyId},
    input::{Json, Word, Write},
    lifecycle::{FeeTrigger, Payer, Subject},
    money::Money,
    time::Timestamp,
};

/// A fee that is due, with the version that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// One step of a reckoning: what was done, and the amount after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeStep {
    /// `share`, `fixed`, `minimum` or `maximum`.
    pub step: &'static str,
    /// The amount after the step.
    pub amount: Money,
}

/// The fee that a trigger makes due under a schedule; none for another fee's trigger, for a reversal and for a fee
/// of zero.
///
/// Refused: no version in force (`fee.none_in_force`), a trigger that names a payer of another role
/// (`fee.payer_mismatch`), and what [`FeeModel::compute`] refuses.
pub fn quote(schedule: &FeeSchedule, trigger: &FeeTrigger) -> Result<Option<FeeEvent>> {
    let FeeTrigger::Charge { key, trigger, subject, base, payer, at } = trigger else {
        return Ok(None);
    };
    if schedule.id().as_str() != trigger {
        return Ok(None);
    }
    if payer.role != schedule.payer_role() {
        let (expected, found) = (schedule.payer_role().as_str(), payer.role.as_str());
        return Err(FeeError::PayerMismatch { expected, found }.into());
    }
    let version = schedule.in_force(*at)?;
    let amount = version.model.compute(*base, version.bounds(), version.rounding)?;
    if amount.amount() == 0 {
        return Ok(None);
    }
    Ok(Some(FeeEvent {
        key: key.clone(),
        fee_id: schedule.id().clone(),
        fee_version: version.version,
        subject: subject.clone(),
        base: *base,
        payer: payer.clone(),
        beneficiary: schedule.beneficiary().clone(),
        amount,
        at: *at,
        steps: steps(version, *base, amount)?,
    }))
}

fn steps(version: &super::FeeScheduleVersion, base: Money, amount: Money) -> Result<Vec<FeeStep>> {
    let mut reached = version.model.share(base, version.rounding)?;
    let mut steps = Vec::new();
    // A step beyond the range of money, which the maximum then brings back, is left out.
    let mut tell = |step, reached| {
        steps.extend(Money::from_wide(reached, base.currency()).map(|amount| FeeStep { step, amount }));
    };
    tell("share", reached);
    if let FeeModel::Percentage { fixed: Some(fixed), .. } = version.model {
        reached = reached.saturating_add(i128::from(fixed.amount()));
        tell("fixed", reached);
    }
    let due = i128::from(amount.amount());
    if reached != due {
        tell(if due.unsigned_abs() > reached.unsigned_abs() { "minimum" } else { "maximum" }, due);
    }
    Ok(steps)
}

impl Write for FeeEvent {
    fn write(&self) -> Json {
        let Self { key, fee_id, fee_version, subject, base, payer, beneficiary, amount, at, steps } = self;
        Json::Object(vec![
            ("key".into(), Json::from(key.as_str())),
            ("feeId".into(), fee_id.write()),
            ("feeVersion".into(), fee_version.write()),
            ("subject".into(), subject.write()),
            ("base".into(), base.write()),
            ("payer".into(), payer.write()),
            ("beneficiary".into(), beneficiary.write()),
            ("amount".into(), amount.write()),
            ("at".into(), at.write()),
            ("steps".into(), steps.write()),
        ])
    }
}

impl Write for FeeStep {
    fn write(&self) -> Json {
        Json::Object(vec![("step".into(), Json::from(self.step)), ("amount".into(), self.amount.write())])
    }
}
