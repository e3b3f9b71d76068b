"""Hostile text, read as a document: what a strict reader makes of it, or refuses."""

import documents
import strict_json


def read(given):
    text = given["text"] + " " * given.get("pad", 0)
    return {"document": documents.read(given["kind"], strict_json.parse(text))}
