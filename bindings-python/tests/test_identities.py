"""The identity as a document: local, verified by a link, and local again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from example import IDENTITY, changed, utc

from mot_core import (
    Actor,
    BoundLink,
    Event,
    Identity,
    IdentityPolicy,
    KeyRing,
    LinkSigner,
    LinkVerifier,
    MotError,
    Uid,
    lifecycle,
)
from mot_core.identity import Receipt
from mot_core.lifecycle import Unique

UID = Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y")
NOW = utc(2025, 2, 1, 12)
MONTH = IdentityPolicy(maximum_age_ms=30 * 24 * 3_600_000)


def bound(uid: Uid = UID) -> BoundLink:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    return LinkVerifier(ring).verify(LinkSigner(ring).sign("m", uid, NOW), NOW).bind(None)


def local() -> Identity:
    document = Identity.create(UID, by=UID, at=NOW).changes[0].document
    assert isinstance(document, Identity)
    return document


def verified() -> Identity:
    decision = Identity.verify(bound(), replay="fresh", policy=MONTH, by=UID, at=NOW, existing=local())
    document = decision.changes[0].document
    assert isinstance(document, Identity)
    return document


def refused(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(MotError) as refusal:
        call(*arguments, **named)
    return refusal.value.code


def test_from_local_to_verified_and_back() -> None:
    created = Identity.create(UID, by=UID, at=NOW)
    assert [event.name for event in created.events] == ["identity.created"]
    assert (created.changes[0].kind, created.changes[0].id) == ("identity", str(UID))
    assert (local().status, local().verified_at, local().receipt, local().version) == ("local", None, None, 1)

    link = bound()
    decision = Identity.verify(link, replay="fresh", policy=MONTH, by=UID, at=NOW, existing=local())
    (event,), (change,), (requirement,) = decision.events, decision.changes, decision.requires
    assert (event.name, event.data, change.expected_version) == ("identity.verified", {"kid": "k1"}, 1)
    assert requirement == decision.requires[0]
    match requirement:
        case Unique(key, until):
            assert (key, until) == (f"replay/{link.replay_key}", link.replay_expires_at)
        case other:
            pytest.fail(f"unexpected {other}")
    identity = verified()
    until = NOW + timedelta(days=30)
    assert (identity.status, identity.verified_at, identity.version) == ("verified", NOW, 2)
    assert identity.receipt == Receipt(uid=UID, key_id="k1", issued_at=NOW, expires_at=until)
    assert lifecycle.fold(local(), decision.events) == identity

    expired = identity.expire(policy=MONTH, by=Actor.SYSTEM, at=until + timedelta(milliseconds=1))
    assert [event.name for event in expired.events] == ["identity.expired"]
    again = expired.changes[0].document
    assert isinstance(again, Identity)
    assert (again.status, again.receipt, again.version) == ("local", None, 3)
    assert identity.revoke(by=Actor.PLATFORM, at=NOW).events[0].name == "identity.revoked"


def test_a_new_user_may_be_verified_at_once() -> None:
    decision = Identity.verify(bound(), replay="fresh", policy=MONTH, by=str(UID), at=NOW, expected_version=0)
    assert decision.changes[0].expected_version == 0


def test_what_is_refused() -> None:
    other = Uid.parse("user-abc")
    verify: dict[str, Any] = {"replay": "fresh", "policy": MONTH, "by": UID, "at": NOW}
    assert refused(Identity.create, UID, by=other, at=NOW) == "lifecycle.actor_not_allowed"
    assert refused(Identity.create, UID, by=UID, at=NOW, existing=local()) == "lifecycle.already_exists"
    assert refused(Identity.create, "a--b", by=UID, at=NOW) == "id.bad_id"
    assert refused(Identity.verify, bound(), **{**verify, "replay": "seen"}) == "identity.replayed"
    assert refused(Identity.verify, bound(), **{**verify, "replay": "perhaps"}) == "input.bad_value"
    assert refused(Identity.verify, bound(), **{**verify, "by": Actor.SYSTEM}) == "lifecycle.actor_not_allowed"
    assert refused(Identity.verify, bound(), **{**verify, "at": NOW + timedelta(minutes=7)}) == "identity.expired"
    stranger = bound(Uid.from_entropy(bytes(range(16))))
    assert refused(Identity.verify, stranger, **verify, existing=local()) == "identity.uid_conflict"
    assert refused(Identity.verify, bound(), **verify, expected_version=3) == "lifecycle.version_conflict"
    assert refused(verified().expire, policy=MONTH, by=Actor.SYSTEM, at=NOW) == "identity.not_lapsed"
    assert refused(verified().expire, policy=MONTH, by=UID, at=NOW) == "lifecycle.actor_not_allowed"
    assert refused(local().expire, policy=MONTH, by=Actor.SYSTEM, at=NOW) == "lifecycle.illegal_transition"
    assert refused(verified().revoke, by=Actor.SERVICE, at=NOW) == "lifecycle.actor_not_allowed"
    assert refused(local().revoke, by=UID, at=NOW) == "lifecycle.illegal_transition"
    mistaken: list[Any] = [UID, None, bound().accept("fresh")]
    for wrong in mistaken:
        with pytest.raises(TypeError):
            Identity.verify(wrong, **verify)
    with pytest.raises(TypeError):
        Identity.verify(bound(), **{**verify, "policy": MONTH.to_dict()})


def test_by_name_a_link_is_no_argument() -> None:
    context = {"now": "2025-02-01T12:00:00Z", "actor": {"party": str(UID)}}
    named = lifecycle.decide("identity.create", None, {"uid": str(UID)}, context)
    assert named == Identity.create(UID, by=UID, at=NOW)
    assert lifecycle.decide("identity.revoke", verified().to_dict(), {}, context) == verified().revoke(by=UID, at=NOW)
    assert refused(lifecycle.decide, "identity.verify", None, {}, context) == "lifecycle.unknown_command"
    assert [answer.command for answer in verified().allowed(by=UID) if answer.enabled] == ["verify", "revoke"]
    assert lifecycle.describe("identity")["machine"] == "identity"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("status", "local", "input.bad_value"),
        ("verifiedAt", None, "input.bad_value"),
        ("receipt", None, "input.bad_value"),
        ("receipt.uid", "user-abd", "input.bad_value"),
        ("receipt.colour", 1, "input.unknown_field"),
        ("uid", "a--b", "id.bad_id"),
        ("version", 0, "input.bad_value"),
    ],
)
def test_a_document_agrees_with_itself(path: str, value: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        Identity.from_dict(changed(IDENTITY, path, value))
    expected = path if path in ("receipt.colour", "uid", "version") else "status"
    assert (refusal.value.code, refusal.value.path) == (code, expected)


def test_events_and_decisions_are_json() -> None:
    decision = Identity.verify(bound(), replay="fresh", policy=MONTH, by=UID, at=NOW)
    assert Event.from_json(decision.events[0].to_json()) == decision.events[0]
    (requirement,) = decision.to_dict()["requires"]
    assert requirement["until"] == "2025-02-01T12:06:00Z"
    assert Identity.from_dict(decision.to_dict()["changes"][0]["document"]) == decision.changes[0].document
