"""Scenarios: steps decided one after the other and committed as a host would."""

import exact
import mot_core_mobile as mot
from commands import TYPED_ONLY, Command
from compare import holds
from refused import Refused, RefusedError


#: The commands on a voucher that its booking follows.
BOOKED = {f"voucher.{name}" for name in ("reschedule", "cancel_booking", "consume", "mark_no_show", "cancel")}


class Scenario:
    def __init__(self, given):
        self.given = given
        self.documents = {}  # The documents as JSON, as a host has them.
        self.histories = {}  # Each document as it first was, with the events since.

    def run(self):
        """The count of steps if every step does what is expected of it."""
        for entry in self.given["documents"]:
            key = (entry["kind"], id_of(entry["kind"], entry["document"]))
            self.documents[key] = entry["document"]
            try:
                self.histories[key] = (read(entry["kind"], entry["document"]), [])
            except mot.MotError:
                pass  # A document that cannot be read has no history; a command on it is refused.
        steps = self.given["steps"]
        assert steps, "has no steps"
        for number, step in enumerate(steps, 1):
            fault = self.run_step(step) or self.broken_law()
            assert fault is None, f"step {number} {step['command']}: {fault}"
        return len(steps)

    def run_step(self, step):
        expect = step["expect"]
        try:
            decision = self.decide(self.command(step))
            self.commit(decision)
        except RefusedError as error:
            agrees = "error" in expect and error.refused.is_as_expected(expect)
            return None if agrees else f"expected {expect}, got {error.refused}"
        names = [event["type"] for event in decision["events"]]
        if names != expect.get("events"):
            return f"expected {expect}, got {names}"
        for key, fields in expect.get("state", {}).items():
            stored = self.documents.get(tuple(key.split("/", 1)))
            if not holds(fields, stored):
                return f"expected {key} to have {fields}, it is {stored}"
        whole = expect.get("decision")
        if whole is not None and not (holds(whole, decision) and holds(decision, whole)):
            return f"expected the decision {whole}, got {decision}"
        return None

    def decide(self, command):
        """The typed form where there is one, compared with the form by name."""
        typed, typed_refusal = attempt(command.typed)
        if command.name in TYPED_ONLY:
            return self.decided(typed, typed_refusal)
        document = None if command.document is None else exact.dumps(command.document)
        arguments, context = exact.dumps(command.arguments), exact.dumps(command.context)
        named, refusal = attempt(lambda: mot.decide(command.name, document, arguments, context))
        if typed_refusal is not None:
            assert typed_refusal == refusal, f"the typed form refuses with {typed_refusal}, by name {refusal or named}"
        if refusal is not None:
            assert typed is None, f"the typed form gives {typed}, by name {refusal}"
            raise RefusedError(refusal)
        if typed is None:
            return exact.loads(named)
        text = mot.decision_to_json(typed)
        same = mot.canonical_json(text) == mot.canonical_json(named)
        assert same, f"the typed form gives {text}, by name {named}"
        return self.decided(typed, None)

    def decided(self, typed, refusal):
        """The decision as JSON, which says the same as the typed one."""
        if refusal is not None:
            raise RefusedError(refusal)
        decision = exact.loads(mot.decision_to_json(typed))
        assert typed.events == [mot.parse_event(exact.dumps(event)) for event in decision["events"]]
        documents = [read(change["kind"], change["document"]) for change in decision["changes"]]
        assert [change.document for change in typed.changes] == documents
        return decision

    def command(self, step):
        document = self.documents.get((step["on"]["kind"], step["on"]["id"]))
        arguments = dict(step.get("with") or {})
        replaced = arguments.pop("documents", {})
        arguments |= self.others(step["command"], document or {}, arguments)
        arguments |= replaced
        context = {name: step.get(name) for name in ("now", "actor", "expectedVersion")}
        return Command(step["command"], document, arguments, context)

    def others(self, command, document, arguments):
        """The other documents that the command needs, found among those of the scenario."""

        def find(kind, identifier):
            found = self.documents.get((kind, identifier))
            return {} if found is None else {kind: found}

        def offers(application, without):
            live = (("offer", identifier) for identifier in application.get("liveOffers", []) if identifier != without)
            return [self.documents[key] for key in live if key in self.documents]

        def argument(name, field):
            given = arguments.get(name)
            return given.get(field) if isinstance(given, dict) else None

        if command == "application.submit":
            return find("property", argument("application", "propertyId"))
        if command == "application.withdraw":
            return {"offers": offers(document, None)}
        if command == "offer.make":
            return find("application", argument("offer", "applicationId"))
        if command in ("offer.amend", "offer.decline", "offer.withdraw", "offer.expire", "offer.supersede"):
            return find("application", document.get("applicationId"))
        if command == "offer.accept":
            application = find("application", document.get("applicationId"))
            return application | {"siblings": offers(application.get("application", {}), document.get("voucherId"))}
        if command == "tranche.issue":
            offer = argument("tranche", "underlyingOfferId")
            return self.underlying(offer) | {"tranches": self.naming("tranche", "underlyingOfferId", offer)}
        if command in ("tranche.place", "tranche.lapse"):
            return self.underlying(document.get("underlyingOfferId"))
        if command in ("tranche.withdraw", "tranche.expire"):
            return find("offer", document.get("underlyingOfferId"))
        if command == "voucher.book":
            return {"hold": booking for booking in find("booking", arguments.get("bookingId")).values()}
        if command in BOOKED:
            return find("booking", document.get("bookingId"))
        if command == "booking.hold":
            return find("voucher", arguments.get("voucherId"))
        if command == "booking.release":
            return find("voucher", document.get("voucherId"))
        return {}

    def underlying(self, identifier):
        """The offer that a tranche names and, if it was accepted, its contract."""
        offer = self.documents.get(("offer", identifier))
        if offer is None:
            return {}
        drafted = self.naming("contract", "offerVoucherId", identifier) if offer["status"] == "accepted" else []
        return {"offer": offer} | {"contract": contract for contract in drafted}

    def naming(self, kind, field, identifier):
        """The documents of a kind that have this id in a field."""
        known = self.documents.items()
        return [document for (of, _), document in known if of == kind and document[field] == identifier]

    def commit(self, decision):
        unchanged = [need["unchanged"] for need in decision["requires"] if "unchanged" in need]
        expected = [(change, change["expectedVersion"]) for change in decision["changes"]]
        for subject, version in expected + [(subject, subject["version"]) for subject in unchanged]:
            stored = self.documents.get((subject["kind"], subject["id"]))
            if (0 if stored is None else stored.get("version") or 1) != version:
                raise RefusedError(Refused("lifecycle.version_conflict", {}, None))
        for change in decision["changes"]:
            key = (change["kind"], change["id"])
            self.documents[key] = change["document"]
            self.histories.setdefault(key, (read(change["kind"], change["document"]), []))
        for event in (mot.parse_event(exact.dumps(event)) for event in decision["events"]):
            key = (event.subject.kind, event.subject.id)
            if key in self.histories:
                self.histories[key][1].append(event)

    def broken_law(self):
        """The law of events: the first document folded with all its later events is the stored one."""
        for key, (first, events) in self.histories.items():
            folded, stored = mot.fold(first, events), read(key[0], self.documents[key])
            if folded != stored:
                return f"{key} folded is {folded}, stored {stored}"
        return None


def attempt(call):
    """What a call gives, or the refusal."""
    try:
        return call(), None
    except mot.MotError as refused:
        return None, Refused.of(refused)
    except RefusedError as error:
        return None, error.refused


def read(kind, document):
    return mot.parse_document(kind, exact.dumps(document))


def id_of(kind, document):
    fields = {"identity": "uid", "property": "propertyId", "application": "applicationId", "booking": "bookingId",
              "card": "cardId"}
    field = fields.get(kind, "voucherId")
    return document.get(field, "")
