"""A provider's booking policy: windows as instants, the steps within them, and what takes the resource."""

from datetime import timedelta

import zone
from case import moment
from refusal import Refusal
from shape import at, count, identifier, joined, list_of, record, text, timestamp

MINUTE = 60_000
LONGEST = 366 * 24 * 60


def wall_time(value, path):
    at(path, zone.wall_time, text(value, path))
    return value


def zone_name(value, path):
    at(path, zone.zone, text(value, path))
    return value


def small_count(value, path):
    if count(value, path) >= 2**32:
        raise Refusal("input.bad_value", path)
    return value


MINUTES = ("bufferBeforeMinutes", "bufferAfterMinutes", "minimumNoticeMinutes", "rescheduleNoticeMinutes",
           "cancelNoticeMinutes", "noShowGraceMinutes", "holdMinutes")
FIELDS = record({"zone": zone_name, "windows": list_of(record({"windowFrom": wall_time, "windowTo": wall_time})),
                 "stepMinutes": small_count, **{name: small_count for name in MINUTES}})
BUSY = record({"start": timestamp, "end": timestamp}, nullable={"bookingId": identifier})


def rules(value, path):
    read = FIELDS(value, path)
    if read["stepMinutes"] == 0:
        raise Refusal("voucher.bad_step", joined(path, "stepMinutes"))
    for index, window in enumerate(read["windows"]):
        at(f"{joined(path, 'windows')}[{index}]", check_window, window)
    return read


def check_window(window):
    """00:00 is the next midnight; any other end before the beginning is none."""
    if window["windowTo"] != "00:00" and window["windowTo"] < window["windowFrom"]:
        raise Refusal("voucher.bad_window")


def busy(value, path):
    read = list_of(BUSY)(value, path)
    for index, one in enumerate(read):
        if moment(one["start"]) >= moment(one["end"]):
            raise Refusal("time.interval_reversed", f"{path}[{index}]")
    return read


def opening(window, day, where):
    """The window of a day as instants."""
    closing = day + timedelta(days=1) if window["windowTo"] == "00:00" else day
    return (zone.instant_of(where, day, zone.wall_time(window["windowFrom"])),
            zone.instant_of(where, closing, zone.wall_time(window["windowTo"])))


def on_grid(given, start, end):
    where = zone.zone(given["zone"])
    day = zone.day_of(where, start)
    for window in given["windows"]:
        opens, closes = opening(window, day, where)
        if start in range(opens, closes + 1, given["stepMinutes"] * MINUTE) and end <= closes:
            return True
    return False


def widened(interval, given):
    start, end = interval
    return start - given["bufferBeforeMinutes"] * MINUTE, end + given["bufferAfterMinutes"] * MINUTE


def overlap(one, other, given):
    """Both are widened, so what lies between two of them is a buffer after and a buffer before."""
    (start, end), (other_start, other_end) = widened(one, given), widened(other, given)
    return start < other_end and other_start < end


def taken(slot, busy_times, given, own=None):
    return any(overlap(slot, (moment(one["start"]), moment(one["end"])), given)
               for one in busy_times if own is None or one.get("bookingId") != own)
