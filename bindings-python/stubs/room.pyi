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

    @staticmethod
    def for_tranche(id: str) -> RoomId:
        """`mortgage:tranche:<id>`: the issuer and the investors of a tranche."""

    @staticmethod
    def for_voucher(id: str) -> RoomId:
        """`voucher:<id>`: the issuer and the holder of a voucher."""

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

@final
class RoomLink(_Value):
    """A link to a room: `<page>#wabe=<cell>&roomId=<room id>&uid=<user id>`. It shows the way and proves nothing: the
    user id identifies and does not authenticate.

    Refused: a cell (`room.bad_cell`), a room id (its own codes), a user id (`id.bad_id`). It is not pickled.
    """

    def __new__(
        cls, *, wabe: str | None = None, room_id: RoomId | str | None = None, uid: Uid | str | None = None
    ) -> RoomLink: ...
    @staticmethod
    def parse(fragment: str) -> RoomLink:
        """Reads a fragment, with or without its `#`; of several bad fields the first in the text speaks.

        Refused: `room.too_long` (2048 characters), and for each part in turn `missing_equals`, `illegal_char` (a raw
        plus, or a percent sign that is left after decoding once), `bad_percent`, `bad_utf8`, `duplicate_key`, then what
        the field refuses, at its path: `bad_cell`, the codes of `RoomId.parse`, `bad_uid`.
        """

    def write(self, page: str) -> str:
        """The link on a page: what is there, in the order `wabe`, `roomId`, `uid`. Nothing needs an escape.

        A page is at most 2048 visible ASCII characters without `#` (`room.bad_page`).
        """

    @property
    def wabe(self) -> str | None:
        """The cell, as it was named."""

    @property
    def room_id(self) -> RoomId | None:
        """The room."""

    @property
    def uid(self) -> Uid | None:
        """Who comes, as they say."""

    @property
    def other(self) -> tuple[str, ...]:
        """The names of what else stood there, decoded, in their order: the sender's text. Its values are dropped, and
        nothing of it is written.
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Honeycomb(_Value):
    """A grid of cells, counted row by row. What is left out has the library's default: six rows of six.

    A cell is text, named by row and column (`B-2`) or by number (`cell-8`); everything else is `room.bad_cell`.
    Refused: other than 1 to 26 rows and 1 to 999 columns (`room.bad_grid`).
    """

    def __new__(cls, rows: int | None = None, columns: int | None = None) -> Honeycomb: ...
    @property
    def rows(self) -> int:
        """How many rows it has."""

    @property
    def columns(self) -> int:
        """How many columns it has."""

    def to_label(self, cell: str) -> str:
        """The cell by its label (`room.cell_outside_grid`)."""

    def to_number(self, cell: str) -> str:
        """The cell by its number (`room.cell_outside_grid`)."""

    def lowest_free(self, taken: _Texts) -> str:
        """The free cell with the lowest number, for rooms that get the next place that there is. All taken:
        `room.no_free_cell`; a taken cell outside the grid: `room.cell_outside_grid`.
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs__(self) -> tuple[int, int]: ...

@final
class CellMap:
    """A fixed map of cells and rooms, each once: pairs of a cell and a room.

    Refused: a cell outside the grid (`room.cell_outside_grid`), a cell twice, in whichever of its names
    (`room.duplicate_cell`), a room twice (`room.duplicate_room`).
    """

    def __new__(cls, honeycomb: Honeycomb, entries: Iterable[tuple[str, RoomId | str]]) -> CellMap: ...
    def room_of(self, cell: str) -> RoomId | None:
        """The room of a cell, or `None` (`room.cell_outside_grid`)."""

    def cell_of(self, room_id: RoomId | str) -> str | None:
        """The cell of a room by its number, or `None`."""

@final
class Admission:
    """Who may enter the room of one entity, as its document says at this moment: the parties of the entity, and nobody
    else. Ask again when the document has changed.
    """

    @staticmethod
    def of_property(property: Property, invited: _Parties | None = None) -> Admission:
        """To the room of a property: its owner, and the brokers and appraisers that were invited."""

    @staticmethod
    def of_application(application: Application) -> Admission:
        """To the room of an application: its borrower, and the lenders that it was shared with."""

    @staticmethod
    def of_offer(offer: Offer) -> Admission:
        """To the room of an offer: its borrower and its lender."""

    @staticmethod
    def of_contract(contract: Contract) -> Admission:
        """To the room of a contract: borrower, lender, and the assigned notary."""

    @staticmethod
    def of_tranche(tranche: Tranche, investors: _Parties | None = None) -> Admission:
        """To the room of a tranche: its issuer, the investor that took it, and the investors that were admitted."""

    @staticmethod
    def of_voucher(id: str, issuer: Uid | str, holder: Uid | str | None = None) -> Admission:
        """To the room of a voucher: its issuer, and its holder if it has one."""

    @staticmethod
    def read(
        kind: Literal["property", "application", "offer", "contract", "tranche", "voucher"],
        document: Mapping[str, Any],
        invited: _Parties | None = None,
    ) -> Admission:
        """The same by the name of the kind, on values as `json.loads` gives them: the stored document of a `property`,
        an `application`, an `offer`, a `contract` or a `tranche`; of a `voucher`
        `{"voucherId": …, "issuerUid": …, "holderUid": …}`.

        `invited` are ids, for a property or a tranche only (`input.unknown_field`). Documents are read strictly.
        """

    @property
    def room(self) -> RoomId:
        """The room of the entity."""

    def check(self, actor: _By) -> None:
        """Refuses everybody but the entity's parties, as `room.not_admitted`."""

@final
class Envelope:
    """What a client sends: `{ type, roomId, payload }`, with a payload for `message` and `signal` only. There is no
    field for a sender: the sender is whom the host authenticated.
    """

    @classmethod
    def from_json(cls, text: str | bytes) -> Envelope:
        """Reads JSON text, strictly: a `str`, or `bytes` in UTF-8."""

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Envelope:
        """Reads what `json.loads` gives, strictly. A float is read by its shortest text."""

    @property
    def envelope_type(self) -> EnvelopeType:
        """What it asks for."""

    @property
    def room_id(self) -> RoomId:
        """In which room."""

    @property
    def payload(self) -> dict[str, Any] | None:
        """What it carries: an object, in a `message` or a `signal`."""

    def admit(self, admission: Admission, actor: _By, now: _Now) -> RoomMessage:
        """The message that goes out: from the actor, now. Refused: a room that is not the entity's (`room.wrong_room`),
        an actor that is not one of its parties (`room.not_admitted`), a message that its reader would not take
        (`input.too_large`).
        """
