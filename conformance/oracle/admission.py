"""Who may enter the room of an entity, and what may be said there."""

import documents
import instant
import room
import strict_json
from refusal import Refusal
from shape import at, free_object, identifier, list_of, record, text, word

VOUCHER = record({"voucherId": identifier, "issuerUid": identifier}, nullable={"holderUid": identifier})
# kind: the room's beginning, the field with the id, the fields with those who may enter, whether others are invited
ROOMS = {
    "property": ("mortgage:property:", "propertyId", ["ownerUid"], True),
    "application": ("mortgage:application:", "applicationId", ["borrowerUid"], False),
    "offer": ("mortgage:offer:", "voucherId", ["holderUid", "issuerId"], False),
    "contract": ("mortgage:contract:", "voucherId", ["borrowerUid", "lenderId", "notaryId"], False),
    "tranche": ("mortgage:tranche:", "voucherId", ["issuerId", "holderUid"], True),
    "voucher": ("voucher:", "voucherId", ["issuerUid", "holderUid"], False),
}


def admission(given):
    judge(given, entity_of(given))
    return {}


def entity_of(given):
    kind = given["kind"]
    if kind != "voucher":
        return documents.read(kind, given["document"])
    return VOUCHER(given["document"], "")


def judge(given, entity):
    _, _, fields, invites = ROOMS[given["kind"]]
    if "invited" in given and not invites:
        raise Refusal("input.unknown_field", "invited")
    allowed = [entity.get(field) for field in fields]
    allowed += entity.get("sharedWith", [])
    allowed += list_of(identifier)(given.get("invited", []), "invited")
    actor = given["actor"]
    if not isinstance(actor, dict) or actor["party"] not in allowed:
        raise Refusal("room.not_admitted")


def admit_message(given):
    entity = entity_of(given)
    message = envelope(strict_json.parse(given["message"]))
    beginning, name, _, _ = ROOMS[given["kind"]]
    if message["roomId"] != beginning + entity[name]:
        raise Refusal("room.wrong_room")
    judge(given, entity)
    sent = {"type": message["type"], "roomId": message["roomId"], "from": given["actor"]["party"]}
    if "payload" in message:
        sent["payload"] = message["payload"]
    return {"message": {**sent, "at": instant.written(instant.parse(given["now"], floor=True))}}


def envelope(value):
    fields = {"type": word("join", "leave", "message", "signal"), "roomId": room_id}
    if not isinstance(value, dict) or value.get("type") not in ("join", "leave"):
        fields["payload"] = free_object
    return record(fields)(value, "")


def room_id(value, path):
    return at(path, room.parse, {"text": text(value, path)})["canonical"]
