"""The effective rate of flows: the one root of their present value, rounded, and the rounding proved by signs."""

from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

import power_sum
from money import scaled, within_range
from refusal import Refusal

LOWEST, HIGHEST = Decimal("0.01"), Decimal(11)  # of 1 + X, that is -0.99 <= X <= 10
TIE = Decimal("1e-30")  # a root this near a half is one; the proof would tell
LONGEST_YEARS = 120
MOST_FLOWS = 100_000
MOST_DECIMALS = 7
SHOWN = (1, 2, 6)


def aprc_of_flows(given):
    decimals = given.get("decimals", SHOWN)
    if max(decimals) > MOST_DECIMALS:
        raise Refusal("mortgage.too_many_decimals", maximum=str(MOST_DECIMALS))
    if sum(group["count"] for name in ("drawdowns", "payments") for group in given[name]) > MOST_FLOWS:
        raise Refusal("mortgage.too_many_flows", maximum=str(MOST_FLOWS))
    flows = {}
    for name, sign in (("drawdowns", -1), ("payments", 1)):
        for group in given[name]:
            add_group(flows, group, sign)
    terms = sorted((time, amount) for time, amount in flows.items() if amount)
    if flows and not terms:  # every rate solves it
        raise Refusal("mortgage.aprc_not_unique")
    with localcontext() as context:
        context.prec = power_sum.DIGITS
        roots = power_sum.roots(terms, LOWEST, HIGHEST)
        if not roots:
            raise Refusal("mortgage.aprc_no_solution")
        if len(roots) > 1:
            raise Refusal("mortgage.aprc_not_unique")
        return {f"percent{digits}": percent(terms, roots[0], digits) for digits in decimals}


def add_group(flows, group, sign):
    negative, amount = scaled(group["amount"], 2, signed=True)
    if negative and amount:
        raise Refusal("mortgage.negative_flow")
    within_range(amount)
    for index in range(group["count"]):
        time = Fraction(group["at"]) + index * Fraction(group["every"])
        if abs(time) > LONGEST_YEARS:
            raise Refusal("mortgage.bad_year_fraction")
        if amount:  # nought is no flow
            flows[time] = flows.get(time, 0) + sign * amount


def percent(terms, root, digits):
    """The nearest figure of so many decimals; an exact half goes away from zero."""
    count = 10 ** (digits + 2)
    steps = (root - 1) * count
    half_up = (abs(steps) + Decimal("0.5") + TIE).to_integral_value(ROUND_FLOOR)
    nearest = int(half_up.copy_sign(steps))
    prove(terms, root, *(1 + Fraction(2 * nearest + side, 2 * count) for side in (-1, 1)))
    return f"{Decimal(nearest).scaleb(-digits):.{digits}f}"


def prove(terms, root, low, high):
    """Half a step to either side the sum has different signs, or is zero at one of them. A double root only touches."""
    signs = [power_sum.sign_at(terms, bound) for bound in (low, high)]
    if signs[0] * signs[1] > 0 and not (power_sum.touches(terms, root) and low < Fraction(root) < high):
        raise AssertionError("the rounding is not proved")
