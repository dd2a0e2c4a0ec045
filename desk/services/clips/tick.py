"""Ticks articles into the clip that a person works on, and takes them out again, from wherever they are read."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

from desk.services.clips.add import add_articles
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import drop_items
from desk.services.clips.editing import EditedClip
from desk.services.clips.start import start_clip
from desk.services.workspace import Workspace
from models.clips.clip import Clip
from models.interface import ArchiveReader
from models.records.remark import Remark
from models.records.times import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """The clip that a tick means, None where the first one makes it; which articles are in it.

    ``others`` are the names of further clips, not removed, that an article is in; ``remarks`` the newest of each.
    """

    clip: Clip | None
    ticked: frozenset[int]
    others: Mapping[int, Sequence[str]] = field(default_factory=dict)
    remarks: Mapping[int, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """The clip, whether the article is in it now, and whether the clip was made for it."""

    clip: Clip
    is_in: bool
    is_new: bool = False


def find_work_clip(db: ArchiveReader, clip_id: int | None, day: date | None = None) -> Clip | None:
    """The clip that a person works on: the one of the id while it is open, else the newest open one of the day."""
    chosen = None if clip_id is None else db.clips.get(clip_id)
    if chosen is not None and chosen.done_at is None and not chosen.is_removed:
        return chosen
    day = day or now().date()
    return next((one for one in reversed(db.clips.all(day, day)) if one.done_at is None), None)


def read_ticks(workspace: Workspace, article_ids: Sequence[int], clip_id: int | None = None) -> Ticks:
    """Which of the articles are in the clip that a person works on. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        clip = find_work_clip(db, clip_id)
        remarks, holding = db.remarks.of(article_ids), db.clips.holding(article_ids)
        known = {number: db.clips.get(number) for number in {one for clips in holding.values() for one in clips}}
    own = -1 if clip is None else clip.id
    others = {
        article: [other.name for one in clips if one != own and (other := known[one]) and not other.is_removed]
        for article, clips in holding.items()
    }
    ticked = frozenset(article for article, clips in holding.items() if own in clips)
    return Ticks(clip=clip, ticked=ticked, others=others, remarks=remarks)


def tick_article(
    workspace: Workspace, article_id: int, *, is_in: bool, clip_id: int | None = None, who: str = ""
) -> Ticked:
    """Put an article into the clip that a person works on, or take it out; the first tick of a day makes the clip.

    Raises ArticleNotFoundError, ClipNotFoundError, ClipDoneError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        clip = find_work_clip(db, clip_id)
        items = [] if clip is None else db.clips.items(clip.id)
    if not is_in:
        found = [one.id for one in items if one.article_id == article_id]
        if clip is None or not found:
            clip = clip or start_clip(workspace, who=who)
            return Ticked(clip=clip, is_in=False)
        return _tell(drop_items(workspace, found, ClipChoice(id=clip.id), who), is_in=False)
    is_new = clip is None
    clip = clip or start_clip(workspace, who=who)
    done = add_articles(workspace, [f"id:{article_id}"], ClipChoice(id=clip.id), who=who)
    return _tell(done, is_in=True, is_new=is_new)


def _tell(done: EditedClip, *, is_in: bool, is_new: bool = False) -> Ticked:
    return Ticked(clip=done.clip, is_in=is_in, is_new=is_new)
