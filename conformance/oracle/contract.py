"""The contract's commands: arguments and what they change. None needs another document."""

import instant
from documents import SIGNED_BY
from offer import read_evidence, record_evidence
from shape import identifier, record, sha256, text

NOTHING = record()


def read_sign(given, call):
    return record({"documentSha256": sha256})(given, "")


ARGUMENTS = {
    "replace_draft": lambda given, call: record({"draftPdf": text}, optional={"sha256": sha256})(given, ""),
    "assign_notary": lambda given, call: record({"notaryId": identifier})(given, ""),
    "record_evidence": read_evidence,
    "sign": read_sign,
    "attach_document": lambda given, call: record({"signedPdf": text}, optional={"sha256": sha256})(given, ""),
    **{command: lambda given, call: NOTHING(given, "") for command in ("withdraw", "archive", "cancel")},
}
DOCUMENTS = {}


def create(case, run):
    name, offer, policy = (case.arguments[key] for key in ("contractId", "offer", "policy"))
    contract = {
        "voucherId": name, "type": "mortgage-contract", "applicationId": offer["applicationId"],
        "offerVoucherId": offer["voucherId"], "lenderId": offer["issuerId"], "borrowerUid": offer["holderUid"],
        "status": run.row["to"], **{flag: False for flag in SIGNED_BY.values()},
        "documentRefs": {"draftPdf": None, "signedPdf": None},
        "roomRefs": {"contractRoomId": f"mortgage:contract:{name}"}, "loan": offer["loan"],
        "requiredSigners": policy["requiredSigners"], "policy": offer["policy"],
        "withdrawalExcluded": offer.get("conditions", {}).get("withdrawalExcluded") is True,
    }
    run.decision.change("contract", name, None, contract, run.row["event"], case.actor,
                        {"offerId": offer["voucherId"]})


def replace_draft(case, run):
    references = {**case.document["documentRefs"], "draftPdf": case.arguments["draftPdf"]}
    unsigned = {flag: False for flag in SIGNED_BY.values()}
    run.change(documentRefs=references, draftSha256=case.arguments["sha256"], signatures=[], **unsigned)


def assign_notary(case, run):
    notary = case.arguments["notaryId"]
    signers = case.document["requiredSigners"]
    kept = [signature for signature in case.document.get("signatures", [])
            if signature["role"] != "notary" or signature["by"] == notary]
    run.change(notaryId=notary, requiredSigners=signers if "notary" in signers else [*signers, "notary"],
               signatures=kept, signedByNotary=any(signature["role"] == "notary" for signature in kept),
               data={"notaryId": notary})


def sign(case, run):
    role = case.arguments["role"]
    signature = {"role": role, "by": case.party, "documentSha256": case.arguments["documentSha256"],
                 "at": instant.written(case.now)}
    signed = {**case.document, "signatures": [*case.document.get("signatures", []), signature], SIGNED_BY[role]: True}
    half = run.decision.change("contract", run.id, case.document, signed, "contract.signature_added", case.actor,
                               {"role": role})
    if run.row["to"] == "signed":
        run.decision.change("contract", run.id, half, {**half, "status": "signed", "signedAt": run.decision.at},
                            "contract.signed", case.actor)
        run.decision.fee_triggers.append({
            "key": fee_key(run), "trigger": "mortgage.loan_closed", "subject": run.subject,
            "base": case.document["loan"], "payer": {"role": "lender", "id": case.document["lenderId"]},
            "at": run.decision.at})


def attach_document(case, run):
    references = {**case.document["documentRefs"], "signedPdf": case.arguments["signedPdf"]}
    run.change(documentRefs=references, signedSha256=case.arguments["sha256"])


def withdraw(case, run):
    run.change()
    run.decision.fee_triggers.append({"key": f"{fee_key(run)}/reversed", "reverses": fee_key(run),
                                      "subject": run.subject, "at": run.decision.at})


def fee_key(run):
    return f"mortgage.loan_closed/contract/{run.id}"


def end(case, run):
    run.change()


EFFECTS = {"create": create, "replace_draft": replace_draft, "assign_notary": assign_notary,
           "record_evidence": record_evidence, "sign": sign, "attach_document": attach_document,
           "withdraw": withdraw, "archive": end, "cancel": end}
