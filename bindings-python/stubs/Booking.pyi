    @staticmethod
    def hold(
        booking_id: str,
        *,
        slot_start: datetime,
        slot_end: datetime,
        rules: BookingRules,
        busy: Sequence[Busy],
        voucher: Voucher,
        by: _By,
        at: datetime,
        existing: Booking | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Holds a slot for the minutes of the rules; it counts as busy meanwhile. `existing` is what the host has
        stored under its id.

        Event `booking.held`; requires the exclusion of the slot with its buffers, and one hold for each voucher.
        Refused: `lifecycle.already_exists`, `actor_not_allowed` (the voucher's holder, or anybody but the issuer while
        there is none), `voucher.not_open`, and what `Voucher.book` refuses of a voucher and a slot.

        The key of that hold lives as long as it: the commit that confirms or releases the hold deletes the key.
        """

    def release(self, *, voucher: Voucher, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Gives a held slot up: the holder whenever they want, time when the hold has ended.

        Event `booking.released`. Refused: `lifecycle.wrong_document` (another voucher), `actor_not_allowed` (only
        holder and system), `voucher.hold_running` (for system).
        """

    def allowed(self, *, by: _By, at: datetime) -> tuple[Allowed, ...]:
        """Every command on the booking, with "enabled" or the code why not."""
