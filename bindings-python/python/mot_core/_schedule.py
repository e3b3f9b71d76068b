"""Schedules as tables and pictures, by libraries that a host may have: the extras `arrow` and `plot`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._native import minor_unit_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from ._native import Schedule, ScheduleRow, ScheduleYear

COLUMNS = ("payment", "interest", "principal", "special", "commitment", "balance")
PAID = {
    "interest": "interest",
    "commitment": "commitment interest",
    "principal": "principal",
    "special": "special repayments",
}
MONTHS_SHOWN = 36


def to_arrow(schedule: Schedule) -> Any:
    try:
        import pyarrow  # type: ignore[import-untyped, unused-ignore]
    except ImportError as fault:
        raise lacking("pyarrow", "arrow") from fault

    rows = len(schedule)
    columns = {"number": pyarrow.array(range(1, rows + 1), pyarrow.int64())}
    if schedule.dates:
        columns["date"] = pyarrow.array(schedule.dates, pyarrow.date32())
    for name in COLUMNS:
        amounts = pyarrow.py_buffer(getattr(schedule.columns, name))
        columns[name] = pyarrow.Array.from_buffers(pyarrow.int64(), rows, [None, amounts])
    fields = [pyarrow.field(name, column.type, nullable=False) for name, column in columns.items()]
    schema = pyarrow.schema(fields, metadata={"currency": schedule.currency})
    return pyarrow.Table.from_arrays(list(columns.values()), schema=schema)


def plot(schedule: Schedule, axes: Axes | None) -> Axes:
    if axes is None:
        try:
            from matplotlib import pyplot
        except ImportError as fault:
            raise lacking("matplotlib", "plot") from fault
        axes = pyplot.subplots(layout="constrained")[1]

    by_month = len(schedule) <= MONTHS_SHOWN
    period = "month" if by_month else "year"
    rows: Sequence[ScheduleRow | ScheduleYear] = schedule[:] if by_month else schedule.years()
    places = range(1, len(rows) + 1)
    whole = 10 ** minor_unit_digits(schedule.currency)

    def amounts(name: str) -> list[float]:
        return [getattr(row, name).amount / whole for row in rows]

    axes.use_sticky_edges = False  # a bar of no height would hold the upper edge
    below = [0.0] * len(rows)
    shown: list[Artist | tuple[Artist, ...]] = []
    for name, label in PAID.items():
        paid = amounts(name)
        if any(paid):
            shown.append(axes.bar(places, paid, bottom=below, label=label))
            below = [one + other for one, other in zip(below, paid, strict=True)]
    balance = axes.twinx()
    shown += balance.plot(places, amounts("balance"), color=axes.xaxis.label.get_color(), label="balance")

    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel(period)
    for side, label in ((axes, f"paid per {period}"), (balance, "balance")):
        side.set_ylabel(f"{label} ({schedule.currency})")
        side.set_ylim(bottom=0)
        side.yaxis.set_major_formatter("{x:,.0f}")
    axes.legend(handles=shown, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False)
    return axes


def lacking(package: str, extra: str) -> ImportError:
    return ImportError(f"this needs {package}: pip install 'mot-core[{extra}]'", name=package)
