/* The operations of identity as calls of the public interface. */
package systems.together.mot.conformance

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import java.time.Instant
import java.util.HexFormat
import systems.together.mot.Call
import systems.together.mot.Candidate
import systems.together.mot.CheckedLink
import systems.together.mot.Device
import systems.together.mot.DeviceKey
import systems.together.mot.DeviceSignature
import systems.together.mot.KeyRing
import systems.together.mot.KeyStatus
import systems.together.mot.LegacyRecordPolicy
import systems.together.mot.LinkVerifier
import systems.together.mot.LinkVersion
import systems.together.mot.MotException
import systems.together.mot.Proof
import systems.together.mot.Replay
import systems.together.mot.ReplayStore
import systems.together.mot.TokenIssuer
import systems.together.mot.issueReceipt
import systems.together.mot.linkPolicy
import systems.together.mot.proofMessage
import systems.together.mot.proofPolicy
import systems.together.mot.publicId
import systems.together.mot.tokenPolicy
import systems.together.mot.uidFromDeviceKey
import systems.together.mot.uidFromEntropy
import systems.together.mot.verifyProof

/** What the library says; nothing where it is no operation of identity. */
fun runIdentity(operation: String, given: JsonObject, notes: JsonElement): JsonObject? = when (operation) {
    "identity.encode_uid" -> json("uid" to uidFromEntropy(bytes(given.text("entropyHex")!!)))
    "identity.public_id" -> json("publicId" to publicId(given.text("uid")!!))
    "identity.verify_link" -> verifyLink(given, notes)
    "identity.recheck_record" -> recheckRecord(given, notes)
    "identity.replay_store" -> replayStore(given)
    "identity.issue_receipt" -> issueReceipt(given, notes)
    "identity.verify_receipt" -> verifyReceipt(given, notes)
    "identity.issue_session" -> issueSession(given, notes)
    "identity.verify_session" -> verifySession(given, notes)
    "identity.device_key" -> deviceKey(given)
    "identity.signature_from_der" -> json("signature" to DeviceSignature.fromDer(bytes(given.text("derHex")!!)))
    "identity.proof_message" -> json("messageHex" to hexadecimal(proofMessage(given.text("uid")!!, call(given), proof(given))))
    "identity.verify_proof" -> proofVerified(given)
    else -> null
}

private fun bytes(hexadecimal: String): ByteArray = HexFormat.of().parseHex(hexadecimal)

private fun hexadecimal(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)

private fun JsonObject.count(name: String): ULong? = this[name].given()?.asLong?.toULong()

private fun JsonObject.instant(name: String): Instant? = this[name].given()?.let { Instant.ofEpochMilli(it.asLong) }

private fun JsonObject.words(name: String): List<String> = this[name].items().map { it.asString }

private fun verifyLink(given: JsonObject, notes: JsonElement): JsonObject {
    val verifier = linkVerifier(given, notes)
    val (fragment, now) = given.text("fragment")!! to given.instant("now")!!
    val checked = said(verifier.check(fragment, now))
    check(said(verifier.verifyMany(listOf(fragment, "", fragment), now)[2]) == checked) { "many say otherwise" }
    val candidate = try {
        verifier.verify(fragment, now)
    } catch (refused: MotException) {
        check(checked == (refused.code() to refused.publicCode())) { "checked it is $checked" }
        throw refused
    }
    check(checked == (candidate.uid() to candidate.keyId())) { "checked it is $checked" }
    return accepted(candidate, given)
}

/** The facts of what is said about a link. */
private fun said(checked: CheckedLink): Pair<String, String?> = when (checked) {
    is CheckedLink.Passed -> checked.candidate.uid() to checked.candidate.keyId()
    is CheckedLink.Refused -> checked.code to checked.publicCode
}

private fun recheckRecord(given: JsonObject, notes: JsonElement): JsonObject {
    val policy = LegacyRecordPolicy(given.count("maximumAgeMs")!!, given.instant("issuedBefore"))
    return accepted(linkVerifier(given, notes).recheck(given.text("record")!!, policy, given.instant("now")!!), given)
}

private fun accepted(candidate: Candidate, given: JsonObject): JsonObject {
    val bound = candidate.bind(given.text("storedUid"))
    val link = bound.accept(replay(bound.replayKey(), given))
    check(bound.uid() == link.uid() && bound.keyId() == link.keyId()) { "the bound link is another" }
    check(bound.version() == link.version() && bound.ageMs() == link.ageMs()) { "the bound link is another" }
    return json(
        "version" to if (link.version() == LinkVersion.TWO) 2 else 1,
        "uid" to link.uid(),
        "keyId" to link.keyId(),
        "ageMs" to link.ageMs(),
        "replayKey" to link.replayKey(),
        "replayExpiresAt" to link.replayExpiresAt().toEpochMilli(),
    )
}

private fun replay(key: String, given: JsonObject): Replay =
    if (key in given.words("seenReplayKeys")) Replay.SEEN else Replay.FRESH

private fun linkVerifier(given: JsonObject, notes: JsonElement): LinkVerifier {
    val policy = linkPolicy(
        maximumAgeMs = given.count("maxAgeMs"),
        maximumSkewMs = given.count("maxFutureSkewMs"),
        audience = given.text("audience"),
        requireVersion2 = given["requireV2"].given()?.asBoolean,
        revoked = given.words("revokedUids"),
        issuedAfter = given.instant("issuedAfter"),
    )
    return LinkVerifier(keyRing(given["keys"], notes), policy)
}

