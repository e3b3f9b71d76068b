import Foundation
import MotCore
import XCTest

/// Documents that the tests share.
enum Samples {
    static let application = """
        {
            "applicationId": "app-2025-0001", "borrowerUid": "user-abc", "propertyId": "house-123",
            "desiredLoan": { "amount": 36000000, "currency": "EUR" }, "desiredDurationYears": 20,
            "desiredRateType": "fixed", "maxInterestRate": 0.04, "submissionTs": "2025-02-01T10:15:00Z",
            "status": "open", "visibility": "private", "meta": { "children": 2 }, "version": 1
        }
        """

    static let offer = """
        {
            "voucherId": "mort-offer-2025-0001", "type": "mortgage-offer", "applicationId": "app-2025-0001",
            "issuerId": "bank-xyz", "holderUid": "user-abc", "status": "offered",
            "loan": { "amount": 36000000, "currency": "EUR" },
            "interest": { "nominalRate": 0.032, "effectiveRate": 0.0335, "fixedYears": 15 },
            "repayment": { "initialRate": 0.02, "specialPaymentsAllowed": true, "specialPaymentMaxPerYear": 500000 },
            "fees": { "processingFee": 60000, "valuationFee": 30000, "otherFees": [] },
            "validity": { "validFrom": "2025-02-01T12:00:00Z", "validUntil": "2025-02-10T23:59:59Z" },
            "termsRef": null,
            "roomRefs": { "negotiationRoomId": "mortgage:offer:mort-offer-2025-0001", "contractRoomId": null },
            "policy": { "id": "de_mortgage", "asOf": "2022-05-28" }, "version": 1
        }
        """

    static let voucher = """
        {
            "voucherId": "v-2025-0001", "issuerUid": "coach-1", "holderUid": null, "serviceType": "consulting.session",
            "title": "Consulting, 60 minutes", "description": "", "durationMinutes": 60,
            "validFrom": "2025-12-01T00:00:00Z", "validUntil": "2025-12-31T23:59:59Z",
            "price": { "amount": 10000, "currency": "EUR" }, "status": "issued", "transferable": true, "terms": {},
            "createdAt": "2025-11-30T12:00:00Z", "resourceId": "room-2", "version": 1
        }
        """

    /// 2025-02-03T12:00:00Z
    static let noon = Date(timeIntervalSince1970: 1_738_584_000)
    static let borrower = Context(now: noon, actor: .party(id: "user-abc"))
    static let secret = Data("a secret of the portal, 32 bytes or more".utf8)
}

/// That a call is refused with this code.
func assertRefused(_ code: String, _ call: () throws -> Void, file: StaticString = #filePath, line: UInt = #line) {
    do {
        try call()
        XCTFail("expected \(code)", file: file, line: line)
    } catch let refused as MotError {
        XCTAssertEqual(refused.code(), code, file: file, line: line)
    } catch {
        XCTFail("expected \(code), got \(error)", file: file, line: line)
    }
}
