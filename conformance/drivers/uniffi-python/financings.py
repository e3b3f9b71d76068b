"""The operations on financings, and the deadlines of the mortgage documents."""

import exact
import mot_core_mobile as mot
from clock import stamp
from mortgage import COLUMNS, flows
from values import money, rate


def financing(given, _):
    return {"financing": written("financing", mot.offer_financing(offer(given)))}


def aprc(given, _):
    return rates(mot.financing_aprc(read("financing", given), given["decimals"]))


def verify_stated_aprc(given, _):
    stated = rate(given["stated"])
    return verdict(mot.financing_verify_stated_aprc(read("financing", given), stated, given["decimals"]))


def offer_aprc(given, _):
    return rates(mot.offer_aprc(offer(given), policies(given)))


def offer_verify_stated_aprc(given, _):
    return verdict(mot.offer_verify_stated_aprc(offer(given), rate(given["stated"]), policies(given)))


def information_sheet(given, _):
    sheet = mot.financing_information_sheet(read("financing", given), given["decimals"])
    shown = {"nominalRate": text(sheet.nominal_rate), "perUnitBorrowed": text(sheet.per_unit_borrowed)}
    return {**written("information_sheet", sheet), "aprc": rates(sheet.aprc), **shown}


def compare(given, _):
    financings = [mot.parse_financing(exact.dumps(one)) for one in given["financings"]]
    compared = mot.compare(financings, mot.CompareBy[given["by"].upper()], given.get("horizonMonths"))
    ranking = written("comparison", compared)["ranking"]
    shown = [{**bare(one), "effectiveRate": text(typed.effective_rate)}
             for one, typed in zip(ranking, compared.ranking, strict=True)]
    return {"horizonMonths": compared.horizon_months, "ranking": shown}


def refinance(given, _):
    terms = read("refinancing_terms", given, "terms")
    return bare(written("refinancing", mot.financing_refinance(read("financing", given), terms)))


def prepayment_quote(given, _):
    prepayment = read("prepayment", given)
    quote = mot.financing_prepayment_quote(read("financing", given), prepayment, policy(given))
    return bare(written("prepayment_quote", quote))


def solve_for(given, _):
    solved = mot.solve_for(mot.AnnuityUnknown[given["unknown"].upper()], read("annuity", given, "known"))
    return {**bare(written("annuity", solved)), "nominalRate": text(solved.nominal_rate)}


def united_states_apr(given, _):
    advances, payments = flows(given["drawdowns"]), flows(given["payments"])
    found = mot.united_states_apr(advances, payments, given["unitPeriodsPerYear"], given["decimals"])
    return {"rate": text(found)}


def years(given, _):
    schedule = mot.loan_schedule(read("loan_terms", given, "terms"))
    return {"years": [shown_year(year) for year in schedule.years()]}


def offer_deadlines(given, _):
    return written("offer_deadlines", mot.offer_deadlines(offer(given), policies(given)))


def contract_deadlines(given, _):
    deadlines = mot.contract_deadlines(read("contract", given), stamp(given["now"]), policies(given))
    return written("contract_deadlines", deadlines)


def rate_end_notice_by(given, _):
    fixed_until = mot.parse_calendar_date(given["fixedUntil"])
    by = mot.jurisdiction_policy_rate_end_notice_by(policy(given), fixed_until)
    return {"by": None if by is None else by.isoformat()}


def loan_to_value(given, _):
    return {"rate": text(mot.loan_to_value(money(given["loan"]), money(given["value"])))}


def read(kind, given, name=None):
    return getattr(mot, f"parse_{kind}")(exact.dumps(given[name or kind]))


def written(kind, result):
    """The JSON of a result, which is read as the same again."""
    json = getattr(mot, f"{kind}_to_json")(result)
    assert getattr(mot, f"parse_{kind}")(json) == result
    return exact.loads(json)


def offer(given):
    return read("offer", given)


def policies(given):
    """The case's own, if it has any."""
    if given.get("policies") is None:
        return None
    return mot.Policies([mot.parse_jurisdiction_policy(exact.dumps(one)) for one in given["policies"]])


def policy(given):
    """A preset by its name, or a policy of the case's own."""
    if isinstance(given["policy"], str):
        return mot.Policies.shipped().latest(given["policy"])
    return read("jurisdiction_policy", given, "policy")


def rates(found):
    return {
        "rate": text(found.rate),
        "fixedPeriodRate": text(found.fixed_period_rate),
        "counted": [cost.name for cost in found.counted],
        "leftOut": [cost.name for cost in found.left_out],
    }


def verdict(stated):
    return {"verdict": stated.verdict.name.lower(), "rate": text(stated.rate), "by": text(stated.by)}


def text(fraction):
    return None if fraction is None else f"{fraction:f}"


def bare(record):
    """The record, its amounts as minor units."""
    return {name: value["amount"] if isinstance(value, dict) and "currency" in value else value
            for name, value in record.items()}


def shown_year(year):
    amounts = {name: getattr(year, name).amount for name in COLUMNS}
    return {"year": year.year, "instalments": year.instalments, **amounts}


OPERATIONS = {
    f"mortgage.{operation.__name__}": operation
    for operation in (
        financing, aprc, verify_stated_aprc, offer_aprc, offer_verify_stated_aprc, information_sheet, compare,
        refinance, prepayment_quote, solve_for, united_states_apr, years, offer_deadlines, contract_deadlines,
        rate_end_notice_by, loan_to_value,
    )
}
