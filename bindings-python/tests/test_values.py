"""What compares equal hashes equal, and a copy is the value itself; what does not pickle says so."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from typing import Any

import pytest
from example import CONTRACT, JWK, OFFER, PROPERTY, utc

from mot_core import (
    Application,
    Contract,
    Device,
    DeviceKey,
    FeeSchedule,
    Identity,
    IdentityPolicy,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    NewApplication,
    Offer,
    ProofPolicy,
    Property,
    RoomLink,
    TokenPolicy,
    Uid,
    fee,
    nights,
)
from mot_core.identity import LegacyRecordPolicy
from mot_core.mortgage import InMonth

NOW = utc(2025, 2, 5, 11)
SCHEDULE = {
    "id": "mortgage.loan_closed",
    "scope": "mortgage",
    "payerRole": "lender",
    "beneficiary": "platform",
    "versions": [
        {
            "version": 1,
            "effectiveFrom": "2025-01-01T00:00:00Z",
            "effectiveTo": None,
            "model": {"type": "percentage", "rate": 0.005},
            "rounding": "half_up",
        }
    ],
}


def values(number: int) -> list[Any]:
    """One value of every class that is not pickled; another number makes other ones."""
    new = NewApplication.from_dict(
        {
            "applicationId": f"app-{number}",
            "borrowerUid": "user-abc",
            "propertyId": "house-123",
            "desiredLoan": {"amount": 36000000, "currency": "EUR"},
            "desiredDurationYears": 20,
            "desiredRateType": "fixed",
            "maxInterestRate": 0.04,
            "submissionTs": "2025-02-01T10:15:00Z",
            "visibility": "private",
            "meta": {},
        }
    )
    submitted = Application.submit(new, property=Property.from_dict(PROPERTY), by="user-abc", at=NOW)
    contract = Contract.from_dict({**CONTRACT, "version": number})
    once = contract.sign(CONTRACT["draftSha256"], by="user-abc", at=NOW).changes[0].document
    assert isinstance(once, Contract)
    trigger = once.sign(CONTRACT["draftSha256"], by=CONTRACT["lenderId"], at=NOW).fee_triggers[0]
    due = fee.quote(FeeSchedule.from_dict(SCHEDULE), trigger)
    assert due is not None
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    uid, month = Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), IdentityPolicy(maximum_age_ms=1)
    bound = LinkVerifier(ring).verify(LinkSigner(ring).sign(f"manifest-{number}", uid, NOW), NOW).bind(None)
    verified = Identity.verify(bound, replay="fresh", policy=month, by=uid, at=NOW)
    return [
        submitted,
        submitted.changes[0],
        submitted.events[0].subject,
        LegacyRecordPolicy(maximum_age_ms=number),
        LinkPolicy(maximum_age_ms=number, revoked=["user-abc"], issued_after=NOW),
        TokenPolicy(session_lifetime_ms=number, revoked=["user-abc"], issued_after=NOW),
        ProofPolicy(maximum_age_ms=number, revoked=["user-abc"], issued_after=NOW),
        Device.registered(f"user-{number}", DeviceKey.from_jwk(JWK)),
        RoomLink(wabe=f"A-{number}", room_id="voucher:v-1", uid="user-abc"),
        *verified.requires,
        due,
        due.payer,
        due.steps[0],
        *submitted.requires,
        nights(NOW.date(), NOW.date() + timedelta(days=number), "Europe/Berlin", "15:00", "11:00"),
        *Offer.from_dict(OFFER).allowed(by="user-abc", at=NOW),
    ]


def test_what_is_equal_hashes_equal() -> None:
    one, same, other = values(1), values(1), values(2)
    for left, right in zip(one, same, strict=True):
        assert left == right
        assert left is not right
        assert hash(left) == hash(right)
    for place in range(10):
        assert one[place] != other[place]
        assert len({one[place], same[place], other[place]}) == 2


@pytest.mark.parametrize("value", [*values(1), InMonth(3)], ids=lambda value: type(value).__name__)
def test_a_copy_is_the_value_itself(value: Any) -> None:
    assert copy.copy(value) is value
    assert copy.deepcopy([value])[0] is value


@pytest.mark.parametrize("value", values(1), ids=lambda value: type(value).__name__)
def test_what_is_not_pickled_says_so(value: Any) -> None:
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(value)
    assert "not pickled" in (type(value).__doc__ or "")
