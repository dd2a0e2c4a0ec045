"""The page of one clip, and what a change of it answers: the part anew for htmx, else the way back to the page."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from desk.output.clip_lines import clip_title, done_text
from desk.services.clips.choose import ClipChoice
from desk.services.clips.editing import EditedClip
from desk.services.clips.view import ClipLine, ClipView, show_clip
from desk.services.reports.report_form import read_form
from desk.services.watches import list_watch_names
from desk.web.error_pages import ParameterError
from desk.web.notice import Notice, Undo
from desk.web.page_request import PageRequest, read_number
from models.clips.clip import Clip, ClipRule
from models.language import _, ngettext
from models.records.labels import TONES
from reports.clip.period import CUTOFFS
from reports.coverage.sentences import say_coverage
from reports.formats.errors import ExportError

DOWNLOADS = (
    ("xlsx", "Excel"),
    ("pdf", "PDF"),
    ("docx", "Word"),
    ("hwpx", "한글"),
    ("html", "HTML"),
    ("csv", "CSV"),
)
"""The endings and names of the files that a clip can be had as; the message is a thing of its own."""


class Did(StrEnum):
    """What was done last, as it stands in the address of the page that says so."""

    DROPPED = "dropped"
    RESTORED = "restored"
    MOVED = "moved"
    MARKED = "marked"
    ADDED = "added"
    ENTERED = "entered"
    CORRECTED = "corrected"
    PROPOSED = "proposed"
    MADE = "made"
    FINISHED = "finished"
    REOPENED = "reopened"
    RENAMED = "renamed"
    RETURNED = "returned"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    """What a rule is asked for with: what may be chosen, and what is chosen now."""

    watches: tuple[str, ...]
    cutoffs: tuple[time, ...]
    rule: ClipRule


def show_clip_page(request: PageRequest) -> Response:
    """A clip: its rows in their order, and what can be done with them."""
    view = show_clip(request.workspace, ClipChoice(id=request.number("id")))
    return request.page("parts/clip.html" if request.is_part else "clip.html", **describe_clip(request, view))


def describe_clip(request: PageRequest, view: ClipView, notice: Notice | None = None) -> dict[str, Any]:
    """What the templates of a clip need."""
    can_mark = request.can_mark
    return {
        "view": view,
        "clip": view.clip,
        "title": clip_title(view.clip),
        "done": done_text(view.clip),
        "missing": say_coverage(view.coverage, len(view.lines), request.language),
        "tones": TONES,
        "downloads": DOWNLOADS,
        "can_mark": can_mark,
        "can_edit": can_mark and view.clip.done_at is None,
        "marked": sum(bool(one.tone) for one in view.lines),
        "rule_form": make_rule_form(request, view.clip.rule),
        "notice": notice or _read_notice(request, view),
    }


def make_rule_form(request: PageRequest, rule: ClipRule) -> RuleForm:
    """The form of a rule, with the saved searches that there are."""
    names = list_watch_names(request.workspace)
    times = {*_read_cutoffs(request), *rule.cutoffs, *([rule.cutoff] if rule.cutoff else [])}
    return RuleForm(watches=names, cutoffs=tuple(sorted(times)), rule=rule)


def _read_cutoffs(request: PageRequest) -> tuple[time, ...]:
    """The office's cut-offs; the usual ones where its form cannot be read, which the settings say."""
    try:
        return read_form(request.workspace).cutoffs
    except ExportError:
        return CUTOFFS


def answer_change(
    request: PageRequest, clip_id: int, did: Did, *, item: int = 0, back: str = "", anchor: str = ""
) -> Response:
    """After a change: the clip anew, with one sentence and the way back. ``item`` is what was changed."""
    request.desk.work_clips.choose(request.who, clip_id)
    told = {"did": did.value} | ({"item": str(item)} if item else {}) | ({"back": back} if back else {})
    if not request.is_part:
        place = anchor or (f"item-{item}" if item else "")
        return request.see_other(f"/clip/{clip_id}?{urlencode(told)}" + (f"#{place}" if place else ""))
    view = show_clip(request.workspace, ClipChoice(id=clip_id))
    notice = make_notice(view, did, item, back)
    return request.page("parts/clip_answer.html", **describe_clip(request, view, notice))


