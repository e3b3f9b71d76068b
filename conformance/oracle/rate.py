"""Rates: exact decimal fractions, at most nine fraction digits, at most a thousand in size."""

import re
from decimal import Decimal
from fractions import Fraction

from exact import exact
from refusal import Refusal

FORM = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
FRACTION_DIGITS = 9
LARGEST = 1000


def parse_rate(text):
    if not FORM.fullmatch(text):
        raise Refusal("money.bad_rate")
    return judged(exact(text))


def judged(value):
    """The rate without trailing zeros: precision is a property of the number, not of how it was written."""
    if value == 0:
        return Decimal(0)
    sign, digits, exponent = value.as_tuple()
    if exponent == "F":
        raise Refusal("money.rate_out_of_range")
    significant = str(int("".join(map(str, digits)))).rstrip("0")
    exponent += len("".join(map(str, digits)).lstrip("0")) - len(significant)
    if -exponent > FRACTION_DIGITS:
        raise Refusal("money.rate_too_precise")
    if len(significant) + exponent > 4 or abs(Fraction(value)) > LARGEST:
        raise Refusal("money.rate_out_of_range")
    return Decimal((sign, tuple(map(int, significant)), exponent))
