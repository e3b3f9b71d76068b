"""One mortgage, from the link that opens the portal to the fee of the loan. See examples/README.md."""

import hashlib
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from mot_core import (
    Application,
    Contract,
    Decision,
    FeeSchedule,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    MotError,
    NewApplication,
    NewEvidence,
    NewOffer,
    Offer,
    Property,
    Uid,
    canonical_json,
    instalment,
)
from mot_core.fee import quote


def main(data: Path) -> None:
    def read(name: str) -> str:
        return (data / name).read_text("utf-8")

    store = Store()
    borrower = open_portal(json.loads(read("link.json")), store)

    application = NewApplication.from_json(read("application.json"))
    property_ = Property.from_json(read("property.json"))
    submitted = Application.submit(application, property=property_, by=borrower, at=instant("2025-02-01T10:15:00Z"))
    store.commit("the borrower asks for a loan", submitted)

    lenders = ["bank-xyz", "bank-2", "bank-3"]
    shared = store.application.share(lenders, by=borrower, at=instant("2025-02-01T11:00:00Z"))
    store.commit("shows the application to three lenders", shared)

    for lender, now in zip(lenders, ["2025-02-01T12:00:00Z", "2025-02-01T12:10:00Z", "2025-02-01T12:20:00Z"]):
        new = NewOffer.from_json(read(f"offer-{lender}.json"))
        rate = new.interest.nominal_rate
        monthly = instalment(new.loan, rate, new.repayment.initial_rate, "half_up")
        made = Offer.make(new, policy="de_mortgage", application=store.application, by=lender, at=instant(now))
        store.commit(f"{lender} offers {new.loan} at {rate * 100:.2f} %, {monthly} a month", made)

    chosen = store.offers["mort-offer-2025-0001"]
    shown_at = instant("2025-02-01T12:30:00Z")
    sheet = NewEvidence(
        kind="information_sheet", at=shown_at, terms_sha256=chosen.terms_sha256, reference="doc-77"
    )
    recorded = chosen.record_evidence(sheet, by="bank-xyz", at=shown_at)
    store.commit("bank-xyz hands over the information sheet", recorded)

    def accept(offer_id: str) -> Decision:
        return store.offers[offer_id].accept(
            contract_id="mort-contract-2025-0001",
            application=store.application,
            siblings=[offer for known, offer in store.offers.items() if known != offer_id],
            by=borrower,
            at=instant("2025-02-03T08:00:00Z"),
        )

    try:
        accept("mort-offer-2025-0003")
    except MotError as refusal:
        store.refuse("the borrower wants the offer of bank-3, which has lapsed", refusal)
    else:
        raise AssertionError("a lapsed offer was accepted")
    store.commit("the borrower accepts the offer of bank-xyz", accept("mort-offer-2025-0001"))

    draft = hashlib.sha256(b"the draft of mort-contract-2025-0001").hexdigest()
    path = "s3://contracts/drafts/mort-contract-2025-0001.pdf"
    drafted = store.contract.replace_draft(path, sha256=draft, by="bank-xyz", at=instant("2025-02-04T08:30:00Z"))
    store.commit("bank-xyz puts the draft in place", drafted)

    for evidence in [
        NewEvidence(kind="credit_assessment", at=instant("2025-02-04T09:00:00Z"), result="positive"),
        NewEvidence(kind="identification", at=instant("2025-02-04T09:05:00Z"), subject=borrower),
        NewEvidence(kind="contract_copy", at=instant("2025-02-05T09:30:00Z")),
        NewEvidence(kind="mandatory_information", at=instant("2025-02-05T09:35:00Z")),
    ]:
        recorded = store.contract.record_evidence(evidence, by="bank-xyz", at=evidence.at)
        store.commit(f"bank-xyz records: {evidence.kind}", recorded)

    signed = store.contract.sign(draft, by=borrower, at=instant("2025-02-05T09:45:00Z"))
    store.commit("the borrower signs", signed)
    signed = store.contract.sign(draft, by="bank-xyz", at=instant("2025-02-05T10:00:00Z"))
    store.commit("bank-xyz signs, and the contract is made", signed)

    schedule = FeeSchedule.from_json(read("fee-schedule.json"))
    for trigger in signed.fee_triggers:
        fee = quote(schedule, trigger)
        assert fee is not None, "no fee is due"
        tell(fee.at, f"{fee.payer.id} owes the platform {fee.amount} on {fee.base}")
        store.keep(f'{{"fee":{fee.to_json()}}}')
    print("\n".join(store.lines))


def open_portal(data: dict[str, Any], store: "Store") -> str:
    """Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower."""
    active, *earlier = data["keys"]
    ring = KeyRing(active["id"], bytes.fromhex(active["secretHex"]))
    for key in earlier:
        ring.add(key["id"], bytes.fromhex(key["secretHex"]), key["status"])
    uid, entropy = Uid.parse(data["uid"]), bytes.fromhex(data["entropyHex"])
    signer = LinkSigner(ring)
    fragment = signer.sign_for(data["audience"], data["mot"], uid, instant(data["signedAt"]), entropy=entropy)

    verifier = LinkVerifier(ring, LinkPolicy(audience=data["audience"]))
    opened_at = instant(data["openedAt"])
    candidate = verifier.verify(fragment, opened_at)
    link = candidate.bind(uid).accept("fresh")
    tell(opened_at, f"a link opens the portal for {link.uid}, {link.age_ms} ms after it was signed")
    outcome = {
        "fragment": fragment,
        "uid": str(link.uid),
        "keyId": link.key_id,
        "ageMs": link.age_ms,
        "replayKey": link.replay_key,
        "replayExpiresAt": round(link.replay_expires_at.timestamp() * 1000),
    }
    store.keep(json.dumps({"link": outcome}))
    return str(link.uid)


class Store:
    """The documents of one mortgage, and the canonical line of every outcome."""

    application: Application
    contract: Contract

    def __init__(self) -> None:
        self.offers: dict[str, Offer] = {}
        self.lines: list[str] = []

    def commit(self, telling: str, decision: Decision) -> None:
        """Keeps what was decided. A host does this in one transaction, expecting the versions that it names."""
        self.keep(decision.to_json())
        tell(decision.events[0].at, telling)
        print(" " * 22 + ", ".join(event.name for event in decision.events))
        for change in decision.changes:
            if isinstance(change.document, Offer):
                self.offers[change.id] = change.document
            else:
                setattr(self, change.kind, change.document)

    def refuse(self, telling: str, refusal: MotError) -> None:
        """Tells that something was refused; nothing changes."""
        print(" " * 22 + telling)
        print(" " * 22 + f"refused: {refusal.code}, {refusal.message}")
        outcome = {"code": refusal.code, "details": refusal.details, "message": refusal.message}
        self.keep(json.dumps({"refusal": outcome}))

    def keep(self, outcome: str) -> None:
        """Keeps an outcome as a canonical line."""
        self.lines.append(canonical_json(outcome))


def tell(at: datetime, telling: str) -> None:
    print(f"{at:%Y-%m-%dT%H:%M:%SZ}  {telling}")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "examples/data"))
