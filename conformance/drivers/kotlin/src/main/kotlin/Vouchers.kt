/* The operations on slots, validities and templates of vouchers. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.time.Instant
import systems.together.mot.Interval
import systems.together.mot.NewVoucher
import systems.together.mot.SlotQuery
import systems.together.mot.TemplateOverrides
import systems.together.mot.Validity
import systems.together.mot.VoucherTemplate
import systems.together.mot.at
import systems.together.mot.fromJson
import systems.together.mot.instantiate
import systems.together.mot.nights
import systems.together.mot.parseCalendarDate
import systems.together.mot.slots
import systems.together.mot.toJson

/** What the library says; nothing where it is no operation on vouchers. */
fun runVoucher(operation: String, given: JsonObject): JsonObject? = when (operation) {
    "voucher.slots" -> slotsOf(given)
    "voucher.overlaps" -> overlaps(given)
    "voucher.validity" -> validity(given)
    "voucher.nights" -> stay(given)
    "voucher.instantiate" -> instantiated(given)
    else -> null
}

private const val MAXIMUM_SLOTS = 100_000u

private fun slotsOf(given: JsonObject): JsonObject {
    val asked = SlotQuery.fromJson(query(given).toString())
    check(SlotQuery.fromJson(asked.toJson()) == asked) { "${asked.toJson()} is read as another" }
    val slots = asked.slots().toList()
    check(slots == asked.slots(MAXIMUM_SLOTS)) { "one by one there are $slots" }
    return json("slots" to JsonArray().also { all -> slots.forEach { all.add(json("start" to it.start, "end" to it.end)) } })
}

/** The query as the library reads it; what a case does not say of the rules does not matter to slots. */
private fun query(given: JsonObject): JsonObject {
    val window = json("windowFrom" to given["windowFrom"], "windowTo" to given["windowTo"])
    val minutes = listOf(
        "stepMinutes", "bufferBeforeMinutes", "bufferAfterMinutes", "minimumNoticeMinutes", "rescheduleNoticeMinutes",
        "cancelNoticeMinutes", "noShowGraceMinutes", "holdMinutes",
    )
    val rules = json(
        "zone" to given["zone"],
        "windows" to (given["windows"].given() ?: JsonArray().also { it.add(window) }),
        *minutes.map { it to count(given[it]) }.toTypedArray(),
    )
    val validity = json("validFrom" to given["validFrom"], "validUntil" to given["validUntil"])
    return json(
        "rules" to rules,
        "durationMinutes" to count(given["durationMinutes"]),
        "firstDay" to given["date"],
        "lastDay" to (given["until"].given() ?: given["date"]),
        "closedDays" to given["closedDays"],
        "busy" to given["busy"],
        "validity" to (if (given["validFrom"].given() == null) JsonNull.INSTANCE else validity),
        "now" to given["now"],
    )
}

private fun overlaps(given: JsonObject): JsonObject {
    val (before, after) = count(given["bufferBeforeMinutes"]).toUInt() to count(given["bufferAfterMinutes"]).toUInt()
    fun widened(name: String) = given[name].asJsonObject.let {
        Interval(Instant.parse(it.text("start")!!), Instant.parse(it.text("end")!!)).widened(before, after)
    }
    val conflict = widened("a").overlaps(widened("b"))
    return JsonObject().also { it.addProperty("conflict", conflict) }
}

private fun validity(given: JsonObject): JsonObject {
    fun instant(name: String) = Instant.parse(given.text(name)!!)
    val state = Validity(instant("validFrom"), instant("validUntil")).at(instant("now"))
    return json("validity" to state.name.lowercase())
}

private fun stay(given: JsonObject): JsonObject {
    fun date(name: String) = parseCalendarDate(given.text(name)!!)
    val stay = nights(
        date("arrival"), date("departure"), given.text("zone")!!, given.text("checkIn")!!, given.text("checkOut")!!,
    )
    return json("nights" to stay.count.toInt(), "start" to stay.interval.start, "end" to stay.interval.end)
}

private fun instantiated(given: JsonObject): JsonObject {
    val template = VoucherTemplate.fromJson(given["template"].toString())
    val overrides = TemplateOverrides.fromJson(given["overrides"].toString())
    val new = template.instantiate(overrides)
    check(NewVoucher.fromJson(new.toJson()) == new) { "${new.toJson()} is read as another" }
    return json("voucher" to JsonParser.parseString(new.toJson()))
}

/** A count; nothing, and what is none, counts as 0. */
private fun count(given: JsonElement?): Long = given.given()?.asLong?.coerceAtLeast(0) ?: 0
