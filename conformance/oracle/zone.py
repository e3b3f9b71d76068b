"""Time zones by their IANA names: wall times as instants, and the day that an instant has."""

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from instant import EPOCH
from refusal import Refusal

WALL_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def zone(name):
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Refusal("time.unknown_zone") from None


def wall_time(text):
    """Minutes since midnight."""
    match = WALL_TIME.fullmatch(text)
    if not match:
        raise Refusal("time.bad_time")
    return int(match[1]) * 60 + int(match[2])


def instant_of(where, day, minutes):
    """Of a wall time in a gap the offset before it holds, so it moves forward; of one that comes twice the earlier."""
    wall = datetime(day.year, day.month, day.day, *divmod(minutes, 60), tzinfo=where)
    return (wall.astimezone(timezone.utc) - EPOCH) // timedelta(milliseconds=1)


def day_of(where, milliseconds):
    return (EPOCH + timedelta(milliseconds=milliseconds)).astimezone(where).date()
