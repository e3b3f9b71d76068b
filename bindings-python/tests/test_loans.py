"""What a loan costs: times, effective rates, and schedules with their rows and columns."""

from __future__ import annotations

import array
import copy
import itertools
import json
import pickle
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from example import utc

from mot_core import Flow, LoanTerms, Money, MotError, RepaymentPlan, Schedule, effective_rate, interval
from mot_core.mortgage import Columns, Commitment, Drawdown, ScheduleRow, SpecialRepayment, Totals

LOAN = Money.parse("360000.00", "EUR")
COLUMNS = ("payment", "interest", "principal", "special", "commitment", "balance")


def terms(**fields: Any) -> LoanTerms:
    given: dict[str, Any] = {
        "nominal_rate": Decimal("0.032"),
        "drawdowns": [Drawdown(month=0, amount=LOAN)],
        "repayment": RepaymentPlan.initial_rate(Decimal("0.02")),
        "months": 180,
    }
    return LoanTerms(**{**given, **fields})


def refused(call: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code, refusal.value.path


def test_times() -> None:
    assert interval(date(2013, 1, 12), date(2013, 2, 15), "months") == "67/732"
    assert Fraction(interval(date(2013, 1, 12), date(2013, 2, 15), "months")) == Fraction(1, 12) + Fraction(3, 366)
    assert interval(date(2013, 2, 12), date(2013, 1, 12), "months") == "-1/12"
    assert interval(date(2013, 1, 12), date(2013, 1, 12), "days") == "0"
    assert interval(date(2013, 1, 12), date(2015, 1, 12), "years") == "2"
    assert interval(date(2013, 1, 12), date(2013, 1, 26), "weeks") == "1/26"


@pytest.mark.parametrize(
    ("first", "payment", "unit", "code", "path"),
    [
        (utc(2013, 1, 12), date(2013, 2, 15), "months", "time.bad_date", "firstDrawdown"),
        (date(2013, 1, 12), datetime(2013, 2, 15), "months", "input.wrong_type", "payment"),
        (date(2013, 1, 12), None, "months", "input.wrong_type", "payment"),
        (date(2013, 1, 12), 5, "months", "input.wrong_type", "payment"),
        (date(2013, 1, 12), date(2013, 2, 15), "quarters", "input.bad_value", "unit"),
        (date(2013, 1, 12), date(2013, 2, 15), 1, "input.wrong_type", "unit"),
    ],
)
def test_what_is_no_time(first: Any, payment: Any, unit: Any, code: str, path: str) -> None:
    assert refused(lambda: interval(first, payment, unit)) == (code, path)


def test_effective_rates() -> None:
    drawn, fee = [("0", Money.parse("200000.00", "EUR"))], ("0", Money.parse("4000.00", "EUR"))
    paid = [fee, *((f"{month}/12", Money.parse("1432.86", "EUR")) for month in range(1, 241))]
    assert effective_rate(drawn, paid, 2) == Decimal("0.0643")
    assert str(effective_rate(drawn, paid, 6)) == "0.06434412"
    flows = [Flow(at=at, amount=amount) for at, amount in paid]
    assert effective_rate(iter(drawn), iter(flows), 6) == Decimal("0.06434412")
    assert effective_rate(tuple(drawn), [*paid[:7], *flows[7:]], 1) == Decimal("0.064")
    assert flows[1] == Flow.from_dict({"at": "1/12", "amount": {"amount": 143286, "currency": "EUR"}})
    assert (flows[1].at, flows[1].amount) == ("1/12", Money(143286, "EUR"))
    assert pickle.loads(pickle.dumps(flows[1])) == copy.deepcopy(flows[1]) == flows[1]


EURO = Money(100, "EUR")


@pytest.mark.parametrize(
    ("drawdowns", "payments", "decimals", "code", "path"),
    [
        ([("0", EURO)], [("1", EURO)], 8, "mortgage.too_many_decimals", None),
        ([("0", EURO)], [("1", EURO)], -1, "input.bad_value", "decimals"),
        ([("0", EURO)], [("1", EURO)], 1.5, "input.wrong_type", "decimals"),
        ([("0", EURO)], [("1", EURO)], True, "input.wrong_type", "decimals"),
        ([("0", EURO)], [("1", Money(-1, "EUR"))], 2, "mortgage.negative_flow", None),
        ([("0", EURO)], [("121", EURO)], 2, "mortgage.bad_year_fraction", None),
        ([("0", EURO)], [("1", EURO), ("0.5", EURO)], 2, "mortgage.bad_year_fraction", "payments[1].at"),
        ([("\ud800", EURO)], [("1", EURO)], 2, "mortgage.bad_year_fraction", "drawdowns[0].at"),
        ([("0", EURO)], [("1", Money(100, "USD"))], 2, "money.currency_mismatch", None),
        ([("0", EURO)], [], 2, "mortgage.aprc_no_solution", None),
        ([("0", EURO)], [("0", EURO)], 2, "mortgage.aprc_not_unique", None),
        ("0", [("1", EURO)], 2, "input.wrong_type", "drawdowns"),
        (None, [("1", EURO)], 2, "input.wrong_type", "drawdowns"),
        ([("0", EURO)], [("1",)], 2, "input.wrong_type", "payments[0]"),
        ([("0", EURO)], [["1", EURO]], 2, "input.wrong_type", "payments[0]"),
        ([("0", EURO)], [EURO], 2, "input.wrong_type", "payments[0]"),
        ([("0", EURO)], [(1, EURO)], 2, "input.wrong_type", "payments[0].at"),
        ([("0", EURO)], [("1", 100)], 2, "input.wrong_type", "payments[0].amount"),
        ([("0", EURO)], [("1", 1.5)], 2, "input.wrong_type", "payments[0].amount"),
        (itertools.repeat(("0", EURO)), [], 2, "mortgage.too_many_flows", None),
    ],
)
def test_what_has_no_rate(drawdowns: Any, payments: Any, decimals: Any, code: str, path: str | None) -> None:
    assert refused(lambda: effective_rate(drawdowns, payments, decimals)) == (code, path)


def test_flows_that_fail_stop_the_call() -> None:
    def failing() -> Iterator[tuple[str, Money]]:
        yield "1", EURO
        raise LookupError("the database is gone")

    with pytest.raises(LookupError):
        effective_rate([("0", EURO)], failing(), 2)


def test_a_schedule_is_a_sequence_of_rows() -> None:
    schedule = terms().schedule()
    assert (len(schedule), schedule.currency, schedule.instalment) == (180, "EUR", Money(156000, "EUR"))
    assert str(schedule.balance) == "221615.46 EUR"
    assert repr(schedule) == "Schedule(rows=180, instalment=Money(156000, 'EUR'), balance=Money(22161546, 'EUR'))"
    first, last = schedule[0], schedule[-1]
    assert (first.number, first.date, str(first.payment), str(first.interest)) == (1, None, "1560.00 EUR", "960.00 EUR")
    assert first.payment == first.interest + first.principal
    assert (last.number, last.balance, last) == (180, schedule.balance, schedule[179])
    rows = list(schedule)
    assert [row.number for row in rows] == list(range(1, 181))
    assert (schedule[:3], schedule[170:], schedule[::-90]) == (tuple(rows[:3]), tuple(rows[170:]), tuple(rows[::-90]))
    assert (schedule[5:2], schedule[1000:]) == ((), ())
    assert (last in schedule, [row.number for row in itertools.islice(schedule, 2)]) == (True, [1, 2])
    iterator = iter(schedule)
    assert (iter(iterator) is iterator, next(iterator), len(list(iterator))) == (True, first, 179)
    assert list(iterator) == []
    for place in (180, -181, 2**80, -(2**80)):
        with pytest.raises(IndexError):
            schedule[place]
    for wrong in ("interest", 1.0, None):
        with pytest.raises(TypeError):
            schedule[wrong]  # type: ignore[call-overload]
    assert schedule.totals.payment == schedule.totals.interest + schedule.totals.principal
    assert schedule.totals.principal == LOAN - schedule.balance


def test_columns_are_buffers() -> None:
    schedule = terms(special_repayments=[SpecialRepayment(month=12, amount=Money(500000, "EUR"))]).schedule()
    for name in COLUMNS:
        column = getattr(schedule.columns, name)
        assert (type(column), column.format, column.itemsize, column.shape) == (memoryview, "q", 8, (180,))
        assert column.tolist() == [getattr(row, name).amount for row in schedule]
        assert array.array("q", column)[0] == column[0]
        assert column.readonly
        with pytest.raises(TypeError):
            column[0] = 0
        if name != "balance":
            assert sum(column) == getattr(schedule.totals, name).amount
    assert schedule.columns.special[11] == 500000
    assert repr(schedule.columns) == "Columns(rows=180)"
    kept = terms().schedule().columns.interest  # outlives its schedule
    assert kept[0] == 96000


def test_dates_and_their_absence() -> None:
    schedule = terms(payout=date(2025, 1, 31), months=3, day_count="act/360", month_end=True).schedule()
    assert schedule.dates == (date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30))
    assert [row.date for row in schedule] == list(schedule.dates)
    assert (terms().schedule().dates, terms().schedule()[0].date) == ((), None)


