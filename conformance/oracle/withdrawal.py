"""The borrower's window to withdraw from a signed contract."""

import instant
from case import moment

NEVER = float("inf")


def window_end(case):
    """The window's last instant; None if there is no window."""
    policy, contract = case.policy, case.document
    if policy["withdrawalDays"] is None or contract.get("withdrawalExcluded"):
        return None
    signed = moment(contract["signedAt"])
    copy, information = first(contract, "contract_copy"), first(contract, "mandatory_information")
    lapse = lapses(policy, signed)
    if copy is None or information is None:
        return lapse
    days = policy["withdrawalDays"]
    if information > signed and policy["withdrawalDaysLateInformation"] is not None:
        days = policy["withdrawalDaysLateInformation"]
    return min(instant.plus_days(max(signed, copy, information), days), lapse)


def first(contract, kind):
    return min((moment(item["at"]) for item in contract.get("evidence", []) if item["kind"] == kind), default=None)


def lapses(policy, signed):
    period = policy["withdrawalLapses"]
    if period is None:
        return NEVER
    return instant.plus_days(instant.plus_months(signed, period["months"]), period["days"])
