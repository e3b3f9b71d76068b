"""Random loans for `mortgage.schedule`: every plan, both rounding policies, and interest of exactly half a unit on purpose."""

from datetime import date, timedelta
from fractions import Fraction

from calendar_dates import DAY_COUNTS, last_of_month, plus_months
from money import LARGEST

MODES = ("half_even", "half_down", "down", "up", "floor", "ceiling", "half_up")
CURRENCIES = ("EUR", "EUR", "EUR", "JPY", "BHD")
# Twelfths of these have small even denominators: a balance often bears a whole number of units and a half.
TYING_RATES = ("0.06", "0.12", "0.24", "0.6", "1.2", "6", "0.03", "0.015", "0.018", "0.036", "0.0444", "0.0375", "0.09")
PLANS = ("initial_rate", "instalment", "instalments", "equal_capital", "bullet")


def random_loan(chance):
    """`chance` is a random.Random of the case's own."""
    loan = {"currency": chance.choice(CURRENCIES), "rounding": chance.choice(("each_period", "each_period", "carry"))}
    if chance.random() < 0.25:
        loan["roundingMode"] = chance.choice(MODES)
    loan["nominalRate"] = random_rate(chance)
    loan |= random_dates(chance)
    fallow = random_fallow(chance, loan)
    rows = fallow + random_length(chance, loan)
    loan["drawdowns"][0]["amount"] = random_amount(chance, loan, rows)
    loan["repayment"] = random_plan(chance, loan, rows)
    if chance.random() < 0.3:
        loan["months"] = chance.randint(1, rows + 3)
    if chance.random() < 0.4:
        loan |= random_special(chance, loan, rows)
    return loan


def random_rate(chance):
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(TYING_RATES)
    if kind < 0.75:
        return f"0.{chance.randint(1, 150_000_000):09}"
    return f"0.{chance.randint(0, 1200):04}"


def random_length(chance, loan):
    """Carried exactly, each row makes the fractions longer: long ones are few."""
    usual = 60 if loan["rounding"] == "each_period" else 24
    if chance.random() < 0.01:
        usual *= 5
    return 1 + min(int(chance.expovariate(1 / usual)), 8 * usual)


def random_dates(chance):
    if chance.random() < 0.4:
        return {}
    payout = date(1999, 1, 1) + timedelta(chance.randrange(20_000))
    if chance.random() < 0.4:
        payout = last_of_month(payout) - timedelta(chance.randrange(4))
    dates = {"payout": payout.isoformat(), "dayCount": chance.choice(tuple(DAY_COUNTS))}
    if chance.random() < 0.6:
        dates["firstPayment"] = (payout + timedelta(chance.randint(1, 95))).isoformat()
    if chance.random() < 0.3:
        dates["monthEnd"] = True
    return dates


def random_fallow(chance, loan):
    """Interest-only months and drawdowns; how many rows repay nothing."""
    later = sorted(chance.sample(range(1, 10), chance.randint(1, 3))) if chance.random() < 0.25 else []
    loan["drawdowns"] = [{"month": month, "amount": int(10 ** chance.uniform(2, 9))} for month in (0, *later)]
    if chance.random() < (0.7 if later else 0.05):
        loan["commitment"] = {"rate": chance.choice(("0.03", "0.0275", "0.024", "0")), "freeMonths": chance.randrange(7)}
    if chance.random() < 0.2:
        loan["interestOnlyMonths"] = chance.randint(0, 12)
    return max(loan.get("interestOnlyMonths", 0), *later, 0)


def random_amount(chance, loan, rows):
    """What is drawn first; often so that its interest, or twice its part, is a whole number of units and a half."""
    if chance.random() < 0.02:
        return LARGEST - chance.randrange(1000)
    amount = int(10 ** chance.uniform(0.5, 10.5)) + 1
    share = Fraction(loan["nominalRate"]) * first_period(loan)
    if chance.random() < 0.6 and share and share.denominator % 2 == 0:
        return tied(amount, share.denominator)
    return amount * rows if chance.random() < 0.3 else amount


def tied(amount, denominator):
    """The amount nearby whose share over an even denominator is odd halves: an odd multiple of half of it."""
    return denominator // 2 + amount // denominator * denominator


def first_period(loan):
    """The part of a year of the first row; a guess is enough where the first payment is not given."""
    if "payout" not in loan:
        return Fraction(1, 12)
    payout = date.fromisoformat(loan["payout"])
    due = date.fromisoformat(loan["firstPayment"]) if "firstPayment" in loan else plus_months(payout, 1)
    return DAY_COUNTS[loan["dayCount"]](payout, last_of_month(due) if loan.get("monthEnd") else due)


def random_plan(chance, loan, rows):
    kind = chance.choice(PLANS)
    if kind == "initial_rate":
        return {"type": kind, "rate": f"{min(12 / rows * chance.uniform(0.7, 1.2), 900):.{chance.randint(2, 9)}f}"}
    if kind != "instalment":
        return {"type": kind, "count": rows}
    drawn = sum(one["amount"] for one in loan["drawdowns"])
    interest = drawn * Fraction(loan["nominalRate"]) / 12
    if chance.random() < 0.1:  # at the border of what repays anything
        return {"type": kind, "amount": min(int(interest) + chance.randint(0, 2), LARGEST)}
    return {"type": kind, "amount": min(int(interest + drawn * Fraction(chance.randint(80, 130), 100 * rows)) + 1, LARGEST)}


def random_special(chance, loan, rows):
    drawn = sum(one["amount"] for one in loan["drawdowns"])
    amounts = [min(int(drawn * chance.uniform(0.001, 0.3)) + 1, LARGEST // 8) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.4:
        special = {"special": {"amount": amounts[0], "everyMonths": chance.choice((1, 3, 6, 12, 12))}}
    else:
        special = {"special": [{"month": chance.randint(1, rows + 2), "amount": amount} for amount in amounts]}
    if chance.random() < 0.5:
        special["specialPaymentMaxPerYear"] = chance.choice((0, amounts[0], int(amounts[0] * chance.uniform(0.5, 3))))
    if chance.random() < 0.5:
        special["specialPaymentEffect"] = chance.choice(("shorten_term", "lower_instalment"))
    return special
