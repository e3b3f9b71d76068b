"""Vector files: finding them, and comparing what a case expects with what the library says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import operations
from refused import Refused


def files(paths: list[Path]) -> list[Path]:
    """The vector files of these paths, folders searched, in order."""
    found: set[Path] = set()
    for path in paths:
        found.update(path.rglob("*.json") if path.is_dir() else [path])
    return sorted(found)


def run(file: Path) -> Iterator[str | None]:
    """For each case nothing, or its fault; one fault if the file cannot be run."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as fault:
        yield f"cannot be read: {fault}"
        return
    operation = content.get("op") if isinstance(content, dict) else None
    if operation not in operations.OPERATIONS:
        yield f"unknown operation {operation}"
        return
    cases = content.get("cases")
    if not isinstance(cases, list) or not cases:
        yield "has no cases"
        return
    for case in cases:
        fault = run_case(operations.OPERATIONS[operation], case, content.get("notes"))
        yield None if fault is None else f"{case.get('id', 'a case without id')}: {fault}"


def run_case(operation: operations.Operation, case: dict[str, Any], notes: Any) -> str | None:
    expected: Any = case["error"] if "error" in case else case.get("ok")
    try:
        got = operation(case["in"], notes)
    except Refused as refused:
        if "error" in case and refused.is_expected(expected):
            return None
        return f"expected {shown(expected)}, got {refused}"
    except Exception as fault:  # a case that cannot be put to the library is a failing case
        return f"expected {shown(expected)}, got {type(fault).__name__}: {fault}"
    if "error" not in case and holds(expected, got):
        return None
    return f"expected {shown(expected)}, got {shown(got)}"


def holds(expected: Any, got: Any) -> bool:
    """Whether every key that is expected has the expected value; other keys are not compared."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(holds(value, got.get(name)) for name, value in expected.items())
    if isinstance(expected, list) and isinstance(got, (list, tuple)):
        if any(is_numbered(row) for row in expected):  # a sample of all the rows that there are
            rows = {row["number"]: row for row in got if is_numbered(row)}
            return all(is_numbered(row) and holds(row, rows.get(row["number"])) for row in expected)
        return len(expected) == len(got) and all(map(holds, expected, got))
    if is_number(expected) and is_number(got):
        if isinstance(expected, int) and isinstance(got, int):
            return expected == got
        return float(expected) == float(got)
    return type(expected) is type(got) and bool(expected == got)


def is_numbered(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("number"), int)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=float)
