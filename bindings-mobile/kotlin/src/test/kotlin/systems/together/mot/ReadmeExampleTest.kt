package systems.together.mot

import java.io.File
import java.math.BigDecimal
import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The example of the README, run. */
class ReadmeExampleTest {
    private val saved = mutableListOf<String>()

    private fun save(kind: String, id: String, expectedVersion: ULong, version: ULong, json: String) {
        saved += "$kind/$id/$expectedVersion/$version ${canonicalJson(json).length}"
    }

    private fun example(secret: ByteArray, now: Instant, stored: String) {
        // The example begins.
        val price = Money.parse("360000.00", "EUR")
        check(price.decimal() == BigDecimal("360000.00"))
        check(instalment(price, BigDecimal("0.032"), BigDecimal("0.02"), Rounding.HALF_UP) == Money(156000, "EUR"))

        val ring = KeyRing("k1", secret)
        val used = ReplayStore(capacity = 100_000u) // one process; else the database
        val verifier = LinkVerifier(ring, linkPolicy(audience = "portal.example"))
        val fragment = LinkSigner(ring).signFor("portal.example", "portal", generateUid(), now)
        val candidate = verifier.verify(fragment, now)
        val bound = candidate.bind(storedUid = null) // the user id that is stored for this device, if one is
        val link = bound.accept(used.insert(bound.replayKey(), bound.replayExpiresAt(), now))

        val issuer = TokenIssuer(ring)
        val receipt = issuer.issueReceipt(link, now) // the device keeps it instead of the link
        val session = issuer.verifySession(issuer.issueSession(receipt, now), now)
        session.checkHeader(link.uid()) // X-MOT-User of a call, which proves nothing by itself

        val terms = LoanTerms(
            nominalRate = BigDecimal("0.032"),
            drawdowns = listOf(Drawdown(month = 0u, amount = price)),
            repayment = RepaymentPlan.InitialRate(rate = BigDecimal("0.02")),
            months = 180u,
        )
        check(terms.schedule().balance() == Money(22161546, "EUR")) // what is left after fifteen years

        val context = Context(now, Actor.Party("user-abc"))
        val decision = Application.fromJson(stored).share(listOf("bank-xyz"), context)
        for (change in decision.changes) {
            save(change.kind, change.id, change.expectedVersion, change.version, change.document.toJson())
        }

        try {
            Money.parse("1.005", "EUR")
        } catch (refused: MotException) {
            check(refused.code() == "money.too_precise")
            check(refused.detailsByName() == mapOf("digits" to "3", "allowed" to "2"))
        }

        val envelope = Envelope.fromJson("""{ "type": "join", "roomId": "mortgage:application:app-2025-0001" }""")
        val message = envelope.admit(Admission.ofApplication(Application.fromJson(stored)), context.actor, now)
        check(message.sender == "user-abc")
        // The example ends.
        assertEquals("k1", session.keyId())
    }

    @Test
    fun `it runs`() {
        example(Samples.secret, Samples.noon, Samples.APPLICATION)
        assertEquals("application/app-2025-0001/1/2", saved.single().substringBefore(' '))
    }

    @Test
    fun `the README shows it`() {
        val source = File("src/test/kotlin/systems/together/mot/ReadmeExampleTest.kt").readText()
        val example = source.substringAfter("// The example begins.\n").substringBefore("        // The example ends.")
        assertTrue(File("../README.md").readText().contains(example.trimIndent().trim()))
    }
}
