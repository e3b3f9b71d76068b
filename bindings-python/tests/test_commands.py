"""Commands: methods that decide, and the decisions that they give."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from example import APPLICATION, CONTRACT, OFFER, PROPERTY, utc

from mot_core import (
    Actor,
    Application,
    Contract,
    Event,
    FeeBands,
    FeeSchedule,
    FeeTrigger,
    LifecycleError,
    Money,
    MotError,
    NewApplication,
    NewEvidence,
    NewOffer,
    Offer,
    Policies,
    Property,
    RoomId,
    Uid,
    canonical_json,
    fee,
    lifecycle,
)
from mot_core.fee import FeeBand
from mot_core.lifecycle import Unchanged
from mot_core.mortgage import Interest, OfferRoomRefs

AT = utc(2025, 2, 3, 8)
SIGNING = utc(2025, 2, 5, 11)
DRAFT = CONTRACT["draftSha256"]


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


def test_the_journey() -> None:
    new = NewApplication.from_dict(without(APPLICATION, "status", "version", "liveOffers"))
    submitted = Application.submit(new, property=Property.from_dict(PROPERTY), by="user-abc", at=AT)
    assert [event.name for event in submitted.events] == ["application.submitted"]
    assert submitted.requires == (submitted.requires[0],)
    match submitted.requires[0]:
        case Unchanged(kind, identifier, version):
            assert (kind, identifier, version) == ("property", "house-123", 1)
        case other:
            pytest.fail(f"unexpected {other}")
    application = submitted.changes[0].document
    assert isinstance(application, Application)

    terms = without(OFFER, "status", "version", "evidence", "roomRefs", "policy")
    made = Offer.make(
        NewOffer.from_dict(terms), policy="de_mortgage", application=application, by="bank-xyz", at=AT
    )
    assert [change.kind for change in made.changes] == ["offer", "application"]
    assert [change.expected_version for change in made.changes] == [0, 1]
    offer, application = made.changes[0].document, made.changes[1].document
    assert isinstance(offer, Offer) and isinstance(application, Application)

    sheet = NewEvidence(kind="information_sheet", at=AT, terms_sha256=offer.terms_sha256)
    shown = offer.record_evidence(sheet, by="bank-xyz", at=AT).changes[0].document
    assert isinstance(shown, Offer)
    accepted = shown.accept(
        contract_id="c-1", application=application, siblings=[], by=Uid.parse("user-abc"), at=AT, expected_version=2
    )
    assert [event.name for event in accepted.events] == [
        "offer.accepted",
        "application.accepted",
        "contract.drafted",
    ]
    assert [event.actor for event in accepted.events] == [Actor("user-abc"), Actor.SYSTEM, Actor.SYSTEM]
    assert lifecycle.fold(shown, accepted.events) == accepted.changes[0].document


def test_signing_and_the_fee() -> None:
    contract = Contract.from_dict(CONTRACT)
    once = contract.sign(DRAFT, by="user-abc", at=SIGNING).changes[0].document
    assert isinstance(once, Contract)
    done = once.sign(DRAFT, by="bank-xyz", at=SIGNING)
    (trigger,) = done.fee_triggers
    assert (trigger.trigger, trigger.base, trigger.reverses) == ("mortgage.loan_closed", Money(36000000, "EUR"), None)
    assert trigger.payer is not None
    assert (trigger.payer.role, trigger.payer.id, trigger.subject.kind) == ("lender", "bank-xyz", "contract")
    assert FeeTrigger.from_json(trigger.to_json()) == trigger == pickle.loads(pickle.dumps(trigger))
    schedule = FeeSchedule.from_dict(
        {
            "id": "mortgage.loan_closed",
            "scope": "mortgage",
            "payerRole": "lender",
            "beneficiary": "platform",
            "versions": [
                {
                    "version": 1,
                    "effectiveFrom": "2025-01-01T00:00:00Z",
                    "effectiveTo": None,
                    "model": {"type": "percentage", "rate": Decimal("0.005")},
                    "rounding": "half_up",
                }
            ],
        }
    )
    due = fee.quote(schedule, trigger)
    assert due is not None
    assert (due.amount, due.fee_version, due.at) == (Money(180000, "EUR"), 1, SIGNING)
    assert [(step.step, step.amount) for step in due.steps] == [("share", Money(180000, "EUR"))]
    assert due.to_dict() == json.loads(due.to_json())
    assert schedule.versions[0] == schedule.in_force(AT)
    with pytest.raises(MotError) as refusal:
        schedule.in_force(utc(2024, 1, 1))
    assert refusal.value.code == "fee.none_in_force"


def test_a_schedule_within_bands_of_ones_own() -> None:
    text = json.dumps(
        {
            "id": "voucher.booking",
            "scope": "voucher",
            "payerRole": "issuer",
            "beneficiary": "platform",
            "versions": [
                {
                    "version": 1,
                    "effectiveFrom": "2025-01-01T00:00:00Z",
                    "effectiveTo": None,
                    "model": {"type": "percentage", "rate": 0.03},
                    "rounding": "half_up",
                }
            ],
        }
    )

    def bands(maximum: str) -> FeeBands:
        return FeeBands([FeeBand(fee_id="voucher.booking", minimum=Decimal("0.01"), maximum=Decimal(maximum))])

    schedule = FeeSchedule.read_within(text, bands("0.03"))
    assert schedule == FeeSchedule.read_within(text.encode(), bands("0.04"))
    assert pickle.loads(pickle.dumps(schedule)) == copy.deepcopy(schedule) == schedule
    with pytest.raises(MotError) as refusal:
        FeeSchedule.read_within(text, bands("0.02"))
    assert refusal.value.code == "fee.rate_out_of_range"
    with pytest.raises(MotError) as refusal:
        FeeSchedule.from_json(text)  # the shipped band
    assert refusal.value.code == "fee.rate_out_of_range"


def test_ids_may_be_values(application: Application) -> None:
    borrower = Uid.parse("user-abc")
    new = NewApplication(
        application_id="app-2",
        borrower_uid=borrower,
        property_id="house-123",
        desired_loan=Money(36000000, "EUR"),
        desired_duration_years=20,
        desired_rate_type="fixed",
        max_interest_rate=Decimal("0.04"),
        visibility="private",
        meta={},
        shared_with=[Uid.parse("bank-xyz")],
    )
    assert (new.borrower_uid, new.shared_with) == ("user-abc", ("bank-xyz",))
    assert OfferRoomRefs(negotiation_room_id=RoomId.for_offer("o-1")).negotiation_room_id == "mortgage:offer:o-1"
    shared = application.share((Uid.parse("bank-2"), "bank-3"), by=borrower, at=AT).changes[0].document
    assert isinstance(shared, Application)
    assert shared.shared_with == ("bank-xyz", "bank-2", "bank-3")
    notary = Contract.from_dict(CONTRACT).assign_notary(Uid.parse("notary-1"), by=borrower, at=AT)
    assert isinstance(notary.changes[0].document, Contract)
    assert notary.changes[0].document.notary_id == "notary-1"


def test_nothing_changes_without_a_commit(offer: Offer, application: Application) -> None:
    before = offer.to_json(), application.to_json()
    offer.decline(application=application, by="user-abc", at=AT)
    assert (offer.to_json(), application.to_json()) == before


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("bad id", "id.bad_id"),
        ("", "id.bad_id"),
        (1, "input.wrong_type"),
        (None, "input.wrong_type"),
        (b"user-abc", "input.wrong_type"),
        ("system", "lifecycle.actor_not_allowed"),
        (Actor.SERVICE, "lifecycle.actor_not_allowed"),
    ],
)
def test_who_may_not(application: Application, by: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        application.share(["bank-2"], by=by, at=AT)
    assert refusal.value.code == code


def test_actors() -> None:
    assert Actor("user-abc") == Actor(Uid.parse("user-abc")) != Actor.SYSTEM
    assert Actor("system") != Actor.SYSTEM
    assert len({Actor.SYSTEM, Actor.PLATFORM, Actor.SERVICE, Actor("a"), Actor("a")}) == 4
    for actor in (Actor.SYSTEM, Actor.PLATFORM, Actor.SERVICE, Actor("user-abc")):
        assert pickle.loads(pickle.dumps(actor)) == copy.deepcopy(actor) == actor
    with pytest.raises(AttributeError):
        Actor.SYSTEM.party = "user-abc"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("lenders", "code", "path"),
    [
        ("bank-2", "input.wrong_type", "lenders"),
        (["bank-2", "bank 3"], "id.bad_id", "lenders[1]"),
        ([1], "input.wrong_type", "lenders[0]"),
        ([], "mortgage.lender_missing", None),
    ],
)
def test_lists_of_ids(application: Application, lenders: Any, code: str, path: str | None) -> None:
    with pytest.raises(MotError) as refusal:
        application.share(lenders, by="user-abc", at=AT)
    assert (refusal.value.code, refusal.value.path) == (code, path)


def test_arguments_have_their_path(offer: Offer, application: Application, contract: Contract) -> None:
    with pytest.raises(MotError) as refusal:
        offer.accept(contract_id="c 1", application=application, siblings=[], by="user-abc", at=AT)
    assert (refusal.value.code, refusal.value.path) == ("id.bad_id", "contractId")
    with pytest.raises(MotError) as refusal:
        contract.sign("x", by="user-abc", at=AT)
    assert (refusal.value.code, refusal.value.path) == ("input.bad_value", "documentSha256")
    for version in (-1, 1.5, True, "3"):
        with pytest.raises(MotError) as refusal:
            application.decline(by="bank-xyz", at=AT, expected_version=version)  # type: ignore[arg-type]
        assert refusal.value.path == "expectedVersion"
    with pytest.raises(LifecycleError) as conflict:
        application.decline(by="bank-xyz", at=AT, expected_version=2)
    assert conflict.value.details == {"expected": "2", "found": "3"}


def test_amending(offer: Offer, application: Application) -> None:
    interest = Interest(nominal_rate=Decimal("0.031"), effective_rate=Decimal("0.0325"), fixed_years=10)
    decision = offer.amend(application=application, interest=interest, by="bank-xyz", at=AT)
    assert decision.events[0].set == {"interest": interest.to_dict()}
    assert decision.events[0].data == {"termsSha256": decision.changes[0].document.terms_sha256}  # type: ignore[union-attr]
    with pytest.raises(MotError) as refusal:
        offer.amend(application=application, by="bank-xyz", at=AT)
    assert refusal.value.code == "input.missing_field"


def test_wrong_classes_are_type_errors(offer: Offer, application: Application) -> None:
    with pytest.raises(TypeError):
        offer.decline(application=offer, by="user-abc", at=AT)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        offer.decline(application=APPLICATION, by="user-abc", at=AT)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        offer.decline(application=application, by="user-abc")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        application.withdraw(offers="x", by="user-abc", at=AT)  # type: ignore[arg-type]


def test_allowed(offer: Offer, application: Application, contract: Contract) -> None:
    answers = {answer.command: answer for answer in offer.allowed(by="user-abc", at=AT, application=application)}
    assert answers["decline"].enabled and answers["decline"].code is None
    assert (answers["withdraw"].enabled, answers["withdraw"].code) == (False, "lifecycle.actor_not_allowed")
    assert answers["accept"].code == "mortgage.evidence_missing"
    assert {answer.command for answer in application.allowed(by="user-abc", at=AT)} == {
        "share",
        "decline",
        "withdraw",
    }
    assert any(answer.command == "sign" and answer.enabled for answer in contract.allowed(by="user-abc", at=SIGNING))


def test_policies_of_ones_own(offer: Offer, application: Application) -> None:
    with pytest.raises(MotError) as refusal:
        offer.withdraw(application=application, by="bank-xyz", at=AT, policies=Policies([]))
    assert refusal.value.code == "mortgage.unknown_policy"
    assert offer.withdraw(application=application, by="bank-xyz", at=AT, policies=Policies.shipped()).changes


def test_commands_by_name_give_the_same_decision(offer: Offer, application: Application) -> None:
    typed = offer.decline(application=application, by="user-abc", at=AT)
    named = lifecycle.decide(
        "offer.decline",
        OFFER,
        {"application": APPLICATION},
        {"now": "2025-02-03T08:00:00Z", "actor": {"party": "user-abc"}},
    )
    assert named == typed
    assert canonical_json(named.to_json()) == canonical_json(json.dumps(typed.to_dict()))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("offer.fly", "lifecycle.unknown_command"),
        ("fly", "lifecycle.unknown_command"),
        ("application.accept_offer", "lifecycle.not_found"),
        ("contract.create", "lifecycle.actor_not_allowed"),
    ],
)
def test_commands_that_nobody_gives(command: str, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        lifecycle.decide(command, None, {}, {"now": "2025-02-03T08:00:00Z", "actor": "system"})
    assert refusal.value.code == code


def test_arguments_by_name_may_hold_many_documents() -> None:
    offers = [{**OFFER, "voucherId": f"o-{index}", "termsRef": "x" * 100_000} for index in range(5)]
    application = {**APPLICATION, "liveOffers": [offer["voucherId"] for offer in offers]}
    context = {"now": "2025-02-03T08:00:00Z", "actor": {"party": "user-abc"}}
    decision = lifecycle.decide("application.withdraw", application, {"offers": offers}, context)
    assert len(decision.changes) == 6
    with pytest.raises(MotError) as refusal:
        lifecycle.decide("application.withdraw", application, {"offers": [float("nan")]}, context)
    assert (refusal.value.code, refusal.value.path) == ("input.bad_value", "offers[0]")


def test_events_are_values(offer: Offer, application: Application) -> None:
    event = offer.decline(application=application, by="user-abc", at=AT).events[0]
    assert event.id == "offer/mort-offer-2025-0001/3/1"
    assert (event.version, event.n, event.subject.id, event.at) == (3, 1, "mort-offer-2025-0001", AT)
    assert event.set == {"status": "declined"}
    assert Event.from_dict(event.to_dict()) == event == pickle.loads(pickle.dumps(event))
    assert len({event, Event.from_json(event.to_json())}) == 1


def test_fold_takes_documents_only(offer: Offer) -> None:
    assert lifecycle.fold(offer, []) == offer
    with pytest.raises(TypeError):
        lifecycle.fold(OFFER, [])  # type: ignore[type-var]


def test_machines() -> None:
    for machine in lifecycle.MACHINES:
        table = lifecycle.describe(machine)
        assert table["machine"] == machine
        assert lifecycle.diagram(machine).startswith("stateDiagram-v2\n")
    with pytest.raises(MotError) as refusal:
        lifecycle.describe("mortgage")
    assert refusal.value.code == "lifecycle.unknown_machine"
