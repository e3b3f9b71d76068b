"""JSON whose numbers keep their text, so that they reach the library as they were written."""

import json
from decimal import Decimal


class Exact(Decimal):
    """A number with a fraction or an exponent, and how it was written."""

    def __new__(cls, text):
        number = super().__new__(cls, text)
        number.text = text
        return number


def loads(text):
    return json.loads(text, parse_float=Exact)


def dumps(value):
    if isinstance(value, Exact):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{dumps(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(dumps(item) for item in value) + "]"
    return json.dumps(value)
