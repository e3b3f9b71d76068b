"""The offer's commands: arguments, the documents they need, and what they change."""

import documents
from evidence import terms_sha256
from lookup import find_offers, find_one, wrong_document
from policy import look_up
from refusal import Refusal
from shape import check_object, identifier, record, text

NOTHING = record()


def read_make(given, call):
    arguments = record({"offer": lambda value, path: value, "policy": identifier})(given, "")
    policy = look_up(call.policies, arguments["policy"])
    rooms = {"negotiationRoomId": f"mortgage:offer:{call.id}", "contractRoomId": None}
    argument = arguments["offer"]
    if isinstance(argument, dict) and isinstance(argument.get("roomRefs"), dict):
        check_object(argument["roomRefs"], "offer.roomRefs")
        given_rooms = {name: room for name, room in argument["roomRefs"].items() if room is not None}
        argument = {**argument, "roomRefs": {**rooms, **given_rooms}}
    filled = {"status": "offered", "policy": {"id": policy["id"], "asOf": policy["asOf"]}, "roomRefs": rooms}
    return {"proposed": documents.create("offer", argument, "offer", filled, emptied=("evidence",))}


def read_amend(given, call):
    arguments = record(optional={**documents.TERMS, "termsRef": text})(given, "")
    if not arguments:
        raise Refusal("input.missing_field")
    return arguments


def read_evidence(given, call):
    item = record({"evidence": documents.EVIDENCE_ARGUMENT})(given, "")["evidence"]
    by = call.actor["party"] if isinstance(call.actor, dict) else None
    if by is not None and item.get("by", by) != by:
        raise Refusal("input.bad_value", "evidence.by")
    return {"evidence": {**item, "by": by}}


ARGUMENTS = {
    "make": read_make,
    "amend": read_amend,
    "record_evidence": read_evidence,
    "accept": lambda given, call: record({"contractId": identifier})(given, ""),
    **{command: lambda given, call: NOTHING(given, "") for command in ("decline", "withdraw", "expire", "supersede")},
}


def find_application(case, store):
    return {"application": find_one(store, "application", case.document["applicationId"])}


def find_for_accept(case, store):
    others = find_application(case, store)
    live = others["application"].get("liveOffers", [])
    name = case.document["voucherId"]
    is_live = others["application"]["status"] in ("open", "offered")
    if case.document["status"] == "offered" and is_live and name not in live:
        raise wrong_document("application", [case.document["applicationId"]], [])
    siblings = find_offers(store, "siblings", [other for other in live if other != name])
    return {**others, "siblings": siblings}


DOCUMENTS = {**{command: find_application for command in ("make", "amend", "decline", "withdraw", "expire",
                                                          "supersede")},
             "accept": find_for_accept}


def make(case, run):
    run.decision.change("offer", run.id, None, case.document, run.row["event"], case.actor,
                        {name: case.document[name] for name in ("applicationId", "issuerId")})
    run.follow("application", case.application, "record_offer", offerId=run.id)


def amend(case, run):
    run.change(**case.arguments, data={"termsSha256": terms_sha256(case.proposed)})
    leave_unchanged(case, run)


def record_evidence(case, run):
    item = case.arguments["evidence"]
    run.change(evidence=[*case.document.get("evidence", []), item], data={"kind": item["kind"]})


def accept(case, run):
    contract = case.arguments["contractId"]
    rooms = {**case.document["roomRefs"], "contractRoomId": f"mortgage:contract:{contract}"}
    run.change(roomRefs=rooms, data={"contractId": contract})
    for sibling in case.others["siblings"]:
        run.follow("offer", sibling, "supersede")
    run.follow("application", case.application, "accept_offer", offerId=run.id)
    run.follow("contract", None, "create", contractId=contract, offer=case.document, policy=case.policy)


def leave(case, run):
    """Declined, withdrawn or expired: the application forgets the offer while it is open or offered."""
    run.change()
    if case.application["status"] in ("open", "offered"):
        run.follow("application", case.application, "record_offer_gone", offerId=run.id)
    else:
        leave_unchanged(case, run)


def supersede(case, run):
    run.change()
    if not run.is_consequence:
        leave_unchanged(case, run)


def leave_unchanged(case, run):
    run.decision.unchanged("application", case.application["applicationId"], case.application["version"])


EFFECTS = {"make": make, "amend": amend, "record_evidence": record_evidence, "accept": accept, "decline": leave,
           "withdraw": leave, "expire": leave, "supersede": supersede}
