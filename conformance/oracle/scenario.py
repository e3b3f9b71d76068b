"""Scenarios: steps decided one after the other, committed as a host would, the law of events checked after each."""

import documents
import identity
import instant
from decision import fold
from lifecycle import Call, decide
from lookup import Store
from policy import read_policies
from refusal import Refusal
from sameness import same


class Disagreement(Exception):
    """A step did something else than the vector says."""


class Scenario:
    def __init__(self, given):
        self.stored = {}
        for entry in given["documents"]:
            document = entry["document"]
            self.stored[entry["kind"], document[documents.ID_FIELD[entry["kind"]]]] = document
        self.first = {key: self.read(key) for key in self.stored}
        self.events = []

    def read(self, key):
        try:
            return documents.read(key[0], self.stored[key])
        except Refusal:
            return None

    def step(self, step):
        """The step's decision, committed; or its refusal, which changes nothing."""
        decision = decide(*as_call(step, self.stored))
        self.commit(decision)
        return decision

    def commit(self, decision):
        expectations = [(change["kind"], change["id"], change["expectedVersion"])
                        for change in decision.changed.values()]
        expectations += [(one["unchanged"]["kind"], one["unchanged"]["id"], one["unchanged"]["version"])
                         for one in decision.requires if "unchanged" in one]
        for kind, name, version in expectations:
            stored = self.stored.get((kind, name))
            if (stored.get("version", 1) if stored else 0) != version:
                raise Refusal("lifecycle.version_conflict")
        for change in decision.changed.values():
            key = change["kind"], change["id"]
            self.stored[key] = change["document"]
            self.first.setdefault(key, change["document"])
        self.events += decision.events

    def check_law(self):
        """The first document, folded with the events after it, gives the stored one."""
        for key, first in self.first.items():
            if first is None:
                continue
            folded = first
            for event in self.events:
                if (event["subject"]["type"], event["subject"]["id"]) == key and event["data"]["set"]:
                    folded = fold(folded, event)
                elif (event["subject"]["type"], event["subject"]["id"]) == key:
                    folded = {**folded, "version": event["version"]}
            if not same(folded, documents.read(key[0], self.stored[key])):
                raise Disagreement(f"law of events broken for {'/'.join(key)}: {folded}")


def as_call(step, stored):
    kind, command = step["command"].split(".", 1)
    arguments = dict(step.get("with", {}))
    store = SteppedStore(stored, arguments.pop("documents", {}))
    policies = read_policies(arguments.pop("policies", None))
    now = instant.parse(step["now"], floor=True)
    if step["command"] == "identity.verify":
        arguments = identity.with_candidate(arguments, stored.get(("identity", step["on"]["id"])), now)
    call = Call(kind, command, step["on"]["id"], arguments, step["actor"], now, policies, step.get("expectedVersion"))
    return call, store


class SteppedStore(Store):
    def one_stored(self, kind, name):
        return self.stored.get((kind, name))


def run(given):
    scenario = Scenario(given)
    for number, step in enumerate(given["steps"], 1):
        try:
            compare(step["expect"], outcome(scenario, step), scenario.stored)
            scenario.check_law()
        except Disagreement as disagreement:
            raise Disagreement(f"step {number} {step['command']}: {disagreement}") from None
    return {"steps": len(given["steps"])}


def outcome(scenario, step):
    try:
        return scenario.step(step)
    except Refusal as refusal:
        return refusal


def compare(expected, got, stored):
    if isinstance(got, Refusal):
        if expected.get("error") != got.code:
            raise Disagreement(f"expected {expected.get('error') or expected.get('events')}, got {got.as_json()}")
        for name in ("details", "path"):
            if name in expected and expected[name] != getattr(got, name):
                raise Disagreement(f"expected {name} {expected[name]}, got {getattr(got, name)}")
        return
    names = [event["type"] for event in got.events]
    if expected.get("error") or expected["events"] != names:
        raise Disagreement(f"expected {expected.get('error') or expected['events']}, got {names}")
    for key, fields in expected.get("state", {}).items():
        compare_state(key, fields, stored.get(tuple(key.split("/", 1)), {}))
    if "decision" in expected and not same(expected["decision"], got.as_json()):
        raise Disagreement(f"expected decision {expected['decision']}, got {got.as_json()}")


def compare_state(key, fields, document):
    for name, value in fields.items():
        if not same(value, document.get(name)):
            raise Disagreement(f"expected {name} of {key} to be {value}, got {document.get(name)}")
