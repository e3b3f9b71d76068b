"""Refusals are exceptions with a stable code."""

from __future__ import annotations

import copy
import pickle
from typing import get_args

import pytest

import mot_core
from mot_core import ERROR_CODES, Money, MoneyError, MotError, RoomId, errors


def test_every_code_has_a_family_and_a_type() -> None:
    assert set(get_args(errors.ErrorCode)) == set(ERROR_CODES)
    assert {code.partition(".")[0] for code in ERROR_CODES} == set(errors._FAMILIES)
    for family in errors._FAMILIES.values():
        assert issubclass(family, MotError)
        assert family.__module__ == "mot_core.errors"
    assert issubclass(MotError, Exception)


def refusal() -> MotError:
    with pytest.raises(MotError) as caught:
        Money.from_dict({"amount": 1, "currency": "eur"})
    return caught.value


def test_what_a_refusal_says() -> None:
    error = refusal()
    assert type(error) is MoneyError
    assert (error.code, error.path, error.details) == ("money.unknown_currency", "currency", {})
    assert error.public_code is None
    assert str(error) == f"money.unknown_currency: currency: {error.message}"
    with pytest.raises(MotError) as caught:
        RoomId.parse("")
    assert str(caught.value) == f"room.empty: {caught.value.message}"
    error.details["x"] = "y"
    assert error.details == {}
    with pytest.raises(AttributeError):
        error.code = "money.overflow"  # type: ignore[misc]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_refusals_pickle(protocol: int) -> None:
    error = refusal()
    for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is MoneyError
        assert (again.code, again.path, again.message) == (error.code, error.path, error.message)
        assert (again.details, str(again)) == (error.details, str(error))


def test_a_family_catches_its_own() -> None:
    with pytest.raises(errors.RoomError):
        RoomId.parse("")
    with pytest.raises(MoneyError):
        Money.parse("1,00", "EUR")


def test_rooms_are_values() -> None:
    room = RoomId.parse("voucher:v-1")
    assert room == RoomId.parse("voucher:v-1") != RoomId.for_offer("v-1")
    assert pickle.loads(pickle.dumps(room)) == copy.deepcopy(room) == room
    assert sorted([RoomId.parse("voucher:b"), RoomId.parse("voucher:a")])[0].id == "a"
    assert len({room, RoomId.parse("voucher:v-1")}) == 1
    with pytest.raises(MotError) as caught:
        RoomId.for_contract("bad id")
    assert caught.value.code == "id.bad_id"
    with pytest.raises(MotError) as caught:
        RoomId.parse(1)  # type: ignore[arg-type]
    assert caught.value.code == "input.wrong_type"


def test_what_the_library_says_of_itself() -> None:
    assert mot_core.version() == mot_core.__version__ == "0.1.0"
    assert mot_core.BUILD_PROFILE in ("release", "debug")
    with pytest.raises(MotError) as caught:
        mot_core.canonical_json('{"n": 9007199254740993}')
    assert (caught.value.code, caught.value.path) == ("input.bad_value", "n")
