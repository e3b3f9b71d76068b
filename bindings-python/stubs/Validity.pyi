    def at(self, now: datetime) -> ValidityState:
        """Where an instant lies: `not_yet_valid`, `valid` (both ends included) or `expired`."""
