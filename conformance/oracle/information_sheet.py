"""The figures of the European Standardised Information Sheet, and the yearly table."""

from fractions import Fraction

from aprc import aprc_of
from financing import Financing, rate_text
from rate import parse_rate
from rounding import rounded
from schedule import COLUMNS


def years(given):
    financing = Financing({"terms": given["terms"]})
    return {"years": yearly(financing.plan(financing.fixed_months))}


def yearly(plan):
    starts = range(1, plan.length + 1, 12)
    return [together(plan, number, first, min(first + 11, plan.length)) for number, first in enumerate(starts, 1)]


def together(plan, number, first, last):
    sums = {name: plan.sum(name, first, last) for name in COLUMNS}
    return {"year": number, "instalments": last - first + 1, **sums, "balance": plan.balance_after(last)}


def information_sheet(given):
    financing = Financing(given["financing"])
    rates = aprc_of(financing, given["decimals"])
    plan, fixed, money = financing.plan(), financing.fixed_plan, financing.money
    with_money = lambda row: {name: money(value) if name in (*COLUMNS, "balance") else value
                              for name, value in row.items()}
    costs = financing.costs_until(plan.length)
    each = sum(cost["amount"]["amount"] for cost in financing.counted if cost["timing"] == "with_instalments")
    total = financing.loan + plan.sum("interest") + plan.sum("commitment") + costs
    first, last = plan.rows[0], plan.rows[-1]
    table = yearly(plan)
    limit = financing.given.get("specialLimit")
    return {
        "loan": money(financing.loan), "months": plan.length, "totalAmount": money(total),
        "perUnitBorrowed": rate_text(Fraction(rounded(Fraction(total * 100, financing.loan)), 100)),
        "aprc": rates, "nominalRate": rate_text(Fraction(parse_rate(str(financing.given["nominalRate"])))),
        "fixedMonths": fixed.length if fixed else None, "fixedUntil": fixed.rows[-1]["date"] if fixed else None,
        "costsPaidOnce": money(costs - each * plan.length), "costsWithEachInstalment": money(each),
        "instalments": plan.length, "firstPayment": first["date"], "lastPayment": last["date"],
        "instalment": money(plan.instalment), "lastInstalment": money(last["payment"]),
        "balance": money(fixed.balance) if fixed else None,
        "firstYear": [with_money(row) for row in plan.rows[:12]], "years": [with_money(year) for year in table],
        "total": with_money(together(plan, len(table), 1, plan.length)), "specialLimit": limit}
