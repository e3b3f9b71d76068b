"""Room ids: one grammar, nothing repaired, and one code for each way to miss it, in a fixed order."""

import re

from refusal import Refusal

WORD = re.compile(r"[a-z](-?[a-z0-9])*")
ID = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")
LABEL = re.compile(r"[A-Z]-[1-9][0-9]{0,2}")
CELL = re.compile(r"cell-[1-9][0-9]{0,5}")
MORTGAGE_KINDS = ("property", "application", "offer", "contract", "tranche")
CELLS = {"wabe": LABEL, "honeycomb": CELL}
ONE_ID = ("voucher", "deal")


def parse(given):
    text = given["text"]
    segments = segments_of(text)
    namespace, kind, name = segments[0], segments[1] if len(segments) == 3 else None, segments[-1]
    require(is_word(namespace, 2), "bad_namespace")
    require(not (kind is not None and (namespace in CELLS or namespace in ONE_ID)), "wrong_arity")
    if kind is not None:
        require(is_word(kind, 1), "bad_kind")
        require(namespace != "mortgage" or kind in MORTGAGE_KINDS, "unknown_kind")
    if namespace in CELLS:
        require(CELLS[namespace].fullmatch(name), "bad_cell")
    else:
        require(len(name) <= 64, "id_too_long")
        require(ID.fullmatch(name), "bad_id")
    if kind is None and namespace == "mortgage":
        require(name not in MORTGAGE_KINDS, "kind_without_id")
    reserved = namespace == "mortgage" or namespace in CELLS or namespace in ONE_ID
    require(kind is not None or reserved, "unknown_namespace")
    return {"namespace": namespace, "kind": kind, "id": name, "form": form(namespace, kind), "canonical": text}


def segments_of(text):
    require(text, "empty")
    require(text.isascii(), "non_ascii")
    require(len(text) <= 128, "too_long")
    require(all("\x20" < char < "\x7f" for char in text), "control_or_space")
    require(re.fullmatch(r"[A-Za-z0-9:._-]*", text), "illegal_char")
    require(":" in text, "missing_namespace")
    segments = text.split(":")
    require(len(segments) <= 3, "too_many_segments")
    require(all(segments), "empty_segment")
    return segments


def is_word(text, shortest):
    return WORD.fullmatch(text) and shortest <= len(text) <= 32


def form(namespace, kind):
    if namespace in CELLS:
        return "cell"
    if namespace in ONE_ID:
        return "typed"
    if namespace == "mortgage":
        return "typed" if kind else "legacy"
    return "vertical"


def require(holds, fact):
    if not holds:
        raise Refusal(f"room.{fact}")
