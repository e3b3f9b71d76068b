/* Scenarios: steps decided one after the other and committed as a host would. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import systems.together.mot.Decision
import systems.together.mot.Document
import systems.together.mot.Event
import systems.together.mot.MotException
import systems.together.mot.canonicalJson
import systems.together.mot.decide
import systems.together.mot.folded
import systems.together.mot.parseDocument
import systems.together.mot.parseEvent
import systems.together.mot.toJson

private typealias Key = Pair<String, String>

/** A document as it first was, with the events since. */
private class History(val first: Document, val events: MutableList<Event> = mutableListOf())

class Scenario(private val given: JsonObject) {
    /** The documents as JSON, as a host has them. */
    private val documents = mutableMapOf<Key, JsonElement>()
    private val histories = mutableMapOf<Key, History>()

    /** The count of steps if every step does what is expected of it. */
    fun run(): Int {
        for (entry in given["documents"].items().map { it.asJsonObject }) {
            val kind = entry.text("kind")!!
            val key = kind to idOf(kind, entry["document"].asJsonObject)
            documents[key] = entry["document"]
            readOrNone(kind, entry["document"])?.let { histories[key] = History(it) }
        }
        val steps = given["steps"].items().map { it.asJsonObject }
        check(steps.isNotEmpty()) { "has no steps" }
        steps.forEachIndexed { index, step ->
            val fault = runStep(step) ?: brokenLaw()
            check(fault == null) { "step ${index + 1} ${step["command"]}: $fault" }
        }
        return steps.size
    }

    private fun runStep(step: JsonObject): String? {
        val expect = step["expect"].asJsonObject
        val decision = try {
            decide(command(step)).also { commit(it) }
        } catch (exception: RefusedException) {
            val agrees = expect.text("error") != null && exception.refused.isAsExpected(expect)
            return if (agrees) null else "expected ${expect}, got ${exception.refused}"
        }
        val names = decision["events"].items().map { it.asJsonObject.text("type") }
        return when {
            names != expect["events"]?.items()?.map { it.asString } -> "expected $expect, got $names"
            !expect["state"].members().all { (key, fields) -> holds(fields, documents[key.split('/', limit = 2).let { it[0] to it[1] }]) } ->
                "expected ${expect["state"]}, stored is $documents"
            expect["decision"].given() != null && !isSame(expect["decision"], decision) ->
                "expected the decision ${expect["decision"]}, got $decision"
            else -> null
        }
    }

    /** The typed form where there is one, compared with the form by name. */
    private fun decide(command: Command): JsonObject {
        val typed = refusal { command.typed() }
        if (command.name in TYPED_ONLY) return decided(checkNotNull(typed.getOrThrow()) { "has no typed form" })
        val named = refusal {
            decide(command.name, command.document?.toString(), command.arguments.toString(), command.context.toString())
        }
        val typedRefusal = typed.exceptionOrNull() as RefusedException?
        val namedRefusal = named.exceptionOrNull() as RefusedException?
        if (typedRefusal != null && typedRefusal.refused != namedRefusal?.refused) {
            error("the typed form refuses with ${typedRefusal.refused}, the form by name gives $named")
        }
        val decision = typed.getOrThrow() ?: return JsonParser.parseString(named.getOrThrow()).asJsonObject
        val text = decision.toJson()
        check(canonicalJson(text) == canonicalJson(named.getOrThrow())) { "the typed form gives $text, the form by name $named" }
        return decided(decision)
    }

    /** The decision as JSON, which says the same as the typed one. */
    private fun decided(decision: Decision): JsonObject {
        val text = decision.toJson()
        val json = JsonParser.parseString(text).asJsonObject
        check(decision.events == json["events"].items().map { parseEvent(it.toString()) }) { "the events are not $text" }
        check(decision.changes.map { it.document } == json["changes"].items().map { it.asJsonObject }
            .map { parseDocument(it.text("kind")!!, it["document"].toString()) }) { "the changes are not $text" }
        return json
    }

    private fun <T> refusal(call: () -> T): Result<T> = try {
        Result.success(call())
    } catch (refused: MotException) {
        Result.failure(RefusedException(Refused(refused)))
    } catch (refused: RefusedException) {
        Result.failure(refused)
    }

    private fun command(step: JsonObject): Command {
        val on = step["on"].asJsonObject
        val name = step.text("command")!!
        val document = documents[on.text("kind")!! to on.text("id")!!]
        val arguments = (step["with"].given() ?: JsonObject()).asJsonObject.deepCopy()
        val replaced = arguments.remove("documents")
        others(name, document.given()?.asJsonObject, arguments).forEach { (kind, value) -> arguments.add(kind, value) }
        replaced.members().forEach { (kind, value) -> arguments.add(kind, value) }
        val context = JsonObject()
        for (field in listOf("now", "actor", "expectedVersion")) context.add(field, step[field] ?: JsonNull.INSTANCE)
        return Command(name, document, arguments, context)
    }

