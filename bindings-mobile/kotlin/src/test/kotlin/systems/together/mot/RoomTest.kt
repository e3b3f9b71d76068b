package systems.together.mot

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

class RoomTest {
    private val borrower = Actor.Party("user-abc")
    private val lender = Actor.Party("bank-xyz")
    private val stranger = Actor.Party("bank-2")

    private fun refusal(call: () -> Unit) = assertThrows(MotException::class.java) { call() }.code()

    private fun admits(admission: Admission, vararg actors: Actor) = actors.forEach(admission::check)

    @Test
    fun `rooms have names by convention`() {
        assertEquals("mortgage:tranche:t-1", roomForTranche("t-1"))
        assertEquals("voucher:v-1", roomForVoucher("v-1"))
        assertEquals("id.bad_id", refusal { roomForVoucher("v--1") })
    }

    @Test
    fun `a link shows the way to a room`() {
        val link = RoomLink.parse("#wabe=A-2&roomId=mortgage%3Aoffer%3AO-2025-0001&uid=user-abc&theme=dark")
        assertEquals(RoomLink("A-2", "mortgage:offer:O-2025-0001", "user-abc", listOf("theme")), link)
        assertEquals("honeycomb.html#wabe=A-2&roomId=mortgage:offer:O-2025-0001&uid=user-abc", link.write("honeycomb.html"))
        assertEquals("/rooms#roomId=deal:x", RoomLink(roomId = "deal:x").write("/rooms"))
        assertEquals("/rooms", RoomLink().write("/rooms"))
        assertEquals("room.duplicate_key", refusal { RoomLink.parse("uid=a&uid=b") })
        assertEquals("room.bad_uid", refusal { RoomLink.parse("uid=..") })
        val cell = assertThrows(MotException.Room::class.java) { RoomLink.parse("uid=a&wabe=A-0") }
        assertEquals("room.bad_cell" to "wabe", cell.code() to cell.path())
        assertEquals("room.bad_page", refusal { RoomLink().write("/rooms#") })
        assertEquals("room.bad_cell", refusal { RoomLink(wabe = "A-0").write("/rooms") })
        assertEquals("room.missing_namespace", refusal { RoomLink(roomId = "deal").write("/rooms") })
        assertEquals("id.bad_id", refusal { RoomLink(uid = "a b").write("/rooms") })
    }

    @Test
    fun `cells have two names`() {
        val usual = Honeycomb.default()
        assertEquals("B-2", usual.toLabel("cell-8"))
        assertEquals("cell-8", usual.toNumber("B-2"))
        assertEquals("cell-12", Honeycomb(6u, 10u).toNumber("B-2"))
        assertEquals("cell-2", usual.lowestFree(listOf("A-1", "cell-3")))
        assertEquals("room.bad_grid", refusal { Honeycomb(27u, 1u) })
        assertEquals("room.bad_cell", refusal { usual.toLabel("b-2") })
        assertEquals("room.cell_outside_grid", refusal { usual.toLabel("cell-37") })
        assertEquals("room.no_free_cell", refusal { Honeycomb(1u, 1u).lowestFree(listOf("A-1")) })
    }

    @Test
    fun `a map has each cell and each room once`() {
        val map = CellMap(Honeycomb.default(), listOf(CellEntry("B-2", "deal:x"), CellEntry("cell-1", "deal:y")))
        assertEquals("deal:x", map.roomOf("cell-8"))
        assertEquals("cell-8", map.cellOf("deal:x"))
        assertNull(map.roomOf("A-2"))
        assertNull(map.cellOf("deal:z"))
        assertEquals("room.cell_outside_grid", refusal { map.roomOf("cell-37") })
        assertEquals("room.missing_namespace", refusal { map.cellOf("deal") })
        fun refused(vararg entries: CellEntry) = refusal { CellMap(Honeycomb.default(), entries.toList()) }
        assertEquals("room.duplicate_cell", refused(CellEntry("B-2", "deal:x"), CellEntry("cell-8", "deal:y")))
        assertEquals("room.duplicate_room", refused(CellEntry("B-2", "deal:x"), CellEntry("cell-9", "deal:x")))
    }

