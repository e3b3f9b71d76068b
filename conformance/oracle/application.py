"""The application's commands: arguments, the documents they need, and what they change."""

import documents
import instant
from guards import new_lenders
from lookup import find_offers, find_one
from refusal import Refusal
from shape import identifier, list_of, record

NOTHING = record()


def read_submit(given, call):
    argument = record({"application": lambda value, path: value})(given, "")["application"]
    now = instant.written(call.now)
    application = documents.create("application", argument, "application", {"status": "open"},
                                   emptied=("liveOffers", "declinedBy"), defaults={"submissionTs": now})
    if instant.parse(application["submissionTs"]) > call.now:
        raise Refusal("input.bad_value", "application.submissionTs")
    return {"proposed": application}


ARGUMENTS = {
    "submit": read_submit,
    "share": lambda given, call: record({"lenders": list_of(identifier)})(given, ""),
    "decline": lambda given, call: NOTHING(given, ""),
    "withdraw": lambda given, call: NOTHING(given, ""),
}


def find_property(case, store):
    return {"property": find_one(store, "property", case.document["propertyId"])}


def find_live_offers(case, store):
    return {"offers": find_offers(store, "offers", case.document.get("liveOffers", []))}


DOCUMENTS = {"submit": find_property, "withdraw": find_live_offers}


def submit(case, run):
    run.decision.change("application", run.id, None, case.document, run.row["event"], case.actor,
                        {"propertyId": case.document["propertyId"]})
    house = case.others["property"]
    run.decision.unchanged("property", house["propertyId"], house["version"])


def share(case, run):
    added = new_lenders(case)
    run.change(sharedWith=[*case.document.get("sharedWith", []), *added], data={"lenders": added})


def decline(case, run):
    run.change(declinedBy=[*case.document.get("declinedBy", []), case.party], data={"lenderId": case.party})


def withdraw(case, run):
    run.change(liveOffers=[])
    for offer in case.others["offers"]:
        run.follow("offer", offer, "supersede")


def record_offer(case, run):
    offer = case.arguments["offerId"]
    run.change(liveOffers=[*case.document.get("liveOffers", []), offer], data={"offerId": offer})


def record_offer_gone(case, run):
    offer = case.arguments["offerId"]
    left = [name for name in case.document["liveOffers"] if name != offer]
    run.change(liveOffers=left, data={"offerId": offer})


def accept_offer(case, run):
    run.change(liveOffers=[], data={"offerId": case.arguments["offerId"]})


EFFECTS = {"submit": submit, "share": share, "decline": decline, "withdraw": withdraw, "record_offer": record_offer,
           "record_offer_gone": record_offer_gone, "accept_offer": accept_offer}
