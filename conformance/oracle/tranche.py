"""The tranche's commands: arguments, the documents they need, and what they change."""

import documents
from lookup import find_one, wrong_document
from refusal import Refusal
from shape import check_object, record

NOTHING = record()


def read_issue(given, call):
    argument = record({"tranche": lambda value, path: value})(given, "")["tranche"]
    rooms = {"investorRoomId": f"mortgage:tranche:{call.id}"}
    if isinstance(argument, dict) and isinstance(argument.get("roomRefs"), dict):
        check_object(argument["roomRefs"], "tranche.roomRefs")
        given_rooms = {name: room for name, room in argument["roomRefs"].items() if room is not None}
        argument = {**argument, "roomRefs": {**rooms, **given_rooms}}
    filled = {"status": "offered", "holderUid": None, "roomRefs": rooms, "issuerId": issuer(argument, call.store)}
    return {"proposed": documents.create("tranche", argument, "tranche", filled)}


def issuer(argument, store):
    """The lender of the offer that is named. Without that offer none can be filled in, and it is refused later."""
    name = argument.get("underlyingOfferId") if isinstance(argument, dict) else None
    offer = store.one("offer", name) if isinstance(name, str) else None
    if offer and offer["voucherId"] == name:
        return offer["issuerId"]
    return (isinstance(argument, dict) and argument.get("issuerId")) or "nobody"


ARGUMENTS = {
    "issue": read_issue,
    **{command: lambda given, call: NOTHING(given, "") for command in ("place", "withdraw", "expire", "lapse")},
}


def find_offer(case, store):
    return {"offer": find_one(store, "offer", case.document["underlyingOfferId"])}


def find_underlying(case, store):
    """The offer and, if it was accepted, the contract that it became."""
    others = find_offer(case, store)
    offer = others["offer"]
    contract = contract_of(offer, store)
    read = contract and documents.read("contract", contract)
    if offer["status"] != "accepted":
        if read:
            raise wrong_document("contract", [], [read["voucherId"]])
        return others
    room = offer["roomRefs"]["contractRoomId"]
    named = room and room.removeprefix("mortgage:contract:")
    if not read or read["offerVoucherId"] != offer["voucherId"] or named not in (None, read["voucherId"]):
        raise wrong_document("contract", [named] if named else [], [read["voucherId"]] if read else [])
    return {**others, "contract": read}


def contract_of(offer, store):
    if "contract" in store.given:
        return store.given["contract"]
    if offer["status"] != "accepted":
        return None
    return next((document for (kind, _), document in store.stored.items()
                 if kind == "contract" and document["offerVoucherId"] == offer["voucherId"]), None)


def find_for_issue(case, store):
    offer = case.document["underlyingOfferId"]
    issued = store.given.get("tranches")
    if issued is None:
        issued = [document for (kind, _), document in store.stored.items()
                  if kind == "tranche" and document["underlyingOfferId"] == offer]
    issued = sorted((documents.read("tranche", one) for one in issued), key=lambda one: one["voucherId"])
    names = [one["voucherId"] for one in issued]
    if case.document["voucherId"] in names:
        raise Refusal("lifecycle.already_exists")
    others = find_underlying(case, store)
    extra = [one["voucherId"] for one in issued if one["underlyingOfferId"] != offer]
    extra += [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if extra:
        raise wrong_document("tranche", [], extra)
    return {**others, "tranches": issued}


DOCUMENTS = {"issue": find_for_issue, "place": find_underlying, "withdraw": find_offer, "expire": find_offer,
             "lapse": find_underlying}


def issue(case, run):
    run.decision.change("tranche", run.id, None, case.document, run.row["event"], case.actor)
    earlier = case.others["tranches"]
    offer = case.others["offer"]["voucherId"]
    run.decision.requires.append({"unique": f"tranches/{offer}/{len(earlier) + 1}"})
    leave_unchanged(case, run)
    for tranche in earlier:
        run.decision.unchanged("tranche", tranche["voucherId"], tranche["version"])


def place(case, run):
    part, loan = case.document["nominalAmount"], case.others["offer"]["loan"]
    if part["currency"] != loan["currency"]:
        raise Refusal("money.currency_mismatch")
    if part["amount"] > loan["amount"]:
        raise Refusal("mortgage.tranches_exceed_loan")
    run.change(holderUid=case.party)
    leave_unchanged(case, run)
    run.decision.fee_triggers.append({
        "key": f"mortgage.tranche_placed/tranche/{run.id}", "trigger": "mortgage.tranche_placed",
        "subject": run.subject, "base": case.document["nominalAmount"],
        "payer": {"role": "lender", "id": case.others["offer"]["issuerId"]}, "at": run.decision.at})


def end(case, run):
    run.change()
    leave_unchanged(case, run)


def leave_unchanged(case, run):
    for kind in ("offer", "contract"):
        if kind in case.others:
            document = case.others[kind]
            run.decision.unchanged(kind, document["voucherId"], document["version"])


EFFECTS = {"issue": issue, "place": place, "withdraw": end, "expire": end, "lapse": end}
