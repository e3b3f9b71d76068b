//! The Python binding: it translates, it never decides.
//!
//! Every class wraps a value of the core and every method calls the core once. What Python adds is its own types —
//! `decimal.Decimal`, aware `datetime`, exceptions — and those conversions are strict, in [`scalar`] and [`json`].

mod documents;
mod error;
mod fee;
mod id;
mod identity;
mod json;
mod library;
mod lifecycle;
mod money;
mod mortgage;
mod records;
mod room;
mod scalar;
mod time;
mod voucher;

use pyo3::prelude::*;

/// The compiled part of `mot_core`. Import from `mot_core` and its modules instead.
#[pymodule]
mod _native {
    use pyo3::{prelude::*, types::PyTuple};

    #[pymodule_export]
    use crate::documents::{
        Address, Annuity, Application, Aprc, Booking, BookingRules, Busy, Call, Card, Commitment,
        ComparedFinancing, Comparison, Conditions, Contract, ContractDeadlines, ContractRoomRefs,
        DocumentRefs, Drawdown, Evidence, FeeBand, FeeScheduleVersion, Fees, Financing, Flow, Identity,
        IdentityPolicy, InformationSheet, Interest, JurisdictionPolicy, LoanTerms, NewApplication, NewCard,
        NewEvidence, NewOffer, NewTranche, NewVoucher, Offer, OfferDeadlines, OfferRoomRefs, OtherFee,
        PolicyReference, Prepayment, PrepaymentQuote, Proof, Property, Receipt, Redemption, Refinancing,
        RefinancingTerms, Repayment, RoomMessage, ScheduleRow, ScheduleYear, Signature, SlotQuery,
        SpecialRepayment, StatedAprc, TemplateOverrides, Tier, Tranche, TrancheRoomRefs, Validity, Voucher,
        VoucherTemplate, Window, WithdrawalLapse,
    };
    #[pymodule_export]
    use crate::fee::{FeeBands, FeeEvent, FeeModel, FeeSchedule, FeeStep, quote};
    #[pymodule_export]
    use crate::id::{create_id, parse_id};
    #[pymodule_export]
    use crate::identity::{
        BoundLink, Candidate, Device, DeviceKey, DeviceSignature, KeyRing, LegacyRecordPolicy, LinkPolicy,
        LinkSigner, LinkVerifier, ProofCandidate, ProofPolicy, RefusedLink, ReplayStore, SessionToken,
        TokenIssuer, TokenPolicy, Uid, VerifiedLink, VerifiedProof, proof_message, verify_proof,
    };
    #[cfg(feature = "test-probe")]
    #[pymodule_export]
    use crate::library::{_probe_panic, _probe_panic_within};
    #[pymodule_export]
    use crate::library::{canonical_json, database_version, version};
    #[pymodule_export]
    use crate::lifecycle::{
        Actor, Allowed, Change, Decision, Event, Exclusion, FeeTrigger, Payer, Subject, Unchanged, Unique,
        decide, describe, diagram, fold,
    };
    #[pymodule_export]
    use crate::money::{Money, Units, minor_unit_digits};
    #[pymodule_export]
    use crate::mortgage::{
        Columns, InMonth, Policies, RepaymentPlan, Schedule, Totals, compare, effective_rate, instalment,
        interval, loan_to_value, solve_for, united_states_apr,
    };
    #[pymodule_export]
    use crate::records::restored;
    #[pymodule_export]
    use crate::room::{Admission, CellMap, Envelope, Honeycomb, RoomId, RoomLink};
    #[pymodule_export]
    use crate::time::Interval;
    #[pymodule_export]
    use crate::voucher::{Nights, Slots, nights, slots};

    #[pymodule_init]
    fn constants(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("BUILD_PROFILE", crate::library::BUILD_PROFILE)?;
        module.add("MACHINES", PyTuple::new(module.py(), crate::lifecycle::MACHINES)?)?;
        module.add("ERROR_CODES", crate::library::error_codes(module.py())?)
    }
}
