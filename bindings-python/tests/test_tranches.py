"""Tranches: a part of a loan is issued, taken, and ends."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from example import CONTRACT, OFFER, TRANCHE, utc

from mot_core import Actor, Contract, Money, MotError, NewTranche, Offer, Tranche, canonical_json, lifecycle
from mot_core.lifecycle import Unchanged, Unique
from mot_core.time import Validity

AT = utc(2025, 2, 3, 8)
ROOMS = {**OFFER["roomRefs"], "contractRoomId": "mortgage:contract:mort-contract-2025-0001"}
ACCEPTED = {**OFFER, "status": "accepted", "roomRefs": ROOMS}


def new(**fields: Any) -> NewTranche:
    names = ("status", "version", "holderUid", "issuerId", "roomRefs")
    return NewTranche.from_dict({name: value for name, value in {**TRANCHE, **fields}.items() if name not in names})


def other(identifier: str, **fields: Any) -> Tranche:
    return Tranche.from_dict({**TRANCHE, "voucherId": identifier, **fields})


def refused(call: Any) -> tuple[str, str | None]:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code, refusal.value.path


def test_issuing(offer: Offer, tranche: Tranche) -> None:
    issued = Tranche.issue(new(), offer=offer, tranches=[], by="bank-xyz", at=AT)
    assert [change.document for change in issued.changes] == [tranche]
    assert [change.expected_version for change in issued.changes] == [0]
    assert issued.to_dict()["requires"] == [
        {"unique": "tranches/mort-offer-2025-0001/1"},
        {"unchanged": {"kind": "offer", "id": "mort-offer-2025-0001", "version": 2}},
    ]
    whole = new(voucherId="t-2", nominalAmount={"amount": 36000000, "currency": "EUR"})
    assert refused(lambda: Tranche.issue(whole, offer=offer, tranches=[tranche], by="bank-xyz", at=AT)) == (
        "mortgage.tranches_exceed_loan",
        None,
    )
    gone = other("t-1", status="withdrawn")
    second = Tranche.issue(whole, offer=offer, tranches=(gone,), by="bank-xyz", at=AT, expected_version=0)
    match second.requires:
        case (Unique(key, None), Unchanged("offer"), Unchanged("tranche", "t-1", 1)):
            assert key == "tranches/mort-offer-2025-0001/2"
        case others:
            pytest.fail(f"{others}")
    assert refused(
        lambda: Tranche.issue(new(), offer=offer, tranches=[], existing=tranche, by="bank-xyz", at=AT)
    ) == ("lifecycle.already_exists", None)
    with pytest.raises(TypeError):
        Tranche.issue(new(), offer=offer, by="bank-xyz", at=AT)  # type: ignore[call-arg]


def test_taking(offer: Offer, tranche: Tranche) -> None:
    placed = tranche.place(offer=offer, by="investor-1", at=AT, expected_version=1)
    document = placed.changes[0].document
    assert isinstance(document, Tranche)
    assert (document.status, document.holder_uid, document.version) == ("placed", "investor-1", 2)
    (trigger,) = placed.fee_triggers
    assert (trigger.trigger, trigger.base) == ("mortgage.tranche_placed", Money(1000000, "EUR"))
    assert trigger.payer is not None and (trigger.payer.role, trigger.payer.id) == ("lender", "bank-xyz")
    assert lifecycle.fold(tranche, placed.events) == document
    assert refused(lambda: tranche.place(offer=offer, by="bank-xyz", at=AT))[0] == "lifecycle.actor_not_allowed"
    assert refused(lambda: document.place(offer=offer, by="user-abc", at=AT))[0] == "lifecycle.terminal_state"


def test_the_contract_of_an_accepted_offer(contract: Contract, tranche: Tranche) -> None:
    accepted = Offer.from_dict(ACCEPTED)
    late = utc(2025, 2, 20)
    assert tranche.place(offer=accepted, contract=contract, by="user-abc", at=late).changes
    missing = lambda: tranche.place(offer=accepted, by="user-abc", at=late)  # noqa: E731
    assert refused(missing) == ("lifecycle.wrong_document", None)
    assert refused(lambda: tranche.lapse(offer=accepted, contract=contract, by=Actor.SYSTEM, at=late)) == (
        "mortgage.underlying_live",
        None,
    )
    ended = Contract.from_dict({**CONTRACT, "status": "cancelled"})
    lapsed = tranche.lapse(offer=accepted, contract=ended, by=Actor.SYSTEM, at=late)
    assert [event.name for event in lapsed.events] == ["tranche.lapsed"]
    assert lapsed.events[0].set == {"status": "withdrawn"}


def test_the_ends(offer: Offer, tranche: Tranche) -> None:
    assert tranche.withdraw(offer=offer, by="bank-xyz", at=AT).events[0].name == "tranche.withdrawn"
    assert refused(lambda: tranche.expire(offer=offer, by=Actor.SYSTEM, at=AT))[0] == "mortgage.not_lapsed"
    after = utc(2025, 3, 2)
    assert tranche.expire(offer=offer, by=Actor.SYSTEM, at=after).events[0].name == "tranche.expired"


def test_allowed(offer: Offer, tranche: Tranche) -> None:
    answers = {answer.command: answer.code for answer in tranche.allowed(by="investor-1", at=utc(2025, 2, 11))}
    assert answers == {
        "place": None,
        "withdraw": "lifecycle.actor_not_allowed",
        "expire": "lifecycle.actor_not_allowed",
        "lapse": "lifecycle.actor_not_allowed",
    }
    answers = {
        answer.command: answer.code for answer in tranche.allowed(by="investor-1", at=utc(2025, 2, 11), offer=offer)
    }
    assert answers["place"] == "mortgage.underlying_gone"
    elsewhere = Offer.from_dict({**OFFER, "voucherId": "o-2"})
    assert refused(lambda: tranche.allowed(by="investor-1", at=AT, offer=elsewhere))[0] == "lifecycle.wrong_document"


def test_values(tranche: Tranche) -> None:
    assert tranche.nominal_amount == Money(1000000, "EUR")
    assert tranche.expected_yield == Decimal("0.028") and type(tranche.expected_yield) is Decimal
    assert tranche.validity == Validity(valid_from=utc(2025, 2, 2), valid_until=utc(2025, 3, 1, 23, 59, 59))
    assert tranche.room_refs.investor_room_id == "mortgage:tranche:mort-tranche-2025-0001-A"
    assert refused(lambda: Tranche.from_dict({**TRANCHE, "status": "placed"})) == ("input.bad_value", "status")
    assert refused(lambda: Tranche.from_dict({**TRANCHE, "holderUid": "investor-1"})) == ("input.bad_value", "status")
    assert NewTranche.from_dict(TRANCHE).issuer_id == "bank-xyz"
    assert NewTranche.from_json(new().to_json()) == new()


def test_by_name_the_same(offer: Offer, tranche: Tranche) -> None:
    context = {"now": "2025-02-03T08:00:00Z", "actor": {"party": "investor-1"}}
    named = lifecycle.decide("tranche.place", TRANCHE, {"offer": OFFER}, context)
    typed = tranche.place(offer=offer, by="investor-1", at=AT)
    assert named == typed and canonical_json(named.to_json()) == canonical_json(typed.to_json())
    lender = {**context, "actor": {"party": "bank-xyz"}}
    assert refused(lambda: lifecycle.decide("tranche.issue", None, {"tranche": TRANCHE, "offer": OFFER}, lender)) == (
        "input.missing_field",
        "tranches",
    )
