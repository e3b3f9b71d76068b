//! The law's deadlines as data: what an offer and a contract allow until when.

use super::{Contract, ContractFields, EvidenceKind, JurisdictionPolicy, Offer, Policies, evidence};
use crate::{
    Result,
    input::document_fields,
    time::{CalendarDate, Timestamp},
};

/// The deadlines of an offer under its policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct OfferDeadlines {
    /// From when it can be accepted (Directive 2014/17/EU Art. 14(6)).
    pub acceptance_from: Timestamp,
    /// Until when it can be accepted.
    pub acceptance_until: Timestamp,
    /// Until when the lender is bound, for the reflection of the borrower (Art. 14(6), § 495(3) BGB); none where the policy
    /// gives no reflection.
    pub binding_until: Option<Timestamp>,
}

document_fields!(OfferDeadlines {
    acceptance_from: "acceptanceFrom",
    acceptance_until: "acceptanceUntil",
    binding_until: "bindingUntil",
});

/// The deadlines of a contract under its policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ContractDeadlines {
    /// Until when the borrower may withdraw (§§ 355, 356b, 495 BGB); none without such a right, or before the signing. Under
    /// a policy without a lapse it is the end of the calendar while the copy or the information is missing.
    pub withdrawal_until: Option<Timestamp>,
    /// When the loan was fully disbursed: the latest disbursement that was recorded, so each part is to be recorded.
    pub disbursed_at: Option<Timestamp>,
    /// From when the borrower may give notice whatever rate is fixed (§ 489(1) No. 2 BGB); none without such a right, or
    /// before the disbursement.
    pub termination_notice_from: Option<Timestamp>,
    /// When the loan ends at the earliest by that notice.
    pub termination_from: Option<Timestamp>,
}

document_fields!(ContractDeadlines {
    withdrawal_until: "withdrawalUntil",
    disbursed_at: "disbursedAt",
    termination_notice_from: "terminationNoticeFrom",
    termination_from: "terminationFrom",
});

impl Offer {
    /// The deadlines of this offer under its policy, each the last or the first instant that counts
    /// (`mortgage.unknown_policy`).
    pub fn deadlines(&self, policies: &Policies) -> Result<OfferDeadlines> {
        let policy = policies.find(&self.policy)?;
        Ok(OfferDeadlines {
            acceptance_from: self.validity.valid_from.plus_days(policy.earliest_acceptance_days)?,
            acceptance_until: self.validity.valid_until,
            binding_until: self.binding_until(policy)?,
        })
    }
}

impl Contract {
    /// The deadlines of this contract under its policy, as far as they are known from the evidence up to now
    /// (`mortgage.unknown_policy`).
    pub fn deadlines(&self, policies: &Policies, now: Timestamp) -> Result<ContractDeadlines> {
        let policy = policies.find(&self.policy)?;
        let disbursed_at = self.disbursed_at(now);
        let notice_from = match (disbursed_at, policy.termination_after_years) {
            (Some(at), Some(years)) => Some(at.plus_months(years.saturating_mul(12))?),
            _ => None,
        };
        let notice = policy.termination_notice_months.unwrap_or_default();
        Ok(ContractDeadlines {
            withdrawal_until: self.withdrawal_until(policy, now)?,
            disbursed_at,
            termination_notice_from: notice_from,
            termination_from: notice_from.map(|from| from.plus_months(notice)).transpose()?,
        })
    }
}

impl ContractFields {
    /// The latest disbursement that was recorded.
    fn disbursed_at(&self, now: Timestamp) -> Option<Timestamp> {
        evidence::of_kind(&self.evidence, EvidenceKind::Disbursement, now).map(|item| item.at).max()
    }
}

impl JurisdictionPolicy {
    /// By when the lender must say what comes after a fixed rate that ends on this day (§ 493(1) BGB); none where the policy
    /// asks for no such notice.
    ///
    /// ```
    /// use mot_core::{id::PolicyId, mortgage::Policies, time::CalendarDate};
    ///
    /// let policies = Policies::shipped();
    /// let policy = policies.latest(&PolicyId::parse("de_mortgage")?)?;
    /// let by = policy.rate_end_notice_by(CalendarDate::parse("2040-05-31")?)?;
    /// assert_eq!(by.map(|by| by.to_string()), Some("2040-02-29".into()));
    /// # Ok::<(), mot_core::Error>(())
    /// ```
    pub fn rate_end_notice_by(&self, fixed_until: CalendarDate) -> Result<Option<CalendarDate>> {
        let months = self.rate_end_notice_months.map(|months| i32::try_from(months).unwrap_or(i32::MAX));
        months.map(|months| fixed_until.plus_months(months.saturating_neg())).transpose()
    }
}
