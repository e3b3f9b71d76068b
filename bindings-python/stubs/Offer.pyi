
    @property
    def terms_sha256(self) -> str:
        """The SHA-256 of the present terms."""

    @staticmethod
    def make(
        offer: NewOffer,
        *,
        policy: str,
        application: Application,
        by: _By,
        at: datetime,
        existing: Offer | None = None,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """A lender makes an offer on an application; `existing` is what is stored under its id."""

    def amend(
        self,
        *,
        application: Application,
        by: _By,
        at: datetime,
        loan: Money | None = None,
        interest: Interest | None = None,
        repayment: Repayment | None = None,
        fees: Fees | None = None,
        validity: Validity | None = None,
        conditions: Conditions | None = None,
        terms_ref: str | None = None,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The lender changes terms, each part whole. Evidence of the earlier terms becomes stale."""

    def record_evidence(
        self,
        evidence: NewEvidence,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The lender records what was shown to the borrower."""

    def accept(
        self,
        *,
        contract_id: str,
        application: Application,
        siblings: Sequence[Offer],
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The borrower accepts: supersedes every live sibling, closes the application and drafts the contract."""

    def decline(
        self, *, application: Application, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The borrower declines the offer; the application forgets it."""

    def withdraw(
        self,
        *,
        application: Application,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The lender withdraws the offer, unless the policy binds it; the application forgets it."""

    def expire(
        self, *, application: Application, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The offer's validity has ended; the application forgets it."""

    def supersede(
        self, *, application: Application, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Ends an offer that was left over when its application closed."""

    def allowed(
        self,
        *,
        by: _By,
        at: datetime,
        application: Application | None = None,
        policies: Policies | None = None,
    ) -> tuple[Allowed, ...]:
        """Every command on the offer, with "enabled" or the code why not."""
