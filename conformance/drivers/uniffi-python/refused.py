"""A refusal as the vectors see it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Refused:
    code: str
    details: dict
    path: str | None

    @classmethod
    def of(cls, refused):
        return cls(refused.code(), {detail.name: detail.text for detail in refused.details()}, refused.path())

    def within(self, name):
        """The same refusal of an argument: its name comes first in the path."""
        if self.path is None:
            return replace(self, path=name)
        return replace(self, path=name + ("" if self.path.startswith("[") else ".") + self.path)

    def is_as_expected(self, expected):
        """Whether it has the code, and the path and the details where they are given."""
        details, path = expected.get("details"), expected.get("path")
        return (
            self.code == (expected.get("code") or expected.get("error"))
            and (path is None or path == self.path)
            and (details is None or all(self.details.get(name) == text for name, text in details.items()))
        )


class RefusedError(Exception):
    """A refusal on its way to whoever compares it."""

    def __init__(self, refused):
        super().__init__(str(refused))
        self.refused = refused
