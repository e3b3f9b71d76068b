
    @staticmethod
    def submit(
        application: NewApplication,
        *,
        property: Property,
        by: _By,
        at: datetime,
        existing: Application | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Submits a new application about `property`; `existing` is what the host has stored under its id.

        Event `application.submitted`. Refused: `lifecycle.already_exists`, `wrong_document` (another property),
        `actor_not_allowed` (only the borrower), `mortgage.bad_loan_amount`, `own_capital_exceeds_price`,
        `money.currency_mismatch`, `mortgage.property_mismatch`.
        """

    def share(
        self, lenders: _Parties, *, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Shows the application to further lenders, each once; the borrower is left out.

        Event `application.shared`. Refused: `lifecycle.actor_not_allowed` (only the borrower),
        `mortgage.lender_missing` (nobody new).
        """

    def decline(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """A lender will make no offer. When the last one declines an application without offers, it is rejected.

        Event `application.lender_declined` or `application.rejected`. Refused: `lifecycle.actor_not_allowed` (only
        lenders that it is shared with), `mortgage.already_declined`.
        """

    def withdraw(
        self, *, offers: Sequence[Offer], by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The borrower wants no loan any more; `offers` are the live ones, each of which is superseded.

        Events `application.withdrawn`, then `offer.superseded` for each. Refused: `lifecycle.wrong_document` (not
        exactly the live offers), `actor_not_allowed` (only the borrower).
        """

    def allowed(self, *, by: _By, at: datetime) -> tuple[Allowed, ...]:
        """Every command on the application, with "enabled" or the code why not."""
