#!/usr/bin/env python3
"""Write ../vectors/scenario.run.pairs.json: for every state and command of the machines one step.

Whether a step is legal, and the code if it is not, is read off machines.json by the order of refusals alone; the
events of a legal step stand here; its decision is the oracle's. A legal pair with several rows has a step for each.
"""

from pathlib import Path

import voucher_pairs
from layout import laid_out
from lifecycle import MACHINES, decide
from samples import (APPLICATION, BORROWER_SIGNED, CONTRACT, DRAFT, OFFER, SIBLING, SIGNED, TRANCHE, application,
                     contract, euros, house, new_application, new_offer, new_tranche, offer, sheet_for, tranche)
from scenario import Scenario, as_call

TARGET = Path(__file__).resolve().parent.parent / "vectors" / "scenario.run.pairs.json"
IDS = {"application": APPLICATION, "offer": OFFER, "contract": CONTRACT, "tranche": TRANCHE, **voucher_pairs.IDS}
BORROWER, LENDER, SECOND = {"party": "user-abc"}, {"party": "bank-xyz"}, {"party": "bank-2"}
INVESTOR = {"party": "investor-1"}
NOWS = dict.fromkeys(voucher_pairs.IDS, voucher_pairs.NOW)
NOW, LAPSED = "2025-02-05T11:00:00Z", "2025-02-10T23:59:59.001Z"
IN_WINDOW, AFTER_WINDOW = "2025-02-19T10:00:00Z", "2025-02-19T10:00:00.001Z"
TRANCHE_LAPSED = "2025-03-01T23:59:59.001Z"


def evidence_of_offer():
    return {"evidence": sheet_for(offer(), "2025-02-05T11:00:00Z")}


# kind, command: arguments, actor
STEPS = {
    ("application", "submit"): ({"application": new_application()}, BORROWER),
    ("application", "share"): ({"lenders": ["bank-3"]}, BORROWER),
    ("application", "record_offer"): ({"offerId": SIBLING}, "system"),
    ("application", "record_offer_gone"): ({"offerId": OFFER}, "system"),
    ("application", "decline"): ({}, LENDER),
    ("application", "accept_offer"): ({"offerId": OFFER}, "system"),
    ("application", "withdraw"): ({}, BORROWER),
    ("offer", "make"): ({"offer": new_offer(), "policy": "de_mortgage"}, LENDER),
    ("offer", "amend"): ({"loan": euros(35000000)}, LENDER),
    ("offer", "record_evidence"): (evidence_of_offer(), LENDER),
    ("offer", "accept"): ({"contractId": CONTRACT}, BORROWER),
    ("offer", "decline"): ({}, BORROWER),
    ("offer", "withdraw"): ({}, LENDER),
    ("offer", "expire"): ({}, "system"),
    ("offer", "supersede"): ({}, "system"),
    ("contract", "create"): ({"contractId": CONTRACT}, "system"),
    ("contract", "replace_draft"): ({"draftPdf": "s3://contracts/drafts/v2.pdf", "sha256": SIGNED}, LENDER),
    ("contract", "assign_notary"): ({"notaryId": "notary-1"}, BORROWER),
    ("contract", "record_evidence"): ({"evidence": {"kind": "disbursement", "at": NOW}}, LENDER),
    ("contract", "sign"): ({"documentSha256": DRAFT}, BORROWER),
    ("contract", "attach_document"): ({"signedPdf": f"s3://contracts/signed/{CONTRACT}.pdf", "sha256": SIGNED},
                                      LENDER),
    ("contract", "withdraw"): ({}, BORROWER),
    ("contract", "archive"): ({}, LENDER),
    ("contract", "cancel"): ({}, BORROWER),
    ("tranche", "issue"): ({"tranche": new_tranche()}, LENDER),
    ("tranche", "place"): ({}, INVESTOR),
    ("tranche", "withdraw"): ({}, LENDER),
    ("tranche", "expire"): ({}, "system"),
    ("tranche", "lapse"): ({}, "system"),
    **voucher_pairs.STEPS,
}

OFFERED = application("offered", [OFFER, SIBLING])
LAST_OFFERED = application("offered", [OFFER])
SECOND_OFFER = offer(name=SIBLING, lender="bank-2")
GONE = ["application.offer_gone"]

