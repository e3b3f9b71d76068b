"""A loan with what it costs besides interest: its schedules, its costs, and both as flows in time."""

from fractions import Fraction

import schedule
from calendar_dates import last_of_month, plus_months
from effective_rate import aprc_of_flows
from money import within_range
from refusal import Refusal

COUNTED = ("lender", "brokerage", "valuation_required", "insurance_required", "account_required",
           "register_security")
DATES = ("payout", "firstPayment", "monthEnd")
AS_IN_OFFER = ("interestOnlyMonths", "commitment", "dayCount", "payout", "firstPayment")


class Financing:
    def __init__(self, given):
        self.given, self.costs = given["terms"], given.get("costs") or []
        self.currency = self.one_currency()
        self.fixed_months = self.given.get("months")

    def one_currency(self):
        """Of everything in the terms: the first drawdown's."""
        given = self.given
        amounts = [one["amount"] for one in (*given["drawdowns"], *(given.get("specialRepayments") or []))]
        amounts += [amount for amount in (given.get("specialLimit"), given["repayment"].get("amount")) if amount]
        for amount in amounts:
            same_currency(amounts[0]["currency"], amount)
        return amounts[0]["currency"] if amounts else "EUR"

    @property
    def loan(self):
        return sum(one["amount"]["amount"] for one in self.given["drawdowns"])

    @property
    def last_drawdown(self):
        return max(one["month"] for one in self.given["drawdowns"])

    @property
    def counted(self):
        return [cost for cost in self.costs if cost["class"] in COUNTED]

    @property
    def left_out(self):
        return [cost for cost in self.costs if cost["class"] not in COUNTED]

    def money(self, amount):
        return {"amount": within_range(amount), "currency": self.currency}

    def plan(self, months=None, **changed):
        """The schedule of so many months; without any to the loan's end."""
        given = {**self.given, **changed}
        monthly = lambda items: [{"month": one["month"], "amount": one["amount"]["amount"]} for one in items or []]
        repayment = {**given["repayment"]}
        for name, read in (("amount", lambda amount: amount["amount"]), ("rate", str)):
            if name in repayment:
                repayment[name] = read(repayment[name])
        terms = {
            "currency": self.currency, "nominalRate": str(given["nominalRate"]),
            "drawdowns": monthly(given["drawdowns"]), "repayment": repayment, "months": months,
            "special": monthly(given.get("specialRepayments")),
            "specialPaymentMaxPerYear": given["specialLimit"]["amount"] if given.get("specialLimit") else None,
            "rounding": given.get("roundingPolicy") or "each_period", "roundingMode": given.get("rounding"),
            "specialPaymentEffect": given.get("specialEffect"),
            **{name: given.get(name) for name in ("interestOnlyMonths", "dayCount", *DATES)}}
        if given.get("commitment"):
            commitment = given["commitment"]
            terms["commitment"] = {**commitment, "rate": str(commitment["rate"])}
        return Plan(schedule.Terms({name: value for name, value in terms.items() if value is not None}))

    @property
    def fixed_plan(self):
        """The loan while its rate is fixed, if it lasts longer than that."""
        if self.fixed_months is None:
            return None
        schedule.term_of(self.fixed_months)
        if self.fixed_months < self.last_drawdown:
            raise Refusal("mortgage.drawdowns_not_loan")
        return self.plan(self.fixed_months) if self.fixed_months < self.plan().length else None

    def check_costs(self, plan):
        for index, cost in enumerate(self.costs):
            same_currency(self.currency, cost["amount"])
            if month_of(cost, 0) > plan.length:
                raise Refusal("mortgage.cost_after_end", f"costs[{index}]", last=str(plan.length))

    def costs_until(self, month):
        """The counted costs of these months and of the conclusion."""
        return sum(cost["amount"]["amount"] * times_until(cost, month) for cost in self.counted)

    def every_cost_until(self, month):
        """All costs of these months and of the conclusion, whatever their class."""
        return sum(cost["amount"]["amount"] * times_until(cost, month) for cost in self.costs)

    def rate(self, plan, decimals):
        """The effective rate in per cent, as text of a fraction."""
        flows = [(Fraction(0), -self.drawn(0))]
        for row in plan.rows:
            number, time = row["number"], plan.time(row["number"])
            flows.append((time, row["payment"] + row["special"] + row["commitment"] - self.drawn(number)))
        flows.append((plan.time(plan.length), plan.balance))
        for month in range(plan.length + 1):
            charged = self.costs_until(month) - (self.costs_until(month - 1) if month else 0)
            flows.append((plan.time(month), charged))
        given = {"decimals": [decimals], "drawdowns": groups(flows, -1), "payments": groups(flows, 1)}
        percent = aprc_of_flows(given)[f"percent{decimals}"]
        return rate_text(Fraction(percent) / 100)

    def drawn(self, month):
        return sum(one["amount"]["amount"] for one in self.given["drawdowns"] if one["month"] == month)


