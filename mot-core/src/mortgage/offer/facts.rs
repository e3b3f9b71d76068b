//! What the offer's guards look at.

use super::{Offer, OfferCommand, OfferGuard, OfferMachine, OfferStatus};
use crate::{
    Result,
    error::listed,
    id::PartyId,
    lifecycle::{Context, Role, Row, choose},
    money::Rate,
    mortgage::{
        Application, EvidenceKind, JurisdictionPolicy, MortgageError, NewEvidence, Policies, evidence,
        evidence::bad_evidence, terms::Terms,
    },
    time::{Timestamp, ValidityState},
};

/// The present offer and what the command brings. What is not given counts as met.
pub(super) struct Facts<'a> {
    /// The offer as it is stored, or as it would be made.
    pub(super) offer: &'a Offer,
    /// The terms that the command brings.
    pub(super) terms: Option<Terms<'a>>,
    pub(super) application: Option<&'a Application>,
    pub(super) evidence: Option<&'a NewEvidence>,
    pub(super) policies: Option<&'a Policies>,
    pub(super) party: Option<&'a PartyId>,
    pub(super) now: Timestamp,
}

impl<'a> Facts<'a> {
    pub(super) fn of(offer: &'a Offer, context: &'a Context) -> Self {
        Self {
            offer,
            terms: None,
            application: None,
            evidence: None,
            policies: None,
            party: context.actor.party(),
            now: context.now,
        }
    }

