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

    Refused: a secret under 32 bytes (`identity.secret_too_short`), one whose bytes are all equal
    (`identity.weak_secret`), a bad id (`identity.invalid_key_id`).
    """

    def __new__(cls, id: str, secret: bytes) -> KeyRing: ...
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

        Refused: a bad id (`identity.invalid_key_id`), one that is there (`identity.duplicate_key`), a second active
        key (`identity.several_active_keys`), a ninth key (`identity.too_many_keys`).
        """

@final
class LinkPolicy(_Value):
    """What a portal accepts beyond a right signature. What is left out has the library's default.

    `maximum_age_ms` and `maximum_skew_ms` are whole milliseconds, `audience` is whom version 2 links must be meant for,
    `require_version_2` refuses version 1, `revoked` are user ids whose links are refused, and links issued at
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
        """Whom version 2 links must be meant for."""

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

    It takes the ring as it is at that moment: of a key that is added later only a new verifier knows.
    """

    def __new__(cls, ring: KeyRing, policy: LinkPolicy | None = None) -> LinkVerifier: ...
    def verify(self, fragment: str, now: datetime) -> Candidate:
        """Judges the fragment of a link, with or without its `#`, by everything but binding and replay.

        The checks run in the order of the codes: structure (`identity.too_long`, `percent_encoding`, `malformed`,
        `unexpected_parameter`, `duplicate_parameter`, `unsupported_version`, `missing_parameter`), grammar
        (`invalid_…`), `unknown_key`, `signature_mismatch`, `key_retired`, `issued_in_future`, `expired`,
        `audience_mismatch`, `version_not_allowed`, `revoked`, `issued_before_cutoff`.
        """

@final
class Candidate:
    """A link that has passed every check but binding and replay. Bind it before anything else."""

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
    def binding(self) -> Binding:
        """Whether the user id is the `first` here or the `same` as the stored one."""

    @property
    def replay_key(self) -> str:
        """What identifies the link among all links. Insert it into a store that refuses a second insertion."""

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key must be kept."""

    def accept(self, replay: Replay) -> VerifiedLink:
        """Accepts the link on the answer of the host's store: `fresh` or `seen`, which is `identity.replayed`."""

    def accept_without_replay_check(self) -> VerifiedLink:
        """Accepts the link although it may be used again within its age."""

@final
class VerifiedLink(_Value):
    """A link that was accepted. It is not pickled."""

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

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class LinkSigner:
    """Signs links with the active key of a ring, taken as it is at that moment: what is added later changes nothing
    here.
    """

    def __new__(cls, ring: KeyRing) -> LinkSigner: ...
    def sign(self, mot: str, uid: Uid | str, now: datetime) -> str:
        """A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`.

        Refused: values outside the grammar (`identity.invalid_mot`, `invalid_uid`), an instant that does not have 13
        digits of milliseconds (`identity.invalid_timestamp`).
        """

    def sign_for(
        self, audience: str, mot: str, uid: Uid | str, now: datetime, *, entropy: bytes | None = None
    ) -> str:
        """A version 2 link for one audience, made unique by 16 bytes of entropy: the operating system's if left out.

        Refused besides: an audience outside the grammar (`identity.invalid_audience`), entropy whose bytes are all
        equal (`identity.weak_entropy`).
        """
