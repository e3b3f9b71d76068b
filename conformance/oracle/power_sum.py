"""Roots of a sum of amounts times v to the power of minus time, for v above zero: all of them, with 80 digits.

Multiplied by v to the power of c, the sum keeps its roots, and its derivative is again such a sum: each amount
times (c - time). With c between two neighbours of different sign that sum has one change of sign less. So the turning
points are found first, by the same rule, and between two of them there is one root or none. At a double root the sum
is zero at a turning point: it is found within 1e-45, so the sum there is below 1e-60 of its size.
"""

from decimal import Decimal
from fractions import Fraction
from math import lcm

DIGITS = 80
ZERO = Decimal("1e-60")
WIDTH = Decimal("1e-45")
BESIDE = Decimal("1e-6")  # from an eightfold root: there the sum is still far above what counts as zero


class PowerSum:
    """The terms as decimals; each power is the one before times that of the step between the two times."""

    def __init__(self, terms):
        self.times = [decimal(time) for time, _ in terms]
        self.amounts = [decimal(amount) for _, amount in terms]
        self.parts = lcm(*(time.denominator for time, _ in terms))
        wholes = [int(time * self.parts) for time, _ in terms]
        self.steps = [after - before for before, after in zip([0, *wholes], wholes)]
        self.distinct = set(self.steps)

    def at(self, point):
        """The sum, the sum of its sizes, and its slope."""
        part = (-point.ln() / self.parts).exp()
        powers = {step: part ** step for step in self.distinct}
        power, total, size, slope = Decimal(1), Decimal(0), Decimal(0), Decimal(0)
        for time, amount, step in zip(self.times, self.amounts, self.steps):
            power *= powers[step]
            worth = amount * power
            total += worth
            size += abs(worth)
            slope -= worth * time
        return total, size, slope / point

    def sign(self, point, zero=ZERO):
        total, size, _ = self.at(point)
        return 0 if abs(total) <= size * zero else 1 if total > 0 else -1


def roots(terms, low, high):
    change = next((index for index in range(1, len(terms)) if terms[index - 1][1] * terms[index][1] < 0), None)
    if change is None:
        return []
    middle = (terms[change - 1][0] + terms[change][0]) / 2
    turning = roots([(time, amount * (middle - time)) for time, amount in terms], low, high)
    points = sorted({low, *turning, high})
    here = PowerSum(terms)
    signs = [here.sign(point) for point in points]
    found = {point for point, sign in zip(points, signs) if sign == 0}
    for index in range(1, len(points)):
        if signs[index - 1] * signs[index] < 0:
            found.add(crossing(here, points[index - 1], points[index], signs[index - 1]))
    return sorted(found)


def crossing(here, low, high, sign_low):
    """The one root between two points of different sign: tangents, and the middle where a tangent leads away."""
    point = (low + high) / 2
    while high - low > WIDTH:
        total, _, slope = here.at(point)
        if total == 0:
            return point
        low, high = (point, high) if (total > 0) == (sign_low > 0) else (low, point)
        step = total / slope if slope else high - low
        if abs(step) < WIDTH / 4:
            beyond = point - 2 * step - (WIDTH / 2).copy_sign(step)
            if here.at(beyond)[0] * total <= 0:
                return (point + beyond) / 2
        point = point - step if low < point - step < high else (low + high) / 2
    return (low + high) / 2


def sign_at(terms, point):
    """The sign at a fraction. Zero is proved: amounts whose times differ by whole steps cancel without any rounding."""
    sign = PowerSum(terms).sign(decimal(point))
    if sign == 0 and not cancels(terms, Fraction(point)):
        raise AssertionError("too near zero to tell the sign")
    return sign


def cancels(terms, point):
    """The point is a power of `base`, which is none itself: only terms whole powers of it apart can cancel."""
    base, degree = simplest_base(point)
    groups = {}
    for time, amount in terms:
        groups.setdefault(time * degree % 1, []).append((time * degree, amount))
    return all(
        sum(amount * base ** -int(exponent - group[0][0]) for exponent, amount in group) == 0
        for group in groups.values())


def simplest_base(point):
    for degree in range(max(point.numerator, point.denominator).bit_length(), 1, -1):
        base = Fraction(whole_root(point.numerator, degree), whole_root(point.denominator, degree))
        if base ** degree == point:
            return base, degree
    return point, 1


def whole_root(number, degree):
    return round(decimal(number) ** (1 / Decimal(degree)))


def touches(terms, point):
    here = PowerSum(terms)
    return here.sign(point) == 0 and sum(here.sign(point + side * BESIDE) for side in (-1, 1)) != 0


def decimal(number):
    number = Fraction(number)
    return Decimal(number.numerator) / Decimal(number.denominator)
