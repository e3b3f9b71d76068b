//! The table of the application's lifecycle.

use super::ApplicationStatus::{self, Accepted, Offered, Open, Rejected, Withdrawn};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The machine `mortgage_application`.
#[derive(Debug)]
pub struct ApplicationMachine;

words! {
    /// What can be done with an application.
    pub enum ApplicationCommand {
        /// Asks for a loan.
        Submit = "submit",
        /// Shows it to further lenders.
        Share = "share",
        /// An offer was made. A consequence.
        RecordOffer = "record_offer",
        /// An offer is live no longer. A consequence.
        RecordOfferGone = "record_offer_gone",
        /// A lender will make no offer.
        Decline = "decline",
        /// An offer was accepted. A consequence.
        AcceptOffer = "accept_offer",
        /// The borrower wants no loan any more.
        Withdraw = "withdraw",
    }
}

words! {
    /// What must hold.
    pub enum ApplicationGuard {
        /// The loan is more than nothing.
        LoanPositive = "loan_positive",
        /// Own capital does not exceed the price.
        OwnCapitalWithinPrice = "own_capital_within_price",
        /// Loan, price and own capital are in one currency.
        OneCurrency = "one_currency",
        /// The property is the borrower's.
        PropertyMatches = "property_matches",
        /// At least one new lender is named.
        LenderNamed = "lender_named",
        /// Another offer is live.
        OtherLiveOfferExists = "other_live_offer_exists",
        /// The lender has not declined before.
        LenderNotDeclinedBefore = "lender_not_declined_before",
        /// Another lender can still answer.
        OtherLenderUndecided = "other_lender_undecided",
    }
}

impl GuardWord for ApplicationGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::LoanPositive => &[ErrorCode::MortgageBadLoanAmount],
            Self::OwnCapitalWithinPrice => &[ErrorCode::MortgageOwnCapitalExceedsPrice],
            Self::OneCurrency => &[ErrorCode::MoneyCurrencyMismatch],
            Self::PropertyMatches => &[ErrorCode::MortgagePropertyMismatch],
            Self::LenderNamed => &[ErrorCode::MortgageLenderMissing],
            Self::OtherLiveOfferExists => &[ErrorCode::MortgageNoLiveOffer],
            Self::LenderNotDeclinedBefore => &[ErrorCode::MortgageAlreadyDeclined],
            Self::OtherLenderUndecided => &[ErrorCode::MortgageLastLender],
        }
    }

    fn selects(self) -> bool {
        matches!(self, Self::OtherLiveOfferExists | Self::OtherLenderUndecided)
    }
}

impl Machine for ApplicationMachine {
    type Status = ApplicationStatus;
    type Command = ApplicationCommand;
    type Guard = ApplicationGuard;

    const TABLE: Table<Self> = Table {
        name: "mortgage_application",
        module: "mortgage",
        subject: "application",
        seed: "000:291-314; 001:106-117",
        terminal: &[Accepted, Rejected, Withdrawn],
        rows: &[
            row(None, Submit, Open, "application.submitted", SUBMISSION, BORROWER, Origin::Seed),
            row(Some(Open), Share, Open, "application.shared", &[LenderNamed], BORROWER, Origin::Implied),
            row(
                Some(Offered),
                Share,
                Offered,
                "application.shared",
                &[LenderNamed],
                BORROWER,
                Origin::Implied,
            ),
            consequence(Open, RecordOffer, Offered, "application.offer_recorded", &[], Origin::Seed),
            consequence(Offered, RecordOffer, Offered, "application.offer_recorded", &[], Origin::Implied),
            consequence(
                Offered,
                RecordOfferGone,
                Offered,
                "application.offer_gone",
                OTHER_OFFER,
                Origin::Implied,
            ),
            consequence(Offered, RecordOfferGone, Open, "application.offer_gone", &[], Origin::Implied),
            row(
                Some(Open),
                Decline,
                Open,
                "application.lender_declined",
                NOT_LAST,
                LENDER,
                Origin::Extension,
            ),
            row(Some(Open), Decline, Rejected, "application.rejected", ONCE, LENDER, Origin::Seed),
            row(
                Some(Offered),
                Decline,
                Offered,
                "application.lender_declined",
                ONCE,
                LENDER,
                Origin::Extension,
            ),
            consequence(Offered, AcceptOffer, Accepted, "application.accepted", &[], Origin::Seed),
            row(Some(Open), Withdraw, Withdrawn, "application.withdrawn", &[], BORROWER, Origin::Extension),
            row(
                Some(Offered),
                Withdraw,
                Withdrawn,
                "application.withdrawn",
                &[],
                BORROWER,
                Origin::Extension,
            ),
        ],
    };
}

use ApplicationCommand::*;
use ApplicationGuard::*;

const SUBMISSION: &[ApplicationGuard] = &[LoanPositive, OwnCapitalWithinPrice, OneCurrency, PropertyMatches];
const OTHER_OFFER: &[ApplicationGuard] = &[OtherLiveOfferExists];
const NOT_LAST: &[ApplicationGuard] = &[LenderNotDeclinedBefore, OtherLenderUndecided];
const ONCE: &[ApplicationGuard] = &[LenderNotDeclinedBefore];
const BORROWER: &[Role] = &[Role::Borrower];
const LENDER: &[Role] = &[Role::Lender];

const fn row(
    from: Option<ApplicationStatus>,
    command: ApplicationCommand,
    to: ApplicationStatus,
    event: &'static str,
    guards: &'static [ApplicationGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<ApplicationMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}

const fn consequence(
    from: ApplicationStatus,
    command: ApplicationCommand,
    to: ApplicationStatus,
    event: &'static str,
    guards: &'static [ApplicationGuard],
    origin: Origin,
) -> Row<ApplicationMachine> {
    let actors = &[Role::System];
    Row { from: Some(from), command, to, event, guards, actors, origin, consequence: true }
}
