    @staticmethod
    def shipped() -> tuple[VoucherTemplate, ...]:
        """The templates that the trade knows: consulting and therapy by the hour, viewings, machine slots, memberships
        and hotel nights.
        """

    def instantiate(self, overrides: TemplateOverrides) -> NewVoucher:
        """A new voucher of this template, for `Voucher.issue`. Its terms are the template's, with the template's id and
        version.

        Refused: terms that name a template themselves (`input.bad_value`), a validity beyond the calendar
        (`time.out_of_range`).
        """
