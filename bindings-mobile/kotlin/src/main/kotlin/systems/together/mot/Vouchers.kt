/*
 * Vouchers, bookings, cards and slots as one writes them in Kotlin.
 *
 * Each method is the function of the same name with the document in front; what it does and refuses stands there.
 */
package systems.together.mot

/** Reads a voucher. See [parseVoucher]. */
@Throws(MotException::class)
fun Voucher.Companion.fromJson(json: String): Voucher = parseVoucher(json)

/** The voucher as JSON text. A status that contradicts the booking or the holder is refused. */
@Throws(MotException::class)
fun Voucher.toJson(): String = voucherToJson(this)

/** Reads a new voucher. See [parseNewVoucher]. */
@Throws(MotException::class)
fun NewVoucher.Companion.fromJson(json: String): NewVoucher = parseNewVoucher(json)

/** The new voucher as JSON text. */
@Throws(MotException::class)
fun NewVoucher.toJson(): String = newVoucherToJson(this)

/** Issues a [new] voucher; [existing] is what is stored under its id. See [voucherIssue]. */
@Throws(MotException::class)
fun Voucher.Companion.issue(new: NewVoucher, context: Context, existing: Voucher? = null): Decision =
    voucherIssue(new, context, existing)

/** The issuer gives the voucher its holder. See [voucherAssignHolder]. */
@Throws(MotException::class)
fun Voucher.assignHolder(holder: PartyId, context: Context): Decision = voucherAssignHolder(this, holder, context)

/** The holder hands the voucher on. See [voucherTransfer]. */
@Throws(MotException::class)
fun Voucher.transfer(recipient: PartyId, context: Context): Decision = voucherTransfer(this, recipient, context)

/**
 * Puts the voucher on a slot; [busy] is everything that takes the resource, [hold] the hold that is to be confirmed.
 * See [voucherBook].
 *
 * ```
 * val (start, end) = SlotQuery(rules, 60u, day, day, busy = busy).slots().first()
 * val decision = voucher.book("b-1", start, end, rules, busy, context)
 * check(decision.requires.any { it is Requirement.Exclusion }) // a database keeps it free
 * ```
 */
@Throws(MotException::class)
fun Voucher.book(
    bookingId: BookingId,
    slotStart: Timestamp,
    slotEnd: Timestamp,
    rules: BookingRules,
    busy: List<Busy>,
    context: Context,
    hold: Booking? = null,
): Decision = voucherBook(this, bookingId, slotStart, slotEnd, rules, busy, context, hold)

/** Moves the voucher's [booking] to another slot. See [voucherReschedule]. */
@Throws(MotException::class)
fun Voucher.reschedule(
    slotStart: Timestamp,
    slotEnd: Timestamp,
    rules: BookingRules,
    busy: List<Busy>,
    booking: Booking?,
    context: Context,
): Decision = voucherReschedule(this, slotStart, slotEnd, rules, busy, booking, context)

/** Takes the voucher off its slot. See [voucherCancelBooking]. */
@Throws(MotException::class)
fun Voucher.cancelBooking(
    rules: BookingRules,
    booking: Booking?,
    context: Context,
    reason: Reason? = null,
): Decision = voucherCancelBooking(this, rules, booking, context, reason)

/** The issuer redeems the voucher; [booking] is its own, if it is on a slot. See [voucherConsume]. */
@Throws(MotException::class)
fun Voucher.consume(context: Context, booking: Booking? = null): Decision = voucherConsume(this, context, booking)

/** Ends the voucher because nobody came. See [voucherMarkNoShow]. */
@Throws(MotException::class)
fun Voucher.markNoShow(rules: BookingRules, booking: Booking?, context: Context): Decision =
    voucherMarkNoShow(this, rules, booking, context)

/** The issuer takes the voucher back; [booking] is its own, if it is on a slot. See [voucherCancel]. */
@Throws(MotException::class)
fun Voucher.cancel(context: Context, booking: Booking? = null, reason: Reason? = null): Decision =
    voucherCancel(this, context, booking, reason)

