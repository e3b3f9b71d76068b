"""The annuity instalment from an initial repayment rate, rounded half up."""

from fractions import Fraction

from money import within_range
from rate import parse_rate
from rounding import rounded


def instalment(given):
    yearly = Fraction(parse_rate(given["nominalRate"])) + Fraction(parse_rate(given["initialRepayment"]))
    amount = rounded(given["loan"]["amount"] * yearly / 12)
    return {"instalment": {"amount": within_range(amount), "currency": given["loan"]["currency"]}}
