
    def replace_draft(
        self,
        draft_pdf: str,
        *,
        sha256: str | None = None,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
    ) -> Decision:
        """The lender puts another draft in place; the signatures on the earlier one are void.

        Event `contract.draft_replaced`. Refused: `lifecycle.actor_not_allowed` (only the lender),
        `mortgage.document_hash_missing`.
        """

    def assign_notary(
        self,
        notary_id: Uid | str,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """Names the notary, who must then sign too; an earlier notary's signature is void.

        Event `contract.notary_assigned`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender),
        `mortgage.notary_not_allowed` (by the policy), `mortgage.notary_is_party`.
        """

    def record_evidence(
        self, evidence: NewEvidence, *, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Records what was shown to a party.

        Event `contract.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor),
        `lifecycle.actor_not_allowed` (only lender and notary), `mortgage.bad_evidence`: the kind belongs to a
        contract, the instant is not after now, an assessment has a result, an identification names a party.
        """

    def sign(
        self,
        document_sha256: str,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The actor signs the draft, as what it is in the contract; the hash binds the signature to the document.

        Event `contract.signature_added`; with the last required signature also `contract.signed`, and a trigger of the
        fee `mortgage.loan_closed` that the lender pays. Refused: `lifecycle.actor_not_allowed` (only borrower, lender
        and the assigned notary), `mortgage.draft_missing`, `document_changed`, `already_signed`, `evidence_missing`
        with everything that is missing.
        """

    def attach_document(
        self,
        signed_pdf: str,
        *,
        sha256: str | None = None,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
    ) -> Decision:
        """Attaches the signed document.

        Event `contract.document_attached`. Refused: `lifecycle.actor_not_allowed` (only lender and notary),
        `mortgage.document_hash_missing`.
        """

    def withdraw(
        self,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The borrower withdraws within the time that the policy gives; the loan fee is taken back.

        Event `contract.withdrawn`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
        `mortgage.withdrawal_window_closed`.
        """

    def archive(
        self,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """Closes the file when the signed document is attached and nobody can withdraw any more.

        Event `contract.archived`. Refused: `lifecycle.actor_not_allowed` (only lender and system),
        `mortgage.signed_document_missing`, `mortgage.cooling_off_running`.
        """

    def cancel(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Gives up the draft. The application stays accepted.

        Event `contract.cancelled`. Refused: `lifecycle.actor_not_allowed` (only borrower and lender).
        """

    def allowed(self, *, by: _By, at: datetime, policies: Policies | None = None) -> tuple[Allowed, ...]:
        """Every command on the contract, with "enabled" or the code why not. What needs an argument counts as met."""

    def deadlines(self, *, at: datetime, policies: Policies | None = None) -> ContractDeadlines:
        """The deadlines of this contract under its policy, as far as they are known from the evidence up to now
        (`mortgage.unknown_policy`).
        """