/** Ends a voucher that was not used in time. See [voucherExpire]. */
@Throws(MotException::class)
fun Voucher.expire(context: Context): Decision = voucherExpire(this, context)

/** The status as it is to be shown: a lapsed voucher is expired before anybody has said so. */
@Throws(MotException::class)
fun Voucher.effectiveStatus(now: Now): VoucherStatus = voucherEffectiveStatus(this, now)

/** Every command on the voucher, with "enabled" or the code why not. See [voucherAllowed]. */
@Throws(MotException::class)
fun Voucher.allowed(
    actor: Actor,
    now: Now,
    booking: Booking? = null,
    rules: BookingRules? = null,
): List<Allowed> = voucherAllowed(this, actor, now, booking, rules)

/** Reads a booking. See [parseBooking]. */
@Throws(MotException::class)
fun Booking.Companion.fromJson(json: String): Booking = parseBooking(json)

/** The booking as JSON text. A status that contradicts the instants is refused. */
@Throws(MotException::class)
fun Booking.toJson(): String = bookingToJson(this)

/**
 * Holds a slot of the [voucher] for the minutes of the rules; [existing] is what is stored under the booking's id. See
 * [bookingHold].
 */
@Throws(MotException::class)
fun Booking.Companion.hold(
    bookingId: BookingId,
    slotStart: Timestamp,
    slotEnd: Timestamp,
    rules: BookingRules,
    busy: List<Busy>,
    voucher: Voucher,
    context: Context,
    existing: Booking? = null,
): Decision = bookingHold(bookingId, slotStart, slotEnd, rules, busy, voucher, context, existing)

/** Gives a held slot up. See [bookingRelease]. */
@Throws(MotException::class)
fun Booking.release(voucher: Voucher, context: Context): Decision = bookingRelease(this, voucher, context)

/** Every command on the booking, with "enabled" or the code why not. See [bookingAllowed]. */
@Throws(MotException::class)
fun Booking.allowed(actor: Actor, now: Now): List<Allowed> = bookingAllowed(this, actor, now)

/** Reads a card. See [parseCard]. */
@Throws(MotException::class)
fun Card.Companion.fromJson(json: String): Card = parseCard(json)

/** The card as JSON text. A status that contradicts the redemptions is refused. */
@Throws(MotException::class)
fun Card.toJson(): String = cardToJson(this)

/** Reads a new card. See [parseNewCard]. */
@Throws(MotException::class)
fun NewCard.Companion.fromJson(json: String): NewCard = parseNewCard(json)

/** Issues a [new] card; [existing] is what is stored under its id. See [cardIssue]. */
@Throws(MotException::class)
fun Card.Companion.issue(new: NewCard, context: Context, existing: Card? = null): Decision =
    cardIssue(new, context, existing)

/** Redeems a unit, once for each [nonce]. See [cardRedeem]. */
@Throws(MotException::class)
fun Card.redeem(nonce: RedemptionNonce, context: Context): Decision = cardRedeem(this, nonce, context)

/** Takes a redemption back. See [cardUndoRedemption]. */
@Throws(MotException::class)
fun Card.undoRedemption(nonce: RedemptionNonce, context: Context): Decision = cardUndoRedemption(this, nonce, context)

/** Ends a card that was not used up in time. See [cardExpire]. */
@Throws(MotException::class)
fun Card.expire(context: Context): Decision = cardExpire(this, context)

/** The issuer takes the card back. See [cardCancel]. */
@Throws(MotException::class)
fun Card.cancel(context: Context): Decision = cardCancel(this, context)

/** What is left of the price for the units that are not redeemed. See [cardUnusedValue]. */
@Throws(MotException::class)
fun Card.unusedValue(): Money? = cardUnusedValue(this)

/** How many units are redeemed. */
@Throws(MotException::class)
fun Card.unitsUsed(): UInt = cardUnitsUsed(this)

