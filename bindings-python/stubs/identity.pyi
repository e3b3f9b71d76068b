@final
class Uid(_Value):
    """A user id: random on a device, stable, meaning nothing else."""

    @staticmethod
    def parse(text: str) -> Uid:
        """Reads a user id by the common grammar (`id.bad_id`)."""

    @staticmethod
    def from_entropy(entropy: bytes) -> Uid:
        """The user id of 16 random bytes. Bytes that are all equal are `identity.weak_entropy`."""

    @staticmethod
    def generate() -> Uid:
        """A new user id from the operating system's randomness."""

    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Uid, /) -> bool: ...
    def __le__(self, other: Uid, /) -> bool: ...
    def __gt__(self, other: Uid, /) -> bool: ...
    def __ge__(self, other: Uid, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[type[Uid], str, str]]: ...

@final
class KeyRing:
    """The keys of a portal: exactly one active, at most eight. Secrets go in and never come out."""

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
        """Adds a key that signs and verifies, only verifies, or is refused."""

@final
class LinkPolicy:
    """What a portal accepts beyond a right signature. What is left out has the library's default."""

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

@final
class LinkVerifier:
    """Judges links by a key ring and a policy. Made once, used for every link, from any thread."""

    def __new__(cls, ring: KeyRing, policy: LinkPolicy | None = None) -> LinkVerifier: ...
    def verify(self, fragment: str, now: datetime) -> Candidate:
        """Judges the fragment of a link, with or without its `#`, by everything but binding and replay."""

@final
class Candidate:
    """A link that has passed every check but binding and replay. Bind it before anything else."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduces."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link."""

    @property
    def key_id(self) -> str:
        """The id of the key that signed."""

    @property
    def age_ms(self) -> int:
        """Milliseconds since the link was issued; negative within the allowed skew."""

    def bind(self, stored_uid: Uid | str | None) -> BoundLink:
        """Compares with the user id that is stored here; another one is `identity.uid_conflict`."""

@final
class BoundLink:
    """A link for the user id that is stored, or for the first one; what is left is the replay check."""

    @property
    def binding(self) -> Binding:
        """Whether the user id is the first here or the same as the stored one."""

    @property
    def replay_key(self) -> str:
        """What identifies the link among all links."""

    @property
    def replay_expires_at(self) -> datetime:
        """Until when the replay key must be kept."""

    def accept(self, replay: Replay) -> VerifiedLink:
        """Accepts the link on the answer of the host's store; one seen before is `identity.replayed`."""

    def accept_without_replay_check(self) -> VerifiedLink:
        """Accepts the link although it may be used again within its age."""

@final
class VerifiedLink:
    """A link that was accepted."""

    @property
    def uid(self) -> Uid:
        """The user id that the link introduced."""

    @property
    def version(self) -> Literal[1, 2]:
        """The version of the link."""

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

@final
class LinkSigner:
    """Signs links with the active key of a ring."""

    def __new__(cls, ring: KeyRing) -> LinkSigner: ...
    def sign(self, mot: str, uid: Uid | str, now: datetime) -> str:
        """A version 1 link: the fragment `mot=…&uid=…&ts=…&sig=…`."""

    def sign_for(
        self, audience: str, mot: str, uid: Uid | str, now: datetime, *, entropy: bytes | None = None
    ) -> str:
        """A version 2 link for one audience, made unique by 16 bytes of entropy."""
