"""What a rule may look at while one command is being decided."""

from dataclasses import dataclass, field

import instant
from policy import look_up, reflection_days


@dataclass
class Case:
    kind: str
    document: dict
    arguments: dict
    now: int
    actor: object
    policies: list
    others: dict = field(default_factory=dict)
    proposed: dict | None = None

    @property
    def party(self):
        return self.actor["party"] if isinstance(self.actor, dict) else None

    @property
    def policy(self):
        return look_up(self.policies, self.document["policy"]["id"])

    @property
    def application(self):
        return self.others["application"]

    @property
    def voucher(self):
        """The voucher that a rule judges: the one at hand, or the one that a booking is of."""
        return self.others["voucher"] if self.kind == "booking" else self.document

    @property
    def module(self):
        return "voucher" if self.kind in ("voucher", "booking", "card") else "mortgage"

    @property
    def terms(self):
        """The document whose terms a rule judges: the amended one, or the one at hand."""
        return self.proposed or self.document

    def reflection(self, offer):
        excluded = offer.get("conditions", {}).get("withdrawalExcluded") is True
        return reflection_days(self.policy, excluded)


def moment(text):
    return instant.parse(text)
