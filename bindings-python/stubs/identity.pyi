@final
class Uid(_Value):
    """A user id: random on a device, stable, meaning nothing else.

    Ids of the common grammar are legal (`user-abc`); new ones are 22 characters of Base58.
    """

    @staticmethod
    def parse(text: str) -> Uid:
        """Reads a user id by the common grammar (`id.bad_id`)."""

    @staticmethod
    def from_entropy(entropy: bytes) -> Uid:
        """The user id of 16 random bytes. Bytes that are all equal are `identity.weak_entropy`."""

    @staticmethod
    def generate() -> Uid:
        """A new user id from the operating system's randomness."""

    @staticmethod
    def from_device_key(thumbprint: str) -> Uid:
        """The user id that certifies itself: of a hash of a device key's thumbprint, which is 43 characters of
        base64url (`identity.invalid_thumbprint`). Whoever holds the key is this user; no register is asked.
        """

    @property
    def public_id(self) -> str:
        """What a register shows instead of the user id: 64 hexadecimal digits of a hash under a label of its own. The
        same user id gives the same public id; the way back is a search through all user ids.
        """

    def __str__(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Uid, /) -> bool: ...
    def __le__(self, other: Uid, /) -> bool: ...
    def __gt__(self, other: Uid, /) -> bool: ...
    def __ge__(self, other: Uid, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[Uid], str, str]]: ...

