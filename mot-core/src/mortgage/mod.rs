//! Mortgages: from the application through the offer to the signed contract, and the tranches of its loan.
//!
//! Four documents, each with its lifecycle. An application is shared with lenders; they make offers; accepting one
//! is a single decision over the offer, its siblings, the application and the contract that it drafts; the contract
//! is signed by role, each signature bound to the document's hash. A lender offers parts of its loan to investors as
//! tranches, never more than the loan.
//!
//! What differs by country and time is a [`JurisdictionPolicy`]. The presets are data with a date, not legal advice.

use alloc::string::String;

mod application;
mod contract;
mod deadlines;
mod document;
mod effective_rate;
mod evidence;
mod financing;
mod hash;
mod instalment;
mod loan_to_value;
mod offer;
mod policy;
mod property;
mod schedule;
mod solution;
mod terms;
mod tranche;

pub use application::{
    Application, ApplicationCommand, ApplicationFields, ApplicationGuard, ApplicationMachine,
    ApplicationStatus, NewApplication, RateType, Visibility,
};
pub use contract::{
    Contract, ContractCommand, ContractFields, ContractGuard, ContractMachine, ContractRoomRefs,
    ContractStatus, ContractType, DocumentRefs, Signature, SignerRole,
};
pub use deadlines::{ContractDeadlines, OfferDeadlines};
pub use document::{Decision, Document};
pub use effective_rate::{
    Flow, IntervalUnit, MAXIMUM_FLOWS, YearFraction, effective_rate, interval, united_states_apr,
};
pub use evidence::{AssessmentResult, Evidence, EvidenceKind, NewEvidence};
pub use financing::{
    Aprc, CompareBy, ComparedFinancing, Comparison, Financing, InformationSheet, Prepayment, PrepaymentQuote,
    Refinancing, RefinancingTerms, StatedAprc, StatedAprcVerdict, compare,
};
pub use hash::DocumentHash;
pub use instalment::instalment;
pub use loan_to_value::loan_to_value;
pub use offer::{
    Amendment, NewOffer, Offer, OfferCommand, OfferGuard, OfferMachine, OfferRoomRefs, OfferStatus, OfferType,
};
pub use policy::{JurisdictionPolicy, Policies, PolicyReference, WithdrawalLapse};
pub use property::{Address, Property};
pub use schedule::{
    Columns, LoanTerms, MAXIMUM_INSTALMENTS, RepaymentPlan, RepaymentPlanType, Row as ScheduleRow, Schedule,
    ScheduleYear, SpecialRepayment, Totals,
};
pub use solution::{Annuity, AnnuityUnknown, solve_for};
pub use terms::{
    Commitment, Conditions, CostClass, DayCount, Drawdown, FeeTiming, Fees, InstalmentRounding, Interest,
    OtherFee, Repayment, SpecialPaymentEffect,
};
pub use tranche::{
    NewTranche, Tranche, TrancheCommand, TrancheFields, TrancheGuard, TrancheMachine, TrancheRoomRefs,
    TrancheStatus, TrancheType,
};

use crate::error::refusals;

