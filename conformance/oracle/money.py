"""Amounts of money: integer minor units within what every host holds exactly."""

import re
from fractions import Fraction

from currency import fraction_digits
from refusal import Refusal

LARGEST = 2**53 - 1
LARGEST_UNITS = 2**128 - 1
DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")


def within_range(amount):
    if abs(amount) > LARGEST:
        raise Refusal("money.overflow")
    return amount


def parse(given):
    digits = fraction_digits(given["currency"])
    negative, count = scaled(given["text"], digits, signed=True)
    return {"amount": within_range(-count if negative else count), "currency": given["currency"]}


def parse_units(given):
    _, count = scaled(given["text"], given["scale"], signed=False)
    if count > LARGEST_UNITS:
        raise Refusal("money.overflow")
    return {"count": str(count), "scale": given["scale"]}


def scaled(text, digits, signed):
    match = DECIMAL.fullmatch(text)
    if not match or (match[1] and not signed):
        raise Refusal("money.bad_number")
    fraction = match[3] or ""
    if len(fraction) > digits:
        raise Refusal("money.too_precise")
    return bool(match[1]), int(match[2] + fraction.ljust(digits, "0"))


def allocate(given):
    """Largest remainder: everyone the floor of their share, the units left over to the largest remainders."""
    total, weights = given["total"]["amount"], given["weights"]
    fraction_digits(given["total"]["currency"])
    if not weights:
        raise Refusal("money.no_weights")
    if any(weight < 0 for weight in weights):
        raise Refusal("money.negative_weight")
    if not any(weights):
        raise Refusal("money.all_weights_zero")
    shares = [Fraction(abs(total) * weight, sum(weights)) for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda i: (parts[i] - shares[i], i))
    for index in by_remainder[: abs(total) - sum(parts)]:
        parts[index] += 1
    return {"parts": [-part for part in parts] if total < 0 else parts}
