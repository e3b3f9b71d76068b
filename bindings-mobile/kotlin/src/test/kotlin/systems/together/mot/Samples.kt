package systems.together.mot

import java.time.Instant

/** Documents that the tests share. */
object Samples {
    const val APPLICATION = """{
        "applicationId": "app-2025-0001", "borrowerUid": "user-abc", "propertyId": "house-123",
        "desiredLoan": { "amount": 36000000, "currency": "EUR" }, "desiredDurationYears": 20,
        "desiredRateType": "fixed", "maxInterestRate": 0.04, "submissionTs": "2025-02-01T10:15:00Z",
        "status": "open", "visibility": "private", "meta": { "children": 2 }, "version": 1
    }"""

    const val OFFER = """{
        "voucherId": "mort-offer-2025-0001", "type": "mortgage-offer", "applicationId": "app-2025-0001",
        "issuerId": "bank-xyz", "holderUid": "user-abc", "status": "offered",
        "loan": { "amount": 36000000, "currency": "EUR" },
        "interest": { "nominalRate": 0.032, "effectiveRate": 0.0335, "fixedYears": 15 },
        "repayment": { "initialRate": 0.02, "specialPaymentsAllowed": true, "specialPaymentMaxPerYear": 500000 },
        "fees": { "processingFee": 60000, "valuationFee": 30000, "otherFees": [
            { "name": "account", "amount": { "amount": 500, "currency": "EUR" }, "class": "account_required",
              "timing": { "month": 12 } } ] },
        "validity": { "validFrom": "2025-02-01T12:00:00Z", "validUntil": "2025-02-10T23:59:59Z" },
        "termsRef": null,
        "roomRefs": { "negotiationRoomId": "mortgage:offer:mort-offer-2025-0001", "contractRoomId": null },
        "policy": { "id": "de_mortgage", "asOf": "2022-05-28" },
        "conditions": { "dayCount": "30E/360", "payout": "2025-03-01", "commitment": null }, "version": 1
    }"""

    const val PROPERTY = """{
        "propertyId": "house-123", "ownerUid": "user-abc", "type": "single-family-house",
        "address": { "street": "Hauptstr. 1", "zip": "12345", "city": "Musterstadt", "country": "DE" },
        "purchasePrice": { "amount": 45000000, "currency": "EUR" },
        "ownCapital": { "amount": 9000000, "currency": "EUR" }, "meta": {}, "version": 2
    }"""

    const val CONTRACT = """{
        "voucherId": "mort-contract-2025-0001", "type": "mortgage-contract", "applicationId": "app-2025-0001",
        "offerVoucherId": "mort-offer-2025-0001", "lenderId": "bank-xyz", "borrowerUid": "user-abc",
        "status": "draft", "signedByBorrower": false, "signedByLender": false, "signedByNotary": false,
        "documentRefs": { "draftPdf": null, "signedPdf": null },
        "roomRefs": { "contractRoomId": "mortgage:contract:mort-contract-2025-0001" },
        "loan": { "amount": 36000000, "currency": "EUR" }, "requiredSigners": ["borrower", "lender"],
        "policy": { "id": "de_mortgage", "asOf": "2022-05-28" }, "version": 3
    }"""

    const val TRANCHE = """{
        "voucherId": "mort-tranche-2025-0001-A", "type": "mortgage-tranche",
        "underlyingOfferId": "mort-offer-2025-0001", "issuerId": "bank-xyz", "holderUid": null, "status": "offered",
        "nominalAmount": { "amount": 1000000, "currency": "EUR" }, "expectedYield": 0.028, "riskClass": "A",
        "durationYears": 10,
        "validity": { "validFrom": "2025-02-02T00:00:00Z", "validUntil": "2025-03-01T23:59:59Z" },
        "roomRefs": { "investorRoomId": "mortgage:tranche:mort-tranche-2025-0001-A" }, "version": 1
    }"""

    const val VOUCHER = """{
        "voucherId": "v-2025-0001", "issuerUid": "coach-1", "holderUid": null, "serviceType": "consulting.session",
        "title": "Consulting, 60 minutes", "description": "", "durationMinutes": 60,
        "validFrom": "2025-12-01T00:00:00Z", "validUntil": "2025-12-31T23:59:59Z",
        "price": { "amount": 10000, "currency": "EUR" }, "status": "issued", "transferable": true,
        "terms": { "place": "online" }, "createdAt": "2025-11-30T12:00:00Z", "resourceId": "room-2", "version": 1
    }"""

    const val BOOKING = """{
        "bookingId": "b-1", "voucherId": "v-2025-0001", "issuerUid": "coach-1", "holderUid": "user-abc",
        "resourceId": "room-2", "slotStart": "2025-12-15T10:00:00Z", "slotEnd": "2025-12-15T11:00:00Z",
        "status": "booked", "cancelReason": null, "createdAt": "2025-12-10T12:00:00Z", "cancelledAt": null,
        "setHolder": true, "version": 1
    }"""

    const val CARD = """{
        "cardId": "card-1", "issuerUid": "coach-1", "holderUid": "user-abc", "title": "Three lessons", "units": 3,
        "price": { "amount": 10000, "currency": "EUR" }, "validFrom": "2025-12-01T00:00:00Z",
        "validUntil": "2025-12-31T23:59:59Z", "status": "active", "createdAt": "2025-11-30T12:00:00Z", "version": 1
    }"""

    const val BOOKING_RULES = """{
        "zone": "Europe/Berlin", "windows": [{ "windowFrom": "09:00", "windowTo": "17:00" }], "stepMinutes": 60,
        "bufferBeforeMinutes": 0, "bufferAfterMinutes": 15, "minimumNoticeMinutes": 0, "rescheduleNoticeMinutes": 1440,
        "cancelNoticeMinutes": 1440, "noShowGraceMinutes": 15, "holdMinutes": 15
    }"""

    const val IDENTITY = """{
        "uid": "4jzgNSNUa4C1rD2y1Q5Z8Y", "status": "verified", "verifiedAt": "2025-02-03T12:00:00Z",
        "receipt": { "uid": "4jzgNSNUa4C1rD2y1Q5Z8Y", "kid": "k1", "issuedAt": "2025-02-03T12:00:00Z",
            "expiresAt": "2025-03-05T12:00:00Z" }, "version": 4
    }"""

    val noon: Instant = Instant.parse("2025-02-03T12:00:00Z")

    val borrower = Context(noon, Actor.Party("user-abc"))

    val secret = "a secret of the portal, 32 bytes or more".toByteArray()
}
