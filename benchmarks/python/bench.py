"""What a call and a document cost in Python: the median of repeated runs, a line `<name> <nanoseconds>` for each."""

import statistics
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

import mot_core
from mot_core import KeyRing, LinkSigner, LinkVerifier, Money, Property, Uid

REPEATS = 9
CALLS = 2000


def main(data: Path) -> None:
    if mot_core.BUILD_PROFILE != "release":
        sys.exit("built without optimisation: nothing is measured")
    text = (data / "property.json").read_text("utf-8")
    stored = Property.from_json(text)
    now = datetime(2025, 2, 1, 10, tzinfo=timezone.utc)
    ring = KeyRing("k1", b"a secret of the benchmark, 32 bytes or more")
    link = LinkSigner(ring).sign("7c0e9d5e1f", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), now)
    verifier = LinkVerifier(ring)

    measure("money_parse", lambda: Money.parse("360000.00", "EUR"))
    measure("verify_link", lambda: verifier.verify(link, now))
    measure("read_document", lambda: Property.from_json(text))
    measure("write_document", stored.to_json)


def measure(name, call) -> None:
    """Prints the median of the nanoseconds that a call takes."""
    runs = []
    for _ in range(REPEATS):
        started = time.perf_counter_ns()
        for _ in range(CALLS):
            call()
        runs.append((time.perf_counter_ns() - started) / CALLS)
    print(f"{name} {statistics.median(runs):.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "examples/data"))
