# pyright: strict
"""What a host must not write: the type checkers refuse every marked line. Never run."""

from datetime import date, datetime, timezone
from decimal import Decimal

from mot_core import (
    Actor,
    Annuity,
    Application,
    Booking,
    BookingRules,
    Candidate,
    Financing,
    Identity,
    KeyRing,
    LinkVerifier,
    Money,
    MotError,
    NewEvidence,
    Offer,
    Proof,
    RepaymentPlan,
    Schedule,
    TokenIssuer,
    Tranche,
    Uid,
    VerifiedLink,
    Voucher,
    compare,
    effective_rate,
    instalment,
    interval,
    nights,
    proof_message,
    solve_for,
)
from mot_core.mortgage import Conditions, Interest

NOW = datetime(2025, 2, 1, 12, tzinfo=timezone.utc)


def misuse(offer: Offer, application: Application, tranche: Tranche, money: Money, error: MotError) -> None:
    Money(1.5, "EUR")  # refused
    Money("1", "EUR")  # refused
    money.amount = 2  # refused
    money.plus(1)  # refused
    instalment(money, 0.032, 0, "half_up")  # refused
    instalment(money, 0, 0, "nearest")  # refused
    Interest(nominal_rate=0.032, fixed_years=1)  # refused
    Interest(fixed_years=1)  # refused
    Conditions(day_count="actual")  # refused
    Conditions(payout="2025-03-01")  # refused
    NewEvidence(kind="letter", at=NOW)  # refused
    NewEvidence(kind="disbursement", at="2025-02-01T12:00:00Z")  # refused
    KeyRing("k1", "a secret of the portal, 32 bytes or more")  # refused
    Uid.from_entropy("1234567890123456")  # refused
    application.share("bank-2", by="user-abc", at=NOW)  # refused
    money.share(0.5, "half_up")  # refused
    offer.decline(by="user-abc", at=NOW)  # refused
    offer.decline(application=offer, by="user-abc", at=NOW)  # refused
    offer.supersede(application={}, by=Actor.SYSTEM, at=NOW)  # refused
    offer.status = "accepted"  # refused
    tranche.place(by="investor-1", at=NOW)  # refused
    tranche.withdraw(offer=tranche, by="bank-xyz", at=NOW)  # refused
    offer.colour  # refused
    if error.code == "money.overflowed":  # refused
        pass
    if offer.status == "open":  # refused
        pass


def vouchers(voucher: Voucher, booking: Booking, rules: BookingRules) -> None:
    voucher.transfer("user-def", at=NOW)  # refused
    voucher.reschedule(slot_start=NOW, slot_end=NOW, rules=rules, busy=[], by="user-abc", at=NOW)  # refused
    voucher.mark_no_show(rules={}, booking=booking, by="coach-1", at=NOW)  # refused
    voucher.book("b", slot_start="2025-12-15T10:00:00Z", slot_end=NOW, rules=rules, busy=[], by="c", at=NOW)  # refused
    booking.release(voucher=booking, by="user-abc", at=NOW)  # refused
    nights(NOW.date(), NOW.date(), "Europe/Berlin", 15, 11)  # refused
    if voucher.effective_status(NOW) == "lapsed":  # refused
        pass


def identity(verifier: LinkVerifier, issuer: TokenIssuer, candidate: Candidate, uid: Uid) -> None:
    verifier.verify("#", 1.5)  # refused
    verifier.verify(b"#", NOW)  # refused
    verifier.verify_many([b"#"], NOW)  # refused
    verifier.check("#", NOW).bind(None)  # refused
    candidate.accept("fresh")  # refused
    candidate.bind(None).accept("perhaps")  # refused
    issuer.issue_receipt(candidate, NOW)  # refused
    issuer.issue_receipt(uid, NOW)  # refused
    VerifiedLink(uid)  # refused
    KeyRing("k1", b"a secret of the portal, 32 bytes or more", NOW)  # refused
    Identity.verify(candidate, replay="fresh", policy=None, by=uid, at=NOW)  # refused


def loans(schedule: Schedule, loan: Money, proof: Proof) -> None:
    RepaymentPlan.initial_rate(0.02)  # refused
    RepaymentPlan.instalments(Decimal(360))  # refused
    schedule["interest"]  # refused
    schedule.columns.interest = memoryview(b"")  # refused
    schedule[0].payment + 1  # refused
    effective_rate([(0, loan)], [("1", loan)], 2)  # refused
    effective_rate([("0", loan)], [("1", 100)], 2)  # refused
    interval(date(2025, 1, 1), date(2025, 2, 1), "quarters")  # refused
    proof_message("user-abc", proof)  # refused


def financings(offer: Offer, financing: Financing, annuity: Annuity) -> None:
    offer.verify_stated_aprc(0.0335)  # refused
    offer.aprc(2)  # refused
    financing.aprc(Decimal(2))  # refused
    financing.refinance({})  # refused
    compare([offer], "total_cost")  # refused
    compare([financing], "interest")  # refused
    solve_for("rate", annuity)  # refused
    financing.terms.schedule().plot("figure")  # refused