@final
class KeyRing:
    """The keys of a portal: exactly one active, at most eight. Secrets go in and never come out.

    A ring is not shown beyond its key ids, not compared, not copied and not pickled. A verifier or a signer keeps the
    ring as it was when it was made.

    The active key signs and verifies; with limits, it is accepted from one instant until another, both included.
    Refused: a secret under 32 bytes (`identity.secret_too_short`), one whose bytes are all equal
    (`identity.weak_secret`), a bad id (`identity.invalid_key_id`), an end before the beginning
    (`time.interval_reversed`).
    """

    def __new__(
        cls,
        id: str,
        secret: bytes,
        *,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> KeyRing: ...
    def add(
        self,
        id: str,
        secret: bytes,
        status: KeyStatus,
        *,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> None:
        """Adds a key that signs and verifies (`active`), only verifies (`accept`) or is refused as
        `identity.key_retired` (`retired`); with limits, it is accepted from one instant until another, both included.

        Refused: a bad secret (`identity.secret_too_short`, `identity.weak_secret`), a bad id
        (`identity.invalid_key_id`), an end before the beginning (`time.interval_reversed`), an id or a secret that is
        there (`identity.duplicate_key`), a second active key (`identity.several_active_keys`), a ninth key
        (`identity.too_many_keys`).
        """

@final
class LinkPolicy(_Value):
    """What a portal accepts beyond a right signature. What is left out has the library's default.

    `maximum_age_ms` and `maximum_skew_ms` are whole milliseconds, `audience` is whom version 2 links must be meant for
    (without one, every version 2 link is `identity.audience_mismatch`), `require_version_2` refuses version 1, `revoked` are user ids whose links are refused, and links issued at
    `issued_after` or before are refused. It is not pickled.
    """

    def __new__(
        cls,
        *,
        maximum_age_ms: int | None = None,
        maximum_skew_ms: int | None = None,
        audience: str | None = None,
        require_version_2: bool | None = None,
        revoked: Iterable[Uid | str] | None = None,
        issued_after: datetime | None = None,
    ) -> LinkPolicy: ...
    @property
    def maximum_age_ms(self) -> int:
        """How old a link may be in milliseconds, the limit included."""

    @property
    def maximum_skew_ms(self) -> int:
        """How far ahead of the clock a link may be in milliseconds, the limit included."""

    @property
    def audience(self) -> str | None:
        """Whom version 2 links must be meant for; without one none is accepted."""

    @property
    def require_version_2(self) -> bool:
        """Whether version 1 links are refused."""

    @property
    def revoked(self) -> tuple[Uid, ...]:
        """User ids whose links are refused."""

    @property
    def issued_after(self) -> datetime | None:
        """Links issued at this instant or before are refused."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class LinkVerifier:
    """Judges links by a key ring and a policy. Made once, used for every link, from any thread.

    It takes the ring as it is at that moment: of a key that is added later only a new verifier knows. `now` is an aware
    `datetime` or, which is faster, an `int` of milliseconds since 1970.
    """

    def __new__(cls, ring: KeyRing, policy: LinkPolicy | None = None) -> LinkVerifier: ...
    def verify(self, fragment: str, now: _Now) -> Candidate:
        """Judges the fragment of a link, with or without its `#`, by everything but binding and replay.

        The checks run in the order of the codes: structure (`identity.too_long`, `percent_encoding`, `malformed`,
        `unexpected_parameter`, `duplicate_parameter`, `unsupported_version`, `missing_parameter`), grammar
        (`invalid_…`), `unknown_key`, `signature_mismatch`, `key_retired`, `issued_in_future`, `expired`,
        `audience_mismatch`, `version_not_allowed`, `revoked`, `issued_before_cutoff`.
        """

    def check(self, fragment: str, now: _Now) -> Candidate | RefusedLink:
        """Judges as `verify` does, and gives a refusal back instead of raising it: a `Candidate`, whose `ok` is `True`,
        or a `RefusedLink`, whose `ok` is `False`. `isinstance` tells a type checker the same.
        """

    def verify_many(self, fragments: Iterable[str], now: _Now) -> list[Candidate | RefusedLink]:
        """Judges many fragments at one instant, each as `check` does. Other threads go on meanwhile."""

    def recheck(self, record: str, policy: LegacyRecordPolicy, now: _Now) -> Candidate:
        """Judges a stored record `{mot, uid, ts, sig}` as the version 1 link that it was, by the age that `policy`
        allows.

        The record is JSON text, read strictly (`input.*`, with the path); `ts` is text or a number. Then the checks run
        as for a link, from the grammar on: `identity.invalid_…`, `signature_mismatch`, `key_retired`,
        `issued_in_future`, `expired`, `version_not_allowed` where the verifier requires version 2, `revoked`,
        `issued_before_cutoff`, `not_a_legacy_record`. A record is shown again and again: it is accepted without a
        replay check.
        """

@final
class RefusedLink:
    """A link that was refused, told without an exception."""

    @property
    def ok(self) -> Literal[False]:
        """`False`: the link did not pass its checks."""

    @property
    def code(self) -> ErrorCode:
        """The code why not, for the log."""

    @property
    def public_code(self) -> str | None:
        """What a stranger may be told: `link_expired` or `link_invalid`."""

@final
class LegacyRecordPolicy(_Value):
    """Under what a stored link is believed again, by `LinkVerifier.recheck`.

    A record is a link that did not go away: whoever has it is believed for `maximum_age_ms` milliseconds, the limit
    included, so there is no default. Exchange it for a receipt. `issued_before` is since when the portal stores
    receipts: a link issued at this instant or later is no record of before (`identity.not_a_legacy_record`). Without it
    every link that is still signed could be shown as one. It is not pickled.
    """

    def __new__(cls, *, maximum_age_ms: int, issued_before: datetime | None = None) -> LegacyRecordPolicy: ...
    @property
    def maximum_age_ms(self) -> int:
        """How old the record's link may be in milliseconds, the limit included."""

    @property
    def issued_before(self) -> datetime | None:
        """Since when the portal stores receipts."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Candidate:
    """A link that has passed every check but binding and replay. Bind it before anything else."""

    @property
    def ok(self) -> Literal[True]:
        """`True`: the link passed its checks."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduces."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link: 1 or 2."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the link was issued; negative within the allowed skew."""

    def bind(self, stored_uid: Uid | str | None) -> BoundLink:
        """Compares with the user id that is stored here, or `None`: another one is `identity.uid_conflict`.

        A link that is not bound can be neither stored as used nor accepted.
        """

@final
class BoundLink:
    """A link for the user id that is stored, or for the first one; what is left is the replay check."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduces."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link: 1 or 2."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the link was issued; negative within the allowed skew."""

    @property
    def binding(self) -> Binding:
        """Whether the user id is the `first` here or the `same` as the stored one."""

    @property
    def replay_key(self) -> str:
        """What identifies the link among all links. Insert it into a store that refuses a second insertion, such as a
        `ReplayStore`: one that is new there is `fresh`, any other `seen`.
        """

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key must be kept."""

    def accept(self, replay: Replay) -> VerifiedLink:
        """Accepts the link on the answer of the host's store: `fresh` or `seen`, which is `identity.replayed`."""

    def accept_without_replay_check(self) -> VerifiedLink:
        """Accepts the link although it may be used again within its age."""

@final
class VerifiedLink:
    """A link that was accepted. Nothing but an accepted link makes one; it is neither copied nor pickled."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduced."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link: 1 or 2."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the link was issued; negative within the allowed skew."""

    @property
    def replay_key(self) -> str:
        """What identified the link in the replay store."""

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key is kept."""

@final
class ReplayStore:
    """Remembers replay keys until they expire, at most a fixed number of them, and fails closed. For a portal of one
    process, whose threads may share it; several processes keep the keys in their database instead.

    It is neither compared, copied nor pickled.
    """

    def __new__(cls, capacity: int) -> ReplayStore: ...
    def insert(self, replay_key: str, expires_at: datetime | int, now: _Now) -> Replay:
        """Keeps a key until it expires, if it is not there yet: `fresh`, or `seen`, which `accept` refuses.

        Keys that expired before the latest `now` that the store was told are forgotten; a key with such an expiry
        counts as seen, because it may be one of them: a clock that goes back opens nothing. A full store refuses a new
        key as `identity.replay_store_full`.
        """

    def __len__(self) -> int: ...

@final
class TokenPolicy(_Value):
    """How long tokens last, and whose are refused. What is left out has the library's default.

    `audience` is the portal that the tokens are for: portals that share a ring do not accept each other's. All
    lifetimes and the skew are whole milliseconds, `revoked` are user ids whose tokens are refused, and tokens issued at
    `issued_after` or before are refused. It is not pickled.
    """

    def __new__(
        cls,
        *,
        audience: str | None = None,
        receipt_lifetime_ms: int | None = None,
        session_lifetime_ms: int | None = None,
        maximum_skew_ms: int | None = None,
        revoked: Iterable[Uid | str] | None = None,
        issued_after: datetime | None = None,
    ) -> TokenPolicy: ...
    @property
    def audience(self) -> str | None:
        """Which portal the tokens are for. All that share the ring and name none accept each other's."""

    @property
    def receipt_lifetime_ms(self) -> int:
        """How long a receipt lasts in milliseconds."""

    @property
    def session_lifetime_ms(self) -> int:
        """How long a session lasts in milliseconds, at most as long as its receipt."""

    @property
    def maximum_skew_ms(self) -> int:
        """How far ahead of the clock a token may be issued in milliseconds, the limit included."""

    @property
    def revoked(self) -> tuple[Uid, ...]:
        """User ids whose tokens are refused."""

    @property
    def issued_after(self) -> datetime | None:
        """Tokens issued at this instant or before are refused."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TokenIssuer:
    """Issues and verifies what a user shows after the link. Made once, used for every call, from any thread.

    It takes the ring as it is at that moment. `now` is an aware `datetime` or, which is faster, an `int` of
    milliseconds since 1970. A token ends by the lifetime that the policy gives now, however long it was issued for. An
    audience outside the grammar is `identity.invalid_audience`.
    """

    def __new__(cls, ring: KeyRing, policy: TokenPolicy | None = None) -> TokenIssuer: ...
    def issue_receipt(self, introduced: VerifiedLink | VerifiedProof, now: _Now) -> str:
        """A receipt for who was introduced, by a `VerifiedLink` or a `VerifiedProof`, from now on, signed with the
        active key.

        Refused: a link or a proof that was accepted too long ago to be shown again (`identity.expired`), a user id that
        the policy revokes (`identity.revoked`), an active key outside its dates (`identity.key_retired`), a lifetime of
        nothing, an instant or an end that does not have 13 digits of milliseconds (`identity.invalid_timestamp`).
        """

    def verify_receipt(self, receipt: str, now: _Now) -> Receipt:
        """Judges a receipt: `identity.too_long`, `malformed` (which another type of token is too), `invalid_key_id`,
        `invalid_uid`, `invalid_timestamp`, `invalid_signature_format`, `unknown_key`, `signature_mismatch`,
        `key_retired`, `issued_in_future`, `expired`, `revoked`, `issued_before_cutoff`, in this order.
        """

    def issue_session(self, receipt: str, now: _Now) -> str:
        """A session for the holder of a receipt, which is judged first; it ends with the receipt at the latest.

        Refused: what `verify_receipt` refuses, a session of no length (`identity.expired`), and what `issue_receipt`
        refuses.
        """

    def verify_session(self, session: str, now: _Now) -> SessionToken:
        """Judges a session token, with the codes of `verify_receipt`."""

@final
class SessionToken:
    """A session that was judged. Its text accompanies the header `X-MOT-User` on every call and on the first frame of a
    socket.

    Only `TokenIssuer.verify_session` makes one; it is neither copied nor pickled. A bare header identifies nobody.
    """

    @property
    def uid(self) -> Uid:
        """The user id that the session is for."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def issued_at(self) -> datetime:
        """Since when."""

    @property
    def expires_at(self) -> datetime:
        """Until when, this instant included."""

    def check_header(self, header_uid: str | None) -> None:
        """Compares the user id that a call claims in its header with the session's, byte for byte: another one, or
        `None` for no header, is `identity.uid_header_mismatch`.
        """

@final
class DeviceKey(_Value):
    """The public key of a device: a point on P-256, the one curve that browsers, Android Keystore and Secure Enclave
    share.
    """

    @staticmethod
    def from_sec1(point: bytes) -> DeviceKey:
        """Reads a SEC1 point: 65 bytes uncompressed or 33 compressed (`identity.invalid_public_key`)."""

    @staticmethod
    def from_spki(der: bytes) -> DeviceKey:
        """Reads the DER of a SubjectPublicKeyInfo, as Android and WebCrypto export it: the uncompressed point on the
        named curve, nothing else (`identity.invalid_public_key`).
        """

    @staticmethod
    def from_jwk(text: str) -> DeviceKey:
        """Reads the text of a JWK: an object with `kty` `EC`, `crv` `P-256`, `x` and `y`. Other members are passed
        over.

        Refused: text that is not JSON (`input.*`), a private key (`identity.private_key`), everything else
        (`identity.invalid_public_key`).
        """

    def to_sec1(self) -> bytes:
        """The uncompressed SEC1 point: 65 bytes."""

    def to_spki(self) -> bytes:
        """The DER of the SubjectPublicKeyInfo."""

    def to_jwk(self) -> str:
        """The JWK with its required members only, in the order that RFC 7638 hashes."""

    @property
    def thumbprint(self) -> str:
        """The SHA-256 of the canonical JWK (RFC 7638) in base64url: 43 characters."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[DeviceKey], str, str]]: ...

@final
class Device(_Value):
    """A device that is known by its key: under whose user id it speaks. It is not pickled."""

    @staticmethod
    def registered(uid: Uid | str, key: DeviceKey) -> Device:
        """A device that the portal has registered: its store says that this key belongs to this user id."""

    @staticmethod
    def self_certifying(key: DeviceKey) -> Device:
        """A device whose user id is that of its key, so that no register is asked."""

    @property
    def uid(self) -> Uid:
        """The user id that the device speaks for."""

    @property
    def key(self) -> DeviceKey:
        """Its key."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class DeviceSignature(_Value):
    """A device's signature: two numbers of 32 bytes, which `str` gives as 128 hexadecimal digits.

    A high `s` is as good as a low one: Secure Enclave makes both.
    """

    @staticmethod
    def parse(text: str) -> DeviceSignature:
        """Reads `r‖s` as 128 lower-case hexadecimal digits; neither number is zero or beyond the curve's order
        (`identity.invalid_signature_format`).
        """

    @staticmethod
    def from_der(der: bytes) -> DeviceSignature:
        """Reads the strict DER of a signature, as Android Keystore makes it (`identity.invalid_signature_format`)."""

    def __str__(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[DeviceSignature], str, str]]: ...

@final
class ProofPolicy(_Value):
    """What a portal accepts of proofs beyond a right signature. What is left out has the library's default.

    `maximum_age_ms` and `maximum_skew_ms` are whole milliseconds, `revoked` are user ids whose proofs are refused, and
    proofs issued at `issued_after` or before are refused. It is not pickled.
    """

    def __new__(
        cls,
        *,
        maximum_age_ms: int | None = None,
        maximum_skew_ms: int | None = None,
        revoked: Iterable[Uid | str] | None = None,
        issued_after: datetime | None = None,
    ) -> ProofPolicy: ...
    @property
    def maximum_age_ms(self) -> int:
        """How old a proof may be in milliseconds, the limit included."""

    @property
    def maximum_skew_ms(self) -> int:
        """How far ahead of the clock a proof may be in milliseconds, the limit included."""

    @property
    def revoked(self) -> tuple[Uid, ...]:
        """User ids whose proofs are refused."""

    @property
    def issued_after(self) -> datetime | None:
        """Proofs issued at this instant or before are refused."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ProofCandidate:
    """A proof that has passed every check but replay."""

    @property
    def uid(self) -> Uid:
        """The user id that the device speaks for."""

    @property
    def thumbprint(self) -> str:
        """The thumbprint of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the proof was signed; negative within the allowed skew."""

    @property
    def replay_key(self) -> str:
        """What identifies the proof among those of its device: its nonce, which is signed. Insert it into a store that refuses a
        second insertion, such as a `ReplayStore`.
        """

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key must be kept."""

    def accept(self, replay: Replay) -> VerifiedProof:
        """Accepts the proof on the answer of the host's store: `fresh` or `seen`, which is `identity.replayed`."""

    def accept_without_replay_check(self) -> VerifiedProof:
        """Accepts the proof although it may be used again within its age."""

@final
class VerifiedProof:
    """A proof that was accepted. Nothing but an accepted proof makes one; it is neither copied nor pickled."""

    @property
    def uid(self) -> Uid:
        """The user id that the device speaks for."""

    @property
    def thumbprint(self) -> str:
        """The thumbprint of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the proof was signed; negative within the allowed skew."""

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the proof can be shown, and its replay key is kept."""

@final
class LinkSigner:
    """Signs links with the active key of a ring, taken as it is at that moment: what is added later changes nothing
    here.
    """

    def __new__(cls, ring: KeyRing) -> LinkSigner: ...
    def sign(self, mot: str, uid: Uid | str, now: _Now) -> str:
        """A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`.

        Refused: values outside the grammar (`identity.invalid_mot`, `invalid_uid`), an instant that does not have 13
        digits of milliseconds (`identity.invalid_timestamp`), an active key outside its dates (`identity.key_retired`),
        a token that is the secret of a key (`identity.secret_in_link`).
        """

    def sign_for(
        self, audience: str, mot: str, uid: Uid | str, now: _Now, *, entropy: bytes | None = None
    ) -> str:
        """A version 2 link for one audience, made unique by 16 bytes of entropy: the operating system's if left out.

        Refused besides: an audience outside the grammar (`identity.invalid_audience`), entropy whose bytes are all
        equal (`identity.weak_entropy`).
        """
