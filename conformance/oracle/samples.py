"""The documents of the running example, in any status: house-123, its application, offers, contract and tranches."""

from decimal import Decimal

from policy import PRESETS, look_up
from terms import terms_sha256

DRAFT = "eac8d96f20c85d7a6f960b5af14478a5a45210392f61ace2f620d7b72373b615"
SIGNED = "e665557ce39ded5926281b3344d88bbe476b1d67d17908323b4573389c3e04ae"
APPLICATION, OFFER, SIBLING, CONTRACT, TRANCHE = (
    "app-2025-0001", "mort-offer-2025-0001", "mort-offer-2025-0002", "mort-contract-2025-0001",
    "mort-tranche-2025-0001-A")


def euros(amount):
    return {"amount": amount, "currency": "EUR"}


def house(**fields):
    return {"propertyId": "house-123", "ownerUid": "user-abc", "type": "single-family-house",
            "address": {"street": "Musterstraße 1", "zip": "12345", "city": "Musterstadt", "country": "DE"},
            "purchasePrice": euros(45000000), "ownCapital": euros(9000000),
            "meta": {"livingAreaSqm": 140, "plotSizeSqm": 380, "yearBuilt": 1998}, "version": 1, **fields}


def new_application(**fields):
    return {"applicationId": APPLICATION, "borrowerUid": "user-abc", "propertyId": "house-123",
            "desiredLoan": euros(36000000), "desiredDurationYears": 20, "desiredRateType": "fixed",
            "maxInterestRate": Decimal("0.04"), "submissionTs": "2025-02-01T10:15:00Z", "visibility": "private",
            "meta": {"employmentStatus": "employee", "netIncomeMonthly": 380000, "otherLoans": []}, **fields}


def application(status, live=(), shared=("bank-xyz", "bank-2"), **fields):
    stored = {"status": status, "version": 3, "sharedWith": list(shared), "liveOffers": list(live), **fields}
    return new_application(**{name: value for name, value in stored.items() if value != []})


def new_offer(name=OFFER, lender="bank-xyz", **fields):
    return {"voucherId": name, "type": "mortgage-offer", "applicationId": APPLICATION, "issuerId": lender,
            "holderUid": "user-abc", "loan": euros(36000000),
            "interest": {"nominalRate": Decimal("0.032"), "effectiveRate": Decimal("0.0335"), "fixedYears": 15},
            "repayment": {"initialRate": Decimal("0.02"), "specialPaymentsAllowed": True,
                          "specialPaymentMaxPerYear": 500000},
            "fees": {"processingFee": 60000, "valuationFee": 30000, "otherFees": []},
            "validity": {"validFrom": "2025-02-01T12:00:00Z", "validUntil": "2025-02-10T23:59:59Z"},
            "termsRef": f"https://{lender}.de/terms/mortgage-standard-v1.pdf", **fields}


def offer(status="offered", name=OFFER, lender="bank-xyz", policy="de_mortgage", sheet="2025-02-01T12:30:00Z",
          **fields):
    stored = new_offer(name, lender, **fields)
    contract_room = f"mortgage:contract:{CONTRACT}" if status == "accepted" else None
    stored.setdefault("roomRefs", {"negotiationRoomId": f"mortgage:offer:{name}", "contractRoomId": contract_room})
    stored |= {"status": status, "policy": policy_of(policy), "version": fields.get("version", 2)}
    if sheet and "evidence" not in fields:
        stored["evidence"] = [{**sheet_for(stored, sheet), "by": lender}]
    return stored


def policy_of(name):
    return {"id": name, "asOf": look_up(PRESETS, name)["asOf"]}


def sheet_for(offer_document, at):
    return {"kind": "information_sheet", "at": at, "termsSha256": terms_sha256(offer_document),
            "reference": "doc-77"}


def shown(kind, at, **fields):
    return {"kind": kind, "at": at, "by": "bank-xyz", **fields}


ASSESSED = shown("credit_assessment", "2025-02-04T09:00:00Z", result="positive", reference="scoring-4711")
IDENTIFIED = shown("identification", "2025-02-04T09:05:00Z", subject="user-abc", reference="videoident-0815")
COPY = shown("contract_copy", "2025-02-05T09:30:00Z", reference="doc-90")
INFORMED = shown("mandatory_information", "2025-02-05T09:30:00Z", reference="doc-91")


def signature(role, by, at):
    return {"role": role, "by": by, "documentSha256": DRAFT, "at": at}


BORROWER_SIGNED = signature("borrower", "user-abc", "2025-02-05T09:45:00Z")
LENDER_SIGNED = signature("lender", "bank-xyz", "2025-02-05T10:00:00Z")


def contract(status="draft", signatures=(), evidence=(ASSESSED, IDENTIFIED, COPY, INFORMED), attached=False,
             policy="de_mortgage", **fields):
    stored = {"voucherId": CONTRACT, "type": "mortgage-contract", "applicationId": APPLICATION,
              "offerVoucherId": OFFER, "lenderId": "bank-xyz", "borrowerUid": "user-abc", "status": status,
              "signedByBorrower": False, "signedByLender": False, "signedByNotary": False,
              "documentRefs": {"draftPdf": f"s3://contracts/drafts/{CONTRACT}.pdf", "signedPdf": None},
              "roomRefs": {"contractRoomId": f"mortgage:contract:{CONTRACT}"}, "loan": euros(36000000),
              "requiredSigners": ["borrower", "lender"], "policy": policy_of(policy), "version": 6,
              "draftSha256": DRAFT, "signatures": list(signatures), "evidence": list(evidence)}
    if status in ("signed", "archived", "withdrawn"):
        stored |= {"signatures": list(signatures) or [BORROWER_SIGNED, LENDER_SIGNED],
                   "signedAt": "2025-02-05T10:00:00Z"}
    if attached or status == "archived":
        stored["documentRefs"]["signedPdf"] = f"s3://contracts/signed/{CONTRACT}.pdf"
        stored["signedSha256"] = SIGNED
    for one in stored["signatures"]:
        stored[f"signedBy{one['role'].capitalize()}"] = True
    stored |= fields
    return {name: value for name, value in stored.items() if value != [] and value is not None}


def new_tranche(name=TRANCHE, **fields):
    return {"voucherId": name, "type": "mortgage-tranche", "underlyingOfferId": OFFER,
            "nominalAmount": euros(1000000), "expectedYield": Decimal("0.028"), "riskClass": "A", "durationYears": 10,
            "validity": {"validFrom": "2025-02-02T00:00:00Z", "validUntil": "2025-03-01T23:59:59Z"}, **fields}


def tranche(status="offered", name=TRANCHE, **fields):
    stored = {"issuerId": "bank-xyz", "holderUid": "investor-1" if status == "placed" else None, "status": status,
              "roomRefs": {"investorRoomId": f"mortgage:tranche:{name}"}, "version": 1 if status == "offered" else 2}
    return {**new_tranche(name), **stored, **fields}
