"""A clip as it is kept, as a report: its items in the order people gave them, with what was typed in by hand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from models.clips.clip import Attachment, Clip, ClipItem, HandEntry
from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.query.tree import Needle
from models.records.article import Article
from models.records.outlet import OutletRow
from models.records.story import Counted
from models.records.times import KST, now
from reports.clip.collect import find_moment, stories_of, were_compared
from reports.clip.period import CUTOFFS, Period, up_to_cutoff, whole_days
from reports.clip.report import ClipReport, ClipRow, first_sentences
from reports.clip.rows import Place, RowMaker, group_of
from reports.clip.template import Template


def clip_period(clip: Clip) -> Period:
    """The time that a clip is of."""
    rule = clip.rule
    if rule.cutoff is None:
        return whole_days(clip.day, clip.day)
    return up_to_cutoff(clip.day, rule.cutoff, rule.cutoffs or CUTOFFS)


def collect_clip(
    db: ArchiveReader,
    clip: Clip,
    template: Template,
    *,
    kinds: Mapping[str, str],
    rights: Mapping[str, str],
    terms: Sequence[Needle] = (),
    coverage: Coverage | None = None,
) -> ClipReport:
    """The report of the clip's items, in one unchanging view of the archive; a row's number is its place in the clip.

    ``kinds``, ``rights`` and ``coverage`` are as in ``collect_report``. What a person typed in is carried whole.
    """
    with db.one_view():
        items = [one for one in db.clips.items(clip.id) if one.is_in]
        ids = [one.article_id for one in items if one.article_id is not None]
        known, stories, period = db.outlets.all(), stories_of(db, ids), clip_period(clip)
        maker = RowMaker(db, ids, stories, template=template, outlets=known, kinds=kinds, rights=rights)
        scans = db.clips.attachments([one.id for one in items])
        of_item = {one.id: stories[one.article_id].id for one in items if one.article_id in stories}
        copies = Counter(of_item.values())
        rows: list[ClipRow] = []
        story, last = 0, None
        for number, item in enumerate(items, 1):
            if (own := of_item.get(item.id)) is None or own != last:
                story += 1
            last = own
            place = Place(number=number, story=story, copies=1 if own is None else copies[own])
            rows.append(
                replace(
                    _make_row(db, maker, item, place, period, template, known, kinds, scans.get(item.id, ())),
                    item_id=item.id,
                )
            )
        counted = db.stories.count(ids)
        by_hand = len(items) - len(ids)
        return ClipReport(
            subject=clip.subject,
            period=period,
            made_at=now(),
            rows=tuple(rows),
            counted=Counted(counted.articles + by_hand, counted.stories + by_hand),
            outlets={one.id: one.title for one in known.values()},
            regions={one.id: one.region for one in known.values()},
            rights=rights,
            releases=were_compared(db, ids, period),
            waiting=db.stories.waiting(),
            coverage=coverage,
            terms=tuple(terms),
            clip=clip,
            last_change=db.clips.last_change(clip.id),
        )


def _make_row(
    db: ArchiveReader,
    maker: RowMaker,
    item: ClipItem,
    place: Place,
    period: Period,
    template: Template,
    known: Mapping[str, OutletRow],
    kinds: Mapping[str, str],
    scans: Sequence[Attachment],
) -> ClipRow:
    if item.entry is not None:
        article = as_article(item, item.entry, known)
        group = group_of(article, template.groups, known, kinds)
        return _make_hand_row(item, item.entry, article, place, group, template, scans)
    assert item.article_id is not None
    stored = db.articles.get(item.article_id)
    assert stored is not None
    at, seen = find_moment(db, item.article_id, stored, period)
    is_late = period.cutoff is not None and at < period.start <= seen < period.end
    return maker.make(item.article_id, stored, place, at=at, is_late=is_late)


def as_article(item: ClipItem, entry: HandEntry, known: Mapping[str, OutletRow]) -> Article:
    """What a person typed in as an article; its outlet is that of the archive which has the title, if there is one."""
    outlet = next((one for one in known.values() if entry.outlet in (one.title, one.id)), None)
    return Article(
        outlet=entry.outlet if outlet is None else outlet.id,
        outlet_title=entry.outlet,
        region="" if outlet is None else outlet.region,
        headline=entry.headline,
        reporters=entry.reporters,
        published_at=day_of_entry(entry),
        published_raw=entry.day.isoformat(),
        body=entry.text,
        url=entry.url,
        canonical_url=entry.url,
        fetched_at=item.at,
    )


def day_of_entry(entry: HandEntry) -> datetime:
    """When an article counts that was typed in: at the beginning of its day."""
    return datetime.combine(entry.day, time(), KST)


def _make_hand_row(
    item: ClipItem,
    entry: HandEntry,
    article: Article,
    place: Place,
    group: str,
    template: Template,
    scans: Sequence[Attachment],
) -> ClipRow:
    return ClipRow(
        number=place.number,
        id=0,
        article=article,
        at=day_of_entry(entry),
        group=group,
        gist=first_sentences(entry.text, template.gist),
        deck="",
        body=entry.text,
        tone=entry.tone,
        note=entry.note,
        marked_by=item.who if entry.tone or entry.note else "",
        marked_at=item.at if entry.tone or entry.note else None,
        release="",
        story=place.story,
        copies=1,
        is_copy=False,
        is_late=False,
        cut=False,
        medium=entry.medium,
        page=entry.page,
        columns=entry.columns,
        attachments=tuple(scans),
    )
