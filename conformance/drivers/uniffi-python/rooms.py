"""The operations of rooms."""

import exact
import mot_core_mobile as mot
from actors import actor
from clock import stamp


def parse(given, _):
    room = mot.parse_room(given["text"])
    form = room.form.name.lower()
    return {"namespace": room.namespace, "kind": room.kind, "id": room.id, "form": form, "canonical": room.room_id}


def parse_link(given, _):
    link = mot.parse_room_link(given["fragment"])
    return {"wabe": link.wabe, "roomId": link.room_id, "uid": link.uid, "other": link.other}


def write_link(given, _):
    link = mot.RoomLink(wabe=given.get("wabe"), room_id=given.get("roomId"), uid=given.get("uid"))
    return {"link": mot.write_room_link(link, given["page"])}


def honeycomb(given):
    rows, columns = given.get("rows"), given.get("columns")
    if rows is None and columns is None:
        return mot.Honeycomb.default()
    return mot.Honeycomb(6 if rows is None else rows, 6 if columns is None else columns)


def convert_cell(given, _):
    grid = honeycomb(given)
    return {"label": grid.to_label(given["cell"]), "number": grid.to_number(given["cell"])}


def lowest_free_cell(given, _):
    return {"cell": honeycomb(given).lowest_free(given["taken"])}


def cell_map(given, _):
    entries = [mot.CellEntry(cell=entry["cell"], room_id=entry["roomId"]) for entry in given["entries"]]
    known = mot.CellMap(honeycomb(given), entries)
    if "cell" in given:
        return {"roomId": known.room_of(given["cell"])}
    return {"cell": known.cell_of(given["roomId"])}


def admission(given, _):
    admitted(given).check(actor(given["actor"]))
    return {}


def admit_message(given, _):
    envelope = mot.Envelope.from_json(given["message"])
    message = envelope.admit(admitted(given), actor(given["actor"]), stamp(given["now"]))
    text = mot.room_message_to_json(message)
    assert mot.parse_room_message(text) == message
    return {"message": exact.loads(text)}


def admitted(given):
    """Read from JSON, and compared with the typed form where there is one."""
    kind, document, invited = given["kind"], exact.dumps(given["document"]), given.get("invited")
    read = mot.Admission.from_json(kind, document, exact.dumps(invited) if "invited" in given else None)
    form = FORMS[kind](given["document"], document, invited or [])
    assert form.room() == read.room()
    assert refusal(form, given) == refusal(read, given)
    return read


def refusal(admission, given):
    try:
        return admission.check(actor(given["actor"]))
    except mot.MotError as refused:
        return refused.code()


FORMS = {
    "property": lambda _, text, invited: mot.Admission.of_property(mot.parse_property(text), invited),
    "application": lambda _, text, __: mot.Admission.of_application(mot.parse_application(text)),
    "offer": lambda _, text, __: mot.Admission.of_offer(mot.parse_offer(text)),
    "contract": lambda _, text, __: mot.Admission.of_contract(mot.parse_contract(text)),
    "tranche": lambda _, text, invited: mot.Admission.of_tranche(mot.parse_tranche(text), invited),
    "voucher": lambda read, _, __: mot.Admission.of_voucher(
        read["voucherId"], read["issuerUid"], read.get("holderUid")
    ),
}

OPERATIONS = {
    "room.parse": parse,
    "room.parse_link": parse_link,
    "room.write_link": write_link,
    "room.convert_cell": convert_cell,
    "room.lowest_free_cell": lowest_free_cell,
    "room.cell_map": cell_map,
    "room.admission": admission,
    "room.admit_message": admit_message,
}
