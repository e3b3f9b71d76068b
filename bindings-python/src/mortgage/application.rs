//! The application's commands.

use mot_core::id::PartyId;
use pyo3::{prelude::*, types::PyTuple};

use super::offers;
use crate::{
    documents::{Application, NewApplication, Offer, Property},
    lifecycle::{self, Decision, context, decided},
    scalar,
};

#[pymethods]
impl Application {
    /// Submits a new application about `property`; `existing` is what the host has stored under its id.
    ///
    /// Event `application.submitted`. Refused: `lifecycle.already_exists`, `wrong_document` (another property),
    /// `actor_not_allowed` (only the borrower), `mortgage.bad_loan_amount`, `own_capital_exceeds_price`,
    /// `money.currency_mismatch`, `mortgage.property_mismatch`.
    #[staticmethod]
    #[pyo3(signature = (application, *, property, by, at, existing = None, expected_version = None))]
    fn submit(
        application: &NewApplication,
        property: &Property,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        existing: Option<&Application>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        let existing = existing.map(|existing| &existing.0);
        decided(|| mot_core::mortgage::Application::submit(&application.0, existing, &property.0, &context))
    }

    /// Shows the application to further lenders, each once; the borrower is left out.
    ///
    /// Event `application.shared`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
    /// `mortgage.lender_missing` (nobody new).
    #[pyo3(signature = (lenders, *, by, at, expected_version = None))]
    fn share(
        &self,
        lenders: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let lenders = scalar::read::<Vec<PartyId>>(lenders, "lenders")?;
        let context = context(by, at, expected_version)?;
        decided(|| self.0.share(&lenders, &context))
    }

    /// A lender will make no offer. When the last one declines an application without offers, it is rejected.
    ///
    /// Event `application.lender_declined` or `application.rejected`. Refused: `lifecycle.actor_not_allowed` (only
    /// lenders that it is shared with), `mortgage.already_declined`.
    #[pyo3(signature = (*, by, at, expected_version = None))]
    fn decline(
        &self,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let context = context(by, at, expected_version)?;
        decided(|| self.0.decline(&context))
    }

    /// The borrower wants no loan any more; `offers` are the live ones, each of which is superseded.
    ///
    /// Events `application.withdrawn`, then `offer.superseded` for each. Refused: `lifecycle.wrong_document` (not
    /// exactly the live offers), `actor_not_allowed` (only the borrower).
    #[pyo3(signature = (*, offers, by, at, expected_version = None))]
    fn withdraw(
        &self,
        offers: scalar::Several<Offer>,
        by: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        expected_version: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Decision> {
        let offers = self::offers(&offers);
        let context = context(by, at, expected_version)?;
        decided(|| self.0.withdraw(&offers, &context))
    }

    /// Every command on the application, with "enabled" or the code why not.
    #[pyo3(signature = (*, by, at))]
    fn allowed<'py>(&self, by: &Bound<'py, PyAny>, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
        let context = context(by, at, None)?;
        let allowed = crate::error::call(|| Ok(self.0.allowed(&context.actor, context.now)))?;
        lifecycle::listed(by.py(), allowed)
    }
}
