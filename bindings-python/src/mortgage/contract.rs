//! The contract's commands. None needs another document: what it must know was copied when it was drafted.

use mot_core::id::PartyId;
use pyo3::{prelude::*, types::PyTuple};

use super::{Policies, hash};
use crate::{
    documents::{Contract, NewEvidence},
    lifecycle::{self, Decision, context, decided, policies as given},
    scalar,
};

#[pymethods]
impl Contract {
    /// The lender puts another draft in place; the signatures on the earlier one are void.
    ///
    /// Event `contract.draft_replaced`. Refused: `lifecycle.actor_not_allowed` (only the lender),
    /// `mortgage.document_hash_missing`.
    #[pyo3(signature = (draft_pdf, *, sha256 = None, by, at, expected_version = None))]
    fn replace_draft(
        &self,
        draft_pdf: &Bound<'_, PyAny>,
        sha256: Option<&Bound<'_, PyAny>>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let draft_pdf: String = scalar::read(draft_pdf, "draftPdf")?;
        let sha256 = sha256.map(|sha256| hash(sha256, "sha256")).transpose()?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.replace_draft(&draft_pdf, sha256.as_ref(), &context))
    }

    /// Names the notary, who must then sign too; an earlier notary's signature is void.
    ///
    /// Event `contract.notary_assigned`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender),
    /// `mortgage.notary_not_allowed` (by the policy), `mortgage.notary_is_party`.
    #[pyo3(signature = (notary_id, *, by, at, expected_version = None, policies = None))]
    fn assign_notary(
        &self,
        notary_id: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let notary_id = scalar::text(notary_id, "notaryId", PartyId::parse)?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.assign_notary(&notary_id, given(policies), &context))
    }

    /// Records what was shown to a party.
    ///
    /// Event `contract.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor),
    /// `lifecycle.actor_not_allowed` (only lender and notary), `mortgage.bad_evidence`: the kind belongs to a
    /// contract, the instant is not after now, an assessment has a result, an identification names a party.
    #[pyo3(signature = (evidence, *, by, at, expected_version = None))]
    fn record_evidence(
        &self,
        evidence: &NewEvidence,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.record_evidence(&evidence.0, &context))
    }

    /// The actor signs the draft, as what it is in the contract; the hash binds the signature to the document.
    ///
    /// Event `contract.signature_added`; with the last required signature also `contract.signed`, and a trigger of the
    /// fee `mortgage.loan_closed` that the lender pays. Refused: `lifecycle.actor_not_allowed` (only borrower, lender
    /// and the assigned notary), `mortgage.draft_missing`, `document_changed`, `already_signed`, `evidence_missing`
    /// with everything that is missing.
    #[pyo3(signature = (document_sha256, *, by, at, expected_version = None, policies = None))]
    fn sign(
        &self,
        document_sha256: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let hash = hash(document_sha256, "documentSha256")?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.sign(&hash, given(policies), &context))
    }

    /// Attaches the signed document.
    ///
    /// Event `contract.document_attached`. Refused: `lifecycle.actor_not_allowed` (only lender and notary),
    /// `mortgage.document_hash_missing`.
    #[pyo3(signature = (signed_pdf, *, sha256 = None, by, at, expected_version = None))]
    fn attach_document(
        &self,
        signed_pdf: &Bound<'_, PyAny>,
        sha256: Option<&Bound<'_, PyAny>>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let signed_pdf: String = scalar::read(signed_pdf, "signedPdf")?;
        let sha256 = sha256.map(|sha256| hash(sha256, "sha256")).transpose()?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.attach_document(&signed_pdf, sha256.as_ref(), &context))
    }

    /// The borrower withdraws within the time that the policy gives; the loan fee is taken back.
    ///
    /// Event `contract.withdrawn`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
    /// `mortgage.withdrawal_window_closed`.
    #[pyo3(signature = (*, by, at, expected_version = None, policies = None))]
    fn withdraw(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.withdraw(given(policies), &context))
    }

    /// Closes the file when the signed document is attached and nobody can withdraw any more.
    ///
    /// Event `contract.archived`. Refused: `lifecycle.actor_not_allowed` (only lender and system),
    /// `mortgage.signed_document_missing`, `mortgage.cooling_off_running`.
    #[pyo3(signature = (*, by, at, expected_version = None, policies = None))]
    fn archive(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
        policies: Option<&Policies>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.archive(given(policies), &context))
    }

    /// Gives up the draft. The application stays accepted.
    ///
    /// Event `contract.cancelled`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender).
    #[pyo3(signature = (*, by, at, expected_version = None))]
    fn cancel(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.cancel(&context))
    }

    /// Every command on the contract, with "enabled" or the code why not. What needs an argument counts as met.
    #[pyo3(signature = (*, by, at, policies = None))]
    fn allowed<'py>(
        &self,
        by: &Bound<'py, PyAny>,
        at: &Bound<'py, PyAny>,
        policies: Option<&Policies>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        let allowed =
            crate::error::call(|| Ok(self.0.allowed(given(policies), &context.actor, context.now)))?;
        lifecycle::listed(by.py(), allowed)
    }
}
