@final
class Policies(_List):
    """The policies that a host decides by, parsed once. Calls that are given none use the shipped presets.

    Policies of one's own are refused if one has no signer or names a signer twice (`input.bad_value`). The presets
    describe the state of the law at their date as far as the library decides by it. They are not legal advice.
    """

    def __new__(cls, policies: Sequence[JurisdictionPolicy]) -> Policies: ...
    @staticmethod
    def shipped() -> Policies:
        """The presets: `mcd_baseline`, the directive alone, and `de_mortgage`, Germany."""

    def latest(self, id: str) -> JurisdictionPolicy:
        """The policy of this name with the latest date, or `mortgage.unknown_policy`."""

    def __iter__(self) -> Iterator[JurisdictionPolicy]: ...

@final
class InMonth(_Value):
    """When a cost falls due: in a month counted from the payout, which is month 0."""

    __match_args__: Final = ("month",)
    def __new__(cls, month: int) -> InMonth: ...
    @property
    def month(self) -> int:
        """The month."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[int]: ...

_Date: TypeAlias = date  # where a field has that name
_FeeTiming: TypeAlias = Union[Literal["at_conclusion", "with_instalments"], InMonth]

@final
class RepaymentPlan(_Record):
    """How a loan is repaid: an annuity from its initial repayment rate, from its instalment or in so many instalments,
    equal parts of capital, or the whole capital at the end.
    """

    @staticmethod
    def initial_rate(rate: Decimal | int) -> RepaymentPlan:
        """An annuity from the initial repayment rate (*anfängliche Tilgung*), a `Decimal` or an `int` fraction."""

    @staticmethod
    def instalment(amount: Money) -> RepaymentPlan:
        """An annuity of a given instalment."""

    @staticmethod
    def instalments(count: int) -> RepaymentPlan:
        """An annuity that repays in so many instalments (*Volltilger*), interest-only ones included."""

    @staticmethod
    def equal_capital(count: int) -> RepaymentPlan:
        """Equal parts of capital in so many instalments, interest-only ones included; interest comes on top."""

    @staticmethod
    def bullet(count: int) -> RepaymentPlan:
        """So many instalments of interest only, and the whole capital with the last of them."""

@final
class Schedule(_Value):
    """A schedule: a sequence of `ScheduleRow`, one for each instalment, made as they are asked for.

    `LoanTerms.schedule` makes it. Its columns are for arithmetic on all rows at once. It is not pickled: keep the
    terms.
    """

    @property
    def currency(self) -> str:
        """The currency of every amount."""

    @property
    def instalment(self) -> Money | None:
        """The instalment of an annuity, as it is before any special repayment lowers it."""

    @property
    def balance(self) -> Money:
        """What is left after the last row (*Restschuld*)."""

    @property
    def totals(self) -> Totals:
        """What the columns add up to."""

    @property
    def columns(self) -> Columns:
        """The columns in minor units."""

    @property
    def dates(self) -> tuple[date, ...]:
        """When each row is due; empty where the terms have no dates."""

    def years(self) -> tuple[ScheduleYear, ...]:
        """The yearly table: each twelve rows together, as an information sheet shows them from the second year on.
        What is carried on is added up before it is shown.
        """

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a `pyarrow.Table`, for pandas, Polars and whatever else takes Arrow: `number`, `date` if the
        terms have dates, and the columns in minor units, which are taken without copying them. The schema's metadata
        names the `currency`.

        It needs pyarrow, the extra `arrow` (`ImportError`). What takes Arrow by its stream takes the schedule itself:
        `polars.DataFrame(schedule)`.
        """

    def plot(self, axes: Axes | None = None) -> Axes:
        """Draws what is paid, as bars of interest, principal and whatever is paid besides, and the balance as a line
        with an axis of its own: by month for three years or less, by year for more. Amounts are in whole units of the
        currency.

        It draws on `axes`, or on those of a new figure, and returns them. It needs Matplotlib, the extra `plot`
        (`ImportError`).
        """

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, place: int, /) -> ScheduleRow: ...
    @overload
    def __getitem__(self, place: slice, /) -> tuple[ScheduleRow, ...]: ...
    def __iter__(self) -> Iterator[ScheduleRow]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Columns:
    """The columns of a schedule, all of the same length: `memoryview`s of 64-bit integers that count minor units.

    Whatever takes a buffer uses one without copying it; `numpy.asarray(columns.interest)` is an array of `int64`. A
    view is made each time that it is asked for, and cannot be written.
    """

    @property
    def payment(self) -> memoryview:
        """Interest and principal: what is paid as instalment."""

    @property
    def interest(self) -> memoryview:
        """Interest."""

    @property
    def principal(self) -> memoryview:
        """What the payment repays."""

    @property
    def special(self) -> memoryview:
        """What is repaid beyond it."""

    @property
    def commitment(self) -> memoryview:
        """Interest on what is not drawn yet, beside the payment."""

    @property
    def balance(self) -> memoryview:
        """What is left after the row, drawdowns of its month included."""

@final
class Totals(_Value):
    """What the columns of a schedule add up to. It is not pickled."""

    @property
    def payment(self) -> Money:
        """All instalments."""

    @property
    def interest(self) -> Money:
        """All interest."""

    @property
    def principal(self) -> Money:
        """All principal."""

    @property
    def special(self) -> Money:
        """All special repayments."""

    @property
    def commitment(self) -> Money:
        """All commitment interest."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
