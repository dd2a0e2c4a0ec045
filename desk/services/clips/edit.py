"""What people change in a clip: they drop items, take them in again, move them, and finish the clip."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from desk.services.clips.choose import TODAY, ClipChoice, find_clip, sign
from desk.services.clips.editing import EditedClip, Editing, check_unchanged, edit_clip, list_shown
from desk.services.clips.errors import ClipError
from desk.services.workspace import Workspace
from models.clips.clip import Clip, ItemState
from models.clips.edit import reorder, set_state
from models.clips.order import move_before, move_behind, move_to
from models.language import _
from models.records.times import now


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRequest:
    """An item, and where it is to stand: at a number, or right before or behind another item; one of the three.

    ``seen``: the last change that the person saw; where rows have other numbers since, a number means another place,
    and the move is refused. None where nobody looked.
    """

    item_id: int
    to: int | None = None
    before: int | None = None
    behind: int | None = None
    seen: int | None = None


def drop_items(workspace: Workspace, item_ids: Sequence[int], choice: ClipChoice = TODAY, who: str = "") -> EditedClip:
    """Take items out of the clip; they are kept, and no rule proposes them again.

    Raises ClipError, ClipNotFoundError, ClipDoneError, ArchiveError; so do the others here.
    """
    return edit_clip(workspace, choice, who, lambda edit: _set_state(edit, item_ids, ItemState.DROPPED))


def restore_items(
    workspace: Workspace, item_ids: Sequence[int], choice: ClipChoice = TODAY, who: str = ""
) -> EditedClip:
    """Take items in again that were dropped, at the places they had."""
    return edit_clip(workspace, choice, who, lambda edit: _set_state(edit, item_ids, ItemState.IN))


def move_item(workspace: Workspace, request: MoveRequest, choice: ClipChoice = TODAY, who: str = "") -> EditedClip:
    """Put an item elsewhere; it stays there, whatever the rule proposes later. Also raises ClipChangedError."""
    return edit_clip(workspace, choice, who, lambda edit: _move(edit, request))


def step_item(workspace: Workspace, item_id: int, step: int, choice: ClipChoice = TODAY, who: str = "") -> EditedClip:
    """Put an item so many places down, or up where ``step`` is negative; at the end it stays where it is."""

    def work(edit: Editing) -> list[int]:
        item, items = edit.item(item_id), edit.items()
        shown = list_shown(items, [one.id for one in items])
        if item.id not in shown:
            raise ClipError(_("What was dropped has no place in the clip."))
        place = shown.index(item.id) + 1
        to = min(max(place + step, 1), len(shown))
        return [] if to == place else _move(edit, MoveRequest(item_id=item_id, to=to))

    return edit_clip(workspace, choice, who, work)


def finish_clip(workspace: Workspace, choice: ClipChoice = TODAY, *, is_done: bool = True, who: str = "") -> Clip:
    """Finish a clip, so that nothing in it changes any more, or take it up again."""
    with workspace.open_writer() as archive, closing(workspace.open_reader()) as db:
        chosen = find_clip(db, choice)
        with archive.transaction() as writer:
            clip = writer.clips.get(chosen.id)
            assert clip is not None
            return writer.clips.finish(clip, sign(who), is_done=is_done)


def _set_state(edit: Editing, item_ids: Sequence[int], state: ItemState) -> list[int]:
    items = [edit.item(number) for number in dict.fromkeys(item_ids)]
    edited = set_state(items, {*item_ids}, state, edit.who, now())
    edit.apply(edited)
    return [one.id for one in edited.items]


def _move(edit: Editing, request: MoveRequest) -> list[int]:
    item, items = edit.item(request.item_id), edit.items()
    if not item.is_in:
        raise ClipError(_("What was dropped has no place in the clip."))
    order = [one.id for one in items]
    if request.to is not None:
        check_unchanged(edit, request.seen)
        new = move_to(order, list_shown(items, order), item.id, request.to)
    else:
        other = request.before if request.behind is None else request.behind
        if other is None or other == item.id:
            raise ClipError(_("Say where it is to stand: at a number, or before or behind another one."))
        edit.item(other)
        new = (move_before if request.behind is None else move_behind)(order, item.id, other)
    if new == order and item.is_placed:
        return []
    edit.apply(reorder(items, new, {item.id}, edit.who, now()))
    return [item.id]
