import Foundation
import XCTest

@testable import MotCore

final class RoomTests: XCTestCase {
    func testLinksAndCells() throws {
        let link = try RoomLink.parse("#wabe=A-2&roomId=mortgage%3Aoffer%3AO-2025-0001&theme=dark")
        XCTAssertEqual(link, RoomLink(wabe: "A-2", roomId: "mortgage:offer:O-2025-0001", other: ["theme"]))
        XCTAssertEqual(try link.write(page: "/rooms"), "/rooms#wabe=A-2&roomId=mortgage:offer:O-2025-0001")
        let honeycomb = Honeycomb.default()
        XCTAssertEqual(try honeycomb.toLabel(cell: "cell-8"), "B-2")
        XCTAssertEqual(try honeycomb.toNumber(cell: "B-2"), "cell-8")
        XCTAssertEqual(try honeycomb.lowestFree(taken: ["A-1"]), "cell-2")
        let map = try CellMap(honeycomb: honeycomb, entries: [CellEntry(cell: "B-2", roomId: "deal:x")])
        XCTAssertEqual(try map.roomOf(cell: "cell-8"), "deal:x")
        XCTAssertEqual(try map.cellOf(roomId: "deal:x"), "cell-8")
        assertRefused("room.cell_outside_grid") { _ = try map.roomOf(cell: "cell-37") }
        assertRefused("room.bad_grid") { _ = try Honeycomb(rows: 27, columns: 1) }
    }

    func testTheSenderIsWhomTheHostAuthenticated() throws {
        let admission = try Admission.ofVoucher(id: "v-1", issuer: "provider-1", holder: "user-abc")
        XCTAssertEqual(admission.room(), "voucher:v-1")
        let sent = #"{"type":"message","roomId":"voucher:v-1","payload":{"text":"hello"}}"#
        let envelope = try Envelope.fromJson(json: sent)
        let message = try envelope.admit(admission: admission, actor: .party(id: "user-abc"), now: Samples.noon)
        XCTAssertEqual(message.sender, "user-abc")
        XCTAssertEqual(try RoomMessage.fromJson(message.toJson()), message)
        assertRefused("room.not_admitted") { try admission.check(actor: .system) }
        assertRefused("input.unknown_field") {
            _ = try Envelope.fromJson(json: #"{"type":"join","roomId":"voucher:v-1","from":"user-abc"}"#)
        }
    }
}
