package systems.together.mot

import java.math.BigDecimal
import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class TrancheTest {
    private val offer = Offer.fromJson(Samples.OFFER)
    private val tranche = Tranche.fromJson(Samples.TRANCHE)
    private val lender = Context(Samples.noon, Actor.Party("bank-xyz"))
    private val investor = Context(Samples.noon, Actor.Party("investor-1"))
    private val new = NewTranche(
        voucherId = tranche.voucherId,
        voucherType = TrancheType.MORTGAGE_TRANCHE,
        underlyingOfferId = offer.voucherId,
        nominalAmount = tranche.nominalAmount,
        expectedYield = BigDecimal("0.028"),
        riskClass = "A",
        durationYears = 10u,
        validity = tranche.validity,
    )

    private fun refusal(call: () -> Unit): String = assertThrows(MotException::class.java) { call() }.code()

    @Test
    fun `a part of the loan is issued and taken`() {
        val issued = Tranche.issue(new, offer, listOf(), lender)
        assertEquals(Document.Tranche(tranche), issued.changes.single().document)
        assertEquals(
            listOf(
                Requirement.Unique("tranches/mort-offer-2025-0001/1", null),
                Requirement.Unchanged("offer", "mort-offer-2025-0001", 1uL),
            ),
            issued.requires,
        )
        val placed = tranche.place(offer, investor)
        val change = placed.changes.single()
        val document = (change.document as Document.Tranche).document
        assertEquals(TrancheStatus.PLACED to "investor-1", document.status to document.holderUid)
        assertEquals(Document.Tranche(document), Document.Tranche(tranche).folded(placed.events))
        val fee = placed.feeTriggers.single() as FeeTrigger.Charge
        assertEquals("mortgage.tranche_placed/tranche/mort-tranche-2025-0001-A", fee.key)
        assertEquals(Money(1000000, "EUR") to "bank-xyz", fee.base to fee.payer.id)
        assertEquals("lifecycle.actor_not_allowed", refusal { tranche.place(offer, lender) })
    }

    @Test
    fun `the live tranches stay within the loan`() {
        val whole = new.copy(voucherId = "t-2", nominalAmount = offer.loan)
        assertEquals("mortgage.tranches_exceed_loan", refusal { Tranche.issue(whole, offer, listOf(tranche), lender) })
        val gone = tranche.copy(status = TrancheStatus.WITHDRAWN)
        assertEquals(3, Tranche.issue(whole, offer, listOf(gone), lender).requires.size)
        assertEquals("lifecycle.already_exists", refusal { Tranche.issue(new, offer, listOf(), lender, existing = tranche) })
    }

    @Test
    fun `an accepted offer comes with its contract`() {
        val rooms = offer.roomRefs.copy(contractRoomId = "mortgage:contract:mort-contract-2025-0001")
        val accepted = offer.copy(status = OfferStatus.ACCEPTED, roomRefs = rooms)
        val contract = Contract.fromJson(Samples.CONTRACT)
        val time = Context(Samples.noon, Actor.System)
        assertEquals("lifecycle.wrong_document", refusal { tranche.place(accepted, investor) })
        assertEquals("mortgage.underlying_live", refusal { tranche.lapse(accepted, time, contract) })
        val ended = contract.copy(status = ContractStatus.CANCELLED)
        assertEquals("tranche.lapsed", tranche.lapse(accepted, time, ended).events.single().name)
    }

    @Test
    fun `the lender withdraws, and time ends`() {
        assertEquals("tranche.withdrawn", tranche.withdraw(offer, lender).events.single().name)
        val late = Context(Instant.parse("2025-03-02T00:00:00Z"), Actor.System)
        assertEquals("tranche.expired", tranche.expire(offer, late).events.single().name)
        assertEquals("mortgage.not_lapsed", refusal { tranche.expire(offer, Context(Samples.noon, Actor.System)) })
    }

    @Test
    fun `what is allowed comes with the code why not`() {
        val late = Instant.parse("2025-02-11T00:00:00Z")
        fun place(offer: Offer?) = tranche.allowed(Actor.Party("investor-1"), late, offer).single { it.command == "place" }
        assertTrue(place(null).enabled)
        assertEquals("mortgage.underlying_gone", place(offer).code)
    }

    @Test
    fun `a holder that contradicts the status is refused where it is used`() {
        val contradicting = tranche.copy(holderUid = "investor-1")
        val refused = assertThrows(MotException.Input::class.java) { contradicting.toJson() }
        assertEquals("input.bad_value" to "status", refused.code() to refused.path())
        assertEquals(canonicalJson(Samples.TRANCHE), canonicalJson(tranche.toJson()))
        assertEquals(new.copy(issuerId = "bank-xyz"), NewTranche.fromJson(Samples.TRANCHE))
    }
}
