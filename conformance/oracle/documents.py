"""The documents of the machines: their fields, and statuses that contradict the content."""

import instant
from refusal import Refusal
from shape import (amount, boolean, calendar_date, count, format_number, free_object, identifier, joined, key_id,
                   list_of, money, positive, rate, record, sha256, text, timestamp, word)

ID_FIELD = {"identity": "uid", "property": "propertyId", "application": "applicationId", "offer": "voucherId",
            "contract": "voucherId", "tranche": "voucherId", "voucher": "voucherId", "booking": "bookingId",
            "card": "cardId"}
ROLES = ("borrower", "lender", "notary")
SIGNED_BY = {"borrower": "signedByBorrower", "lender": "signedByLender", "notary": "signedByNotary"}
EVIDENCE_KINDS = ("information_sheet", "binding_offer_handed_over", "credit_assessment", "identification",
                  "contract_copy", "mandatory_information", "disbursement")

COUNTED = {"version": positive, "format": format_number}
POLICY = record({"id": identifier, "asOf": calendar_date})
VALIDITY = record({"validFrom": timestamp, "validUntil": timestamp})

EVIDENCE_FIELDS = {"result": word("positive", "negative"), "subject": identifier, "termsSha256": sha256,
                   "reference": text}
EVIDENCE = record({"kind": word(*EVIDENCE_KINDS), "at": timestamp, "by": identifier}, optional=EVIDENCE_FIELDS)
EVIDENCE_ARGUMENT = record({"kind": word(*EVIDENCE_KINDS), "at": timestamp},
                           optional={"by": identifier, **EVIDENCE_FIELDS})

LOAN = money
INTEREST = record({"nominalRate": rate, "fixedYears": count}, nullable={"effectiveRate": rate})
REPAYMENT = record({"initialRate": rate, "specialPaymentsAllowed": boolean},
                   nullable={"specialPaymentMaxPerYear": amount})


def timing(value, path):
    if isinstance(value, dict):
        return record({"month": count})(value, path)
    return word("at_conclusion", "with_instalments")(value, path)


FEE_CLASSES = ("lender", "brokerage", "valuation_required", "insurance_required", "account_required", "optional",
               "notary", "register_transfer", "register_security", "default")
OTHER_FEE = record({"name": text, "amount": money, "class": word(*FEE_CLASSES), "timing": timing})
FEES = record({"processingFee": amount, "valuationFee": amount, "otherFees": list_of(OTHER_FEE)})


def conditions(value, path):
    """Every condition is optional and kept as given, null included."""
    read = record(optional={
        "dayCount": word("30E/360", "act/360", "act/365F", "act/act"), "rounding": word("each_period", "carry"),
        "payout": calendar_date, "firstPayment": calendar_date, "monthEnd": boolean, "interestOnlyMonths": count,
        "drawdowns": list_of(free_object), "commitment": free_object,
        "specialPaymentEffect": word("shorten_term", "lower_instalment"), "withdrawalExcluded": boolean,
    })(value, path)
    return {name: read.get(name, given) for name, given in value.items()}


TERMS = {"loan": LOAN, "interest": INTEREST, "repayment": REPAYMENT, "fees": FEES, "validity": VALIDITY,
         "conditions": conditions}

PROPERTY = record(
    {"propertyId": identifier, "ownerUid": identifier, "type": text,
     "address": record({"street": text, "zip": text, "city": text, "country": text}),
     "purchasePrice": money, "ownCapital": money, "meta": free_object},
    optional=COUNTED)

APPLICATION = record(
    {"applicationId": identifier, "borrowerUid": identifier, "propertyId": identifier, "desiredLoan": money,
     "desiredDurationYears": count, "desiredRateType": word("fixed", "variable"), "submissionTs": timestamp,
     "status": word("open", "offered", "accepted", "rejected", "withdrawn"),
     "visibility": word("private", "market"), "meta": free_object},
    nullable={"maxInterestRate": rate},
    optional={**COUNTED, "sharedWith": list_of(identifier), "declinedBy": list_of(identifier),
              "liveOffers": list_of(identifier)})

