"""Vouchers: the right to a service, the booking that puts it on a slot, and cards of several units.

A voucher is issued, handed on and redeemed by its issuer. A booking is a document of its own; the voucher names the
live one. What takes a resource, and when, is the host's calendar: a command is given what is `busy`, judges by it, and
requires an `Exclusion` that the database enforces at commit.

>>> from datetime import datetime, timezone
>>> from mot_core.voucher import TemplateOverrides, Voucher, VoucherTemplate
>>> start = datetime(2025, 12, 1, tzinfo=timezone.utc)
>>> new = VoucherTemplate.shipped()[0].instantiate(
...     TemplateOverrides(voucher_id="v-1", issuer_uid="coach-1", valid_from=start))
>>> voucher = Voucher.issue(new, by="coach-1", at=start).changes[0].document
>>> voucher.effective_status(voucher.valid_until), voucher.effective_status(datetime(2026, 1, 1, tzinfo=timezone.utc))
('issued', 'expired')
>>> decision = voucher.assign_holder("user-abc", by="coach-1", at=start)
>>> decision.events[0].name, decision.changes[0].document.holder_uid
('voucher.holder_assigned', 'user-abc')
>>> voucher.transfer("user-def", by="somebody", at=start)
Traceback (most recent call last):
    ...
mot_core.errors.LifecycleError: lifecycle.actor_not_allowed: the actor may not do this, open to: [holder]
"""

from typing import Union

from ._native import (
    Booking,
    BookingRules,
    Busy,
    Card,
    NewCard,
    NewVoucher,
    Nights,
    Redemption,
    SlotQuery,
    Slots,
    TemplateOverrides,
    Voucher,
    VoucherTemplate,
    Window,
    nights,
    slots,
)
from ._words import BookingStatus, CardStatus, VoucherStatus

Document = Union[Voucher, Booking, Card]
"""A document around a voucher."""

__all__ = [
    "Booking",
    "BookingRules",
    "BookingStatus",
    "Busy",
    "Card",
    "CardStatus",
    "Document",
    "NewCard",
    "NewVoucher",
    "Nights",
    "Redemption",
    "SlotQuery",
    "Slots",
    "TemplateOverrides",
    "Voucher",
    "VoucherStatus",
    "VoucherTemplate",
    "Window",
    "nights",
    "slots",
]
