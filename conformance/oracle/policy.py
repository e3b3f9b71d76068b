"""Jurisdiction policies as data: the two presets, and the fields that a given one must have."""

from refusal import Refusal
from shape import calendar_date, count, identifier, list_of, rate, record, word

from documents import EVIDENCE_KINDS, ROLES

COMMON = {
    "earliestAcceptanceDays": 0, "reflectionDaysWithdrawalExcluded": 7, "evidenceForAccept": ["information_sheet"],
    "evidenceForSign": ["credit_assessment", "identification"], "requiredSigners": ["borrower", "lender"],
    "optionalSigners": ["notary"], "prepaymentCompensationCap": None,
}
PRESETS = [
    {**COMMON, "id": "mcd_baseline", "asOf": "2016-03-21", "aprcDecimals": 1, "reflectionDays": 7,
     "withdrawalDays": None, "withdrawalDaysLateInformation": None, "withdrawalLapses": None,
     "terminationAfterYears": None, "terminationNoticeMonths": None, "rateEndNoticeMonths": None},
    {**COMMON, "id": "de_mortgage", "asOf": "2022-05-28", "aprcDecimals": 2, "reflectionDays": 0,
     "withdrawalDays": 14, "withdrawalDaysLateInformation": 30, "withdrawalLapses": {"months": 12, "days": 14},
     "terminationAfterYears": 10, "terminationNoticeMonths": 6, "rateEndNoticeMonths": 3},
]
KINDS, SIGNERS = list_of(word(*EVIDENCE_KINDS)), list_of(word(*ROLES))
POLICY = record(
    {"id": identifier, "asOf": calendar_date, "aprcDecimals": count, "reflectionDays": count,
     "reflectionDaysWithdrawalExcluded": count, "earliestAcceptanceDays": count, "evidenceForAccept": KINDS,
     "evidenceForSign": KINDS, "requiredSigners": SIGNERS, "optionalSigners": SIGNERS},
    nullable={"withdrawalDays": count, "withdrawalDaysLateInformation": count,
              "withdrawalLapses": record({"months": count, "days": count}), "terminationAfterYears": count,
              "terminationNoticeMonths": count, "rateEndNoticeMonths": count, "prepaymentCompensationCap": rate})


def read_policies(given):
    return PRESETS if given is None else list_of(POLICY)(given, "policies")


def look_up(policies, name):
    for policy in policies:
        if policy["id"] == name:
            return policy
    raise Refusal("mortgage.unknown_policy")


def reflection_days(policy, withdrawal_excluded):
    return policy["reflectionDaysWithdrawalExcluded" if withdrawal_excluded else "reflectionDays"]
