"""The operations of the mortgage engine as calls of the public interface."""

from fractions import Fraction

import exact
import mot_core_mobile as mot
from values import money, rate, rounding, shown


def instalment(given, _):
    nominal, initial = rate(given["nominalRate"]), rate(given["initialRepayment"])
    return {"instalment": shown(mot.instalment(money(given["loan"]), nominal, initial, rounding(given)))}


def interval(given, _):
    unit = mot.IntervalUnit[given["unit"].upper()]
    first, payment = (mot.parse_calendar_date(given[name]) for name in ("firstDrawdown", "payment"))
    return {"years": mot.interval(first, payment, unit)}


def aprc_of_flows(given, _):
    drawdowns, payments = flows(given["drawdowns"]), flows(given["payments"])

    def percent(decimals):
        return f"{mot.effective_rate(drawdowns, payments, decimals).scaleb(2):.{decimals}f}"

    return {f"percent{decimals}": percent(decimals) for decimals in given.get("decimals", (1, 2, 6))}


def flows(groups):
    """Groups of equal flows at equal distances."""
    found = []
    for group in groups:
        first, every = (Fraction(mot.parse_year_fraction(group[name])) for name in ("at", "every"))
        amount = mot.parse_money(group["amount"], "EUR")
        found += [mot.Flow(at=str(first + every * number), amount=amount) for number in range(group["count"])]
    return found


COLUMNS = ("payment", "interest", "principal", "special", "commitment", "balance")


def schedule(given, _):
    schedule = mot.loan_schedule(mot.parse_loan_terms(exact.dumps(terms(given))))
    rows, columns, totals = schedule.rows(), schedule.columns(), schedule.totals()
    assert len(rows) == schedule.length()
    assert all(schedule.row(row.number) == row for row in rows)
    assert [row.date for row in rows if row.date is not None] == schedule.dates()
    for name in COLUMNS:
        assert [getattr(row, name).amount for row in rows] == getattr(columns, name)
    first = schedule.instalment()
    return {
        "instalment": None if first is None else first.amount,
        "rows": len(rows),
        "payments": totals.payment.amount,
        **{name: getattr(totals, name).amount for name in COLUMNS[1:5]},
        "lastPayment": columns.payment[-1],
        "balance": schedule.balance().amount,
        "sample": [shown_row(row) for row in rows],
    }


def terms(given):
    """The terms as the library reads them: bare integers are minor units of the case's currency."""
    currency = given.get("currency", "EUR")

    def amount(minor_units):
        return None if minor_units is None else {"amount": minor_units, "currency": currency}

    def monthly(items):
        return [{"month": item["month"], "amount": amount(item["amount"])} for item in items]

    repayment, special = dict(given["repayment"]), given.get("special")
    if repayment.get("amount") is not None:
        repayment["amount"] = amount(repayment["amount"])
    if isinstance(special, dict):
        every = special["everyMonths"]
        count = (given.get("months") or 1200) // every if every else 1
        special = [{"month": number * every, "amount": special["amount"]} for number in range(1, count + 1)]
    return {
        "nominalRate": given["nominalRate"],
        "drawdowns": monthly(given["drawdowns"]),
        "repayment": repayment,
        "specialRepayments": None if special is None else monthly(special),
        "specialLimit": amount(given.get("specialPaymentMaxPerYear")),
        "specialEffect": given.get("specialPaymentEffect"),
        "roundingPolicy": given.get("rounding"),
        "rounding": given.get("roundingMode"),
        **{name: given.get(name) for name in AS_GIVEN},
    }


AS_GIVEN = ("months", "interestOnlyMonths", "commitment", "dayCount", "payout", "firstPayment", "monthEnd")


def shown_row(row):
    date = None if row.date is None else row.date.isoformat()
    return {"number": row.number, "date": date, **{name: getattr(row, name).amount for name in COLUMNS}}


OPERATIONS = {
    "mortgage.instalment": instalment,
    "mortgage.interval": interval,
    "mortgage.aprc_of_flows": aprc_of_flows,
    "mortgage.schedule": schedule,
}
