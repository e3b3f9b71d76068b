    @staticmethod
    def issue(
        voucher: NewVoucher,
        *,
        by: _By,
        at: datetime,
        existing: Voucher | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Issues a new voucher; `existing` is what the host has stored under its id.

        Event `voucher.issued`. Refused: `lifecycle.already_exists`, `actor_not_allowed` (only the issuer),
        `voucher.validity_reversed`, `negative_price`, `bad_duration`.
        """

    def assign_holder(
        self, holder: Uid | str, *, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """The issuer gives the voucher its holder.

        Event `voucher.holder_assigned`. Refused: `lifecycle.actor_not_allowed` (only the issuer),
        `voucher.holder_already_assigned`, `same_holder` (the issuer), `expired`.
        """

    def transfer(self, recipient: Uid | str, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """The holder hands the voucher on.

        Event `voucher.transferred`. Refused: `lifecycle.actor_not_allowed` (only the holder),
        `voucher.not_transferable`, `expired`, `same_holder` (the present one, or the issuer).
        """

    def book(
        self,
        booking_id: str,
        *,
        slot_start: datetime,
        slot_end: datetime,
        rules: BookingRules,
        busy: Sequence[Busy],
        by: _By,
        at: datetime,
        hold: Booking | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Puts the voucher on a slot. Whoever books a voucher without a holder becomes its holder. `busy` is everything
        that takes the resource, live holds included; `hold` is the hold that is to be confirmed, whose id is the
        booking's.

        Events `voucher.booked`, `booking.created`; requires the exclusion of the slot with its buffers; triggers the
        fee `voucher.booking` on a positive price, which the issuer pays. Refused: `lifecycle.already_exists` (a booking
        that is no live hold), `wrong_document` (a hold of another id), `actor_not_allowed` (the holder, or anybody but
        the issuer while there is none), `time.interval_reversed`, `voucher.service_has_no_slots`, `expired`,
        `slot_outside_validity`, `slot_in_past`, `slot_duration_mismatch`, `slot_off_grid`, `slot_taken`,
        `hold_expired`, `hold_of_another`.
        """

    def reschedule(
        self,
        *,
        slot_start: datetime,
        slot_end: datetime,
        rules: BookingRules,
        busy: Sequence[Busy],
        booking: Booking,
        by: _By,
        at: datetime,
        expected_version: int | None = None,
    ) -> Decision:
        """Moves the booking to another slot, in one decision.

        Events `voucher.rescheduled`, `booking.rescheduled`; requires the exclusion of the new slot, which replaces the
        booking's. Refused: `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer),
        `voucher.expired`, `slot_already_started`, what `book` refuses of a slot, `reschedule_window_closed` (for the
        holder).
        """

    def cancel_booking(
        self,
        *,
        rules: BookingRules,
        booking: Booking,
        by: _By,
        at: datetime,
        reason: str | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Takes the voucher off its slot: issued again while it is valid, otherwise expired. A holder that the booking
        had set is gone with it.

        Events `voucher.booking_cancelled`, `booking.cancelled`; takes the booking's fee back. Refused:
        `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only holder and issuer), `voucher.expired`
        (for the holder), `cancel_window_closed` (for the holder), `reason_missing` (for the issuer of a lapsed
        voucher).
        """

    def consume(
        self, *, by: _By, at: datetime, booking: Booking | None = None, expected_version: int | None = None
    ) -> Decision:
        """The issuer redeems the voucher: a booked one from the beginning of its slot on, one without slots within its
        validity.

        Events `voucher.consumed`, and `booking.completed` of a booked one. Refused: `lifecycle.wrong_document` (another
        booking), `actor_not_allowed` (only the issuer), `voucher.slot_not_started`, `service_needs_slot`,
        `not_yet_valid`, `expired`, `holder_missing`.
        """

    def mark_no_show(
        self, *, rules: BookingRules, booking: Booking, by: _By, at: datetime, expected_version: int | None = None
    ) -> Decision:
        """Ends the voucher because nobody came.

        Events `voucher.no_show`, `booking.no_show`. Refused: `lifecycle.wrong_document` (another booking),
        `actor_not_allowed` (only issuer and system), `voucher.slot_not_ended`, `grace_running`.
        """

    def cancel(
        self,
        *,
        by: _By,
        at: datetime,
        booking: Booking | None = None,
        reason: str | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """The issuer takes the voucher back, for good.

        Events `voucher.cancelled`, and `booking.cancelled` of a booked one, whose fee is taken back. Refused:
        `lifecycle.wrong_document` (another booking), `actor_not_allowed` (only the issuer),
        `voucher.slot_already_started`.
        """

    def expire(self, *, by: _By, at: datetime, expected_version: int | None = None) -> Decision:
        """Ends a voucher that was not used in time.

        Event `voucher.expired`. Refused: `lifecycle.actor_not_allowed` (only system), `voucher.not_lapsed`.
        """

    def effective_status(self, now: datetime) -> VoucherStatus:
        """The status as it is to be shown: a lapsed voucher is expired before anybody has said so."""

    def allowed(
        self, *, by: _By, at: datetime, booking: Booking | None = None, rules: BookingRules | None = None
    ) -> tuple[Allowed, ...]:
        """Every command on the voucher, with "enabled" or the code why not.

        What needs an argument counts as met, and so does what needs a booking or rules that are not given.
        """
