"""Device proofs: the bytes that a device signs for one request, and their checks in the order of a link's."""

import re

import p256
import uid
from device_key import base64url, in_range, read_der, read_key, thumbprint
from link import counted, require
from refusal import Refusal

LABEL = b"mot-core/proof/p256/v1\0"
AGE, SKEW = 300_000, 60_000
GRAMMAR = [
    ("audience", r"[a-z0-9.-]{1,64}", "invalid_audience"),
    ("method", r"[A-Z]{1,16}", "invalid_method"),
    ("path", r"/[\x21-\x7e]{0,1023}", "invalid_path"),
    ("bodyHash", r"[0-9a-f]{64}", "invalid_body_hash"),
    ("issuedAt", r"[1-9][0-9]{12}", "invalid_timestamp"),
    ("nonce", r"[A-Za-z0-9]{22}", "invalid_nonce"),
]


def proof_message(given):
    return {"messageHex": message(given).hex()}


def message(given):
    require(uid.is_id(given["uid"]), "invalid_uid")
    for name, form, code in GRAMMAR:
        require(re.fullmatch(form, str(given[name])), code)
    server_nonce = given.get("serverNonce")
    require(server_nonce is None or re.fullmatch(r"[A-Za-z0-9_-]{1,64}", server_nonce), "invalid_server_nonce")
    place = b"".join(counted(given[name]) for name in ("uid", "audience", "method", "path"))
    return (LABEL + place + bytes.fromhex(given["bodyHash"]) + given["issuedAt"].to_bytes(8, "big")
            + counted(given["nonce"]) + counted(server_nonce or ""))


def verify_proof(given):
    point = read_key(given["key"])
    if "uid" in given and not uid.is_id(given["uid"]):
        raise Refusal("id.bad_id")
    r, s = read_signature(given)
    print_of_key = thumbprint(*point)
    name = given.get("uid", uid.from_thumbprint(print_of_key))
    require(p256.verifies(point, message({**given, "uid": name}), r, s), "signature_mismatch")
    issued, oldest, ahead = given["issuedAt"], given.get("maximumAgeMs", AGE), given.get("maximumSkewMs", SKEW)
    age = given["now"] - issued
    require(-age <= ahead, "issued_in_future")
    require(age <= oldest, "expired")
    require(name not in given.get("revokedUids", []), "revoked")
    require(given.get("issuedAfter") is None or issued > given["issuedAfter"], "issued_before_cutoff")
    require(given["nonce"] not in given.get("seenReplayKeys", []), "replayed")
    return {"uid": name, "thumbprint": base64url(print_of_key), "ageMs": age, "replayKey": given["nonce"],
            "replayExpiresAt": issued + oldest + ahead}


def read_signature(given):
    if "signatureDerHex" in given:
        return read_der(bytes.fromhex(given["signatureDerHex"]))
    text = given["signature"]
    require(re.fullmatch(r"[0-9a-f]{128}", text), "invalid_signature_format")
    return in_range(int(text[:64], 16), int(text[64:], 16))
