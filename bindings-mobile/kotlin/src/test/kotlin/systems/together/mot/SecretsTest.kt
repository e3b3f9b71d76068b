package systems.together.mot

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.NotSerializableException
import java.io.ObjectOutputStream
import java.lang.reflect.Modifier
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What must stay hidden, and what nobody but the library makes. */
class SecretsTest {
    private val ring = KeyRing("k1", Samples.secret)
    private val uid = generateUid()
    private val issuer = TokenIssuer(ring)
    private val bound = LinkVerifier(ring).verify(LinkSigner(ring).sign("portal", uid, Samples.noon), Samples.noon).bind(uid)
    private val receipt = issuer.issueReceipt(bound.accept(Replay.FRESH), Samples.noon)
    private val session = issuer.issueSession(receipt, Samples.noon)

    @Test
    fun `a secret is never shown`() {
        assertTrue(ring.toString().contains("k1"))
        val store = ReplayStore(8u).also { it.insert(bound.replayKey(), bound.replayExpiresAt(), Samples.noon) }
        val hidden = listOf("secret", "97, 32", Samples.secret.decodeToString(), bound.replayKey(), session.takeLast(64))
        val objects = listOf(
            ring, LinkVerifier(ring), LinkSigner(ring), issuer, store, bound, bound.accept(Replay.FRESH),
            issuer.verifySession(session, Samples.noon), CheckedLink.Passed(LinkVerifier(ring).verify(fragment(), Samples.noon)),
        )
        for (shown in objects.map(Any::toString)) {
            for (text in hidden) assertFalse(shown.contains(text), shown)
        }
    }

    @Test
    fun `no object can be written down`() {
        for (secretive in listOf(ring, LinkVerifier(ring), LinkSigner(ring), issuer, ReplayStore(1u), bound)) {
            val stream = ObjectOutputStream(ByteArrayOutputStream())
            assertThrows(NotSerializableException::class.java) { stream.writeObject(secretive) }
        }
    }

    @Test
    fun `no refusal repeats a link, a receipt or a session`() {
        val forged = session.dropLast(1) + if (session.last() == '0') '1' else '0'
        val refusals = listOf(
            assertThrows(MotException::class.java) { issuer.verifySession(forged, Samples.noon) },
            assertThrows(MotException::class.java) { issuer.verifySession(receipt, Samples.noon) },
            assertThrows(MotException::class.java) { issuer.verifyReceipt("$receipt~", Samples.noon) },
            assertThrows(MotException::class.java) { issuer.verifySession(session, Samples.noon.minusSeconds(3600)) },
            assertThrows(MotException::class.java) { issuer.verifySession(session, Samples.noon).checkHeader("user-abc") },
            assertThrows(MotException::class.java) { bound.accept(Replay.SEEN) },
        )
        for (shown in refusals.flatMap { listOf(it.toString(), it.message!!) + it.detailsByName().values }) {
            for (text in listOf(uid, session.takeLast(64), receipt.takeLast(64), bound.replayKey(), "user-abc")) {
                assertFalse(shown.contains(text), shown)
            }
        }
    }

    @Test
    fun `nobody derives from what the library vouches for`() {
        val vouched = listOf(
            Candidate::class, BoundLink::class, VerifiedLink::class, SessionToken::class, ProofCandidate::class,
            VerifiedProof::class, Envelope::class, Admission::class, DeviceKey::class, Device::class, DeviceSignature::class,
            TokenIssuer::class, ReplayStore::class, CellMap::class, KeyRing::class, LinkVerifier::class, Schedule::class,
        )
        for (type in vouched) assertTrue(Modifier.isFinal(type.java.modifiers), type.java.name)
    }

    @Test
    fun `nobody makes it by hand`() {
        // Whoever uses the jar does not see what is internal; these tests belong to it and do.
        val source = File("../generated/kotlin/systems/together/mot/mot_core_mobile.kt").readText()
        assertFalse(Regex("""(?m)^ *(public )?constructor\((withHandle|noHandle)""").containsMatchIn(source))
        assertFalse(Regex("""(?m)^(public )?object FfiConverterType""").containsMatchIn(source))
        assertThrows(InternalException::class.java) { VerifiedLink(NoHandle).uid() }
        assertThrows(InternalException::class.java) { issuer.issueReceipt(VerifiedLink(NoHandle), Samples.noon) }
    }

    @Test
    fun `what was closed is not used`() {
        val closed = LinkVerifier(ring).verify(fragment(), Samples.noon).also { it.close() }
        assertThrows(IllegalStateException::class.java) { closed.bind(null) }
        assertEquals(uid, bound.uid())
    }

    private fun fragment() = LinkSigner(ring).sign("portal", uid, Samples.noon)
}
