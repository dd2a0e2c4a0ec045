"""Clips, their items, scans and decisions, as readers see them. Standard library only."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.clips.change import ClipChange, Deed
from models.clips.clip import Attachment, AttachmentInfo, Clip, ClipItem, ItemState
from models.clips.stored_text import read_entry, read_rule
from models.records.times import read_time

_CLIP = (
    "SELECT id, day, name, subject, rule, made_at, made_by, done_at, done_by, arrival, removed_at, removed_by FROM clip"
)
_ITEM = "SELECT id, clip_id, article_id, entry, place, state, is_placed, watch, who, at FROM clip_item"
_CHANGE = "SELECT id, clip_id, item_id, at, who, deed, was, became FROM clip_change"


def read_clips(
    db: sqlite3.Connection, first: date | None = None, last: date | None = None, *, removed: bool = False
) -> list[Clip]:
    """The clips of the days, both included; the newest day first, those of a day as they were made.

    ``removed``: those that were removed, instead of those that are there.
    """
    sql = f"{_CLIP} WHERE day >= ? AND day <= ? AND (removed_at IS NOT NULL) = ? ORDER BY day DESC, id"
    low, high = "" if first is None else first.isoformat(), "9999" if last is None else last.isoformat()
    return [_clip(row) for row in db.execute(sql, (low, high, removed))]


def get_clip(db: sqlite3.Connection, clip_id: int) -> Clip | None:
    """The clip of an id, also one that was removed."""
    row = db.execute(f"{_CLIP} WHERE id = ?", (clip_id,)).fetchone()
    return None if row is None else _clip(row)


def read_items(db: sqlite3.Connection, clip_id: int) -> list[ClipItem]:
    """The items of a clip in their order, those that were dropped too."""
    return [_item(row) for row in db.execute(f"{_ITEM} WHERE clip_id = ? ORDER BY place, id", (clip_id,))]


def get_item(db: sqlite3.Connection, item_id: int) -> ClipItem | None:
    """The item of an id."""
    row = db.execute(f"{_ITEM} WHERE id = ?", (item_id,)).fetchone()
    return None if row is None else _item(row)


def count_items(db: sqlite3.Connection, clip_ids: Sequence[int]) -> dict[int, int]:
    """How many items each clip has that were not dropped."""
    sql = (
        "SELECT clip_id, count(*) FROM clip_item WHERE state = 'in' "
        "AND clip_id IN (SELECT value FROM json_each(?)) GROUP BY clip_id"
    )
    counts = dict(db.execute(sql, (json.dumps(list(clip_ids)),)).fetchall())
    return {number: counts.get(number, 0) for number in clip_ids}


def find_clips_with(db: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The clips that each article is in, by article id; of an article in none there is no entry."""
    sql = (
        "SELECT article_id, clip_id FROM clip_item JOIN clip ON clip.id = clip_id "
        "WHERE state = 'in' AND removed_at IS NULL "
        "AND article_id IN (SELECT value FROM json_each(?)) ORDER BY clip_id"
    )
    found: dict[int, tuple[int, ...]] = {}
    for article_id, clip_id in db.execute(sql, (json.dumps(list(article_ids)),)):
        found[article_id] = (*found.get(article_id, ()), clip_id)
    return found


def read_attachments(db: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, tuple[Attachment, ...]]:
    """The scans of each item that has any, in the order they were added; not those that were taken off it."""
    sql = (
        "SELECT item_id, name, media_type, data FROM clip_attachment "
        "WHERE removed_at IS NULL AND item_id IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    found: dict[int, tuple[Attachment, ...]] = {}
    for item_id, name, media_type, data in db.execute(sql, (json.dumps(list(item_ids)),)):
        one = Attachment(name=name, media_type=media_type, data=data)
        found[item_id] = (*found.get(item_id, ()), one)
    return found


def list_attachments(db: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, tuple[AttachmentInfo, ...]]:
    """The scans of each item that has any, without their bytes."""
    sql = (
        "SELECT item_id, id, name, media_type, size FROM clip_attachment "
        "WHERE removed_at IS NULL AND item_id IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    found: dict[int, tuple[AttachmentInfo, ...]] = {}
    for item_id, number, name, media_type, size in db.execute(sql, (json.dumps(list(item_ids)),)):
        one = AttachmentInfo(id=number, name=name, media_type=media_type, size=size)
        found[item_id] = (*found.get(item_id, ()), one)
    return found


def read_changes(db: sqlite3.Connection, clip_id: int, after: int = 0) -> tuple[ClipChange, ...]:
    """What was decided in a clip, the oldest first; only what came after a change, where one is given."""
    return tuple(_change(row) for row in db.execute(f"{_CHANGE} WHERE clip_id = ? AND id > ? ORDER BY id",
                                                    (clip_id, after)))  # fmt: skip


def read_last_change(db: sqlite3.Connection, clip_id: int) -> int:
    """The id of the last change of a clip; 0 for one that is not there."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM clip_change WHERE clip_id = ?", (clip_id,)).fetchone()[0])


def _clip(row: Sequence[Any]) -> Clip:
    number, day, name, subject, rule, made_at, made_by, done_at, done_by, arrival, removed_at, removed_by = row
    return Clip(
        id=number,
        day=date.fromisoformat(day),
        name=name,
        subject=subject,
        rule=read_rule(rule),
        made_at=_time(made_at),
        made_by=made_by,
        done_at=read_time(done_at),
        done_by=done_by,
        arrival=arrival,
        removed_at=read_time(removed_at),
        removed_by=removed_by,
    )


def _item(row: Sequence[Any]) -> ClipItem:
    number, clip_id, article_id, entry, place, state, is_placed, watch, who, at = row
    return ClipItem(
        id=number,
        clip_id=clip_id,
        place=place,
        state=ItemState(state),
        at=_time(at),
        article_id=article_id,
        entry=read_entry(entry) if entry else None,
        who=who,
        is_placed=bool(is_placed),
        watch=watch,
    )


def _change(row: Sequence[Any]) -> ClipChange:
    number, clip_id, item_id, at, who, deed, was, became = row
    return ClipChange(
        id=number,
        clip_id=clip_id,
        item_id=item_id,
        at=_time(at),
        who=who,
        deed=Deed(deed),
        before=was,
        after=became,
    )


def _time(text: str) -> datetime:
    at = read_time(text)
    assert at is not None
    return at
