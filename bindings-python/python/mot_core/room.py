"""Rooms: names of the places where one transaction is talked about, where they lie, and who may enter.

>>> from mot_core.room import RoomId
>>> str(RoomId.for_offer("mort-offer-2025-0001"))
'mortgage:offer:mort-offer-2025-0001'
"""

from ._native import Admission, CellMap, Envelope, Honeycomb, RoomId, RoomLink, RoomMessage
from ._words import EnvelopeType, RoomForm

__all__ = [
    "Admission",
    "CellMap",
    "Envelope",
    "EnvelopeType",
    "Honeycomb",
    "RoomForm",
    "RoomId",
    "RoomLink",
    "RoomMessage",
]
