"""The commands of the scenarios as methods of the documents.

What a method cannot even be asked — an unknown argument, one that is left out, a document that is not there — goes
through `lifecycle.decide`, which takes commands by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from identity import instant as since_1970
from identity import key_ring
from mot_core import (
    Actor,
    Application,
    Booking,
    BookingRules,
    Busy,
    Card,
    Contract,
    Decision,
    Identity,
    IdentityPolicy,
    LinkPolicy,
    LinkVerifier,
    Money,
    MotError,
    NewApplication,
    NewCard,
    NewEvidence,
    NewOffer,
    NewTranche,
    NewVoucher,
    Offer,
    Policies,
    Property,
    Tranche,
    Voucher,
    lifecycle,
)
from mot_core.mortgage import Conditions, Fees, Interest, Repayment
from mot_core.time import Validity
from refused import Refused, read

Reader = Callable[[Any], Any]


def as_it_is(value: Any) -> Any:
    return value


def offers(values: list[Any]) -> list[Offer]:
    return [read(f"[{index}]", Offer.from_dict, value) for index, value in enumerate(values)]


def tranches(values: list[Any]) -> list[Tranche]:
    return [read(f"[{index}]", Tranche.from_dict, value) for index, value in enumerate(values)]


def busy(values: list[Any]) -> list[Busy]:
    return [read(f"[{index}]", Busy.from_dict, value) for index, value in enumerate(values)]


def slot_instant(text: str) -> datetime:
    """An instant of a slot; one that a `datetime` cannot hold goes by name."""
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", text) and (parsed := instant(text)):
        return parsed
    raise Inexpressible


class Inexpressible(Exception):
    """A method cannot even be asked."""


@dataclass(frozen=True)
class Command:
    """A method: of which class, with which arguments, and how each is read."""

    document: Any
    method: str
    needed: dict[str, Reader] = field(default_factory=dict)
    optional: dict[str, Reader] = field(default_factory=dict)
    creates: bool = False

    def takes(self, arguments: dict[str, Any]) -> bool:
        known = self.needed.keys() | self.optional.keys()
        given = {name for name, value in arguments.items() if value is not None}
        return self.needed.keys() <= given and arguments.keys() <= known


APPLICATION: dict[str, Reader] = {"application": Application.from_dict}
POLICIES: dict[str, Reader] = {"policies": Policies.from_dict}
UNDERLYING: dict[str, Reader] = {"offer": Offer.from_dict}
CONTRACT: dict[str, Reader] = {"contract": Contract.from_dict}
EVIDENCE: dict[str, Reader] = {"evidence": NewEvidence.from_dict}
TERMS: dict[str, Reader] = {
    "loan": Money.from_dict,
    "interest": Interest.from_dict,
    "repayment": Repayment.from_dict,
    "fees": Fees.from_dict,
    "validity": Validity.from_dict,
    "conditions": Conditions.from_dict,
    "termsRef": as_it_is,
}

SLOT: dict[str, Reader] = {"slotStart": slot_instant, "slotEnd": slot_instant}
RULES: dict[str, Reader] = {"rules": BookingRules.from_dict}
BUSY: dict[str, Reader] = {**RULES, "busy": busy}
BOOKING: dict[str, Reader] = {"booking": Booking.from_dict}
REASON: dict[str, Reader] = {"reason": as_it_is}
NONCE: dict[str, Reader] = {"nonce": as_it_is}
OF_VOUCHER: dict[str, Reader] = {"voucher": Voucher.from_dict}

COMMANDS = {
    "identity.create": Command(Identity, "create", {"uid": as_it_is}, creates=True),
    "identity.expire": Command(Identity, "expire", {"policy": IdentityPolicy.from_dict}),
    "identity.revoke": Command(Identity, "revoke"),
    "application.submit": Command(
        Application,
        "submit",
        {"application": NewApplication.from_dict, "property": Property.from_dict},
        creates=True,
    ),
    "application.share": Command(Application, "share", {"lenders": as_it_is}),
    "application.decline": Command(Application, "decline"),
    "application.withdraw": Command(Application, "withdraw", {"offers": offers}),
    "offer.make": Command(
        Offer,
        "make",
        {"offer": NewOffer.from_dict, "policy": as_it_is, **APPLICATION},
        POLICIES,
        creates=True,
    ),
    "offer.amend": Command(Offer, "amend", APPLICATION, {**TERMS, **POLICIES}),
    "offer.record_evidence": Command(Offer, "record_evidence", EVIDENCE, POLICIES),
    "offer.accept": Command(
        Offer, "accept", {"contractId": as_it_is, "siblings": offers, **APPLICATION}, POLICIES
    ),
    "offer.decline": Command(Offer, "decline", APPLICATION),
    "offer.withdraw": Command(Offer, "withdraw", APPLICATION, POLICIES),
    "offer.expire": Command(Offer, "expire", APPLICATION),
    "offer.supersede": Command(Offer, "supersede", APPLICATION),
    "contract.replace_draft": Command(Contract, "replace_draft", {"draftPdf": as_it_is}, {"sha256": as_it_is}),
    "contract.assign_notary": Command(Contract, "assign_notary", {"notaryId": as_it_is}, POLICIES),
    "contract.record_evidence": Command(Contract, "record_evidence", EVIDENCE),
    "contract.sign": Command(Contract, "sign", {"documentSha256": as_it_is}, POLICIES),
    "contract.attach_document": Command(
        Contract, "attach_document", {"signedPdf": as_it_is}, {"sha256": as_it_is}
    ),
    "contract.withdraw": Command(Contract, "withdraw", {}, POLICIES),
    "contract.archive": Command(Contract, "archive", {}, POLICIES),
    "contract.cancel": Command(Contract, "cancel"),
    "tranche.issue": Command(
        Tranche,
        "issue",
        {"tranche": NewTranche.from_dict, "tranches": tranches, **UNDERLYING},
        CONTRACT,
        creates=True,
    ),
    "tranche.place": Command(Tranche, "place", UNDERLYING, CONTRACT),
    "tranche.withdraw": Command(Tranche, "withdraw", UNDERLYING),
    "tranche.expire": Command(Tranche, "expire", UNDERLYING),
    "tranche.lapse": Command(Tranche, "lapse", UNDERLYING, CONTRACT),
    "voucher.issue": Command(Voucher, "issue", {"voucher": NewVoucher.from_dict}, creates=True),
    "voucher.assign_holder": Command(Voucher, "assign_holder", {"holder": as_it_is}),
    "voucher.transfer": Command(Voucher, "transfer", {"recipient": as_it_is}),
    "voucher.book": Command(
        Voucher, "book", {**SLOT, "bookingId": as_it_is, **BUSY}, {"hold": Booking.from_dict}
    ),
    "voucher.reschedule": Command(Voucher, "reschedule", {**SLOT, **BUSY, **BOOKING}),
    "voucher.cancel_booking": Command(Voucher, "cancel_booking", {**RULES, **BOOKING}, REASON),
    "voucher.consume": Command(Voucher, "consume", {}, BOOKING),
    "voucher.mark_no_show": Command(Voucher, "mark_no_show", {**RULES, **BOOKING}),
    "voucher.cancel": Command(Voucher, "cancel", {}, {**REASON, **BOOKING}),
    "voucher.expire": Command(Voucher, "expire"),
    "booking.hold": Command(
        Booking, "hold", {"bookingId": as_it_is, **SLOT, **BUSY, **OF_VOUCHER}, creates=True
    ),
    "booking.release": Command(Booking, "release", OF_VOUCHER),
    "card.issue": Command(Card, "issue", {"card": NewCard.from_dict}, creates=True),
    "card.redeem": Command(Card, "redeem", NONCE),
    "card.undo_redemption": Command(Card, "undo_redemption", NONCE),
    "card.expire": Command(Card, "expire"),
    "card.cancel": Command(Card, "cancel"),
}

PRESENT_ACTORS = {"system": Actor.SYSTEM, "platform": Actor.PLATFORM, "service": Actor.SERVICE}


def decide(name: str, stored: Any, arguments: dict[str, Any], context: dict[str, Any]) -> Decision:
    """What the library decides, or its refusal."""
    command, by, at = COMMANDS.get(name), actor(context["actor"]), instant(context["now"])
    try:
        if name == "identity.verify" and by is not None and at is not None:
            return verify(stored, arguments, {"by": by, "at": at}, context.get("expectedVersion"))
        asked = without_id(arguments) if name == "booking.hold" else arguments
        expressible = command is not None and command.takes(asked) and (command.creates or stored is not None)
        if command is None or not expressible or by is None or at is None:
            return lifecycle.decide(name, stored, arguments, context)
        try:
            return call(command, stored, asked, {"by": by, "at": at}, context.get("expectedVersion"))
        except Inexpressible:
            return lifecycle.decide(name, stored, arguments, context)
    except MotError as refusal:
        raise Refused.of(refusal) from None


def without_id(arguments: dict[str, Any]) -> dict[str, Any]:
    """A method takes the voucher and not its id besides."""
    named, voucher = arguments.get("voucherId"), arguments.get("voucher")
    if named is None or not isinstance(voucher, dict) or voucher.get("voucherId") != named:
        return arguments
    return {name: value for name, value in arguments.items() if name != "voucherId"}


def verify(stored: Any, arguments: dict[str, Any], context: dict[str, Any], expected_version: Any) -> Decision:
    """A link is judged and bound, and then decided on: it is no argument that could be sent."""
    existing = None if stored is None else read("document", Identity.from_dict, stored)
    given = arguments.get("policy") or {}
    policy = LinkPolicy(
        maximum_age_ms=given.get("maximumAgeMs"),
        maximum_skew_ms=given.get("maximumSkewMs"),
        audience=given.get("audience"),
        require_version_2=given.get("requireVersion2"),
        revoked=given.get("revoked"),
        issued_after=since_1970(given.get("issuedAfter")),
    )
    now = instant(arguments.get("linkNow")) or context["at"]
    candidate = LinkVerifier(key_ring(arguments["keys"], None), policy).verify(arguments["fragment"], now)
    return Identity.verify(
        candidate.bind(None if existing is None else existing.uid),
        replay=arguments["replay"],
        policy=read("identityPolicy", IdentityPolicy.from_dict, arguments["identityPolicy"]),
        existing=existing,
        expected_version=expected_version,
        **context,
    )


def call(
    command: Command, stored: Any, arguments: dict[str, Any], context: dict[str, Any], expected_version: Any
) -> Decision:
    readers = {**command.needed, **command.optional}
    taken = {
        snake_case(name): None if value is None and name in command.optional else read(name, readers[name], value)
        for name, value in arguments.items()
    }
    if expected_version is not None:
        taken["expected_version"] = expected_version
    document = None if stored is None else read("document", command.document.from_dict, stored)
    if command.creates:
        taken["existing"] = document
    target = command.document if command.creates else document
    decision = getattr(target, command.method)(**taken, **context)
    assert isinstance(decision, Decision)
    return decision


def actor(given: Any) -> Actor | str | None:
    if isinstance(given, dict) and given.keys() == {"party"} and isinstance(given["party"], str):
        return given["party"]
    return PRESENT_ACTORS.get(given) if isinstance(given, str) else None


def instant(text: Any) -> datetime | None:
    """The clock's instant, if `datetime` can hold it; what is finer than its microseconds is cut off."""
    try:
        digits = re.sub(r"\.(\d+)", lambda fraction: "." + fraction[1].ljust(6, "0")[:6], text)
        parsed = datetime.fromisoformat(digits.replace("Z", "+00:00"))
    except (TypeError, ValueError):
        return None
    return parsed if parsed.tzinfo is not None else None


def snake_case(name: str) -> str:
    return re.sub("([A-Z])", lambda letter: "_" + letter[1].lower(), name)
