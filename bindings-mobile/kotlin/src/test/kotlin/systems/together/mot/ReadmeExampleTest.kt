package systems.together.mot

import java.io.File
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The examples of the README, run. */
class ReadmeExampleTest {
    private val saved = mutableListOf<String>()

    private fun save(kind: String, id: String, expectedVersion: ULong, version: ULong, json: String) {
        saved += "$kind/$id/$expectedVersion/$version ${canonicalJson(json).length}"
    }

    private fun example(secret: ByteArray, now: Instant, stored: String) {
        // The example begins.
        val price = Money.parse("360000.00", "EUR")
        check(price.decimal() == BigDecimal("360000.00"))
        check(instalment(price, BigDecimal("0.032"), BigDecimal("0.02"), Rounding.HALF_UP) == Money(156000, "EUR"))

        val ring = KeyRing("k1", secret)
        val used = ReplayStore(capacity = 100_000u) // one process; else the database
        val verifier = LinkVerifier(ring, linkPolicy(audience = "portal.example"))
        val fragment = LinkSigner(ring).signFor("portal.example", "portal", generateUid(), now)
        val candidate = verifier.verify(fragment, now)
        val bound = candidate.bind(storedUid = null) // the user id that is stored for this device, if one is
        val link = bound.accept(used.insert(bound.replayKey(), bound.replayExpiresAt(), now))

        val issuer = TokenIssuer(ring)
        val receipt = issuer.issueReceipt(link, now) // the device keeps it instead of the link
        val session = issuer.verifySession(issuer.issueSession(receipt, now), now)
        session.checkHeader(link.uid()) // X-MOT-User of a call, which proves nothing by itself

        val terms = LoanTerms(
            nominalRate = BigDecimal("0.032"),
            drawdowns = listOf(Drawdown(month = 0u, amount = price)),
            repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
            months = 180u,
        )
        check(terms.schedule().balance() == Money(22161546, "EUR")) // what is left after fifteen years

        val context = Context(now, Actor.Party("user-abc"))
        val decision = Application.fromJson(stored).share(listOf("bank-xyz"), context)
        for (change in decision.changes) {
            save(change.kind, change.id, change.expectedVersion, change.version, change.document.toJson())
        }

        try {
            Money.parse("1.005", "EUR")
        } catch (refused: MotException) {
            check(refused.code() == "money.too_precise")
            check(refused.detailsByName() == mapOf("digits" to "3", "allowed" to "2"))
        }

        val envelope = Envelope.fromJson("""{ "type": "join", "roomId": "mortgage:application:app-2025-0001" }""")
        val message = envelope.admit(Admission.ofApplication(Application.fromJson(stored)), context.actor, now)
        check(message.sender == "user-abc")
        // The example ends.
        assertEquals("k1", session.keyId())
    }

    private fun whatAnOfferCosts(stored: String, now: Instant) {
        // The example begins.
        val offer = Offer.fromJson(stored)
        val found = offer.verifyStatedAprc(offer.interest.effectiveRate!!) // kept in the offer, not trusted
        check(found.verdict == StatedAprcVerdict.OVERSTATED) // 3.35 % is stated
        check(found.rate == BigDecimal("0.0327")) // 3.27 % is true, with the decimals of the offer's policy

        val financing = offer.financing() // the loan with its costs
        val sheet = financing.informationSheet(2u)
        check(sheet.totalAmount == Money.parse("560624.47", "EUR")) // all that is paid in 359 instalments
        check(sheet.years[14].balance == sheet.balance) // what is left when the rate is fixed no longer

        val fee = OtherFee("processing", Money.parse("2500.00", "EUR"), CostClass.LENDER, FeeTiming.AtConclusion)
        val other = Financing(financing.terms.copy(nominalRate = BigDecimal("0.031")), listOf(fee))
        val dearer = compare(listOf(financing, other), CompareBy.TOTAL_COST).ranking.last()
        check(dearer.index == 0u && dearer.moreTotalCost == Money.parse("2698.86", "EUR")) // over the fixed 180 months
        check(dearer.moreInterest == Money.parse("4293.86", "EUR")) // and 1595.00 EUR less of costs

        val germany = Policies.shipped().latest("de_mortgage")
        val early = financing.prepaymentQuote(Prepayment(month = 132u), germany)
        check(early.compensationAtMost == Money(0, "EUR")) // § 489 BGB: ten years and six months are over

        val terms = RefinancingTerms(
            month = 180u,
            nominalRate = BigDecimal("0.041"),
            repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.03")),
        )
        check(financing.refinance(terms).instalment == Money.parse("1311.22", "EUR")) // and its saving, or none

        val known = Annuity(loan = offer.loan, nominalRate = BigDecimal("0.032"), months = 240u)
        check(solveFor(AnnuityUnknown.INSTALMENT, known).instalment == Money.parse("2032.79", "EUR"))

        check(offer.deadlines().acceptanceUntil >= now)
        check(germany.rateEndNoticeBy(LocalDate.of(2040, 5, 31)) == LocalDate.of(2040, 2, 29)) // § 493(1) BGB
        // The example ends.
    }

    private fun aSlotIsBooked(policy: String, now: Instant, busy: List<Busy>) {
        val (coach, user) = Context(now, Actor.Party("coach-1")) to Context(now, Actor.Party("user-abc"))
        // The example begins.
        val rules = BookingRules.fromJson(policy) // zone, windows, step, buffers and notices of the provider
        val template = VoucherTemplate.shipped().single { it.templateId == "consulting" }
        val new = template.instantiate(TemplateOverrides("v-1", "coach-1", validFrom = now))
        val voucher = (Voucher.issue(new, coach).changes.single().document as Document.Voucher).document

        val day = LocalDate.of(2025, 2, 5)
        val query = SlotQuery(rules, durationMinutes = 60u, firstDay = day, lastDay = day, busy = busy, now = now)
        val slot = query.slots().first() // found as they are asked for; `query.slots(100u)` is a list
        check(slot.start == Instant.parse("2025-02-05T08:00:00Z")) // 09:00 in Berlin

        val booked = voucher.book("b-1", slot.start, slot.end, rules, busy, user)
        check(booked.changes.map { it.kind } == listOf("voucher", "booking")) // stored together
        check(booked.requires.single() is Requirement.Exclusion) // the slot with its buffers, which a database keeps free

        val (monday, thursday) = LocalDate.of(2025, 2, 3) to LocalDate.of(2025, 2, 6)
        check(nights(monday, thursday, "Europe/Berlin", checkIn = "15:00", checkOut = "11:00").count == 3u)
        // The example ends.
    }

    @Test
    fun `they run`() {
        example(Samples.secret, Samples.noon, Samples.APPLICATION)
        assertEquals("application/app-2025-0001/1/2", saved.single().substringBefore(' '))
        whatAnOfferCosts(Samples.OFFER, Samples.noon)
        aSlotIsBooked(Samples.BOOKING_RULES, Samples.noon, listOf())
    }

    @Test
    fun `the README shows them`() {
        val source = File("src/test/kotlin/systems/together/mot/ReadmeExampleTest.kt").readText()
        val examples = source.split(" // The example begins.\n").drop(1).map { it.substringBefore(" // The example ends.") }
        assertEquals(3, examples.size)
        for (example in examples) assertTrue(File("../README.md").readText().contains(example.trimIndent().trim()))
    }
}
