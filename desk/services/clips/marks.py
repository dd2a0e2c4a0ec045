"""Tone and note of a clip's items: on an article of the archive a remark, on one typed in by hand part of its entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from desk.services.articles import check_note, find_earlier, refuse_undo
from desk.services.clips.choose import TODAY, ClipChoice
from desk.services.clips.editing import EditedClip, Editing, edit_clip
from desk.services.clips.errors import ClipError
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.clips.clip import ClipItem, HandEntry
from models.clips.edit import correct_entry
from models.language import _
from models.records.labels import TONES
from models.records.times import now
from reports.formats.terminal import clean_lines

MARKS = frozenset({Deed.TONE, Deed.NOTE})


def mark_items(
    workspace: Workspace,
    item_ids: Sequence[int],
    choice: ClipChoice = TODAY,
    *,
    tone: str | None,
    note: str | None,
    who: str = "",
) -> EditedClip:
    """Set the tone or the note of items; an empty text removes it, None leaves it.

    Raises ClipError, RemarkError, ClipNotFoundError, ClipDoneError, ArchiveError.
    """
    tone, note = check_marks(tone, note)

    def work(edit: Editing) -> list[int]:
        items = [edit.item(number) for number in item_ids]
        return [one.id for one in items if mark_item(edit, one, tone=tone, note=note)]

    return edit_clip(workspace, choice, who, work)


def undo_marks(
    workspace: Workspace, item_id: int, mark: datetime | int, choice: ClipChoice = TODAY, who: str = ""
) -> EditedClip:
    """Set what an item's tone and note were before a mark, if it is the person's own and the newest.

    ``mark`` is when an article of the archive was marked; of one that was typed in, the id of the clip's change.
    Raises MarkedSinceError, ClipError, ClipNotFoundError, ClipDoneError, ArchiveError.
    """

    def work(edit: Editing) -> list[int]:
        item = edit.item(item_id)
        if item.article_id is not None:
            history = edit.db.remarks.history(item.article_id)
            tone, note = find_earlier(history, mark if isinstance(mark, datetime) else None, edit.who)
            return [item.id] if mark_item(edit, item, tone=tone, note=note) else []
        made = [one for one in edit.clips.changes(edit.clip.id) if one.item_id == item.id and one.deed in MARKS]
        if not made or made[-1].id != mark or made[-1].who != edit.who:
            raise refuse_undo(made[-1].who if made else "")
        is_tone, before = made[-1].deed is Deed.TONE, made[-1].before
        mark_item(edit, item, tone=before if is_tone else None, note=None if is_tone else before)
        return [item.id]

    return edit_clip(workspace, choice, who, work)


def check_marks(tone: str | None, note: str | None) -> tuple[str | None, str | None]:
    """Both as they are kept. Raises ClipError for a tone that is none, RemarkError for a note that is too long."""
    if tone not in (None, "", *TONES):
        raise ClipError(_("A tone is one of {tones}.", tones=", ".join(TONES)))
    note = None if note is None else clean_lines(note.replace("\r\n", "\n")).strip()
    check_note(note or "")
    return tone, note


def mark_item(edit: Editing, item: ClipItem, *, tone: str | None, note: str | None) -> bool:
    """Set them on one item, as ``check_marks`` gave them; whether anything changed."""
    if item.article_id is not None:
        return bool(edit.writer.add_remark([item.article_id], tone=tone, note=note, who=edit.who))
    changed = False
    for value, deed, change in ((tone, Deed.TONE, _set_tone), (note, Deed.NOTE, _set_note)):
        if value is not None:
            edited = correct_entry(item, partial(change, text=value), edit.who, now(), deed)
            edit.apply(edited)
            item = next(iter(edited.items), item)
            changed = changed or bool(edited.items)
    return changed


def _set_tone(entry: HandEntry, *, text: str) -> HandEntry:
    return replace(entry, tone=text)


def _set_note(entry: HandEntry, *, text: str) -> HandEntry:
    return replace(entry, note=text)
