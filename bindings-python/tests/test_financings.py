"""What an offer really costs: effective rates, comparisons, the information sheet, early ends, and deadlines."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from example import CONTRACT, OFFER, changed, utc

from mot_core import (
    Annuity,
    Contract,
    Financing,
    Flow,
    LoanTerms,
    Money,
    MotError,
    Offer,
    Policies,
    Prepayment,
    RefinancingTerms,
    RepaymentPlan,
    compare,
    solve_for,
    united_states_apr,
)
from mot_core.mortgage import Aprc, Drawdown, InMonth, JurisdictionPolicy, OtherFee, ScheduleYear

LOAN = Money.parse("360000.00", "EUR")


def financing(rate: str = "0.032", *, loan: Money = LOAN, costs: tuple[OtherFee, ...] = (), **fields: Any) -> Financing:
    given: dict[str, Any] = {
        "nominal_rate": Decimal(rate),
        "drawdowns": [Drawdown(month=0, amount=loan)],
        "repayment": RepaymentPlan.initial_rate(Decimal("0.02")),
        "months": 180,
    }
    return Financing(terms=LoanTerms(**{**given, **fields}), costs=costs)


def cost(amount: str, **fields: Any) -> OtherFee:
    given: dict[str, Any] = {"name": "fee", "cost_class": "lender", "timing": "at_conclusion"}
    return OtherFee(amount=Money.parse(amount, "EUR"), **{**given, **fields})


def german() -> JurisdictionPolicy:
    return Policies.shipped().latest("de_mortgage")


def refused(call: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code, refusal.value.path


def test_what_an_offer_really_costs(offer: Offer) -> None:
    found = offer.financing()
    assert (found.terms.months, found.terms.payout) == (180, date(2025, 3, 1))
    assert str(found.terms.special_limit) == "5000.00 EUR"
    assert [(cost.name, cost.amount.amount) for cost in found.costs] == [
        ("processingFee", 60000),
        ("valuationFee", 30000),
        ("notary", 250000),
    ]
    aprc = offer.aprc()
    assert (aprc.rate, aprc.fixed_period_rate, aprc.decimals) == (Decimal("0.0327"), Decimal("0.0327"), 2)
    assert ([cost.name for cost in aprc.counted], aprc.left_out) == (["processingFee", "valuationFee"], found.costs[2:])
    assert aprc == found.aprc(2) == offer.aprc(policies=Policies.shipped()) == Aprc.from_json(aprc.to_json())
    stated = offer.interest.effective_rate
    assert stated is not None
    verdict = offer.verify_stated_aprc(stated)
    assert (verdict.verdict, verdict.stated, verdict.rate, str(verdict.by)) == (
        "overstated",
        Decimal("0.0335"),
        Decimal("0.0327"),
        "0.0008",
    )
    assert found.verify_stated_aprc(stated, 2) == verdict
    assert offer.verify_stated_aprc(stated, policies=Policies.shipped()) == verdict
    assert offer.verify_stated_aprc(Decimal("0.0327")).verdict == "match"
    assert offer.verify_stated_aprc(0).verdict == "understated"


def test_what_is_no_effective_rate(offer: Offer) -> None:
    strangers = Policies([Policies.shipped().latest("mcd_baseline")])
    late = financing(costs=(cost("1.00"), cost("1.00", timing=InMonth(360))))
    assert refused(lambda: offer.aprc(policies=strangers))[0] == "mortgage.unknown_policy"
    assert refused(lambda: offer.deadlines(policies=strangers))[0] == "mortgage.unknown_policy"
    assert refused(lambda: offer.verify_stated_aprc(0.0335)) == ("input.wrong_type", None)  # type: ignore[arg-type]
    assert refused(lambda: offer.verify_stated_aprc("0.0335")) == ("input.wrong_type", None)  # type: ignore[arg-type]
    assert refused(lambda: late.aprc(2)) == ("mortgage.cost_after_end", "costs[1]")
    assert refused(lambda: financing().aprc(8)) == ("mortgage.too_many_decimals", None)
    assert refused(lambda: financing().aprc(-1)) == ("input.bad_value", "decimals")
    assert refused(lambda: financing().aprc(2.0)) == ("input.wrong_type", "decimals")  # type: ignore[arg-type]
    assert refused(lambda: financing().aprc(True)) == ("input.wrong_type", "decimals")
    parts = changed(OFFER, "conditions.drawdowns", [{"month": 0, "amount": {"amount": 1, "currency": "EUR"}}])
    assert refused(Offer.from_dict(parts).financing) == ("mortgage.drawdowns_not_loan", None)
    with pytest.raises(TypeError):
        offer.aprc(Policies.shipped())  # type: ignore[call-arg]


def test_the_information_sheet() -> None:
    sheet = financing(costs=(cost("900.00"), cost("1.50", timing="with_instalments")), payout=date(2025, 3, 1))
    figures = sheet.information_sheet(6)
    assert (figures.loan, figures.instalments, figures.months) == (LOAN, 359, 359)
    assert figures.total_amount == LOAN + figures.total.interest + Money(90000 + 150 * 359, "EUR")
    assert (str(figures.costs_paid_once), str(figures.costs_with_each_instalment)) == ("900.00 EUR", "1.50 EUR")
    assert (figures.fixed_months, figures.fixed_until) == (180, date(2040, 3, 1))
    assert (figures.first_payment, figures.last_payment) == (date(2025, 4, 1), date(2055, 2, 1))
    assert (str(figures.instalment), str(figures.last_instalment)) == ("1560.00 EUR", "1239.47 EUR")
    assert (str(figures.balance), figures.special_limit) == ("221615.46 EUR", None)
    assert type(figures.per_unit_borrowed) is Decimal
    assert [row.number for row in figures.first_year] == list(range(1, 13))
    assert figures.years == LoanTerms.from_dict({**sheet.terms.to_dict(), "months": None}).schedule().years()
    assert figures.aprc == sheet.aprc(6)
    assert (figures.total.year, figures.total.instalments) == (30, 359)


def test_years() -> None:
    years = financing(months=30).terms.schedule().years()
    assert [(year.year, year.instalments) for year in years] == [(1, 12), (2, 12), (3, 6)]
    assert all(year.payment == year.interest + year.principal for year in years)
    assert years[-1].balance == financing(months=30).terms.schedule().balance
    assert pickle.loads(pickle.dumps(years[0])) == ScheduleYear.from_dict(years[0].to_dict()) == years[0]


def test_comparisons() -> None:
    offers = [financing("0.034"), financing("0.032", costs=(cost("2000.00"),)), financing("0.034")]
    by_cost = compare(offers, "total_cost")
    assert (by_cost.by, by_cost.horizon_months) == ("total_cost", 180)
    assert [(one.index, one.rank) for one in by_cost.ranking] == [(1, 1), (0, 2), (2, 2)]
    best, dearer, _ = by_cost.ranking
    assert dearer.more_interest + dearer.more_commitment + dearer.more_costs == dearer.more_total_cost
    assert dearer.more_total_cost == dearer.total_cost - best.total_cost
    assert best.more_balance == Money(0, "EUR")
    assert dearer.effective_rate == offers[0].aprc(7).rate
    assert compare(tuple(offers), "balance", 12) == compare(offers, "balance", horizon_months=12) != by_cost
    other_loan, dollars = financing(loan=Money(10000000, "EUR")), financing(loan=Money(36000000, "USD"))
    assert refused(lambda: compare([], "balance")) == ("mortgage.nothing_to_compare", None)
    assert refused(lambda: compare([*offers, other_loan], "balance"))[0] == "mortgage.different_loans"
    assert refused(lambda: compare([offers[0], dollars], "balance")) == ("money.currency_mismatch", "[1]")
    assert refused(lambda: compare([offers[0], financing("-1")], "balance")) == ("mortgage.rate_out_of_range", "[1]")
    assert refused(lambda: compare(offers, "balance", 0))[0] == "mortgage.bad_term"
    assert refused(lambda: compare(offers, "balance", -1)) == ("input.bad_value", "horizonMonths")
    assert refused(lambda: compare(offers, "interest")) == ("input.bad_value", "by")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        compare([offers[0].terms], "balance")  # type: ignore[list-item]


def test_refinancings() -> None:
    new = RefinancingTerms(
        month=180,
        nominal_rate=Decimal("0.041"),
        repayment=RepaymentPlan.initial_rate(Decimal("0.03")),
        months=120,
    )
    found = financing().refinance(new)
    assert (str(found.loan), str(found.instalment), found.months) == ("221615.46 EUR", "1311.22 EUR", 120)
    assert found.saving == found.interest_kept + found.costs_kept - found.interest_refinanced - found.costs_refinanced
    assert (found.saving.amount < 0, found.break_even_month) == (True, None)
    cheaper = RefinancingTerms(
        month=60,
        nominal_rate=Decimal("0.01"),
        repayment=RepaymentPlan.initial_rate(Decimal("0.03")),
        costs=[cost("500.00")],
        compensation=Money.parse("1000.00", "EUR"),
    )
    saved = financing().refinance(cheaper)
    assert (saved.months, str(saved.costs_refinanced), saved.saving.amount > 0) == (120, "1500.00 EUR", True)
    assert saved.break_even_month is not None and 1 < saved.break_even_month < 120
    again = RefinancingTerms.from_dict({**cheaper.to_dict(), "month": 359})
    assert refused(lambda: financing().refinance(again))[0] == "mortgage.nothing_owed"
    with pytest.raises(TypeError):
        financing().refinance(new.to_dict())  # type: ignore[arg-type]


def test_prepayments() -> None:
    bound = financing(special_limit=Money.parse("18000.00", "EUR"))
    quote = bound.prepayment_quote(Prepayment(month=60, amount=Money.parse("20000.00", "EUR")), german())
    assert (str(quote.amount), str(quote.allowed)) == ("20000.00 EUR", "18000.00 EUR")
    assert quote.payment_at_most == quote.amount + quote.compensation_at_most
    assert quote.balance == quote.owed - quote.amount
    assert 0 < quote.compensation_at_most.amount <= quote.forgone_interest.amount
    assert bound.prepayment_quote(Prepayment(month=132), german()).compensation_at_most == Money(0, "EUR")
    nothing = Prepayment(month=12, amount=Money(0, "EUR"))
    assert refused(lambda: bound.prepayment_quote(nothing, german()))[0] == "mortgage.bad_special_repayment"
    assert refused(lambda: bound.prepayment_quote(Prepayment(month=0), german()))[0] == "mortgage.nothing_owed"
    assert refused(lambda: Prepayment(month=12.0)) == ("input.wrong_type", "month")  # type: ignore[arg-type]


def test_annuities() -> None:
    known = Annuity(loan=Money.parse("250000.00", "EUR"), nominal_rate=Decimal("0.0365"), months=180)
    solved = solve_for("instalment", known)
    assert (str(solved.instalment), solved.loan, solved.balance) == ("1805.68 EUR", known.loan, None)
    for unknown in ("loan", "nominal_rate", "months"):
        asked = Annuity.from_dict({name: value for name, value in solved.to_dict().items() if name != camel(unknown)})
        assert getattr(solve_for(unknown, asked), unknown) is not None
    interest_free = Annuity(loan=LOAN, nominal_rate=0, instalment=Money(100000, "EUR"), balance=Money(50000, "EUR"))
    assert solve_for("months", interest_free).months == 360
    assert refused(lambda: solve_for("loan", known))[0] == "mortgage.one_unknown"
    assert refused(lambda: solve_for("rate", known)) == ("input.bad_value", "unknown")  # type: ignore[arg-type]
    assert copy.copy(known) is known


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


def test_the_rate_of_the_united_states() -> None:
    advance = [Flow(at="0", amount=Money.parse("5000.00", "USD"))]
    payments = [(f"{month}/12", Money.parse("230.00", "USD")) for month in range(1, 25)]
    assert united_states_apr(advance, payments, 12, 2) == Decimal("0.0969")  # Appendix J (c)(1)(i)
    assert refused(lambda: united_states_apr(advance, [], 12, 2))[0] == "mortgage.advance_after_payment"
    assert refused(lambda: united_states_apr(advance, payments, 0, 2))[0] == "mortgage.bad_unit_period"
    assert refused(lambda: united_states_apr(advance, payments, -1, 2)) == ("input.bad_value", "unitPeriodsPerYear")
    assert refused(lambda: united_states_apr([5000], payments, 12, 2)) == (  # type: ignore[list-item]
        "input.wrong_type",
        "advances[0]",
    )


def test_deadlines(offer: Offer, contract: Contract) -> None:
    found = offer.deadlines()
    assert (found.acceptance_from, found.acceptance_until) == (offer.validity.valid_from, offer.validity.valid_until)
    assert offer.deadlines(policies=Policies.shipped()) == found
    assert contract.deadlines(at=utc(2025, 2, 5)).to_dict() == {
        "withdrawalUntil": None,
        "disbursedAt": None,
        "terminationNoticeFrom": None,
        "terminationFrom": None,
    }
    paid = [*CONTRACT["evidence"], {"kind": "disbursement", "at": "2025-03-01T09:00:00Z", "by": "bank-xyz"}]
    disbursed = Contract.from_dict(changed(CONTRACT, "evidence", paid))
    deadlines = disbursed.deadlines(at=utc(2025, 3, 2), policies=Policies.shipped())
    assert deadlines.disbursed_at == utc(2025, 3, 1, 9)
    assert (deadlines.termination_notice_from, deadlines.termination_from) == (utc(2035, 3, 1, 9), utc(2035, 9, 1, 9))
    assert disbursed.deadlines(at=utc(2025, 2, 28)).disbursed_at is None
    assert refused(lambda: contract.deadlines(at=datetime(2025, 2, 5))) == ("input.wrong_type", "at")
    assert german().rate_end_notice_by(date(2040, 5, 31)) == date(2040, 2, 29)
    assert refused(lambda: german().rate_end_notice_by(utc(2040, 5, 31))) == ("time.bad_date", "fixedUntil")


def test_financings_are_values() -> None:
    full = financing(costs=(cost("900.00"),))
    assert Financing.from_dict(json.loads(full.to_json())) == pickle.loads(pickle.dumps(full)) == full != financing()
    assert (hash(Financing.from_json(full.to_json())), financing().costs) == (hash(full), ())
    other = {"terms": full.terms.to_dict(), "fees": []}
    assert refused(lambda: Financing.from_dict(other)) == ("input.unknown_field", "fees")
