"""The fourth of loan, rate, instalment and months of an annuity from the other three, in exact fractions."""

from fractions import Fraction

from financing import rate_text, same_currency
from money import within_range
from rate import FRACTION_DIGITS, parse_rate
from refusal import Refusal
from rounding import rounded
from schedule import LONGEST, term_of

FIELDS = {"loan": "loan", "nominal_rate": "nominalRate", "instalment": "instalment", "months": "months"}
HIGHEST = 10
STEPS = 10**FRACTION_DIGITS


def solve_for(given):
    known, unknown = given["known"], FIELDS[given["unknown"]]
    if any((known.get(name) is None) != (name == unknown) for name in FIELDS.values()):
        raise Refusal("mortgage.one_unknown")
    money = [known[name] for name in ("loan", "instalment", "balance") if known.get(name) is not None]
    for amount in money:
        same_currency(money[0]["currency"], amount)
    loan, instalment = (known[name]["amount"] if known.get(name) else None for name in ("loan", "instalment"))
    balance = known["balance"]["amount"] if known.get("balance") else 0
    if any(amount is not None and amount <= 0 for amount in (loan, instalment)) or balance < 0:
        raise Refusal("mortgage.bad_loan_amount")
    rate = None if unknown == "nominalRate" else Fraction(parse_rate(str(known["nominalRate"])))
    if rate is not None and rate < 0:
        raise Refusal("mortgage.rate_out_of_range")
    months = term_of(known.get("months"))
    if unknown == "loan":
        growth, paid = growth_of(rate, months)
        return {"loan": positive((balance + instalment * paid) / growth)}
    if unknown == "instalment":
        growth, paid = growth_of(rate, months)
        return {"instalment": positive((loan * growth - balance) / paid)}
    if unknown == "nominalRate":
        return {"nominalRate": rate_of(loan, instalment, months, balance)}
    return {"months": months_of(loan, rate, instalment, balance)}


def growth_of(rate, months):
    """What one becomes, and what one paid each month becomes."""
    growth = (1 + rate / 12) ** months
    return growth, Fraction(months) if rate == 0 else (growth - 1) / (rate / 12)


def left(loan, rate, instalment, months):
    growth, paid = growth_of(rate, months)
    return loan * growth - instalment * paid


def rate_of(loan, instalment, months, balance):
    """The nearest, an exact half up. One drawdown and payments: what is left exceeds the balance above it alone."""
    is_above = lambda rate: left(loan, rate, instalment, months) > balance
    if is_above(Fraction(0)) or left(loan, Fraction(HIGHEST), instalment, months) < balance:
        raise Refusal("mortgage.unsolvable")
    low, high = 0, HIGHEST * STEPS + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_above(Fraction(2 * middle - 1, 2 * STEPS)) else (middle, high)
    return rate_text(Fraction(low, STEPS))


def months_of(loan, rate, instalment, balance):
    if loan <= balance:
        raise Refusal("mortgage.unsolvable")
    if instalment <= loan * rate / 12:
        raise Refusal("mortgage.never_amortises")
    remaining = Fraction(loan)
    for month in range(1, LONGEST + 1):
        remaining = remaining * (1 + rate / 12) - instalment
        if remaining <= balance:
            return month
    raise Refusal("mortgage.bad_term")


def positive(amount):
    amount = within_range(rounded(amount))
    if amount <= 0:
        raise Refusal("mortgage.unsolvable")
    return amount
