"""A clip as it stands, line by line, and which clips there are."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.services.clips.choose import TODAY, ClipChoice, find_clip
from desk.services.clips.make import cover_clip
from desk.services.coverage import read_coverage
from desk.services.workspace import Workspace
from models.clips.change import ClipChange
from models.clips.clip import AttachmentInfo, Clip, ClipItem, Medium
from models.clips.edit import number_items
from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.query.filters import Filters
from models.query.watch import Watch
from models.records.article import Article
from models.records.outlet import OutletRow
from models.records.remark import Remark
from reports.clip.collect import stories_of
from reports.clip.collect_kept import as_article, clip_period


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLine:
    """An item as it is shown. ``number`` is its place in the clip, from 1; None for one that was dropped.

    Of an item typed in by hand ``article`` is made of its entry. ``tone`` and ``note`` are the newest anyone gave,
    ``marked_by`` and ``marked_at`` by whom and when. ``outlets`` counts those that carried the text; 0: this one alone.
    """

    number: int | None
    item: ClipItem
    article: Article
    tone: str = ""
    note: str = ""
    marked_by: str = ""
    marked_at: datetime | None = None
    scans: Sequence[AttachmentInfo] = ()
    outlets: int = 0
    gone_at: datetime | None = None

    @property
    def medium(self) -> Medium:
        """Where the article was read."""
        return Medium.ONLINE if self.item.entry is None else self.item.entry.medium


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipView:
    """A clip with its lines in order, and those that were dropped.

    ``last_change`` is the id of its last change, to be given as ``seen`` with an edit. ``is_behind``: articles were
    stored since the rule last ran. ``watches`` are the saved searches of its rule that are still there.
    """

    clip: Clip
    lines: Sequence[ClipLine]
    dropped: Sequence[ClipLine]
    last_change: int
    is_behind: bool
    watches: Sequence[Watch]
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipInList:
    """A clip and how many items are in it."""

    clip: Clip
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipHistory:
    """What was decided in a clip, the oldest first; ``lines`` by the id of the item that each decision is about."""

    clip: Clip
    changes: Sequence[ClipChange]
    lines: Mapping[int, ClipLine]


def show_clip(workspace: Workspace, choice: ClipChoice = TODAY) -> ClipView:
    """The clip that is meant. Raises ClipNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        clip = find_clip(db, choice)
        items = db.clips.items(clip.id)
        lines = make_lines(db, items)
        watches = read_watches(db, clip)
        return ClipView(
            clip=clip,
            lines=[one for one in lines if one.item.is_in],
            dropped=[one for one in lines if not one.item.is_in],
            last_change=db.clips.last_change(clip.id),
            is_behind=db.exports.last_arrival() > clip.arrival,
            watches=watches,
            coverage=cover(workspace, db, clip, watches),
        )


def read_clip(workspace: Workspace, choice: ClipChoice = TODAY) -> Clip:
    """The clip that is meant, without its rows. Raises ClipNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return find_clip(db, choice)


def list_clips(
    workspace: Workspace, first: date | None = None, last: date | None = None, *, removed: bool = False
) -> tuple[ClipInList, ...]:
    """The clips of the days, both included, or with ``removed`` those that were; the newest day first.

    Raises ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        clips = db.clips.all(first, last, removed=removed)
        counts = db.clips.counts([one.id for one in clips])
        return tuple(ClipInList(clip=one, count=counts[one.id]) for one in clips)


def read_clip_history(workspace: Workspace, choice: ClipChoice = TODAY) -> ClipHistory:
    """Who decided what in a clip, and when. Raises ClipNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        clip = find_clip(db, choice)
        lines = make_lines(db, db.clips.items(clip.id))
        return ClipHistory(clip=clip, changes=db.clips.changes(clip.id), lines={one.item.id: one for one in lines})


def find_number(workspace: Workspace, item_id: int, choice: ClipChoice = TODAY) -> int | None:
    """The number of an item in the clip, from 1; None for one that is not in it. Raises ClipNotFoundError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        return number_items(db.clips.items(find_clip(db, choice).id)).get(item_id)


def make_lines(db: ArchiveReader, items: Sequence[ClipItem], only: Collection[int] | None = None) -> list[ClipLine]:
    """The items of one clip, all of them in their order, as they are shown; ``only`` those of these ids are made."""
    numbers = number_items(items)
    items = [one for one in items if only is None or one.id in only]
    ids = [one.article_id for one in items if one.article_id is not None]
    stories = stories_of(db, ids)
    remarks, known = db.remarks.of(ids), db.outlets.all()
    scans = db.clips.list_attachments([one.id for one in items])
    lines = []
    for item in items:
        number = item.article_id
        if number is None:
            lines.append(_hand_line(item, numbers.get(item.id), known, scans.get(item.id, ())))
            continue
        article, remark, story = db.articles.get(number), remarks.get(number), stories.get(number)
        assert article is not None
        lines.append(
            ClipLine(
                number=numbers.get(item.id),
                item=item,
                article=article,
                **_marks(remark),
                outlets=0 if story is None else story.outlets,
                gone_at=gone[0] if (gone := db.articles.gone_at(number)) else None,
            )
        )
    return lines


def _hand_line(
    item: ClipItem, number: int | None, known: Mapping[str, OutletRow], scans: Sequence[AttachmentInfo]
) -> ClipLine:
    entry = item.entry
    assert entry is not None
    is_marked = bool(entry.tone or entry.note)
    return ClipLine(
        number=number,
        item=item,
        article=as_article(item, entry, known),
        tone=entry.tone,
        note=entry.note,
        marked_by=item.who if is_marked else "",
        marked_at=item.at if is_marked else None,
        scans=scans,
    )


def _marks(remark: Remark | None) -> dict[str, Any]:
    if remark is None:
        return {}
    return {"tone": remark.tone, "note": remark.note, "marked_by": remark.who, "marked_at": remark.at}


def read_watches(db: ArchiveReader, clip: Clip) -> tuple[Watch, ...]:
    """The saved searches of a clip's rule that are still there."""
    known = db.watches.all()
    return tuple(one for one in known if one.name in clip.rule.watches) if clip.rule.watches else known


def cover(workspace: Workspace, db: ArchiveReader, clip: Clip, watches: Sequence[Watch]) -> Coverage:
    """What the archive has of a clip's outlets and time, also where its saved searches are gone."""
    if watches:
        return cover_clip(workspace, db, clip, watches)
    period = clip_period(clip)
    return read_coverage(workspace, db, Filters(press_only=True), start=period.start, end=period.end)
