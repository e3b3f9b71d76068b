/* Vector files: finding them, and comparing what a case expects with what the library says. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.io.File
import java.math.BigDecimal
import systems.together.mot.MotException

/** The vector files of these paths, folders searched, in order. */
fun vectorFiles(paths: List<String>): List<File> = paths.flatMap { path ->
    val file = File(path)
    if (file.isDirectory) file.walk().filter { it.isFile && it.extension == "json" }.toList() else listOf(file)
}.sorted()

/** For each case nothing or what is wrong; a file that cannot be run is one fault. */
fun runFile(file: File): List<String?> {
    val vectors = try {
        JsonParser.parseString(file.readText()).asJsonObject
    } catch (fault: Exception) {
        return listOf("cannot be read: ${fault.message}")
    }
    val operation = vectors.text("op") ?: return listOf("names no operation")
    val cases = vectors["cases"].items()
    if (cases.isEmpty()) return listOf("has no cases")
    return cases.map { runCase(operation, it.asJsonObject, vectors["notes"] ?: JsonNull.INSTANCE) }
}

private fun runCase(operation: String, case: JsonObject, notes: JsonElement): String? {
    val id = case.text("id") ?: "a case without id"
    val expectedError = case["error"]
    val expected = expectedError ?: case["ok"]
    return try {
        val got = runOperation(operation, case["in"].asJsonObject, notes)
        if (expectedError == null && holds(case["ok"], got)) null else "$id: expected $expected, got $got"
    } catch (refused: MotException) {
        val agrees = expectedError is JsonObject && Refused(refused).isAsExpected(expectedError)
        if (agrees) null else "$id: expected $expected, got ${Refused(refused)}"
    } catch (fault: Exception) {
        "$id: $fault"
    }
}

/** Whether every key that is expected has the expected value; other keys are not compared. */
fun holds(expected: JsonElement?, got: JsonElement?): Boolean = when {
    expected is JsonObject && got is JsonObject -> expected.entrySet().all { (name, value) -> holds(value, got[name]) }
    // Numbered rows are a sample of all there are.
    expected is JsonArray && got is JsonArray && expected.any { it.number() != null } -> {
        val rows = got.associateBy { it.number() }
        expected.all { holds(it, rows[it.number()]) }
    }
    expected is JsonArray && got is JsonArray ->
        expected.size() == got.size() && expected.zip(got).all { (one, other) -> holds(one, other) }
    expected is JsonPrimitive && got is JsonPrimitive && expected.isNumber && got.isNumber ->
        expected.asBigDecimal.compareTo(got.asBigDecimal) == 0
    else -> (expected ?: JsonNull.INSTANCE) == (got ?: JsonNull.INSTANCE)
}

private fun JsonElement.number(): BigDecimal? =
    ((this as? JsonObject)?.get("number") as? JsonPrimitive)?.takeIf { it.isNumber }?.asBigDecimal

/** The text of a field, if it holds one. */
fun JsonObject.text(name: String): String? = (this[name] as? JsonPrimitive)?.takeIf { it.isString }?.asString

/** The values of a list; none of anything else. */
fun JsonElement?.items(): List<JsonElement> = (this as? JsonArray)?.toList() ?: emptyList()

/** The value unless it is `null`. */
fun JsonElement?.given(): JsonElement? = this?.takeUnless { it.isJsonNull }
