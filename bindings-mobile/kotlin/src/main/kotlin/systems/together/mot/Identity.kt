/* User ids, links, tokens and proofs as one writes them in Kotlin. */
package systems.together.mot

import java.security.SecureRandom

/** A new user id, from the randomness of the operating system. See [uidFromEntropy]. */
fun generateUid(): Uid = uidFromEntropy(entropy(16))

/**
 * What a portal accepts beyond a right signature: what is given here, and otherwise what [defaultLinkPolicy] says.
 * `LinkVerifier(ring, linkPolicy(audience = "portal.example"))`. Each parameter is the field of [LinkPolicy].
 */
fun linkPolicy(
    maximumAgeMs: ULong? = null,
    maximumSkewMs: ULong? = null,
    audience: String? = null,
    requireVersion2: Boolean? = null,
    revoked: List<Uid>? = null,
    issuedAfter: Timestamp? = null,
): LinkPolicy {
    val usual = defaultLinkPolicy()
    return LinkPolicy(
        maximumAgeMs = maximumAgeMs ?: usual.maximumAgeMs,
        maximumSkewMs = maximumSkewMs ?: usual.maximumSkewMs,
        audience = audience ?: usual.audience,
        requireVersion2 = requireVersion2 ?: usual.requireVersion2,
        revoked = revoked ?: usual.revoked,
        issuedAfter = issuedAfter ?: usual.issuedAfter,
    )
}

/** A version 2 link for one audience, made unique by the randomness of the operating system. */
@Throws(MotException::class)
fun LinkSigner.signFor(audience: String, mot: String, uid: Uid, now: Now): String =
    signFor(audience, mot, uid, now, entropy(16))

/**
 * How long tokens last, and whose are refused: what is given here, and otherwise what [defaultTokenPolicy] says.
 * `TokenIssuer(ring, tokenPolicy(sessionLifetimeMs = 600_000u))`. Each parameter is the field of [TokenPolicy].
 */
fun tokenPolicy(
    audience: String? = null,
    receiptLifetimeMs: ULong? = null,
    sessionLifetimeMs: ULong? = null,
    maximumSkewMs: ULong? = null,
    revoked: List<Uid>? = null,
    issuedAfter: Timestamp? = null,
): TokenPolicy {
    val usual = defaultTokenPolicy()
    return TokenPolicy(
        audience = audience ?: usual.audience,
        receiptLifetimeMs = receiptLifetimeMs ?: usual.receiptLifetimeMs,
        sessionLifetimeMs = sessionLifetimeMs ?: usual.sessionLifetimeMs,
        maximumSkewMs = maximumSkewMs ?: usual.maximumSkewMs,
        revoked = revoked ?: usual.revoked,
        issuedAfter = issuedAfter ?: usual.issuedAfter,
    )
}

/** A receipt for whom an accepted link introduced: `issuer.issueReceipt(link, now)`. */
@Throws(MotException::class)
fun TokenIssuer.issueReceipt(link: VerifiedLink, now: Now): String = issueReceipt(Introduction.Link(link), now)

/** A receipt for whom an accepted proof of a device introduced: `issuer.issueReceipt(proof, now)`. */
@Throws(MotException::class)
fun TokenIssuer.issueReceipt(proof: VerifiedProof, now: Now): String = issueReceipt(Introduction.Proof(proof), now)

/** Reads a call, which is what a portal itself sees of it. See [parseCall]. */
@Throws(MotException::class)
fun Call.Companion.fromJson(json: String): Call = parseCall(json)

/** The call as JSON text. */
@Throws(MotException::class)
fun Call.toJson(): String = callToJson(this)

/** Reads what a device says beside its signature. See [parseProof]. */
@Throws(MotException::class)
fun Proof.Companion.fromJson(json: String): Proof = parseProof(json)

/** What a device says as JSON text. */
@Throws(MotException::class)
fun Proof.toJson(): String = proofToJson(this)

/**
 * What a portal accepts of a device's proof beyond a right signature: what is given here, and otherwise what
 * [defaultProofPolicy] says. Each parameter is the field of [ProofPolicy].
 */
fun proofPolicy(
    maximumAgeMs: ULong? = null,
    maximumSkewMs: ULong? = null,
    revoked: List<Uid>? = null,
    issuedAfter: Timestamp? = null,
): ProofPolicy {
    val usual = defaultProofPolicy()
    return ProofPolicy(
        maximumAgeMs = maximumAgeMs ?: usual.maximumAgeMs,
        maximumSkewMs = maximumSkewMs ?: usual.maximumSkewMs,
        revoked = revoked ?: usual.revoked,
        issuedAfter = issuedAfter ?: usual.issuedAfter,
    )
}

/** So many bytes of the randomness of the operating system. */
internal fun entropy(length: Int): ByteArray = ByteArray(length).also { random.nextBytes(it) }

private val random = SecureRandom()
