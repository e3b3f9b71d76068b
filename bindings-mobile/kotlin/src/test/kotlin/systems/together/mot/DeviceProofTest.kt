package systems.together.mot

import java.security.KeyFactory
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.security.spec.X509EncodedKeySpec
import java.time.Instant
import java.util.HexFormat
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A device that signs with the platform's own cryptography, as an Android phone does with its Keystore. */
class DeviceProofTest {
    private fun generate(curve: String): KeyPair =
        KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec(curve)) }.generateKeyPair()

    private val pair = generate("secp256r1")
    private val key = DeviceKey.fromSpki(pair.public.encoded)
    private val device = Device.selfCertifying(key)
    private val seen = Call(
        audience = "portal.example",
        method = "POST",
        path = "/api/offers?draft=1",
        bodyHash = documentHash("""{"loan":36000000}""".toByteArray()),
    )
    private val proof = Proof(issuedAt = Samples.noon, nonce = "4jzgNSNUa4C1rD2y1Q5Z8Y")

    private fun sign(message: ByteArray, algorithm: String = "SHA256withECDSA"): ByteArray =
        Signature.getInstance(algorithm).run {
            initSign(pair.private)
            update(message)
            sign()
        }

    private fun signed(uid: Uid, call: Call = seen) = DeviceSignature.fromDer(sign(proofMessage(uid, call, proof)))

    private fun refusal(call: () -> Unit) = assertThrows(MotException::class.java) { call() }.code()

    @Test
    fun `what the platform signs is verified`() {
        val candidate = verifyProof(device, seen, proof, signed(device.uid()), Samples.noon.plusMillis(7))
        assertEquals(uidFromDeviceKey(key.thumbprint()), candidate.uid())
        assertEquals(key.thumbprint(), candidate.thumbprint())
        assertEquals(7, candidate.ageMs())
        assertEquals(proof.nonce to Samples.noon.plusMillis(360_000), candidate.replayKey() to candidate.replayExpiresAt())
        val store = ReplayStore(8u)
        fun insert() = store.insert(candidate.replayKey(), candidate.replayExpiresAt(), Samples.noon)
        val verified = candidate.accept(insert())
        assertEquals(Triple(device.uid(), key.thumbprint(), 7L), Triple(verified.uid(), verified.thumbprint(), verified.ageMs()))
        assertEquals(candidate.replayExpiresAt(), verified.replayExpiresAt())
        assertEquals("identity.replayed", refusal { candidate.accept(insert()) })
        assertEquals(device.uid(), candidate.acceptWithoutReplayCheck().uid())
        val issuer = TokenIssuer(KeyRing("k1", Samples.secret))
        val receipt = issuer.issueReceipt(verified, Samples.noon)
        assertEquals(device.uid(), issuer.verifyReceipt(receipt, Samples.noon).uid)
    }

    @Test
    fun `a registered device speaks for the user id that it is registered under`() {
        val registered = Device.registered("user-abc", key)
        assertEquals("user-abc", registered.uid())
        assertEquals(key, registered.key())
        assertEquals("user-abc", verifyProof(registered, seen, proof, signed("user-abc"), Samples.noon).uid())
        // The user id is signed: what was signed for one passes for no other.
        assertEquals("identity.signature_mismatch", refusal { verifyProof(device, seen, proof, signed("user-abc"), Samples.noon) })
        assertEquals("id.bad_id", refusal { Device.registered("user--abc", key) })
    }

    @Test
    fun `both halves of the curve's order are accepted, in both encodings`() {
        val half = HexFormat.of().parseHex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8")
        val message = proofMessage(device.uid(), seen, proof)
        var high = 0
        repeat(40) {
            val der = DeviceSignature.fromDer(sign(message))
            verifyProof(device, seen, proof, der, Samples.noon)
            val plain = HexFormat.of().formatHex(sign(message, "SHA256withECDSAinP1363Format"))
            val parsed = DeviceSignature.parse(plain)
            assertEquals(plain, parsed.toString())
            verifyProof(device, seen, proof, parsed, Samples.noon)
            if (der.toString().substring(64) > HexFormat.of().formatHex(half)) high += 1
        }
        assertTrue(high in 1..39, "$high of 40")
    }

    @Test
    fun `every word of the call and of the device is signed`() {
        val signature = signed(device.uid())
        val calls = listOf(
            seen.copy(audience = "other.example"), seen.copy(method = "PUT"), seen.copy(path = "/api/offers"),
            seen.copy(bodyHash = documentHash(ByteArray(0))), seen.copy(serverNonce = "n"),
        )
        for (other in calls) {
            assertEquals("identity.signature_mismatch", refusal { verifyProof(device, other, proof, signature, Samples.noon) })
        }
        for (other in listOf(proof.copy(issuedAt = Samples.noon.minusMillis(1)), proof.copy(nonce = "4jzgNSNUa4C1rD2y1Q5Z8Z"))) {
            assertEquals("identity.signature_mismatch", refusal { verifyProof(device, seen, other, signature, Samples.noon) })
        }
        val another = Device.registered(device.uid(), DeviceKey.fromSpki(generate("secp256r1").public.encoded))
        assertEquals("identity.signature_mismatch", refusal { verifyProof(another, seen, proof, signature, Samples.noon) })
        val asked = seen.copy(serverNonce = "n-1")
        assertEquals(device.uid(), verifyProof(device, asked, proof, signed(device.uid(), asked), Samples.noon).uid())
    }

    @Test
    fun `time and policy are judged after the signature`() {
        val signature = signed(device.uid())
        fun judged(now: Instant, policy: ProofPolicy? = null) =
            refusal { verifyProof(device, seen, proof, signature, now, policy) }
        assertEquals("identity.expired", judged(Samples.noon.plusMillis(300_001)))
        assertEquals("identity.issued_in_future", judged(Samples.noon.minusMillis(60_001)))
        assertEquals("identity.expired", judged(Samples.noon.plusMillis(2), proofPolicy(maximumAgeMs = 1uL)))
        assertEquals("identity.issued_in_future", judged(Samples.noon.minusMillis(2), proofPolicy(maximumSkewMs = 1uL)))
        assertEquals("identity.revoked", judged(Samples.noon, proofPolicy(revoked = listOf(device.uid()))))
        assertEquals("identity.issued_before_cutoff", judged(Samples.noon, proofPolicy(issuedAfter = Samples.noon)))
        assertEquals(defaultProofPolicy(), proofPolicy())
        assertEquals(ProofPolicy(1uL, 2uL, listOf("a"), Samples.noon), proofPolicy(1uL, 2uL, listOf("a"), Samples.noon))
    }

    @Test
    fun `a message has its grammar`() {
        fun refused(call: Call, uid: Uid = "user-abc") = refusal { proofMessage(uid, call, proof) }
        fun refused(proof: Proof) = refusal { proofMessage("user-abc", seen, proof) }
        assertEquals("identity.invalid_uid", refused(seen, "user--abc"))
        assertEquals("identity.invalid_audience", refused(seen.copy(audience = "Portal")))
        assertEquals("identity.invalid_method", refused(seen.copy(method = "post")))
        assertEquals("identity.invalid_path", refused(seen.copy(path = "api")))
        assertEquals("identity.invalid_body_hash", refused(seen.copy(bodyHash = "00")))
        assertEquals("identity.invalid_timestamp", refused(proof.copy(issuedAt = Instant.EPOCH)))
        assertEquals("identity.invalid_nonce", refused(proof.copy(nonce = "once")))
        assertEquals("identity.invalid_server_nonce", refused(seen.copy(serverNonce = "")))
        assertEquals("time.too_precise", refused(proof.copy(issuedAt = Samples.noon.plusNanos(1))))
        assertTrue(proofMessage("user-abc", seen, proof).decodeToString().startsWith("mot-core/proof/p256/v1\u0000\u0000\buser-abc"))
    }

    @Test
    fun `it comes back as it was written`() {
        for (call in listOf(seen, seen.copy(serverNonce = "n-1"))) assertEquals(call, Call.fromJson(call.toJson()))
        assertEquals(proof, Proof.fromJson(proof.toJson()))
        assertEquals("input.unknown_field", refusal { Proof.fromJson(proof.toJson().replace("{", "{\"uid\":\"a\",")) })
        // Nothing of the call is the device's word.
        assertEquals("input.unknown_field", refusal { Proof.fromJson(proof.toJson().replace("{", "{\"path\":\"/\",")) })
        assertEquals("input.unknown_field", refusal { Call.fromJson(seen.toJson().replace("{", "{\"nonce\":\"n\",")) })
    }

    @Test
    fun `a key has one value in every encoding`() {
        for (other in listOf(DeviceKey.fromSec1(key.toSec1()), DeviceKey.fromSpki(key.toSpki()), DeviceKey.fromJwk(key.toJwk()))) {
            assertEquals(key, other)
            assertEquals(key.hashCode(), other.hashCode())
        }
        assertNotEquals(key, DeviceKey.fromSpki(generate("secp256r1").public.encoded))
        assertEquals("DeviceKey(${key.thumbprint()})", key.toString())
        assertEquals(pair.public, KeyFactory.getInstance("EC").generatePublic(X509EncodedKeySpec(key.toSpki())))
        val compressed = byteArrayOf(if (key.toSec1().last() % 2 == 0) 2 else 3) + key.toSec1().sliceArray(1..32)
        assertEquals(key, DeviceKey.fromSec1(compressed))
    }

    @Test
    fun `what is no key and no signature is refused`() {
        assertEquals("identity.invalid_public_key", refusal { DeviceKey.fromSpki(generate("secp384r1").public.encoded) })
        assertEquals("identity.invalid_public_key", refusal { DeviceKey.fromSpki(pair.public.encoded + 0) })
        assertEquals("identity.invalid_public_key", refusal { DeviceKey.fromSpki(pair.private.encoded) })
        assertEquals("identity.invalid_public_key", refusal { DeviceKey.fromSec1(ByteArray(65) { 4 }) })
        assertEquals("identity.invalid_public_key", refusal { DeviceKey.fromSec1(ByteArray(0)) })
        assertEquals("identity.private_key", refusal { DeviceKey.fromJwk(key.toJwk().replace("{", "{\"d\":\"AA\",")) })
        assertEquals("input.bad_json", refusal { DeviceKey.fromJwk("{") })
        assertEquals("identity.invalid_thumbprint", refusal { uidFromDeviceKey("thumb") })
        assertEquals("identity.invalid_signature_format", refusal { DeviceSignature.fromDer(ByteArray(8)) })
        assertEquals("identity.invalid_signature_format", refusal { DeviceSignature.fromDer(sign(ByteArray(1)) + 0) })
        assertEquals("identity.invalid_signature_format", refusal { DeviceSignature.parse("00".repeat(64)) })
    }
}
