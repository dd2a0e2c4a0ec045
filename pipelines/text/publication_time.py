"""Which of a page's times is the article's: a part of `extract`.

Which time wins: the time that the page shows at the article, then meta, then JSON-LD, then the day in the address, then
what a feed or list said. A later source only sharpens an earlier one: where the winner names a day alone, a source that
names a clock time on that same day is taken instead. An element's ``datetime`` is its own text's twin and is taken
when both agree to the minute (it carries the seconds); where they differ, what readers see wins.

A UTC time for programs that is exactly nine hours behind the time shown is a Korean time that was called UTC: then all
UTC times of that source are read as Korean. Without a shown time to contradict it, UTC holds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.records.page import Page
from models.records.times import KST
from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawDate, Role
from pipelines.text.dates import Moment, find_moments, parse_moment

UTC_MARK = re.compile(r"\s?(?:Z|[+-]00:?00|UTC|GMT)\s*\Z", re.IGNORECASE)
KST_AHEAD = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class PageTime:
    """A time, the text it was read from, the source of that text, and how exact it is."""

    at: datetime
    raw: str
    source: str
    precision: str


class PageTimes:
    """The times of one page. A text is searched for times once, whoever asks."""

    def __init__(self, page: Page, layout: Layout) -> None:
        self._page = page
        self._layout = layout
        self._moments: dict[str, tuple[Moment, ...]] = {}
        self._read: dict[RawDate, PageTime | None] = {}

    def labels(self, text: str) -> tuple[str, ...]:
        """What each time in a text is called: published, modified, clock, or nothing."""
        return tuple(moment.label for moment in self._find_moments(text))

    def find_published(self, dates: Iterable[RawDate]) -> PageTime | None:
        """When the article was published, by the first source that says so."""
        winner: PageTime | None = None
        for found in self._candidates(dates):
            if winner is None or (found.precision != "day" and found.at.date() == winner.at.date()):
                winner = found
            if winner.precision != "day":
                break
        return winner

    def find_modified(self, dates: Iterable[RawDate]) -> PageTime | None:
        """When the article was last changed, by the first readable time that says so."""
        return next(self._of_role(dates, "modified"), None)

    def has_published(self, dates: Iterable[RawDate]) -> bool:
        """Whether one of the dates is readable as the time of publication."""
        return next(self._of_role(dates, "published"), None) is not None

    def has_fitting(self, dates: Iterable[RawDate]) -> bool:
        """The same of dates read without a layout: a clock time, of the day that the address names, if it names one."""
        return any(self._fits(found) for found in self._of_role(dates, "published"))

    def read(self, date: RawDate) -> PageTime | None:
        """The time in a raw date: not the page's clock, and no time that calls itself by the other role."""
        if date not in self._read:
            self._read[date] = self._read_date(date)
        return self._read[date]

    def mend_utc(self, dates: Sequence[RawDate]) -> tuple[tuple[RawDate, ...], int]:
        """(The dates, Korean times that were called UTC without that mark; how many these are)."""
        wrong = {
            date.source
            for date in dates
            if date.role == "published"
            and any(self._is_mistaken_utc(date, text, dates) for text in _machine_texts(date))
        }
        if not wrong:
            return tuple(dates), 0
        mended = tuple(_drop_utc(date) if date.source in wrong else date for date in dates)
        return mended, sum(old != new for old, new in zip(dates, mended, strict=True))

    def _is_mistaken_utc(self, date: RawDate, text: str, dates: Sequence[RawDate]) -> bool:
        """Whether a UTC time is nine hours behind a time that the page shows as the same, and agrees with none."""
        moment = parse_moment(text)
        if moment is None or moment.precision == "day":
            return False
        behind = [moment.at - at for at in self._find_shown(date, dates)]
        agrees = any(abs(gap) < timedelta(minutes=1) for gap in behind)
        return not agrees and any(abs(gap - KST_AHEAD) < timedelta(minutes=1) for gap in behind)

    def _find_shown(self, date: RawDate, dates: Sequence[RawDate]) -> Iterator[datetime]:
        """Clock times that readers see, without a zone: labelled, first of all times, or the text of the date's own."""
        first = next((one for one in dates if one.role == date.role), None)
        for one in dates:
            if one.role != date.role or one.source != "page" or UTC_MARK.search(one.text):
                continue
            for moment in self._find_moments(one.text):
                sure = moment.label == one.role or one is date or (one is first and not moment.label)
                if sure and moment.precision != "day" and not moment.relative:
                    yield moment.at

    def _find_moments(self, text: str) -> tuple[Moment, ...]:
        if text not in self._moments:
            self._moments[text] = tuple(find_moments(text, fetched_at=self._page.fetched_at)) if text else ()
        return self._moments[text]

    def _of_role(self, dates: Iterable[RawDate], role: Role) -> Iterator[PageTime]:
        return (found for date in dates if date.role == role and (found := self.read(date)))

    def _candidates(self, dates: Iterable[RawDate]) -> Iterator[PageTime]:
        yield from self._of_role(dates, "published")
        url_day, listing = self._layout.url_day, self._page.listing
        if url_day and (text := url_day(self._page.url)) and (moment := parse_moment(text)):
            yield PageTime(moment.at, text, "url", moment.precision)
        if listing and listing.published_at:
            at = listing.published_at
            clock = (at.hour, at.minute, at.second) != (0, 0, 0)
            yield PageTime(at, listing.published_raw, listing.source, "minute" if clock else "day")

    def _fits(self, found: PageTime) -> bool:
        url_day = self._layout.url_day
        day = parse_moment(url_day(self._page.url)) if url_day else None
        return day is None or (found.precision != "day" and found.at.date() == day.at.date())

    def _read_date(self, date: RawDate) -> PageTime | None:
        other = "modified" if date.role == "published" else "published"
        moments = tuple(moment for moment in self._find_moments(date.text) if moment.label != "clock")
        if date.source != "page" and not moments and (machine := parse_moment(date.text)):
            moments = (machine,)
        fitting = [moment for moment in moments if moment.label != other]
        seen = next((moment for moment in fitting if moment.label == date.role), fitting[0] if fitting else None)
        twin = parse_moment(date.machine) if date.machine else None
        if twin is not None and (seen is None or _agree(seen, twin)):
            return PageTime(twin.at.astimezone(KST), date.machine, date.source, twin.precision)
        return PageTime(seen.at.astimezone(KST), seen.raw, date.source, seen.precision) if seen else None


def _agree(seen: Moment, twin: Moment) -> bool:
    if seen.precision == "day":
        return seen.at.date() == twin.at.date()
    return abs(seen.at - twin.at) < timedelta(minutes=1)


def _machine_texts(date: RawDate) -> tuple[str, ...]:
    """What the date says for programs, where it says so in UTC."""
    return tuple(text for text in (date.text, date.machine) if text and UTC_MARK.search(text))


def _drop_utc(date: RawDate) -> RawDate:
    return replace(date, text=UTC_MARK.sub("", date.text), machine=UTC_MARK.sub("", date.machine))
