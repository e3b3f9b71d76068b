"""A loan's schedule, row by row in exact fractions; a figure is rounded if the policy says so, and when it is shown."""

from dataclasses import dataclass
from fractions import Fraction

from calendar_dates import DAY_COUNTS, last_of_month, parse_date, plus_months
from currency import fraction_digits
from money import within_range
from rate import parse_rate
from refusal import Refusal
from rounding import rounded

LONGEST = 1200
MOST_SOLVED = 12_000
COLUMNS = ("payment", "interest", "principal", "special", "commitment")


@dataclass
class Row:
    number: int
    date: object
    interest: Fraction
    principal: Fraction
    special: Fraction
    commitment: Fraction
    balance: Fraction

    @property
    def payment(self):
        return self.interest + self.principal

    def shown(self, columns, mode):
        figures = {name: show(getattr(self, name), mode) for name in (*COLUMNS, "balance")}
        figures |= {"number": self.number, "date": self.date and self.date.isoformat()}
        return {name: figures[name] for name in columns}


class Terms:
    def __init__(self, given):
        fraction_digits(given["currency"])
        self.rounds, self.mode = given["rounding"] == "each_period", given.get("roundingMode", "half_up")
        self.rate = rate_of(given["nominalRate"])
        self.drawdowns = drawdowns_of(given["drawdowns"])
        self.loan = within_range(sum(self.drawdowns.values()))
        self.form = given["repayment"]
        self.fallow = max(given.get("interestOnlyMonths", 0), max(self.drawdowns))
        self.months = term_of(given.get("months"))
        self.count = term_of(self.form.get("count"))
        if self.count is not None and self.count <= self.fallow:
            raise Refusal("mortgage.bad_term")
        self.read_dates(given)
        self.read_special(given)
        self.read_commitment(given.get("commitment"))
        self.instalment = self.first_instalment()

    def read_dates(self, given):
        self.payout, self.first_payment = (
            given.get(name) and parse_date(given[name]) for name in ("payout", "firstPayment"))
        self.month_end = given.get("monthEnd", False)
        self.day_count = DAY_COUNTS[given.get("dayCount", "30E/360")]
        if self.payout and self.first_payment and self.first_payment <= self.payout:
            raise Refusal("mortgage.payment_before_drawdown")
        counted = given.get("dayCount", "30E/360") != "30E/360"
        if not self.payout and (self.first_payment or self.month_end or counted):
            raise Refusal("mortgage.payout_missing")

    def read_special(self, given):
        special = given.get("special") or []
        self.every = special if isinstance(special, dict) else None
        self.single = [] if self.every else special
        wishes = [(self.every["everyMonths"], self.every["amount"])] if self.every else [
            (one["month"], one["amount"]) for one in self.single]
        if any(not 1 <= month <= LONGEST or amount <= 0 for month, amount in wishes):
            raise Refusal("mortgage.bad_special_repayment")
        self.allowance = given.get("specialPaymentMaxPerYear")
        if self.allowance is not None and self.allowance < 0:
            raise Refusal("mortgage.bad_special_repayment")
        self.lowers = given.get("specialPaymentEffect", "shorten_term") == "lower_instalment"

    def read_commitment(self, commitment):
        self.commitment_rate = rate_of(commitment["rate"]) if commitment else Fraction(0)
        self.free_months = commitment["freeMonths"] if commitment else 0

    def kept(self, figure):
        return Fraction(rounded(figure, self.mode)) if self.rounds else Fraction(figure)

    @property
    def is_annuity(self):
        return self.form["type"] not in ("equal_capital", "bullet")

    def first_instalment(self):
        if self.form["type"] == "bullet":
            return Fraction(0)
        if self.form["type"] == "equal_capital":
            return self.solved(self.loan, self.count - self.fallow)
        amount = self.stated_instalment()
        if amount <= self.loan * self.rate / 12:
            raise Refusal("mortgage.never_amortises")
        return amount

    def stated_instalment(self):
        if self.form["type"] == "instalment":
            return Fraction(self.form["amount"])
        if self.form["type"] == "initial_rate":
            return self.kept(self.loan * (self.rate + rate_of(self.form["rate"])) / 12)
        return self.solved(self.loan, self.count - self.fallow)

    def solved(self, balance, rows):
        """What repays the balance in so many rows: the annuity, or its equal part."""
        if self.form["type"] == "equal_capital" or self.rate == 0:
            return self.kept(Fraction(balance) / rows)
        growth = (1 + self.rate / 12) ** rows
        return self.kept(balance * self.rate / 12 * growth / (growth - 1))

    def due(self, number):
        """The nominal day is the first payment's, else the payout's; a month that lacks it has its last day instead."""
        if self.payout is None:
            return None
        first, months = (self.first_payment, number - 1) if self.first_payment else (self.payout, number)
        day = plus_months(first, months)
        return last_of_month(day) if self.month_end else day

    def year_fraction(self, number):
        if self.payout is None:
            return Fraction(1, 12)
        return self.day_count(self.due(number - 1) if number > 1 else self.payout, self.due(number))

    def contract_year(self, number):
        """Twelve months from the payout, the last day included."""
        if self.payout is None:
            return (number - 1) // 12
        year = 0
        while self.due(number) > plus_months(self.payout, 12 * (year + 1)):
            year += 1
        return year

    def wished(self, number):
        if self.every:
            return self.every["amount"] if number % self.every["everyMonths"] == 0 else 0
        return sum(one["amount"] for one in self.single if one["month"] == number)

    def undrawn(self, number):
        return sum(amount for month, amount in self.drawdowns.items() if month >= number)


