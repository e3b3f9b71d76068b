    def schedule(self) -> Schedule:
        """The schedule of these terms.

        Refused: nothing drawn or a drawdown that is not positive (`mortgage.bad_loan_amount`), none in month 0 or two
        in one month (`mortgage.bad_drawdown`), a negative rate (`mortgage.rate_out_of_range`), a term of none or of
        more than 1200 instalments, or of interest only (`mortgage.bad_term`), a first payment that is not after the
        payout (`mortgage.payment_before_drawdown`), dates or counted days without a payout
        (`mortgage.payout_missing`), an instalment that does not exceed one month's interest
        (`mortgage.never_amortises`), a special repayment that is not positive or in no month
        (`mortgage.bad_special_repayment`), instalments carried on and lowered too often
        (`mortgage.too_many_special_repayments`), two currencies (`money.currency_mismatch`), amounts beyond the range
        of money (`money.overflow`).
        """
