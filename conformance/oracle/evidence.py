"""Evidence: what may be recorded, and what a policy still misses."""

import instant
from case import moment
from terms import terms_sha256

OF_OFFER = ("information_sheet", "binding_offer_handed_over")


def plausible(case):
    item = case.arguments["evidence"]
    belongs = (item["kind"] in OF_OFFER) == (case.kind == "offer")
    if not belongs or moment(item["at"]) > case.now:
        return False
    if item["kind"] == "information_sheet":
        return is_sheet_in_time(case, item)
    if item["kind"] == "credit_assessment":
        return "result" in item
    if item["kind"] == "identification":
        return item.get("subject") in parties(case.document)
    return True


def is_sheet_in_time(case, item):
    latest = instant.plus_days(moment(case.document["validity"]["validUntil"]), -case.reflection(case.document))
    return item.get("termsSha256") == terms_sha256(case.document) and moment(item["at"]) <= latest


def parties(contract):
    return [contract[name] for name in ("borrowerUid", "lenderId", "notaryId") if name in contract]


def missing_evidence(case):
    """Everything that the policy asks for and the document lacks, in the policy's order."""
    wanted = case.policy["evidenceForAccept" if case.kind == "offer" else "evidenceForSign"]
    known = [item for item in case.document.get("evidence", []) if moment(item["at"]) <= case.now]
    return [kind for kind in wanted if not is_shown(kind, known, case)]


def is_shown(kind, known, case):
    items = [item for item in known if item["kind"] == kind]
    if kind == "information_sheet" and case.kind == "offer":
        items = [item for item in items if item.get("termsSha256") == terms_sha256(case.document)]
    if kind == "credit_assessment" and items:
        latest = max(enumerate(items), key=lambda pair: (moment(pair[1]["at"]), pair[0]))[1]
        return latest.get("result") == "positive"
    if kind == "identification":
        return any(item.get("subject") == case.document["borrowerUid"] for item in items)
    return bool(items)
