//! Fees of the platform: what is due, by which version of a schedule, from whom. The borrower never pays one.

use alloc::string::String;

mod band;
mod model;
mod quote;
mod schedule;

pub use band::{FeeBand, FeeBands};
pub use model::{Bounds, FeeModel, FeeModelType, Tier};
pub use quote::{FeeEvent, FeeStep, quote};
pub use schedule::{FeeSchedule, FeeScheduleVersion};

use crate::{error::refusals, money::Rate};

refusals! {
    /// Why a fee was refused.
    pub enum FeeError {
        /// The borrower would pay.
        BorrowerMayNotPay => FeeBorrowerMayNotPay, "the borrower never pays a fee of the platform";
        /// Outside the band of its kind.
        RateOutOfRange {
            /// The lowest rate.
            minimum: Rate,
            /// The highest rate.
            maximum: Rate,
        } => FeeRateOutOfRange, "the rate of this fee lies between {minimum} and {maximum}";
        /// A minimum above the maximum.
        BoundsReversed => FeeBoundsReversed, "the minimum of a fee is not above its maximum";
        /// Two versions in force at once.
        OverlappingVersions {
            /// The later version.
            version: u32,
        } => FeeOverlappingVersions, "version {version} begins before the one before it has ended";
        /// No version in force.
        NoneInForce {
            /// The fee.
            fee: String,
        } => FeeNoneInForce, "no version of {fee} is in force at that instant";
        /// A model that cannot be reckoned with.
        BadModel {
            /// What would be right.
            expected: &'static str,
        } => FeeBadModel, "a fee model needs {expected}";
        /// The trigger names a payer of another role.
        PayerMismatch {
            /// Who pays by the schedule.
            expected: &'static str,
            /// Who would pay by the trigger.
            found: &'static str,
        } => FeePayerMismatch, "the schedule makes the {expected} pay, the trigger names the {found}";
    }
}
