"""One edit of a clip: everything it does is one transaction, and what it changed is given back as it stands then.

An edit names items by their ids, which do not change, so that of two people who edit at once neither changes a row that
the other one meant.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from desk.services.clips.choose import ClipChoice, find_clip, get_open_clip, sign
from desk.services.clips.errors import ClipChangedError, ClipError
from desk.services.clips.view import ClipLine, make_lines
from desk.services.workspace import Workspace
from models.clips.change import SHIFTING
from models.clips.clip import Clip, ClipItem
from models.clips.edit import Edited
from models.interface import ArchiveReader, ClipWriter, Transaction
from models.language import _
from reports.formats.terminal import clean

MAX_ID = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedClip:
    """The clip, and the lines that were changed, as they are now.

    ``last_change`` is the id of its last change, ``before`` that of the last one before this edit.
    """

    clip: Clip
    changed: Sequence[ClipLine]
    last_change: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """An edit under way: the clip, which is not finished, who edits it, and the archive to read and to write."""

    db: ArchiveReader
    writer: Transaction
    clip: Clip
    who: str

    @property
    def clips(self) -> ClipWriter:
        """The clips of the transaction."""
        return self.writer.clips

    def items(self) -> list[ClipItem]:
        """The items as they stand in the transaction, in their order."""
        return self.clips.items(self.clip.id)

    def item(self, item_id: int) -> ClipItem:
        """The item of an id. Raises ClipError where the clip has none of it."""
        found = self.clips.item(item_id) if abs(item_id) < MAX_ID else None
        if found is None or found.clip_id != self.clip.id:
            raise ClipError(_("The clip has no item {id}.", id=item_id))
        return found

    def apply(self, edited: Edited) -> None:
        """Write what was edited."""
        self.clips.apply(self.clip.id, edited, self.who)


def edit_clip(
    workspace: Workspace, choice: ClipChoice, who: str, work: Callable[[Editing], Sequence[int]]
) -> EditedClip:
    """Do the work in one transaction; it returns the ids of the items that it changed.

    Raises ClipNotFoundError, ClipDoneError, ArchiveError, and what the work raises: then nothing is changed.
    """
    with workspace.open_writer() as archive, closing(workspace.open_reader()) as db:
        chosen = find_clip(db, choice)
        with archive.transaction() as writer:
            clip = get_open_clip(writer.clips, chosen.id)
            before = writer.clips.last_change(clip.id)
            changed = work(Editing(db=db, writer=writer, clip=clip, who=sign(who)))
            last_change = writer.clips.last_change(clip.id)
        lines = {one.item.id: one for one in make_lines(db, db.clips.items(clip.id), set(changed))} if changed else {}
    shown = [lines[one] for one in changed]
    return EditedClip(clip=clip, changed=shown, last_change=last_change, before=before)


def list_shown(items: Sequence[ClipItem], order: Sequence[int]) -> list[int]:
    """Of ids in their order those that are in the clip."""
    shown = {one.id for one in items if one.is_in}
    return [one for one in order if one in shown]


def check_unchanged(edit: Editing, seen: int | None) -> None:
    """Raise ClipChangedError where rows may have got other numbers since ``seen``, the last change a person saw."""
    if seen is None:
        return
    later = [one for one in edit.clips.changes(edit.clip.id, seen) if one.deed in SHIFTING]
    if later:
        last = [*later, *(one for one in later if one.who != edit.who)][-1]
        raise ClipChangedError(
            _(
                "The clip was changed at {at:%H:%M}{by} since you looked at it: look at it again, then move it.",
                at=last.at,
                by=f" ({clean(last.who)})" if last.who else "",
            )
        )