/** Every command on the card, with "enabled" or the code why not. See [cardAllowed]. */
@Throws(MotException::class)
fun Card.allowed(actor: Actor, now: Now): List<Allowed> = cardAllowed(this, actor, now)

/** Reads a provider's booking policy. See [parseBookingRules]. */
@Throws(MotException::class)
fun BookingRules.Companion.fromJson(json: String): BookingRules = parseBookingRules(json)

/** The booking policy as JSON text. */
@Throws(MotException::class)
fun BookingRules.toJson(): String = bookingRulesToJson(this)

/** Reads what takes a resource. See [parseBusy]. */
@Throws(MotException::class)
fun Busy.Companion.fromJson(json: String): Busy = parseBusy(json)

/** What takes a resource as JSON text. */
@Throws(MotException::class)
fun Busy.toJson(): String = busyToJson(this)

/** Reads which slots are asked for. See [parseSlotQuery]. */
@Throws(MotException::class)
fun SlotQuery.Companion.fromJson(json: String): SlotQuery = parseSlotQuery(json)

/** Which slots are asked for, as JSON text. */
@Throws(MotException::class)
fun SlotQuery.toJson(): String = slotQueryToJson(this)

/**
 * The slots one after the other, found as they are asked for, in memory that does not grow with the days. Each
 * iteration begins with the first. See [Slots].
 *
 * ```
 * val day = LocalDate.of(2026, 3, 29) // the clocks go forward
 * check(SlotQuery(rules, durationMinutes = 60u, firstDay = day, lastDay = day).slots().count() == 5)
 * ```
 */
@Throws(MotException::class)
fun SlotQuery.slots(): Sequence<Interval> {
    val query = this
    Slots(query).close() // What is refused is refused here, not at the first slot.
    return sequence {
        Slots(query).use { slots ->
            generateSequence { slots.nextSlots(AT_ONCE).ifEmpty { null } }.forEach { yieldAll(it) }
        }
    }
}

/** How many slots cross at once. */
private const val AT_ONCE = 64u

/** The slots in one list, at most so many. See [slots]. */
@Throws(MotException::class)
fun SlotQuery.slots(limit: UInt): List<Interval> = slots(this, limit)

/** The templates that the trade knows. See [voucherTemplates]. */
@Throws(MotException::class)
fun VoucherTemplate.Companion.shipped(): List<VoucherTemplate> = voucherTemplates()

/** Reads a template of vouchers. See [parseVoucherTemplate]. */
@Throws(MotException::class)
fun VoucherTemplate.Companion.fromJson(json: String): VoucherTemplate = parseVoucherTemplate(json)

/** The template as JSON text. */
@Throws(MotException::class)
fun VoucherTemplate.toJson(): String = voucherTemplateToJson(this)

/** Reads what a voucher has beside its template. See [parseTemplateOverrides]. */
@Throws(MotException::class)
fun TemplateOverrides.Companion.fromJson(json: String): TemplateOverrides = parseTemplateOverrides(json)

/** What a voucher has beside its template, as JSON text. */
@Throws(MotException::class)
fun TemplateOverrides.toJson(): String = templateOverridesToJson(this)

/**
 * A new voucher of this template. See [voucherTemplateInstantiate].
 *
 * ```
 * val consulting = VoucherTemplate.shipped().single { it.templateId == "consulting" }
 * val new = consulting.instantiate(TemplateOverrides("v-1", "coach-1", Instant.parse("2025-12-01T00:00:00Z")))
 * check(new.validUntil == Instant.parse("2025-12-08T00:00:00Z"))
 * ```
 */
@Throws(MotException::class)
fun VoucherTemplate.instantiate(overrides: TemplateOverrides): NewVoucher = voucherTemplateInstantiate(this, overrides)

/** Where an instant lies relative to the validity; both its ends belong to it. See [validityAt]. */
@Throws(MotException::class)
fun Validity.at(now: Now): ValidityState = validityAt(this, now)
