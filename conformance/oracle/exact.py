"""Decimal text as an exact number, whatever its exponent."""

from decimal import Decimal, InvalidOperation


def exact(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return beyond_any_exponent(text)


def beyond_any_exponent(text):
    """Zero stays zero; anything else is smaller or larger than whatever a rule could allow."""
    mantissa, exponent = text.lower().split("e")
    if not mantissa.strip("-0."):
        return Decimal(0)
    size = "1E-999999" if exponent.startswith("-") else "Infinity"
    return Decimal(("-" if mantissa.startswith("-") else "") + size)
