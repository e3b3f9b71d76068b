    def aprc(self, decimals: int) -> Aprc:
        """The effective rate in per cent with so many decimals, correctly rounded. It is given as a fraction:
        `Decimal("0.0327")` is 3.27 %.

        Interest, commitment interest and the costs of counted classes are what is paid. Costs at conclusion are paid at
        the payout, a cost of a month with that month's instalment. Months are twelfths of a year whatever the calendar
        says; the days before the first of them count by Annex I of Directive 2014/17/EU.

        Refused: whatever `LoanTerms.schedule` and `effective_rate` refuse, a cost in another currency
        (`money.currency_mismatch`) or after the loan's end (`mortgage.cost_after_end`).
        """

    def verify_stated_aprc(self, stated: Decimal | int, decimals: int) -> StatedAprc:
        """Whether a stated effective rate is the true one. It is compared with the decimals that it has, and at least
        with those that are asked for.

        Refused: as for `Financing.aprc`.
        """

    def information_sheet(self, decimals: int) -> InformationSheet:
        """The figures of an information sheet (ESIS, *Europäisches Standardisiertes Merkblatt*), the effective rate
        with so many decimals.

        Refused: as for `Financing.aprc`, and amounts that add up beyond the range of money (`money.overflow`).
        """

    def refinance(self, terms: RefinancingTerms) -> Refinancing:
        """What repaying this loan by another one saves, and when it pays off. Both are reckoned with this loan's
        rounding; the new one's months are twelfths of a year.

        The present loan is taken to go on at its borrowing rate. Special repayments that its terms name are made in it,
        not in the new one; commitment interest ends with the last drawdown, which a loan to be refinanced has behind
        it.

        Refused: a month before the last drawdown's or with nothing left (`mortgage.nothing_owed`), months beyond
        1200 or none (`mortgage.bad_term`), a negative compensation (`mortgage.negative_flow`), a cost after the new
        loan's end (`mortgage.cost_after_end`), two currencies (`money.currency_mismatch`), whatever
        `LoanTerms.schedule` refuses of the two.
        """

    def prepayment_quote(self, prepayment: Prepayment, policy: JurisdictionPolicy) -> PrepaymentQuote:
        """What repaying early comes to under a policy.

        The forgone interest is the interest of the schedule without the repayment beyond the allowance less that of
        the one with it, as long as the borrower is bound: to the end of the fixed period, and not beyond the policy's
        right of termination, which counts from the last drawdown (§ 489(1) No. 2 BGB: ten years and six months in
        Germany). It is neither discounted nor lessened by the risk and the work that the lender saves, so a lawful
        compensation is lower.

        Refused: a month up to the last drawdown's or with nothing left (`mortgage.nothing_owed`), an amount that
        is not positive (`mortgage.bad_special_repayment`), another currency (`money.currency_mismatch`), whatever
        `LoanTerms.schedule` refuses.
        """
