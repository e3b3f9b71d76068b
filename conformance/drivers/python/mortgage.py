"""The operations of the mortgage engine as calls of the public interface."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mot_core import LoanTerms, Money, effective_rate, instalment, interval
from mot_core.mortgage import Commitment, Conditions, ScheduleRow


def rate(given: Any) -> Decimal:
    """A rate of the vectors is a number or text: it is read as a document holds it."""
    return Commitment.from_dict({"rate": given, "freeMonths": 0}).rate


def first_instalment(given: dict[str, Any], _notes: Any) -> Any:
    loan = Money.from_dict(given["loan"])
    nominal, initial = rate(given["nominalRate"]), rate(given["initialRepayment"])
    return {"instalment": instalment(loan, nominal, initial, given.get("rounding", "half_up")).to_dict()}


def time(given: dict[str, Any], _notes: Any) -> Any:
    return {"years": interval(day(given["firstDrawdown"]), day(given["payment"]), given["unit"])}


def day(given: str) -> date:
    """A date of the vectors is text: it is read as a document holds it."""
    payout = Conditions.from_dict({"payout": given}).payout
    assert payout is not None
    return payout


def rates(given: dict[str, Any], _notes: Any) -> Any:
    drawdowns, payments = flows(given["drawdowns"]), flows(given["payments"])
    found = {decimals: effective_rate(drawdowns, payments, decimals) for decimals in given.get("decimals", (1, 2, 6))}
    return {f"percent{decimals}": f"{found[decimals].scaleb(2):.{decimals}f}" for decimals in found}


def flows(given: list[dict[str, Any]]) -> list[tuple[str, Money]]:
    """Groups of equal flows at equal distances."""
    listed = []
    for group in given:
        first, every = Fraction(group["at"]), Fraction(group["every"])
        amount = Money.parse(group["amount"], "EUR")
        listed += [(str(first + number * every), amount) for number in range(group["count"])]
    return listed


def schedule(given: dict[str, Any], _notes: Any) -> Any:
    schedule = LoanTerms.from_dict(terms(given)).schedule()
    columns = schedule.columns
    assert len(columns.payment) == len(schedule)
    return {
        "instalment": None if schedule.instalment is None else schedule.instalment.amount,
        "rows": len(schedule),
        "payments": schedule.totals.payment.amount,
        "interest": schedule.totals.interest.amount,
        "principal": schedule.totals.principal.amount,
        "special": schedule.totals.special.amount,
        "commitment": schedule.totals.commitment.amount,
        "lastPayment": columns.payment[-1],
        "balance": schedule.balance.amount,
        "sample": [shown(row) for row in schedule],
    }


def terms(given: dict[str, Any]) -> dict[str, Any]:
    """The terms as the library reads them: bare integers are minor units of the case's currency."""

    def money(amount: Any) -> Any:
        return None if amount is None else {"amount": amount, "currency": given.get("currency", "EUR")}

    def monthly(items: Any) -> Any:
        return None if items is None else [{"month": item["month"], "amount": money(item["amount"])} for item in items]

    repayment, special = given["repayment"], given.get("special")
    if repayment.get("amount") is not None:
        repayment = {**repayment, "amount": money(repayment["amount"])}
    if isinstance(special, dict):
        every = special["everyMonths"]
        last = given.get("months", 1200) // every if every else 1
        special = [{"month": number * every, "amount": special["amount"]} for number in range(1, last + 1)]
    return {
        "nominalRate": given["nominalRate"],
        "drawdowns": monthly(given["drawdowns"]),
        "repayment": repayment,
        "months": given.get("months"),
        "interestOnlyMonths": given.get("interestOnlyMonths"),
        "specialRepayments": monthly(special),
        "specialLimit": money(given.get("specialPaymentMaxPerYear")),
        "specialEffect": given.get("specialPaymentEffect"),
        "commitment": given.get("commitment"),
        "dayCount": given.get("dayCount"),
        "payout": given.get("payout"),
        "firstPayment": given.get("firstPayment"),
        "monthEnd": given.get("monthEnd"),
        "roundingPolicy": given.get("rounding"),
        "rounding": given.get("roundingMode"),
    }


def shown(row: ScheduleRow) -> Any:
    return {
        "number": row.number,
        "date": None if row.date is None else row.date.isoformat(),
        "payment": row.payment.amount,
        "interest": row.interest.amount,
        "principal": row.principal.amount,
        "special": row.special.amount,
        "commitment": row.commitment.amount,
        "balance": row.balance.amount,
    }


OPERATIONS = {
    "mortgage.instalment": first_instalment,
    "mortgage.interval": time,
    "mortgage.aprc_of_flows": rates,
    "mortgage.schedule": schedule,
}