    /** The other documents that the command needs, found among those of the scenario. */
    private fun others(command: String, document: JsonObject?, arguments: JsonObject): Map<String, JsonElement> {
        fun find(kind: String, id: String?) = documents[kind to (id ?: "")]?.let { mapOf(kind to it) } ?: emptyMap()
        fun offers(application: JsonObject?, without: String?): JsonArray = JsonArray().also { found ->
            application?.get("liveOffers").items().map { it.asString }.filter { it != without }
                .forEach { id -> documents["offer" to id]?.let(found::add) }
        }
        fun argument(kind: String) = arguments[kind] as? JsonObject
        return when (command) {
            "application.submit" -> find("property", argument("application")?.text("propertyId"))
            "application.withdraw" -> mapOf("offers" to offers(document, null))
            "offer.make" -> find("application", argument("offer")?.text("applicationId"))
            "offer.amend", "offer.decline", "offer.withdraw", "offer.expire", "offer.supersede" ->
                find("application", document?.text("applicationId"))
            "offer.accept" -> {
                val application = find("application", document?.text("applicationId"))
                val siblings = offers(application["application"] as? JsonObject, document?.text("voucherId"))
                application + ("siblings" to siblings)
            }
            "tranche.issue" -> {
                val offer = argument("tranche")?.text("underlyingOfferId")
                val tranches = JsonArray().also { found -> naming("tranche", "underlyingOfferId", offer).forEach(found::add) }
                underlying(offer) + ("tranches" to tranches)
            }
            "tranche.place", "tranche.lapse" -> underlying(document?.text("underlyingOfferId"))
            "tranche.withdraw", "tranche.expire" -> find("offer", document?.text("underlyingOfferId"))
            "voucher.book" -> find("booking", arguments.text("bookingId")).mapKeys { "hold" }
            "voucher.reschedule", "voucher.cancel_booking", "voucher.consume", "voucher.mark_no_show", "voucher.cancel" ->
                find("booking", document?.text("bookingId"))
            "booking.hold" -> find("voucher", arguments.text("voucherId"))
            "booking.release" -> find("voucher", document?.text("voucherId"))
            else -> emptyMap()
        }
    }

    /** The offer that a tranche names and, if it was accepted, its contract. */
    private fun underlying(id: String?): Map<String, JsonElement> {
        val offer = documents["offer" to (id ?: "")] as? JsonObject ?: return emptyMap()
        val accepted = offer.text("status") == "accepted"
        val contract = naming("contract", "offerVoucherId", id).firstOrNull().takeIf { accepted }
        return mapOf("offer" to offer) + listOfNotNull(contract?.let { "contract" to it })
    }

    /** The documents of a kind that have this id in a field. */
    private fun naming(kind: String, field: String, id: String?): List<JsonElement> =
        documents.filter { (key, document) -> key.first == kind && document.asJsonObject.text(field) == id }.values.toList()

    private fun commit(decision: JsonObject) {
        val changes = decision["changes"].items().map { it.asJsonObject }
        val read = decision["requires"].items().mapNotNull { it.asJsonObject["unchanged"] as? JsonObject }
        val expected = changes.map { it to it["expectedVersion"] } + read.map { it to it["version"] }
        for ((subject, version) in expected) {
            val stored = documents[subject.text("kind")!! to subject.text("id")!!] as? JsonObject
            val found = if (stored == null) 0L else stored["version"].given()?.asLong ?: 1L
            if (found != version.asLong) throw RefusedException(Refused("lifecycle.version_conflict", emptyMap(), null))
        }
        for (change in changes) {
            val key = change.text("kind")!! to change.text("id")!!
            documents[key] = change["document"]
            histories.getOrPut(key) { History(read(key.first, change["document"])) }
        }
        for (event in decision["events"].items().map { parseEvent(it.toString()) }) {
            histories[event.subject.kind to event.subject.id]?.events?.add(event)
        }
    }

    /** The law of events: the first document folded with all its later events is the stored one. */
    private fun brokenLaw(): String? {
        for ((key, history) in histories) {
            val folded = history.first.folded(history.events)
            val stored = read(key.first, documents.getValue(key))
            if (folded != stored) return "$key folded is ${folded.toJson()}, stored ${stored.toJson()}"
        }
        return null
    }

    private fun read(kind: String, document: JsonElement): Document = parseDocument(kind, document.toString())

    private fun readOrNone(kind: String, document: JsonElement): Document? = try {
        read(kind, document)
    } catch (_: MotException) {
        null
    }
}

private fun JsonElement?.members(): Set<Map.Entry<String, JsonElement>> = (this as? JsonObject)?.entrySet() ?: emptySet()

/** Equal as JSON: numbers by value, everything else exactly. */
private fun isSame(one: JsonElement, other: JsonElement): Boolean = holds(one, other) && holds(other, one)

private fun idOf(kind: String, document: JsonObject): String = document.text(
    when (kind) {
        "identity" -> "uid"
        "property" -> "propertyId"
        "application" -> "applicationId"
        "booking" -> "bookingId"
        "card" -> "cardId"
        else -> "voucherId"
    },
) ?: ""
