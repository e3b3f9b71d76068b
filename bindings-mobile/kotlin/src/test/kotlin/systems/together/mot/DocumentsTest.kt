package systems.together.mot

import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class DocumentsTest {
    private val application = Application.fromJson(Samples.APPLICATION)
    private val offer = Offer.fromJson(Samples.OFFER)

    @Test
    fun `values are of the host's own types`() {
        assertEquals(0, BigDecimal("0.032").compareTo(offer.interest.nominalRate))
        assertEquals(Instant.parse("2025-02-10T23:59:59Z"), offer.validity.validUntil)
        assertEquals(LocalDate.of(2025, 3, 1), offer.conditions.payout)
        assertEquals(Money(36000000, "EUR"), offer.loan)
        assertEquals(FeeTiming.InMonth(12u), offer.fees.otherFees.single().timing)
        assertEquals(DayCount.THIRTY360_E, offer.conditions.dayCount)
        assertEquals("""{"children":2}""", application.meta)
        assertNull(offer.termsRef)
    }

    @Test
    fun `documents come back as they were read`() {
        assertEquals(canonicalJson(Samples.APPLICATION), canonicalJson(application.toJson()))
        assertEquals(canonicalJson(Samples.OFFER), canonicalJson(offer.toJson()))
        assertEquals(offer, Offer.fromJson(offer.toJson()))
        assertNotEquals(offer, offer.copy(version = 2u))
    }

    @Test
    fun `a condition given as null stays given`() {
        assertEquals(listOf("commitment"), offer.conditions.givenAsNull)
        assertNotEquals(offer.termsSha256(), offer.copy(conditions = offer.conditions.copy(givenAsNull = listOf())).termsSha256())
    }

    @Test
    fun `a copy that contradicts itself is refused where it is used`() {
        val contradicting = application.copy(status = ApplicationStatus.OFFERED)
        val refused = assertThrows(MotException.Input::class.java) { contradicting.toJson() }
        assertEquals("input.bad_value", refused.code())
        assertEquals("status", refused.path())
    }

    @Test
    fun `a command gives a decision of plain data`() {
        val decision = application.share(listOf("bank-xyz"), Samples.borrower)
        val change = decision.changes.single()
        assertEquals("application", change.kind)
        assertEquals("app-2025-0001", change.id)
        assertEquals(1uL, change.expectedVersion)
        assertEquals(2uL, change.version)
        val shared = (change.document as Document.Application).document
        assertEquals(listOf("bank-xyz"), shared.sharedWith)
        val event = decision.events.single()
        assertEquals("application.shared", event.name)
        assertEquals("application/app-2025-0001/2/1", event.id())
        assertEquals(Actor.Party("user-abc"), event.actor)
        assertEquals(Samples.noon, event.at)
        assertEquals(Document.Application(shared), Document.Application(application).folded(decision.events))
        assertEquals(event, parseEvent(event.toJson()))
    }

    @Test
    fun `every document tells its kind, its id and its version`() {
        val stored = mapOf(
            "identity" to Triple(Samples.IDENTITY, "4jzgNSNUa4C1rD2y1Q5Z8Y", 4uL),
            "property" to Triple(Samples.PROPERTY, "house-123", 2uL),
            "application" to Triple(Samples.APPLICATION, "app-2025-0001", 1uL),
            "offer" to Triple(Samples.OFFER, "mort-offer-2025-0001", 1uL),
            "contract" to Triple(Samples.CONTRACT, "mort-contract-2025-0001", 3uL),
            "tranche" to Triple(Samples.TRANCHE, "mort-tranche-2025-0001-A", 1uL),
            "voucher" to Triple(Samples.VOUCHER, "v-2025-0001", 1uL),
            "booking" to Triple(Samples.BOOKING, "b-1", 1uL),
            "card" to Triple(Samples.CARD, "card-1", 1uL),
        )
        for ((kind, expected) in stored) {
            val (json, id, version) = expected
            val document = parseDocument(kind, json)
            assertEquals(listOf(kind, id, version), listOf(document.kind, document.id, document.version))
        }
    }

    @Test
    fun `a field that may be null may be left out`() {
        assertNull(DocumentRefs().signedPdf)
        assertEquals(DocumentRefs(draftPdf = "draft.pdf", signedPdf = null), DocumentRefs(draftPdf = "draft.pdf"))
    }

    @Test
    fun `the decision by name is the same`() {
        val typed = application.share(listOf("bank-xyz"), Samples.borrower).toJson()
        val context = """{ "now": "2025-02-03T12:00:00Z", "actor": { "party": "user-abc" } }"""
        val named = decide("application.share", Samples.APPLICATION, """{ "lenders": ["bank-xyz"] }""", context)
        assertEquals(canonicalJson(typed), canonicalJson(named))
    }

    @Test
    fun `another version than expected is refused`() {
        val stale = Samples.borrower.copy(expectedVersion = 7uL)
        val refused = assertThrows(MotException.Lifecycle::class.java) { application.share(listOf("bank-xyz"), stale) }
        assertEquals("lifecycle.version_conflict", refused.code())
        assertEquals(mapOf("expected" to "7", "found" to "1"), refused.detailsByName())
    }

    @Test
    fun `what is allowed comes with the code why not`() {
        val allowed = application.allowed(Actor.Party("bank-xyz"), Samples.noon)
        val share = allowed.single { it.command == "share" }
        assertEquals("lifecycle.actor_not_allowed", share.code)
        assertTrue(application.allowed(Actor.Party("user-abc"), Samples.noon).single { it.command == "share" }.enabled)
    }

    @Test
    fun `policies are data, made once`() {
        val german = Policies.shipped().latest("de_mortgage")
        assertEquals(14u, german.withdrawalDays)
        val own = Policies(listOf(german.copy(id = "own_rules")))
        assertThrows(MotException.Mortgage::class.java) { own.latest("de_mortgage") }
        assertEquals(german, JurisdictionPolicy.fromJson(german.toJson()))
    }

    @Test
    fun `machines describe themselves`() {
        assertEquals(
            listOf(
                "identity", "voucher", "voucher_booking", "multi_use_card", "mortgage_application", "mortgage_offer",
                "mortgage_contract", "mortgage_tranche",
            ),
            machines(),
        )
        assertTrue(diagram("mortgage_offer").startsWith("stateDiagram-v2\n"))
        assertTrue(describe("mortgage_offer").contains("\"machine\":\"mortgage_offer\""))
    }
}
