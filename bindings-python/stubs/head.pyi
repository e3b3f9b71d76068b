from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar, Union, final, overload

import pyarrow  # type: ignore[import-untyped, unused-ignore]
from matplotlib.axes import Axes
from typing_extensions import Self, TypeAlias

from ._words import (
    AnnuityUnknown,
    ApplicationStatus,
    AssessmentResult,
    Binding,
    BookingStatus,
    CardStatus,
    CompareBy,
    ContractStatus,
    ContractType,
    CostClass,
    DayCount,
    EnvelopeType,
    ErrorCode,
    EvidenceKind,
    IdentityStatus,
    InstalmentRounding,
    IntervalUnit,
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
    StatedAprcVerdict,
    TrancheStatus,
    TrancheType,
    ValidityState,
    Visibility,
    VoucherStatus,
)

_D = TypeVar("_D", Identity, Property, Application, Offer, Contract, Tranche, Voucher, Booking, Card)
_By: TypeAlias = Actor | Uid | str
_Parties: TypeAlias = list[str] | list[Uid] | list[Uid | str] | tuple[Uid | str, ...]
_Now: TypeAlias = datetime | int
_Texts: TypeAlias = list[str] | tuple[str, ...]
_Document: TypeAlias = Union[Identity, Property, Application, Offer, Contract, Tranche, Voucher, Booking, Card]

BUILD_PROFILE: Final[Literal["release", "debug"]]
ERROR_CODES: Final[tuple[ErrorCode, ...]]
MACHINES: Final[tuple[str, str, str, str, str, str, str, str]]

def version() -> str:
    """The version of the library: `0.1.0`."""

def database_version() -> str:
    """The release of the bundled IANA time zone database, such as `2025b`."""

def canonical_json(text: str) -> str:
    """JSON text in the canonical form of RFC 8785, by which decisions of two languages are compared.

    A number that a double does not hold is `input.bad_value`.
    """

def decide(
    command: str,
    document: Mapping[str, Any] | None,
    arguments: Mapping[str, Any],
    context: Mapping[str, Any],
) -> Decision:
    """Decides a command by its name, on values as `json.loads` gives them: on which stored document (`None` to create
    one), with which arguments and other documents, in which context (`now`, `actor`, if wanted `expectedVersion`).

    The methods of the documents do the same with Python's own types. Refused besides what they refuse:
    `lifecycle.unknown_command`, `lifecycle.not_found`, and what cannot be read, with its path.
    """

def describe(machine: str) -> dict[str, Any]:
    """A machine's table, as `json.loads` gives it (`lifecycle.unknown_machine`)."""

def diagram(machine: str) -> str:
    """A machine's table as a Mermaid state diagram (`lifecycle.unknown_machine`)."""

def fold(document: _D, events: Sequence[Event]) -> _D:
    """The document that the later events make of an earlier one.

    The law that every decision keeps: the first document folded with all its later events gives the current one.
    Events of other documents, and those that the document already is the outcome of, are passed over. Refused: an event
    that does not follow the one before it (`lifecycle.version_conflict`), events that make another document of it
    (`lifecycle.wrong_document`), and what cannot be read.
    """

def quote(schedule: FeeSchedule, trigger: FeeTrigger) -> FeeEvent | None:
    """The fee that a trigger makes due under a schedule; `None` for another fee's trigger, for a reversal and for a fee
    of zero.

    Refused: no version in force (`fee.none_in_force`), a trigger that names a payer of another role
    (`fee.payer_mismatch`), and what `FeeModel.compute` refuses.
    """

def instalment(loan: Money, nominal_rate: Decimal | int, initial_rate: Decimal | int, rounding: Rounding) -> Money:
    """The monthly instalment of an annuity loan: `loan × (nominal + initial) / 12`, multiplied exactly and rounded
    once.

    Rates are `Decimal` or `int` fractions: `Decimal("0.032")` is 3.2 %. Refused: a loan that is not positive
    (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), an instalment that does not exceed one
    month's interest (`mortgage.never_amortises`), one beyond the range of money (`money.overflow`).
    """

def loan_to_value(loan: Money, value: Money) -> Decimal:
    """The loan's share of the property's value (LTV, *Beleihungsauslauf*), with nine digits, a half up: an
    application's is that of the desired loan in the purchase price. It may exceed the whole.

    Refused: a loan that is not positive (`mortgage.bad_loan_amount`), a value that is not
    (`mortgage.bad_property_value`), two currencies (`money.currency_mismatch`), a share beyond the range of rates
    (`money.rate_out_of_range`).
    """

def interval(first_drawdown: date, payment: date, unit: IntervalUnit) -> str:
    """The years from the first drawdown to a payment, exactly, as text that `fractions.Fraction` reads: by Annex I of
    Directive 2014/17/EU (remark c) and the annex of the PAngV.

    Whole units (`years`, `months`, `weeks`, or `days` for none) are counted backwards from the payment, all at once;
    the days that remain are divided by 365, or by 366 where the year that ends with the last of them has so many. A
    payment before the first drawdown has the negative of the time from it to the drawdown. Refused: dates so near the
    ends of the calendar that the count leaves it (`time.out_of_range`).
    """