    @Test
    fun `the parties of an entity enter its room, and nobody else`() {
        val property = Admission.ofProperty(Property.fromJson(Samples.PROPERTY), listOf("broker-1"))
        val shared = Application.fromJson(Samples.APPLICATION).copy(sharedWith = listOf("bank-xyz"))
        val application = Admission.ofApplication(shared)
        val offer = Admission.ofOffer(Offer.fromJson(Samples.OFFER))
        val assigned = Contract.fromJson(Samples.CONTRACT).copy(notaryId = "notary-1")
        val contract = Admission.ofContract(assigned)
        val placed = Tranche.fromJson(Samples.TRANCHE).copy(status = TrancheStatus.PLACED, holderUid = "fund-2")
        val tranche = Admission.ofTranche(placed, listOf("fund-1"))
        val voucher = Admission.ofVoucher("v-1", "bank-xyz", "user-abc")
        admits(property, borrower, Actor.Party("broker-1"))
        admits(application, borrower, lender)
        admits(offer, borrower, lender)
        admits(contract, borrower, lender, Actor.Party("notary-1"))
        admits(tranche, lender, Actor.Party("fund-1"), Actor.Party("fund-2"))
        admits(voucher, borrower, lender)
        val all = listOf(property, application, offer, contract, tranche, voucher)
        for (admission in all) {
            for (other in listOf(stranger, Actor.System, Actor.Platform, Actor.Service)) {
                assertEquals("room.not_admitted", refusal { admission.check(other) })
            }
        }
        assertEquals(
            listOf(
                "mortgage:property:house-123", "mortgage:application:app-2025-0001", "mortgage:offer:mort-offer-2025-0001",
                "mortgage:contract:mort-contract-2025-0001", "mortgage:tranche:mort-tranche-2025-0001-A", "voucher:v-1",
            ),
            all.map { it.room() },
        )
        assertEquals("room.not_admitted", refusal { Admission.ofVoucher("v-1", "bank-xyz", null).check(borrower) })
        assertEquals("id.bad_id", refusal { Admission.ofTranche(placed, listOf("")) })
        assertEquals("input.bad_value", refusal { Admission.ofTranche(placed.copy(holderUid = null), listOf()) })
    }

    @Test
    fun `an admission is read from JSON too`() {
        admits(Admission.fromJson("offer", Samples.OFFER), borrower, lender)
        val property = Admission.fromJson("property", Samples.PROPERTY, """["broker-1"]""")
        admits(property, Actor.Party("broker-1"))
        val invited = assertThrows(MotException.Input::class.java) { Admission.fromJson("offer", Samples.OFFER, "[]") }
        assertEquals("input.unknown_field" to "invited", invited.code() to invited.path())
        assertEquals("input.bad_value", refusal { Admission.fromJson("house", "{}") })
        assertEquals("input.bad_json", refusal { Admission.fromJson("offer", "{") })
        assertEquals("input.bad_json", refusal { Admission.fromJson("property", Samples.PROPERTY, "[") })
    }

    @Test
    fun `the sender is whom the host authenticated`() {
        val admission = Admission.ofOffer(Offer.fromJson(Samples.OFFER))
        val room = "mortgage:offer:mort-offer-2025-0001"
        val envelope = Envelope.fromJson("""{"type":"message","roomId":"$room","payload":{"text":"hello"}}""")
        assertEquals(EnvelopeType.MESSAGE to room, envelope.envelopeType() to envelope.roomId())
        assertEquals("""{"text":"hello"}""", envelope.payload())
        val message = envelope.admit(admission, borrower, Samples.noon)
        assertEquals(RoomMessage(EnvelopeType.MESSAGE, room, "user-abc", Samples.noon, """{"text":"hello"}"""), message)
        assertEquals(message, RoomMessage.fromJson(message.toJson()))
        assertEquals("room.not_admitted", refusal { envelope.admit(admission, stranger, Samples.noon) })
        assertEquals("room.not_admitted", refusal { envelope.admit(admission, Actor.System, Samples.noon) })
        val elsewhere = Envelope.fromJson("""{"type":"join","roomId":"deal:x"}""")
        assertNull(elsewhere.payload())
        assertEquals("room.wrong_room", refusal { elsewhere.admit(admission, borrower, Samples.noon) })
    }

    @Test
    fun `an envelope is read strictly`() {
        fun refused(json: String) = assertThrows(MotException.Input::class.java) { Envelope.fromJson(json) }
            .let { it.code() to it.path() }
        for (forged in listOf("from", "sender", "uid", "at")) {
            val json = """{"type":"message","roomId":"deal:x","$forged":"user-abc","payload":{}}"""
            assertEquals("input.unknown_field" to forged, refused(json))
        }
        assertEquals("input.missing_field" to "payload", refused("""{"type":"signal","roomId":"deal:x"}"""))
        assertEquals("input.unknown_field" to "payload", refused("""{"type":"join","roomId":"deal:x","payload":{}}"""))
        assertEquals("input.bad_value" to "type", refused("""{"type":"shout","roomId":"deal:x"}"""))
        assertEquals("input.wrong_type" to "payload", refused("""{"type":"message","roomId":"deal:x","payload":"hi"}"""))
        assertEquals("input.duplicate_field", refused("""{"type":"join","type":"join","roomId":"deal:x"}""").first)
    }
}
