"""The voucher's commands: arguments, the documents they need, and what they change."""

import booking_rules
import documents
import instant
from case import moment
from lookup import wrong_document
from refusal import Refusal
from shape import identifier, record, timestamp

NOTHING = record()
SLOT = {"slotStart": timestamp, "slotEnd": timestamp, "rules": booking_rules.rules, "busy": booking_rules.busy}
RULES = {"rules": booking_rules.rules}
REASON = {"reason": identifier}


def read_issue(given, call):
    argument = record({"voucher": lambda value, path: value})(given, "")["voucher"]
    issuer = argument.get("issuerUid") if isinstance(argument, dict) else None
    if documents.negative(argument, "durationMinutes"):
        raise Refusal("voucher.bad_duration", "voucher.durationMinutes")
    voucher = documents.create("voucher", argument, "voucher", {"status": "issued"}, emptied=("bookingId",),
                               defaults={"createdAt": instant.written(call.now), "resourceId": issuer})
    return {"proposed": not_after_now(voucher, "voucher", call)}


def not_after_now(document, path, call):
    if moment(document["createdAt"]) > call.now:
        raise Refusal("input.bad_value", f"{path}.createdAt")
    return document


def slot_of(fields):
    """A reader of these fields and a slot that ends after it begins."""
    def read(given, call=None):
        arguments = record({**fields, **SLOT}, optional={"voucherId": identifier} if "bookingId" in fields else {})
        arguments = arguments(given, "")
        if moment(arguments["slotStart"]) >= moment(arguments["slotEnd"]):
            raise Refusal("time.interval_reversed", "slotEnd")
        return arguments
    return read


def of(required=None, optional=None):
    return lambda given, call: record(required, optional=optional)(given, "")


ARGUMENTS = {
    "issue": read_issue,
    "assign_holder": of({"holder": identifier}),
    "transfer": of({"recipient": identifier}),
    "book": slot_of({"bookingId": identifier}),
    "reschedule": slot_of({}),
    "cancel_booking": of(RULES, REASON),
    "consume": of(),
    "mark_no_show": of(RULES),
    "cancel": of(optional=REASON),
    "expire": of(),
}


def find_hold(case, store):
    name = case.arguments["bookingId"]
    found = store.given["hold"] if "hold" in store.given else store.stored.get(("booking", name))
    hold = found and documents.read("booking", found)
    if hold and hold["bookingId"] != name:
        raise wrong_document("booking", [name], [hold["bookingId"]])
    if hold and hold["status"] != "held":
        raise Refusal("lifecycle.already_exists")
    return {"hold": hold}


def find_booking(case, store):
    """The booking that the voucher names, and none if it names none."""
    name = case.document.get("bookingId")
    found = store.one("booking", name)
    booking = found and documents.read("booking", found)
    found_name = booking and booking["bookingId"]
    if found_name != name:
        raise wrong_document("booking", [name] if name else [], [found_name] if found_name else [])
    if booking and (booking["voucherId"] != case.document["voucherId"] or booking["status"] != "booked"):
        raise wrong_document("booking", [name], [])
    return {"booking": booking}


DOCUMENTS = {"book": find_hold, **{command: find_booking for command in
             ("reschedule", "cancel_booking", "consume", "mark_no_show", "cancel")}}


def issue(case, run):
    run.decision.change("voucher", run.id, None, case.document, run.row["event"], case.actor)


def hand_over(case, run):
    run.change(holderUid=case.arguments.get("holder") or case.arguments["recipient"])


def book(case, run):
    name, hold = case.arguments["bookingId"], case.others["hold"]
    slot = {key: case.arguments[key] for key in ("slotStart", "slotEnd")}
    run.change(holderUid=case.document["holderUid"] or case.party, bookingId=name, data={"bookingId": name})
    run.follow("booking", hold, "confirm" if hold else "create", bookingId=name, voucher=case.document,
               party=case.party, **slot)
    require_exclusion(run, case.document, name, case.arguments)
    if has_fee(case.document):
        run.decision.fee_triggers.append({
            "key": fee_key(name), "trigger": "voucher.booking", "subject": {"type": "booking", "id": name},
            "base": case.document["price"], "payer": {"role": "issuer", "id": case.document["issuerUid"]},
            "at": run.decision.at})


def require_exclusion(run, voucher, booking, arguments):
    slot = moment(arguments["slotStart"]), moment(arguments["slotEnd"])
    start, end = map(instant.written, booking_rules.widened(slot, arguments["rules"]))
    run.decision.requires.append({"exclusion": {
        "resource": voucher["resourceId"], "interval": {"start": start, "end": end}, "booking": booking}})


def has_fee(voucher):
    return voucher["price"] is not None and voucher["price"]["amount"] > 0


def fee_key(booking):
    return f"voucher.booking/booking/{booking}"


def reschedule(case, run):
    run.change()
    slot = {key: case.arguments[key] for key in ("slotStart", "slotEnd")}
    run.follow("booking", case.others["booking"], "reschedule", **slot)
    require_exclusion(run, case.document, case.document["bookingId"], case.arguments)


def cancel_booking(case, run):
    name, given = case.document["bookingId"], case.others["booking"].get("setHolder")
    run.change(bookingId=None, holderUid=None if given else case.document["holderUid"], data={"bookingId": name})
    follow_cancelling(case, run)


def cancel(case, run):
    run.change(bookingId=None)
    if case.others["booking"]:
        follow_cancelling(case, run)


def follow_cancelling(case, run):
    name = case.document["bookingId"]
    run.follow("booking", case.others["booking"], "cancel", reason=case.arguments.get("reason"))
    if has_fee(case.document):
        run.decision.fee_triggers.append({
            "key": f"{fee_key(name)}/reversed", "reverses": fee_key(name),
            "subject": {"type": "booking", "id": name}, "at": run.decision.at})


def close(following):
    def effect(case, run):
        run.change(bookingId=None)
        if case.others["booking"]:
            run.follow("booking", case.others["booking"], following)
    return effect


def expire(case, run):
    run.change()


EFFECTS = {"issue": issue, "assign_holder": hand_over, "transfer": hand_over, "book": book, "reschedule": reschedule,
           "cancel_booking": cancel_booking, "consume": close("complete"), "mark_no_show": close("no_show"),
           "cancel": cancel, "expire": expire}
