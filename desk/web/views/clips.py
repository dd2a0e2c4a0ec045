"""The clips of the days, and what is done with a whole clip: made, proposed again, finished, renamed, removed."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from starlette.responses import Response

from desk.output.clip_lines import clip_title, history_rows
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import finish_clip
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.removing import remove_clip, rename_clip, return_clip
from desk.services.clips.start import start_clip
from desk.services.clips.view import ClipInList, list_clips, read_clip, read_clip_history
from desk.services.reports.report_form import has_own_form, read_form
from desk.web.error_pages import ParameterError
from desk.web.notice import Notice, Undo
from desk.web.page_request import PageRequest
from desk.web.url_state import read_day
from desk.web.views.clip_page import Did, answer_change, make_rule_form
from models.clips.clip import ClipRule
from models.language import _
from models.records.times import now
from reports.clip.template import read_clock

DAYS_SHOWN = 31
MAX_NAMES = 40


def show_clips(request: PageRequest) -> Response:
    """The clips of the last days, or up to a day, and the form that makes one."""
    today = now().date()
    until = read_day(request.query.get("until", ""), is_end=True) or today
    since = until - timedelta(days=DAYS_SHOWN - 1)
    found = list_clips(request.workspace, since, max(until, today) if until == today else until)
    removed = list_clips(request.workspace, since, until, removed=True)
    return request.page(
        "clips.html",
        days=[(day, list(clips)) for day, clips in groupby(found, key=lambda one: one.clip.day)],
        removed=removed,
        today=today,
        since=since,
        until=until,
        earlier=since - timedelta(days=1),
        has_today=any(one.clip.day == today for one in found),
        form=make_rule_form(request, ClipRule()),
        notice=_read_notice(request, removed),
    )


def make(request: PageRequest) -> Response:
    """Make the clip of a day by its rule, or an empty one to fill by hand."""
    day = read_day(request.text("day")) or now().date()
    name = request.text("name").strip() or None
    if request.text("empty"):
        started = start_clip(request.workspace, day, name, request.text("subject"), request.who)
        return answer_change(request, started.id, Did.MADE)
    made = make_clip(request.workspace, read_rule(request, day, name))
    return answer_change(request, made.clip.id, Did.MADE if made.is_new else Did.PROPOSED, back=str(len(made.proposed)))


def propose(request: PageRequest) -> Response:
    """Let the rule run again, also with another rule: only what is new comes in."""
    clip = read_clip(request.workspace, ClipChoice(id=request.number("id")))
    if request.text("rule"):
        asked = read_rule(request, clip.day, clip.name)
    else:
        asked = MakeRequest(day=clip.day, name=clip.name, who=request.who)
    made = make_clip(request.workspace, asked)
    return answer_change(request, made.clip.id, Did.PROPOSED, back=str(len(made.proposed)))


def read_rule(request: PageRequest, day: date, name: str | None) -> MakeRequest:
    """The rule as the form says it: what is left empty is asked for as such. Raises ParameterError, ExportError."""
    cutoff = request.text("cutoff")
    watches = tuple(str(one) for one in request.form.getlist("watch")[:MAX_NAMES])
    return MakeRequest(
        day=day,
        name=name,
        subject=request.text("subject").strip() or None,
        watches=watches,
        cutoff=read_clock(cutoff) if cutoff else None,
        cutoffs=read_form(request.workspace).cutoffs if has_own_form(request.workspace) else None,
        whole_day="cutoff" in request.form and not cutoff,
        one_a_story=request.text("stories") == "one",
        first=_read_names(request.text("first")),
        without=_read_names(request.text("without")),
        who=request.who,
    )


def _read_names(text: str) -> tuple[str, ...]:
    """Names as people type several: with commas or lines between them."""
    return tuple(filter(None, (one.strip() for one in text.replace("\n", ",").split(","))))[:MAX_NAMES]


def finish(request: PageRequest) -> Response:
    """Finish the clip, or take it up again."""
    done = request.text("done")
    if done not in ("0", "1"):
        raise ParameterError("done")
    clip = finish_clip(request.workspace, ClipChoice(id=request.number("id")), is_done=done == "1", who=request.who)
    return answer_change(request, clip.id, Did.FINISHED if done == "1" else Did.REOPENED)


def rename(request: PageRequest) -> Response:
    """Give the clip another name."""
    choice = ClipChoice(id=request.number("id"))
    before = read_clip(request.workspace, choice).name
    clip = rename_clip(request.workspace, request.text("name"), choice, request.who)
    return answer_change(request, clip.id, Did.RENAMED, back=before if before != clip.name else "")


def remove(request: PageRequest) -> Response:
    """Remove the clip; the list of clips says so, and brings it back."""
    gone = remove_clip(request.workspace, ClipChoice(id=request.number("id")), request.who)
    return request.see_other(f"/clip?removed={gone.id}&until={gone.day}")


def bring_back(request: PageRequest) -> Response:
    """Bring a removed clip back."""
    clip = return_clip(request.workspace, ClipChoice(id=request.number("id")), request.who)
    return answer_change(request, clip.id, Did.RETURNED)


def show_history(request: PageRequest) -> Response:
    """Who decided what in the clip, and when."""
    history = read_clip_history(request.workspace, ClipChoice(id=request.number("id")))
    return request.page(
        "clip_history.html", clip=history.clip, title=clip_title(history.clip), rows=list(history_rows(history))
    )


def _read_notice(request: PageRequest, removed: Sequence[ClipInList]) -> Notice | None:
    number = request.query.get("removed", "")
    gone = next((one.clip for one in removed if str(one.clip.id) == number), None)
    if gone is None:
        return None
    undo = Undo(path=f"/clip/{gone.id}/return", is_page=True) if request.can_mark else None
    return Notice(text=_("Removed: {title}", title=clip_title(gone)), undo=undo)
