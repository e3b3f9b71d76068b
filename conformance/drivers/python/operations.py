"""Each operation of the vectors as calls of the public interface."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import scenario
from mot_core import (
    FeeBands,
    FeeModel,
    KeyRing,
    LinkPolicy,
    LinkVerifier,
    Money,
    MotError,
    RoomId,
    Uid,
    Units,
    instalment,
)
from mot_core.mortgage import Commitment
from refused import Refused

Operation = Callable[[dict[str, Any], Any], Any]

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def money_parse(given: dict[str, Any], _notes: Any) -> Any:
    return Money.parse(given["text"], given.get("currency", "EUR")).to_dict()


def money_allocate(given: dict[str, Any], _notes: Any) -> Any:
    return {"parts": [part.amount for part in Money.from_dict(given["total"]).allocate(given["weights"])]}


def money_parse_units(given: dict[str, Any], _notes: Any) -> Any:
    units = Units.parse(given["text"], given["scale"])
    return {"count": str(units.count), "scale": units.scale}


def identity_encode_uid(given: dict[str, Any], _notes: Any) -> Any:
    return {"uid": str(Uid.from_entropy(bytes.fromhex(given["entropyHex"])))}


def identity_verify_link(given: dict[str, Any], notes: Any) -> Any:
    policy = LinkPolicy(
        maximum_age_ms=given.get("maxAgeMs"),
        maximum_skew_ms=given.get("maxFutureSkewMs"),
        audience=given.get("audience"),
        require_version_2=given.get("requireV2"),
        revoked=given.get("revokedUids"),
        issued_after=instant(given.get("issuedAfter")),
    )
    verifier = LinkVerifier(key_ring(given["keys"], notes), policy)
    now = instant(given["now"])
    assert now is not None
    candidate = verifier.verify(given["fragment"], now)
    bound = candidate.bind(given.get("storedUid"))
    seen = bound.replay_key in (given.get("seenReplayKeys") or [])
    link = bound.accept("seen" if seen else "fresh")
    return {
        "version": link.version,
        "uid": str(link.uid),
        "keyId": link.key_id,
        "ageMs": link.age_ms,
        "replayKey": link.replay_key,
        "replayExpiresAt": (link.replay_expires_at - EPOCH) // timedelta(milliseconds=1),
    }


def instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)


def key_ring(keys: Any, notes: Any) -> KeyRing:
    listed = notes["keySets"][keys] if isinstance(keys, str) else keys
    first = next(key for key in [*[key for key in listed if key["status"] == "active"], listed[0]])
    ring = KeyRing(first["kid"], bytes.fromhex(first["secretHex"]))
    for key in listed:
        if key is not first:
            ring.add(key["kid"], bytes.fromhex(key["secretHex"]), key["status"])
    return ring


def room_parse(given: dict[str, Any], _notes: Any) -> Any:
    room = RoomId.parse(given["text"])
    return {
        "namespace": room.namespace,
        "kind": room.kind,
        "id": room.id,
        "form": room.form,
        "canonical": str(room),
    }


def mortgage_instalment(given: dict[str, Any], _notes: Any) -> Any:
    loan = Money.from_dict(given["loan"])
    nominal, initial = rate(given["nominalRate"]), rate(given["initialRepayment"])
    return {"instalment": instalment(loan, nominal, initial, given.get("rounding", "half_up")).to_dict()}


def rate(given: Any) -> Decimal:
    """A rate of the vectors is a number or text: it is read as a document holds it."""
    return Commitment.from_dict({"rate": given, "freeMonths": 0}).rate


def fee_compute(given: dict[str, Any], _notes: Any) -> Any:
    model = given["model"]
    currency = (given.get("base") or model["price"])["currency"]

    def minor_units(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, currency)

    minimum, maximum = minor_units(given.get("min")), minor_units(given.get("max"))
    if isinstance(model.get("fixed"), int):
        model = {**model, "fixed": {"amount": model["fixed"], "currency": currency}}
    fee_model = FeeModel.from_dict(model)
    if given.get("units") is not None:
        fee = fee_model.compute_units(given["units"], minimum=minimum, maximum=maximum)
    else:
        base = Money.from_dict(given["base"])
        fee = fee_model.compute(base, rounding=given.get("rounding", "half_up"), minimum=minimum, maximum=maximum)
    return {"fee": fee.to_dict()}


def fee_check_policy(given: dict[str, Any], _notes: Any) -> Any:
    FeeBands.shipped().check(given["feeId"], given["payerRole"], rate(given["rate"]))
    return {}


def hostile_read(given: dict[str, Any], _notes: Any) -> Any:
    text = given["text"] + " " * given.get("pad", 0)
    return {"document": scenario.KINDS[given["kind"]].from_json(text).to_dict()}


def scenario_run(given: dict[str, Any], _notes: Any) -> Any:
    return scenario.run(given)


def refusing(operation: Operation) -> Operation:
    """The operation with the library's refusals as the vectors know them."""

    @functools.wraps(operation)
    def run(given: dict[str, Any], notes: Any) -> Any:
        try:
            return operation(given, notes)
        except MotError as refusal:
            raise Refused.of(refusal) from None

    return run


OPERATIONS: dict[str, Operation] = {
    "money.parse": refusing(money_parse),
    "money.allocate": refusing(money_allocate),
    "money.parse_units": refusing(money_parse_units),
    "identity.encode_uid": refusing(identity_encode_uid),
    "identity.verify_link": refusing(identity_verify_link),
    "room.parse": refusing(room_parse),
    "mortgage.instalment": refusing(mortgage_instalment),
    "fee.compute": refusing(fee_compute),
    "fee.check_policy": refusing(fee_check_policy),
    "hostile.read": refusing(hostile_read),
    "scenario.run": refusing(scenario_run),
}
