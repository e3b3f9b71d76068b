"""The operations of identity."""

import mot_core_mobile as mot
from clock import instant, milliseconds


def encode_uid(given, _):
    return {"uid": mot.uid_from_entropy(bytes.fromhex(given["entropyHex"]))}


def public_id(given, _):
    return {"publicId": mot.public_id(given["uid"])}


def verify_link(given, notes):
    verifier = link_verifier(given, notes)
    fragment, now = given["fragment"], instant(given["now"])
    checked = verifier.check(fragment, now)
    assert said(verifier.verify_many([fragment, "", fragment], now)[2]) == said(checked)
    try:
        candidate = verifier.verify(fragment, now)
    except mot.MotError as refused:
        assert said(checked) == (refused.code(), refused.public_code())
        raise
    assert said(checked) == (candidate.uid(), candidate.key_id())
    return accepted(candidate, given)


def said(checked):
    """The facts of what is said about a link."""
    if checked.is_REFUSED():
        return checked.code, checked.public_code
    return checked.candidate.uid(), checked.candidate.key_id()


def recheck_record(given, notes):
    policy = mot.LegacyRecordPolicy(
        maximum_age_ms=given["maximumAgeMs"], issued_before=instant(given.get("issuedBefore"))
    )
    candidate = link_verifier(given, notes).recheck(given["record"], policy, instant(given["now"]))
    return accepted(candidate, given)


def accepted(candidate, given):
    bound = candidate.bind(given.get("storedUid"))
    assert (bound.uid(), bound.key_id()) == (candidate.uid(), candidate.key_id())
    link = bound.accept(replay(bound.replay_key(), given))
    assert (bound.version(), bound.age_ms()) == (link.version(), link.age_ms())
    return {
        "version": 2 if link.version() == mot.LinkVersion.TWO else 1,
        "uid": link.uid(),
        "keyId": link.key_id(),
        "ageMs": link.age_ms(),
        "replayKey": link.replay_key(),
        "replayExpiresAt": milliseconds(link.replay_expires_at()),
    }


def replay(key, given):
    return mot.Replay.SEEN if key in (given.get("seenReplayKeys") or []) else mot.Replay.FRESH


def link_verifier(given, notes):
    policy = mot.default_link_policy()
    policy.audience = given.get("audience")
    policy.require_version_2 = given.get("requireV2") is True
    fill(policy, given, maximum_age_ms="maxAgeMs", maximum_skew_ms="maxFutureSkewMs")
    return mot.LinkVerifier(key_ring(given["keys"], notes), policy)


def fill(policy, given, **names):
    """Puts what is given into a policy; what is not keeps the library's default."""
    for field, name in names.items():
        if given.get(name) is not None:
            setattr(policy, field, given[name])
    policy.revoked = given.get("revokedUids") or []
    policy.issued_after = instant(given.get("issuedAfter"))


def key_ring(keys, notes):
    keys = notes["keySets"][keys] if isinstance(keys, str) else keys
    ring = None
    for key in sorted(keys, key=lambda key: key["status"] != "active"):
        secret = bytes.fromhex(key["secretHex"])
        if ring is None:
            ring = mot.KeyRing(key["kid"], secret)
        else:
            ring.add(key["kid"], secret, mot.KeyStatus[key["status"].upper()])
    return ring or mot.KeyRing("none", b"")


def token_issuer(given, notes):
    policy = mot.default_token_policy()
    policy.audience = given.get("tokenAudience")
    fill(
        policy,
        given,
        receipt_lifetime_ms="receiptLifetimeMs",
        session_lifetime_ms="sessionLifetimeMs",
        maximum_skew_ms="maximumSkewMs",
    )
    return mot.TokenIssuer(key_ring(given["keys"], notes), policy)


