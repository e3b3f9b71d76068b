package systems.together.mot

import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class IdentityTest {
    private val ring = KeyRing("k1", Samples.secret)
    private val uid = generateUid()
    private val policy = LegacyRecordPolicy(maximumAgeMs = 86_400_000uL)

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
        assertEquals(listOf(uid, "k1"), listOf(bound.uid(), bound.keyId()))
        assertEquals(LinkVersion.ONE to 5L, bound.version() to bound.ageMs())
        assertEquals(Samples.noon.plusMillis(360_000), bound.replayExpiresAt())
        val link = bound.accept(Replay.FRESH)
        for (accepted in listOf(link, bound.acceptWithoutReplayCheck())) {
            assertEquals(listOf(uid, "k1"), listOf(accepted.uid(), accepted.keyId()))
            assertEquals(LinkVersion.ONE to 5L, accepted.version() to accepted.ageMs())
            assertEquals(bound.replayKey() to bound.replayExpiresAt(), accepted.replayKey() to accepted.replayExpiresAt())
        }
        val seen = assertThrows(MotException.Identity::class.java) { bound.accept(Replay.SEEN) }
        assertEquals("identity.replayed", seen.code())
        val other = assertThrows(MotException.Identity::class.java) { candidate.bind(generateUid()) }
        assertEquals("identity.uid_conflict", other.code())
    }

    @Test
    fun `a link is checked without an exception`() {
        val verifier = LinkVerifier(ring)
        val fragment = LinkSigner(ring).sign("portal", uid, Samples.noon)
        val passed = verifier.check(fragment, Samples.noon) as CheckedLink.Passed
        assertEquals(uid, passed.candidate.bind(null).accept(Replay.FRESH).uid())
        val late = Samples.noon.plusMillis(300_001)
        assertEquals(CheckedLink.Refused("identity.expired", "link_expired"), verifier.check(fragment, late))
        assertEquals(CheckedLink.Refused("identity.missing_parameter", "link_invalid"), verifier.check("mot=portal", late))
        // The instant is the host's own: one that is none is no refusal of the link.
        assertThrows(MotException.Time::class.java) { verifier.check(fragment, Instant.MAX) }
    }

    @Test
    fun `many links are judged in one call, each for itself`() {
        val verifier = LinkVerifier(ring)
        val fragment = LinkSigner(ring).sign("portal", uid, Samples.noon)
        val judged = verifier.verifyMany(List(1000) { if (it % 2 == 0) fragment else "#" }, Samples.noon)
        assertEquals(1000, judged.size)
        for ((index, checked) in judged.withIndex()) {
            if (index % 2 == 0) {
                assertEquals(uid, (checked as CheckedLink.Passed).candidate.uid())
            } else {
                assertEquals("link_invalid", (checked as CheckedLink.Refused).publicCode)
            }
        }
        assertEquals(emptyList<CheckedLink>(), verifier.verifyMany(emptyList(), Samples.noon))
    }

    @Test
    fun `a stored record is rechecked by an age of its own`() {
        val fragment = LinkSigner(ring).sign("portal", uid, Samples.noon)
        val (mot, _, ts, sig) = fragment.split('&').map { it.substringAfter('=') }
        val record = """{"mot":"$mot","uid":"$uid","ts":$ts,"sig":"$sig"}"""
        val day = Samples.noon.plusSeconds(86_400)
        val candidate = LinkVerifier(ring).recheck(record, policy, day)
        assertEquals(uid to 86_400_000L, candidate.uid() to candidate.ageMs())
        fun refusal(record: String, now: Instant = day, policy: LegacyRecordPolicy = this.policy) =
            assertThrows(MotException::class.java) { LinkVerifier(ring).recheck(record, policy, now) }
        // Since when receipts are stored: a link of that instant or later is no record of before.
        LinkVerifier(ring).recheck(record, policy.copy(issuedBefore = Samples.noon.plusMillis(1)), day)
        val late = refusal(record, policy = policy.copy(issuedBefore = Samples.noon))
        assertEquals("identity.not_a_legacy_record" to "link_invalid", late.code() to late.publicCode())
        assertEquals("identity.expired", refusal(record, day.plusMillis(1)).code())
        assertEquals("identity.signature_mismatch", refusal(record.replace("portal", "other")).code())
        val unsigned = refusal("""{"mot":"$mot","uid":"$uid","ts":"$ts","sig":null}""")
        assertEquals("input.wrong_type" to "sig", unsigned.code() to unsigned.path())
        assertEquals("input.unknown_field", refusal(record.replace("{", "{\"verified\":true,")).code())
    }

    @Test
    fun `a replay store keeps a key until it expires`() {
        val store = ReplayStore(2u)
        val end = Samples.noon.plusSeconds(60)
        assertEquals(Replay.FRESH, store.insert("one", end, Samples.noon))
        assertEquals(Replay.SEEN, store.insert("one", end, Samples.noon))
        assertEquals(Replay.FRESH, store.insert("two", end.plusSeconds(1), Samples.noon))
        val full = assertThrows(MotException.Identity::class.java) { store.insert("three", end, Samples.noon) }
        assertEquals("identity.replay_store_full", full.code())
        assertEquals(mapOf("capacity" to "2"), full.detailsByName())
        assertEquals(2uL, store.length())
        assertEquals(Replay.FRESH, store.insert("three", end.plusSeconds(1), end.plusMillis(1)))
        // The first one is forgotten, and a clock that goes back opens nothing.
        assertEquals(Replay.SEEN, store.insert("one", end, Samples.noon))
        val finer = assertThrows(MotException.Time::class.java) { store.insert("four", end.plusNanos(1), end) }
        assertEquals("time.too_precise", finer.code())
    }

    @Test
    fun `of many threads one is first`() {
        val store = ReplayStore(1000u)
        val verifier = LinkVerifier(ring, linkPolicy(audience = "portal.example"))
        val fragments = List(100) { LinkSigner(ring).signFor("portal.example", "portal", uid, Samples.noon) }
        val threads = Executors.newFixedThreadPool(8)
        val accepted = threads.invokeAll(
            List(8) {
                Callable {
                    fragments.count { fragment ->
                        val bound = verifier.verify(fragment, Samples.noon).bind(uid)
                        store.insert(bound.replayKey(), bound.replayExpiresAt(), Samples.noon) == Replay.FRESH
                    }
                }
            },
        )
        assertEquals(100, accepted.sumOf { it.get() })
        assertEquals(100uL, store.length())
        threads.shutdown()
    }

    @Test
    fun `user ids have a public name`() {
        assertEquals(64, publicId(uid).length)
        assertEquals(publicId(uid), publicId(uid))
        assertNotEquals(publicId(uid), publicId(generateUid()))
        assertTrue(publicId("4jzgNSNUa4C1rD2y1Q5Z8Y").startsWith("b784cf5f345be2da"))
        assertEquals("id.bad_id", assertThrows(MotException.Id::class.java) { publicId("user--abc") }.code())
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
        // Who has no name is meant by no link.
        val nobody = assertThrows(MotException.Identity::class.java) { LinkVerifier(ring).verify(fragment, Samples.noon) }
        assertEquals("identity.audience_mismatch", nobody.code())
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
    fun `an active key has dates too`() {
        val ending = KeyRing("k1", Samples.secret, notAfter = Samples.noon)
        val fragment = LinkSigner(ending).sign("portal", uid, Samples.noon)
        assertEquals("k1", LinkVerifier(ending).verify(fragment, Samples.noon).keyId())
        fun refusal(call: () -> Unit) = assertThrows(MotException::class.java) { call() }.code()
        val late = Samples.noon.plusMillis(1)
        assertEquals("identity.key_retired", refusal { LinkVerifier(ending).verify(fragment, late) })
        assertEquals("identity.key_retired", refusal { LinkSigner(ending).sign("portal", uid, late) })
        assertEquals("identity.key_retired", refusal { LinkSigner(KeyRing("k1", Samples.secret, late)).sign("portal", uid, Samples.noon) })
        assertEquals("time.interval_reversed", refusal { KeyRing("k1", Samples.secret, late, Samples.noon) })
        val other = "the secret that it has now, just as long".toByteArray()
        assertEquals("time.interval_reversed", refusal { ring.add("k2", other, KeyStatus.ACCEPT, late, Samples.noon) })
    }

    @Test
    fun `no link gives a key away`() {
        val shown = "a-secret-of-letters-32-bytes-long-or-more"
        val ring = KeyRing("k1", shown.toByteArray())
        val refused = assertThrows(MotException.Identity::class.java) { LinkSigner(ring).sign(shown, uid, Samples.noon) }
        assertEquals("identity.secret_in_link", refused.code())
        assertFalse(refused.toString().contains(shown))
    }

    @Test
    fun `ids are new each time`() {
        assertEquals(22, uid.length)
        assertNotEquals(uid, generateUid())
        assertTrue(generateId("offer", Samples.noon).startsWith("offer-"))
        assertNotEquals(generateId("offer", Samples.noon), generateId("offer", Samples.noon))
    }
}