/** The ring of a key set, which is given or named. */
fun keyRing(keys: JsonElement, notes: JsonElement): KeyRing {
    val set = if (keys.isJsonPrimitive) notes.asJsonObject["keySets"].asJsonObject[keys.asString] else keys
    var ring: KeyRing? = null
    for (key in set.items().map { it.asJsonObject }.sortedBy { it.text("status") != "active" }) {
        val secret = bytes(key.text("secretHex")!!)
        val status = KeyStatus.valueOf(key.text("status")!!.uppercase())
        ring?.add(key.text("kid")!!, secret, status)
        ring = ring ?: KeyRing(key.text("kid")!!, secret)
    }
    return ring ?: KeyRing("none", ByteArray(0))
}

private fun replayStore(given: JsonObject): JsonObject {
    val store = ReplayStore(given["capacity"].asInt.toUInt())
    val answers = JsonArray()
    for (step in given["steps"].items().map { it.asJsonObject }) {
        val answer = try {
            store.insert(step.text("key")!!, step.instant("expiresAt")!!, step.instant("now")!!).name.lowercase()
        } catch (refused: MotException) {
            refused.code()
        }
        answers.add(answer)
    }
    return json("answers" to answers)
}

private fun tokenIssuer(given: JsonObject, notes: JsonElement): TokenIssuer {
    val policy = tokenPolicy(
        audience = given.text("tokenAudience"),
        receiptLifetimeMs = given.count("receiptLifetimeMs"),
        sessionLifetimeMs = given.count("sessionLifetimeMs"),
        maximumSkewMs = given.count("maximumSkewMs"),
        revoked = given.words("revokedUids"),
        issuedAfter = given.instant("issuedAfter"),
    )
    return TokenIssuer(keyRing(given["keys"], notes), policy)
}

private fun issueReceipt(given: JsonObject, notes: JsonElement): JsonObject {
    val now = given.instant("now")!!
    val link = linkVerifier(given, notes).verify(given.text("fragment")!!, now).bind(null).accept(Replay.FRESH)
    return json("receipt" to tokenIssuer(given, notes).issueReceipt(link, now))
}

private fun verifyReceipt(given: JsonObject, notes: JsonElement): JsonObject {
    val receipt = tokenIssuer(given, notes).verifyReceipt(given.text("receipt")!!, given.instant("now")!!)
    return json(
        "uid" to receipt.uid,
        "keyId" to receipt.keyId,
        "issuedAt" to receipt.issuedAt.toEpochMilli(),
        "expiresAt" to receipt.expiresAt.toEpochMilli(),
    )
}

private fun issueSession(given: JsonObject, notes: JsonElement): JsonObject {
    val issuer = tokenIssuer(given, notes)
    return json("session" to issuer.issueSession(given.text("receipt")!!, given.instant("now")!!))
}

private fun verifySession(given: JsonObject, notes: JsonElement): JsonObject {
    val session = tokenIssuer(given, notes).verifySession(given.text("session")!!, given.instant("now")!!)
    given.text("header")?.let { session.checkHeader(it) }
    return json(
        "uid" to session.uid(),
        "keyId" to session.keyId(),
        "issuedAt" to session.issuedAt().toEpochMilli(),
        "expiresAt" to session.expiresAt().toEpochMilli(),
    )
}

private fun readKey(given: JsonObject): DeviceKey = when {
    given.has("jwk") -> DeviceKey.fromJwk(given.text("jwk")!!)
    given.has("sec1Hex") -> DeviceKey.fromSec1(bytes(given.text("sec1Hex")!!))
    else -> DeviceKey.fromSpki(bytes(given.text("spkiHex")!!))
}

private fun deviceKey(given: JsonObject): JsonObject {
    val key = readKey(given)
    val device = Device.selfCertifying(key)
    check(device.key() == key && device.uid() == uidFromDeviceKey(key.thumbprint())) { "the device is another" }
    return json(
        "sec1Hex" to hexadecimal(key.toSec1()),
        "spkiHex" to hexadecimal(key.toSpki()),
        "jwk" to key.toJwk(),
        "thumbprint" to key.thumbprint(),
        "uid" to device.uid(),
    )
}

private fun call(given: JsonObject) = Call(
    audience = given.text("audience")!!,
    method = given.text("method")!!,
    path = given.text("path")!!,
    bodyHash = given.text("bodyHash")!!,
    serverNonce = given.text("serverNonce"),
)

private fun proof(given: JsonObject) = Proof(given.instant("issuedAt")!!, given.text("nonce")!!)

private fun proofVerified(given: JsonObject): JsonObject {
    val key = readKey(given["key"].asJsonObject)
    val device = given.text("uid")?.let { Device.registered(it, key) } ?: Device.selfCertifying(key)
    val der = given.text("signatureDerHex")
    val signature = if (der != null) DeviceSignature.fromDer(bytes(der)) else DeviceSignature.parse(given.text("signature")!!)
    val policy = proofPolicy(
        maximumAgeMs = given.count("maximumAgeMs"),
        maximumSkewMs = given.count("maximumSkewMs"),
        revoked = given.words("revokedUids"),
        issuedAfter = given.instant("issuedAfter"),
    )
    val candidate = verifyProof(device, call(given), proof(given), signature, given.instant("now")!!, policy)
    val verified = candidate.accept(replay(candidate.replayKey(), given))
    check(verified.replayExpiresAt() == candidate.replayExpiresAt()) { "the verified proof is another" }
    return json(
        "uid" to verified.uid(),
        "thumbprint" to verified.thumbprint(),
        "ageMs" to verified.ageMs(),
        "replayKey" to candidate.replayKey(),
        "replayExpiresAt" to candidate.replayExpiresAt().toEpochMilli(),
    )
}
