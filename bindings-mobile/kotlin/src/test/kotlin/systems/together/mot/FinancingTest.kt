package systems.together.mot

import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

class FinancingTest {
    private val loan = euro("360000.00")
    private val terms = LoanTerms(
        nominalRate = BigDecimal("0.032"),
        drawdowns = listOf(Drawdown(month = 0u, amount = loan)),
        repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
        months = 180u,
    )
    private val financing = Financing(terms)
    private val offer = Offer.fromJson(Samples.OFFER)
    private val germany = Policies.shipped().latest("de_mortgage")

    private fun euro(text: String) = Money.parse(text, "EUR")

    private fun refused(call: () -> Unit) = assertThrows(MotException::class.java) { call() }

    private fun refusal(call: () -> Unit) = refused(call).code()

    private fun cost(
        amount: String,
        costClass: CostClass = CostClass.LENDER,
        timing: FeeTiming = FeeTiming.AtConclusion,
    ) = OtherFee("cost", euro(amount), costClass, timing)

    @Test
    fun `the effective rate counts what has to be paid for the credit`() {
        val aprc = financing.copy(costs = listOf(cost("900.00"), cost("4200.00", CostClass.NOTARY))).aprc(6u)
        assertEquals(BigDecimal("0.03267803"), aprc.rate)
        assertEquals(BigDecimal("0.03273169"), aprc.fixedPeriodRate)
        assertEquals(6u, aprc.decimals)
        assertEquals(listOf(euro("900.00")), aprc.counted.map { it.amount })
        assertEquals(listOf(CostClass.NOTARY), aprc.leftOut.map { it.costClass })
        assertNull(financing.copy(terms = terms.copy(months = null)).aprc(2u).fixedPeriodRate)
    }

    @Test
    fun `a stated rate is compared with the true one`() {
        fun verdict(stated: String) = financing.verifyStatedAprc(BigDecimal(stated), 2u).verdict
        assertEquals(StatedAprcVerdict.MATCH, verdict("0.0325"))
        assertEquals(StatedAprcVerdict.UNDERSTATED, verdict("0.0324"))
        val overstated = financing.verifyStatedAprc(BigDecimal("0.0335"), 2u)
        assertEquals(StatedAprcVerdict.OVERSTATED, overstated.verdict)
        assertEquals(BigDecimal("0.0335") to BigDecimal("0.0325"), overstated.stated to overstated.rate)
        assertEquals(BigDecimal("0.001"), overstated.by)
    }

    @Test
    fun `an offer is reckoned with by its policy`() {
        val made = offer.financing()
        assertEquals(180u, made.terms.months)
        val classes = listOf(CostClass.LENDER, CostClass.VALUATION_REQUIRED, CostClass.ACCOUNT_REQUIRED)
        assertEquals(classes, made.costs.map { it.costClass })
        assertEquals(made.aprc(2u), offer.aprc())
        assertEquals(BigDecimal("0.0327"), offer.aprc().rate)
        assertEquals(StatedAprcVerdict.OVERSTATED, offer.verifyStatedAprc(BigDecimal("0.0335")).verdict)
        val tenths = Policies(listOf(germany.copy(aprcDecimals = 1u)))
        assertEquals(BigDecimal("0.033"), offer.aprc(tenths).rate)
        assertEquals(StatedAprcVerdict.UNDERSTATED, offer.verifyStatedAprc(BigDecimal("0.032"), tenths).verdict)
    }

    @Test
    fun `an information sheet has the years of the loan`() {
        val sheet = financing.informationSheet(2u)
        assertEquals(359u to euro("1239.47"), sheet.instalments to sheet.lastInstalment)
        assertEquals(euro("559719.47") to BigDecimal("1.55"), sheet.totalAmount to sheet.perUnitBorrowed)
        assertEquals(180u to euro("221615.46"), sheet.fixedMonths to sheet.balance)
        assertEquals(listOf(12, 30), listOf(sheet.firstYear.size, sheet.years.size))
        assertEquals(terms.copy(months = null).schedule().years(), sheet.years)
        assertEquals(sheet.total.interest.amount, sheet.years.sumOf { it.interest.amount })
    }

