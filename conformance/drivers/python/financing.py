"""The operations on financings, and the deadlines of the mortgage documents, as calls of the public interface."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from commands import instant
from mortgage import day, flows, rate
from mot_core import (
    Annuity,
    Contract,
    Financing,
    LoanTerms,
    Money,
    Offer,
    Policies,
    Prepayment,
    RefinancingTerms,
    compare,
    loan_to_value,
    solve_for,
    united_states_apr,
)
from mot_core.mortgage import Aprc, JurisdictionPolicy, StatedAprc


def financing(given: dict[str, Any]) -> Financing:
    return Financing.from_dict(given["financing"])


def policies(given: dict[str, Any]) -> Policies | None:
    own = given.get("policies")
    return None if own is None else Policies([JurisdictionPolicy.from_dict(policy) for policy in own])


def policy(given: dict[str, Any]) -> JurisdictionPolicy:
    """A preset by its name, or a policy of the case's own."""
    policy = given["policy"]
    return Policies.shipped().latest(policy) if isinstance(policy, str) else JurisdictionPolicy.from_dict(policy)


def financing_of_offer(given: dict[str, Any], _notes: Any) -> Any:
    return {"financing": Offer.from_dict(given["offer"]).financing().to_dict()}


def aprc(given: dict[str, Any], _notes: Any) -> Any:
    return rates(financing(given).aprc(given["decimals"]))


def verify_stated_aprc(given: dict[str, Any], _notes: Any) -> Any:
    return verdict(financing(given).verify_stated_aprc(rate(given["stated"]), given["decimals"]))


def offer_aprc(given: dict[str, Any], _notes: Any) -> Any:
    return rates(Offer.from_dict(given["offer"]).aprc(policies=policies(given)))


def offer_verify_stated_aprc(given: dict[str, Any], _notes: Any) -> Any:
    offer = Offer.from_dict(given["offer"])
    return verdict(offer.verify_stated_aprc(rate(given["stated"]), policies=policies(given)))


def rates(aprc: Aprc) -> Any:
    return {
        "rate": text(aprc.rate),
        "fixedPeriodRate": text(aprc.fixed_period_rate),
        "counted": [cost.name for cost in aprc.counted],
        "leftOut": [cost.name for cost in aprc.left_out],
    }


def verdict(stated: StatedAprc) -> Any:
    return {"verdict": stated.verdict, "rate": text(stated.rate), "by": text(stated.by)}


def text(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{rate:f}"


def information_sheet(given: dict[str, Any], _notes: Any) -> Any:
    sheet = financing(given).information_sheet(given["decimals"])
    shown = {"nominalRate": text(sheet.nominal_rate), "perUnitBorrowed": text(sheet.per_unit_borrowed)}
    return {**sheet.to_dict(), **shown, "aprc": rates(sheet.aprc)}


def comparison(given: dict[str, Any], _notes: Any) -> Any:
    financings = [Financing.from_dict(financing) for financing in given["financings"]]
    compared = compare(financings, given["by"], given.get("horizonMonths"))
    ranking = [{**bare(one.to_dict()), "effectiveRate": text(one.effective_rate)} for one in compared.ranking]
    return {"horizonMonths": compared.horizon_months, "ranking": ranking}


def bare(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose amounts are bare integers."""
    return {name: value["amount"] if is_money(value) else value for name, value in record.items()}


def is_money(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"amount", "currency"}


def refinance(given: dict[str, Any], _notes: Any) -> Any:
    return bare(financing(given).refinance(RefinancingTerms.from_dict(given["terms"])).to_dict())


def prepayment_quote(given: dict[str, Any], _notes: Any) -> Any:
    prepayment = Prepayment.from_dict(given["prepayment"])
    return bare(financing(given).prepayment_quote(prepayment, policy(given)).to_dict())


def solve(given: dict[str, Any], _notes: Any) -> Any:
    solved = solve_for(given["unknown"], Annuity.from_dict(given["known"]))
    return {**bare(solved.to_dict()), "nominalRate": text(solved.nominal_rate)}


def united_states(given: dict[str, Any], _notes: Any) -> Any:
    advances, payments = flows(given["drawdowns"]), flows(given["payments"])
    return {"rate": text(united_states_apr(advances, payments, given["unitPeriodsPerYear"], given["decimals"]))}


def years(given: dict[str, Any], _notes: Any) -> Any:
    return {"years": [bare(year.to_dict()) for year in LoanTerms.from_dict(given["terms"]).schedule().years()]}


def offer_deadlines(given: dict[str, Any], _notes: Any) -> Any:
    return Offer.from_dict(given["offer"]).deadlines(policies=policies(given)).to_dict()


def contract_deadlines(given: dict[str, Any], _notes: Any) -> Any:
    contract, now = Contract.from_dict(given["contract"]), instant(given["now"])
    assert now is not None
    return contract.deadlines(at=now, policies=policies(given)).to_dict()


def share(given: dict[str, Any], _notes: Any) -> Any:
    return {"rate": format(loan_to_value(Money.from_dict(given["loan"]), Money.from_dict(given["value"])), "f")}


def rate_end_notice_by(given: dict[str, Any], _notes: Any) -> Any:
    by = policy(given).rate_end_notice_by(day(given["fixedUntil"]))
    return {"by": None if by is None else by.isoformat()}


OPERATIONS = {
    "mortgage.financing": financing_of_offer,
    "mortgage.aprc": aprc,
    "mortgage.verify_stated_aprc": verify_stated_aprc,
    "mortgage.offer_aprc": offer_aprc,
    "mortgage.offer_verify_stated_aprc": offer_verify_stated_aprc,
    "mortgage.information_sheet": information_sheet,
    "mortgage.compare": comparison,
    "mortgage.refinance": refinance,
    "mortgage.prepayment_quote": prepayment_quote,
    "mortgage.solve_for": solve,
    "mortgage.united_states_apr": united_states,
    "mortgage.years": years,
    "mortgage.offer_deadlines": offer_deadlines,
    "mortgage.contract_deadlines": contract_deadlines,
    "mortgage.rate_end_notice_by": rate_end_notice_by,
    "mortgage.loan_to_value": share,
}
