"""Values that run code while they are read, or lie about themselves: refused or read as they are, never a panic."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from example import APPLICATION, PROPERTY, utc

from mot_core import (
    Application,
    Candidate,
    Event,
    FeeBands,
    KeyRing,
    LifecycleError,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    Money,
    MotError,
    Offer,
    Policies,
    Property,
    Uid,
    lifecycle,
)
from mot_core.mortgage import Conditions
from mot_core.time import Validity

NOW = utc(2025, 2, 3, 8)
CONTEXT = {"now": "2025-02-03T08:00:00Z", "actor": "system"}


def refused(call: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code, refusal.value.path


class Growing(list[Any]):
    """A list that changes the dict that holds it whenever it is looked through."""

    def __init__(self, holder: dict[str, Any]) -> None:
        super().__init__()
        self.holder = holder

    def __iter__(self) -> Iterator[Any]:
        self.holder[f"key{len(self.holder)}"] = 1
        return iter([])


def growing() -> dict[str, Any]:
    meta: dict[str, Any] = {}
    meta["a"] = Growing(meta)
    meta["b"] = 2
    return meta


def test_a_dict_is_read_as_it_was_when_it_was_reached() -> None:
    assert Property.from_dict({**PROPERTY, "meta": growing()}).meta == {"a": [], "b": 2}
    arguments: dict[str, Any] = {"application": {}, "lenders": 1}
    arguments["application"]["meta"] = Growing(arguments)
    assert refused(lambda: lifecycle.decide("application.share", None, arguments, CONTEXT))[0] != "input.bad_json"
    assert len(arguments) == 3


def test_a_mapping_is_read_as_it_goes() -> None:
    class Endless(collections.UserDict[str, Any]):
        def items(self) -> Any:
            return ((str(number), number) for number in itertools.count())

    class Changing(collections.UserDict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            self.data[name + "x"] = 1
            return 1

    assert refused(lambda: Property.from_dict({**PROPERTY, "meta": Endless()})) == ("input.too_large", None)
    with pytest.raises(RuntimeError, match="changed size"):
        Property.from_dict({**PROPERTY, "meta": Changing(a=1)})


def test_a_sequence_is_not_believed_how_long_it_is(offer: Offer, application: Application) -> None:
    class Boasting(list[Any]):
        def __len__(self) -> int:
            return 2**62

    assert lifecycle.fold(offer, Boasting()) == offer
    assert len(FeeBands(Boasting())) == 0
    assert len(Policies(Boasting(Policies.shipped()))) == 2
    with pytest.raises(MotError):
        offer.accept(contract_id="c-1", application=application, siblings=Boasting(), by="user-abc", at=NOW)
    mistaken: list[Any] = [None, 5, iter([]), [1]]
    for wrong in mistaken:
        with pytest.raises(TypeError):
            lifecycle.fold(offer, wrong)


def test_text_that_is_no_unicode_has_its_path() -> None:
    bad = "\ud800"
    assert refused(lambda: lifecycle.decide(bad, None, {}, {})) == ("input.bad_value", "command")
    assert refused(lambda: lifecycle.describe(bad)) == ("input.bad_value", "machine")
    assert refused(lambda: lifecycle.diagram(bad)) == ("input.bad_value", "machine")
    for call in (lambda: lifecycle.decide(1, None, {}, {}), lambda: lifecycle.describe(None)):  # type: ignore[arg-type]
        assert refused(call)[0] == "input.wrong_type"
    document = {**APPLICATION, "meta": {bad: 1}}
    share = "application.share"
    assert refused(lambda: lifecycle.decide(share, document, {}, CONTEXT)) == ("input.bad_value", "document.meta.?")
    assert refused(lambda: lifecycle.decide(share, APPLICATION, {bad: 1}, CONTEXT)) == ("input.bad_value", "?")


def test_arguments_are_read_before_the_context() -> None:
    call = lambda: lifecycle.decide("application.share", APPLICATION, {"lenders": {1}}, {"now": {1}})  # noqa: E731
    assert refused(call) == ("input.bad_value", "lenders")


def test_a_limit_is_one_of_the_whole_document() -> None:
    deep: Any = []
    for _ in range(40):
        deep = [deep]
    for meta, code in (({"a": deep}, "input.too_deep"), ({"a": ["x" * 300_000]}, "input.too_large")):
        document = {**APPLICATION, "meta": meta}
        assert refused(lambda: Application.from_dict(document)) == (code, None)
        call = lambda: lifecycle.decide("application.share", document, {}, CONTEXT)  # noqa: E731
        assert refused(call) == (code, "document")


class Lying(datetime):
    """An instant whose methods say another one than its fields."""

    def __sub__(self, other: Any) -> Any:
        return timedelta(days=1)

    def utcoffset(self) -> timedelta | None:
        return timedelta(0)

    def astimezone(self, tz: Any = None) -> Any:
        return utc(1999, 1, 1)

    def isoformat(self, *_: Any, **__: Any) -> str:
        return "1999-01-01T00:00:00+00:00"

    @property
    def tzinfo(self) -> Any:
        return timezone(timedelta(hours=5))


def test_an_instant_is_what_its_fields_say(application: Application) -> None:
    naive, aware = Lying(2025, 2, 3, 8), Lying(2025, 2, 3, 8, tzinfo=timezone.utc)
    assert refused(lambda: application.share(["bank-2"], by="user-abc", at=naive)) == ("input.wrong_type", "at")
    assert application.share(["bank-2"], by="user-abc", at=aware).events[0].at == NOW
    assert refused(lambda: Validity(valid_from=naive, valid_until=NOW)) == ("input.wrong_type", "validFrom")
    assert Validity(valid_from=aware, valid_until=utc(2026, 1, 1)).valid_from == NOW
    folded = Lying(2025, 2, 3, 8, 30, 1, 5000, tzinfo=timezone(timedelta(hours=1)), fold=1)
    assert Validity(valid_from=folded, valid_until=utc(2026, 1, 1)).valid_from == utc(2025, 2, 3, 7, 30, 1, 5000)


def test_a_date_is_what_its_fields_say() -> None:
    class Odd(date):
        def isoformat(self) -> str:
            return "1999-01-01"

        @property
        def year(self) -> int:
            return 1999

    assert Conditions(payout=Odd(2025, 3, 1)).payout == date(2025, 3, 1)
    assert Conditions(payout=Odd(33, 3, 1)).payout == date(33, 3, 1)


def test_a_number_is_what_its_digits_say() -> None:
    class Odd(Decimal):
        def __index__(self) -> int:
            return 7

        def __str__(self) -> str:
            return "8"

    assert Money(100, "EUR").share(Odd("0.5"), "half_up") == Money(50, "EUR")


def test_weights_end() -> None:
    assert refused(lambda: Money(1, "EUR").allocate(itertools.repeat(1))) == ("input.too_large", None)
    assert refused(lambda: Money(1, "EUR").allocate([1] * 100_001)) == ("input.too_large", None)
    assert len(Money(1, "EUR").allocate([1] * 100_000)) == 100_000
    assert refused(lambda: Money(1, "EUR").allocate(None)) == ("input.wrong_type", "weights")  # type: ignore[arg-type]
    assert refused(lambda: LinkPolicy(revoked=5)) == ("input.wrong_type", "revoked")  # type: ignore[arg-type]


def test_the_stored_user_id_has_its_name() -> None:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    link = LinkSigner(ring).sign("manifest-7", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), NOW)
    candidate: Candidate = LinkVerifier(ring).verify(link, NOW)
    assert refused(lambda: candidate.bind("bad--id")) == ("id.bad_id", "storedUid")
    assert refused(lambda: candidate.bind(5)) == ("input.wrong_type", "storedUid")  # type: ignore[arg-type]


def test_an_event_holds_only_what_a_double_holds(application: Application) -> None:
    event = application.share(["bank-2"], by="user-abc", at=NOW).events[0].to_dict()
    for number in (10**5000, 2**53 + 1):
        for data in ({"set": {"meta": {"a": number}}}, {"set": {}, "note": number}):
            with pytest.raises(MotError) as refusal:
                Event.from_dict({**event, "data": data})
            assert refusal.value.code == "input.bad_value"
    assert Event.from_dict({**event, "data": {"set": {"meta": {"a": 2**53}}}}).set == {"meta": {"a": 2**53}}


def test_fold_refuses_a_gap(application: Application) -> None:
    first = application.share(["bank-2"], by="user-abc", at=NOW)
    once = first.changes[0].document
    assert isinstance(once, Application)
    second = once.share(["bank-3"], by="user-abc", at=NOW)
    assert lifecycle.fold(application, [*first.events, *second.events]) == second.changes[0].document
    with pytest.raises(LifecycleError) as refusal:
        lifecycle.fold(application, second.events)
    assert refusal.value.code == "lifecycle.version_conflict"
