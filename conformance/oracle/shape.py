"""Readers of JSON values. A reader takes a value and its path; it gives the value as the core writes it, or refuses."""

import re
from datetime import date
from decimal import Decimal

import instant
from currency import fraction_digits
from money import LARGEST, within_range
from rate import judged, parse_rate
from refusal import Refusal

ID = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")
KEY_ID = re.compile(r"[a-z0-9]{1,16}")
NEWEST_FORMAT = 1


def record(required=None, nullable=None, optional=None):
    """An object of known fields: `nullable` ones are written as null, `optional` ones left out when empty."""
    required, nullable, optional = required or {}, nullable or {}, optional or {}
    readers = {**required, **nullable, **optional}

    def read(value, path):
        check_object(value, path)
        if "format" in readers and value.get("format") is not None:
            readers["format"](value["format"], joined(path, "format"))
        for name in value:
            if name not in readers:
                raise Refusal("input.unknown_field", joined(path, name))
        result = {}
        for name, reader in readers.items():
            given = value.get(name)
            if name in required and name not in value:
                raise Refusal("input.missing_field", joined(path, name))
            if given is None and name not in required:
                if name in nullable:
                    result[name] = None
                continue
            result[name] = reader(given, joined(path, name))
        return {name: field for name, field in result.items() if name not in optional or not is_empty(field)}

    return read


def is_empty(value):
    return value is None or value is False or value == [] or value == {}


def check_object(value, path):
    expect(value, dict, path)
    if getattr(value, "repeated", None) is not None:
        raise Refusal("input.duplicate_field", joined(path, value.repeated))


def joined(path, name):
    return f"{path}.{name}" if path else name


def expect(value, kind, path):
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Refusal("input.wrong_type", path)


def at(path, action, *arguments):
    """Run a parser that knows no paths; its refusal gains this one."""
    try:
        return action(*arguments)
    except Refusal as refusal:
        raise Refusal(refusal.code, path, **refusal.details) from None


def list_of(reader):
    def read(value, path):
        expect(value, list, path)
        return [reader(item, f"{path}[{index}]") for index, item in enumerate(value)]

    return read


def text(value, path):
    expect(value, str, path)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise Refusal("input.bad_value", path)
    return value


def word(*words):
    def read(value, path):
        if text(value, path) not in words:
            raise Refusal("input.bad_value", path)
        return value

    return read


def identifier(value, path):
    if not ID.fullmatch(text(value, path)) or len(value) > 64:
        raise Refusal("id.bad_id", path)
    return value


def sha256(value, path):
    if not SHA256.fullmatch(text(value, path)):
        raise Refusal("input.bad_value", path)
    return value


def key_id(value, path):
    if not KEY_ID.fullmatch(text(value, path)):
        raise Refusal("input.bad_value", path)
    return value


def boolean(value, path):
    expect(value, bool, path)
    return value


def count(value, path):
    expect(value, (int, Decimal), path)
    if not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise Refusal("input.bad_value", path)
    return value


def positive(value, path):
    if count(value, path) == 0:
        raise Refusal("input.bad_value", path)
    return value


def format_number(value, path):
    if positive(value, path) > NEWEST_FORMAT:
        raise Refusal("input.newer_format", path)
    return None


def amount(value, path):
    expect(value, (int, Decimal), path)
    if not isinstance(value, int):
        raise Refusal("money.bad_number", path)
    return at(path, within_range, value)


def money(value, path):
    return record({"amount": amount, "currency": currency})(value, path)


def currency(value, path):
    at(path, fraction_digits, text(value, path))
    return value


def rate(value, path):
    if isinstance(value, str):
        return at(path, parse_rate, text(value, path))
    expect(value, (int, Decimal), path)
    return at(path, judged, Decimal(value))


def timestamp(value, path):
    return instant.written(at(path, instant.parse, text(value, path)))


def calendar_date(value, path):
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text(value, path), re.ASCII):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise Refusal("time.bad_date", path)


def free(value, path):
    """Free content comes back with the same value, so it may hold no number that a double cannot."""
    if isinstance(value, dict):
        check_object(value, path)
        return {text(name, path): free(item, joined(path, name)) for name, item in value.items()}
    if isinstance(value, list):
        return [free(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if isinstance(value, str):
        return text(value, path)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and not held_by_double(Decimal(value)):
        raise Refusal("input.bad_value", path)
    return value


def held_by_double(value):
    nearest = float(value)
    return nearest not in (float("inf"), float("-inf")) and value in (Decimal(nearest), Decimal(repr(nearest)))


def free_object(value, path):
    expect(value, dict, path)
    return free(value, path)
