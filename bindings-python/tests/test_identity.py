"""Links are judged, and secrets stay inside."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from example import utc

from mot_core import Candidate, IdentityError, KeyRing, LinkPolicy, LinkSigner, LinkVerifier, MotError, Uid, id

SECRET = b"known to these tests only, and long enough"
EARLIER = b"the secret that it had before, as long"
UID = Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y")
NOW = utc(2025, 2, 1, 12)


def ring() -> KeyRing:
    return KeyRing("k1", SECRET)


def candidate(link: str, now: datetime = NOW, policy: LinkPolicy | None = None) -> Candidate:
    return LinkVerifier(ring(), policy).verify(link, now)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value.code


def test_a_link_from_end_to_end() -> None:
    link = LinkSigner(ring()).sign("manifest-7", UID, NOW)
    found = candidate("#" + link, NOW + timedelta(seconds=1))
    assert (found.uid, found.version, found.key_id, found.age_ms) == (UID, 1, "k1", 1000)
    assert code_of(lambda: found.bind("user-abc")) == "identity.uid_conflict"
    bound = found.bind(None)
    assert (bound.binding, found.bind(UID).binding, found.bind(str(UID)).binding) == ("first", "same", "same")
    assert bound.replay_expires_at == NOW + timedelta(minutes=6)
    assert bound.replay_key == link[-64:]
    assert code_of(lambda: bound.accept("seen")) == "identity.replayed"
    assert code_of(lambda: bound.accept("perhaps")) == "input.bad_value"  # type: ignore[arg-type]
    accepted = bound.accept("fresh")
    assert accepted == bound.accept_without_replay_check()
    assert (accepted.uid, accepted.version, accepted.key_id, accepted.age_ms) == (UID, 1, "k1", 1000)
    assert (accepted.replay_key, accepted.replay_expires_at) == (bound.replay_key, bound.replay_expires_at)


def test_version_2_is_for_one_audience() -> None:
    signer, policy = LinkSigner(ring()), LinkPolicy(audience="portal.example", require_version_2=True)
    entropy = bytes(range(16))
    link = signer.sign_for("portal.example", "m", str(UID), NOW, entropy=entropy)
    assert link == signer.sign_for("portal.example", "m", UID, NOW, entropy=entropy)
    assert link != signer.sign_for("portal.example", "m", UID, NOW)
    assert candidate(link, policy=policy).version == 2
    other = signer.sign_for("elsewhere.example", "m", UID, NOW)
    assert code_of(lambda: candidate(other, policy=policy)) == "identity.audience_mismatch"
    assert code_of(lambda: candidate(signer.sign("m", UID, NOW), policy=policy)) == "identity.version_not_allowed"
    assert code_of(lambda: signer.sign_for("a", "m", UID, NOW, entropy=bytes(16))) == "identity.weak_entropy"
    assert code_of(lambda: signer.sign_for("a", "m", UID, NOW, entropy=b"short")) == "input.bad_value"


def test_the_policy() -> None:
    link = LinkSigner(ring()).sign("m", UID, NOW)
    assert code_of(lambda: candidate(link, NOW + timedelta(minutes=6))) == "identity.expired"
    assert code_of(lambda: candidate(link, NOW - timedelta(minutes=2))) == "identity.issued_in_future"
    assert candidate(link, NOW + timedelta(hours=1), LinkPolicy(maximum_age_ms=3_600_000)).age_ms == 3_600_000
    assert code_of(lambda: candidate(link, policy=LinkPolicy(revoked=[UID]))) == "identity.revoked"
    assert code_of(lambda: candidate(link, policy=LinkPolicy(revoked=(str(UID),)))) == "identity.revoked"
    assert code_of(lambda: candidate(link, policy=LinkPolicy(issued_after=NOW))) == "identity.issued_before_cutoff"
    policy = LinkPolicy(maximum_skew_ms=1, audience="a", revoked=[UID], issued_after=NOW)
    assert (policy.maximum_age_ms, policy.maximum_skew_ms, policy.audience) == (300_000, 1, "a")
    assert (policy.revoked, policy.issued_after, policy.require_version_2) == ((UID,), NOW, False)
    assert policy == LinkPolicy(maximum_skew_ms=1, audience="a", revoked=[UID], issued_after=NOW) != LinkPolicy()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"maximum_age_ms": -1}, "input.bad_value"),
        ({"maximum_age_ms": 1.5}, "input.wrong_type"),
        ({"maximum_age_ms": True}, "input.wrong_type"),
        ({"maximum_skew_ms": "1"}, "input.wrong_type"),
        ({"require_version_2": 1}, "input.wrong_type"),
        ({"revoked": "abc"}, "input.wrong_type"),
        ({"revoked": ["bad--id"]}, "id.bad_id"),
        ({"issued_after": datetime(2025, 1, 1)}, "input.wrong_type"),
        ({"audience": 1}, "input.wrong_type"),
    ],
)
def test_what_is_no_policy(options: dict[str, Any], code: str) -> None:
    assert code_of(lambda: LinkPolicy(**options)) == code


def test_rings() -> None:
    keys = ring()
    verifier = LinkVerifier(keys)
    keys.add("k0", EARLIER, "accept", not_after=NOW)
    link = LinkSigner(KeyRing("k0", EARLIER)).sign("m", UID, NOW)
    assert LinkVerifier(keys).verify(link, NOW).key_id == "k0"
    late = NOW + timedelta(seconds=1)
    assert code_of(lambda: LinkVerifier(keys).verify(link, late)) == "identity.key_retired"
    assert code_of(lambda: verifier.verify(link, NOW)) == "identity.signature_mismatch"
    assert code_of(lambda: keys.add("k0", EARLIER, "accept")) == "identity.duplicate_key"
    assert code_of(lambda: keys.add("k2", EARLIER, "active")) == "identity.several_active_keys"
    assert code_of(lambda: keys.add("K", EARLIER, "accept")) == "identity.invalid_key_id"
    assert code_of(lambda: KeyRing("k1", b"short")) == "identity.secret_too_short"
    assert code_of(lambda: KeyRing("k1", b"x" * 40)) == "identity.weak_secret"
    for secret in (SECRET.decode(), bytearray(SECRET), None):
        assert code_of(lambda secret=secret: KeyRing("k1", secret)) == "input.wrong_type"  # type: ignore[misc]


@pytest.mark.parametrize("made", [ring(), LinkVerifier(ring()), LinkSigner(ring())])
def test_secrets_stay_inside(made: Any) -> None:
    for text in (repr(made), str(made), f"{made}", repr(made.__class__.__dict__)):
        assert "known to these tests" not in text
        assert SECRET.hex() not in text
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leave(made)
    assert not hasattr(made, "__dict__")
    with pytest.raises(AttributeError):
        made.secret = b""


def test_refusals_of_secrets_do_not_name_them() -> None:
    with pytest.raises(IdentityError) as refusal:
        KeyRing("k1", b"hunter2")
    assert "hunter2" not in str(refusal.value)
    assert "hunter2" not in repr(refusal.value)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_what_a_stranger_is_told(protocol: int) -> None:
    link = LinkSigner(ring()).sign("m", UID, NOW)
    bound = candidate(link).bind(None)
    refused: list[tuple[Callable[[], object], str, str]] = [
        (lambda: candidate(link, NOW + timedelta(minutes=6)), "identity.expired", "link_expired"),
        (lambda: bound.accept("seen"), "identity.replayed", "link_used"),
        (lambda: candidate(link[:-1] + "x"), "identity.invalid_signature_format", "link_invalid"),
        (lambda: candidate(link).bind("user-abc"), "identity.uid_conflict", "link_invalid"),
    ]
    for call, code, public_code in refused:
        with pytest.raises(IdentityError) as refusal:
            call()
        assert (refusal.value.code, refusal.value.public_code) == (code, public_code)
        for again in (pickle.loads(pickle.dumps(refusal.value, protocol)), copy.copy(refusal.value)):
            assert (again.code, again.public_code) == (code, public_code)


def test_uids() -> None:
    assert Uid.generate() != Uid.generate()
    assert sorted([Uid.parse("b"), Uid.parse("a")])[0] == Uid.parse("a")
    assert len({UID, Uid.parse(str(UID))}) == 1
    for again in (copy.copy(UID), copy.deepcopy(UID), pickle.loads(pickle.dumps(UID))):
        assert again == UID
    assert UID != str(UID)
    assert code_of(lambda: Uid.from_entropy(bytes(16))) == "identity.weak_entropy"
    assert code_of(lambda: Uid.from_entropy(b"12")) == "input.bad_value"
    assert code_of(lambda: Uid.from_entropy("1234567890123456")) == "input.wrong_type"  # type: ignore[arg-type]
    assert code_of(lambda: Uid.parse("bad--id")) == "id.bad_id"


def test_ids() -> None:
    made = id.create("offer", now=NOW)
    assert id.parse(made) == made != id.create("offer", now=NOW)
    assert made.startswith("offer-m6m556o0-")
    assert id.create("a", now=NOW, entropy=bytes(8)) == "a-m6m556o0-0"
    assert code_of(lambda: id.create("bad prefix", now=NOW)) == "id.bad_id"
    assert code_of(lambda: id.create("a", now=utc(1960, 1, 1))) == "id.bad_id"
    assert code_of(lambda: id.create("a", now=NOW, entropy=bytes(9))) == "input.bad_value"
    assert code_of(lambda: id.parse("a--b")) == "id.bad_id"


@pytest.mark.parametrize(
    ("fragment", "code"),
    [("", "identity.malformed"), (b"mot=a", "input.wrong_type"), (None, "input.wrong_type"), ("\ud800", "input.bad_value")],
)
def test_what_is_no_link(fragment: Any, code: str) -> None:
    assert code_of(lambda: candidate(fragment)) == code


def test_the_clock_of_a_link_may_be_of_any_zone() -> None:
    link = LinkSigner(ring()).sign("m", UID, NOW.astimezone(timezone(timedelta(hours=2))))
    assert candidate(link).age_ms == 0
    assert code_of(lambda: LinkVerifier(ring()).verify(link, NOW.replace(tzinfo=None))) == "input.wrong_type"
