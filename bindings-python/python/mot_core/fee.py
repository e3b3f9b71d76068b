"""Fees of the platform: what is due, by which version of a schedule, from whom. The borrower never pays one.

>>> from decimal import Decimal
>>> from mot_core import Money
>>> from mot_core.fee import FeeModel
>>> booking = FeeModel.from_dict({"type": "percentage", "rate": Decimal("0.02")})
>>> booking.compute(Money.parse("49.90", "EUR"), rounding="half_up")
Money(100, 'EUR')
"""

from ._native import (
    FeeBand,
    FeeBands,
    FeeEvent,
    FeeModel,
    FeeSchedule,
    FeeScheduleVersion,
    FeeStep,
    Tier,
    quote,
)

__all__ = [
    "FeeBand",
    "FeeBands",
    "FeeEvent",
    "FeeModel",
    "FeeSchedule",
    "FeeScheduleVersion",
    "FeeStep",
    "Tier",
    "quote",
]
