"""The commands of a card of several units."""

import documents
import instant
import money
from refusal import Refusal
from shape import identifier, record
from voucher import not_after_now

NOTHING = record()
UNITS = 10


def read_issue(given, call):
    argument = record({"card": lambda value, path: value})(given, "")["card"]
    if documents.negative(argument, "units"):
        raise Refusal("voucher.no_units", "card.units")
    card = documents.create("card", argument, "card", {"status": "active"}, emptied=("redemptions",),
                            defaults={"units": UNITS, "createdAt": instant.written(call.now)})
    return {"proposed": not_after_now(card, "card", call)}


def read_nonce(given, call):
    return record({"nonce": identifier})(given, "")


ARGUMENTS = {"issue": read_issue, "redeem": read_nonce, "undo_redemption": read_nonce,
             **{command: lambda given, call: NOTHING(given, "") for command in ("expire", "cancel")}}
DOCUMENTS = {}


def used(card):
    return sum("undoneAt" not in redemption for redemption in card.get("redemptions", []))


def issue(case, run):
    run.decision.change("card", run.id, None, case.document, run.row["event"], case.actor)


def redeem(case, run):
    nonce = case.arguments["nonce"]
    redemption = {"nonce": nonce, "at": run.decision.at}
    run.change(redemptions=[*case.document.get("redemptions", []), redemption], data={"nonce": nonce})


def undo_redemption(case, run):
    nonce = case.arguments["nonce"]
    redemptions = [{**one, "undoneAt": run.decision.at} if one["nonce"] == nonce else one
                   for one in case.document["redemptions"]]
    run.change(redemptions=redemptions, data={"nonce": nonce})


def expire(case, run):
    run.change()


def cancel(case, run):
    """The redeemed units have taken the first parts of the price; the others go back."""
    price, units = case.document["price"], case.document["units"]
    if price is None:
        return run.change()
    parts = money.allocate({"total": price, "weights": [1] * units})["parts"]
    run.change(data={"refund": {"amount": sum(parts[used(case.document):]), "currency": price["currency"]}})


EFFECTS = {"issue": issue, "redeem": redeem, "undo_redemption": undo_redemption, "expire": expire, "cancel": cancel}
