package systems.together.mot

import java.math.BigDecimal
import java.math.BigInteger
import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

/** What a careless binding would round, repair or crash on. */
class LeniencyTest {
    private fun refused(code: String, call: () -> Unit) {
        assertEquals(code, assertThrows(MotException::class.java) { call() }.code())
    }

    private val loan = Money(36000000, "EUR")

    private fun monthly(nominal: BigDecimal) = instalment(loan, nominal, BigDecimal("0.02"), Rounding.HALF_UP)

    @Test
    fun `rates are exact`() {
        assertEquals(Money(156000, "EUR"), monthly(BigDecimal("0.0320")))
        assertEquals(Money(156000, "EUR"), monthly(BigDecimal("3.2E-2")))
        refused("money.rate_too_precise") { monthly(BigDecimal("0.0320000001")) }
        refused("money.rate_too_precise") { monthly(BigDecimal(0.032)) }
        refused("money.rate_out_of_range") { monthly(BigDecimal("1E+1000000000")) }
        refused("mortgage.rate_out_of_range") { monthly(BigDecimal("-0.01")) }
        refused("money.rate_out_of_range") { FeeBands(listOf(FeeBand("a", BigDecimal(0), BigDecimal(1001)))) }
    }

    @Test
    fun `amounts stay within what every host holds`() {
        assertEquals(9007199254740991, Money(9007199254740990, "EUR").plus(Money(1, "EUR")).amount)
        refused("money.overflow") { Money(9007199254740991, "EUR").plus(Money(1, "EUR")) }
        refused("money.overflow") { Money(9007199254740992, "EUR").decimal() }
        refused("money.overflow") { Money(Long.MIN_VALUE, "EUR").decimal() }
        refused("money.unknown_currency") { Money(1, "eur").decimal() }
        refused("money.currency_mismatch") { Money(1, "EUR").minus(Money(1, "USD")) }
        refused("money.negative_weight") { Money(1, "EUR").allocate(listOf(1, -1)) }
        refused("money.bad_number") { Money.parse("1_000", "EUR") }
        refused("money.too_precise") { Money.parse("1.000", "EUR") }
    }

    @Test
    fun `a count of tokens is a big integer`() {
        val most = BigInteger.TWO.pow(128).subtract(BigInteger.ONE)
        assertEquals(most, Units.parse(most.toString(), 0u).count)
        assertEquals("1.500000000000000000", Units.parse("1.5", 18u).toString())
        refused("money.overflow") { Units.parse(most.add(BigInteger.ONE).toString(), 0u) }
        refused("money.too_precise") { Units.parse("1", 37u) }
        assertEquals("-1 / 2", Units(BigInteger("-1"), 2u).toString())
    }

    @Test
    fun `instants in documents have milliseconds, clocks are cut`() {
        val offer = Offer.fromJson(Samples.OFFER)
        val finer = Instant.parse("2025-02-01T12:00:00.000001Z")
        refused("time.too_precise") { offer.copy(validity = offer.validity.copy(validFrom = finer)).toJson() }
        val decision = Application.fromJson(Samples.APPLICATION)
            .share(listOf("bank-xyz"), Context(Instant.parse("2025-02-03T12:00:00.123999Z"), Actor.Party("user-abc")))
        assertEquals(Instant.parse("2025-02-03T12:00:00.123Z"), decision.events.single().at)
        refused("time.bad_timestamp") { Application.fromJson(Samples.APPLICATION).decline(Context(Instant.MAX, Actor.System)) }
    }

    @Test
    fun `ids are read by the library wherever they come from`() {
        refused("id.bad_id") { Application.fromJson(Samples.APPLICATION).share(listOf("bank--xyz"), Samples.borrower) }
        refused("id.bad_id") { Application.fromJson(Samples.APPLICATION).decline(Context(Samples.noon, Actor.Party(""))) }
        refused("input.bad_value") { uidFromEntropy(ByteArray(15)) }
        refused("identity.weak_entropy") { uidFromEntropy(ByteArray(16)) }
        refused("room.empty_segment") { Room.parse("mortgage:offer:") }
    }

    @Test
    fun `text is read strictly`() {
        refused("input.bad_json") { Offer.fromJson("{") }
        refused("input.duplicate_field") { Offer.fromJson("""{ "version": 1, "version": 1 }""") }
        refused("input.unknown_field") { Offer.fromJson("""{ "colour": "red" }""") }
        refused("input.bad_value") { canonicalJson("""{ "text": "\ud800" }""") }
        refused("input.too_deep") { canonicalJson("[".repeat(33) + "]".repeat(33)) }
        refused("input.too_large") { canonicalJson(" ".repeat(262_145)) }
        refused("input.wrong_type") { Application.fromJson(Samples.APPLICATION).copy(meta = "[]").toJson() }
    }
}
