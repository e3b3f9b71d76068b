"""What a call and a document cost in Python, and how that compares: a line `<name> <nanoseconds>` for each median, and
a line `ratio <ours>.<peer> <times faster>` for each comparison.

What is compared is measured in turns, in one run: a ratio is the median of the ratios of one turn each.
"""

import hashlib
import statistics
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from timeit import Timer
from typing import Any

import decimal_loop
import mot_core
import numpy
import numpy_financial
import pyxirr
import QuantLib as ql
from itsdangerous import BadSignature, TimestampSigner
from mot_core import (
    Flow,
    KeyRing,
    LinkSigner,
    LinkVerifier,
    LoanTerms,
    Money,
    MotError,
    Property,
    RepaymentPlan,
    TokenIssuer,
    Uid,
    effective_rate,
    interval,
)
from mot_core.mortgage import Drawdown
from standard_library import Checker

SECRET = b"a secret of the benchmark, 32 bytes or more"
UID = "4jzgNSNUa4C1rD2y1Q5Z8Y"
TURNS = 201
NANOSECONDS_PER_TURN = 1_000_000
MANY = 100


@dataclass
class Measured:
    """A statement, what it is called, and how many calls of it one execution stands for."""

    name: str
    statement: str
    calls: int = 1


def main(data: Path) -> None:
    if mot_core.BUILD_PROFILE != "release":
        sys.exit("built without optimisation: nothing is measured")
    loans()
    links()
    documents((data / "property.json").read_text("utf-8"))


