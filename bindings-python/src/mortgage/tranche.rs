//! The tranche's commands.

use pyo3::{prelude::*, types::PyTuple};

use super::tranches;
use crate::{
    documents::{Contract, NewTranche, Offer, Tranche},
    error::call,
    lifecycle::{self, Decision, context, decided},
    scalar::Several,
};

#[pymethods]
impl Tranche {
    /// The lender offers a part of its loan to investors; `existing` is what the host has stored under its id, `contract`
    /// the offer's if it was accepted, `tranches` every tranche that was ever issued on the offer.
    ///
    /// That none of these is left out, nobody can see in the documents: the decision requires the unique key
    /// `tranches/<offer>/<number>`, so that of two decisions over the same tranches, or over fewer than there are, the
    /// database takes none but the first.
    ///
    /// Event `tranche.issued`. Refused: `input.bad_value` (another issuer than the offer's), `lifecycle.already_exists`,
    /// `wrong_document` (another offer, not its contract, tranches of another offer), `actor_not_allowed` (only the
    /// lender), `mortgage.underlying_gone`, `money.currency_mismatch`, `mortgage.bad_nominal_amount`,
    /// `tranches_exceed_loan` (all that are offered or placed, together), `validity_reversed`.
    #[staticmethod]
    #[pyo3(signature = (tranche, *, offer, tranches, by, at, contract = None, existing = None, expected_version = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one for each thing that the decision depends on, all by keyword"
    )]
    fn issue(
        tranche: &NewTranche,
        offer: &Offer,
        tranches: Several<Tranche>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        contract: Option<&Contract>,
        existing: Option<&Tranche>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let issued = self::tranches(&tranches);
        let context = context(by, at, expected_version)?;
        let (contract, existing) = (core(contract), existing.map(|existing| &existing.0));
        decided(|| {
            mot_core::mortgage::Tranche::issue(&tranche.0, existing, &offer.0, contract, &issued, &context)
        })
    }

    /// An investor takes the tranche: any party but the lender.
    ///
    /// Event `tranche.placed`, and a trigger of the fee `mortgage.tranche_placed` on the nominal amount, that the lender
    /// pays. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (not the lender), `mortgage.not_yet_valid`,
    /// `expired`, `underlying_gone`.
    #[pyo3(signature = (*, offer, by, at, contract = None, expected_version = None))]
    fn place(
        &self,
        offer: &Offer,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        contract: Option<&Contract>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        let contract = core(contract);
        decided(|| self.0.place(&offer.0, contract, &context))
    }

    /// The lender withdraws the tranche; its part of the loan is free again.
    ///
    /// Event `tranche.withdrawn`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the lender).
    #[pyo3(signature = (*, offer, by, at, expected_version = None))]
    fn withdraw(
        &self,
        offer: &Offer,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.withdraw(&offer.0, &context))
    }

    /// The tranche's validity has ended.
    ///
    /// Event `tranche.expired`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
    /// `mortgage.not_lapsed`.
    #[pyo3(signature = (*, offer, by, at, expected_version = None))]
    fn expire(
        &self,
        offer: &Offer,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.expire(&offer.0, &context))
    }

    /// Withdraws a tranche that was left over when its loan went: the offer ended, or its contract was cancelled or
    /// withdrawn from.
    ///
    /// Event `tranche.lapsed`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
    /// `mortgage.underlying_live`.
    #[pyo3(signature = (*, offer, by, at, contract = None, expected_version = None))]
    fn lapse(
        &self,
        offer: &Offer,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        contract: Option<&Contract>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        let contract = core(contract);
        decided(|| self.0.lapse(&offer.0, contract, &context))
    }

    /// Every command on the tranche, with "enabled" or the code why not.
    ///
    /// What needs an offer or a contract that is not given counts as met.
    #[pyo3(signature = (*, by, at, offer = None, contract = None))]
    fn allowed<'py>(
        &self,
        by: &Bound<'py, PyAny>,
        at: &Bound<'py, PyAny>,
        offer: Option<&Offer>,
        contract: Option<&Contract>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        let (offer, contract) = (offer.map(|offer| &offer.0), core(contract));
        let allowed = call(|| self.0.allowed(offer, contract, &context.actor, context.now))?;
        lifecycle::listed(by.py(), allowed)
    }
}

fn core(contract: Option<&Contract>) -> Option<&mot_core::mortgage::Contract> {
    contract.map(|contract| &contract.0)
}
