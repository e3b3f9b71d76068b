/* Money, identity, fees and decisions as one writes them in Kotlin. */
package systems.together.mot

import java.security.SecureRandom
import java.time.Instant

/** Reads decimal text as an amount: `Money.parse("100.00", "EUR")`. See [parseMoney]. */
@Throws(MotException::class)
fun Money.Companion.parse(text: String, currency: String): Money = parseMoney(text, currency)

/** Reads unsigned decimal text as a count of a token's smallest unit. See [parseUnits]. */
@Throws(MotException::class)
fun Units.Companion.parse(text: String, scale: UByte): Units = parseUnits(text, scale)

/** Reads a room id. See [parseRoom]. */
@Throws(MotException::class)
fun Room.Companion.parse(text: String): Room = parseRoom(text)

/** A new user id, from the randomness of the operating system. See [uidFromEntropy]. */
fun generateUid(): Uid = uidFromEntropy(entropy(16))

/** A new id for a document that begins with [prefix], from the randomness of the operating system. See [idFromEntropy]. */
@Throws(MotException::class)
fun generateId(prefix: String, now: Now = Instant.now()): String = idFromEntropy(prefix, now, entropy(8))

/** A version 2 link for one audience, made unique by the randomness of the operating system. */
@Throws(MotException::class)
fun LinkSigner.signFor(audience: String, mot: String, uid: Uid, now: Now): String =
    signFor(audience, mot, uid, now, entropy(16))

/** What is due on [base]. See [feeModelCompute]. */
@Throws(MotException::class)
fun FeeModel.compute(base: Money, rounding: Rounding, bounds: Bounds = Bounds()): Money =
    feeModelCompute(this, base, bounds, rounding)

/** What is due for a number of units. See [feeModelComputeUnits]. */
@Throws(MotException::class)
fun FeeModel.computeUnits(units: ULong, bounds: Bounds = Bounds()): Money = feeModelComputeUnits(this, units, bounds)

/** The fee model as JSON text. */
@Throws(MotException::class)
fun FeeModel.toJson(): String = feeModelToJson(this)

/** The decision as JSON text, the same in every language. */
@Throws(MotException::class)
fun Decision.toJson(): String = decisionToJson(this)

/** The document as JSON text, without its kind. */
@Throws(MotException::class)
fun Document.toJson(): String = documentToJson(this)

/** The document that these later events make of this earlier one. See [fold]. */
@Throws(MotException::class)
fun Document.folded(events: List<Event>): Document = fold(this, events)

/** The event's id: `<subject kind>/<id>/<version>/<n>`. */
@Throws(MotException::class)
fun Event.id(): String = eventId(this)

/** The event as JSON text. */
@Throws(MotException::class)
fun Event.toJson(): String = eventToJson(this)

private fun entropy(length: Int): ByteArray = ByteArray(length).also { random.nextBytes(it) }

private val random = SecureRandom()
