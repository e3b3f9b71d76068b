def slots(query: SlotQuery, limit: int) -> tuple[Interval, ...]:
    """The slots of a query at once, at most so many.

    Refused: a limit beyond 100 000 (`voucher.too_many_slots`), and what `SlotQuery.slots` refuses, on the way too.
    """

def nights(arrival: _Date, departure: _Date, zone: str, check_in: str, check_out: str) -> Nights:
    """The stay from a day's check-in to another day's check-out, in the property's zone. Times are text: `15:00`.

    Refused: a departure that does not come after the arrival (`voucher.nights_reversed`), an unknown zone
    (`time.unknown_zone`), days beyond the calendar (`time.out_of_range`).
    """

@final
class Slots:
    """The slots of a query: an iterator of `Interval` that finds them as they are asked for. Threads may share it; each
    slot goes to one of them.

    `SlotQuery.slots` makes it. It is not pickled: keep the query.
    """

    def __iter__(self) -> Slots: ...
    def __next__(self) -> Interval: ...

@final
class Nights(_Value):
    """A stay from an arrival to a departure. It is not pickled."""

    @property
    def count(self) -> int:
        """How many nights it has."""

    @property
    def interval(self) -> Interval:
        """From check-in to check-out, as instants."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
