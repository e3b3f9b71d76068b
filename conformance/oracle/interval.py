"""Years from the first drawdown to a payment: whole units counted back from the payment, then the days that remain."""

from fractions import Fraction

from calendar_dates import parse_date, plus_months, plus_weeks

UNITS = {
    "years": (lambda day, count: plus_months(day, 12 * count), Fraction(1)),
    "months": (plus_months, Fraction(1, 12)),
    "weeks": (plus_weeks, Fraction(1, 52)),
}


def interval(given):
    drawdown, payment = (parse_date(given[name]) for name in ("firstDrawdown", "payment"))
    if payment < drawdown:
        return {"years": str(-years_between(payment, drawdown, given["unit"]))}
    return {"years": str(years_between(drawdown, payment, given["unit"]))}


def years_between(start, end, unit):
    """The units are subtracted at once: one after the other would lose the day of the month at a short one."""
    count, left, worth = 0, end, Fraction(0)
    if unit != "days":
        step, worth = UNITS[unit]
        while step(end, -(count + 1)) >= start:
            count += 1
        left = step(end, -count)
    return count * worth + Fraction((left - start).days, (left - plus_months(left, -12)).days)
