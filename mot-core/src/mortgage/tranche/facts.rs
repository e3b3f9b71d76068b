//! What the tranche's guards look at.

use super::{Tranche, TrancheCommand, TrancheGuard, TrancheMachine, TrancheStatus};
use crate::{
    Result,
    id::PartyId,
    lifecycle::{Context, Role, Row, choose},
    mortgage::{Contract, ContractStatus, MortgageError, Offer, OfferStatus},
    time::{Timestamp, ValidityState},
};

/// The present tranche and the documents that the command brings. What is not given counts as met.
pub(super) struct Facts<'a> {
    /// The tranche as it is stored, or as it would be issued.
    pub(super) tranche: &'a Tranche,
    pub(super) offer: Option<&'a Offer>,
    /// The contract that the offer's acceptance drafted.
    pub(super) contract: Option<&'a Contract>,
    /// The tranches that were issued on the offer before.
    pub(super) earlier: &'a [&'a Tranche],
    pub(super) party: Option<&'a PartyId>,
    pub(super) now: Timestamp,
}

impl<'a> Facts<'a> {
    pub(super) fn of(tranche: &'a Tranche, context: &'a Context) -> Self {
        let (party, now) = (context.actor.party(), context.now);
        Self { tranche, offer: None, contract: None, earlier: &[], party, now }
    }

    pub(super) fn choose(
        &self,
        status: Option<TrancheStatus>,
        command: TrancheCommand,
        context: &Context,
    ) -> Result<&'static Row<TrancheMachine>> {
        choose(status, command, &context.actor, |role| self.plays(role), |guard| self.holds(guard))
    }

    pub(super) fn plays(&self, role: Role) -> bool {
        let lender = self.offer.map_or(&self.tranche.issuer_id, |offer| &offer.issuer_id);
        self.party.is_some_and(|party| match role {
            Role::Lender => party == lender,
            Role::Investor => party != lender,
            _ => false,
        })
    }

    pub(super) fn holds(&self, guard: TrancheGuard) -> Result<()> {
        let unless = |holds: bool, refused: MortgageError| if holds { Ok(()) } else { Err(refused.into()) };
        let tranche = self.tranche;
        let state = tranche.validity.at(self.now);
        match guard {
            TrancheGuard::UnderlyingLive => {
                unless(self.is_underlying_live() != Some(false), MortgageError::UnderlyingGone)
            }
            TrancheGuard::UnderlyingGone => {
                unless(self.is_underlying_live() != Some(true), MortgageError::UnderlyingLive)
            }
            TrancheGuard::SameCurrency => {
                self.offer.map_or(Ok(()), |offer| offer.loan.same_currency(tranche.nominal_amount))
            }
            TrancheGuard::NominalPositive => {
                unless(tranche.nominal_amount.amount() > 0, MortgageError::BadNominalAmount)
            }
            TrancheGuard::TranchesWithinLoan => self.tranches_within_loan(),
            TrancheGuard::ValidityOrdered => {
                unless(tranche.validity.is_ordered(), MortgageError::ValidityReversed)
            }
            TrancheGuard::WithinValidity => match state {
                ValidityState::Valid => Ok(()),
                ValidityState::NotYetValid => Err(MortgageError::NotYetValid.into()),
                ValidityState::Expired => Err(MortgageError::Expired.into()),
            },
            TrancheGuard::Lapsed => unless(state == ValidityState::Expired, MortgageError::NotLapsed),
        }
    }

    /// Whether there is still a loan to take part in; nothing where the documents that say so are not given.
    fn is_underlying_live(&self) -> Option<bool> {
        let offer = self.offer?;
        match offer.status {
            OfferStatus::Offered => Some(offer.validity.at(self.now) != ValidityState::Expired),
            OfferStatus::Accepted => self.contract.map(|contract| match contract.status {
                ContractStatus::Draft | ContractStatus::Signed | ContractStatus::Archived => true,
                ContractStatus::Cancelled | ContractStatus::Withdrawn => false,
            }),
            OfferStatus::Withdrawn
            | OfferStatus::Declined
            | OfferStatus::Expired
            | OfferStatus::Superseded => Some(false),
        }
    }

    fn tranches_within_loan(&self) -> Result<()> {
        let Some(offer) = self.offer else { return Ok(()) };
        let mut left = i128::from(offer.loan.amount());
        let live = self.earlier.iter().copied().filter(|tranche| tranche.is_live());
        for part in live.chain([self.tranche]) {
            offer.loan.same_currency(part.nominal_amount)?;
            left = left.saturating_sub(i128::from(part.nominal_amount.amount()));
        }
        if left < 0 { Err(MortgageError::TranchesExceedLoan.into()) } else { Ok(()) }
    }
}
