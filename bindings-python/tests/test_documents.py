"""Documents: strict to read, the same when they come back, and immutable."""

from __future__ import annotations

import collections
import copy
import json
import pickle
import re
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from example import APPLICATION, DOCUMENTS, OFFER, PROPERTY, changed, utc

from mot_core import Application, Identity, Money, MotError, NewEvidence, NewOffer, Offer, Policies, Property
from mot_core.mortgage import (
    Address,
    Conditions,
    Evidence,
    Fees,
    InMonth,
    Interest,
    JurisdictionPolicy,
    OtherFee,
    Repayment,
)
from mot_core.time import Validity

KINDS = pytest.mark.parametrize(("kind", "document"), DOCUMENTS)


@KINDS
def test_round_trips(kind: Any, document: dict[str, Any]) -> None:
    value = kind.from_dict(document)
    assert value.to_dict() == json.loads(value.to_json()) == document
    texts = [json.dumps(document), json.dumps(document).encode(), value.to_json()]
    again = [kind.from_json(text) for text in texts] + [kind.from_dict(value.to_dict())]
    again += [copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))]
    for other in again:
        assert other == value
        assert hash(other) == hash(value)
    assert value != kind.from_dict({**document, "version": 9})
    assert value != document


@KINDS
def test_immutable(kind: Any, document: dict[str, Any]) -> None:
    value = kind.from_dict(document)
    for name in ("version", "loan", "surprise"):
        with pytest.raises(AttributeError):
            setattr(value, name, 1)
    value.to_dict()["version"] = 99
    assert value.version == document["version"]
    with pytest.raises(TypeError):
        type("Mine", (kind,), {})


@KINDS
def test_repr_names_the_document_and_nothing_personal(kind: Any, document: dict[str, Any]) -> None:
    shown = repr(kind.from_dict(document))
    assert shown.startswith(f"{kind.__name__}(")
    assert f"version={document['version']}" in shown
    for personal in ("Musterstr", "140", *([] if kind is Identity else ["user-abc"])):
        assert personal not in shown
    assert repr(Address(**PROPERTY["address"])) == "Address()"


def test_host_types(offer: Offer) -> None:
    assert offer.loan == Money(36000000, "EUR")
    assert offer.interest.nominal_rate == Decimal("0.032")
    assert type(offer.interest.nominal_rate) is Decimal
    assert offer.validity.valid_until == utc(2025, 2, 10, 23, 59, 59)
    assert offer.status == "offered"
    assert offer.voucher_type == "mortgage-offer"
    assert offer.fees.processing_fee == 60000
    assert isinstance(offer.evidence, tuple)
    assert isinstance(offer.evidence[0], Evidence)
    assert offer.fees.other_fees[0].timing == InMonth(2)
    assert offer.room_refs.contract_room_id is None
    assert offer.conditions.month_end is None
    assert offer.terms_sha256 == Offer.from_dict(OFFER).terms_sha256


def test_free_content_comes_back_with_the_same_value() -> None:
    meta = {"a": [1, 2.5, None, True, "ü\u0000"], "b": {"c": 10**15, "d": 1e300, "e": -0.0}}
    value = Property.from_dict({**PROPERTY, "meta": meta})
    assert value.meta == value.to_dict()["meta"] == meta
    for number in (2**53 + 1, Decimal("0.1000000000000000000000000000000000000001"), 10**400):
        with pytest.raises(MotError) as refusal:
            Property.from_dict({**PROPERTY, "meta": {"a": [number]}})
        assert (refusal.value.code, refusal.value.path) == ("input.bad_value", "meta.a[0]")


