
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
        """Submits a new application about `property`; `existing` is what is stored under its id."""

    def share(
        self, lenders: list[str] | tuple[str, ...], *, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Shows the application to further lenders, each once; the borrower is left out."""

    def decline(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """A lender will make no offer."""

    def withdraw(
        self, *, offers: Sequence[Offer], by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The borrower wants no loan any more; `offers` are the live ones, each of which is superseded."""

    def allowed(self, *, by: _By, at: datetime) -> tuple[Allowed, ...]:
        """Every command on the application, with "enabled" or the code why not."""
