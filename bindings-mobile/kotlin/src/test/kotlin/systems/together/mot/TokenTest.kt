package systems.together.mot

import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class TokenTest {
    private val ring = KeyRing("k1", Samples.secret)
    private val uid = generateUid()
    private val link = LinkVerifier(ring)
        .verify(LinkSigner(ring).sign("portal", uid, Samples.noon), Samples.noon)
        .bind(uid)
        .accept(Replay.FRESH)

    private fun refusal(call: () -> Unit) = assertThrows(MotException.Identity::class.java) { call() }.code()

    @Test
    fun `a link gives a receipt, a receipt gives a session, a session checks the header`() {
        val issuer = TokenIssuer(ring)
        val receipt = issuer.issueReceipt(link, Samples.noon)
        assertTrue(receipt.startsWith("mot-receipt-1~k1~$uid~"))
        val month = Samples.noon.plusSeconds(30 * 86_400)
        assertEquals(Receipt(uid, "k1", Samples.noon, month), issuer.verifyReceipt(receipt, Samples.noon))
        val later = Samples.noon.plusSeconds(60)
        val session = issuer.verifySession(issuer.issueSession(receipt, later), later)
        assertEquals(listOf(uid, "k1"), listOf(session.uid(), session.keyId()))
        assertEquals(later to later.plusSeconds(3600), session.issuedAt() to session.expiresAt())
        session.checkHeader(uid)
        for (other in listOf("", "user-abc", " $uid", uid.lowercase())) {
            assertEquals("identity.uid_header_mismatch", refusal { session.checkHeader(other) })
        }
    }

    @Test
    fun `neither passes for the other, nor changed, nor out of time`() {
        val issuer = TokenIssuer(ring)
        val receipt = issuer.issueReceipt(link, Samples.noon)
        val session = issuer.issueSession(receipt, Samples.noon)
        assertEquals("identity.malformed", refusal { issuer.verifySession(receipt, Samples.noon) })
        assertEquals("identity.malformed", refusal { issuer.verifyReceipt(session, Samples.noon) })
        assertEquals("identity.malformed", refusal { issuer.issueSession(session, Samples.noon) })
        val renamed = session.replace("mot-session-1", "mot-receipt-1")
        assertEquals("identity.signature_mismatch", refusal { issuer.verifyReceipt(renamed, Samples.noon) })
        assertEquals("identity.too_long", refusal { issuer.verifyReceipt(receipt + "0".repeat(256), Samples.noon) })
        assertEquals("identity.invalid_key_id", refusal { issuer.verifyReceipt(receipt.replace("~k1~", "~K1~"), Samples.noon) })
        assertEquals("identity.unknown_key", refusal { issuer.verifyReceipt(receipt.replace("~k1~", "~k2~"), Samples.noon) })
        val hour = Samples.noon.plusSeconds(3600)
        assertEquals(uid, issuer.verifySession(session, hour).uid())
        assertEquals("identity.expired", refusal { issuer.verifySession(session, hour.plusMillis(1)) })
        assertEquals("identity.issued_in_future", refusal { issuer.verifySession(session, Samples.noon.minusMillis(60_001)) })
        assertEquals("identity.invalid_timestamp", refusal { issuer.issueReceipt(link, Instant.EPOCH) })
    }

    @Test
    fun `a policy shortens, revokes and cuts off`() {
        val short = TokenIssuer(ring, tokenPolicy(receiptLifetimeMs = 1000uL, sessionLifetimeMs = 5000uL))
        val receipt = short.issueReceipt(link, Samples.noon)
        val session = short.verifySession(short.issueSession(receipt, Samples.noon), Samples.noon)
        assertEquals(Samples.noon.plusMillis(1000), session.expiresAt())
        assertEquals("identity.expired", refusal { short.issueSession(receipt, Samples.noon.plusMillis(1000)) })
        val strict = TokenIssuer(ring, tokenPolicy(revoked = listOf(uid)))
        assertEquals("identity.revoked", refusal { strict.verifyReceipt(receipt, Samples.noon) })
        val late = TokenIssuer(ring, tokenPolicy(issuedAfter = Samples.noon))
        assertEquals("identity.issued_before_cutoff", refusal { late.verifyReceipt(receipt, Samples.noon) })
        assertEquals("identity.revoked", refusal { strict.issueReceipt(link, Samples.noon) })
        // A policy that was shortened holds for the receipts of before too.
        val before = TokenIssuer(ring).issueReceipt(link, Samples.noon)
        assertEquals("identity.expired", refusal { short.verifyReceipt(before, Samples.noon.plusMillis(1001)) })
    }

    @Test
    fun `a link that could not be shown any more gives no receipt`() {
        val issuer = TokenIssuer(ring)
        issuer.issueReceipt(link, link.replayExpiresAt())
        assertEquals("identity.expired", refusal { issuer.issueReceipt(link, link.replayExpiresAt().plusMillis(1)) })
    }

    @Test
    fun `tokens are for one portal`() {
        val here = TokenIssuer(ring, tokenPolicy(audience = "portal.example"))
        val receipt = here.issueReceipt(link, Samples.noon)
        assertEquals(uid, here.verifyReceipt(receipt, Samples.noon).uid)
        for (other in listOf(TokenIssuer(ring), TokenIssuer(ring, tokenPolicy(audience = "other.example")))) {
            assertEquals("identity.signature_mismatch", refusal { other.verifyReceipt(receipt, Samples.noon) })
        }
        assertEquals("identity.invalid_audience", refusal { TokenIssuer(ring, tokenPolicy(audience = "Portal")) })
    }

    @Test
    fun `keys are turned`() {
        val receipt = TokenIssuer(ring).issueReceipt(link, Samples.noon)
        val next = KeyRing("k2", "the secret that it has now, just as long".toByteArray())
        next.add("k1", Samples.secret, KeyStatus.ACCEPT)
        val session = TokenIssuer(next).issueSession(receipt, Samples.noon)
        assertEquals("k2", TokenIssuer(next).verifySession(session, Samples.noon).keyId())
        val retired = KeyRing("k2", "the secret that it has now, just as long".toByteArray())
        retired.add("k1", Samples.secret, KeyStatus.RETIRED)
        assertEquals("identity.key_retired", refusal { TokenIssuer(retired).verifyReceipt(receipt, Samples.noon) })
    }

    @Test
    fun `what a policy does not say is what holds by default`() {
        assertEquals(defaultTokenPolicy(), tokenPolicy())
        assertEquals(
            TokenPolicy("portal.example", 1uL, 2uL, 3uL, listOf(uid), Samples.noon),
            tokenPolicy("portal.example", 1uL, 2uL, 3uL, listOf(uid), Samples.noon),
        )
        assertEquals(defaultTokenPolicy().copy(maximumSkewMs = 2uL), tokenPolicy(maximumSkewMs = 2uL))
    }
}
