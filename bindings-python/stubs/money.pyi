@final
class Money(_Value):
    """An amount of money: a whole number of minor units of an ISO 4217 currency, within ±(2**53 − 1).

    A float, a bool or text is never an amount: `money.bad_number` or `input.wrong_type`. Beyond the range:
    `money.overflow`. Another currency than the current ISO 4217 list has: `money.unknown_currency`.
    """

    def __new__(cls, amount: int, currency: str) -> Money: ...
    @staticmethod
    def parse(text: str, currency: str) -> Money:
        """Reads decimal text: an optional `-`, ASCII digits, optionally `.` and at least one digit.

        Refused: any other spelling (`money.bad_number`), more fraction digits than the currency has
        (`money.too_precise`), an amount beyond the range (`money.overflow`).
        """

    @classmethod
    def from_json(cls, text: str | bytes) -> Money:
        """Reads JSON text, strictly: a `str`, or `bytes` in UTF-8."""

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Money:
        """Reads `{"amount": …, "currency": …}`, strictly."""

    def to_json(self) -> str:
        """The amount as compact JSON text."""

    def to_dict(self) -> dict[str, Any]:
        """The amount as `json.loads` would give it."""

    @property
    def amount(self) -> int:
        """How many minor units."""

    @property
    def currency(self) -> str:
        """The currency's three letters."""

    @property
    def decimal(self) -> Decimal:
        """The amount in the currency's major unit, with all its fraction digits."""

    def plus(self, other: Money) -> Money:
        """The sum. Another currency is `money.currency_mismatch`, a sum beyond the range `money.overflow`."""

    def minus(self, other: Money) -> Money:
        """The difference, with the refusals of `plus`."""

    def allocate(self, weights: Iterable[int]) -> tuple[Money, ...]:
        """Shares the amount in proportion to whole weights by the largest remainder; the parts add up.

        Refused: `money.no_weights`, `money.negative_weight`, `money.all_weights_zero`, `money.overflow`, more than
        100 000 weights (`input.too_large`).
        """

    def share(self, rate: Decimal | int, rounding: Rounding) -> Money:
        """This share of the amount: multiplied exactly, then rounded once. The rate is a `Decimal` or an `int`
        fraction: `Decimal("0.032")` is 3.2 %. A share beyond the range is `money.overflow`.
        """

    def __add__(self, other: Money, /) -> Money: ...
    def __radd__(self, other: Money, /) -> Money: ...
    def __sub__(self, other: Money, /) -> Money: ...
    def __rsub__(self, other: Money, /) -> Money: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[int, str]: ...

@final
class Units(_Value):
    """A count of a crypto token's smallest unit: 0 to 2**128 − 1, with a scale of at most 36 decimal digits."""

    def __new__(cls, count: int, scale: int) -> Units: ...
    @staticmethod
    def parse(text: str, scale: int) -> Units:
        """Reads unsigned decimal text, by the grammar of `Money.parse`.

        Refused: another spelling or a sign (`money.bad_number`), more fraction digits than the scale
        (`money.too_precise`), a count beyond 128 bits (`money.overflow`).
        """

    @property
    def count(self) -> int:
        """How many smallest units."""

    @property
    def scale(self) -> int:
        """How many decimal digits the smallest unit has."""

    @property
    def decimal(self) -> Decimal:
        """The count in whole tokens, exactly."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[int, int]: ...
