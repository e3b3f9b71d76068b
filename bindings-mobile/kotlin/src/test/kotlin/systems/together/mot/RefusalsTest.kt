package systems.together.mot

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

class RefusalsTest {
    private inline fun <reified E : MotException> refusal(noinline call: () -> Unit): E = assertThrows(E::class.java) { call() }

    @Test
    fun `each family is a class of its own`() {
        assertEquals("input.bad_json", refusal<MotException.Input> { parseOffer("") }.code())
        assertEquals("id.bad_id", refusal<MotException.Id> { parseUid("") }.code())
        assertEquals("money.no_weights", refusal<MotException.Money> { Money(1, "EUR").allocate(listOf()) }.code())
        assertEquals("time.bad_date", refusal<MotException.Time> {
            Offer.fromJson(Samples.OFFER.replace("2025-03-01", "2025-02-30"))
        }.code())
        assertEquals("lifecycle.unknown_machine", refusal<MotException.Lifecycle> { describe("car") }.code())
        assertEquals("identity.secret_too_short", refusal<MotException.Identity> { KeyRing("k1", ByteArray(31)) }.code())
        assertEquals("room.empty", refusal<MotException.Room> { Room.parse("") }.code())
        assertEquals("mortgage.unknown_policy", refusal<MotException.Mortgage> { Policies(listOf()).latest("x") }.code())
        assertEquals("fee.borrower_may_not_pay", refusal<MotException.Fee> {
            FeeBands.shipped().check("mortgage.loan_closed", Role.BORROWER, "0.005".toBigDecimal())
        }.code())
        assertEquals("voucher.bad_step", refusal<MotException.Voucher> {
            BookingRules.fromJson(Samples.BOOKING_RULES.replace("\"stepMinutes\": 60", "\"stepMinutes\": 0"))
        }.code())
    }

    @Test
    fun `message and text are ours, with the path in front, and the code before it where nobody asks`() {
        val refused = refusal<MotException.Money> { Offer.fromJson(Samples.OFFER.replace("36000000", "1.5")) }
        assertEquals("loan.amount", refused.path())
        assertEquals("loan.amount: ", refused.message?.take(13))
        assertEquals(refused.text(), refused.message)
        assertEquals("${refused.code()}: ${refused.text()}", refused.toString())
        val pathless = refusal<MotException.Money> { Money.parse("1.005", "EUR") }
        assertEquals("money.too_precise: 3 fraction digits are given, the currency has 2", pathless.toString())
    }

    @Test
    fun `a stranger is told little, and of links alone`() {
        val verifier = LinkVerifier(KeyRing("k1", Samples.secret))
        val fragment = LinkSigner(KeyRing("k1", Samples.secret)).sign("portal", generateUid(), Samples.noon)
        fun publicCode(call: () -> Unit) = refusal<MotException> { call() }.publicCode()
        assertEquals("link_invalid", publicCode { verifier.verify("mot=portal", Samples.noon) })
        assertEquals("link_expired", publicCode { verifier.verify(fragment, Samples.noon.plusSeconds(3600)) })
        val bound = verifier.verify(fragment, Samples.noon).bind(null)
        assertEquals("link_used", publicCode { bound.accept(Replay.SEEN) })
        assertNull(publicCode { Money.parse("1.005", "EUR") })
    }

    @Test
    fun `details name and number the fault`() {
        val refused = refusal<MotException.Money> { Money.parse("100.5", "JPY") }
        assertEquals(listOf(Detail("digits", "1"), Detail("allowed", "0")), refused.details())
        assertEquals(mapOf("digits" to "1", "allowed" to "0"), refused.detailsByName())
        assertEquals("1 fraction digits are given, the currency has 0", refused.message)
        assertNull(refused.path())
    }

    @Test
    fun `no refusal repeats what was refused`() {
        val refused = refusal<MotException.Input> { Offer.fromJson("""{ "voucherId": 4711, "type": "geheim" }""") }
        assertFalse(refused.toString().contains("geheim") || refused.toString().contains("4711"))
    }
}
