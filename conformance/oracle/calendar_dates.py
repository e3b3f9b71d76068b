"""Calendar dates: adding months, and the day counts that turn a period into a part of a year."""

import calendar
from datetime import date, timedelta
from fractions import Fraction

from refusal import Refusal


def parse_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("time.bad_date") from None


def last_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def plus_months(day, months):
    """The same day of the month, or the month's last if it lacks that day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def plus_weeks(day, weeks):
    return day + timedelta(weeks=weeks)


def thirty_360(start, end):
    days = min(end.day, 30) - min(start.day, 30)
    return Fraction((end.year - start.year) * 360 + (end.month - start.month) * 30 + days, 360)


def actual_actual(start, end):
    """Each day over the length of the calendar year that it lies in; the first day counts, the last does not."""
    share = Fraction(0)
    while start < end:
        stop = min(end, date(start.year + 1, 1, 1))
        share += Fraction((stop - start).days, 366 if calendar.isleap(start.year) else 365)
        start = stop
    return share


DAY_COUNTS = {
    "30E/360": thirty_360,
    "act/360": lambda start, end: Fraction((end - start).days, 360),
    "act/365F": lambda start, end: Fraction((end - start).days, 365),
    "act/act": actual_actual,
}
