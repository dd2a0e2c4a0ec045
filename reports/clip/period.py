"""The time a clip report covers, and the moment at which an article counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.records.article import Article
from models.records.times import KST, has_clock

CUTOFFS: tuple[time, ...] = (time(9), time(17))
"""When press offices hand in their report, if a template does not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``start`` (included) to ``end`` (not included), in KST. ``cutoff`` is the time of day it ends at, if any."""

    start: datetime
    end: datetime
    cutoff: time | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day it touches."""
        return self.start.date(), (self.end - timedelta(microseconds=1)).date()

    def __str__(self) -> str:
        first, last = self.days
        if self.cutoff is not None:
            return f"{self.start:%Y.%m.%d. %H:%M} ~ {self.end:%Y.%m.%d. %H:%M}"
        return f"{first:%Y.%m.%d.}" if first == last else f"{first:%Y.%m.%d.} ~ {last:%Y.%m.%d.}"


def open_text(period: Period, at: datetime) -> str:
    """How far a period has come that has not ended at ``at``: 현재 00:17까지, with the day where it has several."""
    if period.end <= at:
        return ""
    one_day = period.cutoff is not None or period.days[0] == period.days[1]
    return f"현재 {at:%H:%M}까지" if one_day else f"현재 {at:%m.%d. %H:%M}까지"


def whole_days(first: date, last: date) -> Period:
    """From the beginning of a day to the end of another."""
    return Period(start=_at(first, time()), end=_at(last + timedelta(days=1), time()))


def up_to_cutoff(day: date, cutoff: time, cutoffs: Sequence[time]) -> Period:
    """From the cut-off before this one to this one; ``cutoffs`` are all of a day, in any order."""
    times = sorted({*cutoffs, cutoff})
    place = times.index(cutoff)
    before = _at(day, times[place - 1]) if place else _at(day - timedelta(days=1), times[-1])
    return Period(start=before, end=_at(day, cutoff), cutoff=cutoff)


def moment_of(article: Article, first_seen: datetime) -> datetime:
    """When an article counts: its publication; where no clock is given, when it was first seen.

    An article that says only a day, and was first seen after it, counts at the end of that day.
    """
    at = article.published_at
    if at is None:
        return first_seen
    if has_clock(at, article.published_raw):
        return at
    return min(max(first_seen, at), _at(at.date() + timedelta(days=1), time()) - timedelta(minutes=1))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, KST)
