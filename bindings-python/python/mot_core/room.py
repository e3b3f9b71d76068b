"""Rooms: names of the places where one transaction is talked about.

>>> from mot_core.room import RoomId
>>> str(RoomId.for_offer("mort-offer-2025-0001"))
'mortgage:offer:mort-offer-2025-0001'
"""

from ._native import RoomId
from ._words import RoomForm

__all__ = ["RoomForm", "RoomId"]
