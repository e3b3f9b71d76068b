"""User ids: sixteen bytes as one number in Base58, padded on the left to 22 characters; and what is derived of them."""

import hashlib

from refusal import Refusal
from shape import ID

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 22


def encode_uid(given):
    entropy = bytes.fromhex(given["entropyHex"])
    if len(set(entropy)) == 1:
        raise Refusal("identity.weak_entropy")
    return {"uid": base58(entropy)}


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    return text.rjust(LENGTH, ALPHABET[0])


def is_id(text):
    """The grammar that all ids share."""
    return len(text) <= 64 and ID.fullmatch(text) is not None


def public_id(given):
    if not is_id(given["uid"]):
        raise Refusal("id.bad_id")
    return {"publicId": hashlib.sha256(b"mot-core/public-id/v1\0" + given["uid"].encode()).hexdigest()}


def from_thumbprint(thumbprint):
    """The user id that a device's key certifies itself."""
    return base58(hashlib.sha256(b"mot-core/uid/v2\0" + thumbprint).digest()[:16])