refusals! {
    /// Why a mortgage rule refused.
    pub enum MortgageError {
        /// No policy of this name and date is known.
        UnknownPolicy {
            /// The names and dates that there are.
            known: String,
        } => MortgageUnknownPolicy, "none of the policies has this name and date, known: [{known}]";
        /// The validity ends before it begins.
        ValidityReversed => MortgageValidityReversed, "a validUntil does not come before its validFrom";
        /// Before the validity.
        NotYetValid => MortgageNotYetValid, "the validity has not begun";
        /// After the validity.
        Expired => MortgageExpired, "the validity has ended";
        /// The validity has not ended.
        NotLapsed => MortgageNotLapsed, "the validity has not ended";
        /// The loan is not positive.
        BadLoanAmount => MortgageBadLoanAmount, "a loan is more than nothing";
        /// A property of no value.
        BadPropertyValue => MortgageBadPropertyValue, "the value of a property is more than nothing";
        /// More own capital than the property costs.
        OwnCapitalExceedsPrice => MortgageOwnCapitalExceedsPrice, "own capital does not exceed the purchase price";
        /// Somebody else's property.
        PropertyMismatch => MortgagePropertyMismatch, "the property's owner is not the application's borrower";
        /// Nobody new to share with.
        LenderMissing => MortgageLenderMissing, "name at least one lender that it is not shared with yet";
        /// No live offer is left. Chooses the row.
        NoLiveOffer => MortgageNoLiveOffer, "the application has no other live offer";
        /// The lender has declined before.
        AlreadyDeclined => MortgageAlreadyDeclined, "the lender has declined before";
        /// No other lender can still answer. Chooses the row.
        LastLender => MortgageLastLender, "no other lender is undecided";
        /// The application takes no offers any more.
        ApplicationClosed => MortgageApplicationClosed, "the application is closed";
        /// The lender was not asked.
        ApplicationNotShared => MortgageApplicationNotShared, "the application is not shared with this lender";
        /// The offer is for somebody else than the borrower.
        HolderIsNotBorrower => MortgageHolderIsNotBorrower, "the offer's holder is not the application's borrower";
        /// A rate beyond what is plausible.
        RateOutOfRange => MortgageRateOutOfRange,
            "rates are not negative; an offer's nominal rate is at most 0.5, its initial repayment at most 1";
        /// The validity ends before the reflection period.
        ValidityTooShort {
            /// Days of reflection that the policy asks for.
            reflection_days: u32,
        } => MortgageValidityTooShort, "the offer must be valid for the {reflection_days} days of reflection";
        /// The offer binds its lender.
        OfferBinding => MortgageOfferBinding, "the offer binds its lender during the reflection period";
        /// Evidence that cannot be right.
        BadEvidence {
            /// What is wrong with it.
            fault: &'static str,
        } => MortgageBadEvidence, "the evidence does not fit: {fault}";
        /// Too early to accept.
        ReflectionRunning => MortgageReflectionRunning, "the offer cannot be accepted this early";
        /// Something that the policy asks for has not been shown.
        EvidenceMissing {
            /// Everything that is missing.
            missing: String,
        } => MortgageEvidenceMissing, "the policy asks for evidence that is missing: {missing}";
        /// The application still takes offers.
        ApplicationLive => MortgageApplicationLive, "the application is not closed";
        /// A document without its hash.
        DocumentHashMissing => MortgageDocumentHashMissing, "a document comes with its SHA-256";
        /// The policy has no notary sign.
        NotaryNotAllowed => MortgageNotaryNotAllowed, "the policy has no notary among the signers";
        /// The notary would be a party of the contract.
        NotaryIsParty => MortgageNotaryIsParty, "a notary is neither the borrower nor the lender";
        /// Nothing to sign yet.
        DraftMissing => MortgageDraftMissing, "there is no draft to sign yet";
        /// Another document than the draft.
        DocumentChanged => MortgageDocumentChanged, "the signed hash is not that of the present draft";
        /// The role has signed.
        AlreadySigned {
            /// The role.
            role: SignerRole,
        } => MortgageAlreadySigned, "the {role} has signed";
        /// Withdrawal is not possible any more, or never was.
        WithdrawalWindowClosed => MortgageWithdrawalWindowClosed, "the contract cannot be withdrawn from at this time";
        /// The signed document is not attached.
        SignedDocumentMissing => MortgageSignedDocumentMissing, "the signed document is not attached yet";
        /// Withdrawal is still possible.
        CoolingOffRunning => MortgageCoolingOffRunning, "the borrower may still withdraw";
        /// The loan of a tranche is gone.
        UnderlyingGone => MortgageUnderlyingGone, "the tranche's offer can be accepted no longer, or its contract has ended";
        /// The loan of a tranche is not gone.
        UnderlyingLive => MortgageUnderlyingLive, "the tranche's offer or its contract is live";
        /// A tranche of nothing.
        BadNominalAmount => MortgageBadNominalAmount, "a tranche is more than nothing";
        /// The tranches are more than their loan.
        TranchesExceedLoan => MortgageTranchesExceedLoan, "the live tranches together do not exceed the loan";
        /// No drawdown at the payout, or two in one month.
        BadDrawdown => MortgageBadDrawdown, "a loan is first drawn in month 0, and once a month at most";
        /// No instalment, too many, or none that repays.
        BadTerm {
            /// Instalments allowed.
            maximum: u32,
        } => MortgageBadTerm, "a loan has 1 to {maximum} instalments, not all of them interest only";
        /// Dates or days without a payout to count from.
        PayoutMissing => MortgagePayoutMissing,
            "a first payment, month ends and days that are counted need a payout to count from";
        /// Paid before it was drawn.
        PaymentBeforeDrawdown => MortgagePaymentBeforeDrawdown, "the first instalment is due after the payout";
        /// Nothing, or in no month, or a limit below nothing.
        BadSpecialRepayment => MortgageBadSpecialRepayment,
            "a special repayment is more than nothing, after the instalment of a month from 1 to 1200; its limit is not negative";
        /// Instalments that are lowered too often.
        TooManySpecialRepayments {
            /// Instalments solved anew, one solution after the other.
            maximum: u32,
        } => MortgageTooManySpecialRepayments,
            "carried on, lowered instalments are solved anew for at most {maximum} instalments in sum";
        /// No number of years.
        BadYearFraction => MortgageBadYearFraction,
            "a time is a fraction of whole numbers up to 10^9, at most 120 years from the first drawdown";
        /// More decimals than a rate has.
        TooManyDecimals {
            /// Decimals allowed.
            maximum: u32,
        } => MortgageTooManyDecimals, "an effective rate has at most {maximum} decimals in per cent";
        /// More flows than an equation may have.
        TooManyFlows {
            /// Flows allowed.
            maximum: usize,
        } => MortgageTooManyFlows, "an effective rate is found for at most {maximum} flows";
        /// An amount below zero.
        NegativeFlow => MortgageNegativeFlow, "what is drawn and what is paid are not negative";
        /// No rate solves the equation.
        AprcNoSolution => MortgageAprcNoSolution, "no rate that is sought makes what is drawn worth what is paid: at most 1000 %";
        /// More than one rate does.
        AprcNotUnique => MortgageAprcNotUnique, "several rates make what is drawn worth what is paid";
        /// Parts of a loan that are not the loan.
        DrawdownsNotLoan => MortgageDrawdownsNotLoan, "the drawdowns add up to the loan, and come while its rate is fixed";
        /// A cost that no instalment is left for.
        CostAfterEnd {
            /// The loan's last month.
            last: u32,
        } => MortgageCostAfterEnd, "a cost is due by the loan's last month, {last}";
        /// No financing.
        NothingToCompare => MortgageNothingToCompare, "give at least one financing to compare";
        /// Loans that are not the same.
        DifferentLoans => MortgageDifferentLoans, "only financings of the same loan are compared";
        /// Nothing left to repay, or not everything drawn.
        NothingOwed => MortgageNothingOwed,
            "nothing is owed after this month, or the loan is not fully drawn by then: months count from 1";
        /// Not one unknown.
        OneUnknown => MortgageOneUnknown, "leave out what is unknown and give the other three of loan, nominal rate, instalment and months";
        /// No value that fits.
        Unsolvable => MortgageUnsolvable, "no positive amount, no rate from 0 to 1000 % and no term fits the others";
        /// No unit-periods of a year.
        BadUnitPeriod => MortgageBadUnitPeriod,
            "a year has 1 to 366 unit-periods, a time at most 120 years of them and a fraction below one";
        /// An advance that comes after a payment.
        AdvanceAfterPayment => MortgageAdvanceAfterPayment,
            "every advance comes before every payment, and there is at least one of each";
        /// An instalment that never repays.
        NeverAmortises => MortgageNeverAmortises, "the instalment does not exceed one month's interest";
    }
}
