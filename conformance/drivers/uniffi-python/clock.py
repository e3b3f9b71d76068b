"""Instants as the vectors write them."""

from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def instant(milliseconds):
    return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)


def milliseconds(instant):
    return (instant - EPOCH) // timedelta(milliseconds=1)


def stamp(text):
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))
