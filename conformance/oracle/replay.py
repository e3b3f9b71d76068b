"""The bounded store of replay keys: it forgets what has expired, never what has not, and refuses when it is full."""

from refusal import Refusal


def replay_store(given):
    store = Store(given["capacity"])
    return {"answers": [answer(store, step) for step in given["steps"]]}


def answer(store, step):
    try:
        return store.insert(step["key"], step["expiresAt"], step["now"])
    except Refusal as refusal:
        return refusal.code


class Store:
    def __init__(self, capacity):
        self.capacity = capacity
        self.latest = float("-inf")
        self.kept = {}

    def insert(self, key, expires, now):
        """A clock that goes back does not revive what was dropped; one that is beyond the key's end moves nothing."""
        if expires < now:
            return "seen"
        self.latest = max(self.latest, now)
        self.kept = {name: until for name, until in self.kept.items() if until >= self.latest}
        if key in self.kept or expires < self.latest:
            return "seen"
        if len(self.kept) >= self.capacity:
            raise Refusal("identity.replay_store_full")
        self.kept[key] = expires
        return "fresh"
