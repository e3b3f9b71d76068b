"""Each operation of the vectors as calls of the public interface."""

from datetime import datetime, timedelta, timezone

import exact
import mot_core_mobile as mot
from scenario import Scenario

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def run_operation(operation, given, notes):
    """What the library says; what it refuses is raised."""
    if operation not in OPERATIONS:
        raise ValueError(f"unknown operation {operation}")
    return OPERATIONS[operation](given, notes)


def money_parse(given, _):
    return shown(mot.parse_money(given["text"], given.get("currency", "EUR")))


def money_allocate(given, _):
    return {"parts": [part.amount for part in money(given["total"]).allocate(given["weights"])]}


def money_parse_units(given, _):
    units = mot.parse_units(given["text"], given["scale"])
    return {"count": str(units.count), "scale": units.scale}


def encode_uid(given, _):
    return {"uid": mot.uid_from_entropy(bytes.fromhex(given["entropyHex"]))}


def verify_link(given, notes):
    policy = mot.default_link_policy()
    given_ages = {"maximum_age_ms": given.get("maxAgeMs"), "maximum_skew_ms": given.get("maxFutureSkewMs")}
    for name, value in given_ages.items():
        if value is not None:
            setattr(policy, name, value)
    policy.audience = given.get("audience")
    policy.require_version_2 = given.get("requireV2") is True
    policy.revoked = given.get("revokedUids") or []
    policy.issued_after = instant(given.get("issuedAfter"))
    verifier = mot.LinkVerifier(key_ring(given["keys"], notes), policy)
    candidate = verifier.verify(given["fragment"], instant(given["now"]))
    bound = candidate.bind(given.get("storedUid"))
    seen = bound.replay_key() in (given.get("seenReplayKeys") or [])
    link = bound.accept(mot.Replay.SEEN if seen else mot.Replay.FRESH)
    return {
        "version": 2 if link.version == mot.LinkVersion.TWO else 1,
        "uid": link.uid,
        "keyId": link.key_id,
        "ageMs": link.age_ms,
        "replayKey": link.replay_key,
        "replayExpiresAt": (link.replay_expires_at - EPOCH) // timedelta(milliseconds=1),
    }


def instant(milliseconds):
    return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)


def key_ring(keys, notes):
    keys = notes["keySets"][keys] if isinstance(keys, str) else keys
    ring = None
    for key in keys:
        secret = bytes.fromhex(key["secretHex"])
        if ring is None:
            ring = mot.KeyRing(key["kid"], secret)
        else:
            ring.add(key["kid"], secret, mot.KeyStatus[key["status"].upper()])
    return ring or mot.KeyRing("none", b"")


def room_parse(given, _):
    room = mot.parse_room(given["text"])
    form = room.form.name.lower()
    return {"namespace": room.namespace, "kind": room.kind, "id": room.id, "form": form, "canonical": room.room_id}


def mortgage_instalment(given, _):
    nominal, initial = rate(given["nominalRate"]), rate(given["initialRepayment"])
    return {"instalment": shown(mot.instalment(money(given["loan"]), nominal, initial, rounding(given)))}


def fee_compute(given, _):
    model = dict(given["model"])
    currency = (given.get("base") or model["price"])["currency"]

    def minor_units(amount):
        return None if amount is None else mot.Money(amount=amount, currency=currency)

    if model.get("fixed") is not None:
        model["fixed"] = shown(minor_units(model["fixed"]))
    bounds = mot.Bounds(minimum=minor_units(given.get("min")), maximum=minor_units(given.get("max")))
    parsed = mot.parse_fee_model(exact.dumps(model))
    if given.get("units") is not None:
        return {"fee": shown(mot.fee_model_compute_units(parsed, given["units"], bounds))}
    return {"fee": shown(mot.fee_model_compute(parsed, money(given["base"]), bounds, rounding(given)))}


def fee_check_policy(given, _):
    words = {role.name.lower(): role for role in mot.Role}
    payer = words.get(given["payerRole"], mot.Role.SYSTEM)
    mot.FeeBands.shipped().check(given["feeId"], payer, rate(given["rate"]))
    return {}


def hostile_read(given, _):
    text = given["text"] + " " * given.get("pad", 0)
    return {"document": exact.loads(mot.document_to_json(mot.parse_document(given["kind"], text)))}


def scenario_run(given, _):
    return {"steps": Scenario(given).run()}


def money(given):
    return mot.Money(amount=given["amount"], currency=given["currency"])


def shown(amount):
    return {"amount": amount.amount, "currency": amount.currency}


def rate(given):
    return mot.parse_rate(given if isinstance(given, str) else exact.dumps(given))


def rounding(given):
    return mot.Rounding[given.get("rounding", "half_up").upper()]


OPERATIONS = {
    "money.parse": money_parse,
    "money.allocate": money_allocate,
    "money.parse_units": money_parse_units,
    "identity.encode_uid": encode_uid,
    "identity.verify_link": verify_link,
    "room.parse": room_parse,
    "mortgage.instalment": mortgage_instalment,
    "fee.compute": fee_compute,
    "fee.check_policy": fee_check_policy,
    "hostile.read": hostile_read,
    "scenario.run": scenario_run,
}
