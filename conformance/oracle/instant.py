"""Instants as whole milliseconds since 1970, read from RFC 3339 text and written in UTC."""

import calendar
import re
from datetime import datetime, timedelta, timezone

from refusal import Refusal

FORM = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = 24 * 60 * 60 * 1000


def parse(text, floor=False):
    match = FORM.fullmatch(text)
    if not match:
        raise Refusal("time.bad_timestamp")
    *clock, fraction, sign, hours, minutes = match.groups()
    if fraction and len(fraction) > 3 and not floor:
        raise Refusal("time.too_precise")
    try:
        moment = datetime(*map(int, clock), tzinfo=offset(sign, hours, minutes)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise Refusal("time.bad_timestamp") from None
    return (moment - EPOCH) // timedelta(milliseconds=1) + int(((fraction or "") + "000")[:3])


def offset(sign, hours, minutes):
    if sign is None:
        return timezone.utc
    if int(minutes) > 59:
        raise ValueError("an hour has 60 minutes")
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-ahead if sign == "-" else ahead)


def written(milliseconds):
    moment = EPOCH + timedelta(milliseconds=milliseconds)
    fraction = f".{milliseconds % 1000:03}" if milliseconds % 1000 else ""
    return moment.strftime("%Y").zfill(4) + moment.strftime("-%m-%dT%H:%M:%S") + fraction + "Z"


def plus_days(milliseconds, days):
    return milliseconds + days * DAY


def plus_months(milliseconds, months):
    """The same time of day months later; a day that the month lacks becomes its last."""
    moment = EPOCH + timedelta(milliseconds=milliseconds)
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return (moment.replace(year=year, month=month + 1, day=day) - EPOCH) // timedelta(milliseconds=1)
