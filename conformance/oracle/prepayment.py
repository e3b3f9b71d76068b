"""Repaying early: what is owed, what the loan allows anyway, and the most that may be claimed for the rest."""

from fractions import Fraction

from calendar_dates import plus_months
from financing import Financing, same_currency
from policy import PRESETS, look_up
from rate import parse_rate
from refinancing import owed_after
from refusal import Refusal
from rounding import rounded
from schedule import LONGEST


def prepayment_quote(given):
    financing, wish, policy = Financing(given["financing"]), given["prepayment"], given["policy"]
    policy = look_up(PRESETS, policy) if isinstance(policy, str) else policy
    plan, month = financing.plan(), wish["month"]
    owed = owed_after(plan, month, financing.last_drawdown + 1)
    amount = owed
    if wish.get("amount"):
        same_currency(financing.currency, wish["amount"])
        if wish["amount"]["amount"] <= 0:
            raise Refusal("mortgage.bad_special_repayment")
        amount = min(owed, wish["amount"]["amount"])
    allowed = amount if financing.given.get("specialLimit") is None else min(amount, unused(financing, plan, month))
    forgone = forgone_interest(financing, month, allowed, amount - allowed, bound_until(financing, plan, policy))
    claim = forgone
    if policy.get("prepaymentCompensationCap") is not None:
        cap = Fraction(parse_rate(str(policy["prepaymentCompensationCap"])))
        claim = min(claim, rounded((amount - allowed) * cap, "down"))
    return {"owed": owed, "amount": amount, "allowed": allowed, "forgoneInterest": forgone,
            "compensationAtMost": claim, "paymentAtMost": amount + claim, "balance": owed - amount}


def unused(financing, plan, month):
    """What the contract year allows less what it has taken so far; what is only planned for later has to wait."""
    year = plan.terms.contract_year(month)
    taken = sum(row["special"] for row in plan.rows[:month] if plan.terms.contract_year(row["number"]) == year)
    return financing.given["specialLimit"]["amount"] - taken


def forgone_interest(financing, month, allowed, beyond, until):
    """The interest while the borrower is bound with the allowance used, less that with everything repaid."""
    planned = financing.given.get("specialRepayments") or []
    kept = financing.plan(specialRepayments=[*planned, *special(financing, month, allowed)])
    made = [one for row in kept.rows for one in special(financing, row["number"], row["special"])]
    as_it_is = {"specialLimit": None, "specialEffect": None}
    kept = financing.plan(specialRepayments=made, **as_it_is)
    repaid = financing.plan(specialRepayments=[*made, *special(financing, month, beyond)], **as_it_is)
    until = max(until, month)
    return kept.sum("interest", 1, until) - repaid.sum("interest", 1, until)


def special(financing, month, amount):
    return [{"month": month, "amount": financing.money(amount)}] if amount else []


def bound_until(financing, plan, policy):
    """The last month of the fixed period, or the first that falls due when the right of termination has come."""
    fixed = financing.fixed_months or LONGEST
    years, notice = policy["terminationAfterYears"], policy["terminationNoticeMonths"] or 0
    if years is None:
        return fixed
    months, drawn = 12 * years + notice, financing.last_drawdown
    if plan.terms.payout is None:
        return min(fixed, drawn + months)
    terminated = plus_months(plan.terms.due(drawn) if drawn else plan.terms.payout, months)
    return min(fixed, next(number for number in range(1, 10 * LONGEST) if plan.terms.due(number) >= terminated))
