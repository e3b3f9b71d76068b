    @staticmethod
    def issue(
        tranche: NewTranche,
        *,
        offer: Offer,
        tranches: Sequence[Tranche],
        by: _By,
        at: datetime,
        contract: Contract | None = None,
        existing: Tranche | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """The lender offers a part of its loan to investors; `existing` is what the host has stored under its id,
        `contract` the offer's if it was accepted, `tranches` every tranche that was ever issued on the offer.

        That none of these is left out, nobody can see in the documents: the decision requires the unique key
        `tranches/<offer>/<number>`, so that of two decisions over the same tranches, or over fewer than there are, the
        database takes none but the first.

        Event `tranche.issued`. Refused: `input.bad_value` (another issuer than the offer's), `lifecycle.already_exists`,
        `wrong_document` (another offer, not its contract, tranches of another offer), `actor_not_allowed` (only the
        lender), `mortgage.underlying_gone`, `money.currency_mismatch`, `mortgage.bad_nominal_amount`,
        `tranches_exceed_loan` (all that are offered or placed, together), `validity_reversed`.
        """

    def place(
        self,
        *,
        offer: Offer,
        by: _By,
        at: datetime,
        contract: Contract | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """An investor takes the tranche: any party but the lender.

        Event `tranche.placed`, and a trigger of the fee `mortgage.tranche_placed` on the nominal amount, that the
        lender pays. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (not the lender),
        `mortgage.not_yet_valid`, `expired`, `underlying_gone`.
        """

    def withdraw(self, *, offer: Offer, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """The lender withdraws the tranche; its part of the loan is free again.

        Event `tranche.withdrawn`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the lender).
        """

    def expire(self, *, offer: Offer, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """The tranche's validity has ended.

        Event `tranche.expired`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
        `mortgage.not_lapsed`.
        """

    def lapse(
        self,
        *,
        offer: Offer,
        by: _By,
        at: datetime,
        contract: Contract | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Withdraws a tranche that was left over when its loan went: the offer ended, or its contract was cancelled or
        withdrawn from.

        Event `tranche.lapsed`. Refused: `lifecycle.wrong_document`, `actor_not_allowed` (only the system),
        `mortgage.underlying_live`.
        """

    def allowed(
        self, *, by: _By, at: datetime, offer: Offer | None = None, contract: Contract | None = None
    ) -> tuple[Allowed, ...]:
        """Every command on the tranche, with "enabled" or the code why not.

        What needs an offer or a contract that is not given counts as met.
        """
