"""Scenarios: steps decided one after the other and committed as a host would."""

from __future__ import annotations

from typing import Any

import vectors
from commands import decide
from mot_core import (
    Application,
    Booking,
    Card,
    Contract,
    Decision,
    Event,
    Identity,
    MotError,
    Offer,
    Property,
    Tranche,
    Voucher,
)
from mot_core.lifecycle import Unchanged, fold
from refused import Refused

KINDS: dict[str, Any] = {
    "identity": Identity,
    "property": Property,
    "application": Application,
    "offer": Offer,
    "contract": Contract,
    "tranche": Tranche,
    "voucher": Voucher,
    "booking": Booking,
    "card": Card,
}
IDS = {
    "identity": "uid",
    "property": "propertyId",
    "application": "applicationId",
    "booking": "bookingId",
    "card": "cardId",
}

Key = tuple[str, str]


def run(given: dict[str, Any]) -> dict[str, int]:
    """The count of steps if every step does what is expected of it."""
    store = Store(given.get("documents") or [])
    steps = given["steps"]
    if not steps:
        raise AssertionError("has no steps")
    for index, step in enumerate(steps, start=1):
        fault = store.take(step) or store.broken_law()
        if fault is not None:
            raise AssertionError(f"step {index} {step['command']}: {fault}")
    return {"steps": len(steps)}


class Store:
    """The documents as JSON, as a host has them, and each as it first was with the events since."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        self.documents: dict[Key, dict[str, Any]] = {}
        self.histories: dict[Key, tuple[Any, list[Event]]] = {}
        for entry in entries:
            kind, document = entry["kind"], entry["document"]
            key = (kind, document[IDS.get(kind, "voucherId")])
            self.documents[key] = document
            try:
                self.histories[key] = (KINDS[kind].from_dict(document), [])
            except MotError:
                pass  # a stored document that cannot be read has no history

    def take(self, step: dict[str, Any]) -> str | None:
        """The fault of a step that does not do what is expected of it."""
        expect = step["expect"]
        try:
            decision = self.decide(step)
            self.commit(decision)
        except Refused as refused:
            expected = {**expect, "code": expect.get("error")}
            return None if refused.is_expected(expected) else f"expected {vectors.shown(expect)}, got {refused}"
        if expect.get("error") is not None:
            return f"expected {expect['error']}, got {decision.to_json()}"
        names = [event.name for event in decision.events]
        if names != expect["events"]:
            return f"expected {expect['events']}, got {names}"
        for path, fields in (expect.get("state") or {}).items():
            kind, _, identifier = path.partition("/")
            stored = self.documents.get((kind, identifier))
            if not vectors.holds(fields, stored):
                return f"expected {path} to have {vectors.shown(fields)}, it is {vectors.shown(stored)}"
        whole = expect.get("decision")
        given = decision.to_dict()
        if whole is not None and not (vectors.holds(whole, given) and vectors.holds(given, whole)):
            return f"expected the decision {vectors.shown(whole)}, got {vectors.shown(given)}"
        return None

    def decide(self, step: dict[str, Any]) -> Decision:
        command, key = step["command"], (step["on"]["kind"], step["on"]["id"])
        document = self.documents.get(key)
        arguments = dict(step.get("with") or {})
        replaced = arguments.pop("documents", {})
        arguments.update(self.others(command, document or {}, arguments))
        arguments.update(replaced)
        context = {"now": step["now"], "actor": step["actor"], "expectedVersion": step.get("expectedVersion")}
        return decide(command, document, arguments, context)

    def others(self, command: str, document: dict[str, Any], arguments: dict[str, Any]) -> dict[str, Any]:
        """The other documents that the command needs, found among those of the scenario."""
        match command:
            case "application.submit":
                return self.find("property", (arguments.get("application") or {}).get("propertyId"))
            case "application.withdraw":
                return {"offers": self.live(document)}
            case "offer.make":
                return self.find("application", (arguments.get("offer") or {}).get("applicationId"))
            case "offer.amend" | "offer.decline" | "offer.withdraw" | "offer.expire" | "offer.supersede":
                return self.find("application", document.get("applicationId"))
            case "offer.accept":
                found = self.find("application", document.get("applicationId"))
                siblings = self.live(found.get("application", {}), without=document.get("voucherId"))
                return {**found, "siblings": siblings}
            case "tranche.issue":
                offer_id = (arguments.get("tranche") or {}).get("underlyingOfferId")
                tranches = self.naming("tranche", "underlyingOfferId", offer_id)
                return {**self.underlying(offer_id), "tranches": tranches}
            case "tranche.place" | "tranche.lapse":
                return self.underlying(document.get("underlyingOfferId"))
            case "tranche.withdraw" | "tranche.expire":
                return self.find("offer", document.get("underlyingOfferId"))
            case "voucher.book":
                found = self.find("booking", arguments.get("bookingId"))
                return {"hold": found["booking"]} if found else {}
            case (
                "voucher.reschedule"
                | "voucher.cancel_booking"
                | "voucher.consume"
                | "voucher.mark_no_show"
                | "voucher.cancel"
            ):
                return self.find("booking", document.get("bookingId"))
            case "booking.hold":
                return self.find("voucher", arguments.get("voucherId"))
            case "booking.release":
                return self.find("voucher", document.get("voucherId"))
            case _:
                return {}

    def find(self, kind: str, identifier: Any) -> dict[str, Any]:
        found = self.documents.get((kind, identifier))
        return {} if found is None else {kind: found}

    def live(self, application: dict[str, Any], without: Any = None) -> list[dict[str, Any]]:
        ids = [identifier for identifier in application.get("liveOffers") or [] if identifier != without]
        return [self.documents["offer", identifier] for identifier in ids if ("offer", identifier) in self.documents]

    def underlying(self, offer_id: Any) -> dict[str, Any]:
        """The offer that a tranche names and, if it was accepted, its contract."""
        found = self.find("offer", offer_id)
        if not found or found["offer"]["status"] != "accepted":
            return found
        return {**found, "contract": next(iter(self.naming("contract", "offerVoucherId", offer_id)), None)}

    def naming(self, kind: str, field: str, identifier: Any) -> list[dict[str, Any]]:
        """The documents of a kind that have this id in a field."""
        known = self.documents.items()
        return [document for (of, _), document in known if of == kind and document[field] == identifier]

    def commit(self, decision: Decision) -> None:
        """All of a decision, or nothing of it."""
        written = [(change.kind, change.id, change.expected_version) for change in decision.changes]
        unchanged = [
            (requirement.kind, requirement.id, requirement.version)
            for requirement in decision.requires
            if isinstance(requirement, Unchanged)
        ]
        for kind, identifier, expected in written + unchanged:
            stored = self.documents.get((kind, identifier))
            if (0 if stored is None else stored.get("version", 1)) != expected:
                raise Refused("lifecycle.version_conflict", None, {}, "the store holds another version")
        for change in decision.changes:
            key = (change.kind, change.id)
            self.documents[key] = change.document.to_dict()
            self.histories.setdefault(key, (change.document, []))
        for event in decision.events:
            subject = (event.subject.kind, event.subject.id)
            if subject in self.histories:
                self.histories[subject][1].append(event)

    def broken_law(self) -> str | None:
        """The law of events: the first document folded with all its later events is the stored one."""
        for key, (first, events) in self.histories.items():
            folded, stored = fold(first, events), KINDS[key[0]].from_dict(self.documents[key])
            if folded != stored:
                return f"{key} folded is {folded.to_json()}, stored {stored.to_json()}"
        return None
