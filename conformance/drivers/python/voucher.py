"""The operations on slots, validities, nights and templates of vouchers as calls of the public interface."""

from __future__ import annotations

from typing import Any

from commands import instant
from mortgage import day
from mot_core import SlotQuery, TemplateOverrides, VoucherTemplate, nights, slots
from mot_core.time import Interval, Validity
from refused import read

MAXIMUM_SLOTS = 100_000
GIVEN = ("stepMinutes", "bufferBeforeMinutes", "bufferAfterMinutes", "minimumNoticeMinutes")
NEVER_GIVEN = ("rescheduleNoticeMinutes", "cancelNoticeMinutes", "noShowGraceMinutes", "holdMinutes")


def all_slots(given: dict[str, Any], _notes: Any) -> Any:
    asked = query(given)
    one_by_one = list(asked.slots())
    assert tuple(one_by_one) == slots(asked, MAXIMUM_SLOTS)
    return {"slots": [slot.to_dict() for slot in one_by_one]}


def query(given: dict[str, Any]) -> SlotQuery:
    """The query of a case; what it does not say of the rules does not matter to slots."""
    window = {"windowFrom": given.get("windowFrom"), "windowTo": given.get("windowTo")}
    validity = {"validFrom": given.get("validFrom"), "validUntil": given.get("validUntil")}
    rules = {
        "zone": given["zone"],
        "windows": [window] if given.get("windows") is None else given["windows"],
        **{name: given.get(name) or 0 for name in GIVEN},
        **dict.fromkeys(NEVER_GIVEN, 0),
    }
    return SlotQuery.from_dict(
        {
            "rules": rules,
            "durationMinutes": given["durationMinutes"],
            "firstDay": given["date"],
            "lastDay": given.get("until") or given["date"],
            "closedDays": given.get("closedDays"),
            "busy": given.get("busy"),
            "validity": None if given.get("validFrom") is None else validity,
            "now": given.get("now"),
        }
    )


def overlaps(given: dict[str, Any], _notes: Any) -> Any:
    before, after = given.get("bufferBeforeMinutes", 0), given.get("bufferAfterMinutes", 0)
    one, other = (Interval.from_dict(given[name]).widened(before, after) for name in ("a", "b"))
    return {"conflict": one.overlaps(other)}


def validity(given: dict[str, Any], _notes: Any) -> Any:
    now = instant(given["now"])
    assert now is not None
    bounds = {"validFrom": given["validFrom"], "validUntil": given["validUntil"]}
    return {"validity": Validity.from_dict(bounds).at(now)}


def stay(given: dict[str, Any], _notes: Any) -> Any:
    arrival, departure = day(given["arrival"]), day(given["departure"])
    found = nights(arrival, departure, given["zone"], given["checkIn"], given["checkOut"])
    return {"nights": found.count, **found.interval.to_dict()}


def instantiate(given: dict[str, Any], _notes: Any) -> Any:
    template = read("template", VoucherTemplate.from_dict, given["template"])
    overrides = read("overrides", TemplateOverrides.from_dict, given["overrides"])
    return {"voucher": template.instantiate(overrides).to_dict()}


OPERATIONS = {
    "voucher.slots": all_slots,
    "voucher.overlaps": overlaps,
    "voucher.validity": validity,
    "voucher.nights": stay,
    "voucher.instantiate": instantiate,
}
