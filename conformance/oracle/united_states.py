"""The rate of Regulation Z, Appendix J: whole unit-periods compound, a part of one bears simple interest."""

from fractions import Fraction

from effective_rate import LONGEST_YEARS, MOST_DECIMALS, MOST_FLOWS
from financing import rate_text
from money import scaled, within_range
from refusal import Refusal

HIGHEST = 10


def united_states_apr(given):
    decimals, periods = given["decimals"], given["unitPeriodsPerYear"]
    if decimals > MOST_DECIMALS:
        raise Refusal("mortgage.too_many_decimals", maximum=str(MOST_DECIMALS))
    if sum(group["count"] for name in ("drawdowns", "payments") for group in given[name]) > MOST_FLOWS:
        raise Refusal("mortgage.too_many_flows", maximum=str(MOST_FLOWS))
    if not 1 <= periods <= 366:
        raise Refusal("mortgage.bad_unit_period")
    advances, payments = (flows(given[name]) for name in ("drawdowns", "payments"))
    net = {}  # what is advanced and paid at one time was never owed
    for time, amount in advances + [(time, -amount) for time, amount in payments]:
        net[time] = net.get(time, 0) + amount
    advanced, paid = ([time for time, amount in net.items() if sign * amount > 0] for sign in (1, -1))
    if not advanced or not paid or max(advanced) > min(paid):
        raise Refusal("mortgage.advance_after_payment")
    terms = list(net.items())
    steps = 10 ** (decimals + 2)
    if worth(terms, periods, Fraction(0)) > 0 or worth(terms, periods, Fraction(HIGHEST)) < 0:
        raise Refusal("mortgage.aprc_no_solution")
    low, high = 0, HIGHEST * steps + 1  # the largest figure whose lower half is not above the rate
    while high - low > 1:
        middle = (low + high) // 2
        is_above = worth(terms, periods, Fraction(2 * middle - 1, 2 * steps)) > 0
        low, high = (low, middle) if is_above else (middle, high)
    return {"rate": rate_text(Fraction(low, steps))}


def flows(groups):
    found = []
    for group in groups:
        negative, amount = scaled(group["amount"], 2, signed=True)
        if negative and amount:
            raise Refusal("mortgage.negative_flow")
        within_range(amount)
        for index in range(group["count"]):
            time = Fraction(group["at"]) + index * Fraction(group["every"])
            if not 0 <= time <= LONGEST_YEARS:
                raise Refusal("mortgage.bad_year_fraction")
            found += [(time, amount)] if amount else []
    return found


def worth(terms, periods, rate):
    """What is advanced less what is paid, each term divided by its growth."""
    unit = rate / periods
    total = Fraction(0)
    for time, amount in terms:
        whole, part = divmod(time * periods, 1)
        total += amount / ((1 + part * unit) * (1 + unit) ** int(whole))
    return total
