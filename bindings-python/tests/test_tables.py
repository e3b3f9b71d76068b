"""Schedules as tables of other libraries, and as pictures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import numpy
import pyarrow  # type: ignore[import-untyped, unused-ignore]
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from mot_core import LoanTerms, Money, RepaymentPlan, Schedule
from mot_core.mortgage import Commitment, Drawdown, SpecialRepayment

COLUMNS = ["payment", "interest", "principal", "special", "commitment", "balance"]


def schedule(loan: str = "360000.00", currency: str = "EUR", **fields: Any) -> Schedule:
    given: dict[str, Any] = {
        "nominal_rate": Decimal("0.032"),
        "drawdowns": [Drawdown(month=0, amount=Money.parse(loan, currency))],
        "repayment": RepaymentPlan.initial_rate(Decimal("0.02")),
        "months": 180,
    }
    return LoanTerms(**{**given, **fields}).schedule()


@pytest.fixture(autouse=True)
def figures() -> Iterator[None]:
    yield
    pyplot.close("all")


def test_numpy_takes_columns_without_a_copy() -> None:
    column = schedule().columns.interest
    array = numpy.asarray(column)
    assert (str(array.dtype), array.shape, int(array[0])) == ("int64", (180,), 96000)
    assert not array.flags.owndata and not array.flags.writeable
    assert isinstance(array.base, memoryview) and array.base.obj is column.obj
    assert numpy.shares_memory(array, numpy.frombuffer(column, dtype=numpy.int64))
    with pytest.raises(ValueError):
        array[0] = 0


def test_arrow() -> None:
    dated = schedule(payout=date(2025, 1, 31), months=3, month_end=True)
    table = dated.to_arrow()
    table.validate(full=True)
    assert table.column_names == ["number", "date", *COLUMNS]
    assert [str(kind) for kind in table.schema.types] == ["int64", "date32[day]", *["int64"] * 6]
    assert table.schema.metadata == {b"currency": b"EUR"}
    assert (table["number"].to_pylist(), table["date"].to_pylist()) == ([1, 2, 3], list(dated.dates))
    for name in COLUMNS:
        assert table[name].to_pylist() == [getattr(row, name).amount for row in dated]
    assert schedule().to_arrow().column_names == ["number", *COLUMNS]


def test_arrow_takes_columns_without_a_copy() -> None:
    long = schedule(repayment=RepaymentPlan.equal_capital(1200), months=None)
    before = pyarrow.total_allocated_bytes()
    table = long.to_arrow()
    assert pyarrow.total_allocated_bytes() - before < 2 * table["number"].nbytes < table.nbytes / 3
    del long
    assert table["balance"][-1].as_py() == 0  # outlives its schedule


def test_whatever_takes_a_stream_takes_a_schedule() -> None:
    whole = schedule()
    assert pyarrow.table(whole).equals(whole.to_arrow(), check_metadata=True)
    assert pyarrow.RecordBatchReader.from_stream(whole).read_all() == whole.to_arrow()
    wider = pyarrow.schema([*whole.to_arrow().schema])
    assert "arrow_array_stream" in repr(whole.__arrow_c_stream__(wider.__arrow_c_schema__()))
    frame = whole.to_arrow().to_pandas()
    assert (len(frame), int(frame["interest"].sum())) == (180, whole.totals.interest.amount)


def test_a_picture_by_year() -> None:
    whole = schedule()
    axes = whole.plot()
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("year", "paid per year (EUR)")
    interest, principal = [[bar.get_height() for bar in bars] for bars in axes.containers]
    years = whole.years()
    assert interest == pytest.approx([year.interest.amount / 100 for year in years])
    assert principal == pytest.approx([year.principal.amount / 100 for year in years])
    (balance,) = [other for other in figure.axes if other is not axes]
    assert balance.get_ylabel() == "balance (EUR)"
    assert list(balance.lines[0].get_ydata()) == [year.balance.amount / 100 for year in years]  # type: ignore[arg-type]
    assert shown(axes) == ["interest", "principal", "balance"]
    figure.draw_without_rendering()


def test_a_picture_by_month_on_given_axes() -> None:
    given = pyplot.subplots(1, 2)[1][1]
    built = schedule(
        months=36,
        drawdowns=[Drawdown(month=0, amount=Money(10000000, "EUR")), Drawdown(month=6, amount=Money(10000000, "EUR"))],
        commitment=Commitment(rate=Decimal("0.03"), free_months=2),
        special_repayments=[SpecialRepayment(month=12, amount=Money(500000, "EUR"))],
    )
    assert built.plot(given) is built.plot(axes=given) is given
    assert (given.get_xlabel(), given.get_ylabel()) == ("month", "paid per month (EUR)")
    assert shown(given) == ["interest", "commitment interest", "principal", "special repayments", "balance"]


def test_a_picture_has_room_above_its_highest_bar() -> None:
    falling = schedule(
        repayment=RepaymentPlan.equal_capital(12),
        months=12,
        special_repayments=[SpecialRepayment(month=11, amount=Money(10000, "EUR"))],
    )
    axes = falling.plot()
    assert axes.get_ylim()[1] > 1.02 * falling[0].payment.amount / 100


@pytest.mark.parametrize(("currency", "loan"), [("JPY", "360000"), ("BHD", "360000.000")])
def test_a_picture_counts_in_units_of_its_currency(currency: str, loan: str) -> None:
    axes = schedule(loan, currency, months=12).plot()
    first = axes.containers[0][0]
    assert (first.get_height(), axes.get_ylabel()) == (960, f"paid per month ({currency})")


def shown(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("pyarrow", "matplotlib"):
        monkeypatch.setitem(sys.modules, package, None)
    whole = schedule()
    for call in (whole.to_arrow, whole.__arrow_c_stream__):
        with pytest.raises(ImportError, match=r"pyarrow: pip install 'mot-core\[arrow\]'"):
            call()
    with pytest.raises(ImportError, match=r"matplotlib: pip install 'mot-core\[plot\]'"):
        whole.plot()
    assert numpy.asarray(whole.columns.balance)[-1] == 22161546
