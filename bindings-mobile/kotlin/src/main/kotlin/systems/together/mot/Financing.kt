/*
 * What a loan really costs, as one writes it in Kotlin.
 *
 * Each method is the function of the same name with the document in front; what it does and refuses stands there.
 */
package systems.together.mot

/**
 * The loan of the offer with its costs, as the library reckons with it. See [offerFinancing].
 *
 * ```
 * val financing = Offer.fromJson(stored).financing()
 * check(financing.terms.months == 180u) // for how long the rate is fixed
 * check(financing.costs.first().costClass == CostClass.LENDER) // the processing fee
 * ```
 */
@Throws(MotException::class)
fun Offer.financing(): Financing = offerFinancing(this)

/** The true effective rate with the decimals of the offer's policy; the stated one is not looked at. See [offerAprc]. */
@Throws(MotException::class)
fun Offer.aprc(policies: Policies? = null): Aprc = offerAprc(this, policies)

/**
 * Whether a [stated] effective rate is this offer's, by the decimals of its policy. See [offerVerifyStatedAprc].
 *
 * ```
 * val found = offer.verifyStatedAprc(BigDecimal("0.0335"))
 * if (found.verdict != StatedAprcVerdict.MATCH) warn("stated ${found.stated}, truly ${found.rate}")
 * ```
 */
@Throws(MotException::class)
fun Offer.verifyStatedAprc(stated: Rate, policies: Policies? = null): StatedAprc =
    offerVerifyStatedAprc(this, stated, policies)

/** Reads a loan with its costs. See [parseFinancing]. */
@Throws(MotException::class)
fun Financing.Companion.fromJson(json: String): Financing = parseFinancing(json)

/** The loan with its costs as JSON text. */
@Throws(MotException::class)
fun Financing.toJson(): String = financingToJson(this)

/**
 * The effective rate in per cent with so many [decimals]: with two, 0.0327 is 3.27 %. See [financingAprc].
 *
 * ```
 * val terms = LoanTerms(
 *     nominalRate = BigDecimal("0.032"),
 *     drawdowns = listOf(Drawdown(month = 0u, amount = Money.parse("360000.00", "EUR"))),
 *     repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
 *     months = 180u,
 * )
 * val fee = OtherFee("processing", Money.parse("900.00", "EUR"), CostClass.LENDER, FeeTiming.AtConclusion)
 * val aprc = Financing(terms, listOf(fee)).aprc(6u)
 * check(aprc.rate == BigDecimal("0.03267803"))
 * check(aprc.fixedPeriodRate == BigDecimal("0.03273169")) // repaid when the rate is fixed no longer
 * ```
 */
@Throws(MotException::class)
fun Financing.aprc(decimals: UInt): Aprc = financingAprc(this, decimals)

/** Whether a [stated] effective rate is the true one. See [financingVerifyStatedAprc]. */
@Throws(MotException::class)
fun Financing.verifyStatedAprc(stated: Rate, decimals: UInt): StatedAprc =
    financingVerifyStatedAprc(this, stated, decimals)

/**
 * The figures of an information sheet (ESIS). See [financingInformationSheet].
 *
 * ```
 * val sheet = Financing(terms).informationSheet(2u)
 * check(sheet.instalments == 359u && sheet.totalAmount == Money.parse("559719.47", "EUR"))
 * check(sheet.balance == Money.parse("221615.46", "EUR")) // the Restschuld after fifteen years
 * ```
 */
@Throws(MotException::class)
fun Financing.informationSheet(decimals: UInt): InformationSheet = financingInformationSheet(this, decimals)

/**
 * What repaying this loan by another one saves, and when it pays off. See [financingRefinance].
 *
 * ```
 * val another = RefinancingTerms(
 *     month = 180u,
 *     nominalRate = BigDecimal("0.041"),
 *     repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.03")),
 *     months = 120u,
 * )
 * val refinancing = Financing(terms).refinance(another)
 * check(refinancing.loan == Money.parse("221615.46", "EUR"))
 * check(refinancing.balanceRefinanced == Money.parse("139602.42", "EUR"))
 * ```
 */
