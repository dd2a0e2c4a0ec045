"""What people do with the rows of a clip: drop, take in again, order, mark; and the tick on an article anywhere."""

from starlette.responses import Response

from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import MoveRequest, drop_items, move_item, restore_items, step_item
from desk.services.clips.editing import EditedClip
from desk.services.clips.marks import mark_items, undo_marks
from desk.services.clips.view import ClipLine, find_number, show_clip
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest, read_number
from desk.web.views.clip_page import Did, answer_change, answer_move, answer_row, read_mark

MAX_ITEMS = 500
STEPS = {"up": -1, "down": 1}


def drop_rows(request: PageRequest) -> Response:
    """Leave rows out; they are kept below."""
    choice, items = _read_items(request)
    done = drop_items(request.workspace, items, choice, request.who)
    return answer_change(request, done.clip.id, Did.DROPPED, item=items[0], anchor="clip")


def restore_rows(request: PageRequest) -> Response:
    """Take rows in again, at the places they had."""
    choice, items = _read_items(request)
    done = restore_items(request.workspace, items, choice, request.who)
    return answer_change(request, done.clip.id, Did.RESTORED, item=items[0])


def move_row(request: PageRequest) -> Response:
    """Put a row elsewhere: one up or down (``step``), at a number (``to``), before or behind another row.

    ``shown`` is the last change that the browser's list shows; where nothing else was changed since, it is told the
    row's new place alone and not given all rows anew.
    """
    choice, items = _read_items(request)
    number = find_number(request.workspace, items[0], choice)
    back = "" if number is None else str(number)
    step = request.text("step")
    if step:
        if step not in STEPS:
            raise ParameterError(step)
        done = step_item(request.workspace, items[0], STEPS[step], choice, request.who)
    else:
        done = move_item(request.workspace, _read_move(request, items[0]), choice, request.who)
    if request.is_part and done.changed and request.text("shown") == str(done.before):
        return answer_move(request, done, back)
    return answer_change(request, done.clip.id, Did.MOVED, item=items[0], back=back if done.changed else "")


def mark_row(request: PageRequest) -> Response:
    """Give a row a tone or a note; an empty one removes it."""
    choice, items = _read_items(request)
    tone = request.text("tone") if "tone" in request.form else None
    note = request.text("note") if "note" in request.form else None
    done = mark_items(request.workspace, items, choice, tone=tone, note=note, who=request.who)
    return _answer_mark(request, done, items[0])


def undo_row_mark(request: PageRequest) -> Response:
    """Take a mark back that was made just now."""
    choice, items = _read_items(request)
    done = undo_marks(request.workspace, items[0], read_mark(request.text("mark")), choice, request.who)
    return _answer_mark(request, done, items[0], can_undo=False)


def _answer_mark(request: PageRequest, done: EditedClip, item_id: int, *, can_undo: bool = True) -> Response:
    line = next((one for one in done.changed if one.item.id == item_id), None)
    back = name_mark(line, done.last_change) if line is not None and can_undo else ""
    if not request.is_part:
        return answer_change(request, done.clip.id, Did.MARKED, item=item_id, back=back)
    line = line or _find_line(request, ClipChoice(id=done.clip.id), item_id)
    assert line is not None
    return answer_row(request, done.clip, line, back)


def name_mark(line: ClipLine, last_change: int) -> str:
    """What names the newest mark of a row, to take it back."""
    if line.item.article_id is None:
        return str(last_change)
    return "" if line.marked_at is None else line.marked_at.isoformat()


def _read_items(request: PageRequest) -> tuple[ClipChoice, list[int]]:
    """The clip of the path and the rows of the form, one at least. Raises ParameterError."""
    items = [read_number(str(one)) for one in request.form.getlist("item")[:MAX_ITEMS]]
    if not items:
        raise ParameterError("item")
    return ClipChoice(id=request.number("id")), items


def _read_move(request: PageRequest, item: int) -> MoveRequest:
    def read(name: str) -> int | None:
        text = request.text(name)
        return read_number(text) if text else None

    move = MoveRequest(item_id=item, to=read("to"), before=read("before"), behind=read("behind"), seen=read("seen"))
    if sum(one is not None for one in (move.to, move.before, move.behind)) != 1:
        raise ParameterError("to")
    return move


def _find_line(request: PageRequest, choice: ClipChoice, item_id: int) -> ClipLine | None:
    view = show_clip(request.workspace, choice)
    return next((one for one in (*view.lines, *view.dropped) if one.item.id == item_id), None)