OFFER = record(
    {"voucherId": identifier, "type": word("mortgage-offer"), "applicationId": identifier, "issuerId": identifier,
     "holderUid": identifier, "status": word("offered", "accepted", "withdrawn", "declined", "expired", "superseded"),
     "loan": LOAN, "interest": INTEREST, "repayment": REPAYMENT, "fees": FEES, "validity": VALIDITY,
     "roomRefs": record(nullable={"negotiationRoomId": text, "contractRoomId": text}), "policy": POLICY},
    nullable={"termsRef": text},
    optional={**COUNTED, "conditions": conditions, "evidence": list_of(EVIDENCE)})

SIGNATURE = record({"role": word(*ROLES), "by": identifier, "documentSha256": sha256, "at": timestamp})

CONTRACT = record(
    {"voucherId": identifier, "type": word("mortgage-contract"), "applicationId": identifier,
     "offerVoucherId": identifier, "lenderId": identifier, "borrowerUid": identifier,
     "status": word("draft", "signed", "archived", "cancelled", "withdrawn"),
     "signedByBorrower": boolean, "signedByLender": boolean, "signedByNotary": boolean,
     "documentRefs": record(nullable={"draftPdf": text, "signedPdf": text}),
     "roomRefs": record(nullable={"contractRoomId": text}), "loan": LOAN, "requiredSigners": list_of(word(*ROLES)),
     "policy": POLICY},
    optional={**COUNTED, "withdrawalExcluded": boolean, "notaryId": identifier, "draftSha256": sha256,
              "signedSha256": sha256, "signedAt": timestamp, "signatures": list_of(SIGNATURE),
              "evidence": list_of(EVIDENCE)})

TRANCHE = record(
    {"voucherId": identifier, "type": word("mortgage-tranche"), "underlyingOfferId": identifier, "issuerId": identifier,
     "status": word("offered", "placed", "withdrawn", "expired"), "nominalAmount": money, "expectedYield": rate,
     "riskClass": text, "durationYears": count, "validity": VALIDITY,
     "roomRefs": record(nullable={"investorRoomId": text})},
    nullable={"holderUid": identifier}, optional=COUNTED)

RECEIPT = record({"uid": identifier, "kid": key_id, "issuedAt": timestamp, "expiresAt": timestamp})

IDENTITY = record({"uid": identifier, "status": word("local", "verified")},
                  nullable={"verifiedAt": timestamp, "receipt": RECEIPT}, optional=COUNTED)

VOUCHER = record(
    {"voucherId": identifier, "issuerUid": identifier, "serviceType": identifier, "title": text, "description": text,
     "validFrom": timestamp, "validUntil": timestamp,
     "status": word("issued", "booked", "consumed", "cancelled", "expired"), "transferable": boolean,
     "terms": free_object, "createdAt": timestamp, "resourceId": identifier},
    nullable={"holderUid": identifier, "durationMinutes": count, "price": money},
    optional={**COUNTED, "templateId": identifier, "bookingId": identifier})

BOOKING = record(
    {"bookingId": identifier, "voucherId": identifier, "issuerUid": identifier, "holderUid": identifier,
     "resourceId": identifier, "slotStart": timestamp, "slotEnd": timestamp,
     "status": word("held", "booked", "released", "cancelled", "completed", "no_show"), "createdAt": timestamp},
    nullable={"cancelReason": identifier, "cancelledAt": timestamp},
    optional={**COUNTED, "heldUntil": timestamp, "setHolder": boolean})

REDEMPTION = record({"nonce": identifier, "at": timestamp}, optional={"undoneAt": timestamp})

CARD = record(
    {"cardId": identifier, "issuerUid": identifier, "title": text, "units": count, "validFrom": timestamp,
     "validUntil": timestamp, "status": word("active", "exhausted", "expired", "cancelled"), "createdAt": timestamp},
    nullable={"holderUid": identifier, "price": money},
    optional={**COUNTED, "redemptions": list_of(REDEMPTION)})

