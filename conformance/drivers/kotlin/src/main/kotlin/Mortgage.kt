/* The operations of the mortgage engine as calls of the public interface. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import java.math.BigInteger
import java.math.RoundingMode
import systems.together.mot.Flow
import systems.together.mot.IntervalUnit
import systems.together.mot.LoanTerms
import systems.together.mot.Money
import systems.together.mot.ScheduleRow
import systems.together.mot.effectiveRate
import systems.together.mot.fromJson
import systems.together.mot.instalment
import systems.together.mot.interval
import systems.together.mot.parse
import systems.together.mot.parseCalendarDate
import systems.together.mot.parseYearFraction
import systems.together.mot.schedule

/** What the library says; nothing where it is no operation of the engine. */
fun runMortgage(operation: String, given: JsonObject): JsonObject? = when (operation) {
    "mortgage.instalment" -> firstInstalment(given)
    "mortgage.interval" -> time(given)
    "mortgage.aprc_of_flows" -> rates(given)
    "mortgage.schedule" -> loanSchedule(given)
    else -> null
}

private fun firstInstalment(given: JsonObject): JsonObject {
    val (nominal, initial) = rate(given["nominalRate"]) to rate(given["initialRepayment"])
    return json("instalment" to instalment(money(given["loan"]), nominal, initial, rounding(given)).toJson())
}

private fun time(given: JsonObject): JsonObject {
    val unit = IntervalUnit.entries.find { it.name.lowercase() == given.text("unit") } ?: IntervalUnit.DAYS
    fun date(name: String) = parseCalendarDate(given.text(name)!!)
    return json("years" to interval(date("firstDrawdown"), date("payment"), unit))
}

private fun rates(given: JsonObject): JsonObject {
    val (drawdowns, payments) = flows(given["drawdowns"]) to flows(given["payments"])
    val asked = given["decimals"].given()?.items()?.map { it.asInt } ?: listOf(1, 2, 6)
    val rates = asked.map { decimals ->
        val percent = effectiveRate(drawdowns, payments, decimals.toUInt()).movePointRight(2)
        "percent$decimals" to percent.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString()
    }
    return json(*rates.toTypedArray())
}

/** Groups of equal flows at equal distances. */
fun flows(given: JsonElement?): List<Flow> = given.items().map { it.asJsonObject }.flatMap { group ->
    val (first, every) = parseYearFraction(group.text("at")!!) to parseYearFraction(group.text("every")!!)
    val amount = Money.parse(group.text("amount")!!, "EUR")
    (0 until group["count"].asInt).map { Flow(reached(first, every, it), amount) }
}

/** The time after so many distances, as text. */
private fun reached(first: String, every: String, count: Int): String {
    val (one, other) = fraction(first) to fraction(every)
    val numerator = one.first * other.second + other.first * one.second * count.toBigInteger()
    val denominator = one.second * other.second
    val divisor = numerator.gcd(denominator)
    return "${numerator / divisor}/${denominator / divisor}"
}

private fun fraction(text: String): Pair<BigInteger, BigInteger> {
    val parts = text.split('/').map { it.toBigInteger() }
    return parts.first() to (parts.getOrNull(1) ?: BigInteger.ONE)
}

private fun loanSchedule(given: JsonObject): JsonObject {
    val schedule = LoanTerms.fromJson(terms(given).toString()).schedule()
    val (rows, columns, totals) = Triple(schedule.rows(), schedule.columns(), schedule.totals())
    check(rows.size == schedule.length().toInt() && rows.all { schedule.row(it.number) == it }) { "rows differ" }
    check(rows.map { it.payment.amount } == columns.payment && rows.map { it.interest.amount } == columns.interest)
    check(rows.map { it.principal.amount } == columns.principal && rows.map { it.special.amount } == columns.special)
    check(rows.map { it.commitment.amount } == columns.commitment && rows.map { it.balance.amount } == columns.balance)
    check(rows.mapNotNull { it.date } == schedule.dates()) { "the dates differ" }
    return json(
        "instalment" to schedule.instalment()?.amount,
        "rows" to rows.size,
        "payments" to totals.payment.amount,
        "interest" to totals.interest.amount,
        "principal" to totals.principal.amount,
        "special" to totals.special.amount,
        "commitment" to totals.commitment.amount,
        "lastPayment" to columns.payment.lastOrNull(),
        "balance" to schedule.balance().amount,
        "sample" to JsonArray().also { all -> rows.forEach { all.add(shown(it)) } },
    )
}

/** The terms as the library reads them: bare integers are minor units of the case's currency. */
private fun terms(given: JsonObject): JsonObject {
    fun money(amount: JsonElement) = json("amount" to amount, "currency" to (given.text("currency") ?: "EUR"))
    fun list(items: List<JsonObject>) = JsonArray().also { all ->
        items.forEach { all.add(json("month" to it["month"], "amount" to money(it["amount"]))) }
    }
    val repayment = given["repayment"].asJsonObject.deepCopy()
    repayment["amount"].given()?.let { repayment.add("amount", money(it)) }
    val special = given["special"].given()?.let { special ->
        list(if (special is JsonObject) regular(special, given) else special.items().map { it.asJsonObject })
    }
    return json(
        "nominalRate" to given["nominalRate"],
        "drawdowns" to list(given["drawdowns"].items().map { it.asJsonObject }),
        "repayment" to repayment,
        "months" to given["months"],
        "interestOnlyMonths" to given["interestOnlyMonths"],
        "specialRepayments" to special,
        "specialLimit" to given["specialPaymentMaxPerYear"].given()?.let(::money),
        "specialEffect" to given["specialPaymentEffect"],
        "commitment" to given["commitment"],
        "dayCount" to given["dayCount"],
        "payout" to given["payout"],
        "firstPayment" to given["firstPayment"],
        "monthEnd" to given["monthEnd"],
        "roundingPolicy" to given["rounding"],
        "rounding" to given["roundingMode"],
    )
}

/** The same repayment every so many months. */
private fun regular(special: JsonObject, given: JsonObject): List<JsonObject> {
    val every = special["everyMonths"].asInt
    val last = if (every == 0) 1 else (given["months"].given()?.asInt ?: 1200) / every
    return (1..last).map { json("month" to it * every, "amount" to special["amount"]) }
}

private fun shown(row: ScheduleRow): JsonObject = json(
    "number" to row.number.toInt(),
    "date" to (row.date?.toString() ?: JsonNull.INSTANCE),
    "payment" to row.payment.amount,
    "interest" to row.interest.amount,
    "principal" to row.principal.amount,
    "special" to row.special.amount,
    "commitment" to row.commitment.amount,
    "balance" to row.balance.amount,
)
