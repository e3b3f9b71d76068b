from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar, Union, final

from typing_extensions import Self, TypeAlias

from ._words import (
    ApplicationStatus,
    AssessmentResult,
    Binding,
    ContractStatus,
    ContractType,
    CostClass,
    DayCount,
    ErrorCode,
    EvidenceKind,
    InstalmentRounding,
    KeyStatus,
    OfferStatus,
    OfferType,
    RateType,
    Replay,
    Role,
    RoomForm,
    Rounding,
    SignerRole,
    SpecialPaymentEffect,
    Visibility,
)

_D = TypeVar("_D", Property, Application, Offer, Contract)
_By: TypeAlias = Actor | Uid | str
_Document: TypeAlias = Union[Property, Application, Offer, Contract]

BUILD_PROFILE: Final[Literal["release", "debug"]]
ERROR_CODES: Final[tuple[ErrorCode, ...]]
MACHINES: Final[tuple[str, str, str]]

def version() -> str:
    """The version of the library: `0.1.0`."""

def database_version() -> str:
    """The release of the bundled IANA time zone database, such as `2025b`."""

def canonical_json(text: str) -> str:
    """JSON text in the canonical form of RFC 8785, by which decisions of two languages are compared."""

def decide(
    command: str,
    document: Mapping[str, Any] | None,
    arguments: Mapping[str, Any],
    context: Mapping[str, Any],
) -> Decision:
    """Decides a command by its name, on values as `json.loads` gives them."""

def describe(machine: str) -> dict[str, Any]:
    """A machine's table, as `json.loads` gives it (`lifecycle.unknown_machine`)."""

def diagram(machine: str) -> str:
    """A machine's table as a Mermaid state diagram (`lifecycle.unknown_machine`)."""

def fold(document: _D, events: Sequence[Event]) -> _D:
    """The document that the later events make of an earlier one."""

def quote(schedule: FeeSchedule, trigger: FeeTrigger) -> FeeEvent | None:
    """The fee that a trigger makes due under a schedule, if one."""

def instalment(loan: Money, nominal_rate: Decimal | int, initial_rate: Decimal | int, rounding: Rounding) -> Money:
    """The monthly instalment of an annuity loan: `loan × (nominal + initial) / 12`, rounded once."""

def _restored(class_: type[Any], name: str, text: str) -> Any: ...

class _Value:
    """What every immutable value does."""

    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: Any) -> Self: ...

class _Record(_Value):
    """What every value does that JSON can carry."""

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Reads JSON text, strictly: a `str`, or `bytes` in UTF-8."""

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Reads what `json.loads` gives, strictly. A float is read by its shortest text."""

    def to_json(self) -> str:
        """The value as compact JSON text."""

    def to_dict(self) -> dict[str, Any]:
        """The value as `json.loads` would give it."""

    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[Self], str, str]]: ...

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

@final
class RoomId(_Value):
    """The id of a room: `mortgage:offer:O-2025-0001`, `voucher:v-1`, `wabe:A-1`. Nothing is repaired."""

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
        """How the id is built."""

    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: RoomId, /) -> bool: ...
    def __le__(self, other: RoomId, /) -> bool: ...
    def __gt__(self, other: RoomId, /) -> bool: ...
    def __ge__(self, other: RoomId, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[RoomId], str, str]]: ...

@final
class Uid(_Value):
    """A user id: random on a device, stable, meaning nothing else."""

    @staticmethod
    def parse(text: str) -> Uid:
        """Reads a user id by the common grammar (`id.bad_id`)."""

    @staticmethod
    def from_entropy(entropy: bytes) -> Uid:
        """The user id of 16 random bytes. Bytes that are all equal are `identity.weak_entropy`."""

    @staticmethod
    def generate() -> Uid:
        """A new user id from the operating system's randomness."""

    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Uid, /) -> bool: ...
    def __le__(self, other: Uid, /) -> bool: ...
    def __gt__(self, other: Uid, /) -> bool: ...
    def __ge__(self, other: Uid, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[Uid], str, str]]: ...