    @Test
    fun `financings are compared over the same months`() {
        val dearer = Financing(terms.copy(nominalRate = BigDecimal("0.034")))
        val comparison = compare(listOf(dearer, financing), CompareBy.TOTAL_COST)
        assertEquals(180u, comparison.horizonMonths)
        assertEquals(listOf(1u, 0u), comparison.ranking.map { it.index })
        assertEquals(listOf(1u, 2u), comparison.ranking.map { it.rank })
        assertEquals(euro("8553.50"), comparison.ranking.last().moreTotalCost)
        assertEquals(60u, compare(listOf(financing), CompareBy.BALANCE, 60u).horizonMonths)
        assertEquals(euro("321016.31"), compare(listOf(financing), CompareBy.BALANCE, 60u).ranking.single().balance)
    }

    @Test
    fun `a refinancing saves when it pays off`() {
        val dearer = RefinancingTerms(
            month = 180u,
            nominalRate = BigDecimal("0.041"),
            repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.03")),
            months = 120u,
        )
        val later = financing.refinance(dearer)
        assertEquals(euro("221615.46") to euro("1311.22"), later.loan to later.instalment)
        assertEquals(euro("139602.42"), later.balanceRefinanced)
        assertEquals(euro("-24962.68") to null, later.saving to later.breakEvenMonth)
        val cheaper = RefinancingTerms(
            month = 60u,
            nominalRate = BigDecimal("0.025"),
            repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
            costs = listOf(cost("1500.00")),
            compensation = euro("10000.00"),
        )
        val now = financing.refinance(cheaper)
        assertEquals(120u, now.months)
        assertEquals(euro("321016.31") to euro("11500.00"), now.loan to now.costsRefinanced)
        assertEquals(euro("87799.15") to euro("71601.63"), now.interestKept to now.interestRefinanced)
        assertEquals(euro("4697.52") to 74u, now.saving to now.breakEvenMonth)
        assertEquals(euro("221615.46") to euro("248160.74"), now.balanceKept to now.balanceRefinanced)
    }

    @Test
    fun `repaying early is bounded by the policy`() {
        val limited = Financing(terms.copy(specialLimit = euro("18000.00")))
        val bound = limited.prepaymentQuote(Prepayment(month = 60u), germany)
        assertEquals(euro("321016.31") to euro("18000.00"), bound.owed to bound.allowed)
        assertEquals(euro("48774.36"), bound.forgoneInterest)
        assertEquals(bound.forgoneInterest, bound.compensationAtMost)
        assertEquals(euro("369790.67") to euro("0.00"), bound.paymentAtMost to bound.balance)
        val capped = germany.copy(prepaymentCompensationCap = BigDecimal("0.01"))
        assertEquals(euro("3030.16"), limited.prepaymentQuote(Prepayment(60u), capped).compensationAtMost)
        val free = limited.prepaymentQuote(Prepayment(month = 132u, amount = euro("50000.00")), germany)
        assertEquals(euro("0.00") to euro("215220.43"), free.compensationAtMost to free.balance) // § 489 BGB
    }

    @Test
    fun `the fourth follows from the other three`() {
        val known = Annuity(loan = euro("250000.00"), nominalRate = BigDecimal("0.0365"), months = 180u)
        val solved = solveFor(AnnuityUnknown.INSTALMENT, known)
        assertEquals(known.copy(instalment = euro("1805.68")), solved)
        assertEquals(solved.copy(months = 180u), solveFor(AnnuityUnknown.MONTHS, solved.copy(months = null)))
        assertEquals("mortgage.one_unknown", refusal { solveFor(AnnuityUnknown.LOAN, known) })
        assertEquals("mortgage.never_amortises", refusal {
            solveFor(AnnuityUnknown.MONTHS, known.copy(months = null, instalment = euro("700.00")))
        })
        assertEquals("mortgage.unsolvable", refusal {
            solveFor(AnnuityUnknown.NOMINAL_RATE, known.copy(nominalRate = null, instalment = euro("100.00")))
        })
    }

    /** Regulation Z, Appendix J (c)(1)(i). */
    @Test
    fun `the annual percentage rate of the United States`() {
        fun dollars(text: String) = Money.parse(text, "USD")
        val advance = listOf(Flow("0", dollars("5000.00")))
        val payments = (1..24).map { Flow("$it/12", dollars("230.00")) }
        assertEquals(BigDecimal("0.0969"), unitedStatesApr(advance, payments, 12u, 2u))
        assertEquals("mortgage.bad_unit_period", refusal { unitedStatesApr(advance, payments, 0u, 2u) })
        assertEquals("mortgage.advance_after_payment", refusal { unitedStatesApr(advance, emptyList(), 12u, 2u) })
    }

