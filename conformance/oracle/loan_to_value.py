"""The loan's share of a property's value."""

from fractions import Fraction

from financing import rate_text, same_currency
from refusal import Refusal
from rounding import rounded

LARGEST = 1000


def loan_to_value(given):
    loan, value = given["loan"], given["value"]
    same_currency(loan["currency"], value)
    if loan["amount"] <= 0:
        raise Refusal("mortgage.bad_loan_amount")
    if value["amount"] <= 0:
        raise Refusal("mortgage.bad_property_value")
    share = Fraction(rounded(Fraction(loan["amount"], value["amount"]) * 10**9, "half_up"), 10**9)
    if share > LARGEST:
        raise Refusal("money.rate_out_of_range")
    return {"rate": rate_text(share)}
