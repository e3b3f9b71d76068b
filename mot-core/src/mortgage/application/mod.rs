//! Applications: what a borrower asks lenders for.

use alloc::vec::Vec;
use core::ops::Deref;

use crate::{
    Error, Result,
    id::{ApplicationId, OfferId, PartyId, PropertyId},
    input::{Content, InputError, Json, Read, Write, stored_document, words},
    money::{Money, Rate},
    time::Timestamp,
};

mod commands;
mod machine;
mod new;

pub use machine::{ApplicationCommand, ApplicationGuard, ApplicationMachine};
pub use new::NewApplication;

pub(super) use commands::Following;
pub(super) use new::repeats;

/// A borrower's application for a mortgage (*Hypothekenanfrage*). Its fields agree with each other.
///
/// ```
/// use mot_core::{input::Read, mortgage::Application};
///
/// let application = Application::from_json(r#"{
///     "applicationId": "app-2025-0001", "borrowerUid": "user-abc", "propertyId": "house-123",
///     "desiredLoan": { "amount": 36000000, "currency": "EUR" }, "desiredDurationYears": 20,
///     "desiredRateType": "fixed", "maxInterestRate": 0.04, "submissionTs": "2025-02-01T10:15:00Z",
///     "status": "open", "visibility": "private", "meta": {}
/// }"#)?;
/// assert_eq!(application.desired_loan.to_string(), "360000.00 EUR");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application(ApplicationFields);

/// A borrower's application for a mortgage (*Hypothekenanfrage*): its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Application", rename_all = "camelCase")
)]
pub struct ApplicationFields {
    /// The id.
    pub application_id: ApplicationId,
    /// Who wants to borrow.
    pub borrower_uid: PartyId,
    /// What is to be financed.
    pub property_id: PropertyId,
    /// The loan that is wanted.
    pub desired_loan: Money,
    /// For how many years.
    pub desired_duration_years: u32,
    /// With a fixed or a variable rate.
    pub desired_rate_type: RateType,
    /// The highest borrowing rate that is wanted.
    pub max_interest_rate: Option<Rate>,
    /// When it was submitted.
    pub submission_ts: Timestamp,
    /// Where it stands. `offered` means that at least one offer is live.
    pub status: ApplicationStatus,
    /// Who may see and answer it.
    pub visibility: Visibility,
    /// Content of the host's own; personal data has its place here and never leaves in an event.
    pub meta: Content,
    /// The lenders that it is shared with.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub shared_with: Vec<PartyId>,
    /// The lenders that have declined.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub declined_by: Vec<PartyId>,
    /// The offers that are live. Kept by the library.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub live_offers: Vec<OfferId>,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(ApplicationFields {
    application_id: "applicationId", borrower_uid: "borrowerUid", property_id: "propertyId",
    desired_loan: "desiredLoan", desired_duration_years: "desiredDurationYears",
    desired_rate_type: "desiredRateType", max_interest_rate: "maxInterestRate", submission_ts: "submissionTs",
    status: "status", visibility: "visibility", meta: "meta";
    shared_with: "sharedWith", declined_by: "declinedBy", live_offers: "liveOffers",
});

words! {
    /// Where an application stands.
    pub enum ApplicationStatus {
        /// Submitted; no offer is live.
        Open = "open",
        /// At least one offer is live.
        Offered = "offered",
        /// An offer was accepted.
        Accepted = "accepted",
        /// Every lender declined.
        Rejected = "rejected",
        /// The borrower withdrew it.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Fixed or variable.
    pub enum RateType {
        /// The rate is fixed for some years.
        Fixed = "fixed",
        /// The rate follows an index.
        Variable = "variable",
    }
}

words! {
    /// Who may see and answer an application.
    pub enum Visibility {
        /// The borrower and the lenders that it is shared with.
        Private = "private",
        /// Every lender.
        Market = "market",
    }
}

impl Application {
    /// The application of these fields; a status that contradicts the live offers, or an offer listed twice, is
    /// `input.bad_value`.
    pub fn new(fields: ApplicationFields) -> Result<Self> {
        if repeats(&fields.live_offers) {
            return Err(
                Error::from(InputError::BadValue { expected: "each live offer once" }).within("liveOffers")
            );
        }
        if (fields.status == ApplicationStatus::Offered) == fields.live_offers.is_empty() {
            let fault = InputError::BadValue { expected: "offered exactly while an offer is live" };
            return Err(Error::from(fault).within("status"));
        }
        Ok(Self(fields))
    }

    /// The fields, to build another application from.
    pub fn into_fields(self) -> ApplicationFields {
        self.0
    }

    /// Whether offers may still be made and accepted.
    pub fn is_live(&self) -> bool {
        matches!(self.status, ApplicationStatus::Open | ApplicationStatus::Offered)
    }

    /// Whether the party may answer it with an offer.
    pub fn is_addressed_to(&self, party: &PartyId) -> bool {
        self.0.is_addressed_to(party)
    }
}

impl ApplicationFields {
    fn is_addressed_to(&self, party: &PartyId) -> bool {
        let seen = self.visibility == Visibility::Market || self.shared_with.contains(party);
        seen && *party != self.borrower_uid
    }
}

impl Deref for Application {
    type Target = ApplicationFields;

    fn deref(&self) -> &ApplicationFields {
        &self.0
    }
}

impl Read for Application {
    fn read(json: &Json) -> Result<Self> {
        Self::new(ApplicationFields::read(json)?)
    }
}

impl Write for Application {
    fn write(&self) -> Json {
        self.0.write()
    }
}
