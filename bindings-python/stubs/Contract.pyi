
    def replace_draft(
        self,
        draft_pdf: str,
        *,
        sha256: str | None = None,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
    ) -> Decision:
        """The lender puts another draft in place; the signatures on the earlier one are void."""

    def assign_notary(
        self,
        notary_id: str,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """Names the notary, who must then sign too; an earlier notary's signature is void."""

    def record_evidence(
        self, evidence: NewEvidence, *, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Records what was shown to a party."""

    def sign(
        self,
        document_sha256: str,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The actor signs the draft, as what it is in the contract; the hash binds the signature to the document."""

    def attach_document(
        self,
        signed_pdf: str,
        *,
        sha256: str | None = None,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
    ) -> Decision:
        """Attaches the signed document."""

    def withdraw(
        self,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The borrower withdraws within the time that the policy gives; the loan fee is taken back."""

    def archive(
        self,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """Closes the file when the signed document is attached and nobody can withdraw any more."""

    def cancel(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Gives up the draft. The application stays accepted."""

    def allowed(self, *, by: _By, at: datetime, policies: Policies | None = None) -> tuple[Allowed, ...]:
        """Every command on the contract, with "enabled" or the code why not."""
