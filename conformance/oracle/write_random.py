#!/usr/bin/env python3
"""Write vector files of random cases with the oracle's answers. The same seed gives the same cases, however many.

usage: write_random.py FOLDER [--loans 20000] [--flows 10000] [--seed 1]
"""

import argparse
import json
import random
import sys
from pathlib import Path

from check import answer
from operations import OPERATIONS
from random_flows import random_flows
from random_loans import random_loan

CASES_OF_A_FILE = 1000
KINDS = {
    "loans": ("mortgage.schedule", random_loan, {"sample": {"rows": "all", "with": ["date", "commitment"]}}),
    "flows": ("mortgage.aprc_of_flows", random_flows, {}),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--loans", type=int, default=20_000)
    parser.add_argument("--flows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for stale in arguments.folder.glob("mortgage.*.random-*.json"):
        stale.unlink()
    for kind, (operation, generate, notes) in KINDS.items():
        count = getattr(arguments, kind)
        for first in range(0, count, CASES_OF_A_FILE):
            numbers = range(first, min(first + CASES_OF_A_FILE, count))
            cases = [case(f"{arguments.seed}-{number}", operation, generate, notes) for number in numbers]
            file = arguments.folder / f"{operation}.random-{first // CASES_OF_A_FILE:03}.json"
            file.write_text(json.dumps({"format": 1, "op": operation, "notes": notes, "cases": cases}), "utf-8")
    return 0


def case(name, operation, generate, notes):
    given = generate(random.Random(f"{operation} {name}"))
    outcome = answer(OPERATIONS[operation], given, notes)
    if not {"ok", "error"} & outcome.keys():
        raise AssertionError(f"{operation} {name}: {outcome} for {given}")
    return {"id": name, "in": given, **outcome}


if __name__ == "__main__":
    sys.exit(main())
