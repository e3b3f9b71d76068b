"""Runs vector files through the Python that UniFFI generates: one line for each failing case, then the count.

The folder of the module `mot_core_mobile` and its library stands on PYTHONPATH.
"""

import sys
from pathlib import Path

from vectors import run_file, vector_files


def main(paths):
    passed = failed = 0
    files = vector_files(paths or [Path("conformance/vectors")])
    if not files:
        print("no vector files")
        failed += 1
    for file in files:
        for fault in run_file(file):
            if fault is None:
                passed += 1
            else:
                failed += 1
                print(f"{file}: {fault}")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main([Path(path) for path in sys.argv[1:]]))
