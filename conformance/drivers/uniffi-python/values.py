"""Amounts, rates and words as the vectors write them."""

import exact
import mot_core_mobile as mot


def money(given):
    return mot.Money(amount=given["amount"], currency=given["currency"])


def shown(amount):
    return {"amount": amount.amount, "currency": amount.currency}


def rate(given):
    return mot.parse_rate(given if isinstance(given, str) else exact.dumps(given))


def rounding(given):
    return mot.Rounding[given.get("rounding", "half_up").upper()]
