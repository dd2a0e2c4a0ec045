"""Collects a month's report from the archive: the numbers of three months, and the lists of this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.health.coverage import FRESH, Coverage
from models.interface import ArchiveReader
from models.query.filters import Filters
from models.query.tree import Query
from models.records.article_ids import date_of, day_number, first_id, last_id
from reports.clip.period import Period
from reports.clip.report import ShareOfVoice
from reports.month.count import Count, count_period, count_voice
from reports.month.month import Month, elapsed_period, is_cut
from reports.month.month_report import (
    Earlier,
    Figures,
    MonthReport,
    Obstacle,
    OutletLine,
    ReporterLine,
    StoryLine,
)
from reports.month.releases import collect_releases, count_releases

MAX_MISSING = 0.1
"""Of the time of all outlets so much may be missing that two months are still compared: a difference that is due to
what is missing stays about as small."""
MAX_STORIES = 30
MIN_OUTLETS = 2
"""A text that fewer outlets carried is no story that was carried on."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that a share of voice counts: its name, its query and that as it was typed."""

    name: str
    query: Query
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthQuestion:
    """What a month's report is about. ``subject`` is the search in a person's words; ``voices`` us first, or none."""

    subject: str
    query: Query
    filters: Filters
    month: Month
    voices: Sequence[Voice] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An earlier month to compare with: 지난달, which days of it, and what the archive covers of them."""

    name: str
    month: Month
    period: Period
    coverage: Coverage


def end_of_knowledge(period: Period, coverage: Coverage) -> datetime:
    """Up to when a period is known: its end, or, where it has not ended, the last night's crawl of all its outlets.

    What is older is of an outlet that is crawled no more: the others are known up to now.
    """
    if period.end <= coverage.at:
        return period.end
    known = coverage.as_of
    if known is None or known <= period.start or not timedelta() < coverage.at - known <= FRESH:
        return max(coverage.at, period.start)
    return known


def choose_compared(month: Month, known_until: datetime) -> list[tuple[str, Month, Period]]:
    """(name, month, as much of it as is compared) of the month before and the same month of last year."""
    names = (("지난달", month.before), ("지난해 같은 달", month.last_year))
    return [(name, other, elapsed_period(other, month.period, known_until)) for name, other in names]


def collect_month(
    db: ArchiveReader,
    question: MonthQuestion,
    coverage: Coverage,
    compared: Sequence[Compared],
) -> MonthReport:
    """The report of a month, in one unchanging view of the archive. ``coverage`` is of its outlets and days."""
    month, period = question.month, question.month.period
    with db.one_view():
        count = count_period(db, question.query, question.filters, period)
        figures = _figures(db, question, period, count)
        uncovered = find_uncovered(coverage)
        known = db.outlets.all()
        places = figures.places
        outlets = [
            OutletLine(
                id=outlet,
                rank=places[outlet],
                title=count.titles[outlet],
                region=known[outlet].region if outlet in known else "",
                counts=counts,
                is_part=outlet in uncovered,
            )
            for outlet, counts in figures.outlets.items()
        ]
        return MonthReport(
            subject=question.subject,
            month=month,
            made_at=coverage.at,
            known_until=end_of_knowledge(period, coverage),
            coverage=coverage,
            figures=figures,
            earlier=tuple(_compare(db, question, coverage, one) for one in compared),
            outlets=tuple(sorted(outlets, key=lambda one: (one.rank, one.title, one.id))),
            reporters=tuple(_reporters(count)),
            stories=tuple(_stories(db, count)),
            found=collect_releases(db, period),
            waiting=db.stories.waiting(),
        )


def _figures(db: ArchiveReader, question: MonthQuestion, period: Period, count: Count) -> Figures:
    releases, departments = count_releases(db, period)
    voices = [ShareOfVoice(one.name, *_measure(db, question, one, period, count), one.typed) for one in question.voices]
    return Figures(
        period=period,
        counted=count.counted,
        tones=count.tones,
        outlets=count.outlets,
        reporters=count.reporters,
        days=count.days,
        releases=releases,
        departments=departments,
        voices=tuple(voices),
    )


def _measure(db: ArchiveReader, question: MonthQuestion, voice: Voice, period: Period, count: Count) -> tuple[int, int]:
    """The articles of a voice, and those that came first; our own are counted already."""
    if voice.query is question.query:
        return count.articles, count.first
    return count_voice(db, voice.query, question.filters, period)


def _compare(db: ArchiveReader, question: MonthQuestion, coverage: Coverage, other: Compared) -> Earlier:
    """An earlier month; its figures only where both months are known well enough."""
    known = _has_articles(db, other.period)
    figures: Figures | None = None
    obstacle = find_obstacle(coverage, other.coverage, has_articles=known)
    if other.period.start >= other.period.end:
        obstacle = Obstacle.NOTHING_OVER
    if obstacle is None:
        count = count_period(db, question.query, question.filters, other.period)
        figures = _figures(db, question, other.period, count)
        if not other.coverage.outlets and not count.articles:
            figures, obstacle = None, Obstacle.NO_RECORD
    return Earlier(
        name=other.name,
        month=other.month,
        period=other.period,
        coverage=other.coverage,
        figures=figures,
        obstacle=obstacle,
        uncovered=find_uncovered(other.coverage),
        is_part=is_cut(other.period) or other.period != other.month.period,
    )


def find_obstacle(this: Coverage, other: Coverage, *, has_articles: bool) -> Obstacle | None:
    """Why two months are not compared; None where they are. ``has_articles``: the archive holds any of the other."""
    if not has_articles:
        return Obstacle.NO_RECORD
    if measure_missing(this) > MAX_MISSING:
        return Obstacle.THIS_TOO_LITTLE
    if measure_missing(other) > MAX_MISSING:
        return Obstacle.TOO_LITTLE
    return None


def measure_missing(coverage: Coverage) -> float:
    """The share of its outlets' time that is missing (0 to 1), of each outlet by its longest gap.

    0 for an archive that no crawl filled.
    """
    if not coverage.outlets or coverage.start is None:
        return 0.0
    stop = coverage.at if coverage.end is None else min(coverage.end, coverage.at)
    whole = (stop - coverage.start) * coverage.outlets
    lost = sum((gap.end - gap.start for gap in coverage.gaps), timedelta())
    return lost / whole if whole > timedelta() else 0.0


def find_uncovered(coverage: Coverage) -> frozenset[str]:
    """The outlets of which so much is missing that their own numbers are not compared."""
    if coverage.start is None:
        return frozenset(gap.outlet for gap in coverage.gaps)
    stop = coverage.at if coverage.end is None else min(coverage.end, coverage.at)
    most = (stop - coverage.start) * MAX_MISSING
    return frozenset(gap.outlet for gap in coverage.gaps if gap.end - gap.start > most)


def _has_articles(db: ArchiveReader, period: Period) -> bool:
    first, last = period.days
    return db.articles.exist_between(first_id(day_number(first)), last_id(day_number(last)))


def _reporters(count: Count) -> list[ReporterLine]:
    """Every reporter, those with the most articles first; an address where it is the one used most, alone."""
    lines = [
        ReporterLine(
            name=name,
            outlet=outlet,
            outlet_title=count.titles[outlet],
            email=_usual(count.emails.get((outlet, name), {})),
            counts=counts,
        )
        for (outlet, name), counts in count.reporters.items()
    ]
    return sorted(lines, key=lambda one: (-one.counts.articles, one.name, one.outlet_title))


def _usual(addresses: Mapping[str, int]) -> str:
    """The address used most; empty where two are used as often, for then none is known to be the reporter's."""
    order = sorted(addresses.items(), key=lambda one: -one[1])
    return order[0][0] if order and (len(order) == 1 or order[0][1] > order[1][1]) else ""


def _stories(db: ArchiveReader, count: Count) -> list[StoryLine]:
    """The texts that most articles of the month carry, in several outlets."""
    most = sorted(count.stories.values(), key=lambda ids: (-len(ids), min(ids)))
    lines: list[StoryLine] = []
    for ids in most:
        if len(lines) == MAX_STORIES or len(ids) < MIN_OUTLETS:
            break
        heads = {head.id: head for head in db.articles.heads(ids)}
        story = db.stories.of_article(ids[0])
        order = [one.article_id for one in db.stories.members(story.id)] if story is not None else sorted(heads)
        found = [heads[number] for number in order if number in heads]
        outlets = tuple(dict.fromkeys(head.outlet_title for head in found))
        if len(outlets) < MIN_OUTLETS:
            continue
        lines.append(
            StoryLine(
                headline=" ".join(found[0].headline.split()),
                url=found[0].canonical_url,
                day=date_of(found[0].id),
                outlet=found[0].outlet_title,
                articles=len(found),
                outlets=outlets,
            )
        )
    return lines
