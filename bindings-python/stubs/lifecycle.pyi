@final
class Actor(_Value):
    """Who acts: a party with its id, or `Actor.SYSTEM` (time has passed), `Actor.PLATFORM` (its operator),
    `Actor.SERVICE` (a connected service).

    Nobody claims a role: roles are found by comparing the party with the document. Where a call asks for `by`, the id
    of a party as text will do.
    """

    SYSTEM: Final[Actor]
    PLATFORM: Final[Actor]
    SERVICE: Final[Actor]
    def __new__(cls, party: Uid | str) -> Actor: ...
    @property
    def party(self) -> str | None:
        """The party's id, if a party acts."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Allowed(_Value):
    """A command and whether the actor could give it now. It is not pickled."""

    @property
    def command(self) -> str:
        """The command's name within its machine."""

    @property
    def enabled(self) -> bool:
        """Whether it is enabled."""

    @property
    def code(self) -> ErrorCode | None:
        """The code why not, or `None`."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Decision(_Value):
    """The outcome of a command, over one document or several. The host commits all of it or none.

    It is not pickled: keep its JSON.
    """

    @property
    def changes(self) -> tuple[Change, ...]:
        """The documents to write, each with the version it expects; the leading one first."""

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, in order."""

    @property
    def requires(self) -> tuple[Unique | Unchanged | Exclusion, ...]:
        """What a database must enforce at commit beyond the versions."""

    @property
    def fee_triggers(self) -> tuple[FeeTrigger, ...]:
        """What a fee schedule may react to."""

    def to_json(self) -> str:
        """The decision as compact JSON text."""

    def to_dict(self) -> dict[str, Any]:
        """The decision as `json.loads` would give it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Change(_Value):
    """One document to write. It is not pickled: keep the JSON of its document."""

    @property
    def kind(
        self,
    ) -> Literal[
        "identity", "property", "application", "offer", "contract", "tranche", "voucher", "booking", "card"
    ]:
        """The kind of the document: `identity`, `property`, `application`, `offer`, `contract`, `tranche`, `voucher`,
        `booking` or `card`.
        """

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def expected_version(self) -> int:
        """The version that the store must hold; 0 if it must not exist."""

    @property
    def document(self) -> _Document:
        """The document to write."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Event(_Record):
    """Something that happened to a document."""

    @property
    def id(self) -> str:
        """The event's id: `<kind>/<document's id>/<version>/<n>`."""

    @property
    def name(self) -> str:
        """What happened, such as `offer.accepted`."""

    @property
    def subject(self) -> Subject:
        """What it happened to."""

    @property
    def version(self) -> int:
        """The version that the document has after the decision."""

    @property
    def n(self) -> int:
        """Counts the events of one subject and version from 1."""

    @property
    def actor(self) -> Actor:
        """Who did it; `Actor.SYSTEM` for a consequence."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def set(self) -> dict[str, Any]:
        """The fields that changed, whole, by their names in JSON; `None` empties one."""

    @property
    def data(self) -> dict[str, Any]:
        """Ids and words that tell more, by their names in JSON."""

@final
class Subject(_Value):
    """What an event or a fee is about. It is not pickled."""

    @property
    def kind(self) -> str:
        """The kind of the document."""

    @property
    def id(self) -> str:
        """Its id."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Unique(_Value):
    """This key is written once: ever, or until it may be forgotten. It is not pickled."""

    __match_args__: Final = ("key", "until")
    @property
    def key(self) -> str:
        """The key."""

    @property
    def until(self) -> datetime | None:
        """Until when it must be kept; for ever if `None`."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Unchanged(_Value):
    """A document that was read still has this version at commit. It is not pickled."""

    __match_args__: Final = ("kind", "id", "version")
    @property
    def kind(self) -> str:
        """The kind of the document."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def version(self) -> int:
        """Its version."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Exclusion(_Value):
    """Nobody else takes the resource from `start` up to, not including, `end`. It is not pickled."""

    __match_args__: Final = ("resource", "start", "end", "booking")
    @property
    def resource(self) -> str:
        """What is taken."""

    @property
    def start(self) -> datetime:
        """The first instant, buffers included."""

    @property
    def end(self) -> datetime:
        """The first instant after it, buffers included."""

    @property
    def booking(self) -> str:
        """The booking that takes it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FeeTrigger(_Record):
    """Something that a fee schedule may react to, with a key that makes it happen once: a charge, or the reversal of
    one.
    """

    @property
    def key(self) -> str:
        """`<trigger>/<subject>/<id>`; a reversal's ends in `/reversed`."""

    @property
    def trigger(self) -> str | None:
        """What happened, such as `mortgage.loan_closed`; `None` for a reversal."""

    @property
    def reverses(self) -> str | None:
        """The key of the charge that is taken back; `None` for a charge."""

    @property
    def subject(self) -> Subject:
        """What it happened to."""

    @property
    def base(self) -> Money | None:
        """The amount that a percentage is taken of; `None` for a reversal."""

    @property
    def payer(self) -> Payer | None:
        """Who would pay, and as what; `None` for a reversal."""

    @property
    def at(self) -> datetime:
        """When."""

@final
class Payer(_Value):
    """Who pays a fee, and as what. It is not pickled."""

    @property
    def role(self) -> Role:
        """The role: `lender`, `issuer`, …"""

    @property
    def id(self) -> str:
        """The party."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
