"""Which of a page's times is the article's: a part of `extract`.

Which time wins: the time that the page shows at the article, then meta, then JSON-LD, then the day in the address, then
what a feed or list said. A later source only sharpens an earlier one: where the winner names a day alone, a source that
names a clock time on that same day is taken instead. An element's ``datetime`` is its own text's twin and is taken
when both agree to the minute (it carries the seconds); where they differ, what readers see wins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.records.page import Page
from models.records.times import KST
from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, Role
from pipelines.text.dates import Moment, find_moments, parse_moment


@dataclass(frozen=True, slots=True)
class PageTime:
    """A time, the text it was read from, and where that stood."""

    at: datetime
    raw: str
    source: str
    precision: str


def published(raw: RawArticle, page: Page, layout: Layout) -> PageTime | None:
    """When the article was published, by the first source that says so."""
    winner: PageTime | None = None
    for found in _candidates(raw, page, layout):
        if winner is None or (found.precision != "day" and found.at.date() == winner.at.date()):
            winner = found
        if winner.precision != "day":
            break
    return winner


def _candidates(raw: RawArticle, page: Page, layout: Layout) -> Iterator[PageTime]:
    for date in raw.dates:
        if date.role == "published" and (found := read_date(date, page)):
            yield found
    if layout.url_day and (text := layout.url_day(page.url)) and (moment := parse_moment(text)):
        yield PageTime(moment.at, text, "url", moment.precision)
    listing = page.listing
    if listing and listing.published_at:
        at = listing.published_at
        clock = (at.hour, at.minute, at.second) != (0, 0, 0)
        yield PageTime(at, listing.published_raw, listing.source, "minute" if clock else "day")


def fits(found: PageTime | None, page: Page, layout: Layout) -> bool:
    """Whether a time found without a layout may be the article's: a clock time of the day that the address names."""
    day = parse_moment(layout.url_day(page.url)) if layout.url_day else None
    return found is not None and (day is None or (found.precision != "day" and found.at.date() == day.at.date()))


def first_date(raw: RawArticle, role: Role, page: Page) -> PageTime | None:
    """The first readable time of a role."""
    return next((found for date in raw.dates if date.role == role and (found := read_date(date, page))), None)


def read_date(date: RawDate, page: Page) -> PageTime | None:
    """The time in a raw date: not the page's clock, and no time that calls itself by the other role."""
    other = "modified" if date.role == "published" else "published"
    moments = find_moments(date.text, fetched_at=page.fetched_at) if date.text else ()
    moments = tuple(moment for moment in moments if moment.label != "clock")
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