def test_equal_numbers_are_equal_documents() -> None:
    text = json.dumps({**PROPERTY, "meta": {"n": 0}})
    spellings = [Property.from_json(text.replace('"n": 0', f'"n": {number}')) for number in ("1.5", "1.50", "15e-1")]
    assert len(set(spellings)) == 1
    assert Property.from_dict(spellings[1].to_dict()) == spellings[1]


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        (float("nan"), "input.bad_value", "meta.a[0]"),
        (float("-inf"), "input.bad_value", "meta.a[0]"),
        (Decimal("NaN"), "input.bad_value", "meta.a[0]"),
        ("\ud800", "input.bad_value", "meta.a[0]"),
        (b"bytes", "input.bad_value", "meta.a[0]"),
        ({1, 2}, "input.bad_value", "meta.a[0]"),
        (iter([1]), "input.bad_value", "meta.a[0]"),
        (object(), "input.bad_value", "meta.a[0]"),
        (utc(2025, 1, 1), "input.bad_value", "meta.a[0]"),
        (Money(1, "EUR"), "input.bad_value", "meta.a[0]"),
        ({1: "x"}, "input.bad_value", "meta.a[0]"),
        ({"\ud800": "x"}, "input.bad_value", "meta.a[0].?"),
        ({"b": complex(1)}, "input.bad_value", "meta.a[0].b"),
        ("x" * 300_000, "input.too_large", None),
    ],
)
def test_what_json_cannot_carry(value: Any, code: str, path: str | None) -> None:
    with pytest.raises(MotError) as refusal:
        Property.from_dict({**PROPERTY, "meta": {"a": [value]}})
    assert (refusal.value.code, refusal.value.path) == (code, path)


