"""How somebody without an account becomes the borrower: a link, what is kept instead of it, and the device's proof."""

import json
from typing import Any

from mot_core import (
    Call,
    Device,
    DeviceKey,
    DeviceSignature,
    Identity,
    IdentityPolicy,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    MotError,
    Proof,
    ReplayStore,
    TokenIssuer,
    Uid,
    verify_proof,
)
from store import Store, instant, tell


def open_portal(data: dict[str, Any], used: ReplayStore, store: Store) -> Uid:
    """Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower."""
    ring, uid, audience = key_ring(data["keys"]), Uid.parse(data["uid"]), data["audience"]
    signed_at, opened_at = instant(data["signedAt"]), instant(data["openedAt"])

    created = Identity.create(uid, by=uid, at=signed_at)
    store.commit("a browser makes up a user id", created)
    identity = created.changes[0].document
    assert isinstance(identity, Identity)

    entropy = bytes.fromhex(data["entropyHex"])
    fragment = LinkSigner(ring).sign_for(audience, data["mot"], uid, signed_at, entropy=entropy)

    verifier = LinkVerifier(ring, LinkPolicy(audience=audience))
    link = verifier.verify(fragment, opened_at).bind(identity.uid)
    replay = used.insert(link.replay_key, link.replay_expires_at, opened_at)
    month = IdentityPolicy(maximum_age_ms=30 * 24 * 3_600_000)
    verified = Identity.verify(link, replay=replay, policy=month, by=uid, at=opened_at, existing=identity)
    accepted = link.accept(replay)
    tell(opened_at, f"a link opens the portal for {accepted.uid}, {accepted.age_ms} ms after it was signed")
    outcome = {
        "fragment": fragment,
        "uid": str(accepted.uid),
        "keyId": accepted.key_id,
        "ageMs": accepted.age_ms,
        "replayKey": accepted.replay_key,
        "replayExpiresAt": round(accepted.replay_expires_at.timestamp() * 1000),
    }
    store.keep(json.dumps({"link": outcome}))
    store.commit("the link verifies it", verified)
    try:
        link.accept(used.insert(link.replay_key, link.replay_expires_at, opened_at))
    except MotError as refusal:
        store.refuse("somebody opens the same link again", refusal)
    else:
        raise AssertionError("a link was used twice")

    issuer = TokenIssuer(ring)
    receipt = issuer.issue_receipt(accepted, opened_at)
    session = issuer.issue_session(receipt, opened_at)
    judged = issuer.verify_session(session, opened_at)
    judged.check_header(str(accepted.uid))
    until = f"{judged.expires_at:%Y-%m-%dT%H:%M:%SZ}"
    tell(opened_at, f"the browser keeps a receipt, and shows a session until {until}")
    store.keep(json.dumps({"tokens": {"receipt": receipt, "session": session}}))
    try:
        judged.check_header("user-abc")
    except MotError as refusal:
        store.refuse("a call claims to be user-abc", refusal)
    else:
        raise AssertionError("another user id passed")
    return accepted.uid


def prove(data: dict[str, Any], used: ReplayStore, store: Store) -> None:
    """Judges what a device has signed about one call."""
    device = Device.registered(data["uid"], DeviceKey.from_jwk(json.dumps(data["publicKey"])))
    # What the portal sees of the call, and what came with it.
    call, proof = Call.from_dict(data["call"]), Proof.from_dict(data["proof"])
    signature, received_at = DeviceSignature.parse(data["signature"]), instant(data["receivedAt"])
    candidate = verify_proof(device, call, proof, signature, received_at)
    accepted = candidate.accept(used.insert(candidate.replay_key, candidate.replay_expires_at, received_at))
    tell(received_at, f"a device proves a call with the key {accepted.thumbprint}")
    outcome = {
        "uid": str(accepted.uid),
        "thumbprint": accepted.thumbprint,
        "ageMs": accepted.age_ms,
        "replayKey": candidate.replay_key,
    }
    store.keep(json.dumps({"proof": outcome}))


def key_ring(keys: list[dict[str, Any]]) -> KeyRing:
    active, *earlier = keys
    ring = KeyRing(active["id"], bytes.fromhex(active["secretHex"]))
    for key in earlier:
        ring.add(key["id"], bytes.fromhex(key["secretHex"]), key["status"])
    return ring
