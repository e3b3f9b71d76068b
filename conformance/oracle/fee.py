"""Fees: what a model makes of a base or a number of units, and the bands that a policy allows."""

from fractions import Fraction

from money import within_range
from rate import parse_rate
from refusal import Refusal
from rounding import rounded

BANDS = {
    "mortgage.loan_closed": ("0.002", "0.01"),
    "mortgage.tranche_placed": ("0.001", "0.003"),
    "voucher.booking": ("0.02", "0.02"),
}


def check_policy(given):
    rate = parse_rate(given["rate"])
    if given["payerRole"] == "borrower":
        raise Refusal("fee.borrower_may_not_pay")
    if given["feeId"] in BANDS:
        lowest, highest = map(parse_rate, BANDS[given["feeId"]])
        if not lowest <= rate <= highest:
            raise Refusal("fee.rate_out_of_range")
    return {}


def compute(given):
    """Multiply exactly, round once, add the fixed part, then the minimum and, last, the maximum."""
    model, base = given["model"], given.get("base")
    if model["type"] == "package":
        measure, fee, currency = given["units"], *package(model, given["units"])
    else:
        measure, fee, currency = base["amount"], of_base(model, base["amount"], given["rounding"]), base["currency"]
    fee += model.get("fixed", 0)
    if measure != 0:
        fee = bounded(fee, given.get("min"), given.get("max"))
    return {"fee": {"amount": within_range(fee), "currency": currency}}


def package(model, units):
    charged = max(units - model.get("freeUnits", 0), 0)
    packs = -(-charged // model["size"])
    return packs * model["price"]["amount"], model["price"]["currency"]


def of_base(model, base, rounding):
    size = abs(base)
    if model["type"] == "percentage":
        exact = size * Fraction(parse_rate(model["rate"]))
    elif model["type"] == "graduated":
        exact = graduated(model["tiers"], size)
    elif model["type"] == "volume":
        exact = size * Fraction(parse_rate(tier_of(model["tiers"], size)["rate"]))
    else:
        raise ValueError(f"unknown fee model {model['type']}")
    return rounded(-exact if base < 0 else exact, rounding)


def graduated(tiers, size):
    exact, lower = Fraction(0), 0
    for tier in tiers:
        upper = size if tier["upTo"] is None else min(size, tier["upTo"])
        exact += max(upper - lower, 0) * Fraction(parse_rate(tier["rate"]))
        lower = max(lower, upper)
    return exact


def tier_of(tiers, size):
    return next(tier for tier in tiers if tier["upTo"] is None or size <= tier["upTo"])


def bounded(fee, lowest, highest):
    size = abs(fee)
    if lowest is not None:
        size = max(size, lowest)
    if highest is not None:
        size = min(size, highest)
    return -size if fee < 0 else size
