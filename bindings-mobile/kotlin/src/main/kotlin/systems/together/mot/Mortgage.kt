/* Reckoning with mortgages as one writes it in Kotlin. */
package systems.together.mot

/** Reads the terms of a loan. See [parseLoanTerms]. */
@Throws(MotException::class)
fun LoanTerms.Companion.fromJson(json: String): LoanTerms = parseLoanTerms(json)

/** The terms as JSON text. */
@Throws(MotException::class)
fun LoanTerms.toJson(): String = loanTermsToJson(this)

/**
 * What is paid when, and what is left. See [loanSchedule].
 *
 * ```
 * val loan = Money.parse("360000.00", "EUR")
 * val terms = LoanTerms(
 *     nominalRate = BigDecimal("0.032"),
 *     drawdowns = listOf(Drawdown(month = 0u, amount = loan)),
 *     repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
 *     months = 180u,
 * )
 * val schedule = terms.schedule()
 * check(schedule.row(1u)?.payment == Money(156000, "EUR"))
 * check(schedule.balance() == Money.parse("221615.46", "EUR")) // the Restschuld after fifteen years
 * check(schedule.columns().interest.sum() == schedule.totals().interest.amount)
 * ```
 */
@Throws(MotException::class)
fun LoanTerms.schedule(): Schedule = loanSchedule(this)
