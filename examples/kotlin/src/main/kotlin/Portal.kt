// How somebody without an account becomes the borrower: a link, what is kept instead of it, and the device's own proof.

import com.google.gson.JsonObject
import java.time.Instant
import java.util.HexFormat
import systems.together.mot.*

/** Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower. */
fun openPortal(data: JsonObject, used: ReplayStore, store: Store): Uid {
    val (ring, uid) = ring(data) to data.text("uid")
    val (signedAt, openedAt) = data.instant("signedAt") to data.instant("openedAt")
    fun context(now: Instant) = Context(now, Actor.Party(uid))

    val created = Identity.create(uid, context(signedAt))
    val identity = (created.changes.single().document as Document.Identity).document
    store.commit("a browser makes up a user id", created)

    val (audience, mot, entropy) = Triple(data.text("audience"), data.text("mot"), bytes(data.text("entropyHex")))
    val fragment = LinkSigner(ring).signFor(audience, mot, uid, signedAt, entropy)

    val verifier = LinkVerifier(ring, linkPolicy(audience = audience))
    val link = verifier.verify(fragment, openedAt).bind(identity.uid)
    val replay = used.insert(link.replayKey(), link.replayExpiresAt(), openedAt)
    val month = IdentityPolicy(maximumAgeMs = 30uL * 24uL * 3_600_000uL)
    val verified = Identity.verify(identity, link, replay, month, context(openedAt))
    val accepted = link.accept(replay)
    store.tell(openedAt, "a link opens the portal for ${accepted.uid()}, ${accepted.ageMs()} ms after it was signed")
    store.keep(
        """{"link":{"fragment":"$fragment","uid":"${accepted.uid()}","keyId":"${accepted.keyId()}",""" +
            """"ageMs":${accepted.ageMs()},"replayKey":"${accepted.replayKey()}",""" +
            """"replayExpiresAt":${accepted.replayExpiresAt().toEpochMilli()}}}""",
    )
    store.commit("the link verifies it", verified)

    val again = used.insert(link.replayKey(), link.replayExpiresAt(), openedAt)
    try {
        link.accept(again)
        error("a link was used twice")
    } catch (refusal: MotException) {
        store.refuse("somebody opens the same link again", refusal)
    }

    val issuer = TokenIssuer(ring)
    val receipt = issuer.issueReceipt(accepted, openedAt)
    val session = issuer.issueSession(receipt, openedAt)
    val judged = issuer.verifySession(session, openedAt)
    judged.checkHeader(uid)
    store.tell(openedAt, "the browser keeps a receipt, and shows a session until ${judged.expiresAt()}")
    store.keep("""{"tokens":{"receipt":"$receipt","session":"$session"}}""")
    try {
        judged.checkHeader("user-abc")
        error("another user id passed")
    } catch (refusal: MotException) {
        store.refuse("a call claims to be user-abc", refusal)
    }
    return uid
}

/** Judges what a device has signed about one call. */
fun prove(data: JsonObject, used: ReplayStore, store: Store) {
    val key = DeviceKey.fromJwk(data["publicKey"].toString())
    val device = Device.registered(data.text("uid"), key)
    // What the portal sees of the call, and what came with it.
    val call = Call.fromJson(data["call"].toString())
    val proof = Proof.fromJson(data["proof"].toString())
    val signature = DeviceSignature.parse(data.text("signature"))
    val receivedAt = data.instant("receivedAt")
    val candidate = verifyProof(device, call, proof, signature, receivedAt)
    val accepted = candidate.accept(used.insert(candidate.replayKey(), candidate.replayExpiresAt(), receivedAt))
    store.tell(receivedAt, "a device proves a call with the key ${accepted.thumbprint()}")
    store.keep(
        """{"proof":{"uid":"${accepted.uid()}","thumbprint":"${accepted.thumbprint()}",""" +
            """"ageMs":${accepted.ageMs()},"replayKey":"${candidate.replayKey()}"}}""",
    )
}

private fun ring(data: JsonObject): KeyRing {
    val keys = data["keys"].asJsonArray.map { it.asJsonObject }
    fun secret(key: JsonObject) = bytes(key.text("secretHex"))
    val ring = KeyRing(keys.first().text("id"), secret(keys.first()))
    for (key in keys.drop(1)) {
        ring.add(key.text("id"), secret(key), KeyStatus.valueOf(key.text("status").uppercase()))
    }
    return ring
}

private fun JsonObject.text(name: String): String = this[name].asString

private fun JsonObject.instant(name: String): Instant = Instant.parse(text(name))

private fun bytes(hexadecimal: String): ByteArray = HexFormat.of().parseHex(hexadecimal)
