"""Device keys: a point of P-256 read from JWK, SEC1 or SPKI, and the signatures that Android writes as DER."""

import base64
import hashlib
import re

import p256
import strict_json
import uid
from refusal import Refusal

COORDINATE = re.compile(r"[A-Za-z0-9_-]{43}")
# SEQUENCE { OBJECT IDENTIFIER id-ecPublicKey, OBJECT IDENTIFIER prime256v1 }, RFC 5480
ALGORITHM = bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107")
SEQUENCE, INTEGER, BIT_STRING = 0x30, 0x02, 0x03
INVALID_KEY, INVALID_SIGNATURE = "identity.invalid_public_key", "identity.invalid_signature_format"


def device_key(given):
    x, y = read_key(given)
    sec1 = b"\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    return {"sec1Hex": sec1.hex(), "spkiHex": spki(sec1).hex(), "jwk": jwk(x, y),
            "thumbprint": base64url(thumbprint(x, y)), "uid": uid.from_thumbprint(thumbprint(x, y))}


def read_key(given):
    if "jwk" in given:
        return from_jwk(strict_json.parse(given["jwk"]))
    if "sec1Hex" in given:
        return from_sec1(bytes.fromhex(given["sec1Hex"]))
    return from_spki(bytes.fromhex(given["spkiHex"]))


def from_jwk(value):
    if not isinstance(value, dict):
        raise Refusal(INVALID_KEY)
    if value.repeated is not None:
        raise Refusal("input.duplicate_field", value.repeated)
    if "d" in value:
        raise Refusal("identity.private_key")
    if (value.get("kty"), value.get("crv")) != ("EC", "P-256"):
        raise Refusal(INVALID_KEY)
    return on_curve(coordinate(value.get("x")), coordinate(value.get("y")))


def coordinate(text):
    """Exactly 32 bytes, and exactly the text that writing them gives."""
    if not isinstance(text, str) or not COORDINATE.fullmatch(text):
        raise Refusal(INVALID_KEY)
    data = base64.urlsafe_b64decode(text + "=")
    if base64url(data) != text:
        raise Refusal(INVALID_KEY)
    return int.from_bytes(data, "big")


def from_sec1(data):
    head, rest = data[:1], data[1:]
    if head == b"\x04" and len(rest) == 64:
        return on_curve(int.from_bytes(rest[:32], "big"), int.from_bytes(rest[32:], "big"))
    if head in (b"\x02", b"\x03") and len(rest) == 32:
        point = p256.decompress(int.from_bytes(rest, "big"), head[0] % 2)
        if point is not None:
            return point
    raise Refusal(INVALID_KEY)


def on_curve(x, y):
    if not p256.is_on_curve(x, y):
        raise Refusal(INVALID_KEY)
    return x, y


def from_spki(data):
    content, end = element(data, SEQUENCE, INVALID_KEY)
    if end or not content.startswith(ALGORITHM):
        raise Refusal(INVALID_KEY)
    bits, end = element(content[len(ALGORITHM):], BIT_STRING, INVALID_KEY)
    if end or bits[:1] != b"\0":
        raise Refusal(INVALID_KEY)
    return from_sec1(bits[1:])


def spki(sec1):
    bits = bytes([BIT_STRING, len(sec1) + 1, 0]) + sec1
    return bytes([SEQUENCE, len(ALGORITHM) + len(bits)]) + ALGORITHM + bits


def element(data, tag, code):
    """The content of a DER element of at most 127 bytes, which is all that is needed here, and what follows it."""
    if len(data) < 2 or data[0] != tag or data[1] > 127 or len(data) < 2 + data[1]:
        raise Refusal(code)
    return data[2:2 + data[1]], data[2 + data[1]:]


def jwk(x, y):
    coordinates = (base64url(number.to_bytes(32, "big")) for number in (x, y))
    return '{"crv":"P-256","kty":"EC","x":"%s","y":"%s"}' % tuple(coordinates)


def thumbprint(x, y):
    """RFC 7638: the required members in the order of their names, without space."""
    return hashlib.sha256(jwk(x, y).encode()).digest()


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signature_from_der(given):
    r, s = read_der(bytes.fromhex(given["derHex"]))
    return {"signature": f"{r:064x}{s:064x}"}


def read_der(data):
    content, end = element(data, SEQUENCE, INVALID_SIGNATURE)
    r, rest = element(content, INTEGER, INVALID_SIGNATURE)
    s, last = element(rest, INTEGER, INVALID_SIGNATURE)
    if end or last:
        raise Refusal(INVALID_SIGNATURE)
    return in_range(shortest(r), shortest(s))


def shortest(data):
    """A positive number in as few bytes as its sign allows."""
    negative = data[:1] >= b"\x80"
    padded = data[:1] == b"\0" and data[1:2] < b"\x80"
    if not data or negative or padded:
        raise Refusal(INVALID_SIGNATURE)
    return int.from_bytes(data, "big")


def in_range(r, s):
    if not (0 < r < p256.N and 0 < s < p256.N):
        raise Refusal(INVALID_SIGNATURE)
    return r, s