class Plan:
    """A schedule as it is shown, whole minor units; a sum is of the figures behind, and is rounded once."""

    def __init__(self, terms):
        self.terms = terms
        self.figures = list(schedule.rows_of(terms))
        columns = ("number", "date", *schedule.COLUMNS, "balance")
        self.rows = [row.shown(columns, terms.mode) for row in self.figures]
        self.length = len(self.rows)
        self.balance = self.rows[-1]["balance"]

    @property
    def instalment(self):
        """An annuity's; elsewhere the first payment that repays and leaves something."""
        if self.terms.is_annuity:
            return schedule.show(self.terms.instalment, self.terms.mode)
        repaying = (row["payment"] for row in self.rows if row["principal"] > 0 and row["balance"] > 0)
        return next(repaying, self.rows[0]["payment"])

    def sum(self, column, first=1, last=schedule.LONGEST):
        return schedule.show(sum(getattr(row, column) for row in self.figures[first - 1:last]), self.terms.mode)

    def balance_after(self, number):
        return self.rows[min(number, self.length) - 1]["balance"]

    def time(self, number):
        """Years from the payout: months are twelfths, but for the days before the first one."""
        if number == 0:
            return Fraction(0)
        return self.first_time() + Fraction(number - 1, 12)

    def first_time(self):
        """Months are counted back from the first due date by the day on which instalments fall due."""
        if self.terms.payout is None:
            return Fraction(1, 12)
        payout, due = self.terms.payout, self.terms.due(1)
        roll_day = 31 if self.terms.month_end else (self.terms.first_payment or payout).day
        months, left = 0, due
        while (earlier := on_day(plus_months(due.replace(day=1), -(months + 1)), roll_day)) >= payout:
            months, left = months + 1, earlier
        return Fraction(months, 12) + Fraction((left - payout).days, (left - plus_months(left, -12)).days)


def on_day(first_of_month, day):
    return first_of_month.replace(day=min(day, last_of_month(first_of_month).day))


def month_of(cost, otherwise):
    return cost["timing"]["month"] if isinstance(cost["timing"], dict) else otherwise


def times_until(cost, month):
    if cost["timing"] == "with_instalments":
        return month
    return 1 if month >= month_of(cost, 0) else 0


def groups(flows, sign):
    """Amounts of one sign, whatever their currency's digits, as text with two."""
    return [{"at": str(time), "every": "0", "count": 1, "amount": f"{abs(amount) // 100}.{abs(amount) % 100:02}"}
            for time, amount in flows if amount * sign > 0]


def rate_text(rate):
    """The shortest plain number."""
    billionths = Fraction(rate) * 10**9
    assert billionths.denominator == 1
    sign, digits = "-" if billionths < 0 else "", str(abs(int(billionths))).rjust(10, "0")
    return sign + f"{digits[:-9]}.{digits[-9:]}".rstrip("0").rstrip(".")


def same_currency(expected, amount):
    if amount["currency"] != expected:
        raise Refusal("money.currency_mismatch", expected=expected, found=amount["currency"])


def of_offer(offer):
    """What an offer's document says, as a loan and its costs; what is left out there is left out here."""
    loan, conditions, repayment = offer["loan"], offer.get("conditions") or {}, offer["repayment"]
    drawdowns = conditions.get("drawdowns") or [{"month": 0, "amount": loan}]
    for one in drawdowns:
        same_currency(loan["currency"], one["amount"])
    if within_range(sum(one["amount"]["amount"] for one in drawdowns)) != loan["amount"]:
        raise Refusal("mortgage.drawdowns_not_loan")
    limit = repayment.get("specialPaymentMaxPerYear") if repayment["specialPaymentsAllowed"] else 0
    euros = lambda amount: {"amount": amount, "currency": loan["currency"]}
    fees = offer["fees"]
    single = [("processingFee", "lender"), ("valuationFee", "valuation_required")]
    costs = [{"name": name, "amount": euros(fees[name]), "class": kind, "timing": "at_conclusion"}
             for name, kind in single if fees[name]]
    terms = {
        "nominalRate": offer["interest"]["nominalRate"], "drawdowns": drawdowns,
        "repayment": {"type": "initial_rate", "rate": repayment["initialRate"]},
        "months": 12 * offer["interest"]["fixedYears"] or None,
        "specialLimit": None if limit is None else euros(limit),
        "specialEffect": conditions.get("specialPaymentEffect"), "roundingPolicy": conditions.get("rounding"),
        "monthEnd": conditions.get("monthEnd") or None,
        **{name: conditions.get(name) for name in AS_IN_OFFER}}
    given = {"terms": {name: value for name, value in terms.items() if value is not None}}
    return {**given, "costs": costs + fees["otherFees"]} if costs + fees["otherFees"] else given


def financing(given):
    return {"financing": of_offer(given["offer"])}
