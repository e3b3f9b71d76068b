import Foundation
import XCTest

@testable import MotCore

final class FinancingTests: XCTestCase {
    private func euro(_ amount: Int64) -> Money {
        Money(amount: amount, currency: "EUR")
    }

    private func rate(_ text: String) throws -> Rate {
        try parseRate(text: text)
    }

    private func terms() throws -> LoanTerms {
        try LoanTerms(
            nominalRate: rate("0.032"), drawdowns: [Drawdown(month: 0, amount: euro(36_000_000))],
            repayment: .initialRate(rate: rate("0.02")), months: 180)
    }

    private func germany() throws -> JurisdictionPolicy {
        try Policies.shipped().latest(id: "de_mortgage")
    }

    func testEffectiveRates() throws {
        let fee = OtherFee(name: "processing", amount: euro(90_000), costClass: .lender, timing: .atConclusion)
        let notary = OtherFee(name: "notary", amount: euro(420_000), costClass: .notary, timing: .atConclusion)
        let financing = try Financing(terms: terms(), costs: [fee, notary])
        let aprc = try financing.aprc(decimals: 6)
        XCTAssertEqual(aprc.rate, try rate("0.03267803"))
        XCTAssertEqual(aprc.fixedPeriodRate, try rate("0.03273169"))
        XCTAssertEqual(aprc.counted, [fee])
        XCTAssertEqual(aprc.leftOut, [notary])
        XCTAssertEqual(try Aprc.fromJson(aprc.toJson()), aprc)
        XCTAssertEqual(try Financing.fromJson(financing.toJson()), financing)

        let stated = try Financing(terms: terms()).verifyStatedAprc(rate("0.0335"), decimals: 2)
        XCTAssertEqual(stated.verdict, .overstated)
        XCTAssertEqual(stated.rate, try rate("0.0325"))
        XCTAssertEqual(stated.by, try rate("0.001"))
        assertRefused("mortgage.too_many_decimals") { _ = try financing.aprc(decimals: 8) }
    }

    func testAnOffer() throws {
        let offer = try Offer.fromJson(Samples.offer)
        XCTAssertEqual(try offer.financing().terms.months, 180)
        XCTAssertEqual(try offer.aprc().rate, try rate("0.0327"))
        XCTAssertEqual(try offer.verifyStatedAprc(rate("0.0335")).verdict, .overstated)
        XCTAssertEqual(try offer.deadlines().acceptanceUntil, offer.validity.validUntil)
        XCTAssertNil(try offer.deadlines().bindingUntil)
        assertRefused("mortgage.unknown_policy") { _ = try offer.aprc(policies: Policies(policies: [])) }
    }

    func testAnInformationSheet() throws {
        let sheet = try Financing(terms: terms()).informationSheet(decimals: 2)
        XCTAssertEqual(sheet.instalments, 359)
        XCTAssertEqual(sheet.totalAmount, euro(55_971_947))
        XCTAssertEqual(sheet.balance, euro(22_161_546))
        XCTAssertEqual(sheet.years.count, 30)
        XCTAssertEqual(try terms().schedule().years(), Array(sheet.years.prefix(15)))
    }

    func testAComparison() throws {
        let dearer = try LoanTerms(
            nominalRate: rate("0.034"), drawdowns: [Drawdown(month: 0, amount: euro(36_000_000))],
            repayment: .initialRate(rate: rate("0.02")), months: 180)
        let financings = try [Financing(terms: dearer), Financing(terms: terms())]
        let comparison = try compare(financings: financings, by: .totalCost)
        XCTAssertEqual(comparison.horizonMonths, 180)
        XCTAssertEqual(comparison.ranking.map { $0.index }, [1, 0])
        XCTAssertEqual(comparison.ranking[1].moreTotalCost, euro(855_350))
        assertRefused("mortgage.nothing_to_compare") { _ = try compare(financings: [], by: .balance) }
    }

    func testAnotherLoanAndAnEarlyRepayment() throws {
        let another = try RefinancingTerms(
            month: 180, nominalRate: rate("0.041"), repayment: .initialRate(rate: rate("0.03")), months: 120)
        let refinancing = try Financing(terms: terms()).refinance(another)
        XCTAssertEqual(refinancing.loan, euro(22_161_546))
        XCTAssertEqual(refinancing.instalment, euro(131_122))
        XCTAssertEqual(refinancing.saving, euro(-2_496_268))
        XCTAssertNil(refinancing.breakEvenMonth)

        let quote = try Financing(terms: terms()).prepaymentQuote(Prepayment(month: 132), policy: germany())
        XCTAssertEqual(quote.compensationAtMost, euro(0)) // § 489 BGB
        assertRefused("mortgage.nothing_owed") {
            _ = try Financing(terms: terms()).prepaymentQuote(Prepayment(month: 0), policy: germany())
        }
    }

    func testTheFourthOfThree() throws {
        let known = try Annuity(loan: euro(25_000_000), nominalRate: rate("0.0365"), months: 180)
        let solved = try solveFor(unknown: .instalment, known: known)
        XCTAssertEqual(solved.instalment, euro(180_568))
        XCTAssertEqual(try Annuity.fromJson(solved.toJson()), solved)
        assertRefused("mortgage.one_unknown") { _ = try solveFor(unknown: .loan, known: known) }
    }

    /// Regulation Z, Appendix J (c)(1)(i).
    func testTheRateOfTheUnitedStates() throws {
        let advance = [Flow(at: "0", amount: Money(amount: 500_000, currency: "USD"))]
        let payments = (1...24).map { Flow(at: "\($0)/12", amount: Money(amount: 23_000, currency: "USD")) }
        let found = try unitedStatesApr(advances: advance, payments: payments, unitPeriodsPerYear: 12, decimals: 2)
        XCTAssertEqual(found, try rate("0.0969"))
    }

    func testTheEndOfAFixedRate() throws {
        XCTAssertEqual(try germany().rateEndNoticeBy(fixedUntil: "2040-05-31"), "2040-02-29")
    }
}
