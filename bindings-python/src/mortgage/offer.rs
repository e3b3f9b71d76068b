//! The offer's commands.

use mot_core::{
    id::{ContractId, PolicyId},
    mortgage::Amendment,
};
use pyo3::{prelude::*, types::PyTuple};

use super::{Policies, offers};
use crate::{
    documents::{Application, Conditions, Fees, Interest, NewEvidence, NewOffer, Offer, Repayment, Validity},
    error::call,
    lifecycle::{self, Decision, context, decided, policies as given},
    money::Money,
    scalar,
};

#[pymethods]
impl Offer {
    /// A lender makes an offer on an application, under one of the policies; `existing` is what the host has stored
    /// under its id.
    ///
    /// Events `offer.made`, `application.offer_recorded`. Refused: `mortgage.unknown_policy`,
    /// `lifecycle.already_exists`, `wrong_document` (another application), `actor_not_allowed` (only the lender),
    /// `mortgage.application_closed`, `application_not_shared`, `holder_is_not_borrower`, `bad_loan_amount`,
    /// `money.currency_mismatch`, `mortgage.rate_out_of_range`, `validity_reversed`, `validity_too_short`.
    #[staticmethod]
    #[pyo3(signature = (offer, *, policy, application, by, at, existing = None, expected_version = None, policies = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one for each thing that the decision depends on, all by keyword"
    )]
    fn make(
        offer: &NewOffer,
        policy: &Bound<'_, PyAny>,
        application: &Application,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Offer>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let policy = scalar::text(policy, "policy", PolicyId::parse)?;
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| {
            mot_core::mortgage::Offer::make(
                &offer.0,
                &policy,
                existing,
                &application.0,
                given(policies),
                &context,
            )
        })
    }

    /// The lender changes terms, each part whole. Evidence of the earlier terms becomes stale.
    ///
    /// Event `offer.amended`. Refused: `input.missing_field` (nothing to change), `lifecycle.wrong_document`,
    /// `actor_not_allowed` (only the lender), `mortgage.application_closed`, `expired`, `offer_binding`, and what
    /// `make` refuses of terms.
    #[pyo3(signature = (*, application, by, at, loan = None, interest = None, repayment = None, fees = None, validity = None, conditions = None, terms_ref = None, expected_version = None, policies = None))]
    #[allow(clippy::too_many_arguments, reason = "one for each part that may change, all by keyword")]
    fn amend(
        &self,
        application: &Application,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        loan: Option<&Money>,
        interest: Option<&Interest>,
        repayment: Option<&Repayment>,
        fees: Option<&Fees>,
        validity: Option<&Validity>,
        conditions: Option<&Conditions>,
        terms_ref: Option<&Bound<'_, PyAny>>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let amendment = Amendment {
            loan: loan.map(|part| part.0),
            interest: interest.map(|part| part.0.clone()),
            repayment: repayment.map(|part| part.0.clone()),
            fees: fees.map(|part| part.0.clone()),
            validity: validity.map(|part| part.0),
            conditions: conditions.map(|part| part.0.clone()),
            terms_ref: scalar::read_optional(terms_ref, "termsRef")?,
        };
        let context = context(by, at, expected_version)?;
        decided(|| self.0.amend(&amendment, &application.0, given(policies), &context))
    }

    /// The lender records what was shown to the borrower.
    ///
    /// Event `offer.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor),
    /// `lifecycle.actor_not_allowed` (only the lender), `mortgage.expired`, `bad_evidence`: the kind belongs to an
    /// offer, the instant is not after now, an information sheet names the present terms and leaves time to reflect.
    #[pyo3(signature = (evidence, *, by, at, expected_version = None, policies = None))]
    fn record_evidence(
        &self,
        evidence: &NewEvidence,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.record_evidence(&evidence.0, given(policies), &context))
    }

    /// The borrower accepts the offer: one decision that supersedes every live sibling, closes the application and
    /// drafts the contract under `contract_id`.
    ///
    /// Events `offer.accepted`, `offer.superseded` for each sibling, `application.accepted`, `contract.drafted`.
    /// Refused: `lifecycle.wrong_document` (not exactly the application and its other live offers),
    /// `actor_not_allowed` (only the borrower), `mortgage.not_yet_valid`, `expired`, `application_closed`,
    /// `reflection_running`, `evidence_missing` with everything that is missing.
    #[pyo3(signature = (*, contract_id, application, siblings, by, at, expected_version = None, policies = None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one for each thing that the decision depends on, all by keyword"
    )]
    fn accept(
        &self,
        contract_id: &Bound<'_, PyAny>,
        application: &Application,
        siblings: scalar::Several<Offer>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let contract_id = scalar::text(contract_id, "contractId", ContractId::parse)?;
        let siblings = offers(&siblings);
        let context = context(by, at, expected_version)?;
        decided(|| self.0.accept(&contract_id, &application.0, &siblings, given(policies), &context))
    }

    /// The borrower declines the offer; the application forgets it.
    ///
    /// Events `offer.declined`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
    /// (only the borrower).
    #[pyo3(signature = (*, application, by, at, expected_version = None))]
    fn decline(
        &self,
        application: &Application,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.decline(&application.0, &context))
    }

    /// The lender withdraws the offer, unless the policy binds it; the application forgets it.
    ///
    /// Events `offer.withdrawn`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
    /// (only the lender), `mortgage.offer_binding`.
    #[pyo3(signature = (*, application, by, at, expected_version = None, policies = None))]
    fn withdraw(
        &self,
        application: &Application,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.withdraw(&application.0, given(policies), &context))
    }

    /// The offer's validity has ended; the application forgets it.
    ///
    /// Events `offer.expired`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
    /// (only the system), `mortgage.not_lapsed`.
    #[pyo3(signature = (*, application, by, at, expected_version = None))]
    fn expire(
        &self,
        application: &Application,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.expire(&application.0, &context))
    }

    /// Ends an offer that was left over when its application closed.
    ///
    /// Event `offer.superseded`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
    /// `mortgage.application_live`.
    #[pyo3(signature = (*, application, by, at, expected_version = None))]
    fn supersede(
        &self,
        application: &Application,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.supersede(&application.0, &context))
    }

    /// Every command on the offer, with "enabled" or the code why not.
    ///
    /// What needs an argument, or an application that is not given, counts as met.
    #[pyo3(signature = (*, by, at, application = None, policies = None))]
    fn allowed<'py>(
        &self,
        by: &Bound<'py, PyAny>,
        at: &Bound<'py, PyAny>,
        application: Option<&Application>,
        policies: Option<&Policies>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        let application = application.map(|application| &application.0);
        let allowed = call(|| self.0.allowed(application, given(policies), &context.actor, context.now))?;
        lifecycle::listed(by.py(), allowed)
    }

    /// The SHA-256 of the present terms: `loan`, `interest`, `repayment`, `fees`, `validity` and `conditions` in
    /// canonical JSON (RFC 8785). An information sheet names the terms that it is about by it.
    #[getter]
    fn terms_sha256(&self) -> PyResult<String> {
        call(|| self.0.terms_sha256().map(|hash| hash.as_str().to_owned()))
    }
}