@final
class KeyRing:
    """The keys of a portal: exactly one active, at most eight. Secrets go in and never come out."""

    def __new__(cls, id: str, secret: bytes) -> KeyRing: ...
    def add(
        self,
        id: str,
        secret: bytes,
        status: KeyStatus,
        *,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> None:
        """Adds a key that signs and verifies, only verifies, or is refused."""

@final
class LinkPolicy:
    """What a portal accepts beyond a right signature. What is left out has the library's default."""

    def __new__(
        cls,
        *,
        maximum_age_ms: int | None = None,
        maximum_skew_ms: int | None = None,
        audience: str | None = None,
        require_version_2: bool | None = None,
        revoked: Iterable[Uid | str] | None = None,
        issued_after: datetime | None = None,
    ) -> LinkPolicy: ...
    @property
    def maximum_age_ms(self) -> int:
        """How old a link may be in milliseconds, the limit included."""

    @property
    def maximum_skew_ms(self) -> int:
        """How far ahead of the clock a link may be in milliseconds, the limit included."""

    @property
    def audience(self) -> str | None:
        """Whom version 2 links must be meant for."""

    @property
    def require_version_2(self) -> bool:
        """Whether version 1 links are refused."""

    @property
    def revoked(self) -> tuple[Uid, ...]:
        """User ids whose links are refused."""

    @property
    def issued_after(self) -> datetime | None:
        """Links issued at this instant or before are refused."""

    def __eq__(self, other: object, /) -> bool: ...

@final
class LinkVerifier:
    """Judges links by a key ring and a policy. Made once, used for every link, from any thread."""

    def __new__(cls, ring: KeyRing, policy: LinkPolicy | None = None) -> LinkVerifier: ...
    def verify(self, fragment: str, now: datetime) -> Candidate:
        """Judges the fragment of a link, with or without its `#`, by everything but binding and replay."""

@final
class Candidate:
    """A link that has passed every check but binding and replay."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduces."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the link was issued; negative within the allowed skew."""

    @property
    def replay_key(self) -> str:
        """What identifies the link among all links."""

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key must be kept."""

    def bind(self, stored_uid: Uid | str | None) -> Binding:
        """Compares with the user id that is stored; another one is `identity.uid_conflict`."""

    def accept(self, replay: Replay) -> VerifiedLink:
        """Accepts the link on the answer of the host's store; one seen before is `identity.replayed`."""

    def accept_without_replay_check(self) -> VerifiedLink:
        """Accepts the link although it may be used again within its age."""

@final
class VerifiedLink:
    """A link that was accepted."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduced."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the link was issued; negative within the allowed skew."""

    @property
    def replay_key(self) -> str:
        """What identified the link in the replay store."""

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key is kept."""

    def __eq__(self, other: object, /) -> bool: ...

@final
class LinkSigner:
    """Signs links with the active key of a ring."""

    def __new__(cls, ring: KeyRing) -> LinkSigner: ...
    def sign(self, mot: str, uid: Uid | str, now: datetime) -> str:
        """A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`."""

    def sign_for(
        self, audience: str, mot: str, uid: Uid | str, now: datetime, *, entropy: bytes | None = None
    ) -> str:
        """A version 2 link for one audience, made unique by 16 bytes of entropy."""

@final
class Actor(_Value):
    """Who acts: a party with its id, or `SYSTEM`, `PLATFORM`, `SERVICE`."""

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
class Allowed:
    """A command and whether the actor could give it now."""

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

@final
class Decision:
    """The outcome of a command, over one document or several. The host commits all of it or none."""

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

@final
class Change:
    """One document to write."""

    @property
    def kind(self) -> Literal["property", "application", "offer", "contract"]:
        """The kind of the document."""

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
class Subject:
    """What an event or a fee is about."""

    @property
    def kind(self) -> str:
        """The kind of the document."""

    @property
    def id(self) -> str:
        """Its id."""

    def __eq__(self, other: object, /) -> bool: ...

@final
class Unique:
    """This key is written once, ever."""

    __match_args__: Final = ("key",)
    @property
    def key(self) -> str:
        """The key."""

    def __eq__(self, other: object, /) -> bool: ...

@final
class Unchanged:
    """A document that was read still has this version at commit."""

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

@final
class Exclusion:
    """Nobody else takes the resource from `start` up to, not including, `end`."""

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

@final
class FeeTrigger(_Record):
    """Something that a fee schedule may react to: a charge, or the reversal of one."""

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
class Payer:
    """Who pays a fee, and as what."""

    @property
    def role(self) -> Role:
        """The role."""

    @property
    def id(self) -> str:
        """The party."""

    def __eq__(self, other: object, /) -> bool: ...

@final
class FeeModel(_Record):
    """How a fee is reckoned: a percentage, graduated or by volume, or a price for each started package of units."""

    def compute(
        self, base: Money, *, rounding: Rounding, minimum: Money | None = None, maximum: Money | None = None
    ) -> Money:
        """What is due on `base`."""

    def compute_units(self, units: int, *, minimum: Money | None = None, maximum: Money | None = None) -> Money:
        """What is due for `units`."""

@final
class FeeSchedule(_Record):
    """A fee: what triggers it, who pays whom, and its versions."""

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
class FeeEvent:
    """A fee that is due, with the version that made it."""

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

@final
class FeeStep:
    """One step of a reckoning: what was done, and the amount after it."""

    @property
    def step(self) -> Literal["share", "fixed", "minimum", "maximum"]:
        """What was done."""

    @property
    def amount(self) -> Money:
        """The amount after the step."""

    def __eq__(self, other: object, /) -> bool: ...

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
        """Refuses a borrower as payer, then a rate outside the band of the fee."""

    def __iter__(self) -> Iterator[FeeBand]: ...

@final
class Policies(_List):
    """The policies that a host decides by, parsed once. Calls that are given none use the shipped presets."""

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
