"""How far a run goes: the days that it wants, and one decision a list page whether to read the next one.

No network, no archive.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from models.records.url_states import Found
from scrapers.families.base import ArticleList

LOOK_BACK = timedelta(days=14)
MAX_PAGES = 300
"""List pages of an everyday run."""
MAX_PAGES_SINCE = 20_000
"""List pages of a run that goes back to a day the user chose."""
EMPTY_PAGES_AT_END = 2
"""One page without articles may be an accident; so many in a row are the end of the list."""


@dataclass(frozen=True, slots=True)
class DayWindow:
    """``since`` and ``until`` as the user chose them (both days belong to it); ``horizon``: how far a run goes else.

    An article without a date is inside every window.
    """

    since: date | None
    until: date | None
    horizon: date

    @property
    def floor(self) -> date:
        """The first day wanted."""
        return self.since or self.horizon

    def includes(self, day: date | None) -> bool:
        """True where an article of that day is wanted."""
        return day is None or (day >= self.floor and (self.until is None or day <= self.until))

    def is_before(self, day: date | None) -> bool:
        """True for a day before the window: a list that shows nothing newer need not be walked further."""
        return day is not None and day < self.floor

    @property
    def is_chosen(self) -> bool:
        """True where a person named the days: not an everyday run."""
        return self.since is not None or self.until is not None

    @property
    def is_deep(self) -> bool:
        """True where a walk to the floor leaves no gap to earlier runs."""
        return self.since is None or self.since <= self.horizon


def choose_window(
    since: date | None,
    until: date | None,
    last_complete: datetime | None,
    now: datetime,
    look_back: timedelta = LOOK_BACK,
) -> DayWindow:
    """A first crawl goes 14 days back; a later one to 14 days before the last run whose walk was complete began."""
    start = (last_complete or now).date()
    if until is not None and last_complete is None:
        start = min(start, until)
    back = min(look_back, start - date.min)
    return DayWindow(since, until, start - back)


def listed_day(found: Found) -> date | None:
    """The day that a list gives for the URL."""
    at = found.listing.published_at if found.listing else None
    return at.date() if at else None


class Step(StrEnum):
    """What follows a list page. NEXT and WAIT go on; WAIT first learns the days of the page's articles."""

    NEXT = "next"
    WAIT = "wait"
    OLD_GROUND = "old_ground"
    RANGE = "range"
    END = "end"
    REPEATS = "repeats"
    CAP = "cap"

    @property
    def goes_on(self) -> bool:
        """True where the next page is to be read."""
        return self in {Step.NEXT, Step.WAIT}


@dataclass(frozen=True, slots=True)
class ListLink:
    """An article link of a list page: its ledger key, its day where the list has it, and whether it is old ground."""

    key: str
    day: date | None
    old_ground: bool


@dataclass(slots=True)
class ListWalk:
    """One list on its way down; ``step`` is the last decision."""

    source: ArticleList
    page: int = 0
    step: Step = Step.NEXT
    failed: bool = False
    by_links: bool = False
    links: int = 0
    _seen: set[str] = field(default_factory=set)
    _empty: int = 0

    @property
    def name(self) -> str:
        """As its outlet or family calls it."""
        return self.source.name

    @property
    def is_whole(self) -> bool:
        """True where the walk ended by itself: at old ground, the edge of the window or the end of the list."""
        return not self.failed and self.step in {Step.OLD_GROUND, Step.RANGE, Step.END, Step.REPEATS}

    def decide(self, links: Sequence[ListLink], window: DayWindow) -> Step:
        """What follows the page just read (``self.page``)."""
        self.links += len(links)
        self.step = self._decide(links, window)
        self._seen.update(link.key for link in links)
        return self.step

    def _decide(self, links: Sequence[ListLink], window: DayWindow) -> Step:
        if not links:
            self._empty += 1
            return Step.END if self._empty >= EMPTY_PAGES_AT_END or self.page == 0 else self._on(Step.NEXT, window)
        self._empty = 0
        if all(link.key in self._seen for link in links):
            return Step.REPEATS
        judged = judge_page(links, window)
        return self._on(judged, window) if judged.goes_on else judged

    def _on(self, step: Step, window: DayWindow) -> Step:
        limit = MAX_PAGES if window.since is None else MAX_PAGES_SINCE
        return step if self.page + 1 < limit else Step.CAP


def judge_page(
    links: Sequence[ListLink], window: DayWindow, read_day: Callable[[str], date | None] = lambda _: None
) -> Step:
    """Whether the links of one page end a walk. ``read_day``: the day read on an article's own page, by its key."""
    dated = [link.day or read_day(link.key) for link in links]
    if all(window.is_before(day) for day in dated):
        return Step.RANGE
    if window.since is None and all(
        link.old_ground or window.is_before(day) for link, day in zip(links, dated, strict=True)
    ):
        return Step.OLD_GROUND
    return Step.NEXT if any(day is not None for day in dated) else Step.WAIT
