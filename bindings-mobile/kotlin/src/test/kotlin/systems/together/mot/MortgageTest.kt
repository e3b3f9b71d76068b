package systems.together.mot

import java.math.BigDecimal
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class MortgageTest {
    private val loan = Money.parse("360000.00", "EUR")
    private val terms = LoanTerms(
        nominalRate = BigDecimal("0.032"),
        drawdowns = listOf(Drawdown(month = 0u, amount = loan)),
        repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
        months = 180u,
    )

    private fun euro(text: String) = Money.parse(text, "EUR")

    private fun refusal(call: () -> Unit) = assertThrows(MotException::class.java) { call() }.code()

    @Test
    fun `times are exact years`() {
        val (drawdown, payment) = LocalDate.of(2013, 1, 12) to LocalDate.of(2013, 2, 15)
        assertEquals("67/732", interval(drawdown, payment, IntervalUnit.MONTHS))
        assertEquals("-67/732", interval(payment, drawdown, IntervalUnit.MONTHS))
        assertEquals("1", interval(drawdown, drawdown.plusYears(1), IntervalUnit.YEARS))
        assertEquals("1/52", interval(drawdown, drawdown.plusDays(7), IntervalUnit.WEEKS))
        assertEquals("7/366", interval(drawdown, drawdown.plusDays(7), IntervalUnit.DAYS))
        assertEquals("1/4", parseYearFraction("3/12"))
        for (text in listOf("", "0.25", "1/0", "1/-2", "+1", "10000000000")) {
            assertEquals("mortgage.bad_year_fraction", refusal { parseYearFraction(text) })
        }
        assertThrows(MotException::class.java) { interval(LocalDate.MIN, payment, IntervalUnit.DAYS) }
    }

    /** Worked example 1 for Directive 2014/17/EU. */
    private val drawn = listOf(Flow(at = "0", amount = euro("200000.00")))
    private val paid = listOf(Flow("0", euro("4000.00"))) + (1..240).map { Flow("$it/12", euro("1432.86")) }

    @Test
    fun `an effective rate is found to the digit`() {
        assertEquals(BigDecimal("0.0643"), effectiveRate(drawn, paid, 2u))
        assertEquals(BigDecimal("0.06434412"), effectiveRate(drawn, paid, 6u))
    }

    @Test
    fun `what has no effective rate is refused`() {
        fun refused(drawn: List<Flow>, paid: List<Flow>, decimals: UInt = 2u) =
            refusal { effectiveRate(drawn, paid, decimals) }
        assertEquals("mortgage.too_many_decimals", refused(drawn, paid, 8u))
        assertEquals("mortgage.too_many_flows", refused(drawn, List(100_000) { drawn.single() }))
        assertEquals("mortgage.negative_flow", refused(drawn, listOf(Flow("1", euro("-1.00")))))
        assertEquals("mortgage.bad_year_fraction", refused(drawn, listOf(Flow("121", euro("1.00")))))
        assertEquals("mortgage.bad_year_fraction", refused(drawn, listOf(Flow("soon", euro("1.00")))))
        assertEquals("money.currency_mismatch", refused(drawn, listOf(Flow("1", Money(1, "USD")))))
        assertEquals("money.unknown_currency", refused(drawn, listOf(Flow("1", Money(1, "XXY")))))
        assertEquals("mortgage.aprc_no_solution", refused(drawn, emptyList()))
        assertEquals("mortgage.aprc_not_unique", refused(drawn, drawn))
    }

    @Test
    fun `a schedule says what is paid and what is left`() {
        val schedule = terms.schedule()
        assertEquals("EUR", schedule.currency())
        assertEquals(180u, schedule.length())
        assertEquals(euro("1560.00"), schedule.instalment())
        assertEquals(euro("221615.46"), schedule.balance()) // the Restschuld after fifteen years
        val first = schedule.row(1u)!!
        assertEquals(listOf(euro("1560.00"), euro("960.00"), euro("600.00")), listOf(first.payment, first.interest, first.principal))
        assertNull(first.date)
        assertNull(schedule.row(0u))
        assertNull(schedule.row(181u))
        assertEquals(emptyList<LocalDate>(), schedule.dates())
        assertTrue(schedule.rows().withIndex().all { (index, row) -> row == schedule.row((index + 1).toUInt()) })
    }

    @Test
    fun `columns are lists of minor units`() {
        val dated = terms.copy(
            payout = LocalDate.of(2025, 1, 31),
            monthEnd = true,
            specialRepayments = listOf(SpecialRepayment(month = 12u, amount = euro("5000.00"))),
        )
        val schedule = dated.schedule()
        val (columns, totals, rows) = Triple(schedule.columns(), schedule.totals(), schedule.rows())
        val sums = listOf(totals.payment, totals.interest, totals.principal, totals.special, totals.commitment)
        val lists = listOf(columns.payment, columns.interest, columns.principal, columns.special, columns.commitment)
        assertEquals(sums.map { it.amount }, lists.map { it.sum() })
        assertEquals(rows.map { it.balance.amount }, columns.balance)
        assertEquals(500_000L, columns.special[11])
        assertEquals(rows.map { it.date }, schedule.dates())
        assertEquals(LocalDate.of(2025, 2, 28), schedule.dates().first())
    }

    @Test
    fun `terms that have no schedule are refused`() {
        fun refused(terms: LoanTerms) = refusal { terms.schedule() }
        assertEquals("mortgage.bad_loan_amount", refused(terms.copy(drawdowns = emptyList())))
        assertEquals("mortgage.bad_drawdown", refused(terms.copy(drawdowns = listOf(Drawdown(1u, loan)))))
        assertEquals("mortgage.rate_out_of_range", refused(terms.copy(nominalRate = BigDecimal("-0.01"))))
        assertEquals("money.rate_too_precise", refused(terms.copy(nominalRate = BigDecimal("0.0320000001"))))
        assertEquals("mortgage.bad_term", refused(terms.copy(months = 1201u)))
        assertEquals("mortgage.bad_term", refused(terms.copy(repayment = RepaymentPlan.Instalments(count = 0u))))
        val reversed = terms.copy(payout = LocalDate.of(2025, 3, 1), firstPayment = LocalDate.of(2025, 3, 1))
        assertEquals("mortgage.payment_before_drawdown", refused(reversed))
        assertEquals("mortgage.never_amortises", refused(terms.copy(repayment = RepaymentPlan.Instalment(euro("960.00")))))
        val special = terms.copy(specialRepayments = listOf(SpecialRepayment(0u, euro("1.00"))))
        assertEquals("mortgage.bad_special_repayment", refused(special))
        assertEquals("money.currency_mismatch", refused(terms.copy(specialLimit = Money(1, "USD"))))
    }

    @Test
    fun `terms come back as they were written`() {
        val plans = listOf(
            RepaymentPlan.InitialRate(BigDecimal("0.02")), RepaymentPlan.Instalment(euro("1560.00")),
            RepaymentPlan.Instalments(240u), RepaymentPlan.EqualCapital(240u), RepaymentPlan.Bullet(240u),
        )
        for (plan in plans) {
            val given = terms.copy(repayment = plan)
            assertEquals(given, LoanTerms.fromJson(given.toJson()))
            assertTrue(given.schedule().length() <= 180u)
        }
        assertEquals("input.unknown_field", refusal { LoanTerms.fromJson(terms.toJson().replaceFirst("{", "{\"rate\":1,")) })
    }
}
