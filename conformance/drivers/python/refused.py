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
        refused = cls(refusal.code, refusal.path, refusal.details, refusal.message)
        return refused if within is None else refused.within(within)

    def within(self, name: str) -> Refused:
        """The same, found below the argument or the place of that name."""
        path = self.path
        path = name if path is None else f"{name}{'' if path.startswith('[') else '.'}{path}"
        return Refused(self.code, path, self.details, self.message)

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
    except Refused as refused:
        raise refused.within(within) from None
