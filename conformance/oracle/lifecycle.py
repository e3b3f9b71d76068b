"""Deciding one command: the refusals in their order, then the row, its effect and its consequences."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import application
import booking
import card
import contract
import documents
import identity
import offer
import tranche
import voucher
from case import Case
from decision import Decision
from guards import judge
from refusal import Refusal
from roles import roles_of

TABLES = json.loads(Path(__file__).with_name("machines.json").read_text("utf-8"))["machines"]
MACHINES = {table["subject"]: table for table in TABLES.values()}
MODULES = {"application": application, "offer": offer, "contract": contract, "tranche": tranche,
           "identity": identity, "voucher": voucher, "booking": booking, "card": card}
NAMED_BY = {"contract": "contractId", "booking": "bookingId"}


@dataclass
class Call:
    kind: str
    command: str
    id: str
    arguments: dict
    actor: object
    now: int
    policies: list
    expected_version: int | None = None
    store: object = None


def decide(call, store):
    """The decision, or the first refusal in the order that the table file names."""
    rows = [row for row in MACHINES.get(call.kind, {"transitions": []})["transitions"]
            if row["command"] == call.command]
    if not rows:
        raise Refusal("lifecycle.unknown_command")
    case = read_case(call, store, rows)
    if only_creates(rows):
        if store.one_stored(call.kind, call.id) is not None:
            raise Refusal("lifecycle.already_exists")
    elif case.document is None:
        raise Refusal("lifecycle.not_found")
    finder = MODULES[call.kind].DOCUMENTS.get(call.command)
    case.others = finder(case, store) if finder else {}
    version = store.one_stored(call.kind, call.id) and case.document["version"] or 0
    if call.expected_version not in (None, version):
        raise Refusal("lifecycle.version_conflict")
    row = choose(rows, case, status(case, version), roles(case))
    run = Run(Decision(call.now), call.kind, call.id, row, case)
    run.take()
    run.judge_consequences()
    return run.decision


def only_creates(rows):
    return all(row["from"] == "-" for row in rows)


def read_case(call, store, rows):
    call.store = store
    consequence_only = all(row.get("consequence") for row in rows)
    reader = MODULES[call.kind].ARGUMENTS.get(call.command)
    arguments = {} if consequence_only else reader(call.arguments, call)
    proposed = arguments.pop("proposed", None)
    stored = store.one_stored(call.kind, call.id)
    creates = proposed and (stored is None or only_creates(rows))
    document = proposed if creates else stored and documents.read(call.kind, stored)
    case = Case(call.kind, document, arguments, call.now, call.actor, call.policies)
    if call.kind == "offer" and call.command == "amend" and document:
        case.proposed = {**document, **arguments}
    return case


def status(case, version):
    return case.document["status"] if version else "-"


def roles(case):
    """Who holds a slot has a role of the voucher's: the booking does not exist yet."""
    if case.document is None and "voucher" in case.others:
        return roles_of("voucher", case.others["voucher"], case.actor)
    return roles_of(case.kind, case.document, case.actor) if case.document else []


def choose(rows, case, present, actor_roles):
    """The first row whose guards all hold; if none, the row that got furthest says why."""
    here = [row for row in rows if row["from"] == present]
    if present in MACHINES[case.kind]["terminal"]:
        raise Refusal("lifecycle.terminal_state")
    if not here:
        raise Refusal("lifecycle.illegal_transition")
    open_to_actor = [row for row in here if not row.get("consequence") and set(row["actors"]) & set(actor_roles)]
    if not open_to_actor:
        raise Refusal("lifecycle.actor_not_allowed")
    if case.kind == "contract" and rows[0]["command"] == "sign":
        case.arguments["role"] = next(role for role in documents.ROLES if role in actor_roles)
    return first_holding(open_to_actor, case)


def first_holding(rows, case):
    furthest, refusal = -1, None
    for row in rows:
        failed = first_failure(row, case)
        if failed is None:
            return row
        if failed[0] > furthest:
            furthest, refusal = failed
    raise refusal


def first_failure(row, case):
    for index, guard in enumerate(row["guards"]):
        refusal = judge(guard["guard"], case)
        if refusal is not None:
            return index, refusal
    return None


@dataclass
class Run:
    """One row being taken: what its effect may do to the decision."""

    decision: Decision
    kind: str
    id: str
    row: dict
    case: Case
    followed: list = field(default_factory=list)
    is_consequence: bool = False

    @property
    def subject(self):
        return {"type": self.kind, "id": self.id}

    def take(self):
        MODULES[self.kind].EFFECTS[self.row["command"]](self.case, self)

    def change(self, data=None, **fields):
        new = {**self.case.document, **fields, "status": self.row["to"]}
        self.decision.change(self.kind, self.id, self.case.document, new, self.row["event"], self.case.actor, data)

    def follow(self, kind, document, command, **arguments):
        """A consequence runs as system, inside the same decision."""
        name = document[documents.ID_FIELD[kind]] if document else arguments[NAMED_BY[kind]]
        case = Case(kind, document, arguments, self.case.now, "system", self.case.policies)
        present = document["status"] if document else "-"
        rows = [row for row in MACHINES[kind]["transitions"] if (row["from"], row["command"]) == (present, command)]
        if not rows:
            raise Refusal("lifecycle.illegal_transition")
        row = rows[0] if len(rows) == 1 else first_holding(rows, case)
        self.followed.append((row, case))
        Run(self.decision, kind, name, row, case, is_consequence=True).take()

    def judge_consequences(self):
        """A consequence's guards see the decision's outcome, so they are judged when all is done."""
        for row, case in self.followed:
            case.others = {change["kind"]: change["document"] for change in self.decision.changed.values()}
            first_holding([row], case)
