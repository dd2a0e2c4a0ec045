"""Articles of the printed paper, typed in by hand with their scans."""

from starlette.datastructures import UploadFile
from starlette.responses import Response

from desk.output.clip_lines import clip_title
from desk.services.clips.by_hand import EntryChange, EntryRequest, add_by_hand, correct_by_hand
from desk.services.clips.choose import ClipChoice
from desk.services.clips.read_scans import read_attached_scan
from desk.services.clips.scans import MAX_BYTES, MAX_SCANS, PDF, check_scan
from desk.services.clips.view import ClipLine, show_clip
from desk.web.downloads import send_bytes
from desk.web.error_pages import ParameterError, find_status
from desk.web.page_request import PageRequest, read_number
from desk.web.url_state import read_day
from desk.web.views.clip_page import Did, answer_change
from models.clips.clip import Attachment, HandEntry, Medium
from models.records.errors import UserError
from models.records.labels import TONES

MAX_ENTRY_BYTES = MAX_BYTES + 2 * 2**20
"""One scan of the largest size, or several that are as large together, and the text."""
MAX_SCAN_BYTES = MAX_BYTES + 1
SCAN_POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def show_entry_form(request: PageRequest) -> Response:
    """The form for an article that no crawl can see; of a row that was typed in, to correct it."""
    item = request.query.get("item", "")
    return _show_form(request, request.number("id"), read_number(item) if item else None)


def save_entry(request: PageRequest) -> Response:
    """Put the article into the clip, or correct it. What cannot be kept comes back in the form, with all its words."""
    clip_id, item = read_number(request.text("clip")), request.text("item")
    item_id = read_number(item) if item else None
    choice = ClipChoice(id=clip_id)
    try:
        if item_id is None:
            done = add_by_hand(request.workspace, _read_entry(request), choice, request.who)
            return answer_change(request, clip_id, Did.ENTERED, item=done.changed[0].item.id)
        correct_by_hand(request.workspace, item_id, _read_change(request), choice, request.who)
    except UserError as error:
        return _show_form(request, clip_id, item_id, str(error), find_status(error))
    return answer_change(request, clip_id, Did.CORRECTED, item=item_id)


def send_scan(request: PageRequest) -> Response:
    """A scan as it was attached: a picture to look at, in a sandbox, and a document as a download."""
    choice, item = ClipChoice(id=request.number("id")), request.number("item")
    scan = read_attached_scan(request.workspace, choice, item, request.number("number"))
    is_shown = scan.media_type != PDF
    headers = {"content-security-policy": SCAN_POLICY}
    return send_bytes(scan.data, scan.name, scan.media_type, is_shown=is_shown, headers=headers)


def _show_form(
    request: PageRequest, clip_id: int, item_id: int | None, sentence: str = "", status: int = 200
) -> Response:
    view = show_clip(request.workspace, ClipChoice(id=clip_id))
    line = next((one for one in (*view.lines, *view.dropped) if one.item.id == item_id), None)
    if item_id is not None and (line is None or line.item.entry is None):
        raise ParameterError("item")
    return request.page(
        "clip_entry.html",
        status=status,
        clip=view.clip,
        title=clip_title(view.clip),
        line=line,
        words=_read_words(request, view.clip.day.isoformat(), line),
        sentence=sentence,
        media=[one.value for one in Medium],
        tones=TONES,
        known=sorted({one.article.outlet_title for one in (*view.lines, *view.dropped)}),
        dropped_scans=request.form.getlist("drop_scan") if request.method == "POST" else (),
        max_scans=MAX_SCANS,
        max_mb=MAX_BYTES // 2**20,
    )


FIELDS = ("outlet", "headline", "day", "page", "columns", "reporters", "text", "url", "medium", "tone", "note")


def _read_words(request: PageRequest, day: str, line: ClipLine | None) -> dict[str, str]:
    """What the fields of the form hold: what was just typed, else what the entry says."""
    if request.method == "POST":
        return {name: request.text(name) for name in FIELDS}
    empty = dict.fromkeys(FIELDS, "") | {"day": day, "medium": Medium.PRINT.value}
    entry: HandEntry | None = None if line is None else line.item.entry
    if entry is None:
        return empty
    told = {name: str(getattr(entry, name)) for name in FIELDS if name not in ("reporters", "medium", "day")}
    return told | {
        "day": entry.day.isoformat(),
        "medium": entry.medium.value,
        "reporters": ", ".join(entry.reporters),
    }


def _read_entry(request: PageRequest) -> EntryRequest:
    place = request.text("place").strip()
    return EntryRequest(
        outlet=request.text("outlet"),
        headline=request.text("headline"),
        day=read_day(request.text("day").strip()),
        page=request.text("page"),
        columns=request.text("columns"),
        reporters=_read_reporters(request),
        text=request.text("text"),
        url=request.text("url"),
        tone=request.text("tone"),
        note=request.text("note"),
        medium=_read_medium(request),
        scans=_read_scans(request),
        place=read_number(place) if place else None,
    )


def _read_change(request: PageRequest) -> EntryChange:
    return EntryChange(
        outlet=request.text("outlet"),
        headline=request.text("headline"),
        day=read_day(request.text("day").strip()),
        page=request.text("page"),
        columns=request.text("columns"),
        reporters=_read_reporters(request),
        text=request.text("text"),
        url=request.text("url"),
        medium=_read_medium(request),
        scans=_read_scans(request),
        dropped_scans=[read_number(str(one)) for one in request.form.getlist("drop_scan")],
    )


def _read_reporters(request: PageRequest) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in request.text("reporters").replace("\n", ",").split(","))))


def _read_medium(request: PageRequest) -> Medium:
    text = request.text("medium") or Medium.PRINT.value
    if text not in set(Medium):
        raise ParameterError("medium")
    return Medium(text)


def _read_scans(request: PageRequest) -> list[Attachment]:
    """The files that were sent; an empty field of a form sends one without a name. Raises ClipError."""
    return [
        check_scan(one.filename, one.file.read(MAX_SCAN_BYTES))
        for one in request.form.getlist("scans")
        if isinstance(one, UploadFile) and one.filename
    ]
