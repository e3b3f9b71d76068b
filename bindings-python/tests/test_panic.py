"""A defect of the library is an ordinary exception, and the process lives. Needs a build with `--features test-probe`."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from typing import Any

import pytest

from mot_core import CellMap, Honeycomb, KeyRing, LinkVerifier, Money, _native, id, lifecycle
from mot_core.mortgage import Interest

probe = getattr(_native, "_probe_panic", None)
needs_probe = pytest.mark.skipif(probe is None, reason="this build has no probe")


@needs_probe
def test_a_panic_is_an_ordinary_exception(capfd: pytest.CaptureFixture[str]) -> None:
    assert probe is not None
    with pytest.raises(RuntimeError, match="defect of the library"):
        probe()
    assert "the probe panics" in capfd.readouterr().err
    assert Money(1, "EUR") + Money(1, "EUR") == Money(2, "EUR")


@needs_probe
def test_a_panic_within_a_reading_is_one_too(capfd: pytest.CaptureFixture[str]) -> None:
    class Mapped(UserDict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            return _native._probe_panic_within()  # type: ignore[attr-defined]

    class Zone(tzinfo):
        def utcoffset(self, _: datetime | None) -> Any:
            return _native._probe_panic_within()  # type: ignore[attr-defined]

        def dst(self, _: datetime | None) -> None: ...

        def tzname(self, _: datetime | None) -> None: ...

    def panicking() -> Iterator[Any]:
        yield _native._probe_panic_within()  # type: ignore[attr-defined]

    secret = b"known to these tests only, and long enough"
    verifier = LinkVerifier(KeyRing("k1", secret))
    calls: list[Callable[[], object]] = [
        lambda: Money.from_dict(Mapped(amount=1)),
        lambda: Interest(nominal_rate=1, fixed_years=Mapped(a=1)),  # type: ignore[arg-type]
        lambda: lifecycle.decide("offer.accept", Mapped(a=1), {}, {}),
        lambda: lifecycle.decide("offer.accept", None, {"application": Mapped(a=1)}, {}),
        lambda: id.create("offer", now=datetime(2025, 2, 1, tzinfo=Zone())),
        lambda: verifier.verify("mot=a", datetime(2025, 2, 1, tzinfo=Zone())),
        lambda: verifier.verify_many(panicking(), 1738411200000),
        lambda: CellMap(Honeycomb(), panicking()),
    ]
    for call in calls:
        with pytest.raises(RuntimeError, match="defect of the library"):
            call()
    told = capfd.readouterr().err
    assert "the probe panics" in told
    assert secret.decode() not in told and secret.hex() not in told


@pytest.mark.skipif(_native.BUILD_PROFILE != "release", reason="this build is no release")
def test_a_release_has_no_probe() -> None:
    assert probe is None
