"""What a host writes, for the type checkers; it also runs."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from mot_core import (
    Actor,
    Admission,
    Annuity,
    Application,
    Booking,
    BookingRules,
    Busy,
    Call,
    Candidate,
    Card,
    CellMap,
    Contract,
    Decision,
    Device,
    DeviceKey,
    DeviceSignature,
    Document,
    Envelope,
    ErrorCode,
    FeeModel,
    Financing,
    Flow,
    Honeycomb,
    Identity,
    IdentityPolicy,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    LoanTerms,
    Money,
    MotError,
    NewCard,
    NewVoucher,
    Offer,
    Policies,
    Prepayment,
    Proof,
    ProofPolicy,
    Property,
    RefinancingTerms,
    RepaymentPlan,
    ReplayStore,
    RoomId,
    RoomLink,
    SessionToken,
    SlotQuery,
    TemplateOverrides,
    TokenIssuer,
    TokenPolicy,
    Tranche,
    Uid,
    Units,
    Voucher,
    VoucherTemplate,
    compare,
    effective_rate,
    instalment,
    interval,
    lifecycle,
    nights,
    proof_message,
    slots,
    solve_for,
    united_states_apr,
    verify_proof,
)
from mot_core.mortgage import (
    Comparison,
    Conditions,
    Drawdown,
    EvidenceKind,
    InformationSheet,
    InMonth,
    Interest,
    OfferRoomRefs,
    OfferStatus,
    OtherFee,
    ScheduleRow,
    ScheduleYear,
    StatedAprcVerdict,
)
from mot_core.time import Interval, Validity, ValidityState
from mot_core.voucher import BookingStatus, Nights, VoucherStatus, Window

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


def loans() -> Decimal:
    loan = Money(36000000, "EUR")
    terms = LoanTerms(
        nominal_rate=Decimal("0.032"),
        drawdowns=[Drawdown(month=0, amount=loan)],
        repayment=RepaymentPlan.initial_rate(Decimal("0.02")),
        months=180,
        payout=date(2025, 3, 1),
        day_count="act/360",
    )
    schedule = terms.schedule()
    first: ScheduleRow = schedule[0]
    last: tuple[ScheduleRow, ...] = schedule[-12:]
    due: date | None = first.date
    interest: int = sum(schedule.columns.interest)
    assert interest == schedule.totals.interest.amount and len(last) == 12 and due in schedule.dates
    drawn = [Flow(at="0", amount=loan)]
    paid = [(interval(date(2025, 3, 1), row.date or date.max, "months"), row.payment) for row in schedule]
    return effective_rate(drawn, [*paid, ("15", schedule.balance)], 2)


def financings(offer: Offer, contract: Contract) -> Comparison:
    stated: Decimal | None = offer.interest.effective_rate
    verdict: StatedAprcVerdict = offer.verify_stated_aprc(stated or 0).verdict
    financing = offer.financing()
    counted: tuple[OtherFee, ...] = financing.aprc(2).counted
    sheet: InformationSheet = financing.information_sheet(2)
    by_year: tuple[ScheduleYear, ...] = sheet.years
    policy = Policies.shipped().latest("de_mortgage")
    most: Money = financing.prepayment_quote(Prepayment(month=60), policy).compensation_at_most
    new = RefinancingTerms(month=180, nominal_rate=0, repayment=RepaymentPlan.instalments(120))
    pays_off: int | None = financing.refinance(new).break_even_month
    until: datetime | None = contract.deadlines(at=NOW).withdrawal_until
    binding: datetime | None = offer.deadlines(policies=Policies.shipped()).binding_until
    notice: date | None = policy.rate_end_notice_by(date(2040, 5, 31))
    print(verdict, counted, by_year, most, pays_off, until, binding, notice)
    months: int | None = solve_for("months", Annuity(loan=offer.loan, nominal_rate=0, instalment=offer.loan)).months
    print(months, united_states_apr([("0", offer.loan)], [("1", offer.loan)], 12, 2))
    schedule = Financing(terms=financing.terms).terms.schedule()
    label: str = schedule.plot().get_ylabel()
    print(label, schedule.to_arrow().num_rows, schedule.years()[0].interest)
    return compare([financing, Financing(terms=financing.terms)], "total_cost", horizon_months=120)


def links() -> Uid:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    print(KeyRing("k2", b"a secret of the portal, 32 bytes or more", not_before=NOW))
    ring.add("k0", b"the secret that it had before, as long", "accept", not_after=NOW)
    link: str = LinkSigner(ring).sign("m", Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), NOW)
    verifier = LinkVerifier(ring, LinkPolicy(maximum_age_ms=1000))
    candidate = verifier.verify(link, NOW)
    bound = candidate.bind(None)
    if bound.binding != "first":
        return candidate.uid
    accepted = bound.accept(ReplayStore(10_000).insert(bound.replay_key, bound.replay_expires_at, NOW))
    answer = verifier.check(link, 1738411200000)
    if answer.ok is True:
        print(answer.bind(accepted.uid).uid)
    else:
        code: ErrorCode = answer.code
        print(code)
    for answer in verifier.verify_many([link, "#"], NOW):
        print(answer.age_ms if isinstance(answer, Candidate) else answer.public_code)

    issuer = TokenIssuer(ring, TokenPolicy(session_lifetime_ms=600_000))
    receipt: str = issuer.issue_receipt(accepted, NOW)
    until: datetime = issuer.verify_receipt(receipt, NOW).expires_at
    session: SessionToken = issuer.verify_session(issuer.issue_session(receipt, NOW), 1738411200000)
    session.check_header(str(accepted.uid))
    policy = IdentityPolicy(maximum_age_ms=1000)
    verified = Identity.verify(bound, replay="fresh", policy=policy, by=accepted.uid, at=NOW)
    print(until, [change.kind for change in verified.changes])
    return accepted.uid


def devices(call: Call, proof: Proof, signature: DeviceSignature, jwk: str) -> Uid:
    key = DeviceKey.from_jwk(jwk)
    device: Device = Device.registered("user-abc", key)
    message: bytes = proof_message(device.uid, call, proof)
    candidate = verify_proof(device, call, proof, signature, NOW, ProofPolicy(maximum_age_ms=1000))
    proven = candidate.accept("fresh")
    print(message, proven.thumbprint, key.to_sec1(), key.to_spki())
    return Device.self_certifying(key).uid


def rooms(offer: Offer) -> str:
    honeycomb = Honeycomb()
    cell: str = honeycomb.lowest_free(["A-1"])
    cells = CellMap(honeycomb, [(cell, RoomId.for_offer("o-1")), ("A-1", "voucher:v-1")])
    room: RoomId | None = cells.room_of(cell)
    admission = Admission.of_offer(offer)
    admission.check("user-abc")
    envelope = Envelope.from_dict({"type": "join", "roomId": str(admission.room)})
    if envelope.envelope_type == "join":
        print(envelope.admit(admission, Actor("user-abc"), NOW).sender)
    return RoomLink(wabe=cell, room_id=room, uid="user-abc").write("rooms.html")


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
            case lifecycle.Unique(key, until):
                print(key, until)
            case lifecycle.Unchanged(kind, identifier, version):
                print(kind, identifier, version)
            case lifecycle.Exclusion(resource, start, end, booking):
                print(resource, start, end, booking)
    for change in decision.changes:
        if isinstance(change.document, Offer):
            again: Offer = lifecycle.fold(change.document, decision.events)
            print(again.status)
        elif isinstance(change.document, (Application, Contract, Identity, Property, Tranche, Voucher, Booking, Card)):
            print(change.document.to_json())
    return {key: value.to_dict() for key, value in written.items()}


def vouchers() -> BookingStatus:
    consulting: VoucherTemplate = VoucherTemplate.shipped()[0]
    new: NewVoucher = consulting.instantiate(
        TemplateOverrides(voucher_id="v-1", issuer_uid="coach-1", valid_from=NOW, price=Money(10000, "EUR"))
    )
    voucher = Voucher.issue(new, by="coach-1", at=NOW).changes[0].document
    assert isinstance(voucher, Voucher)
    rules = BookingRules(
        zone="Europe/Berlin",
        windows=[Window(window_from="09:00", window_to="17:00")],
        step_minutes=60,
        buffer_before_minutes=0,
        buffer_after_minutes=0,
        minimum_notice_minutes=0,
        reschedule_notice_minutes=1440,
        cancel_notice_minutes=1440,
        no_show_grace_minutes=15,
        hold_minutes=15,
    )
    query = SlotQuery(
        rules=rules, duration_minutes=60, first_day=date(2025, 2, 3), last_day=date(2025, 2, 3), busy=[], now=NOW
    )
    free: Interval = next(query.slots())
    first: tuple[Interval, ...] = slots(query, 1)
    match first[0]:
        case Interval(start, end):
            print(start, end, free.overlaps(first[0].widened(0, 15)))
    decision = voucher.book(
        "b-1", slot_start=free.start, slot_end=free.end, rules=rules, busy=(), by="user-abc", at=NOW
    )
    booked, booking = (change.document for change in decision.changes)
    assert isinstance(booked, Voucher) and isinstance(booking, Booking)
    taken = Busy(start=booking.slot_start, end=booking.slot_end, booking_id=booking.booking_id)
    status: VoucherStatus = booked.effective_status(NOW)
    state: ValidityState = offered().at(NOW)
    stay: Nights = nights(date(2026, 3, 27), date(2026, 3, 30), "Europe/Berlin", "15:00", "11:00")
    card = NewCard(card_id="c", issuer_uid="coach-1", title="Ten", valid_from=NOW, valid_until=NOW, units=10)
    issued = Card.issue(card, by="coach-1", at=NOW).changes[0].document
    assert isinstance(issued, Card)
    left: Money | None = issued.unused_value()
    used: int = issued.units_used()
    print(taken, status, state, stay.count, stay.interval.start, left, used)
    print(booked.allowed(by="user-abc", at=NOW, booking=booking, rules=rules), booking.allowed(by="user-abc", at=NOW))
    return booking.status


def offered() -> Validity:
    return Validity(valid_from=NOW, valid_until=NOW)


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
    print(money(), loans(), links(), vouchers(), refusals(), Actor.SYSTEM, RoomId.parse("voucher:v-1").form)


if __name__ == "__main__":
    main()
