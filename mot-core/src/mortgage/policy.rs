//! Jurisdiction policies: what differs by country and time, as data with a date.
//!
//! The presets describe the state of the law at their `as_of` as far as the library decides by it. They are not
//! legal advice.

use alloc::{format, string::String, vec::Vec};

use super::{EvidenceKind, MortgageError, SignerRole, application::repeats};
use crate::{
    Error, Result,
    error::listed,
    id::PolicyId,
    input::{InputError, document_fields},
    money::Rate,
    time::CalendarDate,
};

/// What a jurisdiction asks for. Days are 24 hours from an instant; nothing means: does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct JurisdictionPolicy {
    /// The name.
    pub id: PolicyId,
    /// The state of the law that it describes.
    pub as_of: CalendarDate,
    /// Decimals of the effective rate in per cent (Directive 2014/17/EU Annex I remark d; PAngV Anlage).
    pub aprc_decimals: u32,
    /// Days during which the offer binds the lender (Directive 2014/17/EU Art. 14(6)).
    pub reflection_days: u32,
    /// The same where the borrower has no right of withdrawal (§ 495(3) BGB).
    pub reflection_days_withdrawal_excluded: u32,
    /// Days before which acceptance is barred (Directive 2014/17/EU Art. 14(6): up to 10).
    pub earliest_acceptance_days: u32,
    /// Days for withdrawal after conclusion (§§ 355, 495 BGB).
    pub withdrawal_days: Option<u32>,
    /// The same where mandatory information came after the signing (§ 356b BGB).
    pub withdrawal_days_late_information: Option<u32>,
    /// When the right of withdrawal lapses at the latest, from the signing (§ 356b(2) BGB).
    pub withdrawal_lapses: Option<WithdrawalLapse>,
    /// What must be shown before an offer is accepted (Directive 2014/17/EU Art. 14(1)–(3); Art. 247 § 1 EGBGB).
    pub evidence_for_accept: Vec<EvidenceKind>,
    /// What must be shown before a contract is signed (Art. 18; § 505a BGB; §§ 10, 11 GwG).
    pub evidence_for_sign: Vec<EvidenceKind>,
    /// Whose signatures make the contract (§ 492 BGB).
    pub required_signers: Vec<SignerRole>,
    /// Who may be asked to sign besides.
    pub optional_signers: Vec<SignerRole>,
    /// Years from full disbursement after which the borrower may terminate (§ 489 BGB).
    pub termination_after_years: Option<u32>,
    /// Months of notice for it (§ 489 BGB).
    pub termination_notice_months: Option<u32>,
    /// Months before the end of a fixed rate by which the lender must say so (§ 493 BGB).
    pub rate_end_notice_months: Option<u32>,
    /// The most that a prepayment may cost, as a share of what goes beyond the allowance (Art. 25; § 502 BGB: none for
    /// mortgages).
    pub prepayment_compensation_cap: Option<Rate>,
}

document_fields!(JurisdictionPolicy {
    id: "id",
    as_of: "asOf",
    aprc_decimals: "aprcDecimals",
    reflection_days: "reflectionDays",
    reflection_days_withdrawal_excluded: "reflectionDaysWithdrawalExcluded",
    earliest_acceptance_days: "earliestAcceptanceDays",
    withdrawal_days: "withdrawalDays",
    withdrawal_days_late_information: "withdrawalDaysLateInformation",
    withdrawal_lapses: "withdrawalLapses",
    evidence_for_accept: "evidenceForAccept",
    evidence_for_sign: "evidenceForSign",
    required_signers: "requiredSigners",
    optional_signers: "optionalSigners",
    termination_after_years: "terminationAfterYears",
    termination_notice_months: "terminationNoticeMonths",
    rate_end_notice_months: "rateEndNoticeMonths",
    prepayment_compensation_cap: "prepaymentCompensationCap",
});

/// A time after the signing, calendar months first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct WithdrawalLapse {
    /// Calendar months.
    pub months: u32,
    /// Days of 24 hours after them.
    pub days: u32,
}

document_fields!(WithdrawalLapse { months: "months", days: "days" });

/// The policy that an offer or a contract is under.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct PolicyReference {
    /// Its name.
    pub id: PolicyId,
    /// The state of the law that it describes.
    pub as_of: CalendarDate,
}

document_fields!(PolicyReference { id: "id", as_of: "asOf" });

