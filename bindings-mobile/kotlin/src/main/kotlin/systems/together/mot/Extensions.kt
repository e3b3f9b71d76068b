/* Money, fees and decisions as one writes them in Kotlin. */
package systems.together.mot

import java.time.Instant

/** Reads decimal text as an amount: `Money.parse("100.00", "EUR")`. See [parseMoney]. */
@Throws(MotException::class)
fun Money.Companion.parse(text: String, currency: String): Money = parseMoney(text, currency)

/** Reads unsigned decimal text as a count of a token's smallest unit. See [parseUnits]. */
@Throws(MotException::class)
fun Units.Companion.parse(text: String, scale: UByte): Units = parseUnits(text, scale)

/** A new id for a document that begins with [prefix], from the randomness of the operating system. See [idFromEntropy]. */
@Throws(MotException::class)
fun generateId(prefix: String, now: Now = Instant.now()): String = idFromEntropy(prefix, now, entropy(8))

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

/** The version that the document has once the change is written. */
val Change.version: ULong get() = document.version

/**
 * The kind of the document: `identity`, `property`, `application`, `offer`, `contract`, `tranche`, `voucher`, `booking` or
 * `card`.
 */
val Document.kind: String
    get() = when (this) {
        is Document.Identity -> "identity"
        is Document.Property -> "property"
        is Document.Application -> "application"
        is Document.Offer -> "offer"
        is Document.Contract -> "contract"
        is Document.Tranche -> "tranche"
        is Document.Voucher -> "voucher"
        is Document.Booking -> "booking"
        is Document.Card -> "card"
    }

/** The document's id. */
val Document.id: String
    get() = when (this) {
        is Document.Identity -> document.uid
        is Document.Property -> document.propertyId
        is Document.Application -> document.applicationId
        is Document.Offer -> document.voucherId
        is Document.Contract -> document.voucherId
        is Document.Tranche -> document.voucherId
        is Document.Voucher -> document.voucherId
        is Document.Booking -> document.bookingId
        is Document.Card -> document.cardId
    }

/** Counts the changes of the document; 1 for a new one. */
val Document.version: ULong
    get() = when (this) {
        is Document.Identity -> document.version
        is Document.Property -> document.version
        is Document.Application -> document.version
        is Document.Offer -> document.version
        is Document.Contract -> document.version
        is Document.Tranche -> document.version
        is Document.Voucher -> document.version
        is Document.Booking -> document.version
        is Document.Card -> document.version
    }

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

/** The details by their names: `mapOf("digits" to "3", "allowed" to "2")`. Several words are joined by commas. */
fun MotException.detailsByName(): Map<String, String> = details().associate { it.name to it.text }
