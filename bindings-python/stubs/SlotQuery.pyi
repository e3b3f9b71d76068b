    def slots(self) -> Slots:
        """The slots one after the other, found as they are asked for, in memory that does not grow with the days.

        They come in the order of days and windows; a slot of two windows comes once for each. A window is converted to
        instants at both ends, and within it slots follow each other in absolute time. Refused: a duration of nothing or
        beyond a leap year (`voucher.bad_duration`); on the way, days beyond the calendar (`time.out_of_range`).
        """
