"""Rooms: where they lie, and who may enter."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from example import APPLICATION, CONTRACT, OFFER, PROPERTY, TRANCHE, utc

from mot_core import (
    Actor,
    Admission,
    Application,
    CellMap,
    Contract,
    Envelope,
    Honeycomb,
    MotError,
    Offer,
    Property,
    RoomId,
    RoomLink,
    RoomMessage,
    Tranche,
    Uid,
)

NOW = utc(2025, 2, 1, 12, 25)
HOUSE = RoomId.for_property("house-123")
SAID: dict[str, Any] = {"type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001", "payload": {"text": "?"}}


def refused(call: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code, refusal.value.path


def test_conventions() -> None:
    assert str(RoomId.for_tranche("t-1")) == "mortgage:tranche:t-1"
    assert str(RoomId.for_voucher("v-1")) == "voucher:v-1"
    for convention in (RoomId.for_tranche, RoomId.for_voucher):
        assert refused(lambda convention=convention: convention("a b"))[0] == "id.bad_id"  # type: ignore[misc]


def test_links() -> None:
    link = RoomLink.parse("#wabe=A-2&roomId=mortgage%3Aproperty%3Ahouse-123&uid=user-abc&theme=dark&x=")
    assert (link.wabe, link.room_id, link.uid, link.other) == ("A-2", HOUSE, Uid.parse("user-abc"), ("theme", "x"))
    written = link.write("rooms.html")
    assert written == "rooms.html#wabe=A-2&roomId=mortgage:property:house-123&uid=user-abc"
    made = RoomLink(wabe="A-2", room_id=HOUSE, uid="user-abc")
    assert made == RoomLink(wabe="A-2", room_id=str(HOUSE), uid=Uid.parse("user-abc")) != link
    assert (made.write("rooms.html"), hash(made)) == (written, hash(copy.deepcopy(made)))
    assert RoomLink().write("") == ""
    assert repr(made) == "RoomLink(wabe='A-2', room_id='mortgage:property:house-123', uid='user-abc')"
    with pytest.raises(AttributeError):
        made.uid = None  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fragment", "code", "path"),
    [
        ("wabe", "room.missing_equals", None),
        ("wabe=A-1&wabe=A-1", "room.duplicate_key", None),
        ("wabe=a-1", "room.bad_cell", "wabe"),
        ("uid=a--b", "room.bad_uid", "uid"),
        ("roomId=", "room.empty", "roomId"),
        ("roomId=a+b", "room.illegal_char", None),
        ("x=%zz", "room.bad_percent", None),
        ("x=%ff", "room.bad_utf8", None),
        ("x" * 2049, "room.too_long", None),
        (b"wabe=A-1", "input.bad_value", "document"),
        (None, "input.wrong_type", None),
    ],
)
def test_what_is_no_link(fragment: Any, code: str, path: str | None) -> None:
    assert refused(lambda: RoomLink.parse(fragment)) == (code, path)


def test_what_no_link_is_made_of() -> None:
    assert refused(lambda: RoomLink(wabe="A-0")) == ("room.bad_cell", "wabe")
    assert refused(lambda: RoomLink(wabe=5)) == ("input.wrong_type", "wabe")  # type: ignore[arg-type]
    assert refused(lambda: RoomLink(room_id="deal")) == ("room.missing_namespace", "roomId")
    assert refused(lambda: RoomLink(uid=b"a")) == ("input.bad_value", "uid")  # type: ignore[arg-type]
    for page in ("a#b", "a b", "ä", "x" * 2049):
        assert refused(lambda page=page: RoomLink().write(page))[0] == "room.bad_page"  # type: ignore[misc]
    with pytest.raises(TypeError):
        RoomLink("A-1")  # type: ignore[call-arg]


def test_cells() -> None:
    honeycomb = Honeycomb()
    assert (honeycomb.rows, honeycomb.columns) == (6, 6)
    assert honeycomb.to_label("cell-8") == honeycomb.to_label("B-2") == "B-2"
    assert honeycomb.to_number("B-2") == honeycomb.to_number("cell-8") == "cell-8"
    assert honeycomb.lowest_free([]) == "cell-1"
    assert honeycomb.lowest_free(("A-1", "cell-2", "A-1")) == "cell-3"
    assert Honeycomb(2, 3) == Honeycomb(rows=2, columns=3) == pickle.loads(pickle.dumps(Honeycomb(2, 3))) != honeycomb
    assert (Honeycomb(columns=10).rows, repr(Honeycomb(3))) == (6, "Honeycomb(rows=3, columns=6)")
    assert len({honeycomb, Honeycomb(6, 6), copy.copy(honeycomb)}) == 1
    wrong: list[tuple[Callable[[], object], tuple[str, str | None]]] = [
        (lambda: honeycomb.to_label("B-7"), ("room.cell_outside_grid", None)),
        (lambda: honeycomb.to_number("b-2"), ("room.bad_cell", None)),
        (lambda: honeycomb.to_number(8), ("input.wrong_type", None)),  # type: ignore[arg-type]
        (lambda: Honeycomb(1, 1).lowest_free(["A-1"]), ("room.no_free_cell", None)),
        (lambda: honeycomb.lowest_free(["cell-37"]), ("room.cell_outside_grid", None)),
        (lambda: honeycomb.lowest_free(["A-1", "x"]), ("room.bad_cell", "taken[1]")),
        (lambda: honeycomb.lowest_free(["A-1", 2]), ("input.wrong_type", "taken[1]")),  # type: ignore[list-item]
        (lambda: honeycomb.lowest_free("A-1"), ("input.wrong_type", "taken")),  # type: ignore[arg-type]
        (lambda: Honeycomb(27), ("room.bad_grid", None)),
        (lambda: Honeycomb(0, 6), ("room.bad_grid", None)),
        (lambda: Honeycomb(-1), ("input.bad_value", "rows")),
        (lambda: Honeycomb(6, True), ("input.wrong_type", "columns")),
    ]
    for call, expected in wrong:
        assert refused(call) == expected


def test_a_map_of_cells() -> None:
    cells = CellMap(Honeycomb(), [("B-2", HOUSE), ("cell-1", "voucher:v-1")])
    assert (cells.room_of("cell-8"), cells.room_of("A-1"), cells.room_of("A-2")) == (
        HOUSE,
        RoomId.for_voucher("v-1"),
        None,
    )
    assert (cells.cell_of(HOUSE), cells.cell_of("voucher:v-1")) == ("cell-8", "cell-1")
    assert cells.cell_of("voucher:v-2") is None
    assert CellMap(Honeycomb(), {"B-2": HOUSE}.items()).cell_of(HOUSE) == "cell-8"
    assert refused(lambda: cells.room_of("cell-37")) == ("room.cell_outside_grid", None)
    assert refused(lambda: cells.cell_of("deal")) == ("room.missing_namespace", "roomId")
    wrong: list[tuple[Any, tuple[str, str | None]]] = [
        ([("A-1", HOUSE), ("cell-1", "voucher:v-1")], ("room.duplicate_cell", None)),
        ([("A-1", HOUSE), ("A-2", HOUSE)], ("room.duplicate_room", None)),
        ([("A-7", HOUSE)], ("room.cell_outside_grid", None)),
        ([("A-1", HOUSE), ("a", HOUSE)], ("room.bad_cell", "entries[1].cell")),
        ([("A-1", "deal")], ("room.missing_namespace", "entries[0].roomId")),
        (5, ("input.wrong_type", "entries")),
    ]
    for entries, expected in wrong:
        assert refused(lambda entries=entries: CellMap(Honeycomb(), entries)) == expected  # type: ignore[misc]
    mistaken: list[Any] = [["A-1"], [None], [("A-1",)], [("A-1", HOUSE, 1)]]
    for pairs in mistaken:
        with pytest.raises((TypeError, ValueError)):
            CellMap(Honeycomb(), pairs)
    with pytest.raises(TypeError):
        CellMap(6, [])  # type: ignore[arg-type]


ADMISSIONS: list[tuple[Callable[[], Admission], str, list[str]]] = [
    (
        lambda: Admission.of_property(Property.from_dict(PROPERTY), ["broker-1"]),
        "mortgage:property:house-123",
        ["user-abc", "broker-1"],
    ),
    (
        lambda: Admission.of_application(Application.from_dict(APPLICATION)),
        "mortgage:application:app-2025-0001",
        ["user-abc", "bank-xyz"],
    ),
    (
        lambda: Admission.of_offer(Offer.from_dict(OFFER)),
        "mortgage:offer:mort-offer-2025-0001",
        ["user-abc", "bank-xyz"],
    ),
    (
        lambda: Admission.of_contract(Contract.from_dict(CONTRACT)),
        "mortgage:contract:mort-contract-2025-0001",
        ["user-abc", "bank-xyz"],
    ),
    (
        lambda: Admission.of_tranche(Tranche.from_dict(TRANCHE), (Uid.parse("user-abc"), "investor-2")),
        "mortgage:tranche:mort-tranche-2025-0001-A",
        ["bank-xyz", "user-abc", "investor-2"],
    ),
    (
        lambda: Admission.of_tranche(Tranche.from_dict({**TRANCHE, "status": "placed", "holderUid": "investor-1"})),
        "mortgage:tranche:mort-tranche-2025-0001-A",
        ["bank-xyz", "investor-1"],
    ),
    (
        lambda: Admission.of_voucher("v-1", Uid.parse("provider-1"), "user-abc"),
        "voucher:v-1",
        ["provider-1", "user-abc"],
    ),
    (lambda: Admission.of_voucher("v-1", "provider-1"), "voucher:v-1", ["provider-1"]),
    (
        lambda: Admission.read("tranche", TRANCHE, ["user-abc"]),
        "mortgage:tranche:mort-tranche-2025-0001-A",
        ["bank-xyz", "user-abc"],
    ),
    (lambda: Admission.read("offer", OFFER), "mortgage:offer:mort-offer-2025-0001", ["user-abc", "bank-xyz"]),
]


@pytest.mark.parametrize(("made", "room", "parties"), ADMISSIONS)
def test_who_may_enter(made: Callable[[], Admission], room: str, parties: list[str]) -> None:
    admission = made()
    assert str(admission.room) == room
    for party in parties:
        admission.check(party)
        admission.check(Uid.parse(party))
        admission.check(Actor(party))
    for actor in (Actor.SYSTEM, Actor.PLATFORM, Actor.SERVICE, "somebody", "bank-2"):
        assert refused(lambda actor=actor: admission.check(actor)) == ("room.not_admitted", None)  # type: ignore[misc]
    wrong: list[tuple[Any, str]] = [(5, "input.wrong_type"), (None, "input.wrong_type"), ("a--b", "id.bad_id")]
    for actor, code in wrong:
        assert refused(lambda actor=actor: admission.check(actor)) == (code, "actor")  # type: ignore[misc]
    assert repr(admission) == f"Admission(room='{room}')"


def test_what_is_no_admission() -> None:
    house = Property.from_dict(PROPERTY)
    assert refused(lambda: Admission.of_property(house, "broker-1")) == ("input.wrong_type", "invited")  # type: ignore[arg-type]
    assert refused(lambda: Admission.of_property(house, ["a b"])) == ("id.bad_id", "invited[0]")
    tranche = Tranche.from_dict(TRANCHE)
    assert refused(lambda: Admission.of_tranche(tranche, "investor-1")) == ("input.wrong_type", "investors")  # type: ignore[arg-type]
    assert refused(lambda: Admission.of_voucher("v 1", "bank-xyz")) == ("id.bad_id", "id")
    assert refused(lambda: Admission.of_voucher("v-1", "a--b")) == ("id.bad_id", "issuer")
    assert refused(lambda: Admission.of_voucher("v-1", "a", 5)) == ("input.wrong_type", "holder")  # type: ignore[arg-type]
    assert refused(lambda: Admission.read("offer", OFFER, ["a"])) == ("input.unknown_field", "invited")
    assert refused(lambda: Admission.read("house", PROPERTY)) == ("input.bad_value", "kind")  # type: ignore[arg-type]
    assert refused(lambda: Admission.read("property", {1: 2})) == ("input.bad_value", "document")  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        Admission.of_offer(OFFER)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Admission()


def test_a_message_is_from_whom_the_host_knows(offer: Offer) -> None:
    admission, envelope = Admission.of_offer(offer), Envelope.from_dict(SAID)
    assert (envelope.envelope_type, envelope.room_id, envelope.payload) == ("message", admission.room, {"text": "?"})
    message = envelope.admit(admission, "user-abc", NOW)
    assert message == RoomMessage(
        message_type="message", room_id=admission.room, sender="user-abc", at=NOW, payload={"text": "?"}
    )
    assert message.to_dict() == {**SAID, "from": "user-abc", "at": "2025-02-01T12:25:00Z"}
    assert envelope.admit(admission, Actor("bank-xyz"), 1738412700000).sender == "bank-xyz"
    joined = Envelope.from_json(b'{"type": "join", "roomId": "mortgage:offer:mort-offer-2025-0001"}')
    assert (joined.payload, joined.admit(admission, "user-abc", NOW).payload) == (None, None)
    assert refused(lambda: envelope.admit(admission, "somebody", NOW)) == ("room.not_admitted", None)
    assert refused(lambda: envelope.admit(admission, Actor.PLATFORM, NOW)) == ("room.not_admitted", None)
    elsewhere = Admission.of_voucher("v-1", "user-abc")
    assert refused(lambda: envelope.admit(elsewhere, "user-abc", NOW)) == ("room.wrong_room", None)
    assert refused(lambda: envelope.admit(admission, "user-abc", None)) == ("input.wrong_type", "now")  # type: ignore[arg-type]
    assert "?" not in repr(envelope)
    with pytest.raises(TypeError):
        envelope.admit(offer, "user-abc", NOW)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Envelope()


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"from": "bank-xyz"}, "input.unknown_field", "from"),
        ({"sender": "bank-xyz"}, "input.unknown_field", "sender"),
        ({"type": "shout"}, "input.bad_value", "type"),
        ({"type": "join"}, "input.unknown_field", "payload"),
        ({"payload": []}, "input.wrong_type", "payload"),
        ({"payload": {"a": 2**53 + 1}}, "input.bad_value", "payload.a"),
        ({"payload": {"a": float("nan")}}, "input.bad_value", "payload.a"),
        ({"roomId": "deal"}, "room.missing_namespace", "roomId"),
        ({"payload": {"a": "x" * 300_000}}, "input.too_large", None),
    ],
)
def test_what_is_no_envelope(changes: dict[str, Any], code: str, path: str | None) -> None:
    assert refused(lambda: Envelope.from_dict({**SAID, **changes})) == (code, path)
