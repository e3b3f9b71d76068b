/* Each operation of the vectors as calls of the public interface. */
package systems.together.mot.conformance

import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.math.BigDecimal
import systems.together.mot.Bounds
import systems.together.mot.FeeBands
import systems.together.mot.Money
import systems.together.mot.Role
import systems.together.mot.Rounding
import systems.together.mot.Units
import systems.together.mot.compute
import systems.together.mot.computeUnits
import systems.together.mot.parse
import systems.together.mot.parseDocument
import systems.together.mot.parseFeeModel
import systems.together.mot.parseRate
import systems.together.mot.toJson

/** What the library says; what it refuses is thrown. */
fun runOperation(operation: String, given: JsonObject, notes: JsonElement): JsonElement = when (operation) {
    "money.parse" -> Money.parse(given.text("text")!!, given.text("currency") ?: "EUR").toJson()
    "money.allocate" -> moneyAllocate(given)
    "money.parse_units" -> moneyParseUnits(given)
    "fee.compute" -> json("fee" to feeCompute(given).toJson())
    "fee.check_policy" -> feeCheckPolicy(given)
    "hostile.read" -> hostileRead(given)
    "scenario.run" -> json("steps" to Scenario(given).run())
    else -> runIdentity(operation, given, notes)
        ?: runRoom(operation, given)
        ?: runMortgage(operation, given)
        ?: runFinancing(operation, given)
        ?: runVoucher(operation, given)
        ?: throw IllegalArgumentException("unknown operation $operation")
}

/** An object of these members. */
fun json(vararg members: Pair<String, Any?>): JsonObject = JsonObject().also { all ->
    for ((name, value) in members) {
        when (value) {
            null -> all.add(name, JsonNull.INSTANCE)
            is JsonElement -> all.add(name, value)
            is Number -> all.addProperty(name, value)
            else -> all.addProperty(name, value.toString())
        }
    }
}

fun Money.toJson(): JsonObject = json("amount" to amount, "currency" to currency)

fun money(given: JsonElement): Money = Money(
    given.asJsonObject["amount"].asBigDecimal.longValueExact(),
    given.asJsonObject.text("currency")!!,
)

fun rate(given: JsonElement): BigDecimal = parseRate(given.asString)

fun rounding(given: JsonObject): Rounding =
    given.text("rounding")?.let { Rounding.valueOf(it.uppercase()) } ?: Rounding.HALF_UP

private fun moneyAllocate(given: JsonObject): JsonObject {
    val parts = money(given["total"]).allocate(given["weights"].items().map { it.asBigDecimal.longValueExact() })
    return json("parts" to JsonParser.parseString(parts.map { it.amount }.toString()))
}

private fun moneyParseUnits(given: JsonObject): JsonObject {
    val units = Units.parse(given.text("text")!!, given["scale"].asInt.toUByte())
    return json("count" to units.count.toString(), "scale" to units.scale.toInt())
}

private fun feeCompute(given: JsonObject): Money {
    val model = given["model"].asJsonObject.deepCopy()
    val currency = (given["base"].given() ?: model["price"]).asJsonObject.text("currency")!!
    fun minorUnits(amount: JsonElement?) = amount.given()?.let { Money(it.asBigDecimal.longValueExact(), currency) }
    minorUnits(model["fixed"])?.let { model.add("fixed", it.toJson()) }
    val bounds = Bounds(minorUnits(given["min"]), minorUnits(given["max"]))
    val parsed = parseFeeModel(model.toString())
    val units = given["units"].given() ?: return parsed.compute(money(given["base"]), rounding(given), bounds)
    return parsed.computeUnits(units.asLong.toULong(), bounds)
}

private fun feeCheckPolicy(given: JsonObject): JsonObject {
    val word = given.text("payerRole")!!
    val payer = Role.entries.find { it.name.lowercase() == word } ?: Role.SYSTEM
    FeeBands.shipped().check(given.text("feeId")!!, payer, rate(given["rate"]))
    return JsonObject()
}

private fun hostileRead(given: JsonObject): JsonObject {
    val text = given.text("text")!! + " ".repeat(given["pad"].given()?.asInt ?: 0)
    return json("document" to JsonParser.parseString(parseDocument(given.text("kind")!!, text).toJson()))
}
