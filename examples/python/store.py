"""What a host keeps: the documents of one mortgage, and a line for every outcome."""

import json
from datetime import datetime

from mot_core import Application, Contract, Decision, MotError, Offer, canonical_json


class Store:
    """The documents of one mortgage, and the canonical line of every outcome."""

    application: Application
    contract: Contract

    def __init__(self) -> None:
        self.offers: dict[str, Offer] = {}
        self.lines: list[str] = []

    def commit(self, telling: str, decision: Decision) -> None:
        """Keeps what was decided. A host does this in one transaction, expecting the versions that it names."""
        self.keep(decision.to_json())
        tell(decision.events[0].at, telling)
        print(" " * 22 + ", ".join(event.name for event in decision.events))
        for change in decision.changes:
            match change.document:
                case Offer():
                    self.offers[change.id] = change.document
                case Application():
                    self.application = change.document
                case Contract():
                    self.contract = change.document

    def refuse(self, telling: str, refusal: MotError) -> None:
        """Tells that something was refused; nothing changes."""
        print(" " * 22 + telling)
        print(" " * 22 + f"refused: {refusal.code}, {refusal.message}")
        outcome = {"code": refusal.code, "details": refusal.details, "message": refusal.message}
        self.keep(json.dumps({"refusal": outcome}))

    def keep(self, outcome: str) -> None:
        """Keeps an outcome as a canonical line."""
        self.lines.append(canonical_json(outcome))


def tell(at: datetime, telling: str) -> None:
    print(f"{at:%Y-%m-%dT%H:%M:%SZ}  {telling}")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
