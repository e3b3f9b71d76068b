@final
class FeeModel(_Record):
    """How a fee is reckoned: a percentage, graduated or by volume, or a price for each started package of units.

    Multiplied exactly, rounded once, then the fixed part, then minimum and maximum.
    """

    def compute(
        self, base: Money, *, rounding: Rounding, minimum: Money | None = None, maximum: Money | None = None
    ) -> Money:
        """What is due on `base`.

        Refused: a fixed part or a bound in another currency (`money.currency_mismatch`), a model that counts units
        (`fee.bad_model`), a fee beyond the range of money (`money.overflow`).
        """

    def compute_units(self, units: int, *, minimum: Money | None = None, maximum: Money | None = None) -> Money:
        """What is due for `units`.

        Refused: a model that takes an amount (`fee.bad_model`), a bound in another currency
        (`money.currency_mismatch`), a fee beyond the range of money (`money.overflow`).
        """

@final
class FeeSchedule(_Record):
    """A fee: what triggers it, who pays whom, and its versions. Parsed once, checked, and used for every trigger.

    Refused: versions that overlap (`fee.overlapping_versions`), a minimum above the maximum (`fee.bounds_reversed`), a
    borrower as payer (`fee.borrower_may_not_pay`), a rate outside the shipped band (`fee.rate_out_of_range`), a model
    that cannot be reckoned with (`fee.bad_model`).
    """

    @classmethod
    def read_within(cls, text: str | bytes, bands: FeeBands) -> FeeSchedule:
        """Reads JSON text, strictly, as `from_json` does, but with the bands of a platform in place of the shipped
        ones.
        """

    @property
    def id(self) -> str:
        """The fee's id, which is the name of its trigger."""

    @property
    def payer_role(self) -> Role:
        """Who pays, as what."""

    @property
    def beneficiary(self) -> str:
        """Who receives."""

    @property
    def versions(self) -> tuple[FeeScheduleVersion, ...]:
        """The versions, in their order."""

    def in_force(self, at: datetime) -> FeeScheduleVersion:
        """The version in force at an instant, or `fee.none_in_force`."""

@final
class FeeEvent(_Value):
    """A fee that is due, with the version that made it. It is not pickled: keep its JSON."""

    @property
    def key(self) -> str:
        """The trigger's key: one trigger makes at most one fee of a schedule."""

    @property
    def fee_id(self) -> str:
        """The fee."""

    @property
    def fee_version(self) -> int:
        """The version of the schedule that was in force."""

    @property
    def subject(self) -> Subject:
        """What the fee is about."""

    @property
    def base(self) -> Money:
        """What it was reckoned on."""

    @property
    def payer(self) -> Payer:
        """Who pays."""

    @property
    def beneficiary(self) -> str:
        """Who receives."""

    @property
    def amount(self) -> Money:
        """What is due."""

    @property
    def at(self) -> datetime:
        """When it fell due."""

    @property
    def steps(self) -> tuple[FeeStep, ...]:
        """How the amount came about, in order."""

    def to_json(self) -> str:
        """The fee as compact JSON text."""

    def to_dict(self) -> dict[str, Any]:
        """The fee as `json.loads` would give it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FeeStep(_Value):
    """One step of a reckoning: what was done, and the amount after it. It is not pickled."""

    @property
    def step(self) -> Literal["share", "fixed", "minimum", "maximum"]:
        """`share`, `fixed`, `minimum` or `maximum`."""

    @property
    def amount(self) -> Money:
        """The amount after the step."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class _List(_Value):
    """What the lists of the library do: their JSON is a list."""

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Reads JSON text, strictly: a `str`, or `bytes` in UTF-8."""

    @classmethod
    def from_dict(cls, value: Sequence[Mapping[str, Any]]) -> Self:
        """Reads what `json.loads` gives, strictly: a list."""

    def to_json(self) -> str:
        """The list as compact JSON text."""

    def to_dict(self) -> list[dict[str, Any]]:
        """The list as `json.loads` would give it."""

    def __len__(self) -> int: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[Self], str, str]]: ...

@final
class FeeBands(_List):
    """The bands within which fees of a kind lie."""

    def __new__(cls, bands: Sequence[FeeBand]) -> FeeBands: ...
    @staticmethod
    def shipped() -> FeeBands:
        """The bands of the library: loans 0.2 to 1.0 %, tranches 0.1 to 0.3 %, voucher bookings 2 %."""

    def check(self, fee: str, payer: Role, rate: Decimal | int) -> None:
        """Refuses a borrower as payer (`fee.borrower_may_not_pay`), then a rate outside the band of the fee
        (`fee.rate_out_of_range`). A fee without a band may have any rate.
        """

    def __iter__(self) -> Iterator[FeeBand]: ...
