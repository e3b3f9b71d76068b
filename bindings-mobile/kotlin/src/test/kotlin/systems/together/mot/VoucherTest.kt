package systems.together.mot

import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class VoucherTest {
    private val rules = BookingRules.fromJson(Samples.BOOKING_RULES)
    private val voucher = Voucher.fromJson(Samples.VOUCHER)
    private val booking = Booking.fromJson(Samples.BOOKING)
    private val booked =
        voucher.copy(status = VoucherStatus.BOOKED, holderUid = "user-abc", bookingId = "b-1", version = 2u)
    private val start = Instant.parse("2025-12-15T10:00:00Z")
    private val end = Instant.parse("2025-12-15T11:00:00Z")
    private val taken = Busy(start, end, "b-1")

    private fun at(time: String, actor: Actor) = Context(Instant.parse(time), actor)

    private fun issuer(time: String) = at(time, Actor.Party("coach-1"))

    private fun user(time: String) = at(time, Actor.Party("user-abc"))

    private fun refusal(call: () -> Unit): String = assertThrows(MotException::class.java) { call() }.code()

    private fun Decision.voucher() = (changes.first().document as Document.Voucher).document

    private fun Decision.booking() = (changes.last().document as Document.Booking).document

    private fun Decision.names() = events.map { it.name }

    @Test
    fun `documents come back as they were read`() {
        assertEquals(canonicalJson(Samples.VOUCHER), canonicalJson(voucher.toJson()))
        assertEquals(canonicalJson(Samples.BOOKING), canonicalJson(booking.toJson()))
        assertEquals(Card.fromJson(Samples.CARD), Card.fromJson(Card.fromJson(Samples.CARD).toJson()))
        assertEquals(rules, BookingRules.fromJson(rules.toJson()))
        assertEquals(taken, Busy.fromJson(taken.toJson()))
        assertEquals("Europe/Berlin" to "09:00", rules.zone to rules.windows.single().windowFrom)
        assertEquals("time.unknown_zone", refusal { rules.copy(zone = "Europe/berlin").toJson() })
        assertEquals("time.bad_time", refusal { rules.copy(windows = listOf(Window("9:00", "17:00"))).toJson() })
        val contradicting = assertThrows(MotException.Input::class.java) { voucher.copy(bookingId = "b-1").toJson() }
        assertEquals("input.bad_value" to "status", contradicting.code() to contradicting.path())
    }

    @Test
    fun `a voucher is issued and handed on`() {
        val new = NewVoucher.fromJson(Samples.VOUCHER)
        assertEquals(new, NewVoucher.fromJson(new.toJson()))
        val issued = Voucher.issue(new, issuer("2025-11-30T12:00:00Z"))
        assertEquals(listOf("voucher.issued") to voucher, issued.names() to issued.voucher())
        val again = refusal { Voucher.issue(new, issuer("2025-11-30T12:00:00Z"), existing = voucher) }
        assertEquals("lifecycle.already_exists", again)
        val held = voucher.assignHolder("user-abc", issuer("2025-12-02T12:00:00Z")).voucher()
        val holder = user("2025-12-03T12:00:00Z")
        assertEquals("user-def", held.transfer("user-def", holder).voucher().holderUid)
        assertEquals("voucher.same_holder", refusal { held.transfer("user-abc", holder) })
        val refused = assertThrows(MotException.Id::class.java) { held.transfer("user--def", holder) }
        assertEquals("recipient", refused.path())
    }

    @Test
    fun `a slot is booked, moved and cancelled in one decision each`() {
        val decision = voucher.book("b-1", start, end, rules, listOf(), user("2025-12-10T12:00:00Z"))
        assertEquals(listOf("voucher.booked", "booking.created"), decision.names())
        assertEquals(booked to booking, decision.voucher() to decision.booking())
        val buffered = Interval(start, end.plusSeconds(900))
        assertEquals(listOf(Requirement.Exclusion("room-2", buffered, "b-1")), decision.requires)
        val fee = decision.feeTriggers.single() as FeeTrigger.Charge
        assertEquals("voucher.booking/booking/b-1" to "coach-1", fee.key to fee.payer.id)
        assertEquals(Document.Voucher(booked), Document.Voucher(voucher).folded(decision.events))

        val (laterStart, laterEnd) = Instant.parse("2025-12-16T10:00:00Z") to Instant.parse("2025-12-16T11:00:00Z")
        val moved = booked.reschedule(laterStart, laterEnd, rules, listOf(taken), booking, user("2025-12-11T12:00:00Z"))
        assertEquals(laterStart to laterEnd, moved.booking().let { it.slotStart to it.slotEnd })
        val cancelled = booked.cancelBooking(rules, booking, user("2025-12-14T10:00:00Z"), reason = "illness")
        assertEquals(VoucherStatus.ISSUED to null, cancelled.voucher().let { it.status to it.holderUid })
        assertEquals("illness", cancelled.booking().cancelReason)
        assertTrue(cancelled.feeTriggers.single() is FeeTrigger.Reversal)
        val late = user("2025-12-14T10:00:00.001Z")
        assertEquals("voucher.cancel_window_closed", refusal { booked.cancelBooking(rules, booking, late) })
        assertEquals("lifecycle.wrong_document", refusal { booked.cancelBooking(rules, null, late) })
    }

    @Test
    fun `a slot is refused with its own code`() {
        val now = user("2025-12-10T12:00:00Z")
        fun book(start: Instant, end: Instant, busy: List<Busy> = listOf()) =
            refusal { voucher.book("b-1", start, end, rules, busy, now) }
        assertEquals("voucher.slot_off_grid", book(start.plusSeconds(60), end.plusSeconds(60)))
        assertEquals("voucher.slot_taken", book(end, end.plusSeconds(3600), listOf(taken))) // within the buffer
        assertEquals("voucher.slot_duration_mismatch", book(start, end.plusSeconds(60)))
        val reversed = assertThrows(MotException.Time::class.java) {
            voucher.book("b-1", end, start, rules, listOf(), now)
        }
        assertEquals("time.interval_reversed" to "slotEnd", reversed.code() to reversed.path())
    }

    @Test
    fun `a hold is confirmed or given up`() {
        val now = user("2025-12-10T12:00:00Z")
        val held = Booking.hold("b-1", start, end, rules, listOf(), voucher, now)
        val hold = held.booking()
        assertEquals(BookingStatus.HELD to Instant.parse("2025-12-10T12:15:00Z"), hold.status to hold.heldUntil)
        assertTrue(Requirement.Unique("hold/v-2025-0001", null) in held.requires)
        assertEquals("lifecycle.already_exists", refusal {
            Booking.hold("b-1", start, end, rules, listOf(), voucher, now, existing = hold)
        })
        val confirmed = voucher.book("b-1", start, end, rules, listOf(taken), now, hold)
        assertEquals(BookingStatus.BOOKED to 2uL, confirmed.booking().let { it.status to it.version })
        assertEquals(BookingStatus.RELEASED, hold.release(voucher, now).booking().status)
        val time = at("2025-12-10T12:15:00Z", Actor.System)
        assertEquals("voucher.hold_running", refusal { hold.release(voucher, time) })
        val release = hold.allowed(Actor.Party("user-abc"), now.now).single { it.command == "release" }
        assertTrue(release.enabled)
    }

    @Test
    fun `a voucher ends`() {
        val consumed = booked.consume(issuer("2025-12-15T10:00:00Z"), booking)
        assertEquals(VoucherStatus.CONSUMED, consumed.voucher().status)
        assertEquals(BookingStatus.COMPLETED, consumed.booking().status)
        val early = issuer("2025-12-15T09:59:59.999Z")
        assertEquals("voucher.slot_not_started", refusal { booked.consume(early, booking) })
        val system = at("2025-12-15T11:16:00Z", Actor.System)
        assertEquals(listOf("voucher.no_show", "booking.no_show"), booked.markNoShow(rules, booking, system).names())
        val cancelled = booked.cancel(issuer("2025-12-15T09:00:00Z"), booking, "illness")
        assertEquals(VoucherStatus.CANCELLED, cancelled.voucher().status)
        val late = Instant.parse("2026-01-01T00:00:00Z")
        assertEquals(VoucherStatus.EXPIRED, voucher.expire(Context(late, Actor.System)).voucher().status)
        assertEquals(VoucherStatus.ISSUED, voucher.effectiveStatus(voucher.validUntil))
        assertEquals(VoucherStatus.EXPIRED, voucher.effectiveStatus(late))
        val validity = Validity(voucher.validFrom, voucher.validUntil)
        assertEquals(ValidityState.VALID to ValidityState.EXPIRED, validity.at(voucher.validUntil) to validity.at(late))
    }

    @Test
    fun `what is allowed comes with the code why not`() {
        fun cancelBooking(time: String, rules: BookingRules?) =
            booked.allowed(Actor.Party("user-abc"), Instant.parse(time), booking, rules)
                .single { it.command == "cancel_booking" }
        assertNull(cancelBooking("2025-12-14T10:00:00Z", rules).code)
        assertEquals("voucher.cancel_window_closed", cancelBooking("2025-12-14T10:00:00.001Z", rules).code)
        assertTrue(cancelBooking("2025-12-14T10:00:00.001Z", null).enabled)
    }

    @Test
    fun `a card is used up unit by unit`() {
        val card = Card.fromJson(Samples.CARD)
        assertEquals(10u, (Card.issue(
            NewCard("card-2", "coach-1", title = "Lessons", validFrom = card.validFrom, validUntil = card.validUntil),
            issuer("2025-12-01T00:00:00Z"),
        ).changes.single().document as Document.Card).document.units)
        val now = issuer("2025-12-02T12:00:00Z")
        fun Decision.card() = (changes.single().document as Document.Card).document
        val once = card.redeem("n-1", now).card()
        assertEquals(1u to Money(6666, "EUR"), once.unitsUsed() to once.unusedValue())
        assertEquals("voucher.redemption_repeated", refusal { once.redeem("n-1", now) })
        val undone = once.undoRedemption("n-1", now).card()
        assertEquals(0u to Money(10000, "EUR"), undone.unitsUsed() to undone.unusedValue())
        assertEquals(CardStatus.EXHAUSTED, once.redeem("n-2", now).card().redeem("n-3", now).card().status)
        assertEquals(CardStatus.CANCELLED, once.cancel(now).card().status)
        assertEquals("voucher.not_lapsed", refusal { card.expire(now.copy(actor = Actor.System)) })
        val lapsed = card.allowed(Actor.System, Instant.parse("2026-01-01T00:00:00Z"))
        assertEquals("expire", lapsed.single { it.enabled }.command)
        assertEquals("nonce", assertThrows(MotException.Id::class.java) { card.redeem("", now) }.path())
    }

    @Test
    fun `slots are found as they are asked for`() {
        val day = LocalDate.of(2026, 3, 29) // the clocks go forward
        val night = rules.copy(windows = listOf(Window("00:00", "06:00")))
        val query = SlotQuery(night, durationMinutes = 60u, firstDay = day, lastDay = day)
        assertEquals(5, query.slots().count())
        assertEquals(query.slots().toList(), query.slots(100u))
        val first = Interval(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T00:00:00Z"))
        assertEquals(first, query.slots().first())
        val ages = query.copy(lastDay = LocalDate.of(9999, 12, 30))
        assertEquals(1000, ages.slots().take(1000).distinct().count())
        assertEquals(ages.slots(1000u), ages.slots().take(1000).toList())
        val busy = listOf(Busy(first.start, first.end))
        assertEquals(3, query.copy(busy = busy).slots().count()) // the buffers take the next one too
        assertEquals(0, query.copy(closedDays = listOf(day)).slots().count())
        assertEquals("voucher.bad_duration", refusal { query.copy(durationMinutes = 0u).slots() })
        assertEquals("voucher.too_many_slots", refusal { query.slots(100_001u) })
        assertEquals(query, SlotQuery.fromJson(query.toJson()))
    }

    @Test
    fun `a refusal at the end of the calendar comes after the slots before it`() {
        val end = LocalDate.of(9999, 12, 31)
        val query = SlotQuery(rules.copy(windows = listOf(Window("20:00", "00:00"))), 60u, end.minusDays(2), end)
        val found = mutableListOf<Interval>()
        assertEquals("time.out_of_range", refusal { query.slots().forEach(found::add) })
        assertEquals(4, found.size)
    }

    @Test
    fun `intervals touch or overlap`() {
        val (first, second) = Interval(start, end) to Interval(end, end.plusSeconds(3600))
        assertEquals(false to true, first.overlaps(second) to first.widened(0u, 1u).overlaps(second))
        assertEquals("time.interval_reversed", refusal { Interval(end, start).overlaps(first) })
    }

    @Test
    fun `nights are counted by days and bounded by instants`() {
        val (arrival, departure) = LocalDate.of(2026, 3, 27) to LocalDate.of(2026, 3, 30)
        val stay = nights(arrival, departure, "Europe/Berlin", checkIn = "15:00", checkOut = "11:00")
        assertEquals(3u, stay.count)
        val interval = Interval(Instant.parse("2026-03-27T14:00:00Z"), Instant.parse("2026-03-30T09:00:00Z"))
        assertEquals(interval, stay.interval)
        assertEquals("voucher.nights_reversed", refusal { nights(arrival, arrival, "Europe/Berlin", "15:00", "11:00") })
        assertEquals("time.unknown_zone", refusal { nights(arrival, departure, "Berlin", "15:00", "11:00") })
    }

    @Test
    fun `a template makes vouchers`() {
        val hotel = VoucherTemplate.shipped().single { it.templateId == "hotel" }
        assertEquals(hotel, VoucherTemplate.fromJson(hotel.toJson()))
        val overrides = TemplateOverrides("v-1", "coach-1", voucher.validFrom, title = "A weekend")
        assertEquals(overrides, TemplateOverrides.fromJson(overrides.toJson()))
        val new = hotel.instantiate(overrides)
        assertEquals("A weekend" to "hotel.booking", new.title to new.serviceType)
        assertNull(new.durationMinutes)
        assertEquals(Instant.parse("2025-12-08T00:00:00Z"), new.validUntil)
        assertEquals(canonicalJson("""{"templateId":"hotel","templateVersion":1}"""), canonicalJson(new.terms))
        assertEquals(listOf("voucher.issued"), Voucher.issue(new, issuer("2025-12-01T00:00:00Z")).names())
    }
}
