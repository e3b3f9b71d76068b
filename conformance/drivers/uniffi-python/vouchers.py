"""The operations on slots, validities and templates of vouchers."""

import exact
import mot_core_mobile as mot
from clock import stamp

MAXIMUM_SLOTS = 100_000
MINUTES = (
    *("stepMinutes", "bufferBeforeMinutes", "bufferAfterMinutes", "minimumNoticeMinutes", "rescheduleNoticeMinutes"),
    *("cancelNoticeMinutes", "noShowGraceMinutes", "holdMinutes"),
)


def slots(given, _):
    asked = mot.parse_slot_query(exact.dumps(query(given)))
    assert mot.parse_slot_query(mot.slot_query_to_json(asked)) == asked
    one_by_one = list(each(mot.Slots(asked)))
    assert one_by_one == mot.slots(asked, MAXIMUM_SLOTS), f"one by one there are {one_by_one}"
    return {"slots": [shown(slot) for slot in one_by_one]}


def each(slots):
    while given := slots.next_slots(1):
        yield from given


def query(given):
    """The query as the library reads it; what a case does not say of the rules does not matter to slots."""
    window = {"windowFrom": given.get("windowFrom"), "windowTo": given.get("windowTo")}
    validity = {"validFrom": given.get("validFrom"), "validUntil": given.get("validUntil")}
    return {
        "rules": {
            "zone": given["zone"],
            "windows": [window] if given.get("windows") is None else given["windows"],
            **{name: count(given, name) for name in MINUTES},
        },
        "durationMinutes": count(given, "durationMinutes"),
        "firstDay": given["date"],
        "lastDay": given.get("until") or given["date"],
        "closedDays": given.get("closedDays"),
        "busy": given.get("busy"),
        "validity": None if given.get("validFrom") is None else validity,
        "now": given.get("now"),
    }


def overlaps(given, _):
    before, after = count(given, "bufferBeforeMinutes"), count(given, "bufferAfterMinutes")

    def widened(name):
        start, end = stamp(given[name]["start"]), stamp(given[name]["end"])
        return mot.Interval(start=start, end=end).widened(before, after)

    return {"conflict": widened("a").overlaps(widened("b"))}


def validity(given, _):
    of = mot.Validity(valid_from=stamp(given["validFrom"]), valid_until=stamp(given["validUntil"]))
    return {"validity": mot.validity_at(of, stamp(given["now"])).name.lower()}


def nights(given, _):
    arrival, departure = (mot.parse_calendar_date(given[name]) for name in ("arrival", "departure"))
    stay = mot.nights(arrival, departure, given["zone"], given["checkIn"], given["checkOut"])
    return {"nights": stay.count, **shown(stay.interval)}


def instantiate(given, _):
    template = mot.parse_voucher_template(exact.dumps(given["template"]))
    overrides = mot.parse_template_overrides(exact.dumps(given["overrides"]))
    new = mot.voucher_template_instantiate(template, overrides)
    text = mot.new_voucher_to_json(new)
    assert mot.parse_new_voucher(text) == new
    return {"voucher": exact.loads(text)}


def shown(interval):
    return {"start": written(interval.start), "end": written(interval.end)}


def written(instant):
    timespec = "milliseconds" if instant.microsecond else "seconds"
    return instant.isoformat(timespec=timespec).replace("+00:00", "Z")


def count(given, name):
    """A count; nothing, and what is none, counts as 0."""
    return max(given.get(name) or 0, 0)


OPERATIONS = {
    f"voucher.{operation.__name__}": operation for operation in (slots, overlaps, validity, nights, instantiate)
}
