import Foundation
import XCTest

@testable import MotCore

final class MotCoreTests: XCTestCase {
    func testMoney() throws {
        let price = try Money.parse("360000.00", currency: "EUR")
        XCTAssertEqual(price, Money(amount: 36_000_000, currency: "EUR"))
        XCTAssertEqual(price.description, "360000.00 EUR")
        XCTAssertEqual(try price.decimal(), Foundation.Decimal(360_000))
        XCTAssertEqual(try Money(amount: 100, currency: "EUR").allocate(weights: [1, 1, 1]).map(\.amount), [34, 33, 33])
        assertRefused("money.too_precise") { _ = try Money.parse("1.000", currency: "EUR") }
        assertRefused("money.overflow") { _ = try Money(amount: .min, currency: "EUR").decimal() }
        assertRefused("money.currency_mismatch") {
            _ = try Money(amount: 1, currency: "EUR").plus(other: Money(amount: 1, currency: "USD"))
        }
    }

    func testRatesAreExact() throws {
        let loan = Money(amount: 36_000_000, currency: "EUR")
        let rate = try parseRate(text: "0.032")
        let initial = try parseRate(text: "0.02")
        let monthly = try instalment(loan: loan, nominalRate: rate, initialRate: initial, rounding: .halfUp)
        XCTAssertEqual(monthly, Money(amount: 156_000, currency: "EUR"))
        let finer = Foundation.Decimal(string: "0.0320000001", locale: Locale(identifier: "en_US_POSIX"))!
        assertRefused("money.rate_too_precise") {
            _ = try instalment(loan: loan, nominalRate: finer, initialRate: initial, rounding: .halfUp)
        }
        assertRefused("money.bad_rate") {
            _ = try instalment(loan: loan, nominalRate: .nan, initialRate: initial, rounding: .halfUp)
        }
    }

    func testInstantsCross() {
        for text in [
            "0001-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "1969-12-31T23:59:59.999Z", "2024-02-29T12:00:00.123Z",
            "2025-02-03T12:00:00Z", "9999-12-31T23:59:59.999Z",
        ] {
            let written = text.hasSuffix("9Z") || text.hasSuffix("3Z") ? text : text.dropLast() + ".000Z"
            XCTAssertEqual(instantText(instant(text)), String(written))
        }
        XCTAssertEqual(instant("2025-02-03T12:00:00Z"), Samples.noon)
    }

    func testInstantsInDocumentsHaveMilliseconds() throws {
        let application = try Application.fromJson(Samples.application)
        let clock = Context(now: Samples.noon.addingTimeInterval(0.123_999), actor: .party(id: "user-abc"))
        let decision = try application.share(lenders: ["bank-xyz"], context: clock)
        XCTAssertEqual(decision.events[0].at, instant("2025-02-03T12:00:00.123Z"))
        assertRefused("time.too_precise") {
            _ = try newEvidenceToJson(
                document: NewEvidence(kind: .contractCopy, at: Samples.noon.addingTimeInterval(0.000_5)))
        }
    }

    func testDocumentsAndCommands() throws {
        let application = try Application.fromJson(Samples.application)
        XCTAssertEqual(try canonicalJson(text: application.toJson()), try canonicalJson(text: Samples.application))
        let decision = try application.share(lenders: ["bank-xyz"], context: Samples.borrower)
        XCTAssertEqual(decision.events.map(\.name), ["application.shared"])
        XCTAssertEqual(decision.changes[0].expectedVersion, 1)
        XCTAssertEqual(decision.changes[0].version, 2)
        XCTAssertEqual(decision.changes[0].document.kind, decision.changes[0].kind)
        XCTAssertEqual(decision.changes[0].document.id, decision.changes[0].id)
        let folded = try Document.application(document: application).folded(events: decision.events)
        XCTAssertEqual(folded, decision.changes[0].document)
        guard case .application(let shared) = decision.changes[0].document else { return XCTFail("another document") }
        XCTAssertEqual(shared.sharedWith, ["bank-xyz"])
        assertRefused("id.bad_id") { _ = try application.share(lenders: ["bank--xyz"], context: Samples.borrower) }
    }

    func testARefusalTellsEverything() {
        XCTAssertThrowsError(try Money.parse("100.5", currency: "JPY")) { error in
            guard let refused = error as? MotError, case .Money(let refusal) = refused else {
                return XCTFail("another error: \(error)")
            }
            XCTAssertEqual(refusal.details, [Detail(name: "digits", text: "1"), Detail(name: "allowed", text: "0")])
            XCTAssertEqual(refused.detailsByName(), ["digits": "1", "allowed": "0"])
            XCTAssertNil(refused.path())
            XCTAssertNil(refused.publicCode())
            XCTAssertEqual(refused.errorDescription, "1 fraction digits are given, the currency has 0")
            XCTAssertEqual(refused.localizedDescription, refused.text())
            XCTAssertEqual(
                refused.description, "money.too_precise: 1 fraction digits are given, the currency has 0")
        }
    }

    func testLinks() throws {
        let ring = try KeyRing(id: "k1", secret: Samples.secret)
        let uid = try generateUid()
        let fragment = try LinkSigner(ring: ring).sign(mot: "portal", uid: uid, now: Samples.noon)
        let candidate = try LinkVerifier(ring: ring).verify(fragment: fragment, now: Samples.noon)
        XCTAssertEqual(candidate.uid(), uid)
        let bound = try candidate.bind(storedUid: uid)
        XCTAssertEqual(bound.binding(), .same)
        XCTAssertEqual(try bound.accept(replay: .fresh).keyId(), "k1")
        assertRefused("identity.replayed") { _ = try bound.accept(replay: .seen) }
        XCTAssertThrowsError(try bound.accept(replay: .seen)) { error in
            XCTAssertEqual((error as? MotError)?.publicCode(), "link_used")
        }
        XCTAssertEqual(linkPolicy(), defaultLinkPolicy())
        XCTAssertEqual(linkPolicy(audience: "portal.example").audience, "portal.example")
        XCTAssertEqual(linkPolicy(maximumAgeMs: 1).maximumSkewMs, defaultLinkPolicy().maximumSkewMs)
        XCTAssertFalse(ring.description.contains("secret"))
    }

    func testLibrary() {
        XCTAssertEqual(version(), "0.1.0")
        XCTAssertEqual(machines().count, 8)
    }
}
