"""The slots of some days, the nights of a stay, and two questions about instants: what overlaps, and what is valid."""

from datetime import timedelta

import instant
import zone
from booking_rules import LONGEST, MINUTE, check_window, opening, overlap, taken
from calendar_dates import parse_date
from refusal import Refusal


def slots(given):
    """Wall-clock windows of each day, stepped in absolute time."""
    where, windows = zone.zone(given["zone"]), given.get("windows", [given])
    if given["stepMinutes"] == 0:
        raise Refusal("voucher.bad_step")
    if not 1 <= given["durationMinutes"] <= LONGEST:
        raise Refusal("voucher.bad_duration")
    for window in windows:
        zone.wall_time(window["windowFrom"]), zone.wall_time(window["windowTo"])
        check_window(window)
    check_busy(given.get("busy", []))
    found = []
    day, last = parse_date(given["date"]), parse_date(given.get("until", given["date"]))
    while day <= last:
        if day.isoformat() not in given.get("closedDays", []):
            found += [slot for window in windows for slot in stepped(window, day, where, given)]
        day += timedelta(days=1)
    return {"slots": [{"start": instant.written(start), "end": instant.written(end)} for start, end in found
                      if is_offered(start, end, given)]}


def stepped(window, day, where, given):
    start, closes = opening(window, day, where)
    while start + given["durationMinutes"] * MINUTE <= closes:
        yield start, start + given["durationMinutes"] * MINUTE
        start += given["stepMinutes"] * MINUTE


def is_offered(start, end, given):
    if "now" in given:
        earliest = instant.parse(given["now"], floor=True) + given.get("minimumNoticeMinutes", 0) * MINUTE
        if start <= earliest:
            return False
    if "validFrom" in given and start < instant.parse(given["validFrom"]):
        return False
    if "validUntil" in given and end > instant.parse(given["validUntil"]):
        return False
    return not taken((start, end), given.get("busy", []), buffers(given))


def buffers(given):
    return {name: given.get(name, 0) for name in ("bufferBeforeMinutes", "bufferAfterMinutes")}


def check_busy(busy):
    for one in busy:
        interval(one)


def interval(given):
    start, end = instant.parse(given["start"]), instant.parse(given["end"])
    if start >= end:
        raise Refusal("time.interval_reversed")
    return start, end


def overlaps(given):
    return {"conflict": overlap(interval(given["a"]), interval(given["b"]), buffers(given))}


def validity(given):
    now = instant.parse(given["now"], floor=True)
    if now < instant.parse(given["validFrom"]):
        return {"validity": "not_yet_valid"}
    return {"validity": "valid" if now <= instant.parse(given["validUntil"]) else "expired"}


def nights(given):
    where = zone.zone(given["zone"])
    arrival, departure = parse_date(given["arrival"]), parse_date(given["departure"])
    check_in, check_out = zone.wall_time(given["checkIn"]), zone.wall_time(given["checkOut"])
    count = (departure - arrival).days
    if count < 1:
        raise Refusal("voucher.nights_reversed")
    return {"nights": count, "start": instant.written(zone.instant_of(where, arrival, check_in)),
            "end": instant.written(zone.instant_of(where, departure, check_out))}
