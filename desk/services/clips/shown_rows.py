"""Which items the rows were that `news clip show` printed last on this terminal: ``news clip drop 3`` means them.

Somebody else may change the clip while a person looks at it: a number means what stood there when it was shown.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from desk.services.after_search.last_rows import MAX_AGE, place_of, state_folder
from desk.services.clips.editing import EditedClip
from desk.services.clips.errors import ClipError
from desk.services.clips.view import ClipView
from desk.services.workspace import Workspace
from models.language import ngettext
from models.records.times import now


@dataclass(frozen=True, slots=True)
class ShownRows:
    """The ids of the items in the order of their numbers, from 1, and the last change that was seen."""

    items: Sequence[int]
    seen: int

    def find(self, number: int) -> int:
        """The id of the item of a number. Raises ClipError."""
        if not 1 <= number <= len(self.items):
            raise ClipError(
                ngettext(
                    "There is no row {number}: the clip has {count} row.",
                    "There is no row {number}: the clip has {count} rows.",
                    len(self.items),
                    number=number,
                )
            )
        return self.items[number - 1]


def keep_shown_rows(workspace: Workspace, view: ClipView, *, with_dropped: bool = False) -> None:
    """Remember the rows; those that were dropped are numbered behind the others, where they were shown."""
    items = [one.item.id for one in (*view.lines, *(view.dropped if with_dropped else ()))]
    _keep(workspace, view.clip.id, items, view.last_change)


def find_shown_rows(workspace: Workspace, view: ClipView) -> ShownRows:
    """The rows as they were shown here last, or, where this clip was not, as they are now."""
    kept = _read(workspace, view.clip.id)
    return kept or ShownRows([one.item.id for one in view.lines], view.last_change)


def note_own_change(workspace: Workspace, done: EditedClip) -> None:
    """After an edit of this terminal's own: where nobody else has changed anything before it, it has been seen too."""
    kept = _read(workspace, done.clip.id)
    if kept is not None and kept.seen == done.before:
        _keep(workspace, done.clip.id, kept.items, done.last_change)


def _keep(workspace: Workspace, clip_id: int, items: Sequence[int], seen: int) -> None:
    of, path = place_of(workspace, "clip")
    part = path.with_suffix(f".{os.getpid()}.part")
    told = {"of": of, "at": now().timestamp(), "clip": clip_id, "items": list(items), "seen": seen}
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(told), "utf-8")
        part.replace(path)
    except OSError:
        # Rows of an earlier list must not be taken for these.
        for stale in (part, path):
            with suppress(OSError):
                stale.unlink()


def _read(workspace: Workspace, clip_id: int) -> ShownRows | None:
    of, path = place_of(workspace, "clip")
    try:
        told = json.loads(path.read_text("utf-8"))
        age = abs(now().timestamp() - float(told["at"]))
        rows = ShownRows([int(one) for one in told["items"]], int(told["seen"]))
        is_it = told["of"] == of and int(told["clip"]) == clip_id
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return rows if is_it and age <= MAX_AGE.total_seconds() else None
