"""Collects a clip report from the archive: what was published in the period, and what else is known of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.query.filters import Filters
from models.query.tree import Query
from models.records.licence import Licence
from models.records.outlet import OutletRow
from models.records.search_results import Hit
from models.records.story import Story
from models.records.times import now
from reports.clip.period import Period, moment_of
from reports.clip.report import ClipReport, ClipRow, ShareOfVoice, limit_text, release_text, remark_text
from reports.clip.template import Groups, Template


@dataclass(frozen=True, slots=True)
class _DatedHit:
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
        found = _find_articles(db, query, filters, period, timedelta(hours=template.late_hours))
        ids = [one.hit.id for one in found]
        known = db.outlets.all()
        stories = stories_of(db, ids)
        ordered = _order_by_story(found, stories, template, known, kinds)
        rows = _make_rows(db, ordered, stories, template, known, kinds, rights)
        return ClipReport(
            subject=subject,
            period=period,
            made_at=now(),
            rows=tuple(rows),
            counted=db.stories.count(ids),
            outlets={one.id: one.title for one in known.values()},
            regions={one.id: one.region for one in known.values()},
            rights=rights,
            releases=_were_compared(db, ids, period),
            waiting=db.stories.waiting(),
            coverage=coverage,
            terms=query.needles,
        )


def _were_compared(db: ArchiveReader, ids: Sequence[int], period: Period) -> bool:
    """Whether a release of the period, or one that an article was made from, was compared and kept."""
    return db.releases.exist_between(*period.days) or bool(db.releases.pickups_of(ids))


def _find_articles(
    db: ArchiveReader, query: Query, filters: Filters, period: Period, reach: timedelta
) -> list[_DatedHit]:
    """The articles of the period, and, back to ``reach`` before a cut-off, those first seen in it."""
    reach = reach if period.cutoff is not None else timedelta()
    first, last = (period.start - reach).date(), period.days[1]
    out: list[_DatedHit] = []
    for hit in db.search.all_hits(query, replace(filters, since=first, until=last), "oldest"):
        seen = hit.article.fetched_at
        if hit.article.published_at is None or seen >= period.start:
            seen = _first_seen(db, hit)
        at = moment_of(hit.article, seen)
        if period.start <= at < period.end:
            out.append(_DatedHit(at, hit, is_late=False))
        elif period.start - reach <= at < period.start <= seen < period.end:
            out.append(_DatedHit(at, hit, is_late=True))
    return out


def measure_voice(db: ArchiveReader, name: str, query: Query, filters: Filters, period: Period) -> ShareOfVoice:
    """How much of the period answers another question."""
    with db.one_view():
        ids = [one.hit.id for one in _find_articles(db, query, filters, period, timedelta())]
        stories = stories_of(db, ids)
    return ShareOfVoice(name, len(ids), sum(not is_copy(number, stories) for number in ids), query.typed)


def stories_of(db: ArchiveReader, article_ids: Sequence[int]) -> dict[int, Story]:
    """The story of each article that belongs to one, by article id."""
    member = db.stories.members_of(article_ids)
    known = {one.story_id: db.stories.get(one.story_id) for one in member.values()}
    return {number: story for number, one in member.items() if (story := known[one.story_id]) is not None}


def is_copy(article_id: int, stories: Mapping[int, Story]) -> bool:
    """Whether an earlier article carries its text, be that in the report or not."""
    story = stories.get(article_id)
    return story is not None and story.first_article_id != article_id


def _first_seen(db: ArchiveReader, hit: Hit) -> datetime:
    """When the article's first text was fetched; a later text has a later time."""
    earlier = db.articles.revisions(hit.id)
    return earlier[0].article.fetched_at if earlier else hit.article.fetched_at


def _order_by_story(
    found: Sequence[_DatedHit],
    stories: Mapping[int, Story],
    template: Template,
    known: Mapping[str, OutletRow],
    kinds: Mapping[str, str],
) -> list[list[_DatedHit]]:
    """Stories in the template's order, the articles of each by time, the one that was first before all others."""
    together: dict[tuple[str, int], list[_DatedHit]] = {}
    for one in sorted(found, key=lambda one: (one.at, one.hit.id)):
        story = stories.get(one.hit.id)
        together.setdefault(("article", one.hit.id) if story is None else ("story", story.id), []).append(one)
    groups = sorted(
        together.values(), key=lambda story: (story[0].at, story[0].hit.id), reverse=template.order == "newest"
    )
    groups = [sorted(story, key=lambda one: is_copy(one.hit.id, stories)) for story in groups]
    if template.order == "group":
        names = list(template.groups.names.values())

        def place(story: list[_DatedHit]) -> tuple[int, str]:
            name = group_of(story[0].hit, template.groups, known, kinds)
            return (names.index(name) if name in names else len(names), name)

        groups.sort(key=place)
    return groups


def _make_rows(
    db: ArchiveReader,
    ordered: Iterable[list[_DatedHit]],
    stories: Mapping[int, Story],
    template: Template,
    known: Mapping[str, OutletRow],
    kinds: Mapping[str, str],
    rights: Mapping[str, str],
) -> list[ClipRow]:
    groups = list(ordered)
    ids = [one.hit.id for story in groups for one in story]
    remarks, pickups = db.remarks.of(ids), db.releases.pickups_of(ids)
    rows: list[ClipRow] = []
    for number, story in enumerate(groups, 1):
        whole = stories.get(story[0].hit.id)
        for one in story:
            hit, article = one.hit, one.hit.article
            text = limit_text(article, rights.get(article.outlet, Licence.LINK), template.gist)
            tone, note, who, when = remark_text(remarks.get(hit.id))
            rows.append(
                ClipRow(
                    number=len(rows) + 1,
                    id=hit.id,
                    article=article,
                    at=one.at,
                    group=group_of(hit, template.groups, known, kinds),
                    gist=text.gist,
                    deck=text.deck,
                    body=text.body,
                    tone=tone,
                    note=note,
                    marked_by=who,
                    marked_at=when,
                    release=release_text(pickups.get(hit.id, ()), whole.outlets if whole else 0),
                    story=number,
                    copies=len(story),
                    is_copy=is_copy(hit.id, stories),
                    is_late=one.is_late,
                    cut=text.cut,
                    gone_at=gone[0] if (gone := db.articles.gone_at(hit.id)) else None,
                )
            )
    return rows


def group_of(hit: Hit, groups: Groups, known: Mapping[str, OutletRow], kinds: Mapping[str, str]) -> str:
    """구분 of an article."""
    article = hit.article
    title = known[article.outlet].title if article.outlet in known else article.outlet_title
    for name in (article.outlet, title):
        if name in groups.outlets:
            return groups.outlets[name]
    found = {
        "kind": kinds.get(article.outlet, ""),
        "region": known[article.outlet].region if article.outlet in known else article.region,
        "section": article.section.split(" > ")[0],
        "outlet": title,
    }[groups.by]
    return groups.names.get(found, found) or groups.other
