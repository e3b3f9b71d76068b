"""Identity without accounts: a user id that a device keeps, signed links that introduce it once, and what is shown
after the link — receipts, sessions and the proofs of devices.

Every `now` here is an aware `datetime` or, which is faster, an `int` of whole milliseconds since 1970.

>>> from mot_core.identity import Uid
>>> Uid.parse("user-abc")
Uid.parse('user-abc')
"""

from typing import Union

from ._native import (
    BoundLink,
    Call,
    Candidate,
    Device,
    DeviceKey,
    DeviceSignature,
    Identity,
    IdentityPolicy,
    KeyRing,
    LegacyRecordPolicy,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    Proof,
    ProofCandidate,
    ProofPolicy,
    Receipt,
    RefusedLink,
    ReplayStore,
    SessionToken,
    TokenIssuer,
    TokenPolicy,
    Uid,
    VerifiedLink,
    VerifiedProof,
    proof_message,
    verify_proof,
)
from ._words import Binding, IdentityStatus, KeyStatus, Replay

CheckedLink = Union[Candidate, RefusedLink]
"""What `LinkVerifier.check` gives; `ok` tells which."""

Introduction = Union[VerifiedLink, VerifiedProof]
"""What introduces a user id, so that a receipt may be issued."""

__all__ = [
    "Binding",
    "BoundLink",
    "Call",
    "Candidate",
    "CheckedLink",
    "Device",
    "DeviceKey",
    "DeviceSignature",
    "Identity",
    "IdentityPolicy",
    "IdentityStatus",
    "Introduction",
    "KeyRing",
    "KeyStatus",
    "LegacyRecordPolicy",
    "LinkPolicy",
    "LinkSigner",
    "LinkVerifier",
    "Proof",
    "ProofCandidate",
    "ProofPolicy",
    "Receipt",
    "RefusedLink",
    "Replay",
    "ReplayStore",
    "SessionToken",
    "TokenIssuer",
    "TokenPolicy",
    "Uid",
    "VerifiedLink",
    "VerifiedProof",
    "proof_message",
    "verify_proof",
]
