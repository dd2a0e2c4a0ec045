"""How far to walk down a list: one decision a page, from what stands on it. No network, no archive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scrapers.crawl.window import Window

MOST_PAGES = 300
MOST_PAGES_SINCE = 20_000
EMPTY_ENDS = 2


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
        """True where there is a further page to ask."""
        return self in {Step.NEXT, Step.WAIT}


@dataclass(frozen=True, slots=True)
class Link:
    """An article link of a list page: its ledger key, its day where the list says it, and whether it is old ground."""

    key: str
    day: date | None
    old_ground: bool


@dataclass(slots=True)
class Walk:
    """One list on its way down; ``step`` is the last decision."""

    name: str
    page_url: Callable[[int], str]
    page: int = 0
    step: Step = Step.NEXT
    failed: bool = False
    links: int = 0
    _seen: set[str] = field(default_factory=set)
    _empty: int = 0

    @property
    def is_whole(self) -> bool:
        """True where the walk ended by itself, at old ground, the edge of the window or the end of the list."""
        return not self.failed and self.step in {Step.OLD_GROUND, Step.RANGE, Step.END, Step.REPEATS}

    def decide(self, links: Sequence[Link], window: Window) -> Step:
        """What follows the page just read (``self.page``)."""
        self.links += len(links)
        self.step = self._decide(links, window)
        self._seen.update(link.key for link in links)
        return self.step

    def _decide(self, links: Sequence[Link], window: Window) -> Step:
        if not links:
            self._empty += 1
            return Step.END if self._empty >= EMPTY_ENDS or self.page == 0 else self._on(Step.NEXT, window)
        self._empty = 0
        if all(link.key in self._seen for link in links):
            return Step.REPEATS
        judged = judge(links, window)
        return self._on(judged, window) if judged.goes_on else judged

    def _on(self, step: Step, window: Window) -> Step:
        most = MOST_PAGES if window.since is None else MOST_PAGES_SINCE
        return step if self.page + 1 < most else Step.CAP


def judge(links: Sequence[Link], window: Window, days: Callable[[str], date | None] = lambda _: None) -> Step:
    """Whether the links of one page end a walk. ``days`` gives what was learnt of an article since, by its key."""
    dated = [link.day or days(link.key) for link in links]
    if all(window.is_before(day) for day in dated):
        return Step.RANGE
    if window.since is None and all(
        link.old_ground or window.is_before(day) for link, day in zip(links, dated, strict=True)
    ):
        return Step.OLD_GROUND
    return Step.NEXT if any(day is not None for day in dated) else Step.WAIT