/// The policies that a host decides by.
///
/// ```
/// use mot_core::{id::PolicyId, mortgage::Policies};
///
/// let policies = Policies::shipped();
/// assert_eq!(policies.latest(&PolicyId::parse("de_mortgage")?)?.withdrawal_days, Some(14));
/// assert_eq!(policies.latest(&PolicyId::parse("elsewhere")?).unwrap_err().code().as_str(),
///     "mortgage.unknown_policy");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies(Vec<JurisdictionPolicy>);

impl Policies {
    /// Policies of the host's own. One that nobody would sign under, or that names a signer twice, is
    /// `input.bad_value`.
    pub fn new(policies: Vec<JurisdictionPolicy>) -> Result<Self> {
        for (index, policy) in policies.iter().enumerate() {
            if policy.required_signers.is_empty() || repeats(&policy.required_signers) {
                let fault = Error::from(InputError::BadValue { expected: "at least one signer, each once" });
                return Err(fault.within("requiredSigners").within_index(index));
            }
        }
        Ok(Self(policies))
    }

    /// The policies.
    pub fn as_slice(&self) -> &[JurisdictionPolicy] {
        &self.0
    }

    /// The presets: `mcd_baseline`, the directive alone, and `de_mortgage`, Germany.
    pub fn shipped() -> Self {
        Self([mcd_baseline(), de_mortgage()].into_iter().flatten().collect())
    }

    /// The policy of this name with the latest date, or `mortgage.unknown_policy`.
    pub fn latest(&self, id: &PolicyId) -> Result<&JurisdictionPolicy> {
        let named = self.0.iter().filter(|policy| policy.id == *id);
        named.max_by_key(|policy| policy.as_of).ok_or_else(|| self.unknown())
    }

    fn unknown(&self) -> Error {
        let names: Vec<String> =
            self.0.iter().map(|policy| format!("{} {}", policy.id, policy.as_of)).collect();
        MortgageError::UnknownPolicy { known: listed(names.iter().map(String::as_str)) }.into()
    }

    /// The policy that a document is under, or `mortgage.unknown_policy`.
    pub fn find(&self, reference: &PolicyReference) -> Result<&JurisdictionPolicy> {
        let found = self.0.iter().find(|policy| policy.id == reference.id && policy.as_of == reference.as_of);
        found.ok_or_else(|| self.unknown())
    }
}

impl JurisdictionPolicy {
    /// How a document names it.
    pub fn reference(&self) -> PolicyReference {
        PolicyReference { id: self.id.clone(), as_of: self.as_of }
    }

    /// The days during which an offer binds the lender.
    pub fn reflection(&self, withdrawal_excluded: bool) -> u32 {
        if withdrawal_excluded { self.reflection_days_withdrawal_excluded } else { self.reflection_days }
    }
}

fn mcd_baseline() -> Result<JurisdictionPolicy> {
    Ok(JurisdictionPolicy {
        id: PolicyId::parse("mcd_baseline")?,
        as_of: CalendarDate::new(2016, 3, 21)?,
        aprc_decimals: 1,
        reflection_days: 7,
        reflection_days_withdrawal_excluded: 7,
        earliest_acceptance_days: 0,
        withdrawal_days: None,
        withdrawal_days_late_information: None,
        withdrawal_lapses: None,
        evidence_for_accept: [EvidenceKind::InformationSheet].into(),
        evidence_for_sign: [EvidenceKind::CreditAssessment, EvidenceKind::Identification].into(),
        required_signers: [SignerRole::Borrower, SignerRole::Lender].into(),
        optional_signers: [SignerRole::Notary].into(),
        termination_after_years: None,
        termination_notice_months: None,
        rate_end_notice_months: None,
        prepayment_compensation_cap: None,
    })
}

fn de_mortgage() -> Result<JurisdictionPolicy> {
    Ok(JurisdictionPolicy {
        id: PolicyId::parse("de_mortgage")?,
        as_of: CalendarDate::new(2022, 5, 28)?,
        aprc_decimals: 2,
        reflection_days: 0,
        withdrawal_days: Some(14),
        withdrawal_days_late_information: Some(30),
        withdrawal_lapses: Some(WithdrawalLapse { months: 12, days: 14 }),
        termination_after_years: Some(10),
        termination_notice_months: Some(6),
        rate_end_notice_months: Some(3),
        ..mcd_baseline()?
    })
}
