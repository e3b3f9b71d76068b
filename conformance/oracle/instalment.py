"""The annuity instalment from an initial repayment rate, rounded half up."""

from fractions import Fraction

from money import within_range
from rate import parse_rate
from refusal import Refusal
from rounding import rounded


def instalment(given):
    loan = given["loan"]["amount"]
    nominal, initial = (Fraction(parse_rate(given[name])) for name in ("nominalRate", "initialRepayment"))
    amount = within_range(rounded(loan * (nominal + initial) / 12))
    if amount <= loan * nominal / 12:
        raise Refusal("mortgage.never_amortises")
    return {"instalment": {"amount": amount, "currency": given["loan"]["currency"]}}