# kind, state, command: each legal row with its events, the documents it needs, and what differs from STEPS
LEGAL = {
    ("application", "-", "submit"): [("", ["application.submitted"], [house()], {})],
    ("application", "open", "share"): [("", ["application.shared"], [application("open")], {})],
    ("application", "offered", "share"): [("", ["application.shared"], [LAST_OFFERED, offer()], {})],
    ("application", "open", "decline"): [
        ("another-undecided", ["application.lender_declined"], [application("open")], {}),
        ("last-lender", ["application.rejected"], [application("open", declinedBy=["bank-2"])], {})],
    ("application", "offered", "decline"): [
        ("", ["application.lender_declined"], [application("offered", [SIBLING], declinedBy=["bank-2"]),
                                               SECOND_OFFER], {})],
    ("application", "open", "withdraw"): [("", ["application.withdrawn"], [application("open")], {})],
    ("application", "offered", "withdraw"): [
        ("", ["application.withdrawn", "offer.superseded", "offer.superseded"],
         [application("offered", [SIBLING, OFFER]), offer(), SECOND_OFFER], {})],
    ("offer", "-", "make"): [
        ("first", ["offer.made", "application.offer_recorded"], [application("open")], {}),
        ("second", ["offer.made", "application.offer_recorded"], [application("offered", [SIBLING]), SECOND_OFFER],
         {})],
    ("offer", "offered", "amend"): [("", ["offer.amended"], [OFFERED, offer(), SECOND_OFFER], {})],
    ("offer", "offered", "record_evidence"): [("", ["offer.evidence_recorded"], [OFFERED, offer(sheet=None)], {})],
    ("offer", "offered", "accept"): [
        ("alone", ["offer.accepted", "application.accepted", "contract.drafted"], [LAST_OFFERED, offer()], {}),
        ("sibling", ["offer.accepted", "offer.superseded", "application.accepted", "contract.drafted"],
         [OFFERED, offer(conditions={"withdrawalExcluded": True}), SECOND_OFFER], {})],
    ("offer", "offered", "decline"): [
        ("another-live", ["offer.declined", *GONE], [OFFERED, offer(), SECOND_OFFER], {}),
        ("last-live", ["offer.declined", *GONE], [LAST_OFFERED, offer()], {}),
        ("left-over", ["offer.declined"], [application("accepted"), offer()], {})],
    ("offer", "offered", "withdraw"): [
        ("another-live", ["offer.withdrawn", *GONE], [OFFERED, offer(), SECOND_OFFER], {}),
        ("last-live", ["offer.withdrawn", *GONE], [LAST_OFFERED, offer()], {}),
        ("left-over", ["offer.withdrawn"], [application("withdrawn"), offer()], {})],
    ("offer", "offered", "expire"): [
        ("another-live", ["offer.expired", *GONE], [OFFERED, offer(), SECOND_OFFER], {"now": LAPSED}),
        ("last-live", ["offer.expired", *GONE], [LAST_OFFERED, offer()], {"now": LAPSED}),
        ("left-over", ["offer.expired"], [application("rejected"), offer()], {"now": LAPSED})],
    ("offer", "offered", "supersede"): [("left-over", ["offer.superseded"], [application("accepted"), offer()], {})],
    ("contract", "draft", "replace_draft"): [
        ("", ["contract.draft_replaced"], [contract(signatures=[BORROWER_SIGNED])], {})],
    ("contract", "draft", "assign_notary"): [("", ["contract.notary_assigned"], [contract()], {})],
    ("contract", "draft", "record_evidence"): [("", ["contract.evidence_recorded"], [contract()], {})],
    ("contract", "draft", "sign"): [
        ("not-last", ["contract.signature_added"], [contract()], {}),
        ("last", ["contract.signature_added", "contract.signed"], [contract(signatures=[BORROWER_SIGNED])],
         {"actor": LENDER})],
    ("contract", "draft", "cancel"): [("", ["contract.cancelled"], [contract()], {})],
    ("contract", "signed", "record_evidence"): [("", ["contract.evidence_recorded"], [contract("signed")], {})],
    ("contract", "signed", "attach_document"): [("", ["contract.document_attached"], [contract("signed")], {})],
    ("contract", "signed", "withdraw"): [("", ["contract.withdrawn"], [contract("signed")], {"now": IN_WINDOW})],
    ("contract", "signed", "archive"): [
        ("", ["contract.archived"], [contract("signed", attached=True)], {"now": AFTER_WINDOW})],
    ("tranche", "-", "issue"): [
        ("first", ["tranche.issued"], [offer()], {}),
        ("third", ["tranche.issued"], [offer("accepted"), contract("signed"), tranche("placed", name=f"{TRANCHE}-2"),
                                       tranche("expired", name=f"{TRANCHE}-1")], {})],
    ("tranche", "offered", "place"): [
        ("of-offer", ["tranche.placed"], [offer(), tranche()], {}),
        ("of-contract", ["tranche.placed"], [offer("accepted"), contract(), tranche()], {})],
    ("tranche", "offered", "withdraw"): [("", ["tranche.withdrawn"], [offer(), tranche()], {})],
    ("tranche", "offered", "expire"): [
        ("", ["tranche.expired"], [offer("accepted"), contract("archived"), tranche()], {"now": TRANCHE_LAPSED})],
    ("tranche", "offered", "lapse"): [
        ("of-offer", ["tranche.lapsed"], [offer("withdrawn"), tranche()], {}),
        ("of-contract", ["tranche.lapsed"], [offer("accepted"), contract("cancelled"), tranche()], {})],
    **voucher_pairs.LEGAL,
}

