"""Repaying a loan by another one: what is saved over some months, and from when on."""

from financing import Financing, same_currency
from refusal import Refusal
from schedule import term_of


def refinance(given):
    present, terms = Financing(given["financing"]), given["terms"]
    kept = present.plan()
    loan = owed_after(kept, terms["month"], present.last_drawdown)
    compensation = terms.get("compensation") or present.money(0)
    same_currency(present.currency, compensation)
    if compensation["amount"] < 0:
        raise Refusal("mortgage.negative_flow")
    new = Financing({"terms": {
        "nominalRate": terms["nominalRate"], "repayment": terms["repayment"],
        "drawdowns": [{"month": 0, "amount": present.money(loan)}],
        **{name: present.given.get(name) for name in ("roundingPolicy", "rounding")},
    }, "costs": terms.get("costs")})
    refinanced = new.plan()
    present.check_costs(kept)
    new.check_costs(refinanced)
    months = term_of(terms.get("months")) or horizon(present, kept, refinanced, terms["month"])
    start = terms["month"] + 1
    so_far = []
    for month in range(1, months + 1):
        interest_kept = interest_shown(kept, start, terms["month"] + month)
        interest_refinanced = interest_shown(refinanced, 1, month)
        costs_kept = (present.every_cost_until(min(terms["month"] + month, kept.length))
                      - present.every_cost_until(terms["month"]))
        costs_refinanced = new.every_cost_until(min(month, refinanced.length)) + compensation["amount"]
        so_far.append(interest_kept + costs_kept - interest_refinanced - costs_refinanced)
    lasting = [month for month in range(1, months + 1) if min(so_far[month - 1:]) >= 0]
    return {
        "loan": loan, "instalment": refinanced.instalment, "months": months, "interestKept": interest_kept,
        "interestRefinanced": interest_refinanced, "costsKept": costs_kept, "costsRefinanced": costs_refinanced, "saving": so_far[-1],
        "breakEvenMonth": lasting[0] if lasting else None,
        "balanceKept": kept.balance_after(terms["month"] + months),
        "balanceRefinanced": refinanced.balance_after(months)}


def owed_after(plan, month, earliest):
    """What is left after an instalment, everything drawn."""
    if not max(1, earliest) <= month < plan.length:
        raise Refusal("mortgage.nothing_owed")
    return plan.balance_after(month)


def interest_shown(plan, first, last):
    """The sum of the rows as they are shown."""
    return sum(row["interest"] for row in plan.rows[first - 1:last])


def horizon(present, kept, refinanced, month):
    """As long as the present rate is fixed, or until the first of the two ends."""
    fixed = present.fixed_months
    if fixed is not None and month < fixed:
        return min(fixed, kept.length) - month
    return min(kept.length - month, refinanced.length)
