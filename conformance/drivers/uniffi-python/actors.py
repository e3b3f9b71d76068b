"""Actors as the vectors write them."""

import mot_core_mobile as mot

WORDS = {"system": mot.Actor.SYSTEM, "platform": mot.Actor.PLATFORM, "service": mot.Actor.SERVICE}


def actor(given):
    return mot.Actor.PARTY(given["party"]) if isinstance(given, dict) else WORDS[given]()
