/* A refusal as the vectors see it. */
package systems.together.mot.conformance

import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import systems.together.mot.MotException
import systems.together.mot.detailsByName

/** Why something did not happen: the code, the details, and the path with the arguments' names. */
data class Refused(val code: String, val details: Map<String, String>, val path: String?) {
    constructor(refused: MotException) :
        this(refused.code(), refused.detailsByName(), refused.path())

    /** The same refusal of an argument: its name comes first in the path. */
    fun within(name: String): Refused = copy(
        path = when {
            path == null -> name
            path.startsWith("[") -> name + path
            else -> "$name.$path"
        },
    )

    /** Whether it has the code, and the path and the details where they are given. */
    fun isAsExpected(expected: JsonObject): Boolean {
        val given = JsonObject().also { all -> details.forEach { (name, text) -> all.add(name, JsonPrimitive(text)) } }
        return code == (expected.text("code") ?: expected.text("error")) &&
            (expected["path"].given() == null || path == expected.text("path")) &&
            (expected["details"].given() == null || holds(expected["details"], given))
    }
}

/** A refusal on its way to whoever compares it. */
class RefusedException(val refused: Refused) : Exception(refused.toString())
