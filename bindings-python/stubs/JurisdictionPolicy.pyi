    def rate_end_notice_by(self, fixed_until: _Date) -> _Date | None:
        """By when the lender must say what comes after a fixed rate that ends on this day (§ 493(1) BGB); `None` where
        the policy asks for no such notice.
        """
