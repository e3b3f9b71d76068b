"""Finding the other documents that a command needs: exactly those that the leading one names."""

import documents
from refusal import Refusal


class Store:
    """The scenario's documents, with those that a step puts in their place."""

    def __init__(self, stored, given):
        self.stored = stored
        self.given = given

    def one(self, kind, name):
        return self.given[kind] if kind in self.given else self.stored.get((kind, name))

    def several(self, role, kind, names):
        if role in self.given:
            return self.given[role]
        return [self.stored[kind, name] for name in names if (kind, name) in self.stored]


def find_one(store, kind, name):
    found = store.one(kind, name)
    found = found and documents.read(kind, found)
    found_name = found and found[documents.ID_FIELD[kind]]
    if found_name != name:
        raise wrong_document(kind, [name], [found_name] if found_name else [])
    return found


def find_offers(store, role, names):
    found = [documents.read("offer", one) for one in store.several(role, "offer", names)]
    found_names = [offer["voucherId"] for offer in found]
    missing = sorted(set(names) - set(found_names))
    extra = sorted(name for name in found_names if name not in names)
    if missing or extra or len(found) != len(names):
        raise wrong_document("offer", missing, extra)
    return sorted(found, key=lambda offer: offer["voucherId"])


def wrong_document(kind, missing, extra):
    return Refusal("lifecycle.wrong_document", kind=kind, missing=",".join(missing), extra=",".join(extra))
