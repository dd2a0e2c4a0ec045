"""Collects a clip report from the archive: what was published in the period, and what else is known of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.query.filters import Filters
from models.query.tree import Query
from models.records.article import Article
from models.records.outlet import OutletRow
from models.records.search_results import Hit
from models.records.story import Story
from models.records.times import now
from reports.clip.period import Period, moment_of
from reports.clip.report import ClipReport, ClipRow, ShareOfVoice
from reports.clip.rows import Place, RowMaker, group_of, is_copy
from reports.clip.template import Template


@dataclass(frozen=True, slots=True)
class DatedHit:
    """An article of the report: the moment at which it counts, and whether that is before the period."""

    at: datetime
    hit: Hit
    is_late: bool


def collect_report(
    db: ArchiveReader,
    query: Query,
    filters: Filters,
    period: Period,
    template: Template,
    *,
    subject: str,
    kinds: Mapping[str, str],
    rights: Mapping[str, str],
    coverage: Coverage | None = None,
) -> ClipReport:
    """The report of all articles that answer, in one unchanging view of the archive.

    ``kinds`` says by outlet id what kind of outlet it is, ``rights`` what a report may carry of its text: full,
    excerpt or link. The days of ``filters`` are those of the period. ``coverage`` is of the same outlets and days.
    """
    with db.one_view():
        found = find_articles(db, query, filters, period, timedelta(hours=template.late_hours))
        ids = [one.hit.id for one in found]
        known = db.outlets.all()
        stories = stories_of(db, ids)
        ordered = _order_by_story(found, stories, template, known, kinds)
        maker = RowMaker(db, ids, stories, template=template, outlets=known, kinds=kinds, rights=rights)
        rows = _make_rows(maker, ordered)
        return ClipReport(
            subject=subject,
            period=period,
            made_at=now(),
            rows=rows,
            counted=db.stories.count(ids),
            outlets={one.id: one.title for one in known.values()},
            regions={one.id: one.region for one in known.values()},
            rights=rights,
            releases=were_compared(db, ids, period),
            waiting=db.stories.waiting(),
            coverage=coverage,
            terms=query.needles,
        )


def were_compared(db: ArchiveReader, ids: Sequence[int], period: Period) -> bool:
    """Whether a release of the period, or one that an article was made from, was compared and kept."""
    return db.releases.exist_between(*period.days) or bool(db.releases.pickups_of(ids))


def find_articles(
    db: ArchiveReader, query: Query, filters: Filters, period: Period, reach: timedelta
) -> list[DatedHit]:
    """The articles of the period, and, back to ``reach`` before a cut-off, those first seen in it."""
    reach = reach if period.cutoff is not None else timedelta()
    first, last = (period.start - reach).date(), period.days[1]
    out: list[DatedHit] = []
    for hit in db.search.all_hits(query, replace(filters, since=first, until=last), "oldest"):
        at, seen = find_moment(db, hit.id, hit.article, period)
        if period.start <= at < period.end:
            out.append(DatedHit(at, hit, is_late=False))
        elif period.start - reach <= at < period.start <= seen < period.end:
            out.append(DatedHit(at, hit, is_late=True))
    return out


def measure_voice(db: ArchiveReader, name: str, query: Query, filters: Filters, period: Period) -> ShareOfVoice:
    """How much of the period answers another question."""
    with db.one_view():
        ids = [one.hit.id for one in find_articles(db, query, filters, period, timedelta())]
        stories = stories_of(db, ids)
    return ShareOfVoice(name, len(ids), sum(not is_copy(number, stories) for number in ids), query.typed)


def stories_of(db: ArchiveReader, article_ids: Sequence[int]) -> dict[int, Story]:
    """The story of each article that belongs to one, by article id."""
    member = db.stories.members_of(article_ids)
    known = {one.story_id: db.stories.get(one.story_id) for one in member.values()}
    return {number: story for number, one in member.items() if (story := known[one.story_id]) is not None}


def find_moment(db: ArchiveReader, number: int, article: Article, period: Period) -> tuple[datetime, datetime]:
    """When an article counts, and when its first text was fetched, as far as that matters to a period.

    A later text has a later time.
    """
    seen = article.fetched_at
    if article.published_at is None or seen >= period.start:
        earlier = db.articles.revisions(number)
        seen = earlier[0].article.fetched_at if earlier else seen
    return moment_of(article, seen), seen


def _order_by_story(
    found: Sequence[DatedHit],
    stories: Mapping[int, Story],
    template: Template,
    known: Mapping[str, OutletRow],
    kinds: Mapping[str, str],
) -> list[list[DatedHit]]:
    """Stories in the template's order, the articles of each by time, the one that was first before all others."""
    together: dict[tuple[str, int], list[DatedHit]] = {}
    for one in sorted(found, key=lambda one: (one.at, one.hit.id)):
        story = stories.get(one.hit.id)
        together.setdefault(("article", one.hit.id) if story is None else ("story", story.id), []).append(one)
    groups = sorted(
        together.values(), key=lambda story: (story[0].at, story[0].hit.id), reverse=template.order == "newest"
    )
    groups = [sorted(story, key=lambda one: is_copy(one.hit.id, stories)) for story in groups]
    if template.order == "group":
        names = list(template.groups.names.values())

        def place(story: list[DatedHit]) -> tuple[int, str]:
            name = group_of(story[0].hit.article, template.groups, known, kinds)
            return (names.index(name) if name in names else len(names), name)

        groups.sort(key=place)
    return groups


def _make_rows(maker: RowMaker, ordered: Iterable[list[DatedHit]]) -> tuple[ClipRow, ...]:
    rows: list[ClipRow] = []
    for number, story in enumerate(ordered, 1):
        for one in story:
            place = Place(number=len(rows) + 1, story=number, copies=len(story))
            rows.append(maker.make(one.hit.id, one.hit.article, place, at=one.at, is_late=one.is_late))
    return tuple(rows)
