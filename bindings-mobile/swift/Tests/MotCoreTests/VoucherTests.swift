import Foundation
import XCTest

@testable import MotCore

final class VoucherTests: XCTestCase {
    private let start = instant("2025-12-15T10:00:00Z")
    private let end = instant("2025-12-15T11:00:00Z")

    private func rules(from: WallTime = "09:00", to: WallTime = "17:00") -> BookingRules {
        BookingRules(
            zone: "Europe/Berlin", windows: [Window(windowFrom: from, windowTo: to)], stepMinutes: 60,
            bufferBeforeMinutes: 0, bufferAfterMinutes: 15, minimumNoticeMinutes: 0, rescheduleNoticeMinutes: 1440,
            cancelNoticeMinutes: 1440, noShowGraceMinutes: 15, holdMinutes: 15)
    }

    private func voucher() throws -> Voucher {
        try Voucher.fromJson(Samples.voucher)
    }

    private func by(_ party: PartyId, _ now: String) -> Context {
        Context(now: instant(now), actor: .party(id: party))
    }

    func testAVoucherIsBookedAndCancelled() throws {
        let voucher = try voucher()
        XCTAssertEqual(try canonicalJson(text: voucher.toJson()), try canonicalJson(text: Samples.voucher))
        let decision = try voucher.book(
            bookingId: "b-1", slotStart: start, slotEnd: end, rules: rules(), busy: [],
            context: by("user-abc", "2025-12-10T12:00:00Z"))
        XCTAssertEqual(decision.events.map(\.name), ["voucher.booked", "booking.created"])
        XCTAssertEqual(decision.changes.map(\.document.id), ["v-2025-0001", "b-1"])
        let buffered = Interval(start: start, end: end.addingTimeInterval(900))
        XCTAssertEqual(decision.requires, [.exclusion(resource: "room-2", interval: buffered, booking: "b-1")])
        guard case .voucher(let booked) = decision.changes[0].document,
            case .booking(let booking) = decision.changes[1].document
        else { return XCTFail("other documents") }
        XCTAssertEqual(booked.status, .booked)
        let cancelled = try booked.cancelBooking(
            rules: rules(), booking: booking, context: by("user-abc", "2025-12-14T10:00:00Z"), reason: "illness")
        XCTAssertEqual(cancelled.events.map(\.name), ["voucher.booking_cancelled", "booking.cancelled"])
        assertRefused("voucher.slot_not_started") {
            _ = try booked.consume(context: by("coach-1", "2025-12-15T09:59:59Z"), booking: booking)
        }
        assertRefused("time.interval_reversed") {
            _ = try voucher.book(
                bookingId: "b-1", slotStart: end, slotEnd: start, rules: rules(), busy: [],
                context: by("user-abc", "2025-12-10T12:00:00Z"))
        }
    }

    func testAHold() throws {
        let context = by("user-abc", "2025-12-10T12:00:00Z")
        let held = try Booking.hold(
            bookingId: "b-1", slotStart: start, slotEnd: end, rules: rules(), busy: [], voucher: voucher(),
            context: context)
        guard case .booking(let hold) = held.changes[0].document else { return XCTFail("another document") }
        XCTAssertEqual(hold.heldUntil, instant("2025-12-10T12:15:00Z"))
        XCTAssertEqual(try hold.release(voucher: voucher(), context: context).events.map(\.name), ["booking.released"])
    }

    func testACard() throws {
        let new = NewCard(
            cardId: "card-1", issuerUid: "coach-1", title: "Lessons", price: Money(amount: 10_000, currency: "EUR"),
            validFrom: instant("2025-12-01T00:00:00Z"), validUntil: instant("2025-12-31T23:59:59Z"), units: 3)
        let context = by("coach-1", "2025-12-02T12:00:00Z")
        guard case .card(let card) = try Card.issue(new, context: context).changes[0].document,
            case .card(let used) = try card.redeem(nonce: "n-1", context: context).changes[0].document
        else { return XCTFail("another document") }
        XCTAssertEqual(try used.unitsUsed(), 1)
        XCTAssertEqual(try used.unusedValue(), Money(amount: 6_666, currency: "EUR"))
        assertRefused("voucher.redemption_repeated") { _ = try used.redeem(nonce: "n-1", context: context) }
    }

    func testSlots() throws {
        let query = SlotQuery(
            rules: rules(from: "00:00", to: "06:00"), durationMinutes: 60, firstDay: "2026-03-29",
            lastDay: "2026-03-29")
        let slots = try query.slots().map { try $0.get() }
        XCTAssertEqual(slots.count, 5)  // the clocks go forward
        XCTAssertEqual(slots, try query.slots(limit: 100))
        XCTAssertEqual(slots.first?.start, instant("2026-03-28T23:00:00Z"))
        assertRefused("voucher.bad_duration") {
            _ = try SlotQuery(rules: rules(), durationMinutes: 0, firstDay: "2026-03-29", lastDay: "2026-03-29").slots()
        }
    }

    func testARefusalAtTheEndOfTheCalendarComesLast() throws {
        let query = SlotQuery(
            rules: rules(from: "20:00", to: "00:00"), durationMinutes: 60, firstDay: "9999-12-29",
            lastDay: "9999-12-31")
        let slots = try Array(query.slots())
        XCTAssertEqual(slots.count, 5)
        assertRefused("time.out_of_range") { _ = try slots[4].get() }
    }

    func testNights() throws {
        let stay = try nights(
            arrival: "2026-03-27", departure: "2026-03-30", zone: "Europe/Berlin", checkIn: "15:00", checkOut: "11:00")
        XCTAssertEqual(stay.count, 3)
        XCTAssertEqual(stay.interval.end, instant("2026-03-30T09:00:00Z"))
        assertRefused("time.unknown_zone") {
            _ = try nights(
                arrival: "2026-03-27", departure: "2026-03-30", zone: "Berlin", checkIn: "15:00", checkOut: "11:00")
        }
    }

    func testATemplate() throws {
        let consulting = try VoucherTemplate.shipped()[0]
        let new = try consulting.instantiate(
            TemplateOverrides(voucherId: "v-1", issuerUid: "coach-1", validFrom: instant("2025-12-01T00:00:00Z")))
        XCTAssertEqual(new.validUntil, instant("2025-12-08T00:00:00Z"))
        XCTAssertEqual(try NewVoucher.fromJson(new.toJson()), new)
    }

    func testAValidity() throws {
        let voucher = try voucher()
        let validity = Validity(validFrom: voucher.validFrom, validUntil: voucher.validUntil)
        XCTAssertEqual(try validity.at(voucher.validUntil), .valid)
        XCTAssertEqual(try voucher.effectiveStatus(now: voucher.validUntil.addingTimeInterval(1)), .expired)
    }
}
