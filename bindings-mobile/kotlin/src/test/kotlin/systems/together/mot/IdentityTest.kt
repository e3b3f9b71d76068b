package systems.together.mot

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class IdentityTest {
    private val ring = KeyRing("k1", Samples.secret)
    private val uid = generateUid()

    @Test
    fun `a link is verified, bound and accepted once`() {
        val fragment = LinkSigner(ring).sign("portal", uid, Samples.noon)
        val candidate = LinkVerifier(ring).verify("#$fragment", Samples.noon.plusMillis(5))
        assertEquals(uid, candidate.uid())
        assertEquals(LinkVersion.ONE, candidate.version())
        assertEquals("k1", candidate.keyId())
        assertEquals(5, candidate.ageMs())
        assertEquals(LinkBinding.FIRST, candidate.bind(null).binding())
        val bound = candidate.bind(uid)
        assertEquals(LinkBinding.SAME, bound.binding())
        assertEquals(Samples.noon.plusMillis(360_000), bound.replayExpiresAt())
        val link = bound.accept(Replay.FRESH)
        assertEquals(bound.replayKey(), link.replayKey)
        assertEquals(link, bound.acceptWithoutReplayCheck())
        val seen = assertThrows(MotException.Identity::class.java) { bound.accept(Replay.SEEN) }
        assertEquals("identity.replayed", seen.code())
        val other = assertThrows(MotException.Identity::class.java) { candidate.bind(generateUid()) }
        assertEquals("identity.uid_conflict", other.code())
    }

    @Test
    fun `a version 2 link is for its audience`() {
        val fragment = LinkSigner(ring).signFor("portal.example", "portal", uid, Samples.noon)
        assertNotEquals(fragment, LinkSigner(ring).signFor("portal.example", "portal", uid, Samples.noon))
        val policy = linkPolicy(audience = "portal.example", requireVersion2 = true)
        assertEquals(LinkVersion.TWO, LinkVerifier(ring, policy).verify(fragment, Samples.noon).version())
        val elsewhere = LinkVerifier(ring, policy.copy(audience = "elsewhere.example"))
        val refused = assertThrows(MotException.Identity::class.java) { elsewhere.verify(fragment, Samples.noon) }
        assertEquals("identity.audience_mismatch", refused.code())
    }

    @Test
    fun `what a policy does not say is what holds by default`() {
        assertEquals(defaultLinkPolicy(), linkPolicy())
        val own = LinkPolicy(
            maximumAgeMs = 1uL,
            maximumSkewMs = 2uL,
            audience = "portal.example",
            requireVersion2 = true,
            revoked = listOf(uid),
            issuedAfter = Samples.noon,
        )
        assertEquals(own, linkPolicy(1uL, 2uL, "portal.example", true, listOf(uid), Samples.noon))
        assertEquals(defaultLinkPolicy().copy(maximumSkewMs = 2uL), linkPolicy(maximumSkewMs = 2uL))
    }

    @Test
    fun `a verifier and a signer take the ring as it is`() {
        val turned = KeyRing("k1", Samples.secret)
        val before = LinkVerifier(turned)
        val other = "the secret that it has now, just as long".toByteArray()
        turned.add("k2", other, KeyStatus.ACCEPT)
        val fragment = LinkSigner(KeyRing("k2", other)).signFor("portal.example", "portal", uid, Samples.noon)
        val refused = assertThrows(MotException.Identity::class.java) { before.verify(fragment, Samples.noon) }
        assertEquals("identity.unknown_key", refused.code())
        val policy = linkPolicy(audience = "portal.example")
        assertEquals("k2", LinkVerifier(turned, policy).verify(fragment, Samples.noon).keyId())
    }

    @Test
    fun `keys are turned`() {
        val fragment = LinkSigner(ring).sign("portal", uid, Samples.noon)
        val next = KeyRing("k2", "the secret that it has now, just as long".toByteArray())
        next.add("k1", Samples.secret, KeyStatus.ACCEPT, null, null)
        assertEquals("k1", LinkVerifier(next).verify(fragment, Samples.noon).keyId())
        val retired = KeyRing("k2", "the secret that it has now, just as long".toByteArray())
        retired.add("k1", Samples.secret, KeyStatus.ACCEPT, null, Samples.noon.minusMillis(1))
        val refused = assertThrows(MotException.Identity::class.java) { LinkVerifier(retired).verify(fragment, Samples.noon) }
        assertEquals("identity.key_retired", refused.code())
    }

    @Test
    fun `a secret is never shown`() {
        assertTrue(ring.toString().contains("k1"))
        for (shown in listOf(ring.toString(), LinkVerifier(ring).toString(), LinkSigner(ring).toString())) {
            assertFalse(shown.contains("secret"), shown)
            assertFalse(shown.contains("97, 32"), shown)
        }
    }

    @Test
    fun `ids are new each time`() {
        assertEquals(22, uid.length)
        assertNotEquals(uid, generateUid())
        assertTrue(generateId("offer", Samples.noon).startsWith("offer-"))
        assertNotEquals(generateId("offer", Samples.noon), generateId("offer", Samples.noon))
    }
}
