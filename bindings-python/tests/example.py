"""The running example of the tests."""

from __future__ import annotations

import copy
from datetime import datetime, timezone
from typing import Any

from mot_core import Application, Booking, Card, Contract, Identity, Offer, Property, Tranche, Voucher

PROPERTY: dict[str, Any] = {
    "propertyId": "house-123",
    "ownerUid": "user-abc",
    "type": "single-family-house",
    "address": {"street": "Musterstraße 1", "zip": "12345", "city": "Musterstadt", "country": "DE"},
    "purchasePrice": {"amount": 45000000, "currency": "EUR"},
    "ownCapital": {"amount": 9000000, "currency": "EUR"},
    "meta": {"livingAreaSqm": 140.5, "tags": ["garden", None, True]},
    "version": 1,
}
APPLICATION: dict[str, Any] = {
    "applicationId": "app-2025-0001",
    "borrowerUid": "user-abc",
    "propertyId": "house-123",
    "desiredLoan": {"amount": 36000000, "currency": "EUR"},
    "desiredDurationYears": 20,
    "desiredRateType": "fixed",
    "maxInterestRate": 0.04,
    "submissionTs": "2025-02-01T10:15:00Z",
    "status": "offered",
    "visibility": "private",
    "meta": {},
    "sharedWith": ["bank-xyz"],
    "liveOffers": ["mort-offer-2025-0001"],
    "version": 3,
}
OFFER: dict[str, Any] = {
    "voucherId": "mort-offer-2025-0001",
    "type": "mortgage-offer",
    "applicationId": "app-2025-0001",
    "issuerId": "bank-xyz",
    "holderUid": "user-abc",
    "status": "offered",
    "loan": {"amount": 36000000, "currency": "EUR"},
    "interest": {"nominalRate": 0.032, "effectiveRate": 0.0335, "fixedYears": 15},
    "repayment": {
        "initialRate": 0.02,
        "specialPaymentsAllowed": True,
        "specialPaymentMaxPerYear": 500000,
    },
    "fees": {
        "processingFee": 60000,
        "valuationFee": 30000,
        "otherFees": [
            {
                "name": "notary",
                "amount": {"amount": 250000, "currency": "EUR"},
                "class": "notary",
                "timing": {"month": 2},
            }
        ],
    },
    "validity": {"validFrom": "2025-02-01T12:00:00Z", "validUntil": "2025-02-10T23:59:59Z"},
    "termsRef": "https://bank-xyz.de/terms/mortgage-standard-v1.pdf",
    "roomRefs": {"negotiationRoomId": "mortgage:offer:mort-offer-2025-0001", "contractRoomId": None},
    "policy": {"id": "de_mortgage", "asOf": "2022-05-28"},
    "conditions": {"payout": "2025-03-01"},
    "evidence": [
        {"kind": "binding_offer_handed_over", "at": "2025-02-01T12:30:00Z", "by": "bank-xyz"},
    ],
    "version": 2,
}
CONTRACT: dict[str, Any] = {
    "voucherId": "mort-contract-2025-0001",
    "type": "mortgage-contract",
    "applicationId": "app-2025-0001",
    "offerVoucherId": "mort-offer-2025-0001",
    "lenderId": "bank-xyz",
    "borrowerUid": "user-abc",
    "status": "draft",
    "signedByBorrower": False,
    "signedByLender": False,
    "signedByNotary": False,
    "documentRefs": {"draftPdf": "s3://drafts/1.pdf", "signedPdf": None},
    "roomRefs": {"contractRoomId": "mortgage:contract:mort-contract-2025-0001"},
    "loan": {"amount": 36000000, "currency": "EUR"},
    "requiredSigners": ["borrower", "lender"],
    "policy": {"id": "de_mortgage", "asOf": "2022-05-28"},
    "draftSha256": "eac8d96f20c85d7a6f960b5af14478a5a45210392f61ace2f620d7b72373b615",
    "evidence": [
        {
            "kind": "credit_assessment",
            "at": "2025-02-04T09:00:00Z",
            "by": "bank-xyz",
            "result": "positive",
        },
        {
            "kind": "identification",
            "at": "2025-02-04T09:05:00Z",
            "by": "bank-xyz",
            "subject": "user-abc",
        },
    ],
    "version": 6,
}
TRANCHE: dict[str, Any] = {
    "voucherId": "mort-tranche-2025-0001-A",
    "type": "mortgage-tranche",
    "underlyingOfferId": "mort-offer-2025-0001",
    "issuerId": "bank-xyz",
    "holderUid": None,
    "status": "offered",
    "nominalAmount": {"amount": 1000000, "currency": "EUR"},
    "expectedYield": 0.028,
    "riskClass": "A",
    "durationYears": 10,
    "validity": {"validFrom": "2025-02-02T00:00:00Z", "validUntil": "2025-03-01T23:59:59Z"},
    "roomRefs": {"investorRoomId": "mortgage:tranche:mort-tranche-2025-0001-A"},
    "version": 1,
}
VOUCHER: dict[str, Any] = {
    "voucherId": "v-1",
    "issuerUid": "coach-1",
    "holderUid": None,
    "serviceType": "consulting",
    "title": "Beratung 60 Minuten",
    "description": "Erstberatung",
    "durationMinutes": 60,
    "validFrom": "2025-12-01T00:00:00Z",
    "validUntil": "2025-12-31T23:59:59Z",
    "price": {"amount": 10000, "currency": "EUR"},
    "status": "issued",
    "transferable": True,
    "terms": {},
    "createdAt": "2025-11-30T12:00:00Z",
    "resourceId": "coach-1",
    "version": 1,
}
BOOKING: dict[str, Any] = {
    "bookingId": "b-1",
    "voucherId": "v-1",
    "issuerUid": "coach-1",
    "holderUid": "user-abc",
    "slotStart": "2025-12-15T10:00:00Z",
    "slotEnd": "2025-12-15T11:00:00Z",
    "status": "booked",
    "cancelReason": None,
    "createdAt": "2025-11-30T12:30:00Z",
    "cancelledAt": None,
    "resourceId": "coach-1",
    "setHolder": True,
    "version": 1,
}
CARD: dict[str, Any] = {
    "cardId": "card-1",
    "issuerUid": "coach-1",
    "holderUid": "user-abc",
    "title": "10er-Karte",
    "units": 10,
    "price": {"amount": 80000, "currency": "EUR"},
    "validFrom": "2025-12-01T00:00:00Z",
    "validUntil": "2026-11-30T23:59:59Z",
    "status": "active",
    "createdAt": "2025-11-30T12:00:00Z",
    "redemptions": [{"nonce": "visit-1", "at": "2025-12-02T09:00:00Z"}],
    "version": 2,
}
RULES: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "windows": [{"windowFrom": "09:00", "windowTo": "17:00"}],
    "stepMinutes": 60,
    "bufferBeforeMinutes": 0,
    "bufferAfterMinutes": 0,
    "minimumNoticeMinutes": 0,
    "rescheduleNoticeMinutes": 1440,
    "cancelNoticeMinutes": 1440,
    "noShowGraceMinutes": 15,
    "holdMinutes": 15,
}

IDENTITY: dict[str, Any] = {
    "uid": "user-abc",
    "status": "verified",
    "verifiedAt": "2025-02-01T10:00:00Z",
    "receipt": {
        "uid": "user-abc",
        "kid": "k1",
        "issuedAt": "2025-02-01T10:00:00Z",
        "expiresAt": "2025-03-03T10:00:00Z",
    },
    "version": 2,
}

# RFC 7517, appendix A.1
JWK = """{"kty": "EC", "crv": "P-256", "use": "enc", "kid": "1",
    "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"""

DOCUMENTS = [
    (Identity, IDENTITY),
    (Property, PROPERTY),
    (Application, APPLICATION),
    (Offer, OFFER),
    (Contract, CONTRACT),
    (Tranche, TRANCHE),
    (Voucher, VOUCHER),
    (Booking, BOOKING),
    (Card, CARD),
]


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=timezone.utc)  # type: ignore[arg-type, misc]


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with another value at a path such as `loan.amount`."""
    result = copy.deepcopy(document)
    *parents, last = path.split(".")
    place = result
    for parent in parents:
        place = place[parent]
    place[last] = value
    return result
