@final
class RoomId(_Value):
    """The id of a room: `mortgage:offer:O-2025-0001`, `voucher:v-1`, `wabe:A-1`. Nothing is repaired.

    Refused with the codes of the family `room`, in their fixed order.
    """

    @staticmethod
    def parse(text: str) -> RoomId:
        """Reads a room id."""

    @staticmethod
    def for_property(id: str) -> RoomId:
        """`mortgage:property:<id>`: questions and viewings."""

    @staticmethod
    def for_application(id: str) -> RoomId:
        """`mortgage:application:<id>`: a lender's questions to the borrower."""

    @staticmethod
    def for_offer(id: str) -> RoomId:
        """`mortgage:offer:<id>`: negotiating one offer."""

    @staticmethod
    def for_contract(id: str) -> RoomId:
        """`mortgage:contract:<id>`: the last reading, signing, the notary's appointment."""

    @property
    def namespace(self) -> str:
        """The first segment."""

    @property
    def kind(self) -> str | None:
        """The middle segment, where there are three."""

    @property
    def id(self) -> str:
        """The last segment: an entity's id or a cell."""

    @property
    def form(self) -> RoomForm:
        """How the id is built: `typed`, `legacy`, `cell` or `vertical`."""

    def __str__(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: RoomId, /) -> bool: ...
    def __le__(self, other: RoomId, /) -> bool: ...
    def __gt__(self, other: RoomId, /) -> bool: ...
    def __ge__(self, other: RoomId, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[RoomId], str, str]]: ...
