"""The operations of identity as calls of the public interface. Instants are whole milliseconds since 1970."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from mot_core import (
    Call,
    Device,
    DeviceKey,
    DeviceSignature,
    KeyRing,
    LinkPolicy,
    LinkVerifier,
    MotError,
    Proof,
    ProofPolicy,
    ReplayStore,
    TokenIssuer,
    TokenPolicy,
    Uid,
    VerifiedLink,
    proof_message,
    verify_proof,
)
from mot_core.identity import LegacyRecordPolicy

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)


def milliseconds(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(milliseconds=1)


def encode_uid(given: dict[str, Any], _notes: Any) -> Any:
    return {"uid": str(Uid.from_entropy(bytes.fromhex(given["entropyHex"])))}


def public_id(given: dict[str, Any], _notes: Any) -> Any:
    return {"publicId": Uid.parse(given["uid"]).public_id}


def key_ring(keys: Any, notes: Any) -> KeyRing:
    listed = notes["keySets"][keys] if isinstance(keys, str) else keys
    first = next(key for key in [*[key for key in listed if key["status"] == "active"], listed[0]])
    ring = KeyRing(first["kid"], bytes.fromhex(first["secretHex"]))
    for key in listed:
        if key is not first:
            ring.add(key["kid"], bytes.fromhex(key["secretHex"]), key["status"])
    return ring


def verifier(given: dict[str, Any], notes: Any) -> LinkVerifier:
    policy = LinkPolicy(
        maximum_age_ms=given.get("maxAgeMs"),
        maximum_skew_ms=given.get("maxFutureSkewMs"),
        audience=given.get("audience"),
        require_version_2=given.get("requireV2"),
        revoked=given.get("revokedUids"),
        issued_after=instant(given.get("issuedAfter")),
    )
    return LinkVerifier(key_ring(given["keys"], notes), policy)


def verify_link(given: dict[str, Any], notes: Any) -> Any:
    judge, fragment, now = verifier(given, notes), given["fragment"], given["now"]
    answers = [judge.check(fragment, now), *judge.verify_many([fragment], now)]
    try:
        candidate = judge.verify(fragment, now)
    except MotError as refusal:
        told = {(answer.ok, None if answer.ok else answer.code) for answer in answers}
        assert told == {(False, refusal.code)}, answers
        raise
    assert all(answer.ok for answer in answers), answers
    bound = candidate.bind(given.get("storedUid"))
    seen = bound.replay_key in (given.get("seenReplayKeys") or [])
    return shown(bound.accept("seen" if seen else "fresh"))


def recheck_record(given: dict[str, Any], notes: Any) -> Any:
    before = instant(given.get("issuedBefore"))
    policy = LegacyRecordPolicy(maximum_age_ms=given["maximumAgeMs"], issued_before=before)
    candidate = verifier(given, notes).recheck(given["record"], policy, given["now"])
    return shown(candidate.bind(given.get("storedUid")).accept_without_replay_check())


def shown(link: VerifiedLink) -> Any:
    return {
        "version": link.version,
        "uid": str(link.uid),
        "keyId": link.key_id,
        "ageMs": link.age_ms,
        "replayKey": link.replay_key,
        "replayExpiresAt": milliseconds(link.replay_expires_at),
    }


def replay_store(given: dict[str, Any], _notes: Any) -> Any:
    store = ReplayStore(given["capacity"])
    answers: list[str] = []
    for step in given["steps"]:
        try:
            answers.append(store.insert(step["key"], step["expiresAt"], step["now"]))
        except MotError as refusal:
            answers.append(refusal.code)
    return {"answers": answers}


def issuer(given: dict[str, Any], notes: Any) -> TokenIssuer:
    policy = TokenPolicy(
        audience=given.get("tokenAudience"),
        receipt_lifetime_ms=given.get("receiptLifetimeMs"),
        session_lifetime_ms=given.get("sessionLifetimeMs"),
        maximum_skew_ms=given.get("maximumSkewMs"),
        revoked=given.get("revokedUids"),
        issued_after=instant(given.get("issuedAfter")),
    )
    return TokenIssuer(key_ring(given["keys"], notes), policy)


def issue_receipt(given: dict[str, Any], notes: Any) -> Any:
    bound = verifier(given, notes).verify(given["fragment"], given["now"]).bind(None)
    return {"receipt": issuer(given, notes).issue_receipt(bound.accept("fresh"), given["now"])}


def verify_receipt(given: dict[str, Any], notes: Any) -> Any:
    receipt = issuer(given, notes).verify_receipt(given["receipt"], given["now"])
    return {
        "uid": str(receipt.uid),
        "keyId": receipt.key_id,
        "issuedAt": milliseconds(receipt.issued_at),
        "expiresAt": milliseconds(receipt.expires_at),
    }


def issue_session(given: dict[str, Any], notes: Any) -> Any:
    return {"session": issuer(given, notes).issue_session(given["receipt"], given["now"])}


def verify_session(given: dict[str, Any], notes: Any) -> Any:
    session = issuer(given, notes).verify_session(given["session"], given["now"])
    if "header" in given:
        session.check_header(given["header"])
    return {
        "uid": str(session.uid),
        "keyId": session.key_id,
        "issuedAt": milliseconds(session.issued_at),
        "expiresAt": milliseconds(session.expires_at),
    }


def read_key(given: dict[str, Any]) -> DeviceKey:
    if "jwk" in given:
        return DeviceKey.from_jwk(given["jwk"])
    if "sec1Hex" in given:
        return DeviceKey.from_sec1(bytes.fromhex(given["sec1Hex"]))
    return DeviceKey.from_spki(bytes.fromhex(given["spkiHex"]))


def device_key(given: dict[str, Any], _notes: Any) -> Any:
    key = read_key(given)
    return {
        "sec1Hex": key.to_sec1().hex(),
        "spkiHex": key.to_spki().hex(),
        "jwk": key.to_jwk(),
        "thumbprint": key.thumbprint,
        "uid": str(Uid.from_device_key(key.thumbprint)),
    }


def signature_from_der(given: dict[str, Any], _notes: Any) -> Any:
    return {"signature": str(DeviceSignature.from_der(bytes.fromhex(given["derHex"])))}


def call(given: dict[str, Any]) -> Call:
    return Call(
        audience=given["audience"],
        method=given["method"],
        path=given["path"],
        body_hash=given["bodyHash"],
        server_nonce=given.get("serverNonce"),
    )


def proof(given: dict[str, Any]) -> Proof:
    issued_at = instant(given["issuedAt"])
    assert issued_at is not None
    return Proof(issued_at=issued_at, nonce=given["nonce"])


def message(given: dict[str, Any], _notes: Any) -> Any:
    return {"messageHex": proof_message(given["uid"], call(given), proof(given)).hex()}


def read_signature(given: dict[str, Any]) -> DeviceSignature:
    if "signatureDerHex" in given:
        return DeviceSignature.from_der(bytes.fromhex(given["signatureDerHex"]))
    return DeviceSignature.parse(given["signature"])


def proof_verified(given: dict[str, Any], _notes: Any) -> Any:
    key, uid = read_key(given["key"]), given.get("uid")
    device = Device.self_certifying(key) if uid is None else Device.registered(uid, key)
    signature = read_signature(given)
    policy = ProofPolicy(
        maximum_age_ms=given.get("maximumAgeMs"),
        maximum_skew_ms=given.get("maximumSkewMs"),
        revoked=given.get("revokedUids"),
        issued_after=instant(given.get("issuedAfter")),
    )
    candidate = verify_proof(device, call(given), proof(given), signature, given["now"], policy)
    seen = candidate.replay_key in (given.get("seenReplayKeys") or [])
    accepted = candidate.accept("seen" if seen else "fresh")
    return {
        "uid": str(accepted.uid),
        "thumbprint": accepted.thumbprint,
        "ageMs": accepted.age_ms,
        "replayKey": candidate.replay_key,
        "replayExpiresAt": milliseconds(candidate.replay_expires_at),
    }


OPERATIONS = {
    "identity.encode_uid": encode_uid,
    "identity.public_id": public_id,
    "identity.verify_link": verify_link,
    "identity.recheck_record": recheck_record,
    "identity.replay_store": replay_store,
    "identity.issue_receipt": issue_receipt,
    "identity.verify_receipt": verify_receipt,
    "identity.issue_session": issue_session,
    "identity.verify_session": verify_session,
    "identity.device_key": device_key,
    "identity.signature_from_der": signature_from_der,
    "identity.proof_message": message,
    "identity.verify_proof": proof_verified,
}
