"""Tone, note and tick of an article, wherever it is read: one click, undone by another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from desk.output.clip_lines import clip_title
from desk.services.articles import mark_article, undo_mark
from desk.services.clips.tick import Ticks, read_ticks, tick_article
from desk.web.error_pages import ParameterError
from desk.web.notice import Notice, Undo
from desk.web.page_request import PageRequest
from desk.web.views.clip_page import read_mark
from desk.web.views.preferences import own_path
from models.language import _
from models.records.labels import TONES
from models.records.remark import Remark
from models.records.times import now

UNDO_TIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What people said of the articles of a page, and which of them are in the clip that a tick means."""

    tones: tuple[str, ...]
    remarks: Mapping[int, Remark]
    ticks: Ticks
    undoable: frozenset[int]
    """Articles whose newest mark is the person's own and of the last minutes."""
    clip_title: str
    can_mark: bool


def read_marking(request: PageRequest, article_ids: Sequence[int]) -> Marking:
    """The marks and ticks of articles, for the templates ``parts/marking.html`` and ``parts/row_marking.html``."""
    ticks = read_ticks(request.workspace, article_ids, request.desk.work_clips.find(request.who))
    own = (number for number, one in ticks.remarks.items() if one.who == request.who and now() - one.at <= UNDO_TIME)
    return Marking(
        tones=TONES,
        remarks=ticks.remarks,
        undoable=frozenset(own),
        ticks=ticks,
        clip_title="" if ticks.clip is None else clip_title(ticks.clip),
        can_mark=request.can_mark,
    )


def show_marking(request: PageRequest) -> Response:
    """The marks of an article, by themselves."""
    return _answer(request, request.number("id"), None)


def mark(request: PageRequest) -> Response:
    """Give an article a tone or a note; an empty one removes it."""
    tone = request.text("tone") if "tone" in request.form else None
    note = request.text("note") if "note" in request.form else None
    if tone is None and note is None:
        raise ParameterError("tone")
    number = request.number("id")
    done = mark_article(request.workspace, number, tone=tone, note=note, who=request.who)
    marking = read_marking(request, [number])
    notice = _notice_of_mark(number, marking.remarks.get(number), can_undo=bool(done.changed))
    return _answer(request, number, notice, marking)


def undo(request: PageRequest) -> Response:
    """Take back a mark that was made just now."""
    number, made_at = request.number("id"), read_mark(request.text("mark"))
    if isinstance(made_at, int):
        raise ParameterError("mark")
    undo_mark(request.workspace, number, made_at, request.who)
    return _answer(request, number, Notice(text=_("As it was before.")))


def tick(request: PageRequest) -> Response:
    """Put an article into the clip that the person works on, or take it out."""
    wanted = request.text("on")
    if wanted not in ("0", "1"):
        raise ParameterError("on")
    number = request.number("id")
    clip_id = request.desk.work_clips.find(request.who)
    done = tick_article(request.workspace, number, is_in=wanted == "1", clip_id=clip_id, who=request.who)
    request.desk.work_clips.choose(request.who, done.clip.id)
    said = _("In the clip: {title}") if done.is_in else _("No longer in the clip: {title}")
    notice = Notice(
        text=said.format(title=clip_title(done.clip)),
        link=(f"/clip/{done.clip.id}", _("To the clip")),
        undo=Undo(path=f"/a/{number}/tick", fields={"on": "0" if done.is_in else "1"}),
    )
    return _answer(request, number, notice)


def _notice_of_mark(number: int, remark: Remark | None, *, can_undo: bool) -> Notice:
    facts = "" if remark is None else " · ".join(filter(None, (remark.tone, remark.note)))
    fields = {"mark": "" if remark is None else remark.at.isoformat()}
    undo = Undo(path=f"/a/{number}/mark/undo", fields=fields)
    return Notice(text=_("Saved: {facts}", facts=facts or _("no tone, no note")), undo=undo if can_undo else None)


def _answer(request: PageRequest, number: int, notice: Notice | None, marking: Marking | None = None) -> Response:
    """The marks anew, in the pane and in the list; without htmx the page that the form stood on."""
    if request.method == "POST" and not request.is_part:
        return request.see_other(own_path(request.text("back") or f"/a/{number}"))
    marking = marking or read_marking(request, [number])
    template = "parts/marking_answer.html" if request.is_part else "marking.html"
    return request.page(template, id=number, marking=marking, notice=notice)
