"""Which of a table's role words an actor has: found by comparing ids, never claimed."""

PARTY_FIELDS = {
    "identity": {"self": "uid"},
    "application": {"borrower": "borrowerUid"},
    "offer": {"lender": "issuerId", "borrower": "holderUid"},
    "contract": {"borrower": "borrowerUid", "lender": "lenderId", "notary": "notaryId"},
    "tranche": {"lender": "issuerId"},
    "voucher": {"issuer": "issuerUid", "holder": "holderUid"},
    "booking": {"holder": "holderUid"},
    "card": {"issuer": "issuerUid"},
}


def roles_of(kind, document, actor):
    if not isinstance(actor, dict):
        return [actor]
    party = actor["party"]
    roles = [role for role, name in PARTY_FIELDS[kind].items() if document.get(name) == party]
    if kind == "application" and is_lender(document, party):
        roles.append("lender")
    if kind == "tranche" and "lender" not in roles:
        roles.append("investor")
    if kind == "voucher" and document["holderUid"] is None and "issuer" not in roles:
        roles.append("anyone_while_unassigned")
    return roles


def is_lender(application, party):
    if party == application["borrowerUid"]:
        return False
    return application["visibility"] == "market" or party in application.get("sharedWith", [])
