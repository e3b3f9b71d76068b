"""The guards of vouchers, bookings and cards that no other machine has."""

from booking_rules import LONGEST, MINUTE, on_grid, taken
from card import used
from case import moment
from refusal import Refusal, unless


def price_not_negative(case):
    price = case.document["price"]
    return unless(price is None or price["amount"] >= 0, "voucher.negative_price")


def duration_positive(case):
    minutes = case.document["durationMinutes"]
    return unless(minutes is None or 1 <= minutes <= LONGEST, "voucher.bad_duration")


def holder_unassigned(case):
    if case.document["holderUid"] is not None:
        return Refusal("voucher.holder_already_assigned")
    return unless(case.arguments["holder"] != case.document["issuerUid"], "voucher.same_holder")


def recipient_differs(case):
    parties = (case.document["issuerUid"], case.document["holderUid"])
    return unless(case.arguments["recipient"] not in parties, "voucher.same_holder")


def wanted(case):
    return moment(case.arguments["slotStart"]), moment(case.arguments["slotEnd"])


def slot_within_validity(case):
    start, end = wanted(case)
    valid_from, valid_until = moment(case.voucher["validFrom"]), moment(case.voucher["validUntil"])
    return unless(valid_from <= start and end <= valid_until, "voucher.slot_outside_validity")


def slot_in_future(case):
    earliest = case.now + case.arguments["rules"]["minimumNoticeMinutes"] * MINUTE
    return unless(wanted(case)[0] > earliest, "voucher.slot_in_past")


def slot_duration_matches(case):
    start, end = wanted(case)
    return unless(end - start == case.voucher["durationMinutes"] * MINUTE, "voucher.slot_duration_mismatch")


def slot_free(case):
    """Left out are the hold that is confirmed, and the booking that is moved."""
    own = case.others.get("hold") or case.others.get("booking")
    is_taken = taken(wanted(case), case.arguments["busy"], case.arguments["rules"], own and own["bookingId"])
    return unless(not is_taken, "voucher.slot_taken")


def booked(case):
    return moment(case.others["booking"]["slotStart"]), moment(case.others["booking"]["slotEnd"])


def window_open(notice, code):
    """The window binds the holder only and includes its last instant."""
    def judge(case):
        last = booked(case)[0] - case.arguments["rules"][notice] * MINUTE
        return unless(case.party == case.document["issuerUid"] or case.now <= last, code)
    return judge


def grace_elapsed(case):
    over = booked(case)[1] + case.arguments["rules"]["noShowGraceMinutes"] * MINUTE
    return unless(case.now >= over, "voucher.grace_running")


def hold_ended(case):
    return case.now > moment(case.document["heldUntil"])


def hold_is_own(case):
    own = {"voucherId": case.arguments["voucher"]["voucherId"], "holderUid": case.arguments["party"],
           "slotStart": case.arguments["slotStart"], "slotEnd": case.arguments["slotEnd"]}
    return unless(all(case.document[name] == value for name, value in own.items()), "voucher.hold_of_another")


def nonces(case, undone):
    redemptions = case.document.get("redemptions", [])
    return [one["nonce"] for one in redemptions if undone or "undoneAt" not in one]


def units_left(case):
    return case.document["units"] - used(case.document)


GUARDS = {
    "price_not_negative": price_not_negative,
    "duration_positive": duration_positive,
    "holder_unassigned": holder_unassigned,
    "transferable": lambda case: unless(case.document["transferable"], "voucher.not_transferable"),
    "recipient_differs": recipient_differs,
    "slotted_service": lambda case: unless(
        case.voucher["durationMinutes"] is not None, "voucher.service_has_no_slots"),
    "unslotted_service": lambda case: unless(
        case.voucher["durationMinutes"] is None, "voucher.service_needs_slot"),
    "slot_within_validity": slot_within_validity,
    "slot_in_future": slot_in_future,
    "slot_duration_matches": slot_duration_matches,
    "slot_on_grid": lambda case: unless(
        on_grid(case.arguments["rules"], *wanted(case)), "voucher.slot_off_grid"),
    "slot_free": slot_free,
    "slot_started": lambda case: unless(booked(case)[0] <= case.now, "voucher.slot_not_started"),
    "slot_not_started": lambda case: unless(case.now < booked(case)[0], "voucher.slot_already_started"),
    "slot_ended": lambda case: unless(booked(case)[1] <= case.now, "voucher.slot_not_ended"),
    "reschedule_window_open": window_open("rescheduleNoticeMinutes", "voucher.reschedule_window_closed"),
    "cancel_window_open": window_open("cancelNoticeMinutes", "voucher.cancel_window_closed"),
    "grace_elapsed": grace_elapsed,
    "reason_given": lambda case: unless("reason" in case.arguments, "voucher.reason_missing"),
    "holder_assigned": lambda case: unless(case.document["holderUid"] is not None, "voucher.holder_missing"),
    "voucher_open": lambda case: unless(case.voucher["status"] == "issued", "voucher.not_open"),
    "hold_lapsed": lambda case: unless(hold_ended(case), "voucher.hold_running"),
    "hold_not_expired": lambda case: unless(not hold_ended(case), "voucher.hold_expired"),
    "hold_is_own": hold_is_own,
    "units_positive": lambda case: unless(case.document["units"] > 0, "voucher.no_units"),
    "nonce_unseen": lambda case: unless(
        case.arguments["nonce"] not in nonces(case, undone=True), "voucher.redemption_repeated"),
    "units_left_after": lambda case: unless(units_left(case) > 1, "voucher.no_units_left"),
    "last_unit": lambda case: unless(units_left(case) == 1, "voucher.no_units_left"),
    "redemption_exists": lambda case: unless(
        case.arguments["nonce"] in nonces(case, undone=False), "voucher.redemption_unknown"),
}
