"""Financings of the same loan over the same months, ranked, and what each has more than the best."""

from fractions import Fraction

from aprc import aprc_of
from financing import Financing, same_currency
from refusal import Refusal
from schedule import LONGEST, term_of

DECIMALS = 7
KEYS = {"effective_rate": lambda figures: Fraction(figures["effectiveRate"]),
        "total_cost": lambda figures: figures["totalCost"], "balance": lambda figures: figures["balance"],
        "instalment": lambda figures: figures["instalment"]}
EXPLAINED = ("instalment", "interest", "commitment", "costs", "totalCost", "paid", "balance")


def compare(given):
    asked = given.get("horizonMonths")
    if asked is not None and not 1 <= asked <= LONGEST:
        raise Refusal("mortgage.bad_term", "horizonMonths", maximum=str(LONGEST))
    if not given["financings"]:
        raise Refusal("mortgage.nothing_to_compare")
    measured = [within(index, measure, one) for index, one in enumerate(given["financings"])]
    first = measured[0][0]
    for index, (financing, _, _) in enumerate(measured):
        within(index, same_currency, first.currency, financing.money(0))
        if financing.loan != first.loan:
            raise Refusal("mortgage.different_loans", f"[{index}]")
    horizon = min(lasts for _, _, lasts in measured) if asked is None else asked
    key = KEYS[given["by"]]
    compared = [{"index": index, "effectiveRate": rate, **within(index, figures_of, financing, horizon)}
                for index, (financing, rate, _) in enumerate(measured)]
    ranking = sorted(compared, key=key)
    for figures in ranking:
        figures["rank"] = 1 + sum(1 for other in ranking if key(other) < key(figures))
        for name in EXPLAINED:
            figures["more" + name[0].upper() + name[1:]] = figures[name] - ranking[0][name]
    return {"horizonMonths": horizon, "ranking": ranking}


def measure(given):
    """With its rate, and the months until it is agreed anew or repaid."""
    financing = Financing(given)
    rate = aprc_of(financing, DECIMALS)["rate"]
    return financing, rate, (financing.fixed_plan or financing.plan()).length


def figures_of(financing, horizon):
    plan = financing.plan(term_of(horizon))
    figures = {name: plan.sum(name) for name in ("interest", "commitment")}
    figures["costs"] = financing.costs_until(plan.length)
    total = sum(figures.values())
    paid = plan.sum("payment") + plan.sum("special") + figures["commitment"] + figures["costs"]
    return {"instalment": plan.instalment, **figures, "totalCost": total, "paid": paid, "balance": plan.balance}


def within(index, step, *arguments):
    try:
        return step(*arguments)
    except Refusal as refusal:
        inner = refusal.path
        raise Refusal(refusal.code, f"[{index}]" + (f".{inner}" if inner else ""), **refusal.details) from None
