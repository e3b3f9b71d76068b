"""Instants are aware, dates are dates, and nothing is rounded in a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from example import OFFER, utc

from mot_core import Application, KeyRing, LinkPolicy, LinkVerifier, MotError, NewEvidence, Offer, id
from mot_core.mortgage import Conditions
from mot_core.time import Validity, database_version

START = utc(2025, 2, 1)


class Undecided(tzinfo):
    """A zone that does not know its offset: its instants are naive."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return None

    def dst(self, _: datetime | None) -> timedelta | None:
        return None

    def tzname(self, _: datetime | None) -> str | None:
        return None


def test_instants_come_back_in_utc() -> None:
    berlin = datetime(2025, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    validity = Validity(valid_from=START, valid_until=berlin)
    assert validity.valid_until == berlin
    assert validity.valid_until.tzinfo is timezone.utc
    assert validity.to_dict()["validUntil"] == "2025-07-01T10:00:00Z"


@pytest.mark.parametrize(
    "instant",
    [
        utc(1, 1, 1),
        utc(9999, 12, 31, 23, 59, 59, 999000),
        utc(1969, 12, 31, 23, 59, 59, 999000),
        datetime(2025, 10, 26, 2, 30, fold=0, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(1880, 1, 1, tzinfo=ZoneInfo("Europe/Berlin")),
        utc(2025, 2, 1, 12, 0, 0, 500000),
    ],
)
def test_every_instant_comes_back(instant: datetime) -> None:
    given = Validity(valid_from=instant, valid_until=START).valid_from
    assert given == instant.astimezone(timezone.utc)  # the wall times of two zones never compare equal in a fold


@pytest.mark.parametrize(
    ("instant", "code"),
    [
        (datetime(2025, 2, 3), "input.wrong_type"),
        (datetime(2025, 2, 3, tzinfo=Undecided()), "input.wrong_type"),
        (date(2025, 2, 3), "time.bad_timestamp"),
        (utc(2025, 2, 3, 0, 0, 0, 1), "time.too_precise"),
        (utc(2025, 2, 3, 0, 0, 0, 1500), "time.too_precise"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "time.bad_timestamp"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=1))), "time.bad_timestamp"),
        (1738368000, "input.wrong_type"),
        (1738368000.0, "input.wrong_type"),
    ],
)
def test_what_is_no_instant_of_a_document(instant: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        Validity(valid_from=instant, valid_until=START)
    assert (refusal.value.code, refusal.value.path) == (code, "validFrom")


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2025, 2, 3), "input.wrong_type"),
        (datetime(2025, 2, 3, tzinfo=Undecided()), "input.wrong_type"),
        (date(2025, 2, 3), "input.wrong_type"),
        ("2025-02-03T08:00:00Z", "input.wrong_type"),
        (1738368000, "input.wrong_type"),
        (None, "input.wrong_type"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "time.bad_timestamp"),
    ],
)
def test_what_is_no_clock(application: Application, at: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        application.share(["bank-2"], by="user-abc", at=at)
    assert (refusal.value.code, refusal.value.path) == (code, "at")


@pytest.mark.parametrize("naive", [datetime(2025, 2, 3), datetime(2025, 2, 3, tzinfo=Undecided())])
def test_a_naive_instant_is_called_naive_everywhere(application: Application, naive: datetime) -> None:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: Validity(valid_from=naive, valid_until=START), "validFrom"),
        (lambda: NewEvidence(kind="information_sheet", at=naive), "at"),
        (lambda: application.share(["bank-2"], by="user-abc", at=naive), "at"),
        (lambda: LinkPolicy(issued_after=naive), "issuedAfter"),
        (lambda: ring.add("k2", b"another secret, as long as it must be", "accept", not_after=naive), "notAfter"),
        (lambda: LinkVerifier(ring).verify("mot=a", naive), "now"),
        (lambda: id.create("offer", now=naive), "now"),
    ]
    for call, path in calls:
        with pytest.raises(MotError) as refusal:
            call()
        assert (refusal.value.code, refusal.value.path) == ("input.wrong_type", path)
        assert refusal.value.details == {"expected": "an aware datetime", "found": "a naive datetime"}


def test_a_clock_is_floored_to_the_millisecond(application: Application) -> None:
    decision = application.share(["bank-2"], by="user-abc", at=utc(2025, 2, 3, 8, 0, 0, 123999))
    assert decision.events[0].at == utc(2025, 2, 3, 8, 0, 0, 123000)
    assert application.share(["bank-2"], by="user-abc", at=datetime.now(timezone.utc)).events
    early = application.share(["bank-2"], by="user-abc", at=utc(1969, 12, 31, 23, 59, 59, 999999))
    assert early.events[0].at == utc(1969, 12, 31, 23, 59, 59, 999000)


def test_a_document_is_not_floored() -> None:
    with pytest.raises(MotError) as refusal:
        NewEvidence(kind="information_sheet", at=utc(2025, 2, 1, 0, 0, 0, 999))
    assert refusal.value.code == "time.too_precise"


def test_dates() -> None:
    assert Conditions(payout=date(2025, 3, 1)).payout == date(2025, 3, 1)
    assert type(Offer.from_dict(OFFER).policy.as_of) is date
    for wrong, code in ((utc(2025, 3, 1), "time.bad_date"), (datetime(2025, 3, 1), "input.wrong_type")):
        with pytest.raises(MotError) as refusal:
            Conditions(payout=wrong)
        assert (refusal.value.code, refusal.value.path) == (code, "payout")


def test_the_database_has_a_version() -> None:
    assert database_version()[:2] == "20"
