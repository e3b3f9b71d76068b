"""The types are complete and true: mypy, pyright and stubtest agree with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
USE = TESTS / "typed_use.py"
MISUSE = TESTS / "typed_misuse.py"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, cwd=TESTS, check=False)


def test_mypy_accepts_the_use_and_the_tests() -> None:
    tests = sorted(str(path) for path in TESTS.glob("*.py") if path != MISUSE)
    result = run("mypy", "--strict", "--no-incremental", "--cache-dir", "/dev/null", *tests)
    assert result.returncode == 0, result.stdout + result.stderr


def test_mypy_refuses_every_line_of_the_misuse() -> None:
    result = run("mypy", "--strict", "--no-incremental", "--cache-dir", "/dev/null", str(MISUSE))
    refused = {int(line.split(":")[1]) for line in result.stdout.splitlines() if ": error:" in line}
    assert refused == misused(), result.stdout


def test_pyright_accepts_the_use() -> None:
    result = run("pyright", "--pythonpath", sys.executable, str(USE))
    assert result.returncode == 0, result.stdout + result.stderr


def test_pyright_refuses_every_line_of_the_misuse() -> None:
    result = run("pyright", "--pythonpath", sys.executable, str(MISUSE))
    refused = {int(line.split(":")[1]) for line in result.stdout.splitlines() if " - error:" in line}
    assert refused == misused(), result.stdout


def test_the_stubs_are_what_is_there() -> None:
    allowed = str(TESTS / "stubtest.allowlist")
    result = run("mypy.stubtest", "mot_core", "--ignore-disjoint-bases", "--allowlist", allowed)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_module_runs_as_it_is_typed() -> None:
    result = subprocess.run([sys.executable, str(USE)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def misused() -> set[int]:
    lines = MISUSE.read_text(encoding="utf-8").splitlines()
    marked = {number for number, line in enumerate(lines, start=1) if line.endswith("# refused")}
    assert marked
    return marked


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