    pub(super) fn choose(
        &self,
        status: Option<OfferStatus>,
        command: OfferCommand,
        context: &Context,
    ) -> Result<&'static Row<OfferMachine>> {
        choose(status, command, &context.actor, |role| self.plays(role), |guard| self.holds(guard))
    }

    pub(super) fn plays(&self, role: Role) -> bool {
        self.party.is_some_and(|party| match role {
            Role::Borrower => *party == self.offer.holder_uid,
            Role::Lender => *party == self.offer.issuer_id,
            _ => false,
        })
    }

    pub(super) fn holds(&self, guard: OfferGuard) -> Result<()> {
        let unless = |holds: bool, refused: MortgageError| if holds { Ok(()) } else { Err(refused.into()) };
        let application = |holds: &dyn Fn(&Application) -> bool| self.application.is_none_or(holds);
        let brought = |holds: &dyn Fn(&Terms<'_>) -> bool| self.terms.as_ref().is_none_or(holds);
        let (validity, now) = (&self.offer.validity, self.now);
        match guard {
            OfferGuard::ApplicationLive => {
                unless(application(&Application::is_live), MortgageError::ApplicationClosed)
            }
            OfferGuard::ApplicationClosed => {
                unless(application(&|application| !application.is_live()), MortgageError::ApplicationLive)
            }
            OfferGuard::LenderAddressed => {
                let addressed =
                    application(&|application| application.is_addressed_to(&self.offer.issuer_id));
                unless(addressed, MortgageError::ApplicationNotShared)
            }
            OfferGuard::HolderIsBorrower => {
                let same = application(&|application| application.borrower_uid == self.offer.holder_uid);
                unless(same, MortgageError::HolderIsNotBorrower)
            }
            OfferGuard::LoanPositive => {
                unless(brought(&|terms| terms.loan.amount() > 0), MortgageError::BadLoanAmount)
            }
            OfferGuard::SameCurrency => self.same_currency(),
            OfferGuard::RatePlausible => unless(brought(&is_rate_plausible), MortgageError::RateOutOfRange),
            OfferGuard::ValidityOrdered => {
                unless(brought(&|terms| terms.validity.is_ordered()), MortgageError::ValidityReversed)
            }
            OfferGuard::ValidityCoversReflection => self.validity_covers_reflection(),
            OfferGuard::NotExpired => {
                unless(validity.at(now) != ValidityState::Expired, MortgageError::Expired)
            }
            OfferGuard::NotBinding => unless(!self.is_binding()?, MortgageError::OfferBinding),
            OfferGuard::EvidencePlausible => self.evidence_plausible(),
            OfferGuard::WithinValidity => match validity.at(now) {
                ValidityState::Valid => Ok(()),
                ValidityState::NotYetValid => Err(MortgageError::NotYetValid.into()),
                ValidityState::Expired => Err(MortgageError::Expired.into()),
            },
            OfferGuard::EarliestAcceptanceReached => {
                let Some(policy) = self.policy()? else { return Ok(()) };
                let earliest = validity.valid_from.plus_days(policy.earliest_acceptance_days)?;
                unless(earliest <= now, MortgageError::ReflectionRunning)
            }
            OfferGuard::EvidenceComplete => self.evidence_complete(),
            OfferGuard::Lapsed => {
                unless(validity.at(now) == ValidityState::Expired, MortgageError::NotLapsed)
            }
        }
    }

    /// The policy that the offer is under.
    fn policy(&self) -> Result<Option<&'a JurisdictionPolicy>> {
        self.policies.map(|policies| policies.find(&self.offer.policy)).transpose()
    }

    fn same_currency(&self) -> Result<()> {
        let Some(terms) = &self.terms else { return Ok(()) };
        if let Some(application) = self.application {
            application.desired_loan.same_currency(*terms.loan)?;
        }
        terms.fees.other_fees.iter().try_for_each(|fee| terms.loan.same_currency(fee.amount))?;
        let mut drawdowns = terms.conditions.drawdowns.iter().flatten();
        drawdowns.try_for_each(|drawdown| terms.loan.same_currency(drawdown.amount))
    }

    fn validity_covers_reflection(&self) -> Result<()> {
        let (Some(terms), Some(policy)) = (&self.terms, self.policy()?) else { return Ok(()) };
        let reflection_days = policy.reflection(terms.is_withdrawal_excluded());
        if terms.validity.valid_until < terms.validity.valid_from.plus_days(reflection_days)? {
            return Err(MortgageError::ValidityTooShort { reflection_days }.into());
        }
        Ok(())
    }

    /// Whether the policy binds the lender now, the last instant included.
    fn is_binding(&self) -> Result<bool> {
        let Some(policy) = self.policy()? else { return Ok(false) };
        Ok(self.offer.binding_until(policy)?.is_some_and(|until| self.now <= until))
    }

    /// For how many days the policy binds the lender to the present terms.
    fn reflection_days(&self) -> Result<u32> {
        let excluded = Terms::of(self.offer).is_withdrawal_excluded();
        Ok(self.policy()?.map_or(0, |policy| policy.reflection(excluded)))
    }

    fn evidence_plausible(&self) -> Result<()> {
        let Some(item) = self.evidence else { return Ok(()) };
        if !item.kind.is_of_offer() {
            return Err(bad_evidence("kind", "this kind is recorded of a contract"));
        }
        if item.at > self.now {
            return Err(bad_evidence("at", "its instant lies ahead"));
        }
        if item.kind != EvidenceKind::InformationSheet {
            return Ok(());
        }
        if item.terms_sha256 != Some(self.offer.terms_sha256()?) {
            return Err(bad_evidence(
                "termsSha256",
                "an information sheet names the hash of the present terms",
            ));
        }
        if item.at.plus_days(self.reflection_days()?)? > self.offer.validity.valid_until {
            return Err(bad_evidence("at", "it leaves too little of the validity to reflect"));
        }
        Ok(())
    }

    fn evidence_complete(&self) -> Result<()> {
        let Some(policy) = self.policy()? else { return Ok(()) };
        let present = self.offer.terms_sha256()?;
        let is_shown = |kind| {
            evidence::of_kind(&self.offer.evidence, kind, self.now).any(|item| match kind {
                EvidenceKind::InformationSheet => item.terms_sha256.as_ref() == Some(&present),
                _ => item.terms_sha256.as_ref().is_none_or(|terms| *terms == present),
            })
        };
        let missing = evidence::missing(&policy.evidence_for_accept, is_shown);
        if missing.is_empty() {
            return Ok(());
        }
        Err(MortgageError::EvidenceMissing { missing: listed(missing) }.into())
    }
}

impl Offer {
    /// The last instant at which the policy binds the lender to the present terms: from the later of the validity's start and
    /// the last information sheet for them, for the days of reflection; none where there are none.
    pub(in crate::mortgage) fn binding_until(
        &self,
        policy: &JurisdictionPolicy,
    ) -> Result<Option<Timestamp>> {
        let days = policy.reflection(Terms::of(self).is_withdrawal_excluded());
        if days == 0 {
            return Ok(None);
        }
        let present = self.terms_sha256()?;
        let sheets = self.evidence.iter().filter(|item| {
            item.kind == EvidenceKind::InformationSheet && item.terms_sha256.as_ref() == Some(&present)
        });
        let start = sheets.map(|sheet| sheet.at).fold(self.validity.valid_from, Timestamp::max);
        start.plus_days(days).map(Some)
    }
}

fn is_rate_plausible(terms: &Terms<'_>) -> bool {
    let (nominal, initial) = (terms.interest.nominal_rate, terms.repayment.initial_rate);
    let half = Rate::ONE.billionths() / 2;
    (0..=half).contains(&nominal.billionths()) && (Rate::ZERO..=Rate::ONE).contains(&initial)
}
