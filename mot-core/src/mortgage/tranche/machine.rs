//! The table of the tranche's lifecycle.

use super::TrancheStatus::{self, Expired, Offered, Placed, Withdrawn};
use crate::{
    ErrorCode,
    input::words,
    lifecycle::{GuardWord, Machine, Origin, Role, Row, Table},
};

/// The machine `mortgage_tranche`.
#[derive(Debug)]
pub struct TrancheMachine;

words! {
    /// What can be done with a tranche.
    pub enum TrancheCommand {
        /// Offers it to investors.
        Issue = "issue",
        /// Takes it.
        Place = "place",
        /// Withdraws it.
        Withdraw = "withdraw",
        /// Ends it after its validity.
        Expire = "expire",
        /// Ends it after its loan is gone.
        Lapse = "lapse",
    }
}

words! {
    /// What must hold.
    pub enum TrancheGuard {
        /// The offer can still be accepted, or was and its contract is neither cancelled nor withdrawn from.
        UnderlyingLive = "underlying_live",
        /// The opposite.
        UnderlyingGone = "underlying_gone",
        /// The nominal amount is in the loan's currency.
        SameCurrency = "same_currency",
        /// The nominal amount is more than nothing.
        NominalPositive = "nominal_positive",
        /// All live tranches together do not exceed the loan.
        TranchesWithinLoan = "tranches_within_loan",
        /// The validity does not end before it begins.
        ValidityOrdered = "validity_ordered",
        /// The present instant is within the validity.
        WithinValidity = "within_validity",
        /// The validity has ended.
        Lapsed = "lapsed",
    }
}

impl GuardWord for TrancheGuard {
    fn codes(self) -> &'static [ErrorCode] {
        match self {
            Self::UnderlyingLive => &[ErrorCode::MortgageUnderlyingGone],
            Self::UnderlyingGone => &[ErrorCode::MortgageUnderlyingLive],
            Self::SameCurrency => &[ErrorCode::MoneyCurrencyMismatch],
            Self::NominalPositive => &[ErrorCode::MortgageBadNominalAmount],
            Self::TranchesWithinLoan => &[ErrorCode::MortgageTranchesExceedLoan],
            Self::ValidityOrdered => &[ErrorCode::MortgageValidityReversed],
            Self::WithinValidity => &[ErrorCode::MortgageNotYetValid, ErrorCode::MortgageExpired],
            Self::Lapsed => &[ErrorCode::MortgageNotLapsed],
        }
    }
}

impl Machine for TrancheMachine {
    type Status = TrancheStatus;
    type Command = TrancheCommand;
    type Guard = TrancheGuard;

    const TABLE: Table<Self> = Table {
        name: "mortgage_tranche",
        module: "mortgage",
        subject: "tranche",
        seed: "000:361-389,522-536",
        terminal: &[Placed, Withdrawn, Expired],
        rows: &[
            row(None, Issue, Offered, "tranche.issued", ISSUING, LENDER, Origin::Seed),
            row(Some(Offered), Place, Placed, "tranche.placed", PLACING, INVESTOR, Origin::Implied),
            row(Some(Offered), Withdraw, Withdrawn, "tranche.withdrawn", &[], LENDER, Origin::Implied),
            row(Some(Offered), Expire, Expired, "tranche.expired", &[Lapsed], SYSTEM, Origin::Implied),
            row(
                Some(Offered),
                Lapse,
                Withdrawn,
                "tranche.lapsed",
                &[UnderlyingGone],
                SYSTEM,
                Origin::Implied,
            ),
        ],
    };
}

use TrancheCommand::*;
use TrancheGuard::*;

const ISSUING: &[TrancheGuard] =
    &[UnderlyingLive, SameCurrency, NominalPositive, TranchesWithinLoan, ValidityOrdered];
const PLACING: &[TrancheGuard] = &[WithinValidity, UnderlyingLive];
const LENDER: &[Role] = &[Role::Lender];
const INVESTOR: &[Role] = &[Role::Investor];
const SYSTEM: &[Role] = &[Role::System];

const fn row(
    from: Option<TrancheStatus>,
    command: TrancheCommand,
    to: TrancheStatus,
    event: &'static str,
    guards: &'static [TrancheGuard],
    actors: &'static [Role],
    origin: Origin,
) -> Row<TrancheMachine> {
    Row { from, command, to, event, guards, actors, origin, consequence: false }
}
