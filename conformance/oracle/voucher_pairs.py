"""The steps of `write_pairs.py` on vouchers, bookings and cards."""

from voucher_samples import (BOOKING, CARD, RULES, SLOT, TAKEN, VOUCHER, booking, card, new_card, new_voucher, voucher)

IDS = {"voucher": VOUCHER, "booking": BOOKING, "card": CARD}
ISSUER, HOLDER, STUDIO = {"party": "coach-1"}, {"party": "user-abc"}, {"party": "studio-1"}
NEXT_DAY = {"slotStart": "2025-12-16T12:00:00Z", "slotEnd": "2025-12-16T13:00:00Z"}
NOW, HELD = "2025-12-10T12:00:00Z", "2025-12-01T08:10:00Z"
STARTED, OVER, LAPSED = "2025-12-15T10:00:00Z", "2025-12-15T11:15:00Z", "2025-12-31T23:59:59.001Z"
CARD_LAPSED = "2026-11-30T23:59:59.001Z"
FREE = {**SLOT, "rules": RULES, "busy": []}

# kind, command: arguments, actor
STEPS = {
    ("voucher", "issue"): ({"voucher": new_voucher()}, ISSUER),
    ("voucher", "assign_holder"): ({"holder": "user-abc"}, ISSUER),
    ("voucher", "transfer"): ({"recipient": "user-def"}, HOLDER),
    ("voucher", "book"): ({**FREE, "bookingId": "b-2025-0002"}, HOLDER),
    ("voucher", "reschedule"): ({**NEXT_DAY, "rules": RULES, "busy": [TAKEN]}, HOLDER),
    ("voucher", "cancel_booking"): ({"rules": RULES, "reason": "illness"}, HOLDER),
    ("voucher", "consume"): ({}, ISSUER),
    ("voucher", "mark_no_show"): ({"rules": RULES}, ISSUER),
    ("voucher", "cancel"): ({"reason": "closing"}, ISSUER),
    ("voucher", "expire"): ({}, "system"),
    ("booking", "hold"): ({**FREE, "bookingId": BOOKING, "voucherId": VOUCHER}, HOLDER),
    ("booking", "release"): ({}, HOLDER),
    ("booking", "create"): ({}, "system"),
    ("booking", "confirm"): ({}, "system"),
    ("booking", "reschedule"): ({}, "system"),
    ("booking", "cancel"): ({}, "system"),
    ("booking", "complete"): ({}, "system"),
    ("booking", "no_show"): ({}, "system"),
    ("card", "issue"): ({"card": new_card()}, STUDIO),
    ("card", "redeem"): ({"nonce": "visit-31"}, STUDIO),
    ("card", "undo_redemption"): ({"nonce": "visit-1"}, STUDIO),
    ("card", "expire"): ({}, "system"),
    ("card", "cancel"): ({}, STUDIO),
}

UNASSIGNED = voucher(holderUid=None)
BOOKED = [voucher("booked"), booking()]
CONFIRMED = {**FREE, "bookingId": BOOKING, "busy": [TAKEN]}

# kind, state, command: each legal row with its events, the documents it needs, and what differs from STEPS
LEGAL = {
    ("voucher", "-", "issue"): [("", ["voucher.issued"], [], {})],
    ("voucher", "issued", "assign_holder"): [("", ["voucher.holder_assigned"], [UNASSIGNED], {})],
    ("voucher", "issued", "transfer"): [("", ["voucher.transferred"], [voucher()], {})],
    ("voucher", "issued", "book"): [
        ("", ["voucher.booked", "booking.created"], [voucher()], {}),
        ("unassigned", ["voucher.booked", "booking.created"], [UNASSIGNED], {}),
        ("hold", ["voucher.booked", "booking.created"], [UNASSIGNED, booking("held", setHolder=True)],
         {"with": CONFIRMED, "now": HELD})],
    ("voucher", "booked", "reschedule"): [("", ["voucher.rescheduled", "booking.rescheduled"], BOOKED, {})],
    ("voucher", "booked", "cancel_booking"): [
        ("valid", ["voucher.booking_cancelled", "booking.cancelled"], BOOKED, {}),
        ("holder-set", ["voucher.booking_cancelled", "booking.cancelled"],
         [voucher("booked"), booking(setHolder=True)], {}),
        ("lapsed", ["voucher.booking_cancelled", "booking.cancelled"], BOOKED, {"now": LAPSED, "actor": ISSUER})],
    ("voucher", "issued", "consume"): [
        ("", ["voucher.consumed"], [voucher(durationMinutes=None)], {})],
    ("voucher", "booked", "consume"): [("", ["voucher.consumed", "booking.completed"], BOOKED, {"now": STARTED})],
    ("voucher", "booked", "mark_no_show"): [("", ["voucher.no_show", "booking.no_show"], BOOKED, {"now": OVER})],
    ("voucher", "issued", "cancel"): [("", ["voucher.cancelled"], [voucher()], {})],
    ("voucher", "booked", "cancel"): [("", ["voucher.cancelled", "booking.cancelled"], BOOKED, {})],
    ("voucher", "issued", "expire"): [("", ["voucher.expired"], [voucher()], {"now": LAPSED})],
    ("booking", "-", "hold"): [
        ("", ["booking.held"], [voucher()], {}), ("unassigned", ["booking.held"], [UNASSIGNED], {})],
    ("booking", "held", "release"): [
        ("holder", ["booking.released"], [voucher(), booking("held")], {"now": HELD}),
        ("lapsed", ["booking.released"], [voucher(), booking("held")], {"actor": "system"})],
    ("card", "-", "issue"): [("", ["card.issued"], [], {})],
    ("card", "active", "redeem"): [
        ("units-left", ["card.redeemed"], [card(used=8)], {}), ("last-unit", ["card.redeemed"], [card(used=9)], {})],
    ("card", "active", "undo_redemption"): [("", ["card.redemption_undone"], [card()], {})],
    ("card", "exhausted", "undo_redemption"): [("", ["card.redemption_undone"], [card("exhausted")], {})],
    ("card", "active", "expire"): [("", ["card.expired"], [card()], {"now": CARD_LAPSED})],
    ("card", "exhausted", "expire"): [("", ["card.expired"], [card("exhausted")], {"now": CARD_LAPSED})],
    ("card", "active", "cancel"): [("", ["card.cancelled"], [card()], {})],
}


def documents_in(kind, state):
    if kind == "card":
        return [] if state == "-" else [card(state)]
    if kind == "voucher":
        return BOOKED if state == "booked" else [] if state == "-" else [voucher(state)]
    if state == "-":
        return [voucher()]
    beside = voucher({"booked": "booked", "completed": "consumed", "no_show": "consumed"}.get(state, "issued"))
    return [beside, booking(state)]