def test_how_a_loan_is_repaid() -> None:
    plans = {
        "initial_rate": RepaymentPlan.initial_rate(Decimal("0.02")),
        "instalment": RepaymentPlan.instalment(Money(156000, "EUR")),
        "instalments": RepaymentPlan.instalments(360),
        "equal_capital": RepaymentPlan.equal_capital(360),
        "bullet": RepaymentPlan.bullet(360),
    }
    for name, plan in plans.items():
        assert plan.to_dict()["type"] == name
        assert RepaymentPlan.from_json(plan.to_json()) == pickle.loads(pickle.dumps(plan)) == copy.copy(plan) == plan
        assert hash(plan) == hash(RepaymentPlan.from_dict(plan.to_dict()))
        assert terms(repayment=plan).repayment == plan
        assert len(terms(repayment=plan).schedule()) == 180
    assert len(set(plans.values())) == 5
    assert terms(repayment=plans["instalment"]).schedule() == terms().schedule()
    assert str(terms(repayment=plans["bullet"], months=None).schedule()[-1].principal) == "360000.00 EUR"
    assert terms(repayment=plans["bullet"]).schedule().instalment is None
    assert refused(lambda: RepaymentPlan.initial_rate(0.02)) == ("input.wrong_type", None)  # type: ignore[arg-type]
    assert refused(lambda: RepaymentPlan.instalments(-1)) == ("input.bad_value", "count")
    assert refused(lambda: RepaymentPlan.bullet(True)) == ("input.wrong_type", "count")
    assert refused(lambda: RepaymentPlan.from_dict({"type": "bullet", "rate": 1})) == ("input.unknown_field", "rate")
    with pytest.raises(TypeError):
        RepaymentPlan.instalment(156000)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        RepaymentPlan()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"drawdowns": []}, "mortgage.bad_loan_amount"),
        ({"drawdowns": [Drawdown(month=0, amount=Money(0, "EUR"))]}, "mortgage.bad_loan_amount"),
        ({"drawdowns": [Drawdown(month=1, amount=LOAN)]}, "mortgage.bad_drawdown"),
        ({"nominal_rate": Decimal("-0.01")}, "mortgage.rate_out_of_range"),
        ({"months": 0}, "mortgage.bad_term"),
        ({"months": 1201}, "mortgage.bad_term"),
        ({"payout": date(2025, 3, 1), "first_payment": date(2025, 3, 1)}, "mortgage.payment_before_drawdown"),
        ({"repayment": RepaymentPlan.instalment(Money(96000, "EUR"))}, "mortgage.never_amortises"),
        ({"special_repayments": [SpecialRepayment(month=0, amount=LOAN)]}, "mortgage.bad_special_repayment"),
        ({"special_limit": Money(1, "USD")}, "money.currency_mismatch"),
    ],
)
def test_what_has_no_schedule(fields: dict[str, Any], code: str) -> None:
    assert refused(lambda: terms(**fields).schedule())[0] == code


