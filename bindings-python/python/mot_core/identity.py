"""Identity without accounts: a user id that a device keeps, and signed links that introduce it once.

>>> from mot_core.identity import Uid
>>> Uid.parse("user-abc")
Uid.parse('user-abc')
"""

from ._native import BoundLink, Candidate, KeyRing, LinkPolicy, LinkSigner, LinkVerifier, Uid, VerifiedLink
from ._words import Binding, KeyStatus, Replay

__all__ = [
    "Binding",
    "BoundLink",
    "Candidate",
    "KeyRing",
    "KeyStatus",
    "LinkPolicy",
    "LinkSigner",
    "LinkVerifier",
    "Replay",
    "Uid",
    "VerifiedLink",
]