    @Test
    fun `deadlines are the policy's`() {
        val noon = offer.validity.validFrom
        assertEquals(OfferDeadlines(noon, offer.validity.validUntil), offer.deadlines())
        val week = Policies(listOf(germany.copy(reflectionDays = 7u)))
        assertEquals(noon.plusSeconds(7 * 86_400), offer.deadlines(week).bindingUntil)

        fun day(text: String) = Instant.parse("${text}T09:00:00Z")
        val paid = Evidence(kind = EvidenceKind.DISBURSEMENT, at = day("2025-03-01"), by = "bank-xyz")
        val contract = Contract.fromJson(Samples.CONTRACT).copy(evidence = listOf(paid))
        assertEquals(ContractDeadlines(), contract.deadlines(day("2025-02-28")))
        val deadlines = contract.deadlines(day("2025-03-02"))
        assertEquals(day("2025-03-01"), deadlines.disbursedAt)
        assertEquals(day("2035-03-01"), deadlines.terminationNoticeFrom)
        assertEquals(day("2035-09-01"), deadlines.terminationFrom)
        assertEquals(deadlines, ContractDeadlines.fromJson(deadlines.toJson()))
        assertEquals(offer.deadlines(), OfferDeadlines.fromJson(offer.deadlines().toJson()))

        assertEquals(LocalDate.of(2040, 2, 29), germany.rateEndNoticeBy(LocalDate.of(2040, 5, 31)))
        assertNull(Policies.shipped().latest("mcd_baseline").rateEndNoticeBy(LocalDate.of(2040, 5, 31)))
    }

    @Test
    fun `what cannot be reckoned is refused`() {
        assertEquals("mortgage.too_many_decimals", refusal { financing.aprc(8u) })
        val late = refused { Financing(terms, listOf(cost("1.00", timing = FeeTiming.InMonth(360u)))).aprc(2u) }
        assertEquals("mortgage.cost_after_end" to "costs[0]", late.code() to late.path())
        assertEquals("mortgage.nothing_to_compare", refusal { compare(emptyList(), CompareBy.INSTALMENT) })
        val less = Financing(terms.copy(drawdowns = listOf(Drawdown(0u, euro("350000.00")))))
        val different = refused { compare(listOf(financing, less), CompareBy.EFFECTIVE_RATE) }
        assertEquals("mortgage.different_loans" to "[1]", different.code() to different.path())
        assertEquals("mortgage.nothing_owed", refusal { financing.prepaymentQuote(Prepayment(0u), germany) })
        val foreign = Prepayment(1u, Money(1, "USD"))
        assertEquals("money.currency_mismatch", refusal { financing.prepaymentQuote(foreign, germany) })
        val parts = offer.conditions.copy(drawdowns = listOf(Drawdown(0u, euro("1.00"))))
        assertEquals("mortgage.drawdowns_not_loan", refusal { offer.copy(conditions = parts).aprc() })
        assertEquals("mortgage.unknown_policy", refusal { offer.deadlines(Policies(emptyList())) })
        assertEquals("money.rate_too_precise", refusal { financing.verifyStatedAprc(BigDecimal("0.0320000001"), 2u) })
    }

    @Test
    fun `results come back as they were written`() {
        val another = RefinancingTerms(60u, BigDecimal("0.03"), RepaymentPlan.Bullet(120u), listOf(cost("1.00")))
        val refinancing = financing.refinance(another)
        val wish = Prepayment(60u, euro("1000.00"))
        val quote = financing.prepaymentQuote(wish, germany)
        val sheet = offer.financing().informationSheet(2u)
        val comparison = compare(listOf(financing), CompareBy.EFFECTIVE_RATE)
        val stated = financing.verifyStatedAprc(BigDecimal("0.03"), 1u)
        val annuity = Annuity(loan = loan)
        assertEquals(offer.financing(), Financing.fromJson(offer.financing().toJson()))
        assertEquals(offer.aprc(), Aprc.fromJson(offer.aprc().toJson()))
        assertEquals(stated, StatedAprc.fromJson(stated.toJson()))
        assertEquals(sheet, InformationSheet.fromJson(sheet.toJson()))
        assertEquals(comparison, Comparison.fromJson(comparison.toJson()))
        assertEquals(another, RefinancingTerms.fromJson(another.toJson()))
        assertEquals(refinancing, Refinancing.fromJson(refinancing.toJson()))
        assertEquals(wish, Prepayment.fromJson(wish.toJson()))
        assertEquals(quote, PrepaymentQuote.fromJson(quote.toJson()))
        assertEquals(annuity, Annuity.fromJson(annuity.toJson()))
        assertEquals("input.unknown_field", refusal { Prepayment.fromJson("""{ "month": 1, "sum": null }""") })
    }
}
