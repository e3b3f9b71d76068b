"""The SHA-256 of an offer's terms in canonical JSON (RFC 8785), by which evidence names what it speaks of."""

import hashlib
import json
from decimal import Decimal

TERMS = ("loan", "interest", "repayment", "fees", "validity", "conditions")


def terms_sha256(offer):
    terms = {name: offer[name] for name in TERMS if name in offer}
    return hashlib.sha256(canonical(terms).encode()).hexdigest()


def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return canonical_number(value)
    return json.dumps(value, ensure_ascii=False)


def canonical_number(value):
    """As ECMAScript writes the nearest double: plain from 1e-6 up to 1e21, with an exponent beyond."""
    shortest = Decimal(repr(float(value)))
    if shortest == 0:
        return "0"
    if Decimal("1e-6") <= abs(shortest) < Decimal("1e21"):
        plain = format(shortest, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    sign, digits, _ = shortest.normalize().as_tuple()
    fraction = "".join(map(str, digits[1:]))
    mantissa = f"{digits[0]}.{fraction}" if fraction else str(digits[0])
    return f"{'-' if sign else ''}{mantissa}e{shortest.adjusted():+d}"
