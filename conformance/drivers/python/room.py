"""The operations of rooms as calls of the public interface."""

from __future__ import annotations

from typing import Any

from commands import PRESENT_ACTORS, instant
from mot_core import (
    Actor,
    Admission,
    Application,
    CellMap,
    Contract,
    Envelope,
    Honeycomb,
    Offer,
    Property,
    RoomId,
    RoomLink,
    Tranche,
)


def parse(given: dict[str, Any], _notes: Any) -> Any:
    room = RoomId.parse(given["text"])
    return {
        "namespace": room.namespace,
        "kind": room.kind,
        "id": room.id,
        "form": room.form,
        "canonical": str(room),
    }


def parse_link(given: dict[str, Any], _notes: Any) -> Any:
    link = RoomLink.parse(given["fragment"])
    room_id, uid = link.room_id, link.uid
    return {
        "wabe": link.wabe,
        "roomId": None if room_id is None else str(room_id),
        "uid": None if uid is None else str(uid),
        "other": list(link.other),
    }


def write_link(given: dict[str, Any], _notes: Any) -> Any:
    link = RoomLink(wabe=given.get("wabe"), room_id=given.get("roomId"), uid=given.get("uid"))
    return {"link": link.write(given["page"])}


def honeycomb(given: dict[str, Any]) -> Honeycomb:
    return Honeycomb(given.get("rows"), given.get("columns"))


def convert_cell(given: dict[str, Any], _notes: Any) -> Any:
    grid, cell = honeycomb(given), given["cell"]
    return {"label": grid.to_label(cell), "number": grid.to_number(cell)}


def lowest_free_cell(given: dict[str, Any], _notes: Any) -> Any:
    return {"cell": honeycomb(given).lowest_free(given["taken"])}


def cell_map(given: dict[str, Any], _notes: Any) -> Any:
    cells = CellMap(honeycomb(given), [(entry["cell"], entry["roomId"]) for entry in given["entries"]])
    if "cell" in given:
        room = cells.room_of(given["cell"])
        return {"roomId": None if room is None else str(room)}
    return {"cell": cells.cell_of(given["roomId"])}


def admission(given: dict[str, Any]) -> Admission:
    """By the method of its kind, where that can be asked what is given."""
    kind, document, invited = given["kind"], given["document"], given.get("invited")
    match kind, sorted(document):
        case "property", _:
            return Admission.of_property(Property.from_dict(document), invited)
        case "application", _ if invited is None:
            return Admission.of_application(Application.from_dict(document))
        case "offer", _ if invited is None:
            return Admission.of_offer(Offer.from_dict(document))
        case "contract", _ if invited is None:
            return Admission.of_contract(Contract.from_dict(document))
        case "tranche", _:
            return Admission.of_tranche(Tranche.from_dict(document), invited)
        case "voucher", ["holderUid", "issuerUid", "voucherId"] if invited is None:
            return Admission.of_voucher(document["voucherId"], document["issuerUid"], document["holderUid"])
        case _:
            return Admission.read(kind, document, invited)


def actor(given: Any) -> Actor | str:
    return PRESENT_ACTORS[given] if isinstance(given, str) else given["party"]


def admit(given: dict[str, Any], _notes: Any) -> Any:
    admission(given).check(actor(given["actor"]))
    return {}


def admit_message(given: dict[str, Any], _notes: Any) -> Any:
    envelope = Envelope.from_json(given["message"])
    now = instant(given["now"])
    assert now is not None
    return {"message": envelope.admit(admission(given), actor(given["actor"]), now).to_dict()}


OPERATIONS = {
    "room.parse": parse,
    "room.parse_link": parse_link,
    "room.write_link": write_link,
    "room.convert_cell": convert_cell,
    "room.lowest_free_cell": lowest_free_cell,
    "room.cell_map": cell_map,
    "room.admission": admit,
    "room.admit_message": admit_message,
}
