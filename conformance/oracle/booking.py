"""The booking's commands, and what follows for it from the voucher's."""

import instant
from booking_rules import MINUTE
from lookup import find_one
from shape import identifier, record
from voucher import require_exclusion, slot_of

NOTHING = record()
ARGUMENTS = {"hold": slot_of({"bookingId": identifier}), "release": lambda given, call: NOTHING(given, "")}


def find_named(case, store):
    """The voucher that is named; one that is given need not be named again."""
    given = store.given.get("voucher")
    return {"voucher": find_one(store, "voucher", case.arguments.get("voucherId", given and given["voucherId"]))}


DOCUMENTS = {"hold": find_named,
             "release": lambda case, store: {"voucher": find_one(store, "voucher", case.document["voucherId"])}}


def new(case, voucher, holder, status, **fields):
    return {"bookingId": case.arguments["bookingId"], "voucherId": voucher["voucherId"],
            "issuerUid": voucher["issuerUid"], "holderUid": holder, "resourceId": voucher["resourceId"],
            "slotStart": case.arguments["slotStart"], "slotEnd": case.arguments["slotEnd"], "status": status,
            "cancelReason": None, "createdAt": instant.written(case.now), "cancelledAt": None,
            "setHolder": voucher["holderUid"] is None, **fields}


def hold(case, run):
    voucher = case.others["voucher"]
    until = case.now + case.arguments["rules"]["holdMinutes"] * MINUTE
    booking = new(case, voucher, case.party, run.row["to"], heldUntil=instant.written(until))
    run.decision.change("booking", run.id, None, booking, run.row["event"], case.actor)
    require_exclusion(run, voucher, run.id, case.arguments)
    run.decision.requires.append({"unique": f"hold/{voucher['voucherId']}"})
    run.decision.unchanged("voucher", voucher["voucherId"], voucher["version"])


def release(case, run):
    run.change(heldUntil=None)
    voucher = case.others["voucher"]
    run.decision.unchanged("voucher", voucher["voucherId"], voucher["version"])


def create(case, run):
    booking = new(case, case.arguments["voucher"], case.arguments["party"], run.row["to"])
    run.decision.change("booking", run.id, None, booking, run.row["event"], case.actor)


def confirm(case, run):
    """A holder that was assigned since the hold was not set by the booking."""
    run.change(heldUntil=None, setHolder=case.arguments["voucher"]["holderUid"] is None)


def reschedule(case, run):
    run.change(slotStart=case.arguments["slotStart"], slotEnd=case.arguments["slotEnd"])


def cancel(case, run):
    run.change(cancelReason=case.arguments["reason"], cancelledAt=run.decision.at)


def end(case, run):
    run.change()


EFFECTS = {"hold": hold, "release": release, "create": create, "confirm": confirm, "reschedule": reschedule,
           "cancel": cancel, "complete": end, "no_show": end}
