@final
class Money(_Value):
    """An amount of money: a whole number of minor units of an ISO 4217 currency, within ±(2**53 − 1)."""

    def __new__(cls, amount: int, currency: str) -> Money: ...
    @staticmethod
    def parse(text: str, currency: str) -> Money:
        """Reads decimal text: an optional `-`, ASCII digits, optionally `.` and at least one digit."""

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
        """The sum. Another currency is `money.currency_mismatch`."""

    def minus(self, other: Money) -> Money:
        """The difference, with the refusals of `plus`."""

    def allocate(self, weights: Iterable[int]) -> tuple[Money, ...]:
        """Shares the amount in proportion to whole weights by the largest remainder; the parts add up."""

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
        """Reads unsigned decimal text, by the grammar of `Money.parse`."""

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
