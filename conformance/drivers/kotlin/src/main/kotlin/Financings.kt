/* The operations on financings, and the deadlines of the mortgage documents. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.math.BigDecimal
import java.time.Instant
import systems.together.mot.Annuity
import systems.together.mot.AnnuityUnknown
import systems.together.mot.Aprc
import systems.together.mot.CompareBy
import systems.together.mot.Comparison
import systems.together.mot.Contract
import systems.together.mot.ContractDeadlines
import systems.together.mot.Financing
import systems.together.mot.InformationSheet
import systems.together.mot.JurisdictionPolicy
import systems.together.mot.LoanTerms
import systems.together.mot.Offer
import systems.together.mot.OfferDeadlines
import systems.together.mot.OtherFee
import systems.together.mot.Policies
import systems.together.mot.Prepayment
import systems.together.mot.PrepaymentQuote
import systems.together.mot.Refinancing
import systems.together.mot.RefinancingTerms
import systems.together.mot.ScheduleYear
import systems.together.mot.StatedAprc
import systems.together.mot.aprc
import systems.together.mot.compare
import systems.together.mot.deadlines
import systems.together.mot.financing
import systems.together.mot.fromJson
import systems.together.mot.informationSheet
import systems.together.mot.parseCalendarDate
import systems.together.mot.prepaymentQuote
import systems.together.mot.loanToValue
import systems.together.mot.rateEndNoticeBy
import systems.together.mot.refinance
import systems.together.mot.schedule
import systems.together.mot.solveFor
import systems.together.mot.toJson
import systems.together.mot.unitedStatesApr
import systems.together.mot.verifyStatedAprc

/** What the library says; nothing where it is no operation of these. */
fun runFinancing(operation: String, given: JsonObject): JsonObject? = when (operation) {
    "mortgage.financing" ->
        json("financing" to written(offer(given).financing(), Financing::toJson) { Financing.fromJson(it) })
    "mortgage.aprc" -> rates(financing(given).aprc(count(given["decimals"])))
    "mortgage.verify_stated_aprc" ->
        verdict(financing(given).verifyStatedAprc(rate(given["stated"]), count(given["decimals"])))
    "mortgage.offer_aprc" -> rates(offer(given).aprc(policies(given)))
    "mortgage.offer_verify_stated_aprc" ->
        verdict(offer(given).verifyStatedAprc(rate(given["stated"]), policies(given)))
    "mortgage.information_sheet" -> informationSheet(given)
    "mortgage.compare" -> comparison(given)
    "mortgage.refinance" -> refinancing(given)
    "mortgage.prepayment_quote" -> prepaymentQuote(given)
    "mortgage.solve_for" -> solved(given)
    "mortgage.united_states_apr" -> unitedStates(given)
    "mortgage.years" -> years(given)
    "mortgage.offer_deadlines" ->
        written(offer(given).deadlines(policies(given)), OfferDeadlines::toJson) { OfferDeadlines.fromJson(it) }
    "mortgage.contract_deadlines" -> contractDeadlines(given)
    "mortgage.loan_to_value" ->
        json("rate" to text(loanToValue(money(given["loan"]), money(given["value"]))))
    "mortgage.rate_end_notice_by" ->
        json("by" to policy(given).rateEndNoticeBy(parseCalendarDate(given.text("fixedUntil")!!)))
    else -> null
}

private fun informationSheet(given: JsonObject): JsonObject {
    val sheet = financing(given).informationSheet(count(given["decimals"]))
    return written(sheet, InformationSheet::toJson) { InformationSheet.fromJson(it) }.also {
        it.add("aprc", rates(sheet.aprc))
        it.addProperty("nominalRate", text(sheet.nominalRate))
        it.addProperty("perUnitBorrowed", text(sheet.perUnitBorrowed))
    }
}

private fun comparison(given: JsonObject): JsonObject {
    val financings = given["financings"].items().map { Financing.fromJson(it.toString()) }
    val by = CompareBy.valueOf(given.text("by")!!.uppercase())
    val compared = compare(financings, by, given["horizonMonths"].given()?.let(::count))
    val shown = written(compared, Comparison::toJson) { Comparison.fromJson(it) }
    val ranking = JsonArray()
    for ((one, typed) in shown["ranking"].items().zip(compared.ranking)) {
        ranking.add(bare(one.asJsonObject).also { it.addProperty("effectiveRate", text(typed.effectiveRate)) })
    }
    return json("horizonMonths" to shown["horizonMonths"], "ranking" to ranking)
}

