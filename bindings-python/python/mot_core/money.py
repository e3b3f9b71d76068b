"""Money: amounts of a currency, counts of a token, and rates as `decimal.Decimal`.

Amounts are whole numbers of minor units; a float never holds money or a rate.

>>> from mot_core.money import Money
>>> Money.parse("0.10", "EUR").plus(Money.parse("0.20", "EUR")) == Money.parse("0.30", "EUR")
True
"""

from ._native import Money, Units, minor_unit_digits
from ._words import Rounding

__all__ = ["Money", "Rounding", "Units", "minor_unit_digits"]
