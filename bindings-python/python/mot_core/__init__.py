"""The domain rules of a transaction portal: mortgage applications, offers and contracts, account-less identity, rooms
and fees. The library decides; the host stores, sends and shows.

It has no clock and keeps nothing: whatever a decision depends on is an argument. Every refusal is a `MotError` with a
stable `code`. What is named here is what most hosts need; the modules `money`, `time`, `id`, `identity`, `room`,
`mortgage`, `fee`, `lifecycle` and `errors` hold all of it.

>>> import mot_core
>>> mot_core.Money.parse("360000.00", "EUR")
Money(36000000, 'EUR')
"""

from . import errors, fee, identity, lifecycle, money, mortgage, room
from . import id as id
from . import time as time
from ._native import BUILD_PROFILE, ERROR_CODES, canonical_json, version
from .errors import (
    ErrorCode,
    FeeError,
    IdentityError,
    IdError,
    InputError,
    LifecycleError,
    MoneyError,
    MortgageError,
    MotError,
    RoomError,
    TimeError,
)
from .fee import FeeBands, FeeEvent, FeeModel, FeeSchedule
from .identity import (
    BoundLink,
    Candidate,
    Device,
    DeviceKey,
    DeviceSignature,
    Identity,
    IdentityPolicy,
    KeyRing,
    LinkPolicy,
    LinkSigner,
    LinkVerifier,
    Proof,
    ProofPolicy,
    RefusedLink,
    ReplayStore,
    SessionToken,
    TokenIssuer,
    TokenPolicy,
    Uid,
    VerifiedLink,
    proof_message,
    verify_proof,
)
from .lifecycle import Actor, Allowed, Decision, Document, Event, FeeTrigger
from .money import Money, Units
from .mortgage import (
    Application,
    Contract,
    NewApplication,
    NewEvidence,
    NewOffer,
    Offer,
    Policies,
    Property,
    instalment,
)
from .room import Admission, CellMap, Envelope, Honeycomb, RoomId, RoomLink, RoomMessage

__version__ = version()

# Without `id` and `time`, so that a star import hides nothing of Python's.
__all__ = [
    "BUILD_PROFILE",
    "ERROR_CODES",
    "Actor",
    "Admission",
    "Allowed",
    "Application",
    "BoundLink",
    "Candidate",
    "CellMap",
    "Contract",
    "Decision",
    "Device",
    "DeviceKey",
    "DeviceSignature",
    "Document",
    "Envelope",
    "ErrorCode",
    "Event",
    "FeeBands",
    "FeeError",
    "FeeEvent",
    "FeeModel",
    "FeeSchedule",
    "FeeTrigger",
    "Honeycomb",
    "IdError",
    "Identity",
    "IdentityError",
    "IdentityPolicy",
    "InputError",
    "KeyRing",
    "LifecycleError",
    "LinkPolicy",
    "LinkSigner",
    "LinkVerifier",
    "Money",
    "MoneyError",
    "MortgageError",
    "MotError",
    "NewApplication",
    "NewEvidence",
    "NewOffer",
    "Offer",
    "Policies",
    "Proof",
    "ProofPolicy",
    "Property",
    "RefusedLink",
    "ReplayStore",
    "RoomError",
    "RoomId",
    "RoomLink",
    "RoomMessage",
    "SessionToken",
    "TimeError",
    "TokenIssuer",
    "TokenPolicy",
    "Uid",
    "Units",
    "VerifiedLink",
    "__version__",
    "canonical_json",
    "errors",
    "fee",
    "identity",
    "instalment",
    "lifecycle",
    "money",
    "mortgage",
    "proof_message",
    "room",
    "verify_proof",
    "version",
]
