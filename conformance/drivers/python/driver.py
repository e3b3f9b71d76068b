"""Runs vector files through the public interface of mot_core: one line for each failing case, then the count.

    python driver.py [FILE OR FOLDER …]        conformance/vectors if none is named
"""

from __future__ import annotations

import sys
from pathlib import Path

import vectors

DEFAULT = Path(__file__).resolve().parents[2] / "vectors"


def main(arguments: list[str]) -> int:
    passed = failed = 0
    files = vectors.files([Path(argument) for argument in arguments] or [DEFAULT])
    if not files:
        print("no vector files")
        failed += 1
    for file in files:
        for fault in vectors.run(file):
            if fault is None:
                passed += 1
            else:
                failed += 1
                print(f"{file}: {fault}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
