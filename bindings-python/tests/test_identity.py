"""Links are judged, used once, and secrets stay inside."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from typing import Any

import pytest
from example import utc

from mot_core import (
    BoundLink,
    Candidate,
    IdentityError,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    MotError,
    RefusedLink,
    ReplayStore,
    TokenIssuer,
    Uid,
    VerifiedLink,
    id,
)
from mot_core.identity import LegacyRecordPolicy

SECRET = b"known to these tests only, and long enough"
EARLIER = b"the secret that it had before, as long"
UID = Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y")
NOW = utc(2025, 2, 1, 12)
MS = 1738411200000  # the same instant


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
    assert (bound.uid, bound.version, bound.key_id, bound.age_ms) == (UID, 1, "k1", 1000)
    assert code_of(lambda: bound.accept("seen")) == "identity.replayed"
    assert code_of(lambda: bound.accept("perhaps")) == "input.bad_value"  # type: ignore[arg-type]
    accepted = bound.accept("fresh")
    assert bound.accept_without_replay_check().replay_key == accepted.replay_key
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
    assert code_of(lambda: candidate(link)) == "identity.audience_mismatch"  # a verifier without an audience takes none
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


def test_an_active_key_may_have_dates() -> None:
    keys = KeyRing("k1", SECRET, not_before=NOW, not_after=NOW + timedelta(minutes=1))
    signer, verifier = LinkSigner(keys), LinkVerifier(keys)
    link = signer.sign("m", UID, NOW)
    assert verifier.verify(link, NOW + timedelta(minutes=1)).key_id == "k1"
    for now in (MS - 1, MS + 60_001):
        assert code_of(lambda now=now: signer.sign("m", UID, now)) == "identity.key_retired"  # type: ignore[misc]
        assert code_of(lambda now=now: verifier.verify(link, now)) == "identity.key_retired"  # type: ignore[misc]
    reversed_: dict[str, Any] = {"not_before": NOW, "not_after": NOW - timedelta(milliseconds=1)}
    assert code_of(lambda: KeyRing("k1", SECRET, **reversed_)) == "time.interval_reversed"
    assert code_of(lambda: keys.add("k0", EARLIER, "accept", **reversed_)) == "time.interval_reversed"
    with pytest.raises(MotError) as refusal:
        KeyRing("k1", SECRET, not_after=NOW.replace(tzinfo=None))
    assert (refusal.value.code, refusal.value.path) == ("input.wrong_type", "notAfter")
    with pytest.raises(TypeError):
        KeyRing("k1", SECRET, NOW)  # type: ignore[call-arg]


def test_no_link_gives_a_key_away() -> None:
    secret = "a-secret-that-is-a-token-0123456789"
    keys = ring()
    keys.add("k0", secret.encode(), "retired")
    signs: list[Callable[[], str]] = [
        lambda: LinkSigner(keys).sign(secret, UID, NOW),
        lambda: LinkSigner(keys).sign_for("a", secret, UID, NOW),
    ]
    for sign in signs:
        with pytest.raises(IdentityError) as refusal:
            sign()
        assert refusal.value.code == "identity.secret_in_link"
        assert secret not in repr(refusal.value)


@pytest.mark.parametrize(
    "made", [ring(), LinkVerifier(ring()), LinkSigner(ring()), TokenIssuer(ring()), ReplayStore(1)]
)
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
    with pytest.raises(TypeError):
        json.dumps(made)


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


def test_a_refusal_may_be_an_answer() -> None:
    verifier, link = LinkVerifier(ring()), LinkSigner(ring()).sign("m", UID, NOW)
    answer = verifier.check(link, NOW)
    assert isinstance(answer, Candidate)
    assert (answer.ok, answer.uid, answer.bind(None).binding) == (True, UID, "first")
    for wrong, now, code, public_code in (
        (link[:-1] + "x", NOW, "identity.invalid_signature_format", "link_invalid"),
        (link, NOW + timedelta(minutes=6), "identity.expired", "link_expired"),
        ("", NOW, "identity.malformed", "link_invalid"),
    ):
        refused = verifier.check(wrong, now)
        assert isinstance(refused, RefusedLink)
        assert (refused.ok, refused.code, refused.public_code) == (False, code, public_code)
        assert repr(refused) == f"RefusedLink('{code}')"
    for fragment, code in ((b"mot=a", "input.wrong_type"), (None, "input.wrong_type"), ("\ud800", "input.bad_value")):
        assert code_of(lambda fragment=fragment: verifier.check(fragment, NOW)) == code  # type: ignore[misc]


def test_many_at_once() -> None:
    verifier, signer = LinkVerifier(ring()), LinkSigner(ring())
    links = [signer.sign(f"m{number}", UID, NOW) for number in range(50)]
    links[7] = links[7][:-64] + "0" * 64
    answers = verifier.verify_many(links, NOW)
    assert [answer.ok for answer in answers] == [number != 7 for number in range(50)]
    assert [type(answer) for answer in answers] == [type(verifier.check(link, NOW)) for link in links]
    refused = answers[7]
    assert isinstance(refused, RefusedLink)
    assert refused.code == "identity.signature_mismatch"
    for several in (tuple(links), iter(links), (link for link in links), dict.fromkeys(links)):
        assert len(verifier.verify_many(several, MS)) == 50
    assert verifier.verify_many([], MS) == []


@pytest.mark.parametrize(
    ("fragments", "code", "path"),
    [
        ("mot=a", "input.wrong_type", "fragments"),
        (None, "input.wrong_type", "fragments"),
        (5, "input.wrong_type", "fragments"),
        (["mot=a", b"mot=a"], "input.wrong_type", "fragments[1]"),
        (["mot=a", "b", None], "input.wrong_type", "fragments[2]"),
        (["\ud800"], "input.bad_value", "fragments[0]"),
    ],
)
def test_what_is_no_list_of_links(fragments: Any, code: str, path: str) -> None:
    with pytest.raises(MotError) as refusal:
        LinkVerifier(ring()).verify_many(fragments, NOW)
    assert (refusal.value.code, refusal.value.path) == (code, path)


def test_a_list_that_fails_stops_the_call() -> None:
    def links() -> Any:
        yield "mot=a"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        LinkVerifier(ring()).verify_many(links(), NOW)


class Instant(IntEnum):
    THEN = MS


def test_now_may_be_a_number() -> None:
    signer, verifier = LinkSigner(ring()), LinkVerifier(ring())
    link = signer.sign("m", UID, MS)
    assert link == signer.sign("m", UID, NOW)
    for now in (MS, NOW, Instant.THEN):
        assert verifier.verify(link, now).age_ms == 0
    assert verifier.verify(link, MS + 300_000).age_ms == 300_000
    assert code_of(lambda: verifier.verify(link, MS + 300_001)) == "identity.expired"
    for far in (-(2**63), 2**63 - 1, 2**63, -(2**63) - 1, 10**40, -(10**400), 253_402_300_800_000):
        with pytest.raises(MotError) as refusal:
            verifier.check(link, far)
        assert (refusal.value.code, refusal.value.path) == ("time.out_of_range", "now")
    assert code_of(lambda: verifier.verify(link, -1)) == "identity.issued_in_future"


@pytest.mark.parametrize("now", [True, False, 1738411200000.0, Decimal(MS), "1738411200000", None, b"", NOW.date()])
def test_what_is_no_present(now: Any) -> None:
    verifier, store = LinkVerifier(ring()), ReplayStore(1)
    calls: list[Callable[[], object]] = [
        lambda: verifier.verify("", now),
        lambda: verifier.check("", now),
        lambda: verifier.verify_many([], now),
        lambda: LinkSigner(ring()).sign("m", UID, now),
        lambda: TokenIssuer(ring()).verify_session("", now),
        lambda: store.insert("k", NOW, now),
    ]
    for call in calls:
        with pytest.raises(MotError) as refusal:
            call()
        assert (refusal.value.code, refusal.value.path) == ("input.wrong_type", "now")
        assert refusal.value.details["expected"] == "an aware datetime or an int"


def test_a_stored_record() -> None:
    link = LinkSigner(ring()).sign("m", UID, NOW)
    record = dict(part.split("=") for part in link.split("&"))
    verifier, month = LinkVerifier(ring()), LegacyRecordPolicy(maximum_age_ms=30 * 24 * 3_600_000)
    late = NOW + timedelta(days=30)
    found = verifier.recheck(json.dumps(record), month, late)
    assert (found.uid, found.version, found.age_ms) == (UID, 1, month.maximum_age_ms)
    assert found.bind(UID).replay_expires_at == late + timedelta(minutes=1)
    assert verifier.recheck(json.dumps({**record, "ts": int(record["ts"])}), month, NOW).uid == UID
    over = late + timedelta(milliseconds=1)
    assert code_of(lambda: verifier.recheck(json.dumps(record), month, over)) == "identity.expired"
    wrong: list[tuple[Any, str, str | None]] = [
        ({**record, "verified": True}, "input.unknown_field", "verified"),
        ({**record, "sig": None}, "input.wrong_type", "sig"),
        ({"mot": "m"}, "input.missing_field", "uid"),
        ({**record, "sig": "0" * 64}, "identity.signature_mismatch", None),
        ([], "input.wrong_type", None),
    ]
    for given, code, path in wrong:
        with pytest.raises(MotError) as refusal:
            verifier.recheck(json.dumps(given), month, NOW)
        assert (refusal.value.code, refusal.value.path) == (code, path)
    assert code_of(lambda: verifier.recheck(record, month, NOW)) == "input.wrong_type"  # type: ignore[arg-type]
    assert code_of(lambda: verifier.recheck("{", month, NOW)) == "input.bad_json"
    assert code_of(lambda: LegacyRecordPolicy(maximum_age_ms=-1)) == "input.bad_value"
    later = NOW + timedelta(milliseconds=1)
    since = LegacyRecordPolicy(maximum_age_ms=1000, issued_before=later)
    assert (verifier.recheck(json.dumps(record), since, NOW).uid, since.issued_before) == (UID, later)
    assert since == LegacyRecordPolicy(maximum_age_ms=1000, issued_before=later) != LegacyRecordPolicy(maximum_age_ms=1000)
    recent = LegacyRecordPolicy(maximum_age_ms=1000, issued_before=NOW)
    assert code_of(lambda: verifier.recheck(json.dumps(record), recent, NOW)) == "identity.not_a_legacy_record"
    with pytest.raises(TypeError):
        LegacyRecordPolicy()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        verifier.recheck(json.dumps(record), LinkPolicy(), NOW)  # type: ignore[arg-type]


def test_a_store_of_used_links() -> None:
    store = ReplayStore(2)
    bound = candidate(LinkSigner(ring()).sign("m", UID, NOW)).bind(None)
    assert store.insert(bound.replay_key, bound.replay_expires_at, NOW) == "fresh"
    assert store.insert(bound.replay_key, bound.replay_expires_at, MS) == "seen"
    assert store.insert("another", MS + 1000, NOW) == "fresh"
    with pytest.raises(IdentityError) as refusal:
        store.insert("a third", MS + 1000, NOW)
    assert (refusal.value.code, refusal.value.details) == ("identity.replay_store_full", {"capacity": "2"})
    assert len(store) == 2
    assert store.insert("a third", MS + 9000, MS + 1001) == "fresh"  # the other one has expired
    assert store.insert("another", MS + 1000, MS) == "seen"  # a clock that goes back opens nothing
    assert (len(store), repr(store)) == (2, "ReplayStore(hidden)")
    assert code_of(lambda: ReplayStore(0).insert("a", MS, MS)) == "identity.replay_store_full"
    assert len(ReplayStore(2**53 - 1)) == 0
    capacities: list[tuple[Any, str]] = [
        (-1, "input.bad_value"),
        (2**64, "input.bad_value"),
        (1.5, "input.wrong_type"),
        (True, "input.wrong_type"),
    ]
    for capacity, code in capacities:
        assert code_of(lambda capacity=capacity: ReplayStore(capacity)) == code  # type: ignore[misc]
    naive = datetime(2025, 1, 1)
    mistaken: list[Any] = [(b"k", NOW, "replayKey"), ("k", "later", "expiresAt"), ("k", naive, "expiresAt")]
    for key, until, path in mistaken:
        with pytest.raises(MotError) as wrong:
            store.insert(key, until, NOW)
        assert (wrong.value.code, wrong.value.path) == ("input.wrong_type", path)


def test_nothing_but_an_accepted_link_makes_one() -> None:
    link = LinkSigner(ring()).sign("m", UID, NOW)
    found = candidate(link)
    bound = found.bind(None)
    accepted = bound.accept("fresh")
    refused = LinkVerifier(ring()).check("", NOW)
    for made, other in itertools.permutations((found, bound, accepted, refused), 2):
        with pytest.raises(TypeError):
            type(made)()
        with pytest.raises(TypeError):
            object.__new__(type(made))
        with pytest.raises(TypeError):
            made.__class__ = type(other)
        with pytest.raises(TypeError):
            type("Mine", (type(made),), {})
        with pytest.raises(AttributeError):
            made.uid = UID  # type: ignore[union-attr, misc]
        with pytest.raises(AttributeError):
            object.__setattr__(made, "ok", True)
        for leave in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError):
                leave(made)
    assert {type(made) for made in (found, bound, accepted)} == {Candidate, BoundLink, VerifiedLink}
    assert link[-64:] not in repr([found, bound, accepted])


def test_public_ids() -> None:
    assert UID.public_id == Uid.parse(str(UID)).public_id != Uid.parse("user-abc").public_id
    assert (len(UID.public_id), UID.public_id[:16]) == (64, "b784cf5f345be2da")
