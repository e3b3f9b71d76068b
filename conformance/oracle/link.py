"""Signed links, versions 1 and 2: every check in its order, each with its own code."""

import hmac
import re

from refusal import Refusal

LENGTH = 512
NAMES = {
    1: ("mot", "uid", "ts", "sig"),
    2: ("v", "kid", "aud", "mot", "uid", "ts", "n", "sig"),
}
GRAMMAR = {
    "kid": ("invalid_key_id", r"[a-z0-9]{1,16}"),
    "aud": ("invalid_audience", r"[a-z0-9.-]{1,64}"),
    "mot": ("invalid_mot", r"[A-Za-z0-9_-]{1,128}"),
    "uid": ("invalid_uid", r"[A-Za-z0-9]{22}"),
    "ts": ("invalid_timestamp", r"[1-9][0-9]{12}"),
    "n": ("invalid_nonce", r"[A-Za-z0-9]{22}"),
    "sig": ("invalid_signature_format", r"[0-9a-f]{64}"),
}


def verify_link(given, key_sets):
    version, link = read(given["fragment"])
    return judge(given, version, link, key_sets[given["keys"]])


def judge(given, version, link, keys):
    """Everything after the grammar."""
    key = signing_key(version, link, keys)
    require(key["status"] != "retired", "key_retired")
    age = given["now"] - int(link["ts"])
    require(-age <= given["maxFutureSkewMs"], "issued_in_future")
    require(age <= given["maxAgeMs"], "expired")
    judge_policy(given, version, link)
    require(given.get("storedUid") in (None, link["uid"]), "uid_conflict")
    require(link["sig"] not in given.get("seenReplayKeys", []), "replayed")
    expires = int(link["ts"]) + given["maxAgeMs"] + given["maxFutureSkewMs"]
    return {"version": version, "uid": link["uid"], "keyId": key["kid"], "ageMs": age,
            "replayKey": link["sig"], "replayExpiresAt": expires}


def read(fragment):
    text = fragment.removeprefix("#")
    require(len(text.encode("utf-8", "surrogatepass")) <= LENGTH, "too_long")
    require("%" not in text and "+" not in text, "percent_encoding")
    link = {}
    for part in text.split("&"):
        require("=" in part, "malformed")
        name, value = part.split("=", 1)
        require(name in NAMES[2], "unexpected_parameter")
        require(name not in link, "duplicate_parameter")
        link[name] = value
    require(link.get("v", "2") == "2", "unsupported_version")
    version = 2 if "v" in link else 1
    require(all(name in NAMES[version] for name in link), "unexpected_parameter")
    require(all(name in link for name in NAMES[version]), "missing_parameter")
    check_grammar(version, link)
    return version, link


def check_grammar(version, link):
    for name in NAMES[version]:
        if name in GRAMMAR:
            code, form = GRAMMAR[name]
            require(re.fullmatch(form, link[name]), code)


def signing_key(version, link, keys):
    if version == 2:
        keys = [key for key in keys if key["kid"] == link["kid"]]
        require(keys, "unknown_key")
        tag = tag_v2
    else:
        tag = tag_v1
    matching = [key for key in keys if hmac.compare_digest(tag(bytes.fromhex(key["secretHex"]), link), link["sig"])]
    require(matching, "signature_mismatch")
    return matching[0]


def judge_policy(given, version, link):
    require(version == 1 or link["aud"] == given.get("audience"), "audience_mismatch")
    require(version == 2 or not given.get("requireV2"), "version_not_allowed")
    require(link["uid"] not in given.get("revokedUids", []), "revoked")
    require(given.get("issuedAfter") is None or int(link["ts"]) > given["issuedAfter"], "issued_before_cutoff")


def tag_v1(secret, link):
    return hmac.new(secret, f"{link['mot']}.{link['uid']}.{link['ts']}".encode(), "sha256").hexdigest()


def tag_v2(secret, link):
    label = b"mot-core/link/v2\0" + counted(link["kid"]) + counted(link["aud"])
    derived = hmac.new(secret, label, "sha256").digest()
    message = counted(link["mot"]) + counted(link["uid"]) + int(link["ts"]).to_bytes(8, "big") + counted(link["n"])
    return hmac.new(derived, message, "sha256").hexdigest()


def counted(text):
    data = text.encode()
    return len(data).to_bytes(2, "big") + data


def require(holds, fact):
    if not holds:
        raise Refusal(f"identity.{fact}")
