    @staticmethod
    def issue(
        card: NewCard, *, by: _By, at: datetime, existing: Card | None = None, expected_version: int | None = None
    ) -> Decision:
        """Issues a new card; `existing` is what the host has stored under its id.

        Event `card.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
        `voucher.validity_reversed`, `negative_price`, `no_units`.
        """

    def redeem(self, nonce: str, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Redeems a unit. The nonce makes it happen once, however often it is asked for.

        Event `card.redeemed`. Refused: `lifecycle.actor_not_allowed` (only the issuer), `voucher.not_yet_valid`,
        `expired`, `redemption_repeated`.
        """

    def undo_redemption(self, nonce: str, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Takes a redemption back. Its nonce stays seen.

        Event `card.redemption_undone`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
        `voucher.redemption_unknown` (also one that was undone), `expired`.
        """

    def expire(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Ends a card that was not used up in time.

        Event `card.expired`. Refused: `lifecycle.actor_not_allowed` (only system), `voucher.not_lapsed`.
        """

    def cancel(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Takes the card back; the event tells what is refunded for the units that are not redeemed.

        Event `card.cancelled`. Refused: `lifecycle.actor_not_allowed` (only the issuer).
        """

    def unused_value(self) -> Money | None:
        """What is left of the price for the units that are not redeemed, or `None` for a card without a price: the
        price is split into as many parts as there are units, the larger ones first, and the redeemed units have taken
        the first parts.
        """

    def units_used(self) -> int:
        """How many units are redeemed."""

    def allowed(self, *, by: _By, at: datetime) -> tuple[Allowed, ...]:
        """Every command on the card, with "enabled" or the code why not. What needs an argument counts as met."""
