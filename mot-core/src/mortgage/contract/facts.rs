//! What the contract's guards look at.

use super::{Contract, ContractCommand, ContractFields, ContractGuard, ContractMachine, SignerRole};
use crate::{
    Result,
    error::listed,
    id::PartyId,
    lifecycle::{Context, Role, Row, choose},
    mortgage::{
        AssessmentResult, DocumentHash, EvidenceKind, JurisdictionPolicy, MortgageError, NewEvidence,
        Policies, evidence, evidence::bad_evidence,
    },
    time::Timestamp,
};

/// The present contract and what the command brings. What is not given counts as met.
pub(super) struct Facts<'a> {
    pub(super) contract: &'a Contract,
    pub(super) evidence: Option<&'a NewEvidence>,
    /// The hash that the command brings; an inner nothing where the command has none although it needs one.
    pub(super) hash: Option<Option<&'a DocumentHash>>,
    pub(super) notary: Option<&'a PartyId>,
    pub(super) policies: Option<&'a Policies>,
    pub(super) party: Option<&'a PartyId>,
    pub(super) now: Timestamp,
}

impl<'a> Facts<'a> {
    pub(super) fn of(contract: &'a Contract, context: &'a Context) -> Self {
        let (party, now) = (context.actor.party(), context.now);
        Self { contract, evidence: None, hash: None, notary: None, policies: None, party, now }
    }

    pub(super) fn choose(
        &self,
        command: ContractCommand,
        context: &Context,
    ) -> Result<&'static Row<ContractMachine>> {
        let status = Some(self.contract.status);
        choose(status, command, &context.actor, |role| self.plays(role), |guard| self.holds(guard))
    }

    pub(super) fn plays(&self, role: Role) -> bool {
        self.party.is_some_and(|party| match role {
            Role::Borrower => *party == self.contract.borrower_uid,
            Role::Lender => *party == self.contract.lender_id,
            Role::Notary => Some(party) == self.contract.notary_id.as_ref(),
            _ => false,
        })
    }

    /// As what the actor would sign.
    pub(super) fn signer(&self) -> Option<SignerRole> {
        let roles = [
            (Role::Borrower, SignerRole::Borrower),
            (Role::Lender, SignerRole::Lender),
            (Role::Notary, SignerRole::Notary),
        ];
        roles.into_iter().find(|(role, _)| self.plays(*role)).map(|(_, signer)| signer)
    }

    pub(super) fn holds(&self, guard: ContractGuard) -> Result<()> {
        let unless = |holds: bool, refused: MortgageError| if holds { Ok(()) } else { Err(refused.into()) };
        let contract = self.contract;
        match guard {
            ContractGuard::DocumentHashPresent => {
                unless(self.hash != Some(None), MortgageError::DocumentHashMissing)
            }
            ContractGuard::NotaryAllowed => self.notary_allowed(),
            ContractGuard::EvidencePlausible => self.evidence_plausible(),
            ContractGuard::DraftPresent => {
                unless(contract.draft_sha256.is_some(), MortgageError::DraftMissing)
            }
            ContractGuard::HashMatchesDraft => {
                let matches = self.hash.is_none_or(|hash| hash == contract.draft_sha256.as_ref());
                unless(matches, MortgageError::DocumentChanged)
            }
            ContractGuard::RoleNotSigned => match self.signer() {
                Some(role) if contract.has_signed(role) => Err(MortgageError::AlreadySigned { role }.into()),
                _ => Ok(()),
            },
            ContractGuard::EvidenceComplete => self.evidence_complete(),
            ContractGuard::SignaturesMissingAfter => {
                let missing = contract
                    .required_signers
                    .iter()
                    .any(|role| Some(*role) != self.signer() && !contract.has_signed(*role));
                // Chooses the row: the one that follows has the same guards but this and speaks for it.
                unless(missing, MortgageError::DraftMissing)
            }
            ContractGuard::WithdrawalWindowOpen => {
                let open = self.withdrawal_ends()?.is_some_and(|end| self.now <= end);
                unless(open, MortgageError::WithdrawalWindowClosed)
            }
            ContractGuard::DocumentAttached => {
                unless(contract.signed_sha256.is_some(), MortgageError::SignedDocumentMissing)
            }
            ContractGuard::CoolingOffOver => {
                let over = self.withdrawal_ends()?.is_none_or(|end| self.now > end);
                unless(over, MortgageError::CoolingOffRunning)
            }
        }
    }

    /// The policy that the contract is under.
    fn policy(&self) -> Result<Option<&'a JurisdictionPolicy>> {
        self.policies.map(|policies| policies.find(&self.contract.policy)).transpose()
    }

    fn notary_allowed(&self) -> Result<()> {
        let Some(policy) = self.policy()? else { return Ok(()) };
        let mut signers = policy.optional_signers.iter().chain(&policy.required_signers);
        if !signers.any(|role| *role == SignerRole::Notary) {
            return Err(MortgageError::NotaryNotAllowed.into());
        }
        let is_party =
            |notary: &PartyId| *notary == self.contract.borrower_uid || *notary == self.contract.lender_id;
        if self.notary.is_some_and(is_party) { Err(MortgageError::NotaryIsParty.into()) } else { Ok(()) }
    }

    fn evidence_plausible(&self) -> Result<()> {
        let Some(item) = self.evidence else { return Ok(()) };
        if item.kind.is_of_offer() {
            return Err(bad_evidence("kind", "this kind is recorded of an offer"));
        }
        if item.at > self.now {
            return Err(bad_evidence("at", "its instant lies ahead"));
        }
        match item.kind {
            EvidenceKind::CreditAssessment if item.result.is_none() => {
                Err(bad_evidence("result", "an assessment has a result"))
            }
            EvidenceKind::Identification
                if !item.subject.as_ref().is_some_and(|subject| self.is_party(subject)) =>
            {
                Err(bad_evidence("subject", "an identification names a party of the contract"))
            }
            _ => Ok(()),
        }
    }

    fn is_party(&self, party: &PartyId) -> bool {
        let contract = self.contract;
        *party == contract.borrower_uid
            || *party == contract.lender_id
            || Some(party) == contract.notary_id.as_ref()
    }

    fn evidence_complete(&self) -> Result<()> {
        let Some(policy) = self.policy()? else { return Ok(()) };
        let shown = |kind| evidence::of_kind(&self.contract.evidence, kind, self.now);
        let is_shown = |kind| match kind {
            // The latest by its instant counts; of equal ones, the one recorded last.
            EvidenceKind::CreditAssessment => shown(kind)
                .max_by_key(|assessment| assessment.at)
                .is_some_and(|assessment| assessment.result == Some(AssessmentResult::Positive)),
            EvidenceKind::Identification => {
                shown(kind).any(|item| item.subject.as_ref() == Some(&self.contract.borrower_uid))
            }
            _ => shown(kind).next().is_some(),
        };
        let missing = evidence::missing(&policy.evidence_for_sign, is_shown);
        if missing.is_empty() {
            return Ok(());
        }
        Err(MortgageError::EvidenceMissing { missing: listed(missing) }.into())
    }

    fn withdrawal_ends(&self) -> Result<Option<Timestamp>> {
        match self.policy()? {
            Some(policy) => self.contract.withdrawal_until(policy, self.now),
            None => Ok(None),
        }
    }
}

