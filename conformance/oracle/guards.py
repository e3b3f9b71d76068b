"""The guards of the machines. Each gives None when it holds, else the refusal that says why not."""

import instant
import voucher_guards
from case import moment
from evidence import missing_evidence, plausible
from refusal import Refusal, unless
from roles import is_lender
from terms import terms_sha256
from withdrawal import window_end


def judge(name, case):
    return GUARDS[name](case)


# Identity. A link's other checks, and those of its user id, precede the command.


def verification_lapsed(case):
    lapses = moment(case.document["verifiedAt"]) + case.arguments["policy"]["maximumAgeMs"]
    return unless(case.now > lapses, "identity.not_lapsed")


# Application


def own_capital_within_price(case):
    price, own = case.others["property"]["purchasePrice"], case.others["property"]["ownCapital"]
    comparable = price["currency"] == own["currency"]
    return unless(not comparable or own["amount"] <= price["amount"], "mortgage.own_capital_exceeds_price")


def one_currency(case):
    amounts = (case.document["desiredLoan"], case.others["property"]["purchasePrice"],
               case.others["property"]["ownCapital"])
    return unless(len({amount["currency"] for amount in amounts}) == 1, "money.currency_mismatch")


def property_matches(case):
    return unless(case.others["property"]["ownerUid"] == case.document["borrowerUid"], "mortgage.property_mismatch")


def new_lenders(case):
    known = [*case.document.get("sharedWith", []), case.document["borrowerUid"]]
    return [name for name in dict.fromkeys(case.arguments["lenders"]) if name not in known]


def lender_not_declined_before(case):
    return unless(case.party not in case.document.get("declinedBy", []), "mortgage.already_declined")


def other_lender_undecided(case):
    decided = {*case.document.get("declinedBy", []), case.party}
    market = case.document["visibility"] == "market"
    return unless(market or set(case.document.get("sharedWith", [])) - decided, "mortgage.last_lender")


def other_live_offer_exists(case):
    others = [name for name in case.document["liveOffers"] if name != case.arguments["offerId"]]
    return unless(others, "mortgage.no_live_offer")


# Offer


def application_is_live(case):
    return case.application["status"] in ("open", "offered")


def loan_positive(case):
    loan = case.terms["desiredLoan" if case.kind == "application" else "loan"]
    return unless(loan["amount"] > 0, "mortgage.bad_loan_amount")


def same_currency(case):
    if case.kind == "tranche":
        nominal, loan = case.document["nominalAmount"], case.others["offer"]["loan"]
        return unless(nominal["currency"] == loan["currency"], "money.currency_mismatch")
    currencies = {case.terms["loan"]["currency"], case.application["desiredLoan"]["currency"]}
    currencies |= {fee["amount"]["currency"] for fee in case.terms["fees"]["otherFees"]}
    return unless(len(currencies) == 1, "money.currency_mismatch")


def rate_plausible(case):
    nominal, initial = case.terms["interest"]["nominalRate"], case.terms["repayment"]["initialRate"]
    return unless(0 <= 2 * nominal <= 1 and 0 <= initial <= 1, "mortgage.rate_out_of_range")


def validity(document):
    """Mortgage documents have it as an object; vouchers and cards have its two fields themselves."""
    bounds = document.get("validity", document)
    return moment(bounds["validFrom"]), moment(bounds["validUntil"])


def validity_ordered(case):
    start, end = validity(case.terms)
    return unless(start <= end, f"{case.module}.validity_reversed")


def validity_covers_reflection(case):
    start, end = validity(case.terms)
    return unless(end >= instant.plus_days(start, case.reflection(case.terms)), "mortgage.validity_too_short")


def within_validity(case):
    start, end = validity(case.document)
    if case.now < start:
        return Refusal(f"{case.module}.not_yet_valid")
    return unless(case.now <= end, f"{case.module}.expired")


def not_expired(case):
    return unless(case.now <= validity(case.voucher)[1], f"{case.module}.expired")


def lapsed(case):
    return unless(case.now > validity(case.document)[1], f"{case.module}.not_lapsed")


def not_binding(case):
    """Without a reflection period nothing binds; with one, it starts at the later of validFrom and the last sheet."""
    days = case.reflection(case.document)
    if days == 0:
        return None
    start = max([validity(case.document)[0], *sheets(case.document)])
    return unless(case.now > instant.plus_days(start, days), "mortgage.offer_binding")


def sheets(offer):
    present = terms_sha256(offer)
    return [moment(item["at"]) for item in offer.get("evidence", [])
            if item["kind"] == "information_sheet" and item.get("termsSha256") == present]


def earliest_acceptance_reached(case):
    earliest = instant.plus_days(validity(case.document)[0], case.policy["earliestAcceptanceDays"])
    return unless(case.now >= earliest, "mortgage.reflection_running")


