"""Values are shared between threads; a verifier serves them all."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from example import APPLICATION, OFFER, utc

from mot_core import Application, KeyRing, LinkSigner, LinkVerifier, MotError, Offer, Uid

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
