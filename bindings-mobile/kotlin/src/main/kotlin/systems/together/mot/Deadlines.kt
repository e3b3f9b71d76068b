/* The law's deadlines as one asks for them in Kotlin. */
package systems.together.mot

/**
 * From when and until when the offer can be accepted, and how long it binds the lender. See [offerDeadlines].
 *
 * ```
 * val deadlines = Offer.fromJson(stored).deadlines()
 * check(deadlines.acceptanceUntil == Instant.parse("2025-02-10T23:59:59Z"))
 * ```
 */
@Throws(MotException::class)
fun Offer.deadlines(policies: Policies? = null): OfferDeadlines = offerDeadlines(this, policies)

/**
 * Until when the borrower may withdraw, and from when the loan can be terminated, as far as the evidence says it up to
 * [now]. See [contractDeadlines].
 */
@Throws(MotException::class)
fun Contract.deadlines(now: Now, policies: Policies? = null): ContractDeadlines = contractDeadlines(this, now, policies)

/**
 * By when the lender must say what comes after a fixed rate that ends on this day; none where the policy asks for no
 * such notice. See [jurisdictionPolicyRateEndNoticeBy].
 *
 * ```
 * val germany = Policies.shipped().latest("de_mortgage")
 * check(germany.rateEndNoticeBy(LocalDate.of(2040, 5, 31)) == LocalDate.of(2040, 2, 29))
 * ```
 */
@Throws(MotException::class)
fun JurisdictionPolicy.rateEndNoticeBy(fixedUntil: CalendarDate): CalendarDate? =
    jurisdictionPolicyRateEndNoticeBy(this, fixedUntil)

/** Reads the deadlines of an offer. See [parseOfferDeadlines]. */
@Throws(MotException::class)
fun OfferDeadlines.Companion.fromJson(json: String): OfferDeadlines = parseOfferDeadlines(json)

/** The deadlines as JSON text. */
@Throws(MotException::class)
fun OfferDeadlines.toJson(): String = offerDeadlinesToJson(this)

/** Reads the deadlines of a contract. See [parseContractDeadlines]. */
@Throws(MotException::class)
fun ContractDeadlines.Companion.fromJson(json: String): ContractDeadlines = parseContractDeadlines(json)

/** The deadlines as JSON text. */
@Throws(MotException::class)
fun ContractDeadlines.toJson(): String = contractDeadlinesToJson(this)