def answer_move(request: PageRequest, done: EditedClip, back: str) -> Response:
    """After a move of one row in a list that shows everything else as it is: its new place, and one sentence."""
    request.desk.work_clips.choose(request.who, done.clip.id)
    line = done.changed[0]
    response = request.page("parts/oob_notice.html", notice=_notice_of_move(done.clip, line.item.id, line, back))
    place = {"item": line.item.id, "number": line.number, "seen": done.last_change}
    response.headers["hx-trigger"] = json.dumps({"clip-moved": place})
    response.headers["hx-reswap"] = "none"
    return response


def answer_row(request: PageRequest, clip: Clip, line: ClipLine, back: str) -> Response:
    """After a mark: the row alone, which is quick, with one sentence and the way back."""
    request.desk.work_clips.choose(request.who, clip.id)
    return request.page(
        "parts/clip_row_answer.html",
        clip=clip,
        line=line,
        tones=TONES,
        can_mark=True,
        can_edit=True,
        notice=_notice_of_mark(clip, line, back),
    )


def make_notice(view: ClipView, did: Did, item: int, back: str) -> Notice:
    """What is said of a change."""
    clip, lines = view.clip, (*view.lines, *view.dropped)
    line = next((one for one in lines if one.item.id == item), None)
    headline = "" if line is None else line.article.headline
    base = f"/clip/{clip.id}"

    def undo(verb: str, **fields: str) -> Undo:
        return Undo(path=f"{base}/{verb}", target_id="clip", fields=fields)

    if did is Did.MARKED and line is not None:
        return _notice_of_mark(clip, line, back)
    if did is Did.DROPPED:
        return Notice(text=_("Left out: {headline}", headline=headline), undo=undo("restore", item=str(item)))
    if did is Did.RESTORED:
        return Notice(text=_("Taken in again: {headline}", headline=headline), undo=undo("drop", item=str(item)))
    if did is Did.MOVED:
        return _notice_of_move(clip, item, line, back)
    if did is Did.ADDED or did is Did.ENTERED:
        return Notice(text=_("Put in: {headline}", headline=headline), undo=undo("drop", item=str(item)))
    if did is Did.CORRECTED:
        return Notice(text=_("Corrected: {headline}", headline=headline))
    if did is Did.PROPOSED:
        new = int(back) if back.isdecimal() else 0
        if not new:
            return Notice(text=_("Nothing new: the clip is as it was."))
        return Notice(text=ngettext("{count} new article.", "{count} new articles.", new))
    if did is Did.MADE:
        return Notice(text=_("The clip is made."))
    if did is Did.FINISHED:
        return Notice(text=_("Finished: nothing in it changes any more."), undo=undo("finish", done="0"))
    if did is Did.REOPENED:
        return Notice(text=_("Taken up again."), undo=undo("finish", done="1"))
    if did is Did.RENAMED:
        return Notice(
            text=_("The clip is now called {title}.", title=clip.name), undo=undo("rename", name=back) if back else None
        )
    if did is Did.RETURNED:
        return Notice(text=_("The clip is back."))
    return Notice(text=_("What was filled in is taken over."))


def _notice_of_move(clip: Clip, item: int, line: ClipLine | None, back: str) -> Notice:
    number, headline = (0, "") if line is None else (line.number or 0, line.article.headline)
    text = _("Now number {number}: {headline}", number=number, headline=headline)
    fields = {"item": str(item), "to": back}
    return Notice(
        text=text, undo=Undo(path=f"/clip/{clip.id}/order", target_id="clip", fields=fields) if back else None
    )


def _notice_of_mark(clip: Clip, line: ClipLine, back: str) -> Notice:
    facts = " · ".join(filter(None, (line.tone, line.note))) or _("no tone, no note")
    text = _("Saved ({facts}): {headline}", facts=facts, headline=line.article.headline)
    fields = {"item": str(line.item.id), "mark": back}
    undo = Undo(path=f"/clip/{clip.id}/marks/undo", target_id=f"item-{line.item.id}", fields=fields)
    return Notice(text=text, undo=undo if back else None)


def _read_notice(request: PageRequest, view: ClipView) -> Notice | None:
    """What the address says was done last; None on a page that was opened otherwise."""
    query = request.query
    if query.get("did", "") not in set(Did):
        return None
    item = read_number(query.get("item", "0") or "0")
    notice = make_notice(view, Did(query["did"]), item, query.get("back", ""))
    return notice if request.can_mark else replace(notice, undo=None)


def read_mark(text: str) -> datetime | int:
    """What names a mark: when it was made, or the number of the clip's change. Raises ParameterError."""
    if text.isdecimal():
        return read_number(text)
    try:
        made_at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ParameterError(text) from error
    if made_at.tzinfo is None:
        raise ParameterError(text)
    return made_at
