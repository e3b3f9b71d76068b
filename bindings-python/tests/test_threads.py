"""Values are shared between threads; a verifier serves them all."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from example import APPLICATION, OFFER, utc

from mot_core import (
    Application,
    KeyRing,
    LinkSigner,
    LinkVerifier,
    MotError,
    Offer,
    ReplayStore,
    TokenIssuer,
    Uid,
    compare,
)

T = TypeVar("T")
NOW = utc(2025, 2, 1, 12)


def test_one_verifier_and_one_offer_for_many_threads() -> None:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    verifier, signer = LinkVerifier(ring), LinkSigner(ring)
    offer, application = Offer.from_dict(OFFER), Application.from_dict(APPLICATION)

    def work(number: int) -> tuple[str, str]:
        uid = Uid.generate()
        found = verifier.verify(signer.sign(f"m{number}", uid, NOW), NOW)
        assert found.uid == uid
        try:
            ring.add(f"k{number % 5}", b"another secret, as long as it must be: %d" % number, "accept")
        except MotError as refusal:
            assert refusal.code in ("identity.duplicate_key", "identity.too_many_keys")
        decision = offer.decline(application=application, by="user-abc", at=NOW)
        return decision.to_json(), offer.to_json()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            results = set(pool.map(work, range(400)))
    finally:
        sys.setswitchinterval(interval)
    assert len(results) == 1
    assert repr(ring).count("accept") == 4


def test_a_link_is_used_once_by_many_threads() -> None:
    store, until = ReplayStore(1000), 1738411560000

    def use(number: int) -> str:
        return store.insert(f"key-{number % 100}", until, NOW)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            answers = Counter(pool.map(use, range(2000)))
    finally:
        sys.setswitchinterval(interval)
    assert answers == {"fresh": 100, "seen": 1900}
    assert len(store) == 100


def test_others_go_on_while_many_links_are_judged() -> None:
    ring = KeyRing("k1", b"a secret of the portal, 32 bytes or more")
    verifier = LinkVerifier(ring)
    links = [LinkSigner(ring).sign("m" * 128, Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y"), NOW)] * 200_000
    answers, counted = with_another_thread(lambda: verifier.verify_many(links, NOW))
    assert all(answer.ok for answer in answers)
    assert counted > 0


def test_others_go_on_while_financings_are_compared() -> None:
    financings = [Offer.from_dict(OFFER).financing()] * 200
    comparison, counted = with_another_thread(lambda: compare(financings, "effective_rate"))
    assert len(comparison.ranking) == 200
    assert counted > 0


def with_another_thread(work: Callable[[], T]) -> tuple[T, int]:
    """What the work gives, and how far another thread counted meanwhile."""
    counted, began, done = 0, threading.Event(), threading.Event()

    def count() -> None:
        nonlocal counted
        began.set()
        while not done.is_set():
            counted += 1
            time.sleep(0)

    thread = threading.Thread(target=count)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)  # nobody is asked to let others go on: only who lets go does
    try:
        thread.start()
        began.wait()
        before = counted
        result = work()
        after = counted
    finally:
        done.set()
        sys.setswitchinterval(interval)
        thread.join()
    return result, after - before


def test_one_issuer_for_many_threads() -> None:
    ring, uid = KeyRing("k1", b"a secret of the portal, 32 bytes or more"), Uid.parse("4jzgNSNUa4C1rD2y1Q5Z8Y")
    bound = LinkVerifier(ring).verify(LinkSigner(ring).sign("m", uid, NOW), NOW).bind(None)
    issuer, accepted = TokenIssuer(ring), bound.accept("fresh")

    def work(_: int) -> str:
        session = issuer.issue_session(issuer.issue_receipt(accepted, NOW), NOW)
        issuer.verify_session(session, NOW).check_header(str(uid))
        return session

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(400)))) == 1