@Throws(MotException::class)
fun Financing.refinance(terms: RefinancingTerms): Refinancing = financingRefinance(this, terms)

/**
 * What repaying early comes to under a [policy]. See [financingPrepaymentQuote].
 *
 * ```
 * val germany = Policies.shipped().latest("de_mortgage")
 * val quote = Financing(terms).prepaymentQuote(Prepayment(month = 132u), germany)
 * check(quote.compensationAtMost.amount == 0L) // § 489 BGB: after ten years and six months
 * ```
 */
@Throws(MotException::class)
fun Financing.prepaymentQuote(prepayment: Prepayment, policy: JurisdictionPolicy): PrepaymentQuote =
    financingPrepaymentQuote(this, prepayment, policy)

/** Reads an effective rate with what was counted. See [parseAprc]. */
@Throws(MotException::class)
fun Aprc.Companion.fromJson(json: String): Aprc = parseAprc(json)

/** The effective rate with what was counted as JSON text. */
@Throws(MotException::class)
fun Aprc.toJson(): String = aprcToJson(this)

/** Reads what was found of a stated effective rate. See [parseStatedAprc]. */
@Throws(MotException::class)
fun StatedAprc.Companion.fromJson(json: String): StatedAprc = parseStatedAprc(json)

/** What was found as JSON text. */
@Throws(MotException::class)
fun StatedAprc.toJson(): String = statedAprcToJson(this)

/** Reads the figures of an information sheet. See [parseInformationSheet]. */
@Throws(MotException::class)
fun InformationSheet.Companion.fromJson(json: String): InformationSheet = parseInformationSheet(json)

/** The figures as JSON text. */
@Throws(MotException::class)
fun InformationSheet.toJson(): String = informationSheetToJson(this)

/** Reads a comparison. See [parseComparison]. */
@Throws(MotException::class)
fun Comparison.Companion.fromJson(json: String): Comparison = parseComparison(json)

/** The comparison as JSON text. */
@Throws(MotException::class)
fun Comparison.toJson(): String = comparisonToJson(this)

/** Reads the loan that would take another one's place. See [parseRefinancingTerms]. */
@Throws(MotException::class)
fun RefinancingTerms.Companion.fromJson(json: String): RefinancingTerms = parseRefinancingTerms(json)

/** The terms as JSON text. */
@Throws(MotException::class)
fun RefinancingTerms.toJson(): String = refinancingTermsToJson(this)

/** Reads what a refinancing comes to. See [parseRefinancing]. */
@Throws(MotException::class)
fun Refinancing.Companion.fromJson(json: String): Refinancing = parseRefinancing(json)

/** What it comes to as JSON text. */
@Throws(MotException::class)
fun Refinancing.toJson(): String = refinancingToJson(this)

/** Reads a wish to repay early. See [parsePrepayment]. */
@Throws(MotException::class)
fun Prepayment.Companion.fromJson(json: String): Prepayment = parsePrepayment(json)

/** The wish as JSON text. */
@Throws(MotException::class)
fun Prepayment.toJson(): String = prepaymentToJson(this)

/** Reads what an early repayment comes to. See [parsePrepaymentQuote]. */
@Throws(MotException::class)
fun PrepaymentQuote.Companion.fromJson(json: String): PrepaymentQuote = parsePrepaymentQuote(json)

/** What it comes to as JSON text. */
@Throws(MotException::class)
fun PrepaymentQuote.toJson(): String = prepaymentQuoteToJson(this)

/** Reads an annuity, of which one is unknown to [solveFor]. See [parseAnnuity]. */
@Throws(MotException::class)
fun Annuity.Companion.fromJson(json: String): Annuity = parseAnnuity(json)

/**
 * The annuity as JSON text.
 *
 * ```
 * val known = Annuity(loan = Money.parse("250000.00", "EUR"), nominalRate = BigDecimal("0.0365"), months = 180u)
 * val solved = solveFor(AnnuityUnknown.INSTALMENT, known)
 * check(solved.instalment == Money.parse("1805.68", "EUR"))
 * check(Annuity.fromJson(solved.toJson()) == solved)
 * ```
 */
@Throws(MotException::class)
fun Annuity.toJson(): String = annuityToJson(this)