def effective_rate(
    drawdowns: Iterable[Flow | tuple[str, Money]], payments: Iterable[Flow | tuple[str, Money]], decimals: int
) -> Decimal:
    """The effective rate (APRC, *effektiver Jahreszins*) of what is drawn and what is paid, in per cent with so many
    decimals, correctly rounded, a half up. It is given as a fraction: `Decimal("0.0643")` is 6.43 %.

    A flow is a `Flow` or a pair of a time, in years since the first drawdown as `interval` gives them, and an amount.
    Germany shows two decimals (PAngV), the directive asks for at least one. Rates from −99 % to 1000 % are sought.

    Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows
    (`mortgage.too_many_flows`), a negative amount (`mortgage.negative_flow`), a time beyond 120 years
    (`mortgage.bad_year_fraction`), two currencies (`money.currency_mismatch`), no rate that solves the equation
    (`mortgage.aprc_no_solution`), several (`mortgage.aprc_not_unique`). A double root is one. Where rates may lie too
    close together to tell, more than eight in one place (`mortgage.too_many_sign_changes`) or of more than 2000 flows
    (`mortgage.too_many_flows`) are refused.
    """

def united_states_apr(
    advances: Iterable[Flow | tuple[str, Money]],
    payments: Iterable[Flow | tuple[str, Money]],
    unit_periods_per_year: int,
    decimals: int,
) -> Decimal:
    """The annual percentage rate of the United States by the actuarial method (12 CFR 1026 Appendix J (b)): the rate of
    a unit-period times the unit-periods of a year, in per cent with so many decimals, correctly rounded, a half away
    from zero.

    It is a nominal rate, unlike `effective_rate`, and the part of a unit-period bears simple interest. Flows are given
    as there, times in years: with twelve unit-periods, a month and 19 of 30 days are `49/360`. Every advance comes
    before every payment. Rates from 0 to 1000 % are sought.

    Refused: more than seven decimals (`mortgage.too_many_decimals`), more than 100 000 flows
    (`mortgage.too_many_flows`), unit-periods beyond 1 to 366 (`mortgage.bad_unit_period`), a negative amount
    (`mortgage.negative_flow`), a time before zero or beyond 120 years (`mortgage.bad_year_fraction`), two currencies
    (`money.currency_mismatch`), an advance after a payment or none of either (`mortgage.advance_after_payment`), no
    rate that solves the equation (`mortgage.aprc_no_solution`).
    """

def compare(financings: Sequence[Financing], by: CompareBy, horizon_months: int | None = None) -> Comparison:
    """Compares financings of the same loan over a common horizon: so many months, or until the first of them is agreed
    anew or repaid.

    Effective rates are compared with seven decimals. Equal figures keep the order in which they were given.

    Refused, with the path of the financing: none at all (`mortgage.nothing_to_compare`), different loans
    (`mortgage.different_loans`), two currencies (`money.currency_mismatch`), a horizon of no month or of more than 1200
    (`mortgage.bad_term`), whatever `Financing.aprc` refuses.
    """

def solve_for(unknown: AnnuityUnknown, known: Annuity) -> Annuity:
    """The same annuity with its unknown filled in from the other three of loan, nominal rate, instalment and months.

    The loan and the instalment are rounded half up to the minor unit, the rate to its nine digits. The months are the
    fewest after which no more than the balance is left. Rates are sought from 0 to 1000 %.

    Refused: the unknown given, or another one left out (`mortgage.one_unknown`), a loan or an instalment that is not
    positive or a negative balance (`mortgage.bad_loan_amount`), a negative rate (`mortgage.rate_out_of_range`), no
    month or more than 1200 (`mortgage.bad_term`), an instalment that does not exceed one month's interest
    (`mortgage.never_amortises`, asked for the months), no value that fits (`mortgage.unsolvable`), two currencies
    (`money.currency_mismatch`), an amount beyond the range of money (`money.overflow`).
    """

def minor_unit_digits(currency: str) -> int:
    """How many decimal digits the minor unit of a currency has. Another currency than the current ISO 4217 list has is
    `money.unknown_currency`.
    """

def create_id(prefix: str, *, now: datetime, entropy: bytes | None = None) -> str:
    """A new id: `<prefix>-<milliseconds in base36>-<entropy in base36>`, from the operating system's randomness unless
    8 bytes are given. A prefix that does not fit is `id.bad_id`.
    """

def parse_id(text: str) -> str:
    """The id, if it keeps the common grammar: 1 to 64 ASCII letters and digits with single `-`, `_` or `.` between them
    (`id.bad_id`). Nothing is repaired.
    """

def proof_message(uid: Uid | str, call: Call, proof: Proof) -> bytes:
    """The bytes that a device signs for its user id: each text behind its length in two bytes, the hash, the time as a
    number.

    Refused, in this order: `identity.invalid_uid`, `invalid_audience`, `invalid_method`, `invalid_path`,
    `invalid_body_hash`, `invalid_timestamp`, `invalid_nonce`, `invalid_server_nonce`.
    """

def verify_proof(
    device: Device,
    call: Call,
    proof: Proof,
    signature: DeviceSignature,
    now: _Now,
    policy: ProofPolicy | None = None,
) -> ProofCandidate:
    """Judges a device's proof by everything but replay, in the order of a link's checks: grammar (see `proof_message`),
    `identity.signature_mismatch`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`.

    The user id is the device's, which the portal registered or which follows from the key: what a call claims in a
    header has no say. `call` is what the portal itself sees of the call; what the caller sends is `proof` and
    `signature`, and nothing else. `now` is an aware `datetime` or an `int` of milliseconds since 1970.
    """

def _restored(class_: type[Any], name: str, *arguments: Any) -> Any: ...

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
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...