impl ContractFields {
    /// The last instant at which the borrower may withdraw, if there is such a right (§§ 355, 356b, 495 BGB).
    ///
    /// The days run from the latest of the signing, the copy of the contract and the mandatory information, each
    /// the first recorded; more days where the information came after the signing. They end at the lapse at the
    /// latest, which is all there is while one of the two has not been shown.
    pub(in crate::mortgage) fn withdrawal_until(
        &self,
        policy: &JurisdictionPolicy,
        now: Timestamp,
    ) -> Result<Option<Timestamp>> {
        let (Some(days), Some(signed_at)) = (policy.withdrawal_days, self.signed_at) else {
            return Ok(None);
        };
        if self.withdrawal_excluded {
            return Ok(None);
        }
        let first = |kind| evidence::of_kind(&self.evidence, kind, now).map(|item| item.at).min();
        let lapse = match policy.withdrawal_lapses {
            Some(lapse) => Some(signed_at.plus_months(lapse.months)?.plus_days(lapse.days)?),
            None => None,
        };
        let (Some(copy), Some(information)) =
            (first(EvidenceKind::ContractCopy), first(EvidenceKind::MandatoryInformation))
        else {
            return Ok(Some(lapse.unwrap_or(Timestamp::MAXIMUM)));
        };
        let late = information > signed_at;
        let days = policy.withdrawal_days_late_information.filter(|_| late).unwrap_or(days);
        let end = signed_at.max(copy).max(information).plus_days(days)?;
        Ok(Some(lapse.map_or(end, |lapse| lapse.min(end))))
    }
}
