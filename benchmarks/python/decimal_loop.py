"""A schedule in decimals, rounded each month: what a portal would write itself."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def schedule(
    balance: Decimal, rate: Decimal, payment: Decimal, months: int
) -> list[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """A row for each month: payment, interest, principal, balance."""
    rows = []
    for _ in range(months):
        interest = (balance * rate / 12).quantize(CENT, ROUND_HALF_UP)
        principal = min(payment - interest, balance)
        balance -= principal
        rows.append((interest + principal, interest, principal, balance))
    return rows
