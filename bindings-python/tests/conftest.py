"""The documents of the running example, ready to use."""

from __future__ import annotations

import os

import pytest
from example import APPLICATION, BOOKING, CARD, CONTRACT, OFFER, RULES, TRANCHE, VOUCHER

from mot_core import Application, Booking, BookingRules, Card, Contract, Offer, Tranche, Voucher

os.environ["MPLBACKEND"] = "Agg"  # pictures are drawn, not shown


@pytest.fixture
def offer() -> Offer:
    return Offer.from_dict(OFFER)


@pytest.fixture
def application() -> Application:
    return Application.from_dict(APPLICATION)


@pytest.fixture
def contract() -> Contract:
    return Contract.from_dict(CONTRACT)


@pytest.fixture
def tranche() -> Tranche:
    return Tranche.from_dict(TRANCHE)


@pytest.fixture
def voucher() -> Voucher:
    return Voucher.from_dict(VOUCHER)


@pytest.fixture
def booking() -> Booking:
    return Booking.from_dict(BOOKING)


@pytest.fixture
def card() -> Card:
    return Card.from_dict(CARD)


@pytest.fixture
def rules() -> BookingRules:
    return BookingRules.from_dict(RULES)
