"""A defect of the library is an ordinary exception, and the process lives. Needs a build with `--features test-probe`."""

from __future__ import annotations

import pytest

from mot_core import Money, _native

probe = getattr(_native, "_probe_panic", None)
needs_probe = pytest.mark.skipif(probe is None, reason="this build has no probe")


@needs_probe
def test_a_panic_is_an_ordinary_exception(capfd: pytest.CaptureFixture[str]) -> None:
    assert probe is not None
    with pytest.raises(RuntimeError, match="defect of the library"):
        probe()
    assert "the probe panics" in capfd.readouterr().err
    assert Money(1, "EUR") + Money(1, "EUR") == Money(2, "EUR")


@pytest.mark.skipif(_native.BUILD_PROFILE != "release", reason="this build is no release")
def test_a_release_has_no_probe() -> None:
    assert probe is None
