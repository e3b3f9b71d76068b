"""Receipts and session tokens: one text of six parts, each kind signed with a key of its own derivation."""

import hmac
import re

import link
from link import counted, require
from uid import is_id

LENGTH = 256
TYPES = {"receipt": "mot-receipt-1", "session": "mot-session-1"}
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
KEY_ID, TIME, SIGNATURE = r"[a-z0-9]{1,16}", r"[1-9][0-9]{12}", r"[0-9a-f]{64}"


def issue_receipt(given, key_sets):
    accepted = link.verify_link(given, key_sets)
    expires = given["now"] + given.get("receiptLifetimeMs", 30 * DAY)
    return {"receipt": write("receipt", active_key(key_sets[given["keys"]]), accepted["uid"], given["now"], expires)}


def verify_receipt(given, key_sets):
    return verify("receipt", given["receipt"], given, key_sets[given["keys"]])


def issue_session(given, key_sets):
    receipt = verify_receipt(given, key_sets)
    expires = min(given["now"] + given.get("sessionLifetimeMs", HOUR), receipt["expiresAt"])
    require(expires > given["now"], "expired")
    return {"session": write("session", active_key(key_sets[given["keys"]]), receipt["uid"], given["now"], expires)}


def verify_session(given, key_sets):
    session = verify("session", given["session"], given, key_sets[given["keys"]])
    require(given.get("header") in (None, session["uid"]), "uid_header_mismatch")
    return session


def verify(kind, text, given, keys):
    kid, uid, issued, expires, signature = read(kind, text)
    named = [key for key in keys if key["kid"] == kid]
    require(named, "unknown_key")
    right = tag(kind, bytes.fromhex(named[0]["secretHex"]), kid, uid, issued, expires)
    require(hmac.compare_digest(right, signature), "signature_mismatch")
    require(named[0]["status"] != "retired", "key_retired")
    require(issued <= given["now"] + given.get("maximumSkewMs", MINUTE), "issued_in_future")
    require(given["now"] <= expires, "expired")
    require(uid not in given.get("revokedUids", []), "revoked")
    require(given.get("issuedAfter") is None or issued > given["issuedAfter"], "issued_before_cutoff")
    return {"uid": uid, "keyId": kid, "issuedAt": issued, "expiresAt": expires}


def read(kind, text):
    require(len(text.encode()) <= LENGTH, "too_long")
    parts = text.split("~")
    require(len(parts) == 6 and parts[0] == TYPES[kind], "malformed")
    _, kid, uid, issued, expires, signature = parts
    require(re.fullmatch(KEY_ID, kid), "invalid_key_id")
    require(is_id(uid), "invalid_uid")
    require(re.fullmatch(TIME, issued) and re.fullmatch(TIME, expires), "invalid_timestamp")
    require(int(issued) < int(expires), "invalid_timestamp")
    require(re.fullmatch(SIGNATURE, signature), "invalid_signature_format")
    return kid, uid, int(issued), int(expires), signature


def write(kind, key, uid, issued, expires):
    signature = tag(kind, bytes.fromhex(key["secretHex"]), key["kid"], uid, issued, expires)
    return "~".join([TYPES[kind], key["kid"], uid, str(issued), str(expires), signature])


def tag(kind, secret, kid, uid, issued, expires):
    derived = hmac.new(secret, f"mot-core/{kind}/v1\0".encode() + counted(kid), "sha256").digest()
    message = counted(uid) + issued.to_bytes(8, "big") + expires.to_bytes(8, "big")
    return hmac.new(derived, message, "sha256").hexdigest()


def active_key(keys):
    return next(key for key in keys if key["status"] == "active")
