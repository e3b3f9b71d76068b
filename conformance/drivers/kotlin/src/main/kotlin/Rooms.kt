/* The operations of rooms as calls of the public interface. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.time.Instant
import systems.together.mot.Actor
import systems.together.mot.Admission
import systems.together.mot.Application
import systems.together.mot.CellEntry
import systems.together.mot.CellMap
import systems.together.mot.Contract
import systems.together.mot.Envelope
import systems.together.mot.Honeycomb
import systems.together.mot.MotException
import systems.together.mot.Offer
import systems.together.mot.Property
import systems.together.mot.Room
import systems.together.mot.RoomLink
import systems.together.mot.RoomMessage
import systems.together.mot.Tranche
import systems.together.mot.fromJson
import systems.together.mot.parse
import systems.together.mot.toJson
import systems.together.mot.write

/** What the library says; nothing where it is no operation of rooms. */
fun runRoom(operation: String, given: JsonObject): JsonObject? = when (operation) {
    "room.parse" -> parse(given)
    "room.parse_link" -> parseLink(given)
    "room.write_link" -> {
        val link = RoomLink(wabe = given.text("wabe"), roomId = given.text("roomId"), uid = given.text("uid"))
        json("link" to link.write(given.text("page")!!))
    }
    "room.convert_cell" -> {
        val (honeycomb, cell) = honeycomb(given) to given.text("cell")!!
        json("label" to honeycomb.toLabel(cell), "number" to honeycomb.toNumber(cell))
    }
    "room.lowest_free_cell" ->
        json("cell" to honeycomb(given).lowestFree(given["taken"].items().map { it.asString }))
    "room.cell_map" -> cellMap(given)
    "room.admission" -> json().also { admission(given).check(actor(given["actor"])) }
    "room.admit_message" -> admitMessage(given)
    else -> null
}

private fun parse(given: JsonObject): JsonObject {
    val room = Room.parse(given.text("text")!!)
    return json(
        "namespace" to room.namespace,
        "kind" to room.kind,
        "id" to room.id,
        "form" to room.form.name.lowercase(),
        "canonical" to room.roomId,
    )
}

private fun parseLink(given: JsonObject): JsonObject {
    val link = RoomLink.parse(given.text("fragment")!!)
    val other = JsonArray().also { link.other.forEach(it::add) }
    return json("wabe" to link.wabe, "roomId" to link.roomId, "uid" to link.uid, "other" to other)
}

private fun honeycomb(given: JsonObject): Honeycomb {
    fun side(name: String) = given[name].given()?.asInt?.toUInt()
    val (rows, columns) = side("rows") to side("columns")
    return if (rows == null && columns == null) Honeycomb.default() else Honeycomb(rows ?: 6u, columns ?: 6u)
}

private fun cellMap(given: JsonObject): JsonObject {
    val entries = given["entries"].items().map { it.asJsonObject }
    val map = CellMap(honeycomb(given), entries.map { CellEntry(it.text("cell")!!, it.text("roomId")!!) })
    val cell = given.text("cell") ?: return json("cell" to map.cellOf(given.text("roomId")!!))
    return json("roomId" to map.roomOf(cell))
}

/** The actor: a party, or one of the words. */
fun actor(given: JsonElement): Actor = when (given) {
    is JsonObject -> Actor.Party(given.text("party")!!)
    else -> mapOf("system" to Actor.System, "platform" to Actor.Platform, "service" to Actor.Service)
        .getValue(given.asString)
}

private fun admitMessage(given: JsonObject): JsonObject {
    val envelope = Envelope.fromJson(given.text("message")!!)
    val message = envelope.admit(admission(given), actor(given["actor"]), Instant.parse(given.text("now")!!))
    check(RoomMessage.fromJson(message.toJson()) == message) { "the message is read as another" }
    return json("message" to JsonParser.parseString(message.toJson()))
}

/** Read from JSON, and compared with the typed form. */
private fun admission(given: JsonObject): Admission {
    val (kind, document) = given.text("kind")!! to given["document"]
    val read = Admission.fromJson(kind, document.toString(), given["invited"]?.toString())
    val typed = typed(kind, document.asJsonObject, given["invited"].items().map { it.asString })
    check(typed.room() == read.room()) { "the typed form has the room ${typed.room()}" }
    check(refusal(typed, given) == refusal(read, given)) { "the typed form admits others" }
    return read
}

private fun refusal(admission: Admission, given: JsonObject): String? = try {
    admission.check(actor(given["actor"]))
    null
} catch (refused: MotException) {
    refused.code()
}

private fun typed(kind: String, document: JsonObject, invited: List<String>): Admission {
    val json = document.toString()
    return when (kind) {
        "property" -> Admission.ofProperty(Property.fromJson(json), invited)
        "application" -> Admission.ofApplication(Application.fromJson(json))
        "offer" -> Admission.ofOffer(Offer.fromJson(json))
        "contract" -> Admission.ofContract(Contract.fromJson(json))
        "tranche" -> Admission.ofTranche(Tranche.fromJson(json), invited)
        else -> Admission.ofVoucher(document.text("voucherId")!!, document.text("issuerUid")!!, document.text("holderUid"))
    }
}