# What stands beside the document in a state, so that only the state speaks
APPLICATION_OF = {"accepted": application("accepted"), "superseded": application("accepted")}
REASONS = {
    "lifecycle.not_found": "the document does not exist and the command creates none",
    "lifecycle.already_exists": "the document exists and the command would create it",
    "lifecycle.terminal_state": "no row leaves a terminal state",
    "lifecycle.illegal_transition": "no row for this state and command",
    "lifecycle.actor_not_allowed": "the command exists only as a consequence",
    "lifecycle.unknown_command": "no such command, in any state",
}


def main():
    cases = [case for kind in IDS for case in cases_of(kind, MACHINES[kind])]
    notes = "written by oracle/write_pairs.py: every state and command of the machines"
    TARGET.write_text(laid_out({"format": 1, "op": "scenario.run", "notes": notes, "cases": cases}), "utf-8")


def cases_of(kind, table):
    commands = list(dict.fromkeys(row["command"] for row in table["transitions"]))
    for state in ["-", *table["states"]]:
        refused = [(command, refusal(table, state, command)) for command in [*commands, "fly"]]
        yield refused_case(kind, state, [pair for pair in refused if pair[1]])
        for command, code in refused:
            if code is None:
                yield from (legal_case(kind, state, command, *row) for row in LEGAL[kind, state, command])


def refusal(table, state, command):
    rows = [row for row in table["transitions"] if row["command"] == command]
    here = [row for row in rows if row["from"] == state]
    if not rows:
        return "lifecycle.unknown_command"
    creates = rows[0]["from"] == "-"
    if state == "-" and not creates:
        return "lifecycle.not_found"
    if state != "-" and creates:
        return "lifecycle.already_exists"
    if state in table["terminal"]:
        return "lifecycle.terminal_state"
    if not here:
        return "lifecycle.illegal_transition"
    return "lifecycle.actor_not_allowed" if here[0].get("consequence") else None


def refused_case(kind, state, pairs):
    steps = [{**step_of(kind, command), "expect": {"error": code}} for command, code in pairs]
    codes = list(dict.fromkeys(code for _, code in pairs))
    why = "; ".join(f"{code}: {REASONS[code]}" for code in codes)
    return scenario(f"refused-{kind}-{state_name(state)}", why, documents_in(kind, state), steps)


def legal_case(kind, state, command, row, events, documents, differing):
    step = {**step_of(kind, command), **differing}
    given = {"documents": [stored(document) for document in documents], "steps": [step]}
    decision = decide(*as_call(step, Scenario(given).stored)).as_json()
    step["expect"] = {"events": events, "decision": decision}
    name = "-".join(part for part in ("legal", kind, state_name(state), command, row) if part)
    return scenario(name, f"{kind}.{command} from {state_name(state)}: the whole decision", documents, [step])


def scenario(name, why, documents, steps):
    return {"id": name, "why": why, "in": {"documents": [stored(one) for one in documents], "steps": steps},
            "ok": {"steps": len(steps)}}


def step_of(kind, command):
    arguments, actor = STEPS.get((kind, command), ({}, BORROWER))
    return {"command": f"{kind}.{command}", "on": {"kind": kind, "id": IDS[kind]}, "with": arguments,
            "now": NOWS.get(kind, NOW), "actor": actor}


def documents_in(kind, state):
    if kind in voucher_pairs.IDS:
        return voucher_pairs.documents_in(kind, state)
    if kind == "application":
        return [house(), *applications_in(state)]
    if kind == "offer":
        if state == "-":
            return [application("open")]
        beside = LAST_OFFERED if state == "offered" else APPLICATION_OF.get(state, application("open"))
        return [beside, offer(state)]
    if kind == "tranche":
        return [offer()] if state == "-" else [offer(), tranche(state)]
    return [] if state == "-" else [contract(state)]


def applications_in(state):
    if state == "-":
        return []
    return [LAST_OFFERED, offer()] if state == "offered" else [application(state)]


def stored(document):
    kinds = {"ownerUid": "property", "nominalAmount": "tranche", "issuerId": "offer", "lenderId": "contract",
             "serviceType": "voucher", "slotStart": "booking", "cardId": "card"}
    kind = next((kind for field, kind in kinds.items() if field in document), "application")
    return {"kind": kind, "document": document}


def state_name(state):
    return "none" if state == "-" else state


if __name__ == "__main__":
    main()
