package systems.together.mot

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class IdentityDocumentTest {
    private val ring = KeyRing("k1", Samples.secret)
    private val uid = "4jzgNSNUa4C1rD2y1Q5Z8Y"
    private val own = Context(Samples.noon, Actor.Party(uid))
    private val policy = IdentityPolicy(maximumAgeMs = 86_400_000uL)

    private fun bound(of: Uid = uid) =
        LinkVerifier(ring).verify(LinkSigner(ring).sign("portal", of, Samples.noon), Samples.noon).bind(of)

    private fun stored(decision: Decision) = (decision.changes.single().document as Document.Identity).document

    private fun refusal(call: () -> Unit) = assertThrows(MotException::class.java) { call() }.code()

    @Test
    fun `a user id is made up, verified, and local again`() {
        val local = stored(Identity.create(uid, own))
        assertEquals(Identity(uid, IdentityStatus.LOCAL, version = 1uL), local)
        val link = bound()
        val decision = Identity.verify(local, link, Replay.FRESH, policy, own)
        val verified = stored(decision)
        val day = Samples.noon.plusSeconds(86_400)
        assertEquals(IdentityStatus.VERIFIED to Samples.noon, verified.status to verified.verifiedAt)
        assertEquals(Receipt(uid, "k1", Samples.noon, day), verified.receipt)
        assertEquals(
            listOf(Requirement.Unique("replay/${link.replayKey()}", link.replayExpiresAt())),
            decision.requires,
        )
        assertEquals(Document.Identity(verified).version, decision.changes.single().version)
        assertEquals(Document.Identity(verified), Document.Identity(local).folded(decision.events))
        val system = Context(day, Actor.System)
        assertEquals("identity.not_lapsed", refusal { verified.expire(policy, system) })
        val expired = stored(verified.expire(policy, system.copy(now = day.plusMillis(1))))
        assertEquals(IdentityStatus.LOCAL, expired.status)
        assertNull(expired.receipt)
        assertEquals("identity.revoked", verified.revoke(own).events.single().name)
        assertEquals("identity.revoked", verified.revoke(Context(day, Actor.Platform)).events.single().name)
    }

    @Test
    fun `a link may be the first word of a user id`() {
        val verified = stored(Identity.verify(null, bound(), Replay.FRESH, policy, own))
        assertEquals(uid to 1uL, verified.uid to verified.version)
    }

    @Test
    fun `what may not happen is refused`() {
        val local = stored(Identity.create(uid, own))
        assertEquals("lifecycle.already_exists", refusal { Identity.create(uid, own, local) })
        assertEquals("id.bad_id", refusal { Identity.create("user--abc", own) })
        assertEquals("lifecycle.actor_not_allowed", refusal { Identity.create(uid, Samples.borrower) })
        assertEquals("identity.replayed", refusal { Identity.verify(local, bound(), Replay.SEEN, policy, own) })
        val another = bound(generateUid())
        assertEquals("identity.uid_conflict", refusal { Identity.verify(local, another, Replay.FRESH, policy, own) })
        assertEquals(
            "lifecycle.actor_not_allowed",
            refusal { Identity.verify(null, bound(), Replay.FRESH, policy, Samples.borrower) },
        )
        val stale = own.copy(expectedVersion = 7uL)
        assertEquals("lifecycle.version_conflict", refusal { Identity.verify(local, bound(), Replay.FRESH, policy, stale) })
        assertEquals("lifecycle.illegal_transition", refusal { local.expire(policy, Context(Samples.noon, Actor.System)) })
        assertEquals("lifecycle.illegal_transition", refusal { local.revoke(own) })
        val forged = local.copy(status = IdentityStatus.VERIFIED, verifiedAt = Samples.noon)
        assertEquals("input.bad_value", refusal { forged.revoke(own) })
    }

    @Test
    fun `what is allowed comes with the code why not`() {
        val identity = Identity.fromJson(Samples.IDENTITY)
        val allowed = identity.allowed(Actor.Party(uid)).associate { it.command to it.code }
        assertEquals(setOf("verify", "expire", "revoke"), allowed.keys)
        assertNull(allowed["revoke"])
        assertEquals("lifecycle.actor_not_allowed", allowed["expire"])
        assertTrue(identity.allowed(Actor.System).single { it.command == "expire" }.enabled)
    }

    @Test
    fun `the decision by name is the same, but no link is a text`() {
        val context = """{ "now": "2025-02-03T12:00:00Z", "actor": { "party": "$uid" } }"""
        val named = decide("identity.create", null, """{ "uid": "$uid" }""", context)
        assertEquals(canonicalJson(named), canonicalJson(Identity.create(uid, own).toJson()))
        assertEquals("lifecycle.unknown_command", refusal { decide("identity.verify", Samples.IDENTITY, "{}", context) })
    }

    @Test
    fun `it comes back as it was read`() {
        val identity = Identity.fromJson(Samples.IDENTITY)
        assertEquals(canonicalJson(Samples.IDENTITY), canonicalJson(identity.toJson()))
        assertEquals(policy, IdentityPolicy.fromJson(policy.toJson()))
    }
}
