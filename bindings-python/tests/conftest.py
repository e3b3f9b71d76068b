"""The documents of the running example, ready to use."""

from __future__ import annotations

import os

import pytest
from example import APPLICATION, CONTRACT, OFFER, TRANCHE

from mot_core import Application, Contract, Offer, Tranche

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
