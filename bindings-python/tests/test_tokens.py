"""Receipts and sessions: what is shown after the link."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from example import utc

from mot_core import (
    IdentityError,
    KeyRing,
    LinkSigner,
    LinkVerifier,
    MotError,
    SessionToken,
    TokenIssuer,
    TokenPolicy,
    Uid,
    VerifiedLink,
)
from mot_core.identity import Receipt

SECRET = b"known to these tests only, and long enough"
UID = Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y")
NOW = utc(2025, 2, 1, 12)
MS = 1738411200000  # the same instant
HOUR = timedelta(hours=1)


def ring() -> KeyRing:
    return KeyRing("k1", SECRET)


def accepted() -> VerifiedLink:
    return LinkVerifier(ring()).verify(LinkSigner(ring()).sign("m", UID, NOW), NOW).bind(None).accept("fresh")


def issuer(policy: TokenPolicy | None = None) -> TokenIssuer:
    return TokenIssuer(ring(), policy)


def refusal_of(call: Callable[[], object]) -> MotError:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value


def test_from_a_link_to_a_session() -> None:
    receipt = issuer().issue_receipt(accepted(), NOW)
    assert receipt.startswith(f"mot-receipt-1~k1~{UID}~{MS}~{MS + 2_592_000_000}~")
    judged = issuer().verify_receipt(receipt, MS)
    assert judged == Receipt(uid=UID, key_id="k1", issued_at=NOW, expires_at=NOW + timedelta(days=30))
    text = issuer().issue_session(receipt, NOW)
    session = issuer().verify_session(text, NOW + HOUR)
    assert (session.uid, session.key_id) == (UID, "k1")
    assert (session.issued_at, session.expires_at) == (NOW, NOW + HOUR)
    assert session.check_header(str(UID)) is None  # type: ignore[func-returns-value]
    for header in ("user-abc", str(UID) + " ", str(UID).lower(), "", None):
        refusal = refusal_of(lambda header=header: session.check_header(header))  # type: ignore[misc]
        assert (type(refusal), refusal.code) == (IdentityError, "identity.uid_header_mismatch")
    wrong: list[Any] = [b"4jzgNSNUa4C1rD2y1Q5Z8Y", UID, 5]
    for header in wrong:
        assert refusal_of(lambda header=header: session.check_header(header)).path == "headerUid"  # type: ignore[misc]


def test_a_session_ends_with_its_receipt() -> None:
    short = issuer(TokenPolicy(receipt_lifetime_ms=1000))
    receipt = short.issue_receipt(accepted(), NOW)
    later = NOW + timedelta(milliseconds=999)
    assert short.verify_session(short.issue_session(receipt, later), later).expires_at == NOW + timedelta(seconds=1)
    assert refusal_of(lambda: short.issue_session(receipt, NOW + timedelta(seconds=1))).code == "identity.expired"


def test_a_policy_that_was_shortened_holds_at_once() -> None:
    receipt = issuer().issue_receipt(accepted(), NOW)
    session = issuer().issue_session(receipt, NOW)
    short, second = issuer(TokenPolicy(receipt_lifetime_ms=1000, session_lifetime_ms=1000)), timedelta(seconds=1)
    assert short.verify_session(session, NOW + second).uid == short.verify_receipt(receipt, NOW + second).uid == UID
    over = NOW + second + timedelta(milliseconds=1)
    assert refusal_of(lambda: short.verify_session(session, over)).code == "identity.expired"
    assert refusal_of(lambda: short.verify_receipt(receipt, over)).code == "identity.expired"


def test_tokens_may_be_for_one_portal() -> None:
    here, there = issuer(TokenPolicy(audience="portal.example")), issuer(TokenPolicy(audience="elsewhere.example"))
    receipt = here.issue_receipt(accepted(), NOW)
    assert here.verify_receipt(receipt, NOW).uid == UID
    for other in (there, issuer()):
        assert refusal_of(lambda other=other: other.verify_receipt(receipt, NOW)).code == "identity.signature_mismatch"  # type: ignore[misc]
    assert refusal_of(lambda: issuer(TokenPolicy(audience="Portal"))).code == "identity.invalid_audience"
    assert TokenPolicy(audience="a").audience == "a" and TokenPolicy().audience is None


def test_what_is_refused() -> None:
    receipt = issuer().issue_receipt(accepted(), NOW)
    session = issuer().issue_session(receipt, NOW)
    other = TokenIssuer(KeyRing("k2", SECRET))
    retired = KeyRing("k2", b"another secret, as long as it must be")
    retired.add("k1", SECRET, "retired")
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: issuer().verify_session(receipt, NOW), "identity.malformed"),
        (lambda: issuer().verify_receipt(session, NOW), "identity.malformed"),
        (lambda: issuer().verify_session("x" * 257, NOW), "identity.too_long"),
        (lambda: issuer().verify_session(session[:-1] + "x", NOW), "identity.invalid_signature_format"),
        (lambda: issuer().verify_session(session.replace("~k1~", "~K~"), NOW), "identity.invalid_key_id"),
        (lambda: issuer().verify_session(session.replace(str(UID), "a--b"), NOW), "identity.invalid_uid"),
        (lambda: issuer().verify_session(session.replace(str(MS), "1"), NOW), "identity.invalid_timestamp"),
        (lambda: issuer().verify_session(session.replace(str(UID), "user-abc"), NOW), "identity.signature_mismatch"),
        (lambda: other.verify_session(session, NOW), "identity.unknown_key"),
        (lambda: TokenIssuer(retired).verify_session(session, NOW), "identity.key_retired"),
        (lambda: issuer().verify_session(session, NOW - timedelta(minutes=2)), "identity.issued_in_future"),
        (lambda: issuer().verify_session(session, MS + 3_600_001), "identity.expired"),
        (lambda: issuer(TokenPolicy(revoked=[UID])).verify_session(session, NOW), "identity.revoked"),
        (lambda: issuer(TokenPolicy(issued_after=NOW)).verify_session(session, NOW), "identity.issued_before_cutoff"),
        (lambda: issuer().issue_session(session, NOW), "identity.malformed"),
        (lambda: issuer().issue_receipt(accepted(), utc(1970, 1, 1)), "identity.invalid_timestamp"),
        (lambda: issuer().issue_receipt(accepted(), NOW + timedelta(minutes=7)), "identity.expired"),
        (lambda: issuer(TokenPolicy(revoked=[UID])).issue_receipt(accepted(), NOW), "identity.revoked"),
    ]
    for call, code in calls:
        refusal = refusal_of(call)
        assert refusal.code == code
        for secret in (receipt, session, receipt[-64:], session[-64:], str(UID)):
            assert secret not in str(refusal) and secret not in repr(refusal)
            assert secret not in "".join(refusal.details.values())


def test_a_receipt_is_for_who_was_introduced() -> None:
    link = LinkVerifier(ring()).verify(LinkSigner(ring()).sign("m", UID, NOW), NOW)
    wrong: list[Any] = [link, link.bind(None), UID, str(UID), None, issuer().verify_receipt]
    for introduced in wrong:
        with pytest.raises(TypeError):
            issuer().issue_receipt(introduced, NOW)
    for text in (b"mot-receipt-1", None, 5):
        for judge in (issuer().verify_receipt, issuer().issue_session, issuer().verify_session):
            assert refusal_of(lambda judge=judge, text=text: judge(text, NOW)).code == "input.wrong_type"  # type: ignore[misc]
    assert refusal_of(lambda: issuer().verify_session("\ud800", NOW)).code == "input.bad_value"


def test_the_policy() -> None:
    policy = TokenPolicy(
        receipt_lifetime_ms=5, session_lifetime_ms=4, maximum_skew_ms=3, revoked=[UID], issued_after=NOW
    )
    assert (policy.receipt_lifetime_ms, policy.session_lifetime_ms, policy.maximum_skew_ms) == (5, 4, 3)
    assert (policy.revoked, policy.issued_after) == ((UID,), NOW)
    assert (TokenPolicy().receipt_lifetime_ms, TokenPolicy().session_lifetime_ms) == (2_592_000_000, 3_600_000)
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"audience": 5}, "input.wrong_type", "audience"),
        ({"receipt_lifetime_ms": -1}, "input.bad_value", "receiptLifetimeMs"),
        ({"session_lifetime_ms": 1.5}, "input.wrong_type", "sessionLifetimeMs"),
        ({"maximum_skew_ms": True}, "input.wrong_type", "maximumSkewMs"),
        ({"revoked": "abc"}, "input.wrong_type", "revoked"),
        ({"issued_after": NOW.replace(tzinfo=None)}, "input.wrong_type", "issuedAfter"),
    ]
    for options, code, path in wrong:
        refusal = refusal_of(lambda options=options: TokenPolicy(**options))  # type: ignore[misc]
        assert (refusal.code, refusal.path) == (code, path)


def test_only_the_issuer_makes_a_session() -> None:
    receipt = issuer().issue_receipt(accepted(), NOW)
    session = issuer().verify_session(issuer().issue_session(receipt, NOW), NOW)
    made = issuer().verify_receipt(receipt, NOW)  # its fields are those of a session
    with pytest.raises(TypeError):
        made.__class__ = SessionToken  # type: ignore[assignment]
    with pytest.raises(TypeError):
        SessionToken()
    with pytest.raises(TypeError):
        object.__new__(SessionToken)
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leave(session)
    with pytest.raises(AttributeError):
        session.uid = Uid.parse("user-abc")  # type: ignore[misc]
    assert repr(session) == f"SessionToken(uid='{UID}')"
