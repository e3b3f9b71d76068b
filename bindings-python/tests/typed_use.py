"""What a host writes, for the type checkers; it also runs."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from mot_core import (
    Actor,
    Application,
    Contract,
    Decision,
    ErrorCode,
    FeeModel,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    Money,
    MotError,
    Offer,
    Policies,
    Property,
    RoomId,
    Uid,
    Units,
    instalment,
    lifecycle,
)
from mot_core.mortgage import Conditions, Document, EvidenceKind, InMonth, Interest, OfferRoomRefs, OfferStatus, OtherFee

NOW = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)


def money() -> Money:
    price: Money = Money.parse("100.00", "EUR") + Money(5, "EUR")
    amount: int = price.amount
    view: Decimal = price.decimal
    parts: tuple[Money, ...] = price.allocate([amount, 1])
    share: Money = price.share(Decimal("0.5"), "half_up")
    print(share)
    count: int = Units.parse("1.5", 18).count
    assert view == Decimal("100.05") and count and parts
    return instalment(Money(36000000, "EUR"), Decimal("0.032"), Decimal("0.02"), "half_even")


def links() -> Uid:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    ring.add("k0", b"the secret that it had before, as long", "accept", not_after=NOW)
    link: str = LinkSigner(ring).sign("m", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), NOW)
    candidate = LinkVerifier(ring, LinkPolicy(maximum_age_ms=1000)).verify(link, NOW)
    bound = candidate.bind(None)
    if bound.binding == "first":
        return bound.accept("fresh").uid
    return candidate.uid


def documents(offer: Offer, application: Application) -> Decision:
    status: OfferStatus = offer.status
    until: datetime = offer.validity.valid_until
    as_of: date = offer.policy.as_of
    rate: Decimal | None = offer.interest.effective_rate
    kinds: list[EvidenceKind] = [evidence.kind for evidence in offer.evidence]
    interest = Interest(nominal_rate=Decimal("0.03"), fixed_years=10)
    other = OtherFee(name="n", amount=Money(1, "EUR"), cost_class="notary", timing=InMonth(1))
    conditions = Conditions(payout=date(2025, 3, 1), day_count="act/360")
    lenders: list[str] = ["bank-2"]
    application.share(lenders, by=Uid.parse("user-abc"), at=NOW)
    application.share([Uid.parse("bank-2")], by="user-abc", at=NOW)
    application.share((Uid.parse("bank-2"), "bank-3"), by="user-abc", at=NOW)
    print(OfferRoomRefs(negotiation_room_id=RoomId.for_offer("o-1")))
    print(status, until, as_of, rate, kinds, other, conditions)
    return offer.amend(application=application, interest=interest, by="bank-xyz", at=NOW, policies=Policies.shipped())


def commit(decision: Decision) -> dict[str, Any]:
    written: dict[str, Document] = {change.id: change.document for change in decision.changes}
    for requirement in decision.requires:
        match requirement:
            case lifecycle.Unique(key):
                print(key)
            case lifecycle.Unchanged(kind, identifier, version):
                print(kind, identifier, version)
            case lifecycle.Exclusion(resource, start, end, booking):
                print(resource, start, end, booking)
    for change in decision.changes:
        if isinstance(change.document, Offer):
            again: Offer = lifecycle.fold(change.document, decision.events)
            print(again.status)
        elif isinstance(change.document, (Application, Contract, Property)):
            print(change.document.to_json())
    return {key: value.to_dict() for key, value in written.items()}


def refusals() -> ErrorCode | None:
    try:
        FeeModel.from_dict({"type": "percentage", "rate": "x"})
    except MotError as refusal:
        public_code: str | None = refusal.public_code
        assert public_code is None
        if refusal.code == "money.bad_rate":
            return refusal.code
    return None


def main() -> None:
    print(money(), links(), refusals(), Actor.SYSTEM, RoomId.parse("voucher:v-1").form)


if __name__ == "__main__":
    main()
