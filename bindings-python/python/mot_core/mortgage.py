"""Mortgages: from the application through the offer to the signed contract, its tranches, and what a loan costs.

Documents are immutable. A command is a method that decides and changes nothing: it returns a `Decision` with the new
documents, or raises a `MotError` with its code.

>>> from datetime import datetime, timezone
>>> from mot_core.mortgage import Application
>>> application = Application.from_json('''{
...     "applicationId": "app-2025-0001", "borrowerUid": "user-abc", "propertyId": "house-123",
...     "desiredLoan": { "amount": 36000000, "currency": "EUR" }, "desiredDurationYears": 20,
...     "desiredRateType": "fixed", "maxInterestRate": 0.04, "submissionTs": "2025-02-01T10:15:00Z",
...     "status": "open", "visibility": "private", "meta": {} }''')
>>> application.desired_loan, application.max_interest_rate
(Money(36000000, 'EUR'), Decimal('0.04'))
>>> now = datetime(2025, 2, 1, 11, tzinfo=timezone.utc)
>>> decision = application.share(["bank-xyz"], by="user-abc", at=now)
>>> decision.events[0].name, decision.changes[0].document.shared_with
('application.shared', ('bank-xyz',))
>>> application.share(["bank-xyz"], by="somebody", at=now)
Traceback (most recent call last):
    ...
mot_core.errors.LifecycleError: lifecycle.actor_not_allowed: the actor may not do this, open to: [borrower]
"""

from typing import Literal, Union

from ._native import (
    Address,
    Application,
    Columns,
    Commitment,
    Conditions,
    Contract,
    ContractRoomRefs,
    DocumentRefs,
    Drawdown,
    Evidence,
    Fees,
    Flow,
    InMonth,
    Interest,
    JurisdictionPolicy,
    LoanTerms,
    NewApplication,
    NewEvidence,
    NewOffer,
    NewTranche,
    Offer,
    OfferRoomRefs,
    OtherFee,
    Policies,
    PolicyReference,
    Property,
    Repayment,
    RepaymentPlan,
    Schedule,
    ScheduleRow,
    Signature,
    SpecialRepayment,
    Totals,
    Tranche,
    TrancheRoomRefs,
    WithdrawalLapse,
    effective_rate,
    instalment,
    interval,
)
from ._words import (
    ApplicationStatus,
    AssessmentResult,
    ContractStatus,
    ContractType,
    CostClass,
    DayCount,
    EvidenceKind,
    InstalmentRounding,
    IntervalUnit,
    OfferStatus,
    OfferType,
    RateType,
    SignerRole,
    SpecialPaymentEffect,
    TrancheStatus,
    TrancheType,
    Visibility,
)

FeeTiming = Union[Literal["at_conclusion", "with_instalments"], InMonth]
"""When a cost is paid."""

Document = Union[Property, Application, Offer, Contract, Tranche]
"""A document of a mortgage."""

__all__ = [
    "Address",
    "Application",
    "ApplicationStatus",
    "AssessmentResult",
    "Columns",
    "Commitment",
    "Conditions",
    "Contract",
    "ContractRoomRefs",
    "ContractStatus",
    "ContractType",
    "CostClass",
    "DayCount",
    "Document",
    "DocumentRefs",
    "Drawdown",
    "Evidence",
    "EvidenceKind",
    "FeeTiming",
    "Fees",
    "Flow",
    "InMonth",
    "InstalmentRounding",
    "Interest",
    "IntervalUnit",
    "JurisdictionPolicy",
    "LoanTerms",
    "NewApplication",
    "NewEvidence",
    "NewOffer",
    "NewTranche",
    "Offer",
    "OfferRoomRefs",
    "OfferStatus",
    "OfferType",
    "OtherFee",
    "Policies",
    "PolicyReference",
    "Property",
    "RateType",
    "Repayment",
    "RepaymentPlan",
    "Schedule",
    "ScheduleRow",
    "Signature",
    "SignerRole",
    "SpecialPaymentEffect",
    "SpecialRepayment",
    "Totals",
    "Tranche",
    "TrancheRoomRefs",
    "TrancheStatus",
    "TrancheType",
    "Visibility",
    "WithdrawalLapse",
    "effective_rate",
    "instalment",
    "interval",
]
