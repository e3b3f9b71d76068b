
    @staticmethod
    def create(
        uid: Uid | str,
        *,
        by: _By,
        at: datetime,
        existing: Identity | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """A device makes up its user id; `existing` is what the host has stored under it.

        Event `identity.created`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only that user).
        """

    @staticmethod
    def verify(
        link: BoundLink,
        *,
        replay: Replay,
        policy: IdentityPolicy,
        by: _By,
        at: datetime,
        existing: Identity | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """A signed link verifies the user id: one that is new here, or that of `existing`, which the host has stored.

        The link has passed all its checks but replay, and `replay` is what the store says: `fresh` or `seen`. The
        decision requires the replay key to be unique until it expires, for hosts whose store is the database that they
        commit to. A receipt takes the link's place, for as long as `policy` says.

        Event `identity.verified`. Refused: `lifecycle.version_conflict`, `actor_not_allowed` (only that user),
        `identity.expired` (judged long ago: its replay key is kept no longer), `replayed`, `uid_conflict`.
        """

    def expire(
        self, *, policy: IdentityPolicy, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Time has passed: the verification is older than the policy allows.

        Event `identity.expired`. Refused: `lifecycle.illegal_transition` (not verified), `actor_not_allowed` (only the
        system), `identity.not_lapsed`.
        """

    def revoke(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """The user or the platform takes the verification back. Tokens that were signed before end by the `TokenPolicy`
        of their issuer, and another link verifies again.

        Event `identity.revoked`. Refused: `lifecycle.illegal_transition` (not verified), `actor_not_allowed`.
        """

    def allowed(self, *, by: _By) -> tuple[Allowed, ...]:
        """Every command on the identity, with "enabled" or the code why not; what needs a link or a policy counts as
        met.
        """