def test_terms_are_values() -> None:
    full = terms(
        commitment=Commitment(rate=Decimal("0.03"), free_months=6),
        special_effect="lower_instalment",
        rounding_policy="carry",
        rounding="half_even",
    )
    assert LoanTerms.from_dict(json.loads(full.to_json())) == pickle.loads(pickle.dumps(full)) == full != terms()
    assert (full.months, full.month_end, full.special_repayments, full.rounding) == (180, False, (), "half_even")
    assert refused(lambda: terms(nominal_rate=0.032)) == ("input.wrong_type", "nominalRate")
    assert refused(lambda: terms(repayment=LOAN)) == ("input.unknown_field", "repayment.currency")
    assert refused(lambda: terms(payout=utc(2025, 3, 1))) == ("time.bad_date", "payout")
    assert refused(lambda: terms(day_count="actual")) == ("input.bad_value", "dayCount")


def test_schedules_are_values_that_nobody_makes_by_hand() -> None:
    one, same, other = terms().schedule(), terms().schedule(), terms(months=12).schedule()
    for mine, its, another in ((one, same, other), (one[0], same[0], one[1]), (one.totals, same.totals, other.totals)):
        assert mine == its != another
        assert hash(mine) == hash(its) != hash(another)
        assert copy.copy(mine) is copy.deepcopy(mine) is mine
    for computed in (one, one.totals):
        with pytest.raises(TypeError, match="pickle"):
            pickle.dumps(computed)
    assert pickle.loads(pickle.dumps(one[0])) == ScheduleRow.from_json(one[0].to_json()) == one[0]
    for made in (Schedule, Totals, Columns):
        with pytest.raises(TypeError):
            made()
    with pytest.raises(AttributeError):
        one[0].payment = LOAN  # type: ignore[misc]
    assert repr(other.totals).startswith("Totals(payment=Money(1872000, 'EUR'), interest=Money(")
    assert repr(other[0]).startswith("ScheduleRow(number=1, date=None, payment=Money(156000, 'EUR'), interest=")


def test_one_schedule_for_many_threads() -> None:
    schedule, found = terms().schedule(), []
    iterator = iter(schedule)

    def work() -> None:
        for row in iterator:
            found.append(row.number)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 181))