def test_limits_hold_for_objects_that_refer_to_themselves() -> None:
    endless: list[Any] = []
    endless.append(endless)
    laughing: Any = "ha"
    for _ in range(30):
        laughing = [laughing] * 10
    for meta, codes in (({"a": endless}, ["input.too_deep"]), ({"a": laughing}, ["input.too_large"])):
        with pytest.raises(MotError) as refusal:
            Property.from_dict({**PROPERTY, "meta": meta})
        assert (refusal.value.code in codes, refusal.value.path) == (True, None)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("loan.amount", 1.5, "money.bad_number"),
        ("loan.amount", -1.0, "money.bad_number"),
        ("loan.amount", "36000000", "input.wrong_type"),
        ("loan.amount", True, "input.wrong_type"),
        ("loan.amount", 2**53, "money.overflow"),
        ("loan.colour", 1, "input.unknown_field"),
        ("interest.fixedYears", -1, "input.bad_value"),
        ("interest.fixedYears", 1.5, "input.bad_value"),
        ("interest.fixedYears", 2**32, "input.bad_value"),
        ("interest.nominalRate", Decimal("0.0320000000000000000000000000000000000001"), "money.rate_too_precise"),
        ("interest.nominalRate", [], "input.wrong_type"),
        ("validity.validFrom", "2025-02-01T12:00:00", "time.bad_timestamp"),
        ("validity.validFrom", "2025-02-30T12:00:00Z", "time.bad_timestamp"),
        ("policy.asOf", "2025-02-30", "time.bad_date"),
        ("status", "OFFERED", "input.bad_value"),
        ("voucherId", "bad--id", "id.bad_id"),
        ("version", 0, "input.bad_value"),
        ("version", 1.0, "input.bad_value"),
        ("format", 2, "input.newer_format"),
    ],
)
def test_strict_reading_of_an_offer(path: str, value: Any, code: str) -> None:
    document = changed(OFFER, path, value)
    with pytest.raises(MotError) as refusal:
        Offer.from_dict(document)
    assert (refusal.value.code, refusal.value.path) == (code, path)
    if not isinstance(value, Decimal):
        with pytest.raises(MotError) as refusal:
            Offer.from_json(json.dumps(document))
        assert (refusal.value.code, refusal.value.path) == (code, path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "input.bad_json"),
        ("NaN", "input.bad_json"),
        ("", "input.bad_json"),
        ("[]", "input.wrong_type"),
        ("null", "input.wrong_type"),
        ('{"a": 1, "a": 2}', "input.duplicate_field"),
        (b"\xff", "input.bad_json"),
        ('"\ud800"', "input.bad_value"),
        ("[" * 40 + "]" * 40, "input.too_deep"),
        (" " * 300_000, "input.too_large"),
        (bytearray(b"{}"), "input.wrong_type"),
        ({}, "input.wrong_type"),
        (None, "input.wrong_type"),
    ],
)
def test_what_is_no_json_text(text: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        Offer.from_json(text)
    assert refusal.value.code == code


def test_any_mapping_is_read() -> None:
    class Strange(dict[str, Any]):
        pass

    expected = Application.from_dict(APPLICATION)
    for mapping in (
        MappingProxyType(APPLICATION),
        collections.OrderedDict(APPLICATION),
        collections.ChainMap(APPLICATION),
        Strange(APPLICATION),
    ):
        assert Application.from_dict(mapping) == expected
    assert Application.from_dict({**APPLICATION, "sharedWith": ("bank-xyz",)}) == expected


def test_errors_of_a_mapping_pass_through() -> None:
    class Broken(collections.UserDict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            raise OSError(name)

    with pytest.raises(OSError, match="applicationId"):
        Application.from_dict(Broken(APPLICATION))


def test_constructors() -> None:
    new = NewOffer(
        voucher_id="mort-offer-2025-0002",
        voucher_type="mortgage-offer",
        application_id="app-2025-0001",
        issuer_id="bank-xyz",
        holder_uid="user-abc",
        loan=Money(36000000, "EUR"),
        interest=Interest(nominal_rate=Decimal("0.032"), effective_rate=None, fixed_years=15),
        repayment=Repayment(initial_rate=Decimal("0.02"), special_payments_allowed=False),
        fees=Fees(
            processing_fee=0,
            valuation_fee=0,
            other_fees=[
                OtherFee(name="n", amount=Money(1, "EUR"), cost_class="notary", timing=InMonth(3)),
                OtherFee(name="m", amount=Money(1, "EUR"), cost_class="lender", timing="at_conclusion"),
            ],
        ),
        validity=Validity(valid_from=utc(2025, 2, 1), valid_until=utc(2025, 2, 20)),
        conditions=Conditions(day_count="30E/360"),
    )
    assert new == NewOffer.from_dict(new.to_dict()) == pickle.loads(pickle.dumps(new))
    assert new.fees.other_fees[0].timing == InMonth(3)
    assert "conditions" in new.to_dict()
    assert "monthEnd" not in new.to_dict()["conditions"]
    with pytest.raises(TypeError):
        Interest(nominal_rate=Decimal(0))  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Interest(nominal_rate=Decimal(0), fixed_years=1, colour="red")  # type: ignore[call-arg]
    with pytest.raises(MotError) as refusal:
        NewEvidence(kind="letter", at=utc(2025, 2, 1))  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.path) == ("input.bad_value", "kind")


def test_nested_records_are_values() -> None:
    interest = Interest(nominal_rate=Decimal("0.032"), fixed_years=15)
    assert repr(interest) == "Interest(nominal_rate=Decimal('0.032'), effective_rate=None, fixed_years=15)"
    assert interest == Interest.from_json(interest.to_json())
    assert interest != Interest(nominal_rate=Decimal("0.033"), fixed_years=15)
    assert len({interest, copy.deepcopy(interest)}) == 1


def test_policies() -> None:
    shipped = Policies.shipped()
    assert len(shipped) == len(list(shipped)) == 2
    assert isinstance(next(iter(shipped)), JurisdictionPolicy)
    assert Policies(list(shipped)) == Policies.from_dict(shipped.to_dict()) == shipped
    assert pickle.loads(pickle.dumps(shipped)) == shipped
    german = shipped.latest("de_mortgage").to_dict()
    with pytest.raises(MotError) as refusal:
        Policies.from_dict([{**german, "requiredSigners": []}])
    assert (refusal.value.code, refusal.value.path) == ("input.bad_value", "[0].requiredSigners")
    with pytest.raises(MotError) as refusal:
        shipped.latest("elsewhere")
    assert refusal.value.code == "mortgage.unknown_policy"


def test_a_document_holds_so_many_values_however_it_comes() -> None:
    few = len(re.findall(r"[\[{,]", json.dumps(changed(PROPERTY, "meta", {"a": []})))) + 1
    for items, fits in (([0] * (65_536 - few + 1), True), ([0] * (65_536 - few + 2), False)):
        document = changed(PROPERTY, "meta", {"a": items})
        reads: list[Callable[[], Property]] = [
            lambda document=document: Property.from_dict(document),  # type: ignore[misc]
            lambda document=document: Property.from_json(json.dumps(document)),  # type: ignore[misc]
        ]
        for read in reads:
            if fits:
                assert read().meta == {"a": items}
                continue
            with pytest.raises(MotError) as refusal:
                read()
            assert (refusal.value.code, refusal.value.details) == ("input.too_large", {"limit": "65536"})
