"""User ids from entropy: sixteen bytes as one number in Base58, padded on the left to 22 characters."""

from refusal import Refusal

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 22


def encode_uid(given):
    entropy = bytes.fromhex(given["entropyHex"])
    if len(set(entropy)) == 1:
        raise Refusal("identity.weak_entropy")
    number, text = int.from_bytes(entropy, "big"), ""
    while number:
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    return {"uid": text.rjust(LENGTH, ALPHABET[0])}
