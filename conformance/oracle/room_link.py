"""Links into rooms: read once and strictly, part by part, and written in one order."""

import re

import cells
import room
from refusal import Refusal
from room import require
from uid import is_id

LENGTH = 2048
PAGE = re.compile(r"[\x21\x22\x24-\x7e]{0,2048}")


def parse_link(given):
    text = given["fragment"].removeprefix("#")
    require(len(text) <= LENGTH, "too_long")
    read, others = {}, []
    for part in filter(None, text.split("&")):
        require("=" in part, "missing_equals")
        key, value = map(decoded, part.split("=", 1))
        require(key not in read and key not in others, "duplicate_key")
        if key in FIELDS:
            FIELDS[key](value)
            read[key] = value
        else:
            others.append(key)
    return {**{key: read.get(key) for key in FIELDS}, "other": others}


def decoded(text):
    """Percent-escapes, once; a plus sign is no space, and what looks like another escape is none."""
    require("+" not in text, "illegal_char")
    require(not re.search(r"%(?![0-9A-Fa-f]{2})", text), "bad_percent")
    escape = re.compile(rb"%([0-9A-Fa-f]{2})")
    data = escape.sub(lambda match: bytes.fromhex(match[1].decode()), text.encode())
    try:
        read = data.decode()
    except UnicodeDecodeError:
        require(False, "bad_utf8")
    require("%" not in read, "illegal_char")
    return read


def check_uid(value):
    require(is_id(value), "bad_uid")


FIELDS = {"wabe": cells.check_cell, "roomId": lambda value: room.parse({"text": value}), "uid": check_uid}


def write_link(given):
    """The parts are what they are before they are put on a page."""
    parts = []
    for key, check in FIELDS.items():
        if key == "uid" and key in given and not is_id(given[key]):
            raise Refusal("id.bad_id")
        if key in given:
            check(given[key])
            parts.append(f"{key}={given[key]}")
    page = given["page"]
    require(PAGE.fullmatch(page), "bad_page")
    return {"link": page + ("#" + "&".join(parts) if parts else "")}
