"""The kernel of every state machine: who acts, what was decided, and the tables as data.

A `Decision` is committed whole or not at all: its `changes` with the versions they expect, its `events`, and what it
`requires` of the database.

>>> from mot_core import lifecycle
>>> lifecycle.MACHINES[:4]
('identity', 'voucher', 'voucher_booking', 'multi_use_card')
>>> lifecycle.MACHINES[4:]
('mortgage_application', 'mortgage_offer', 'mortgage_contract', 'mortgage_tranche')
"""

from typing import Union

from ._native import (
    MACHINES,
    Actor,
    Allowed,
    Application,
    Booking,
    Card,
    Change,
    Contract,
    Decision,
    Event,
    Exclusion,
    FeeTrigger,
    Identity,
    Offer,
    Payer,
    Property,
    Subject,
    Tranche,
    Unchanged,
    Unique,
    Voucher,
    decide,
    describe,
    diagram,
    fold,
)
from ._words import Role

Document = Union[Identity, Property, Application, Offer, Contract, Tranche, Voucher, Booking, Card]
"""A document that a host stores."""

Requirement = Union[Unique, Unchanged, Exclusion]
"""What a database must enforce at commit beyond the versions of the changed documents."""

__all__ = [
    "MACHINES",
    "Actor",
    "Allowed",
    "Change",
    "Decision",
    "Document",
    "Event",
    "Exclusion",
    "FeeTrigger",
    "Payer",
    "Requirement",
    "Role",
    "Subject",
    "Unchanged",
    "Unique",
    "decide",
    "describe",
    "diagram",
    "fold",
]
