"""Vector files: finding them, and running their cases."""

import exact
from compare import holds
from mot_core_mobile import MotError
from operations import run_operation
from refused import Refused


def vector_files(paths):
    """The vector files of these paths, folders searched, in order."""
    found = []
    for path in paths:
        found += path.rglob("*.json") if path.is_dir() else [path]
    return sorted(found)


def run_file(file):
    """For each case nothing or what is wrong; a file that cannot be run is one fault."""
    try:
        vectors = exact.loads(file.read_text(encoding="utf-8"))
        operation, cases = vectors["op"], vectors["cases"]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return [f"cannot be run: {fault!r}"]
    if not cases:
        return ["has no cases"]
    return [run_case(operation, case, vectors.get("notes")) for case in cases]


def run_case(operation, case, notes):
    expected_error = case.get("error")
    expected = expected_error or case.get("ok")
    try:
        got = run_operation(operation, case["in"], notes)
        agrees = expected_error is None and holds(case.get("ok"), got)
    except MotError as refused:
        got = Refused.of(refused)
        agrees = expected_error is not None and got.is_as_expected(expected_error)
    except Exception as fault:  # Whatever else happens is this case's fault, not the end of the run.
        return f"{case['id']}: {fault!r}"
    return None if agrees else f"{case['id']}: expected {expected}, got {got}"