def evidence_complete(case):
    missing = missing_evidence(case)
    return Refusal("mortgage.evidence_missing", missing=",".join(missing)) if missing else None


# Contract


def notary_allowed(case):
    if "notary" not in [*case.policy["optionalSigners"], *case.policy["requiredSigners"]]:
        return Refusal("mortgage.notary_not_allowed")
    parties = (case.document["borrowerUid"], case.document["lenderId"])
    return unless(case.arguments["notaryId"] not in parties, "mortgage.notary_is_party")


def role_not_signed(case):
    return unless(case.arguments["role"] not in signed_roles(case.document), "mortgage.already_signed")


def signatures_missing_after(case):
    """Chooses the row, and has no code of its own."""
    signed = signed_roles(case.document) | {case.arguments["role"]}
    return unless(set(case.document["requiredSigners"]) - signed, None)


def signed_roles(contract):
    return {signature["role"] for signature in contract.get("signatures", [])}


def withdrawal_window_open(case):
    end = window_end(case)
    return unless(end is not None and case.now <= end, "mortgage.withdrawal_window_closed")


def cooling_off_over(case):
    end = window_end(case)
    return unless(end is None or case.now > end, "mortgage.cooling_off_running")


# Tranche


def underlying_is_live(case):
    offer = case.others["offer"]
    if offer["status"] == "accepted":
        return case.others["contract"]["status"] in ("draft", "signed", "archived")
    return offer["status"] == "offered" and case.now <= validity(offer)[1]


def tranches_within_loan(case):
    live = [one for one in case.others["tranches"] if one["status"] in ("offered", "placed")]
    taken = sum(one["nominalAmount"]["amount"] for one in [*live, case.document])
    return unless(taken <= case.others["offer"]["loan"]["amount"], "mortgage.tranches_exceed_loan")


GUARDS = {
    "link_valid": lambda case: (
        unless(case.now <= case.arguments["candidate"]["replayExpiresAt"], "identity.expired")
        or unless(case.arguments["replay"] == "fresh", "identity.replayed")),
    "uid_same": lambda case: None,
    "verification_lapsed": verification_lapsed,
    "loan_positive": loan_positive,
    "own_capital_within_price": own_capital_within_price,
    "one_currency": one_currency,
    "property_matches": property_matches,
    "lender_named": lambda case: unless(new_lenders(case), "mortgage.lender_missing"),
    "lender_not_declined_before": lender_not_declined_before,
    "other_lender_undecided": other_lender_undecided,
    "other_live_offer_exists": other_live_offer_exists,
    "application_live": lambda case: unless(application_is_live(case), "mortgage.application_closed"),
    "application_closed": lambda case: unless(not application_is_live(case), "mortgage.application_live"),
    "lender_addressed": lambda case: unless(
        is_lender(case.application, case.document["issuerId"]), "mortgage.application_not_shared"),
    "holder_is_borrower": lambda case: unless(
        case.document["holderUid"] == case.application["borrowerUid"], "mortgage.holder_is_not_borrower"),
    "same_currency": same_currency,
    "rate_plausible": rate_plausible,
    "validity_ordered": validity_ordered,
    "validity_covers_reflection": validity_covers_reflection,
    "within_validity": within_validity,
    "not_expired": not_expired,
    "lapsed": lapsed,
    "not_binding": not_binding,
    "earliest_acceptance_reached": earliest_acceptance_reached,
    "evidence_complete": evidence_complete,
    "evidence_plausible": lambda case: unless(plausible(case), "mortgage.bad_evidence"),
    "document_hash_present": lambda case: unless("sha256" in case.arguments, "mortgage.document_hash_missing"),
    "notary_allowed": notary_allowed,
    "draft_present": lambda case: unless("draftSha256" in case.document, "mortgage.draft_missing"),
    "hash_matches_draft": lambda case: unless(
        case.arguments["documentSha256"] == case.document["draftSha256"], "mortgage.document_changed"),
    "role_not_signed": role_not_signed,
    "signatures_missing_after": signatures_missing_after,
    "withdrawal_window_open": withdrawal_window_open,
    "document_attached": lambda case: unless("signedSha256" in case.document, "mortgage.signed_document_missing"),
    "cooling_off_over": cooling_off_over,
    "underlying_live": lambda case: unless(underlying_is_live(case), "mortgage.underlying_gone"),
    "underlying_gone": lambda case: unless(not underlying_is_live(case), "mortgage.underlying_live"),
    "nominal_positive": lambda case: unless(
        case.document["nominalAmount"]["amount"] > 0, "mortgage.bad_nominal_amount"),
    "tranches_within_loan": tranches_within_loan,
    **voucher_guards.GUARDS,
}
