//! The table of the offer's lifecycle.

use super::OfferStatus::{self, Accepted, Declined, Expired, Offered, Superseded, Withdrawn};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The machine `mortgage_offer`.
#[derive(Debug)]
pub struct OfferMachine;

words! {
    /// What can be done with an offer.
    pub enum OfferCommand {
        /// Makes it.
        Make = "make",
        /// Changes its terms.
        Amend = "amend",
        /// Records what was shown.
        RecordEvidence = "record_evidence",
        /// Accepts it.
        Accept = "accept",
        /// Declines it.
        Decline = "decline",
        /// Withdraws it.
        Withdraw = "withdraw",
        /// Ends it after its validity.
        Expire = "expire",
        /// Ends it after its application is closed.
        Supersede = "supersede",
    }
}

words! {
    /// What must hold.
    pub enum OfferGuard {
        /// The application takes offers.
        ApplicationLive = "application_live",
        /// The application takes none any more.
        ApplicationClosed = "application_closed",
        /// The application is shared with the lender.
        LenderAddressed = "lender_addressed",
        /// The holder is the application's borrower.
        HolderIsBorrower = "holder_is_borrower",
        /// The loan is more than nothing.
        LoanPositive = "loan_positive",
        /// Loan, costs and the desired loan are in one currency.
        SameCurrency = "same_currency",
        /// The rates are plausible.
        RatePlausible = "rate_plausible",
        /// The validity does not end before it begins.
        ValidityOrdered = "validity_ordered",
        /// The validity lasts as long as the reflection.
        ValidityCoversReflection = "validity_covers_reflection",
        /// The validity has not ended.
        NotExpired = "not_expired",
        /// The policy does not bind the lender now.
        NotBinding = "not_binding",
        /// The evidence can be right.
        EvidencePlausible = "evidence_plausible",
        /// The present instant is within the validity.
        WithinValidity = "within_validity",
        /// The policy does not bar acceptance any more.
        EarliestAcceptanceReached = "earliest_acceptance_reached",
        /// Everything that the policy asks for was shown.
        EvidenceComplete = "evidence_complete",
        /// The validity has ended.
        Lapsed = "lapsed",
    }
}

impl GuardWord for OfferGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::ApplicationLive => &[ErrorCode::MortgageApplicationClosed],
            Self::ApplicationClosed => &[ErrorCode::MortgageApplicationLive],
            Self::LenderAddressed => &[ErrorCode::MortgageApplicationNotShared],
            Self::HolderIsBorrower => &[ErrorCode::MortgageHolderIsNotBorrower],
            Self::LoanPositive => &[ErrorCode::MortgageBadLoanAmount],
            Self::SameCurrency => &[ErrorCode::MoneyCurrencyMismatch],
            Self::RatePlausible => &[ErrorCode::MortgageRateOutOfRange],
            Self::ValidityOrdered => &[ErrorCode::MortgageValidityReversed],
            Self::ValidityCoversReflection => &[ErrorCode::MortgageValidityTooShort],
            Self::NotExpired => &[ErrorCode::MortgageExpired],
            Self::NotBinding => &[ErrorCode::MortgageOfferBinding],
            Self::EvidencePlausible => &[ErrorCode::MortgageBadEvidence],
            Self::WithinValidity => &[ErrorCode::MortgageNotYetValid, ErrorCode::MortgageExpired],
            Self::EarliestAcceptanceReached => &[ErrorCode::MortgageReflectionRunning],
            Self::EvidenceComplete => &[ErrorCode::MortgageEvidenceMissing],
            Self::Lapsed => &[ErrorCode::MortgageNotLapsed],
        }
    }
}

impl Machine for OfferMachine {
    type Status = OfferStatus;
    type Command = OfferCommand;
    type Guard = OfferGuard;

    const TABLE: Table<Self> = Table {
        name: "mortgage_offer",
        module: "mortgage",
        subject: "offer",
        seed: "000:316-359,480-507; 001:119-126",
        terminal: &[Accepted, Withdrawn, Declined, Expired, Superseded],
        rows: &[
            row(None, Make, Offered, "offer.made", MAKING, LENDER, Origin::Seed),
            row(Some(Offered), Amend, Offered, "offer.amended", AMENDING, LENDER, Origin::Extension),
            row(
                Some(Offered),
                RecordEvidence,
                Offered,
                "offer.evidence_recorded",
                SHOWING,
                LENDER,
                Origin::Extension,
            ),
            row(Some(Offered), Accept, Accepted, "offer.accepted", ACCEPTING, BORROWER, Origin::Seed),
            row(Some(Offered), Decline, Declined, "offer.declined", &[], BORROWER, Origin::Extension),
            row(Some(Offered), Withdraw, Withdrawn, "offer.withdrawn", &[NotBinding], LENDER, Origin::Seed),
            row(Some(Offered), Expire, Expired, "offer.expired", &[Lapsed], SYSTEM, Origin::Implied),
            row(Some(Offered), Supersede, Superseded, "offer.superseded", CLOSED, SYSTEM, Origin::Implied),
        ],
    };
}

use OfferCommand::*;
use OfferGuard::*;

const MAKING: &[OfferGuard] = &[
    ApplicationLive,
    LenderAddressed,
    HolderIsBorrower,
    LoanPositive,
    SameCurrency,
    RatePlausible,
    ValidityOrdered,
    ValidityCoversReflection,
];
const AMENDING: &[OfferGuard] = &[
    ApplicationLive,
    NotExpired,
    NotBinding,
    LoanPositive,
    SameCurrency,
    RatePlausible,
    ValidityOrdered,
    ValidityCoversReflection,
];
const SHOWING: &[OfferGuard] = &[NotExpired, EvidencePlausible];
const ACCEPTING: &[OfferGuard] =
    &[WithinValidity, ApplicationLive, EarliestAcceptanceReached, EvidenceComplete];
const CLOSED: &[OfferGuard] = &[ApplicationClosed];
const BORROWER: &[Role] = &[Role::Borrower];
const LENDER: &[Role] = &[Role::Lender];
const SYSTEM: &[Role] = &[Role::System];

const fn row(
    from: Option<OfferStatus>,
    command: OfferCommand,
    to: OfferStatus,
    event: &'static str,
    guards: &'static [OfferGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<OfferMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}