SHAPES = {"identity": IDENTITY, "property": PROPERTY, "application": APPLICATION, "offer": OFFER,
          "contract": CONTRACT, "tranche": TRANCHE, "voucher": VOUCHER, "booking": BOOKING, "card": CARD}


def read(kind, value):
    """A stored document: strictly read, its version 1 if it has none, its status agreeing with its content."""
    if kind == "voucher" and "resourceId" not in value and "issuerUid" in value:
        value = {**value, "resourceId": value["issuerUid"]}
    document = SHAPES[kind](value, "")
    document.setdefault("version", 1)
    if kind == "identity":
        check_identity(document)
    if kind == "application":
        check_application(document)
    if kind == "contract":
        check_contract(document)
    if kind == "tranche" and (document["status"] == "placed") != (document["holderUid"] is not None):
        raise Refusal("input.bad_value", "status")
    if kind == "voucher":
        check_voucher(document)
    if kind == "booking":
        check_booking(document)
    if kind == "card":
        check_card(document)
    return document


def check_identity(document):
    verified, receipt = document["verifiedAt"], document["receipt"]
    shown = receipt and (receipt["uid"], receipt["issuedAt"]) == (document["uid"], verified)
    consistent = shown if document["status"] == "verified" else verified is receipt is None
    if not consistent:
        raise Refusal("input.bad_value", "status")


def check_application(document):
    if (document["status"] == "offered") != bool(document.get("liveOffers")):
        raise Refusal("input.bad_value", "status")


def check_contract(document):
    signed = {signature["role"] for signature in document.get("signatures", [])}
    for role, flag in SIGNED_BY.items():
        if document[flag] != (role in signed):
            raise Refusal("input.bad_value", flag)
    complete = signed >= set(document["requiredSigners"])
    expected = document["status"] in ("signed", "archived", "withdrawn")
    if complete != expected or ("signedAt" in document) != expected:
        raise Refusal("input.bad_value", "status")


def check_voucher(document):
    booked = document["status"] == "booked"
    if booked != ("bookingId" in document) or booked and document["holderUid"] is None:
        raise Refusal("input.bad_value", "status")


def check_booking(document):
    if instant.parse(document["slotStart"]) >= instant.parse(document["slotEnd"]):
        raise Refusal("time.interval_reversed", "slotEnd")
    held, cancelled = document["status"] == "held", document["status"] == "cancelled"
    if held != ("heldUntil" in document) or cancelled != (document["cancelledAt"] is not None):
        raise Refusal("input.bad_value", "status")
    if document["cancelReason"] is not None and not cancelled:
        raise Refusal("input.bad_value", "cancelReason")


def check_card(document):
    redemptions = document.get("redemptions", [])
    left = document["units"] - sum("undoneAt" not in one for one in redemptions)
    if left < 0 or document["status"] in ("active", "exhausted") and (document["status"] == "active") != (left > 0):
        raise Refusal("input.bad_value", "status")
    nonces = [one["nonce"] for one in redemptions]
    for index, nonce in enumerate(nonces):
        if nonce in nonces[:index]:
            raise Refusal("input.bad_value", f"redemptions[{index}]")


def negative(value, name):
    """Whether a count of a new document is below nothing, which has a code of its own."""
    number = value.get(name) if isinstance(value, dict) else None
    return isinstance(number, int) and not isinstance(number, bool) and number < 0


def create(kind, value, path, filled, emptied=(), defaults=None):
    """A document as the argument of a creating command: what the core fills in is absent, or is what it would write;
    a default is kept as given."""
    given = dict(value) if isinstance(value, dict) else value
    if isinstance(given, dict):
        for name, written in {**(defaults or {}), **filled, "version": 1}.items():
            if given.get(name) is None:
                given[name] = written
    if getattr(value, "repeated", None) is not None:
        raise Refusal("input.duplicate_field", joined(path, value.repeated))
    document = SHAPES[kind](given, path)
    for name, written in {**filled, "version": 1}.items():
        if document[name] != written:
            raise Refusal("input.bad_value", joined(path, name))
    for name in emptied:
        if document.get(name):
            raise Refusal("input.bad_value", joined(path, name))
    return document
