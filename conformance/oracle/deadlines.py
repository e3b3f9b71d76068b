"""What an offer and a contract allow until when, as the policy has it."""

import instant
from aprc import policy_of
from calendar_dates import parse_date, plus_months
from case import Case, moment
from policy import PRESETS, look_up
from refusal import Refusal
from terms import terms_sha256
from withdrawal import NEVER, window_end

LAST = "9999-12-31T23:59:59.999Z"


def within_calendar(operation):
    def checked(given):
        try:
            return operation(given)
        except (ValueError, OverflowError):
            raise Refusal("time.out_of_range") from None
    return checked


@within_calendar
def offer_deadlines(given):
    offer, policy = given["offer"], policy_of(given, "offer")
    start = moment(offer["validity"]["validFrom"])
    days = Case("offer", offer, {}, start, None, [policy]).reflection(offer)
    sheets = [moment(item["at"]) for item in offer.get("evidence", [])
              if item["kind"] == "information_sheet" and item.get("termsSha256") == terms_sha256(offer)]
    return {
        "acceptanceFrom": instant.written(instant.plus_days(start, policy["earliestAcceptanceDays"])),
        "acceptanceUntil": instant.written(moment(offer["validity"]["validUntil"])),
        "bindingUntil": instant.written(instant.plus_days(max([start, *sheets]), days)) if days else None}


@within_calendar
def contract_deadlines(given):
    """What is recorded later than now is not known yet."""
    policy, now = policy_of(given, "contract"), moment(given["now"])
    known = [item for item in given["contract"].get("evidence", []) if moment(item["at"]) <= now]
    contract = {**given["contract"], "evidence": known}
    until = window_end(Case("contract", contract, {}, now, None, [policy])) if contract.get("signedAt") else None
    disbursed = max((moment(item["at"]) for item in known if item["kind"] == "disbursement"), default=None)
    notice = ends = None
    if disbursed is not None and policy["terminationAfterYears"] is not None:
        notice = instant.plus_months(disbursed, 12 * policy["terminationAfterYears"])
        ends = instant.plus_months(notice, policy["terminationNoticeMonths"] or 0)
    dates = {"disbursedAt": disbursed, "terminationNoticeFrom": notice, "terminationFrom": ends}
    shown = {name: None if at is None else instant.written(at) for name, at in dates.items()}
    return {"withdrawalUntil": LAST if until == NEVER else until and instant.written(until), **shown}


@within_calendar
def rate_end_notice_by(given):
    policy = given["policy"]
    policy = look_up(PRESETS, policy) if isinstance(policy, str) else policy
    months = policy["rateEndNoticeMonths"]
    if months is None:
        return {"by": None}
    return {"by": plus_months(parse_date(given["fixedUntil"]), -months).isoformat()}