def schedule(given, notes):
    terms = Terms(given)
    rows = list(rows_of(terms))
    totals = {name: sum(getattr(row, name) for row in rows) for name in COLUMNS}
    totals["payments"] = totals.pop("payment")
    return {name: show(total, terms.mode) for name, total in totals.items()} | {
        "instalment": show(terms.instalment, terms.mode) if terms.is_annuity else None,
        "rows": len(rows),
        "lastPayment": show(rows[-1].payment, terms.mode),
        "balance": show(rows[-1].balance, terms.mode),
        "sample": sample(rows, terms.mode, (notes or {}).get("sample", {})),
    }


def sample(rows, mode, asked):
    """The rows that the file's notes ask for; without any the first two, the twelfth, the middle and the last two."""
    numbers = asked.get("rows") or {1, 2, 12, len(rows) // 2 + 1, len(rows) - 1, len(rows)}
    columns = ("number", "payment", "interest", "principal", "special", "balance", *asked.get("with", []))
    return [row.shown(columns, mode) for row in rows if numbers == "all" or row.number in numbers]


def rows_of(terms, original=False):
    """`original`: the whole term, as if nothing were repaid beside the plan."""
    balance, instalment = Fraction(terms.drawdowns[0]), terms.instalment
    end = terms.count
    if terms.lowers and end is None and not original:
        end = sum(1 for _ in rows_of(terms, original=True))
    asked = None if original else terms.months
    taken_by_year, solved = {}, 0
    for number in range(1, (asked or LONGEST) + 1):
        share = terms.year_fraction(number)
        interest = terms.kept(balance * terms.rate * share)
        charged = terms.undrawn(number) if number > terms.free_months else 0
        commitment = terms.kept(charged * terms.commitment_rate * share)
        principal = principal_of(terms, number, end, balance, interest, instalment)
        balance -= principal
        special = Fraction(0)
        if not original:
            year = terms.contract_year(number)
            special = special_of(terms, number, balance, taken_by_year.get(year, 0))
            taken_by_year[year] = taken_by_year.get(year, 0) + special
            balance -= special
        if special and terms.lowers and number < end:
            left = end - max(number, terms.fallow)
            solved += left
            if terms.is_annuity and not terms.rounds and solved > MOST_SOLVED:
                raise Refusal("mortgage.too_many_special_repayments", maximum=str(MOST_SOLVED))
            instalment = terms.solved(balance + terms.undrawn(number), left)
        balance += terms.drawdowns.get(number, 0)
        for figure in (interest, balance):  # a loan may grow beyond money before its term is too long
            show(figure, terms.mode)
        yield Row(number, terms.due(number), interest, principal, special, commitment, balance)
        if balance == 0 and terms.undrawn(number + 1) == 0:
            return
    if asked is None:
        raise Refusal("mortgage.bad_term")


def principal_of(terms, number, end, balance, interest, instalment):
    if number <= terms.fallow:
        return Fraction(0)
    if number == end:
        return balance
    if terms.form["type"] == "bullet":
        return Fraction(0)
    if terms.form["type"] == "equal_capital":
        return min(instalment, balance)
    return balance if instalment >= balance + interest else instalment - interest


def special_of(terms, number, balance, taken):
    wished = min(Fraction(terms.wished(number)), balance)
    return wished if terms.allowance is None else min(wished, terms.allowance - taken)


def drawdowns_of(given):
    if not given or any(one["amount"] <= 0 for one in given):
        raise Refusal("mortgage.bad_loan_amount")
    months = {one["month"]: one["amount"] for one in given}
    if 0 not in months or len(months) < len(given):
        raise Refusal("mortgage.bad_drawdown")
    return months


def rate_of(text):
    rate = Fraction(parse_rate(text))
    if rate < 0:
        raise Refusal("mortgage.rate_out_of_range")
    return rate


def term_of(months):
    if months is not None and not 1 <= months <= LONGEST:
        raise Refusal("mortgage.bad_term")
    return months


def show(figure, mode):
    return within_range(rounded(figure, mode))
