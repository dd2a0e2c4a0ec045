"""Which days a run asks for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Window:
    """``since`` and ``until`` as the user gave them (both days belong to it); ``horizon``: how far a run goes unasked.

    An article without a date is inside every window.
    """

    since: date | None
    until: date | None
    horizon: date

    @property
    def floor(self) -> date:
        """The first day asked for."""
        return self.since or self.horizon

    def holds(self, day: date | None) -> bool:
        """True where an article of that day is to be asked."""
        return day is None or (day >= self.floor and (self.until is None or day <= self.until))

    def is_before(self, day: date | None) -> bool:
        """True for a day before the window: a list that shows nothing newer need not be walked further."""
        return day is not None and day < self.floor

    @property
    def is_deep(self) -> bool:
        """True where a walk to the floor leaves no gap to earlier runs."""
        return self.since is None or self.since <= self.horizon


def window(
    since: date | None,
    until: date | None,
    last_complete: datetime | None,
    now: datetime,
    look_back: timedelta = LOOK_BACK,
) -> Window:
    """A first crawl goes 14 days back; a later one to 14 days before the last run whose walk was complete began."""
    start = (last_complete or now).date()
    if until is not None and last_complete is None:
        start = min(start, until)
    days = min(look_back, start - date.min)
    return Window(since, until, start - days)
