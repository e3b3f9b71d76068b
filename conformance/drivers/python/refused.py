"""A refusal as the vectors know it: a code, a path, details."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mot_core import MotError

T = TypeVar("T")


class Refused(Exception):
    def __init__(self, code: str, path: str | None, details: dict[str, str], message: str) -> None:
        super().__init__(code)
        self.code, self.path, self.details, self.message = code, path, details, message

    @classmethod
    def of(cls, refusal: MotError, within: str | None = None) -> Refused:
        """The refusal, found below the argument of that name."""
        path = refusal.path
        if within is not None:
            path = within if path is None else f"{within}{'' if path.startswith('[') else '.'}{path}"
        return cls(refusal.code, path, refusal.details, refusal.message)

    def is_expected(self, expected: dict[str, Any]) -> bool:
        """Whether it has the code, and the path and the details where they are given."""
        details = expected.get("details") or {}
        return (
            expected["code"] == self.code
            and (expected.get("path") is None or expected["path"] == self.path)
            and all(self.details.get(name) == text for name, text in details.items())
        )

    def __str__(self) -> str:
        return f"{self.code} at {self.path}: {self.message} {self.details}"


def read(within: str, reader: Callable[[Any], T], value: Any) -> T:
    """What the reader makes of an argument."""
    try:
        return reader(value)
    except MotError as refusal:
        raise Refused.of(refusal, within) from None
