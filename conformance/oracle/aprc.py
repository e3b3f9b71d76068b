"""The effective rate of a financing or an offer, and whether a stated one is right."""

from fractions import Fraction

from financing import Financing, of_offer, rate_text
from policy import PRESETS
from rate import parse_rate
from refusal import Refusal


def aprc(given):
    return aprc_of(Financing(given["financing"]), given["decimals"])


def aprc_of(financing, decimals):
    whole = financing.plan()
    financing.check_costs(whole)
    fixed = financing.fixed_plan
    return {
        "rate": financing.rate(whole, decimals),
        "fixedPeriodRate": financing.rate(fixed, decimals) if fixed else None,
        "counted": [cost["name"] for cost in financing.counted],
        "leftOut": [cost["name"] for cost in financing.left_out]}


def verify_stated_aprc(given):
    return verify(Financing(given["financing"]), given["stated"], given["decimals"])


def verify(financing, stated, decimals):
    """With the decimals that are asked for, or as many as were stated."""
    stated = Fraction(parse_rate(str(stated)))
    while (stated * 10 ** (decimals + 2)).denominator != 1:
        decimals += 1
    rate = Fraction(aprc_of(financing, decimals)["rate"])
    verdict = "match" if stated == rate else "overstated" if stated > rate else "understated"
    return {"verdict": verdict, "rate": rate_text(rate), "by": rate_text(abs(stated - rate))}


def offer_aprc(given):
    return aprc_of(Financing(of_offer(given["offer"])), policy_of(given, "offer")["aprcDecimals"])


def offer_verify_stated_aprc(given):
    decimals = policy_of(given, "offer")["aprcDecimals"]
    return verify(Financing(of_offer(given["offer"])), given["stated"], decimals)


def policy_of(given, kind):
    """The policy of the name and the date that the document names."""
    named = given[kind]["policy"]
    for policy in given.get("policies", PRESETS):
        if (policy["id"], policy["asOf"]) == (named["id"], named["asOf"]):
            return policy
    raise Refusal("mortgage.unknown_policy")
