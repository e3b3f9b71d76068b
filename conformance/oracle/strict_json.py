"""JSON text as values that keep what a strict reader must see: exact decimals, repeated names, the depth."""

import json

from exact import exact
from refusal import Refusal

LARGEST_TEXT = 256 * 1024
DEEPEST = 32


class Object(dict):
    """A JSON object that remembers the first name it was given twice."""

    repeated = None


def parse(text):
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_TEXT:
        raise Refusal("input.too_large")
    if depth(text) > DEEPEST:
        raise Refusal("input.too_deep")
    try:
        return json.loads(text, object_pairs_hook=as_object, parse_int=whole, parse_float=exact, parse_constant=refuse)
    except ValueError:
        raise Refusal("input.bad_json") from None


def depth(text):
    deepest = current = 0
    in_string = escaped = False
    for char in text:
        if in_string:
            in_string = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            in_string = True
        elif char in "[{":
            current += 1
            deepest = max(deepest, current)
        elif char in "]}":
            current -= 1
    return deepest


def as_object(pairs):
    read = Object()
    for name, value in pairs:
        if name in read and read.repeated is None:
            read.repeated = name
        read[name] = value
    return read


def whole(text):
    """An integer; of an endless one its first digits, which exceed every range all the same."""
    return int(text[:1000])


def refuse(constant):
    raise ValueError(constant)
