"""Many changes at once, as they come from a file that a person filled in: looked at first, then applied together.

A change says what it takes the value to be now (``was``): where somebody has set another one meanwhile, that is a
conflict, and the newer value stays.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desk.services.articles import RemarkError
from desk.services.clips.choose import TODAY, ClipChoice
from desk.services.clips.editing import Editing, edit_clip, list_shown
from desk.services.clips.errors import ClipError
from desk.services.clips.marks import check_marks, mark_item
from desk.services.clips.view import ClipLine, make_lines
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.clips.clip import Clip, ItemState
from models.clips.edit import reorder, set_state
from models.clips.order import move_many
from models.language import _
from models.records.times import now

MAX_PLACE_DIGITS = 6


class Part(StrEnum):
    """What of an item a change is about. The values are texts: a place is a number, a state one of ``ItemState``."""

    TONE = "tone"
    NOTE = "note"
    PLACE = "place"
    STATE = "state"


class Outcome(StrEnum):
    """What becomes of a change: it is made, it is so already, somebody has set another value, or it cannot be made."""

    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Another value of one part of one item. ``was``: the value that the person saw; None where that is not known.

    ``why``: a sentence about what is wrong with it where it came from; then it is refused.
    """

    item_id: int
    part: Part
    value: str
    was: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeResult:
    """What became, or would become, of a change. ``line`` is the item before it; None where the clip has no such item.

    ``before`` is its value before. ``who`` and ``at`` say of a conflict who set that value, and when; ``why`` is a
    sentence about what was refused.
    """

    change: Change
    outcome: Outcome
    line: ClipLine | None = None
    before: str = ""
    who: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedChanges:
    """The results in the order of the changes; ``is_applied``: they were made, and not only looked at.

    ``last_change`` is the id of the clip's last change as it stands now.
    """

    clip: Clip
    results: Sequence[ChangeResult]
    is_applied: bool
    last_change: int


class _LookedAtError(Exception):
    """Ends a transaction in which everything was tried and nothing is to be kept."""


def apply_changes(
    workspace: Workspace,
    changes: Sequence[Change],
    choice: ClipChoice = TODAY,
    *,
    seen: int | None = None,
    dry_run: bool = False,
    who: str = "",
) -> AppliedChanges:
    """Make the changes in one transaction, or, with ``dry_run``, say what they would do and change nothing.

    ``seen``: the last change of the clip when the person saw it, see ``ClipView.last_change``; by it is told whether
    somebody has moved an item since. Raises ClipNotFoundError, ClipDoneError, ArchiveError.
    """
    kept: list[AppliedChanges] = []

    def work(edit: Editing) -> list[int]:
        results = make_changes(edit, changes, seen)
        last = edit.clips.last_change(edit.clip.id)
        if dry_run:
            kept.append(AppliedChanges(clip=edit.clip, results=results, is_applied=False, last_change=seen or 0))
            raise _LookedAtError
        kept.append(AppliedChanges(clip=edit.clip, results=results, is_applied=True, last_change=last))
        return []

    with suppress(_LookedAtError):
        edit_clip(workspace, choice, who, work)
    return kept[0]


def make_changes(edit: Editing, changes: Sequence[Change], seen: int | None) -> list[ChangeResult]:
    """Make them within an edit; what became of each, in the order of the changes. ``seen`` is as in ``apply_changes``.

    Nobody else writes meanwhile, so that what the reader reads is what stands before the first change.
    """
    items = edit.items()
    lines = {one.item.id: one for one in make_lines(edit.db, items)}
    moved_by = {
        one.item_id: (one.who, one.at)
        for one in (edit.clips.changes(edit.clip.id, seen) if seen is not None else ())
        if one.deed is Deed.MOVED
    }
    results = [_look(one, lines.get(one.item_id), moved_by, is_seen=seen is not None) for one in changes]
    for result in results:
        if result.outcome is Outcome.CHANGED and result.change.part in (Part.TONE, Part.NOTE, Part.STATE):
            _make(edit, result.change)
    return _place(edit, results)


def _look(
    change: Change, line: ClipLine | None, moved_by: Mapping[int | None, tuple[str, datetime]], *, is_seen: bool
) -> ChangeResult:
    """Whether a change is to be made."""
    if line is None:
        return _refuse(change, None, _("The clip has no item {id}.", id=change.item_id))
    if change.why:
        return _refuse(change, line, change.why)
    before, who, at = {
        Part.TONE: (line.tone, line.marked_by, line.marked_at),
        Part.NOTE: (line.note, line.marked_by, line.marked_at),
        Part.STATE: (line.item.state.value, line.item.who, line.item.at),
        Part.PLACE: ("" if line.number is None else str(line.number), line.item.who, line.item.at),
    }[change.part]
    try:
        value = _check_value(change)
    except (ClipError, RemarkError) as error:
        return _refuse(change, line, str(error))
    is_other = change.was is not None and change.was != before
    if change.part is Part.PLACE and is_seen:
        # Others that come or go give an item another number; only who moved it has another opinion.
        is_other = change.item_id in moved_by
        who, at = moved_by.get(change.item_id, (who, at))
    outcome = Outcome.SAME if value == before else Outcome.CONFLICT if is_other else Outcome.CHANGED
    is_conflict = outcome is Outcome.CONFLICT
    return ChangeResult(
        change=change,
        outcome=outcome,
        line=line,
        before=before,
        who=who if is_conflict else "",
        at=at if is_conflict else None,
    )


def _check_value(change: Change) -> str:
    """The value as it is kept. Raises ClipError, RemarkError."""
    if change.part is Part.TONE:
        return check_marks(change.value, None)[0] or ""
    if change.part is Part.NOTE:
        return check_marks(None, change.value)[1] or ""
    if change.part is Part.STATE:
        if change.value not in set(ItemState):
            raise ClipError(_("{value!r} says neither in nor out.", value=change.value))
        return change.value
    if not (change.value.isascii() and change.value.isdecimal() and 0 < len(change.value) <= MAX_PLACE_DIGITS):
        raise ClipError(_("{value!r} is not a place in a clip: write a number.", value=change.value))
    return str(int(change.value))


def _refuse(change: Change, line: ClipLine | None, why: str) -> ChangeResult:
    return ChangeResult(change=change, outcome=Outcome.REFUSED, line=line, why=why)


def _make(edit: Editing, change: Change) -> None:
    item, value = edit.item(change.item_id), _check_value(change)
    if change.part is Part.STATE:
        edit.apply(set_state([item], {item.id}, ItemState(value), edit.who, now()))
    else:
        is_tone = change.part is Part.TONE
        mark_item(edit, item, tone=value if is_tone else None, note=None if is_tone else value)


def _place(edit: Editing, results: Sequence[ChangeResult]) -> list[ChangeResult]:
    """Put items at their numbers, all at once; the results, in which what is not in the clip has none."""
    items = edit.items()
    order = [one.id for one in items]
    shown = list_shown(items, order)
    places: dict[int, int] = {}
    out: list[ChangeResult] = []
    for one in results:
        is_asked = one.outcome is Outcome.CHANGED and one.change.part is Part.PLACE
        if is_asked and one.change.item_id not in shown:
            out.append(replace(one, outcome=Outcome.REFUSED, why=_("What was dropped has no place in the clip.")))
            continue
        if is_asked:
            places[one.change.item_id] = int(one.change.value)
        out.append(one)
    edit.apply(reorder(items, move_many(order, shown, places), places.keys(), edit.who, now()))
    return out
