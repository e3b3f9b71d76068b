//! A new application, as its borrower writes it.

use alloc::{collections::BTreeSet, vec::Vec};

use super::{ApplicationFields, ApplicationStatus, RateType, Visibility};
use crate::{
    Error, Result,
    id::{ApplicationId, OfferId, PartyId, PropertyId},
    input::{Content, InputError, Json, Read, check_format, filled},
    money::{Money, Rate},
    time::Timestamp,
};

/// The argument of `application.submit`: an application without what the library fills in.
///
/// Its JSON is the application's own. Status, version, live offers and refusals may be left out; given, they must be
/// what the library would write (`input.bad_value`). An instant of submission is kept if it is not after now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NewApplication {
    /// The id, from the host.
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
    /// Who may see and answer it.
    pub visibility: Visibility,
    /// Content of the host's own.
    pub meta: Content,
    /// When it was submitted; now if left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub submission_ts: Option<Timestamp>,
    /// The lenders that it is shared with from the start.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub shared_with: Vec<PartyId>,
}

#[cfg(feature = "schema")]
impl crate::schema::Described for NewApplication {
    const ALWAYS: &'static [&'static str] = &[
        "applicationId",
        "borrowerUid",
        "propertyId",
        "desiredLoan",
        "desiredDurationYears",
        "desiredRateType",
        "maxInterestRate",
        "visibility",
        "meta",
    ];
    const ADDED: &'static [&'static str] = &["submissionTs", "sharedWith"];
}

impl Read for NewApplication {
    fn read(json: &Json) -> Result<Self> {
        check_format(json)?;
        let fields = json.fields(&[
            "applicationId",
            "borrowerUid",
            "propertyId",
            "desiredLoan",
            "desiredDurationYears",
            "desiredRateType",
            "maxInterestRate",
            "submissionTs",
            "status",
            "visibility",
            "meta",
            "sharedWith",
            "declinedBy",
            "liveOffers",
            "version",
            "format",
        ])?;
        let new = Self {
            application_id: fields.take("applicationId")?,
            borrower_uid: fields.take("borrowerUid")?,
            property_id: fields.take("propertyId")?,
            desired_loan: fields.take("desiredLoan")?,
            desired_duration_years: fields.take("desiredDurationYears")?,
            desired_rate_type: fields.take("desiredRateType")?,
            max_interest_rate: fields.take("maxInterestRate")?,
            submission_ts: fields.take("submissionTs")?,
            visibility: fields.take("visibility")?,
            meta: fields.take("meta")?,
            shared_with: fields.take_or_empty("sharedWith")?,
        };
        if new.shared_with.contains(&new.borrower_uid) || repeats(&new.shared_with) {
            let fault = InputError::BadValue { expected: "each lender once, and not the borrower" };
            return Err(Error::from(fault).within("sharedWith"));
        }
        filled("status", fields.take("status")?, &ApplicationStatus::Open)?;
        filled("declinedBy", Some(fields.take_or_empty::<Vec<PartyId>>("declinedBy")?), &Vec::new())?;
        filled("liveOffers", Some(fields.take_or_empty::<Vec<OfferId>>("liveOffers")?), &Vec::new())?;
        filled("version", fields.take("version")?, &1u64)?;
        Ok(new)
    }
}

impl NewApplication {
    /// The application that submitting makes of it; a submission after now is `input.bad_value`.
    pub(crate) fn submitted(&self, now: Timestamp) -> Result<ApplicationFields> {
        let new = self.clone();
        let submission_ts = new.submission_ts.unwrap_or(now);
        if submission_ts > now {
            let fault = Error::from(InputError::BadValue { expected: "an instant not after now" });
            return Err(fault.within("submissionTs").within("application"));
        }
        Ok(ApplicationFields {
            application_id: new.application_id,
            borrower_uid: new.borrower_uid,
            property_id: new.property_id,
            desired_loan: new.desired_loan,
            desired_duration_years: new.desired_duration_years,
            desired_rate_type: new.desired_rate_type,
            max_interest_rate: new.max_interest_rate,
            submission_ts,
            status: ApplicationStatus::Open,
            visibility: new.visibility,
            meta: new.meta,
            shared_with: new.shared_with,
            declined_by: Vec::new(),
            live_offers: Vec::new(),
            version: 1,
        })
    }
}

/// Whether something comes twice.
pub(in crate::mortgage) fn repeats<T: Ord>(list: &[T]) -> bool {
    let mut known = BTreeSet::new();
    !list.iter().all(|item| known.insert(item))
}
