"""Refusals: one exception, a subclass for each family, the same code in every language.

>>> from mot_core import MotError, Money
>>> try:
...     Money.parse("100.5", "JPY")
... except MotError as refusal:
...     refusal.code, refusal.details
('money.too_precise', {'digits': '1', 'allowed': '0'})
"""

from __future__ import annotations

from typing import cast

from ._words import ErrorCode

__all__ = [
    "ErrorCode",
    "FeeError",
    "IdError",
    "IdentityError",
    "InputError",
    "LifecycleError",
    "MoneyError",
    "MortgageError",
    "MotError",
    "RoomError",
    "TimeError",
    "VoucherError",
]


class MotError(Exception):
    """A refusal of the library: what was wrong, where, and under which stable code.

    A refusal never carries a secret, personal data or the text that was refused. As text it is the code, the path where
    there is one, and the message: `money.bad_number: loan.amount: …`.
    """

    def __init__(
        self, code: ErrorCode, message: str, path: str | None, details: dict[str, str], public_code: str | None
    ) -> None:
        super().__init__(code, message, path, details, public_code)
        self._code: ErrorCode = code
        self._message = message
        self._path = path
        self._details = details
        self._public_code = public_code

    @property
    def code(self) -> ErrorCode:
        """The stable code: `family.snake_case_fact`."""
        return self._code

    @property
    def message(self) -> str:
        """What was wrong and what would be right, without the path."""
        return self._message

    @property
    def path(self) -> str | None:
        """Where the fault lies in the document or the arguments, such as `loan.amount`, if it lies in one place.

        It is written as in JSON: an argument `contract_id` is `contractId`.
        """
        return self._path

    @property
    def details(self) -> dict[str, str]:
        """What the message says, as names and texts in their order; lists are joined by commas. A copy."""
        return dict(self._details)

    @property
    def public_code(self) -> str | None:
        """What a stranger whose link was refused may be told: `link_expired`, `link_used` or, for all else,
        `link_invalid`. Other refusals than those of identity have none.
        """
        return self._public_code

    def __str__(self) -> str:
        place = "" if self._path is None else f"{self._path}: "
        return f"{self._code}: {place}{self._message}"


class InputError(MotError):
    """Text, a document or an argument that could not be read."""


class IdError(MotError):
    """An identifier outside the grammar."""


class MoneyError(MotError):
    """An amount, a currency or a rate."""


class TimeError(MotError):
    """An instant, a date, an interval or a time zone."""


class LifecycleError(MotError):
    """A step that no lifecycle allows."""


class IdentityError(MotError):
    """A user id, a key, a signed link, what is shown after it, or a device's proof."""


class RoomError(MotError):
    """A room id, a cell, a link to a room, or an entrance."""


class MortgageError(MotError):
    """A mortgage rule."""


class FeeError(MotError):
    """A fee rule."""


class VoucherError(MotError):
    """A rule of vouchers, bookings, cards or slots."""


_FAMILIES: dict[str, type[MotError]] = {
    "input": InputError,
    "id": IdError,
    "money": MoneyError,
    "time": TimeError,
    "lifecycle": LifecycleError,
    "identity": IdentityError,
    "room": RoomError,
    "mortgage": MortgageError,
    "fee": FeeError,
    "voucher": VoucherError,
}


def _refusal(
    code: str, message: str, path: str | None, details: dict[str, str], public_code: str | None
) -> MotError:
    """The exception of a refusal, of the class of its family."""
    family = _FAMILIES[code.partition(".")[0]]
    return family(cast(ErrorCode, code), message, path, details, public_code)
