"""A decision in the making: changes, events, requirements and fee triggers, in their order."""

import instant


class Decision:
    def __init__(self, now):
        self.at = instant.written(now)
        self.changed = {}
        self.events = []
        self.requires = []
        self.fee_triggers = []

    def change(self, kind, name, old, new, event, actor, data=None):
        """One event and the document it leaves; a document's version rises once per decision."""
        expected = old["version"] if old else 0
        key = (kind, name)
        if key in self.changed:
            expected = self.changed[key]["expectedVersion"]
        document = {**without_empty(new), "version": expected + 1}
        self.changed[key] = {"kind": kind, "id": name, "expectedVersion": expected, "document": document}
        earlier = [one for one in self.events if one["subject"] == {"type": kind, "id": name}]
        self.events.append({
            "type": event, "subject": {"type": kind, "id": name}, "version": expected + 1, "n": len(earlier) + 1,
            "actor": actor, "at": self.at, "data": {"set": difference(old, document) if old else {}, **(data or {})},
        })
        return document

    def unchanged(self, kind, name, version):
        self.requires.append({"unchanged": {"kind": kind, "id": name, "version": version}})

    def as_json(self):
        return {"changes": list(self.changed.values()), "events": self.events, "requires": self.requires,
                "feeTriggers": self.fee_triggers}


# Fields that the seed documents do not have are absent when empty; the seed's own are always written.
ABSENT_WHEN_EMPTY = ("sharedWith", "declinedBy", "liveOffers", "evidence", "conditions", "withdrawalExcluded",
                     "notaryId", "draftSha256", "signedSha256", "signedAt", "signatures",
                     "templateId", "bookingId", "heldUntil", "setHolder", "redemptions")


def without_empty(document):
    return {name: value for name, value in document.items()
            if name not in ABSENT_WHEN_EMPTY or not (value is None or value is False or value in ([], {}))}


def difference(old, new):
    """Each top-level field that changed, whole; one that is gone is null."""
    names = [name for name in {**old, **new} if name != "version"]
    return {name: new.get(name) for name in names if old.get(name) != new.get(name)}


def fold(document, event):
    """The document after an event: one rule for every machine."""
    folded = {**document, **event["data"]["set"], "version": event["version"]}
    return without_empty(folded)