private fun refinancing(given: JsonObject): JsonObject {
    val terms = RefinancingTerms.fromJson(given["terms"].toString())
    return bare(written(financing(given).refinance(terms), Refinancing::toJson) { Refinancing.fromJson(it) })
}

private fun prepaymentQuote(given: JsonObject): JsonObject {
    val prepayment = Prepayment.fromJson(given["prepayment"].toString())
    val quote = financing(given).prepaymentQuote(prepayment, policy(given))
    return bare(written(quote, PrepaymentQuote::toJson) { PrepaymentQuote.fromJson(it) })
}

private fun solved(given: JsonObject): JsonObject {
    val unknown = AnnuityUnknown.valueOf(given.text("unknown")!!.uppercase())
    val solved = solveFor(unknown, Annuity.fromJson(given["known"].toString()))
    return bare(written(solved, Annuity::toJson) { Annuity.fromJson(it) }).also {
        it.addProperty("nominalRate", solved.nominalRate?.let(::text))
    }
}

private fun unitedStates(given: JsonObject): JsonObject {
    val (advances, payments) = flows(given["drawdowns"]) to flows(given["payments"])
    val rate = unitedStatesApr(advances, payments, count(given["unitPeriodsPerYear"]), count(given["decimals"]))
    return json("rate" to text(rate))
}

private fun years(given: JsonObject): JsonObject {
    val years = LoanTerms.fromJson(given["terms"].toString()).schedule().years()
    return json("years" to JsonArray().also { all -> years.forEach { all.add(shown(it)) } })
}

private fun shown(year: ScheduleYear): JsonObject = json(
    "year" to year.year.toInt(),
    "instalments" to year.instalments.toInt(),
    "payment" to year.payment.amount,
    "interest" to year.interest.amount,
    "principal" to year.principal.amount,
    "special" to year.special.amount,
    "commitment" to year.commitment.amount,
    "balance" to year.balance.amount,
)

private fun contractDeadlines(given: JsonObject): JsonObject {
    val contract = Contract.fromJson(given["contract"].toString())
    val deadlines = contract.deadlines(Instant.parse(given.text("now")!!), policies(given))
    return written(deadlines, ContractDeadlines::toJson) { ContractDeadlines.fromJson(it) }
}

private fun financing(given: JsonObject): Financing = Financing.fromJson(given["financing"].toString())

private fun offer(given: JsonObject): Offer = Offer.fromJson(given["offer"].toString())

private fun count(given: JsonElement): UInt = given.asLong.coerceIn(0, UInt.MAX_VALUE.toLong()).toUInt()

/** The case's own, if it has any. */
private fun policies(given: JsonObject): Policies? = given["policies"].given()?.let { policies ->
    Policies(policies.items().map { JurisdictionPolicy.fromJson(it.toString()) })
}

/** A preset by its name, or a policy of the case's own. */
private fun policy(given: JsonObject): JurisdictionPolicy = given.text("policy")?.let { Policies.shipped().latest(it) }
    ?: JurisdictionPolicy.fromJson(given["policy"].toString())

private fun rates(aprc: Aprc): JsonObject {
    fun names(costs: List<OtherFee>) = JsonArray().also { all -> costs.forEach { all.add(it.name) } }
    return json(
        "rate" to text(aprc.rate),
        "fixedPeriodRate" to aprc.fixedPeriodRate?.let(::text),
        "counted" to names(aprc.counted),
        "leftOut" to names(aprc.leftOut),
    )
}

private fun verdict(stated: StatedAprc): JsonObject =
    json("verdict" to stated.verdict.name.lowercase(), "rate" to text(stated.rate), "by" to text(stated.by))

private fun text(rate: BigDecimal): String = rate.toPlainString()

/** The JSON of a result, which is read as the same again. */
private fun <T> written(result: T, write: (T) -> String, read: (String) -> T): JsonObject {
    val text = write(result)
    check(read(text) == result) { "$text is read as another" }
    return JsonParser.parseString(text).asJsonObject
}

/** The record, its amounts as minor units. */
private fun bare(record: JsonObject): JsonObject = JsonObject().also { all ->
    for ((name, value) in record.entrySet()) {
        all.add(name, if (value is JsonObject && value.has("currency")) value["amount"] else value)
    }
}
