"""Time: from when until when something holds or is taken, and the time zone database that the library carries.

Instants are aware `datetime` values, given back in UTC; dates are `datetime.date`. A naive `datetime` is refused.

>>> from datetime import datetime, timezone
>>> from mot_core.time import Validity
>>> start, end = datetime(2025, 2, 1, tzinfo=timezone.utc), datetime(2025, 2, 10, tzinfo=timezone.utc)
>>> Validity(valid_from=start, valid_until=end).valid_until == end
True
"""

from ._native import Interval, Validity, database_version
from ._words import ValidityState

__all__ = ["Interval", "Validity", "ValidityState", "database_version"]
