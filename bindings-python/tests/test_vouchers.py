"""Vouchers, bookings, cards, slots, nights and templates."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from example import BOOKING, CARD, RULES, VOUCHER, utc

from mot_core import (
    Actor,
    Booking,
    BookingRules,
    Busy,
    Card,
    LifecycleError,
    Money,
    MotError,
    NewCard,
    NewVoucher,
    SlotQuery,
    TemplateOverrides,
    Uid,
    Voucher,
    VoucherError,
    VoucherTemplate,
    canonical_json,
    lifecycle,
    nights,
    slots,
)
from mot_core.lifecycle import Exclusion, Unchanged, Unique
from mot_core.time import Interval, Validity
from mot_core.voucher import Window

ISSUING = utc(2025, 11, 30, 12)
AT = utc(2025, 11, 30, 12, 30)
SLOT: dict[str, Any] = {"slot_start": utc(2025, 12, 15, 10), "slot_end": utc(2025, 12, 15, 11)}
LATER: dict[str, Any] = {"slot_start": utc(2025, 12, 16, 10), "slot_end": utc(2025, 12, 16, 11)}


def refused(call: Any) -> tuple[str, str | None]:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code, refusal.value.path


def new(**fields: Any) -> NewVoucher:
    names = ("status", "version", "resourceId")
    return NewVoucher.from_dict({name: value for name, value in {**VOUCHER, **fields}.items() if name not in names})


@pytest.fixture
def booked() -> Voucher:
    fields = {"status": "booked", "holderUid": "user-abc", "bookingId": "b-1", "version": 2}
    return Voucher.from_dict({**VOUCHER, **fields})


def test_issuing(voucher: Voucher) -> None:
    issued = Voucher.issue(new(), by="coach-1", at=ISSUING)
    assert [change.document for change in issued.changes] == [voucher]
    assert [(event.name, event.actor) for event in issued.events] == [("voucher.issued", Actor("coach-1"))]
    assert issued.changes[0].kind == "voucher" and issued.requires == ()
    again = lambda: Voucher.issue(new(), existing=voucher, by="coach-1", at=ISSUING)  # noqa: E731
    assert refused(again) == ("lifecycle.already_exists", None)
    ends_early = new(validUntil="2025-11-30T23:59:59Z")
    with pytest.raises(VoucherError) as refusal:
        Voucher.issue(ends_early, by="coach-1", at=ISSUING)
    assert refusal.value.code == "voucher.validity_reversed"
    assert refused(lambda: Voucher.issue(new(), by="coach-1", at=utc(2025, 11, 30, 11)))[1] == "voucher.createdAt"


def test_handing_on(voucher: Voucher) -> None:
    assigned = voucher.assign_holder(Uid.parse("user-abc"), by="coach-1", at=AT).changes[0].document
    assert isinstance(assigned, Voucher) and assigned.holder_uid == "user-abc"
    decision = assigned.transfer("user-def", by="user-abc", at=AT, expected_version=2)
    assert decision.events[0].name == "voucher.transferred"
    assert lifecycle.fold(assigned, decision.events).holder_uid == "user-def"
    assert refused(lambda: assigned.transfer("user-abc", by="user-abc", at=AT))[0] == "voucher.same_holder"
    assert refused(lambda: assigned.transfer("no id", by="user-abc", at=AT)) == ("id.bad_id", "recipient")
    with pytest.raises(LifecycleError):
        assigned.transfer("user-def", by="coach-1", at=AT)


def test_booking(voucher: Voucher, booked: Voucher, booking: Booking, rules: BookingRules) -> None:
    decision = voucher.book("b-1", **SLOT, rules=rules, busy=[], by="user-abc", at=AT)
    assert [change.document for change in decision.changes] == [booked, booking]
    assert [event.name for event in decision.events] == ["voucher.booked", "booking.created"]
    match decision.requires:
        case (Exclusion(resource, start, end, identifier),):
            assert (resource, start, end, identifier) == ("coach-1", SLOT["slot_start"], SLOT["slot_end"], "b-1")
        case others:
            pytest.fail(f"{others}")
    (trigger,) = decision.fee_triggers
    assert (trigger.trigger, trigger.base, trigger.payer and trigger.payer.role) == (
        "voucher.booking",
        Money(10000, "EUR"),
        "issuer",
    )
    busy = [Busy(start=utc(2025, 12, 15, 10, 30), end=utc(2025, 12, 15, 12))]
    taken = lambda: voucher.book("b-1", **SLOT, rules=rules, busy=busy, by="user-abc", at=AT)  # noqa: E731
    assert refused(taken) == ("voucher.slot_taken", None)


def test_what_a_slot_may_be(voucher: Voucher, rules: BookingRules) -> None:
    def book(start: Any, end: Any) -> Any:
        return lambda: voucher.book("b", slot_start=start, slot_end=end, rules=rules, busy=(), by="user-abc", at=AT)

    assert refused(book(SLOT["slot_end"], SLOT["slot_start"])) == ("time.interval_reversed", "slotEnd")
    assert refused(book(SLOT["slot_start"].replace(tzinfo=None), SLOT["slot_end"])) == (
        "input.wrong_type",
        "slotStart",
    )
    fine = SLOT["slot_start"].replace(microsecond=1)
    assert refused(book(fine, SLOT["slot_end"])) == ("time.too_precise", "slotStart")
    off = utc(2025, 12, 15, 10, 30)
    assert refused(book(off, off + timedelta(hours=1)))[0] == "voucher.slot_off_grid"
    with pytest.raises(TypeError):
        voucher.book("b", **SLOT, rules=RULES, busy=[], by="user-abc", at=AT)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        voucher.book("b", **SLOT, rules=rules, busy=[BOOKING], by="user-abc", at=AT)  # type: ignore[list-item]


def test_moving_and_cancelling(booked: Voucher, booking: Booking, rules: BookingRules) -> None:
    own = Busy(start=booking.slot_start, end=booking.slot_end, booking_id="b-1")
    moved = booked.reschedule(**LATER, rules=rules, busy=[own], booking=booking, by="user-abc", at=AT)
    assert [event.name for event in moved.events] == ["voucher.rescheduled", "booking.rescheduled"]
    late = utc(2025, 12, 14, 10, 0, 1)
    too_late = lambda: booked.cancel_booking(rules=rules, booking=booking, by="user-abc", at=late)  # noqa: E731
    assert refused(too_late)[0] == "voucher.cancel_window_closed"
    free = booked.cancel_booking(rules=rules, booking=booking, by="coach-1", at=late, reason="ill").changes
    voucher, cancelled = (change.document for change in free)
    assert isinstance(voucher, Voucher) and isinstance(cancelled, Booking)
    assert (voucher.status, voucher.holder_uid, voucher.booking_id) == ("issued", None, None)
    assert (cancelled.status, cancelled.cancel_reason, cancelled.cancelled_at) == ("cancelled", "ill", late)
    other = Booking.from_dict({**BOOKING, "bookingId": "b-2"})
    wrong = lambda: booked.consume(booking=other, by="coach-1", at=late)  # noqa: E731
    assert refused(wrong)[0] == "lifecycle.wrong_document"
    taken_back = booked.cancel(booking=booking, by="coach-1", at=AT, reason="closed")
    assert taken_back.fee_triggers[0].reverses == "voucher.booking/booking/b-1"


def test_the_ends(voucher: Voucher, booked: Voucher, booking: Booking, rules: BookingRules) -> None:
    begins = utc(2025, 12, 15, 10)
    consumed = booked.consume(booking=booking, by="coach-1", at=begins)
    assert [event.name for event in consumed.events] == ["voucher.consumed", "booking.completed"]
    ended = booking.slot_end + timedelta(minutes=15)
    grace = lambda: booked.mark_no_show(rules=rules, booking=booking, by=Actor.SYSTEM, at=begins)  # noqa: E731
    assert refused(grace)[0] == "voucher.slot_not_ended"
    after = ended + timedelta(seconds=1)
    absent = booked.mark_no_show(rules=rules, booking=booking, by=Actor.SYSTEM, at=after)
    assert [event.name for event in absent.events] == ["voucher.no_show", "booking.no_show"]
    lapsed = utc(2026, 1, 1)
    assert voucher.effective_status(voucher.valid_until) == "issued"
    assert voucher.effective_status(lapsed) == "expired"
    assert voucher.expire(by=Actor.SYSTEM, at=lapsed).events[0].name == "voucher.expired"
    assert refused(lambda: voucher.expire(by=Actor.SYSTEM, at=AT))[0] == "voucher.not_lapsed"


def test_holding(voucher: Voucher, booking: Booking, rules: BookingRules) -> None:
    decision = Booking.hold("b-1", **SLOT, rules=rules, busy=[], voucher=voucher, by="user-abc", at=AT)
    (change,) = decision.changes
    hold = change.document
    assert isinstance(hold, Booking) and hold.held_until == AT + timedelta(minutes=15)
    assert {type(requirement) for requirement in decision.requires} == {Exclusion, Unique, Unchanged}
    confirmed = voucher.book("b-1", **SLOT, rules=rules, busy=[], hold=hold, by="user-abc", at=AT)
    assert [event.name for event in confirmed.events] == ["voucher.booked", "booking.created"]
    expired = AT + timedelta(minutes=15, milliseconds=1)
    late = lambda: voucher.book("b-1", **SLOT, rules=rules, busy=[], hold=hold, by="user-abc", at=expired)  # noqa: E731
    assert refused(late)[0] == "voucher.hold_expired"
    assert refused(lambda: hold.release(voucher=voucher, by=Actor.SYSTEM, at=AT))[0] == "voucher.hold_running"
    assert hold.release(voucher=voucher, by="user-abc", at=AT).events[0].name == "booking.released"
    twice = lambda: Booking.hold(  # noqa: E731
        "b-1", **SLOT, rules=rules, busy=[], voucher=voucher, existing=booking, by="user-abc", at=AT
    )
    assert refused(twice)[0] == "lifecycle.already_exists"
    assert {answer.command for answer in hold.allowed(by="user-abc", at=AT) if answer.enabled} == {"release"}


def test_what_is_allowed(voucher: Voucher, booked: Voucher, booking: Booking, rules: BookingRules) -> None:
    anybody = {answer.command for answer in voucher.allowed(by="user-abc", at=AT) if answer.enabled}
    assert anybody == {"book"}
    late = utc(2025, 12, 14, 10, 0, 1)
    answers = {answer.command: answer.code for answer in booked.allowed(by="user-abc", at=late)}
    assert answers["cancel_booking"] is None
    answers = {
        answer.command: answer.code
        for answer in booked.allowed(by="user-abc", at=late, booking=booking, rules=rules)
    }
    assert answers["cancel_booking"] == "voucher.cancel_window_closed"
    other = Booking.from_dict({**BOOKING, "bookingId": "b-2"})
    wrong = lambda: booked.allowed(by="user-abc", at=late, booking=other)  # noqa: E731
    assert refused(wrong)[0] == "lifecycle.wrong_document"


def test_cards(card: Card) -> None:
    names = ("status", "version", "redemptions", "units")
    fields = {name: value for name, value in CARD.items() if name not in names}
    issued = Card.issue(NewCard.from_dict(fields), by="coach-1", at=ISSUING).changes[0].document
    assert isinstance(issued, Card) and (issued.units, issued.redemptions) == (10, ())
    assert issued.redeem("visit-1", by="coach-1", at=utc(2025, 12, 2, 9)).changes[0].document == card
    assert (card.units_used(), card.unused_value()) == (1, Money(72000, "EUR"))
    at = utc(2025, 12, 3)
    assert refused(lambda: card.redeem("visit-1", by="coach-1", at=at))[0] == "voucher.redemption_repeated"
    undone = card.undo_redemption("visit-1", by="coach-1", at=at).changes[0].document
    assert isinstance(undone, Card) and (undone.units_used(), undone.redemptions[0].undone_at) == (0, at)
    cancelled = card.cancel(by="coach-1", at=at)
    assert cancelled.events[0].data == {"refund": {"amount": 72000, "currency": "EUR"}}
    assert card.expire(by=Actor.SYSTEM, at=utc(2026, 12, 1)).events[0].name == "card.expired"
    free = Card.from_dict({**CARD, "price": None})
    assert free.unused_value() is None
    assert {answer.command for answer in card.allowed(by="coach-1", at=at) if answer.enabled} == {
        "redeem",
        "undo_redemption",
        "cancel",
    }


def test_by_name_the_same(voucher: Voucher, rules: BookingRules) -> None:
    arguments = {
        "bookingId": "b-1",
        "slotStart": "2025-12-15T10:00:00Z",
        "slotEnd": "2025-12-15T11:00:00Z",
        "rules": RULES,
        "busy": [],
    }
    context = {"now": "2025-11-30T12:30:00Z", "actor": {"party": "user-abc"}}
    named = lifecycle.decide("voucher.book", VOUCHER, arguments, context)
    typed = voucher.book("b-1", **SLOT, rules=rules, busy=[], by="user-abc", at=AT)
    assert named == typed and canonical_json(named.to_json()) == canonical_json(typed.to_json())
    assert lifecycle.describe("voucher_booking")["machine"] == "voucher_booking"
    assert "[*]" in lifecycle.diagram("multi_use_card")


def query(first: date, last: date, **fields: Any) -> SlotQuery:
    rules = {**RULES, "windows": fields.pop("windows", RULES["windows"])}
    return SlotQuery(
        rules=BookingRules.from_dict(rules), duration_minutes=60, first_day=first, last_day=last, **fields
    )


def test_slots_of_a_day() -> None:
    day = date(2025, 12, 15)
    found = list(query(day, day).slots())
    first = utc(2025, 12, 15, 8)
    hours = [first + timedelta(hours=hour) for hour in range(8)]
    assert found == [Interval(hour, hour + timedelta(hours=1)) for hour in hours]
    assert slots(query(day, day), 3) == tuple(found[:3]) and slots(query(day, day), 0) == ()
    busy = [Busy(start=first, end=hours[1])]
    bounds = Validity(valid_from=first, valid_until=hours[4])
    some = query(day, day, busy=busy, validity=bounds, now=hours[1])
    assert [slot.start for slot in some.slots()] == hours[2:4]
    assert list(query(day, day, closed_days=[day]).slots()) == []


@pytest.mark.parametrize(("day", "count"), [(date(2026, 3, 29), 5), (date(2026, 10, 25), 7)])
def test_when_the_clocks_change(day: date, count: int) -> None:
    night = [{"windowFrom": "00:00", "windowTo": "06:00"}]
    assert len(list(query(day, day, windows=night).slots())) == count


def test_slots_are_found_as_they_are_asked_for() -> None:
    for_ever = query(date(2025, 12, 15), date(9999, 12, 31))
    found = for_ever.slots()
    assert iter(found) is found and isinstance(found, Iterator)
    some = [next(found) for _ in range(1000)]
    assert some == list(slots(for_ever, 1000)) and len(set(some)) == 1000
    assert refused(lambda: slots(for_ever, 100_001)) == ("voucher.too_many_slots", None)
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(found)


def test_the_end_of_the_calendar_comes_after_the_last_slot() -> None:
    whole = [{"windowFrom": "20:00", "windowTo": "00:00"}]
    found = query(date(9999, 12, 29), date(9999, 12, 31), windows=whole).slots()
    before = [next(found) for _ in range(4)]
    assert before[-1].end == utc(9999, 12, 29, 23)
    with pytest.raises(MotError, match="time.out_of_range"):
        next(found)
    assert list(found) == []


def test_each_slot_goes_to_one_thread() -> None:
    asked = query(date(2025, 1, 1), date(2025, 12, 31))
    found, start = asked.slots(), threading.Barrier(8)

    def work(_: int) -> list[Interval]:
        start.wait()
        return list(found)

    with ThreadPoolExecutor(8) as pool:
        shares = list(pool.map(work, range(8)))
    assert sorted(slot.start for share in shares for slot in share) == [slot.start for slot in asked.slots()]


def test_what_a_query_may_be() -> None:
    day = date(2025, 12, 15)
    fields = query(day, day).to_dict()
    assert refused(lambda: SlotQuery.from_dict({**fields, "durationMinutes": 0}).slots())[0] == "voucher.bad_duration"
    no_step = {**fields, "rules": {**RULES, "stepMinutes": 0}}
    assert refused(lambda: SlotQuery.from_dict(no_step)) == ("voucher.bad_step", "rules.stepMinutes")
    backwards = {**RULES, "windows": [{"windowFrom": "17:00", "windowTo": "09:00"}]}
    assert refused(lambda: BookingRules.from_dict(backwards)) == ("voucher.bad_window", "windows[0]")
    assert refused(lambda: BookingRules.from_dict({**RULES, "zone": "Europe/Bonn"})) == ("time.unknown_zone", "zone")
    assert refused(lambda: slots(query(day, day), -1))[1] == "limit"
    assert BookingRules.from_dict(RULES).windows == (Window(window_from="09:00", window_to="17:00"),)
    assert BookingRules.from_dict(RULES).zone == "Europe/Berlin"


def test_nights() -> None:
    stay = nights(date(2026, 3, 27), date(2026, 3, 30), "Europe/Berlin", "15:00", "11:00")
    assert stay.count == 3
    assert stay.interval == Interval(utc(2026, 3, 27, 14), utc(2026, 3, 30, 9))
    day = date(2026, 3, 27)
    assert refused(lambda: nights(day, day, "Europe/Berlin", "15:00", "11:00")) == ("voucher.nights_reversed", None)
    assert refused(lambda: nights(day, day, "Europe/Bonn", "15:00", "11:00")) == ("time.unknown_zone", "zone")
    assert refused(lambda: nights(day, day, "Europe/Berlin", "25:00", "11:00")) == ("time.bad_time", "checkIn")
    now = datetime.now()
    assert refused(lambda: nights(now, day, "Europe/Berlin", "15:00", "11:00"))[1] == "arrival"


def test_intervals() -> None:
    first = Interval(SLOT["slot_start"], SLOT["slot_end"])
    assert (first.start, first.end) == (SLOT["slot_start"], SLOT["slot_end"])
    assert Interval.from_json(first.to_json()) == first and hash(Interval.from_dict(first.to_dict())) == hash(first)
    assert pickle.loads(pickle.dumps(first)) == first and copy.deepcopy(first) is first
    assert repr(first) == "Interval(2025-12-15T10:00:00Z – 2025-12-15T11:00:00Z)"
    assert refused(lambda: Interval(first.end, first.start)) == ("time.interval_reversed", None)
    assert refused(lambda: first.widened(-1, 0))[1] == "beforeMinutes"


def test_templates() -> None:
    shipped = {template.template_id: template for template in VoucherTemplate.shipped()}
    assert shipped["therapy"].duration_minutes == 50 and shipped["hotel"].duration_minutes is None
    start = utc(2025, 12, 1)
    overrides = TemplateOverrides(
        voucher_id="v-1", issuer_uid="coach-1", valid_from=start, title="First hour", price=Money(10000, "EUR")
    )
    made = shipped["consulting"].instantiate(overrides)
    assert (made.title, made.price, made.valid_until) == ("First hour", Money(10000, "EUR"), utc(2025, 12, 8))
    assert made.terms == {"templateId": "consulting", "templateVersion": 1}
    assert NewVoucher.from_json(made.to_json()) == made
    voucher = Voucher.issue(made, by="coach-1", at=start).changes[0].document
    assert isinstance(voucher, Voucher) and voucher.template_id == "consulting"
    own = VoucherTemplate.from_dict({**shipped["consulting"].to_dict(), "terms": {"templateId": "x"}})
    assert refused(lambda: own.instantiate(overrides)) == ("input.bad_value", "terms")
