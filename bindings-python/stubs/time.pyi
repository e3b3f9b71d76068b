@final
class Interval(_Record):
    """The time from `start` up to, not including, `end`. An end that does not come after the start is
    `time.interval_reversed`.
    """

    __match_args__: Final = ("start", "end")
    def __new__(cls, start: datetime, end: datetime) -> Interval: ...
    @property
    def start(self) -> datetime:
        """The first instant."""

    @property
    def end(self) -> datetime:
        """The first instant after it."""

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share an instant."""

    def widened(self, before_minutes: int, after_minutes: int) -> Interval:
        """The interval with so many minutes before and after it (`time.out_of_range`)."""
