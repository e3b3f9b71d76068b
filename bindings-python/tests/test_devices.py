"""Devices: their keys, and what they prove about one call."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from example import JWK, utc

from mot_core import (
    Call,
    Device,
    DeviceKey,
    DeviceSignature,
    KeyRing,
    MotError,
    Proof,
    ProofPolicy,
    ReplayStore,
    TokenIssuer,
    Uid,
    proof_message,
    verify_proof,
)
from mot_core.identity import ProofCandidate, VerifiedProof

# Signed once by a device of its own; every host reads it.
SIGNED = json.loads((Path(__file__).parents[2] / "examples/data/proof.json").read_text("utf-8"))
KEY = DeviceKey.from_jwk(json.dumps(SIGNED["publicKey"]))
DEVICE = Device.registered(SIGNED["uid"], KEY)
CALL, PROOF = Call.from_dict(SIGNED["call"]), Proof.from_dict(SIGNED["proof"])
SIGNATURE = DeviceSignature.parse(SIGNED["signature"])
NOW = datetime.fromisoformat(SIGNED["receivedAt"].replace("Z", "+00:00"))


def refusal_of(call: Callable[[], object]) -> MotError:
    with pytest.raises(MotError) as refusal:
        call()
    return refusal.value


def judged(now: Any = NOW, policy: ProofPolicy | None = None) -> ProofCandidate:
    return verify_proof(DEVICE, CALL, PROOF, SIGNATURE, now, policy)


def seen(**fields: Any) -> Call:
    return Call.from_dict({**SIGNED["call"], **fields})


def said(**fields: Any) -> Proof:
    return Proof.from_dict({**SIGNED["proof"], **fields})


def test_a_key_has_several_spellings() -> None:
    assert KEY == DeviceKey.from_sec1(KEY.to_sec1()) == DeviceKey.from_spki(KEY.to_spki())
    compressed = bytes([2 + KEY.to_sec1()[-1] % 2]) + KEY.to_sec1()[1:33]
    assert DeviceKey.from_sec1(compressed) == DeviceKey.from_jwk(KEY.to_jwk()) == KEY != DeviceKey.from_jwk(JWK)
    assert (len(KEY.to_sec1()), len(KEY.to_spki()), type(KEY.to_sec1())) == (65, 91, bytes)
    thumbprint = hashlib.sha256(KEY.to_jwk().encode()).digest()
    assert DeviceKey.from_jwk(JWK).thumbprint == "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"
    assert Device.self_certifying(KEY).uid == Uid.from_device_key(KEY.thumbprint)
    assert repr(KEY) == f"DeviceKey(thumbprint='{KEY.thumbprint}')"
    assert len({KEY, copy.copy(KEY), pickle.loads(pickle.dumps(KEY))}) == 1
    assert thumbprint.hex() not in repr(KEY)


@pytest.mark.parametrize(
    ("read", "given", "code"),
    [
        (DeviceKey.from_sec1, b"", "identity.invalid_public_key"),
        (DeviceKey.from_sec1, b"\x04" + bytes(64), "identity.invalid_public_key"),
        (DeviceKey.from_sec1, KEY.to_sec1() + b"\0", "identity.invalid_public_key"),
        (DeviceKey.from_sec1, KEY.to_sec1().hex(), "input.wrong_type"),
        (DeviceKey.from_sec1, bytearray(KEY.to_sec1()), "input.wrong_type"),
        (DeviceKey.from_spki, KEY.to_sec1(), "identity.invalid_public_key"),
        (DeviceKey.from_spki, None, "input.wrong_type"),
        (DeviceKey.from_jwk, "{", "input.bad_json"),
        (DeviceKey.from_jwk, "{}", "identity.invalid_public_key"),
        (DeviceKey.from_jwk, json.dumps({**SIGNED["publicKey"], "d": "AQ"}), "identity.private_key"),
        (DeviceKey.from_jwk, '{"kty": "EC", "kty": "EC"}', "input.duplicate_field"),
        (DeviceKey.from_jwk, SIGNED["publicKey"], "input.wrong_type"),
        (DeviceKey.from_jwk, KEY.to_jwk().encode(), "input.wrong_type"),
        (DeviceSignature.parse, "00", "identity.invalid_signature_format"),
        (DeviceSignature.parse, "0" * 128, "identity.invalid_signature_format"),
        (DeviceSignature.parse, "A" * 128, "identity.invalid_signature_format"),
        (DeviceSignature.parse, b"00", "input.bad_value"),
        (DeviceSignature.from_der, bytes.fromhex("3006020105020100"), "identity.invalid_signature_format"),
        (DeviceSignature.from_der, "3006020105020107", "input.wrong_type"),
        (Uid.from_device_key, "x" * 43, "identity.invalid_thumbprint"),
        (Uid.from_device_key, None, "input.wrong_type"),
    ],
)
def test_what_is_no_key_and_no_signature(read: Callable[[Any], object], given: Any, code: str) -> None:
    refusal = refusal_of(lambda: read(given))
    assert refusal.code == code
    assert "AQ" not in str(refusal)


def test_signatures_are_values() -> None:
    again = DeviceSignature.parse(str(SIGNATURE))
    assert (again, hash(again), str(again)) == (SIGNATURE, hash(SIGNATURE), SIGNED["signature"])
    assert pickle.loads(pickle.dumps(SIGNATURE)) == copy.deepcopy(SIGNATURE) == SIGNATURE
    assert DeviceSignature.from_der(bytes.fromhex("3006020105020107")) != SIGNATURE
    assert repr(SIGNATURE) == "DeviceSignature(hidden)"


def test_a_proof_from_end_to_end() -> None:
    candidate = judged()
    assert (candidate.uid, candidate.thumbprint, candidate.age_ms) == (DEVICE.uid, KEY.thumbprint, 1000)
    assert candidate.replay_key == PROOF.nonce
    assert candidate.replay_expires_at == PROOF.issued_at + timedelta(minutes=6)
    used = ReplayStore(10)
    proven = candidate.accept(used.insert(candidate.replay_key, candidate.replay_expires_at, NOW))
    assert (proven.uid, proven.thumbprint, proven.age_ms) == (DEVICE.uid, KEY.thumbprint, 1000)
    assert proven.replay_expires_at == candidate.replay_expires_at
    again = used.insert(candidate.replay_key, candidate.replay_expires_at, NOW)
    assert refusal_of(lambda: candidate.accept(again)).code == "identity.replayed"
    assert refusal_of(lambda: candidate.accept("perhaps")).code == "input.bad_value"  # type: ignore[arg-type]
    assert candidate.accept_without_replay_check().uid == proven.uid
    issuer = TokenIssuer(KeyRing("k1", b"a secret of the portal, 32 bytes or more"))
    assert issuer.verify_receipt(issuer.issue_receipt(proven, NOW), NOW).uid == DEVICE.uid
    late = proven.replay_expires_at + timedelta(milliseconds=1)
    assert refusal_of(lambda: issuer.issue_receipt(proven, late)).code == "identity.expired"
    assert judged(round(NOW.timestamp() * 1000)).age_ms == 1000


def test_what_is_refused() -> None:
    other, itself = Device.registered(SIGNED["uid"], DeviceKey.from_jwk(JWK)), Device.self_certifying(KEY)
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: verify_proof(other, CALL, PROOF, SIGNATURE, NOW), "identity.signature_mismatch"),
        (lambda: verify_proof(itself, CALL, PROOF, SIGNATURE, NOW), "identity.signature_mismatch"),
        (lambda: verify_proof(DEVICE, seen(method="PUT"), PROOF, SIGNATURE, NOW), "identity.signature_mismatch"),
        (lambda: verify_proof(DEVICE, seen(serverNonce="n"), PROOF, SIGNATURE, NOW), "identity.signature_mismatch"),
        (lambda: verify_proof(DEVICE, CALL, said(nonce="2" * 22), SIGNATURE, NOW), "identity.signature_mismatch"),
        (lambda: verify_proof(DEVICE, seen(method="put"), PROOF, SIGNATURE, NOW), "identity.invalid_method"),
        (lambda: judged(NOW - timedelta(minutes=2)), "identity.issued_in_future"),
        (lambda: judged(NOW + timedelta(minutes=5)), "identity.expired"),
        (lambda: judged(policy=ProofPolicy(maximum_age_ms=999)), "identity.expired"),
        (lambda: judged(policy=ProofPolicy(revoked=[DEVICE.uid])), "identity.revoked"),
        (lambda: judged(policy=ProofPolicy(issued_after=PROOF.issued_at)), "identity.issued_before_cutoff"),
    ]
    for call, code in calls:
        refusal = refusal_of(call)
        assert refusal.code == code
        assert SIGNED["signature"] not in repr(refusal) and PROOF.nonce not in repr(refusal)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"audience": "Portal"}, "identity.invalid_audience"),
        ({"method": ""}, "identity.invalid_method"),
        ({"path": "api"}, "identity.invalid_path"),
        ({"bodyHash": "00"}, "identity.invalid_body_hash"),
        ({"issuedAt": "1970-01-01T00:00:00Z"}, "identity.invalid_timestamp"),
        ({"nonce": "x"}, "identity.invalid_nonce"),
        ({"serverNonce": ""}, "identity.invalid_server_nonce"),
    ],
)
def test_the_grammar_of_a_proof(fields: dict[str, str], code: str) -> None:
    call = seen(**{name: text for name, text in fields.items() if name not in SIGNED["proof"]})
    proof = said(**{name: text for name, text in fields.items() if name in SIGNED["proof"]})
    assert refusal_of(lambda: proof_message(DEVICE.uid, call, proof)).code == code


def test_the_caller_says_nothing_of_the_call() -> None:
    assert refusal_of(lambda: said(path="/")).code == "input.unknown_field"
    assert refusal_of(lambda: seen(nonce=PROOF.nonce)).code == "input.unknown_field"
    with pytest.raises(TypeError):
        verify_proof(DEVICE, PROOF, CALL, SIGNATURE, NOW)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        verify_proof(DEVICE, SIGNED["call"], PROOF, SIGNATURE, NOW)


def test_the_bytes_that_are_signed() -> None:
    message = proof_message(DEVICE.uid, CALL, PROOF)
    assert type(message) is bytes
    assert message == proof_message(str(DEVICE.uid), CALL, PROOF) != proof_message("user-abc", CALL, PROOF)
    assert bytes.fromhex(CALL.body_hash) in message
    assert refusal_of(lambda: proof_message("a--b", CALL, PROOF)).code == "identity.invalid_uid"
    assert refusal_of(lambda: proof_message(b"a", CALL, PROOF)).code == "input.wrong_type"  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        proof_message(DEVICE.uid, CALL, SIGNED["proof"])


def test_proofs_and_devices_are_values() -> None:
    assert Proof.from_json(PROOF.to_json()) == pickle.loads(pickle.dumps(PROOF)) == PROOF
    assert PROOF == Proof(issued_at=utc(2025, 2, 1, 10, 0, 5), nonce=PROOF.nonce)
    assert Call.from_json(CALL.to_json()) == pickle.loads(pickle.dumps(CALL)) == CALL
    assert CALL == Call(
        audience=CALL.audience, method=CALL.method, path=CALL.path, body_hash=CALL.body_hash, server_nonce=None
    )
    assert (DEVICE.key, str(DEVICE.uid)) == (KEY, SIGNED["uid"])
    assert Device.registered(Uid.parse(SIGNED["uid"]), KEY) == DEVICE != Device.self_certifying(KEY)
    assert refusal_of(lambda: Device.registered("a--b", KEY)).path == "uid"
    with pytest.raises(TypeError):
        Device.registered("user-abc", JWK)  # type: ignore[arg-type]
    policy = ProofPolicy(maximum_skew_ms=1, revoked=["user-abc"], issued_after=NOW)
    assert (policy.maximum_age_ms, policy.maximum_skew_ms) == (300_000, 1)
    assert (policy.revoked, policy.issued_after) == ((Uid.parse("user-abc"),), NOW)
    assert refusal_of(lambda: ProofPolicy(maximum_age_ms=-1)).path == "maximumAgeMs"


def test_nothing_but_an_accepted_proof_makes_one() -> None:
    candidate = judged()
    proven = candidate.accept("fresh")
    for made, other in ((candidate, VerifiedProof), (proven, ProofCandidate)):
        with pytest.raises(TypeError):
            type(made)()
        with pytest.raises(TypeError):
            object.__new__(type(made))
        with pytest.raises(TypeError):
            made.__class__ = other
        for leave in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError):
                leave(made)
        assert PROOF.nonce not in repr(made)
