import Foundation
import XCTest

@testable import MotCore

final class MortgageTests: XCTestCase {
    private func terms() throws -> LoanTerms {
        try LoanTerms(
            nominalRate: parseRate(text: "0.032"),
            drawdowns: [Drawdown(month: 0, amount: Money(amount: 36_000_000, currency: "EUR"))],
            repayment: .initialRate(rate: parseRate(text: "0.02")), months: 180)
    }

    func testTimesAndRates() throws {
        XCTAssertEqual(try interval(firstDrawdown: "2013-01-12", payment: "2013-02-15", unit: .months), "67/732")
        let drawn = [Flow(at: "0", amount: Money(amount: 20_000_000, currency: "EUR"))]
        let paid = (1...240).map { Flow(at: "\($0)/12", amount: Money(amount: 143_286, currency: "EUR")) }
        let fees = [Flow(at: "0", amount: Money(amount: 400_000, currency: "EUR"))]
        let rate = try effectiveRate(drawdowns: drawn, payments: fees + paid, decimals: 2)
        XCTAssertEqual(rate, try parseRate(text: "0.0643"))
        assertRefused("mortgage.aprc_no_solution") {
            _ = try effectiveRate(drawdowns: drawn, payments: [], decimals: 2)
        }
        assertRefused("mortgage.bad_year_fraction") { _ = try parseYearFraction(text: "0.25") }
    }

    func testASchedule() throws {
        let schedule = try terms().schedule()
        XCTAssertEqual(schedule.length(), 180)
        XCTAssertEqual(schedule.instalment(), Money(amount: 156_000, currency: "EUR"))
        XCTAssertEqual(schedule.balance(), Money(amount: 22_161_546, currency: "EUR"))
        XCTAssertEqual(schedule.columns().interest.reduce(0, +), schedule.totals().interest.amount)
        XCTAssertEqual(schedule.rows()[0], schedule.row(number: 1))
        XCTAssertNil(schedule.row(number: 181))
        XCTAssertEqual(try LoanTerms.fromJson(terms().toJson()), try terms())
    }
}
