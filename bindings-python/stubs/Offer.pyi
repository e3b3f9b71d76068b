
    @property
    def terms_sha256(self) -> str:
        """The SHA-256 of the present terms: `loan`, `interest`, `repayment`, `fees`, `validity` and `conditions` in
        canonical JSON (RFC 8785). An information sheet names the terms that it is about by it.
        """

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
        """A lender makes an offer on an application, under one of the policies; `existing` is what the host has stored
        under its id.

        Events `offer.made`, `application.offer_recorded`. Refused: `mortgage.unknown_policy`,
        `lifecycle.already_exists`, `wrong_document` (another application), `actor_not_allowed` (only the lender),
        `mortgage.application_closed`, `application_not_shared`, `holder_is_not_borrower`, `bad_loan_amount`,
        `money.currency_mismatch`, `mortgage.rate_out_of_range`, `validity_reversed`, `validity_too_short`.
        """

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
        """The lender changes terms, each part whole. Evidence of the earlier terms becomes stale.

        Event `offer.amended`. Refused: `input.missing_field` (nothing to change), `lifecycle.wrong_document`,
        `actor_not_allowed` (only the lender), `mortgage.application_closed`, `expired`, `offer_binding`, and what
        `make` refuses of terms.
        """

    def record_evidence(
        self,
        evidence: NewEvidence,
        *,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The lender records what was shown to the borrower.

        Event `offer.evidence_recorded`. Refused: `input.bad_value` (another recorder than the actor),
        `lifecycle.actor_not_allowed` (only the lender), `mortgage.expired`, `bad_evidence`: the kind belongs to an
        offer, the instant is not after now, an information sheet names the present terms and leaves time to reflect.
        """

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
        """The borrower accepts the offer: one decision that supersedes every live sibling, closes the application and
        drafts the contract under `contract_id`.

        Events `offer.accepted`, `offer.superseded` for each sibling, `application.accepted`, `contract.drafted`.
        Refused: `lifecycle.wrong_document` (not exactly the application and its other live offers),
        `actor_not_allowed` (only the borrower), `mortgage.not_yet_valid`, `expired`, `application_closed`,
        `reflection_running`, `evidence_missing` with everything that is missing.
        """

    def decline(
        self, *, application: Application, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The borrower declines the offer; the application forgets it.

        Events `offer.declined`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
        (only the borrower).
        """

    def withdraw(
        self,
        *,
        application: Application,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
        policies: Policies | None = None,
    ) -> Decision:
        """The lender withdraws the offer, unless the policy binds it; the application forgets it.

        Events `offer.withdrawn`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
        (only the lender), `mortgage.offer_binding`.
        """

    def expire(
        self, *, application: Application, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The offer's validity has ended; the application forgets it.

        Events `offer.expired`, `application.offer_gone`. Refused: `lifecycle.wrong_document`, `actor_not_allowed`
        (only the system), `mortgage.not_lapsed`.
        """

    def supersede(
        self, *, application: Application, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Ends an offer that was left over when its application closed.

        Event `offer.superseded`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
        `mortgage.application_live`.
        """

    def allowed(
        self,
        *,
        by: _By,
        at: datetime,
        application: Application | None = None,
        policies: Policies | None = None,
    ) -> tuple[Allowed, ...]:
        """Every command on the offer, with "enabled" or the code why not.

        What needs an argument, or an application that is not given, counts as met.
        """

    def financing(self) -> Financing:
        """The loan of this offer with its costs, as the library reckons with it: an annuity from the initial repayment
        rate, the rate fixed for the offer's years, the conditions' conventions, the processing fee as the lender's and
        the valuation fee as required, both at conclusion.

        Refused: drawdowns that are not the loan (`mortgage.drawdowns_not_loan`), an amount beyond the range of money
        (`money.overflow`). That a schedule can be made of it is asked when one is.
        """

    def aprc(self, *, policies: Policies | None = None) -> Aprc:
        """The true effective rate of the offer, with the decimals of its policy; what the lender states is not looked
        at.

        Refused: as for `Offer.financing` and `Financing.aprc`, a policy that is not known (`mortgage.unknown_policy`).
        """

    def verify_stated_aprc(self, stated: Decimal | int, *, policies: Policies | None = None) -> StatedAprc:
        """Whether a stated effective rate is this offer's, by the decimals of its policy. An offer is never trusted
        with the rate that it states itself; that it is wrong is told and hinders no step of its lifecycle.

        Refused: as for `Offer.aprc`.
        """

    def deadlines(self, *, policies: Policies | None = None) -> OfferDeadlines:
        """The deadlines of this offer under its policy, each the last or the first instant that counts
        (`mortgage.unknown_policy`).
        """
