"""Random flows for `mortgage.aprc_of_flows`; most have a rate at or next to the half of a last decimal, on purpose."""

from decimal import Decimal, localcontext
from fractions import Fraction

from effective_rate import SHOWN
from power_sum import decimal

TRIES = 200  # cents by which one amount is varied; the nearest miss of a half is taken
LARGEST_CENTS = 10**15


def random_flows(chance):
    """`chance` is a random.Random of the case's own."""
    kind = chance.random()
    if kind < 0.05:
        drawdowns, payments = exact_half(chance)
    else:
        drawdowns, payments = some_flows(chance, 10 ** chance.uniform(3, 13))
        if kind < 0.65:
            near_half(chance, drawdowns, payments)
    return {"drawdowns": written(drawdowns), "payments": written(payments)}


def some_flows(chance, size):
    """One to five drawdowns, repaid with interest that is often plausible, at months, weeks or odd days."""
    clock = chance.choice((months, months, months_and_days, weeks, days, years))
    count = int(2 ** chance.uniform(0, 6))
    first, step = chance.randint(1, 6), chance.choice((1, 1, 3, 12)) if clock != years else 1
    paid = [clock(chance, first + step * number) for number in range(count)]
    drawn = {Fraction(0)}
    if chance.random() < 0.35:
        drawn |= {clock(chance, chance.randint(1, 24)) for _ in range(chance.randint(1, 4))}
    drawdowns = [(time, int(size * chance.uniform(0.3, 1) / len(drawn)) + 1) for time in sorted(drawn)]
    owed = sum(amount for _, amount in drawdowns) * (1 + chance.uniform(-0.05, 0.12) * float(max(paid)))
    lost = 10 ** chance.uniform(0, 6) if chance.random() < 0.1 else 1
    payments = [(time, max(int(owed / lost / count * chance.uniform(0.7, 1.3)), 1)) for time in paid]
    if chance.random() < 0.4:
        payments.insert(0, (Fraction(0), int(size / chance.randint(20, 400))))
    if chance.random() < 0.25:  # before the first drawdown
        payments.insert(0, (-clock(chance, chance.randint(1, 15)), int(size / chance.randint(50, 900))))
    return drawdowns, payments


def months(chance, number):
    return Fraction(number, 12)


def months_and_days(chance, number):
    return Fraction(number, 12) + Fraction(chance.randint(0, 30), chance.choice((365, 366)))


def weeks(chance, number):
    return Fraction(4 * number + chance.randint(0, 3), 52) + Fraction(chance.choice((0, 0, 1, 6)), 365)


def days(chance, number):
    return number // 12 + Fraction((number % 12) * 30 + chance.randint(1, 30), chance.choice((365, 366)))


def years(chance, number):
    """Up to the longest time of a flow."""
    return Fraction(number) if number > 1 else Fraction(chance.randint(1, 120))


def some_half(chance):
    """One and a rate in the middle between two neighbours of so many decimals."""
    count = 10 ** (chance.choice(SHOWN) + 2)
    return 1 + Fraction(2 * int(chance.uniform(-0.02, 0.2) * count) + 1, 2 * count)


def near_half(chance, drawdowns, payments):
    """Makes one amount what it must be for a half to be the rate, up to a cent; another is varied to come very near."""
    half = some_half(chance)
    with localcontext() as context:
        context.prec = 60
        flows = [(time, -amount) for time, amount in drawdowns] + payments
        worth = [decimal(half) ** -decimal(time) for time, _ in flows]
        fitted, varied = len(drawdowns), len(flows) - 1
        if fitted == varied:
            fitted = 0
        side = -1 if fitted < len(drawdowns) else 1
        others = sum(amount * each for (_, amount), each in zip(flows, worth)) - flows[fitted][1] * worth[fitted]
        misses = []
        for more in range(TRIES):
            wanted = -side * (others + more * worth[varied]) / worth[fitted]
            nearest = wanted.to_integral_value()
            if 0 < nearest < LARGEST_CENTS and wanted != nearest:
                misses.append((abs(wanted - nearest), int(nearest), more))
    if misses:
        _, nearest, more = min(misses)
        payments[-1] = (payments[-1][0], payments[-1][1] + more)
        group, index = (drawdowns, fitted) if fitted < len(drawdowns) else (payments, fitted - len(drawdowns))
        group[index] = (group[index][0], nearest)


def exact_half(chance):
    """Loans at odd times, each repaid a year later with the same interest, a half: no power has to be known for that."""
    half = some_half(chance)
    drawdowns, payments = [], []
    for _ in range(chance.randint(1, 6)):
        time = chance.choice((months_and_days, weeks, days))(chance, chance.randint(1, 120)) if drawdowns else Fraction(0)
        amount = half.denominator * chance.randint(1, 10**6)
        drawdowns.append((time, amount))
        payments.append((time + 1, amount * half.numerator // half.denominator))
    return drawdowns, payments


def written(flows):
    return [{"at": str(time), "every": "0", "count": 1, "amount": f"{amount // 100}.{amount % 100:02}"}
            for time, amount in flows]
