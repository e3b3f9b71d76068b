#!/usr/bin/env python3
"""Recompute every case of the vector files and say where the oracle disagrees.

usage: check.py [PATH…]    files or folders; the project's own vectors when none is named
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

from operations import OPERATIONS
from refusal import Refusal
from sameness import same
from scenario import Disagreement

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def main(arguments):
    passed, failures = 0, []
    files = [file for path in arguments or [VECTORS] for file in vector_files(Path(path))]
    if not files:
        failures.append("no vector files")
    for file in files:
        passed += check_file(file, failures)
    print(*failures, sep="\n", end="\n" if failures else "")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


def vector_files(path):
    return sorted(path.glob("**/*.json")) if path.is_dir() else [path]


def check_file(file, failures):
    try:
        vectors = json.loads(file.read_text("utf-8"), parse_float=Decimal, object_pairs_hook=without_repetition)
        cases, operation = list_cases(vectors), OPERATIONS[vectors["op"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        failures.append(f"{file.name}: not a vector file that the oracle knows ({type(error).__name__}: {error})")
        return 0
    problems = []
    for case in cases:
        got = answer(operation, case["in"], vectors.get("notes"))
        if not agrees(case, got):
            expected = {key: case[key] for key in ("ok", "error") if key in case}
            problems.append(f"{file.name} {case['id']}: expected {expected}, the oracle says {got}")
    failures += problems
    return len(cases) - len(problems)


def without_repetition(pairs):
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return read


def list_cases(vectors):
    cases = vectors["cases"]
    names = [case["id"] for case in cases]
    if vectors["format"] != 1 or not cases or len(set(names)) < len(names):
        raise ValueError("another format, no cases, or an id used twice")
    if any(("ok" in case) == ("error" in case) for case in cases):
        raise ValueError("a case has either ok or error")
    return cases


def answer(operation, given, notes):
    try:
        return {"ok": operation(given, notes)}
    except Refusal as refusal:
        return {"error": refusal.as_json()}
    except Disagreement as disagreement:
        return {"disagreement": str(disagreement)}
    except Exception as error:  # a case that the oracle cannot even read is a failing case
        return {"unreadable": f"{type(error).__name__}: {error}"}


def agrees(case, got):
    """Keys absent from what is expected are not compared."""
    for outcome in ("ok", "error"):
        if outcome in case:
            given = got.get(outcome)
            return given is not None and all(
                name in given and same(value, given[name]) for name, value in case[outcome].items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