def issue_receipt(given, notes):
    now = instant(given["now"])
    link = link_verifier(given, notes).verify(given["fragment"], now).bind(None).accept(mot.Replay.FRESH)
    return {"receipt": token_issuer(given, notes).issue_receipt(mot.Introduction.LINK(link), now)}


def verify_receipt(given, notes):
    receipt = token_issuer(given, notes).verify_receipt(given["receipt"], instant(given["now"]))
    return {
        "uid": receipt.uid,
        "keyId": receipt.key_id,
        "issuedAt": milliseconds(receipt.issued_at),
        "expiresAt": milliseconds(receipt.expires_at),
    }


def issue_session(given, notes):
    return {"session": token_issuer(given, notes).issue_session(given["receipt"], instant(given["now"]))}


def verify_session(given, notes):
    session = token_issuer(given, notes).verify_session(given["session"], instant(given["now"]))
    if given.get("header") is not None:
        session.check_header(given["header"])
    return {
        "uid": session.uid(),
        "keyId": session.key_id(),
        "issuedAt": milliseconds(session.issued_at()),
        "expiresAt": milliseconds(session.expires_at()),
    }


def replay_store(given, _):
    store = mot.ReplayStore(given["capacity"])

    def answer(step):
        try:
            return store.insert(step["key"], instant(step["expiresAt"]), instant(step["now"])).name.lower()
        except mot.MotError as refused:
            return refused.code()

    return {"answers": [answer(step) for step in given["steps"]]}


def read_key(given):
    if "jwk" in given:
        return mot.DeviceKey.from_jwk(given["jwk"])
    if "sec1Hex" in given:
        return mot.DeviceKey.from_sec1(bytes.fromhex(given["sec1Hex"]))
    return mot.DeviceKey.from_spki(bytes.fromhex(given["spkiHex"]))


def device_key(given, _):
    key = read_key(given)
    device = mot.Device.self_certifying(key)
    assert device.key() == key
    assert device.uid() == mot.uid_from_device_key(key.thumbprint())
    return {
        "sec1Hex": key.to_sec1().hex(),
        "spkiHex": key.to_spki().hex(),
        "jwk": key.to_jwk(),
        "thumbprint": key.thumbprint(),
        "uid": device.uid(),
    }


def signature_from_der(given, _):
    return {"signature": str(mot.DeviceSignature.from_der(bytes.fromhex(given["derHex"])))}


def call(given):
    return mot.Call(
        audience=given["audience"],
        method=given["method"],
        path=given["path"],
        body_hash=given["bodyHash"],
        server_nonce=given.get("serverNonce"),
    )


def proof(given):
    return mot.Proof(issued_at=instant(given["issuedAt"]), nonce=given["nonce"])


def proof_message(given, _):
    return {"messageHex": mot.proof_message(given["uid"], call(given), proof(given)).hex()}


def verify_proof(given, _):
    key = read_key(given["key"])
    uid = given.get("uid")
    device = mot.Device.self_certifying(key) if uid is None else mot.Device.registered(uid, key)
    if "signatureDerHex" in given:
        signature = mot.DeviceSignature.from_der(bytes.fromhex(given["signatureDerHex"]))
    else:
        signature = mot.DeviceSignature.parse(given["signature"])
    policy = mot.default_proof_policy()
    fill(policy, given, maximum_age_ms="maximumAgeMs", maximum_skew_ms="maximumSkewMs")
    candidate = mot.verify_proof(device, call(given), proof(given), signature, instant(given["now"]), policy)
    verified = candidate.accept(replay(candidate.replay_key(), given))
    assert verified.replay_expires_at() == candidate.replay_expires_at()
    return {
        "uid": verified.uid(),
        "thumbprint": verified.thumbprint(),
        "ageMs": verified.age_ms(),
        "replayKey": candidate.replay_key(),
        "replayExpiresAt": milliseconds(candidate.replay_expires_at()),
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
    "identity.proof_message": proof_message,
    "identity.verify_proof": verify_proof,
}
