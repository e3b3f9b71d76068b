"""Roots of a sum of amounts times v to the power of minus time, for v above zero: all of them, with 80 digits.

Multiplied by v to the power of c, the sum keeps its roots, and its derivative is again such a sum: each amount
times (c - time). With c between two neighbours of different sign that sum has one change of sign less. So the turning
points are found first, by the same rule, and between two of them there is one root or none. At a double root the sum
is zero at a turning point: it is found within 1e-45, so the sum there is below 1e-60 of its size.
"""

from decimal import Decimal
from fractions import Fraction

DIGITS = 80
ZERO = Decimal("1e-60")
WIDTH = Decimal("1e-45")


def roots(terms, low, high):
    change = next((index for index in range(1, len(terms)) if terms[index - 1][1] * terms[index][1] < 0), None)
    if change is None:
        return []
    middle = (terms[change - 1][0] + terms[change][0]) / 2
    turning = roots([(time, amount * (middle - time)) for time, amount in terms], low, high)
    points = sorted({low, *turning, high})
    signs = [sign(terms, point) for point in points]
    found = {point for point, here in zip(points, signs) if here == 0}
    for index in range(1, len(points)):
        if signs[index - 1] * signs[index] < 0:
            found.add(bisected(terms, points[index - 1], points[index], signs[index - 1]))
    return sorted(found)


def bisected(terms, low, high, sign_low):
    while high - low > WIDTH:
        middle = (low + high) / 2
        here = sign(terms, middle, zero=0)
        if here == 0:
            return middle
        low, high = (middle, high) if here == sign_low else (low, middle)
    return (low + high) / 2


def sign(terms, point, zero=ZERO):
    total, size = value(terms, point)
    return 0 if abs(total) <= size * zero else 1 if total > 0 else -1


def value(terms, point):
    """The sum, and the sum of its sizes; the powers one after the other, by the steps between the times."""
    total = size = Decimal(0)
    steps, log = {}, point.ln()
    power, before = (-log * decimal(terms[0][0])).exp(), terms[0][0]
    for time, amount in terms:
        step = time - before
        if step not in steps:
            steps[step] = (-log * decimal(step)).exp()
        power, before = power * steps[step], time
        total += decimal(amount) * power
        size += abs(decimal(amount)) * power
    return total, size


def sign_at(terms, point):
    """At a fraction: without any rounding if the times are whole years."""
    if all(time.denominator == 1 for time, _ in terms):
        total = sum(amount * point ** -int(time) for time, amount in terms)
        return (total > 0) - (total < 0)
    return sign(terms, decimal(point))


def touches(terms, point):
    return sign(terms, point) == 0 and sum(
        sign(terms, point + side * Decimal("1e-20")) for side in (-1, 1)) != 0


def decimal(number):
    number = Fraction(number)
    return Decimal(number.numerator) / Decimal(number.denominator)
