"""One mortgage, from the link that opens the portal to the fee of the loan. See examples/README.md."""

import hashlib
import json
import sys
from pathlib import Path

from mot_core import (
    Admission,
    Application,
    Decision,
    Envelope,
    FeeSchedule,
    Honeycomb,
    MotError,
    NewApplication,
    NewEvidence,
    NewOffer,
    Offer,
    Property,
    ReplayStore,
    RoomLink,
    Uid,
    instalment,
)
from mot_core.fee import quote
from mot_core.mortgage import compare
from portal import open_portal, prove
from store import Store, instant, tell


def main(data: Path) -> None:
    def read(name: str) -> str:
        return (data / name).read_text("utf-8")

    store, used = Store(), ReplayStore(10_000)
    uid = open_portal(json.loads(read("link.json")), used, store)
    prove(json.loads(read("proof.json")), used, store)
    borrower = str(uid)

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

    weigh(store)
    meet(uid, store)

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


def weigh(store: Store) -> None:
    """The offers' stated rates are checked, and the offers compared over the shortest time for which a rate is fixed."""
    now = instant("2025-02-01T12:22:00Z")
    offers = [store.offers[f"mort-offer-2025-000{number}"] for number in (1, 2, 3)]
    for offer in offers:
        stated = offer.interest.effective_rate
        assert stated is not None, "no effective rate is stated"
        found = offer.verify_stated_aprc(stated)
        tell(now, f"{offer.issuer_id} states {stated * 100:.2f} %, it is {found.rate * 100:.2f} %: {found.verdict}")
        store.keep(f'{{"statedAprc":{found.to_json()}}}')

    comparison = compare([offer.financing() for offer in offers], "total_cost")
    for one in comparison.ranking:
        lender, months = offers[one.index].issuer_id, comparison.horizon_months
        why = f"interest {one.more_interest}, costs {one.more_costs}"
        cost, more = one.total_cost, one.more_total_cost
        tell(now, f"{one.rank}. {lender} costs {cost} in {months} months, {more} more: {why}")
    store.keep(f'{{"comparison":{comparison.to_json()}}}')


def meet(uid: Uid, store: Store) -> None:
    """The borrower goes to the room of an offer and says something; a stranger does not get in."""
    admission = Admission.of_offer(store.offers["mort-offer-2025-0001"])
    wabe = Honeycomb().lowest_free(["A-1", "cell-2"])
    link = RoomLink(wabe=wabe, room_id=admission.room, uid=uid).write("honeycomb.html")
    now = instant("2025-02-01T12:25:00Z")
    tell(now, f"the room of the offer is {admission.room}, at {wabe}")
    store.keep(json.dumps({"roomLink": link}))

    envelope = Envelope.from_json(
        """{ "type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001",
             "payload": { "text": "Is 3.2 % your last word?" } }"""
    )
    said = envelope.admit(admission, uid, now)
    tell(now, "the borrower says something there")
    store.keep(f'{{"message":{said.to_json()}}}')
    try:
        envelope.admit(admission, "user-abc", now)
    except MotError as refusal:
        store.refuse("a stranger wants to say the same", refusal)
    else:
        raise AssertionError("a stranger got in")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "examples/data"))
