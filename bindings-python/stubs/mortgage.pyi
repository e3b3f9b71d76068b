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

_FeeTiming: TypeAlias = Union[Literal["at_conclusion", "with_instalments"], InMonth]