def loans() -> None:
    """A schedule of 360 rows with its four columns, and the rate of 361 payments on odd days.

    The loop in decimals rounds each month as the library does. numpy-financial, pyxirr and QuantLib reckon in floating
    point: nothing is rounded, and the rate's last digit is nobody's. QuantLib's cash flows are made once, or each time.
    """
    loan, payment, rate = Decimal("360000.00"), Decimal("1566.74"), Decimal("0.0325")
    amount, instalment = Money.parse(str(loan), "EUR"), Money.parse(str(payment), "EUR")
    first = date(2025, 1, 15)
    terms, dated = (
        LoanTerms(
            nominal_rate=rate,
            drawdowns=[Drawdown(month=0, amount=amount)],
            repayment=RepaymentPlan.instalment(instalment),
            months=360,
            payout=payout,
        )
        for payout in (None, first)
    )
    days = [date(2025 + month // 12, month % 12 + 1, 15) + timedelta(days=month % 7) for month in range(1, 361)]
    drawn = [Flow(at="0", amount=amount)]
    pairs = [("0", Money(90000, "EUR")), *((interval(first, day, "months"), instalment) for day in days)]
    paid = [Flow(at=at, amount=amount) for at, amount in pairs]
    dates, flows = [first, first, *days], [-float(loan), 900.0, *[float(payment)] * 360]
    periods, monthly = numpy.arange(1, 361), float(rate) / 12
    year, settled = ql.Actual365Fixed(), ql.Date.from_date(first)

    def leg() -> ql.Leg:
        paid = zip(flows[1:], dates[1:], strict=True)
        return ql.Leg([ql.SimpleCashFlow(amount, ql.Date.from_date(day)) for amount, day in paid])

    def yield_rate(leg: ql.Leg) -> float:
        how = (year, ql.Compounded, ql.Annual, True, settled, settled)
        return ql.CashFlows.yieldRate(leg, float(loan), *how, 1e-10, 100, 0.05)

    def columns() -> tuple[memoryview, ...]:
        columns = terms.schedule().columns
        return columns.payment, columns.interest, columns.principal, columns.balance

    def annuity() -> tuple[Any, ...]:
        interest = numpy_financial.ipmt(monthly, periods, 360, -float(loan))
        principal = numpy_financial.ppmt(monthly, periods, 360, -float(loan))
        return interest + principal, interest, principal, float(loan) - principal.cumsum()

    in_decimals = zip(*decimal_loop.schedule(loan, rate, payment, 360), strict=True)
    assert [[int(cell * 100) for cell in column] for column in in_decimals] == [list(column) for column in columns()]
    assert abs(float(annuity()[1][180]) * 100 - columns()[1][180]) < 100
    assert effective_rate(drawn, pairs, 2) == effective_rate(drawn, paid, 2)
    assert abs(float(effective_rate(drawn, paid, 2)) - pyxirr.xirr(dates, flows)) < 0.0001
    assert abs(yield_rate(leg()) - pyxirr.xirr(dates, flows)) < 1e-9
    measure(
        [
            Measured("schedule_360", "columns()"),
            Measured("schedule_360.decimal_loop", "loop(loan, rate, payment, 360)"),
            Measured("schedule_360.numpy_financial", "annuity()"),
            Measured("schedule_360_dated", "dated.schedule().columns"),
            Measured("schedule_360_rows", "list(terms.schedule())"),
            Measured("effective_rate_361", "effective_rate(drawn, paid, 2)"),
            Measured("effective_rate_361.pyxirr", "xirr(dates, flows)"),
            Measured("effective_rate_361.quantlib", "yield_rate(made)"),
            Measured("effective_rate_361.quantlib_with_its_flows", "yield_rate(leg())"),
            Measured("effective_rate_361_pairs", "effective_rate(drawn, pairs, 2)"),
        ],
        {
            "columns": columns,
            "loop": decimal_loop.schedule,
            "annuity": annuity,
            "terms": terms,
            "dated": dated,
            "effective_rate": effective_rate,
            "xirr": pyxirr.xirr,
            "leg": leg,
            "made": leg(),
            "yield_rate": yield_rate,
            "loan": loan,
            "rate": rate,
            "payment": payment,
            "drawn": drawn,
            "paid": paid,
            "pairs": pairs,
            "dates": dates,
            "flows": flows,
        },
    )


def links() -> None:
    """A version 1 link whose signed bytes are 100, and a value of as many bytes that itsdangerous signs."""
    instant = datetime(2025, 2, 1, 10, tzinfo=timezone.utc)
    now, mot, ring = round(instant.timestamp() * 1000), "m" * 63, KeyRing("k1", SECRET)
    base = f"{mot}.{UID}.{now}"
    assert len(base) == 100

    verifier, link = LinkVerifier(ring), LinkSigner(ring).sign(mot, UID, now)
    forged = link[:-1] + ("0" if link[-1] != "0" else "1")
    signer, checker = TimestampSigner(SECRET, digest_method=hashlib.sha256), Checker(SECRET)
    signed = signer.sign(base).decode()
    issuer = TokenIssuer(ring)
    receipt = issuer.issue_receipt(verifier.verify(link, now).bind(None).accept_without_replay_check(), now)
    session = issuer.issue_session(receipt, now)

    assert str(verifier.verify(link, now).uid) == checker.uid(link, now) == UID
    assert signer.unsign(signed, max_age=3600) == base.encode()
    assert refuses(MotError, verifier.verify, forged, now) and refuses(ValueError, checker.uid, forged, now)
    assert refuses(BadSignature, signer.unsign, base + signed[len(base) :][::-1], max_age=3600)
    measure(
        [
            Measured("verify_link", "verifier.verify(link, now)"),
            Measured("verify_link.itsdangerous", "signer.unsign(signed, max_age=3600)"),
            Measured("verify_link.standard_library", "checker.uid(link, now)"),
            Measured("verify_link_at_datetime", "verifier.verify(link, instant)"),
            Measured("check_link", "verifier.check(link, now)"),
            Measured("check_link.itsdangerous", "signer.unsign(signed, max_age=3600)"),
            Measured("check_link.standard_library", "checker.uid(link, now)"),
            Measured("check_link_refused", "verifier.check(forged, now)"),
            Measured("verify_many", "verifier.verify_many(fragments, now)", calls=MANY),
            Measured("verify_session", "issuer.verify_session(session, now).check_header(UID)"),
        ],
        {
            "verifier": verifier,
            "signer": signer,
            "checker": checker,
            "issuer": issuer,
            "link": link,
            "forged": forged,
            "fragments": [link] * MANY,
            "signed": signed,
            "session": session,
            "UID": UID,
            "now": now,
            "instant": instant,
        },
    )


def documents(text: str) -> None:
    measure(
        [
            Measured("money_parse", 'Money.parse("360000.00", "EUR")'),
            Measured("read_document", "Property.from_json(text)"),
            Measured("write_document", "stored.to_json()"),
        ],
        {"Money": Money, "Property": Property, "text": text, "stored": Property.from_json(text)},
    )


def refuses(refusal: type[Exception], call: Any, *arguments: Any, **named: Any) -> bool:
    try:
        call(*arguments, **named)
    except refusal:
        return True
    return False


def measure(all_measured: list[Measured], names: dict[str, Any]) -> None:
    """Prints the median of each, and how many times faster each is than its peers.

    One is the peer of another if its name is that one's with `.<peer>` behind it.
    """
    timers = [Timer(measured.statement, globals=names) for measured in all_measured]
    loops = [repetitions(timer) for timer in timers]
    samples: dict[str, list[float]] = {measured.name: [] for measured in all_measured}
    for turn in range(TURNS):
        # Each turn starts with another one, so that none is always measured after the same neighbour.
        for place in range(len(timers)):
            index = (place + turn) % len(timers)
            measured, seconds = all_measured[index], timers[index].timeit(loops[index])
            samples[measured.name].append(seconds * 1e9 / loops[index] / measured.calls)
    for name, nanoseconds in samples.items():
        print(f"{name} {statistics.median(nanoseconds):.0f}")
    for name, theirs in samples.items():
        ours, _, peer = name.partition(".")
        if peer:
            ratios = [their / our for our, their in zip(samples[ours], theirs, strict=True)]
            print(f"ratio {name} {statistics.median(ratios):.1f}")


def repetitions(timer: Timer) -> int:
    """So many executions that a turn takes long enough to be measured."""
    timer.timeit(100)
    seconds = min(timer.repeat(repeat=5, number=100)) / 100
    return max(1, round(NANOSECONDS_PER_TURN / 1e9 / seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "examples/data"))
