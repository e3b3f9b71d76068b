"""The record that portals of the first version stored instead of the link, judged anew as a version 1 link."""

from decimal import Decimal

import link
import strict_json
from refusal import Refusal
from shape import expect, record, text


def recheck_record(given, key_sets):
    stored = RECORD(strict_json.parse(given["record"]), "")
    link.check_grammar(1, stored)
    return link.judge({**given, "maxAgeMs": given["maximumAgeMs"]}, 1, stored, key_sets[given["keys"]])


def text_or_integer(value, path):
    """A number stands for its digits; a fraction or an exponent is refused by the grammar, like any other text."""
    if isinstance(value, Decimal):
        return f"{value} is not thirteen digits"
    if isinstance(value, str):
        return text(value, path)
    expect(value, int, path)
    return str(value)


RECORD = record({"mot": text, "uid": text, "ts": text_or_integer, "sig": text})
