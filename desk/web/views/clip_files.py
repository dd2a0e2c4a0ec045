"""A clip as the files that are handed in, and a workbook that comes back filled in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import UploadFile
from starlette.responses import Response

from desk.output.clip_lines import OUTCOMES, PARTS, clip_title
from desk.services.clips.changes import Outcome
from desk.services.clips.choose import ClipChoice
from desk.services.clips.filled_file import FilledFile, Wanted, look_at_file, take_over
from desk.services.clips.report import ClipReportRequest, make_clip_report
from desk.services.clips.view import read_clip
from desk.services.reports.report_form import read_form
from desk.web.downloads import clean_file_name, send_written
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest, read_number
from desk.web.views.clip_page import DOWNLOADS, Did, answer_change
from models.language import _
from models.records.errors import UserError
from reports.clip.read_workbook import MAX_FILE_BYTES

MAX_WORKBOOK_BYTES = 20 * 2**20
"""A workbook of a clip of a thousand articles has less than one."""
ENDINGS = frozenset({*(ending for ending, _name in DOWNLOADS), "txt"})
MAX_SHOWN = 200


class UploadError(UserError):
    """What was sent cannot be used: one sentence."""


def send_file(request: PageRequest) -> Response:
    """The clip as a file: the very bytes that ``news clip write`` writes."""
    ending = request.parameters["kind"]
    if ending not in ENDINGS:
        return request.refuse(404)
    choice = ClipChoice(id=request.number("id"))
    clip = read_clip(request.workspace, choice)

    def write(path: Path) -> None:
        make_clip_report(
            request.workspace, ClipReportRequest(choice=choice, template=read_form(request.workspace), outputs=(path,))
        )

    return send_written(f"{clip.day} {clip.name}", f".{ending}", write)


def show_message(request: PageRequest) -> Response:
    """The text for a messenger, to be copied."""
    choice = ClipChoice(id=request.number("id"))
    made = make_clip_report(request.workspace, ClipReportRequest(choice=choice, template=read_form(request.workspace)))
    clip = read_clip(request.workspace, choice)
    return request.page("clip_message.html", clip=clip, title=clip_title(clip), message=made.message, notes=made.notes)


def look_at_workbook(request: PageRequest) -> Response:
    """Read a workbook that was filled in, and show what it would change; nothing is changed yet."""
    clip_id, upload = read_number(request.text("clip")), request.form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise UploadError(_("Choose the workbook that was filled in."))
    stem = clean_file_name(Path(upload.filename).stem)
    with TemporaryDirectory(prefix="news-desk-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{stem}.xlsx"
        path.write_bytes(upload.file.read(MAX_FILE_BYTES + 1))
        try:
            filled = look_at_file(request.workspace, path, request.who)
        except UserError as error:
            raise UploadError(str(error).replace(str(path), path.name)) from error
    if filled.clip.id != clip_id:
        raise UploadError(_("The file is of another clip: {title}.", title=clip_title(filled.clip)))
    return request.page(
        "clip_workbook.html",
        clip=filled.clip,
        title=clip_title(filled.clip),
        file=upload.filename,
        name=request.desk.looked_at.keep(request.who, filled),
        filled=filled,
        results=[one for one in filled.results if one.outcome is not Outcome.SAME][:MAX_SHOWN],
        outcomes=OUTCOMES,
        parts=PARTS,
        can_take=_can_take(filled),
    )


def _can_take(filled: FilledFile) -> bool:
    return bool(filled.changed or filled.missing or filled.enterable)


def take_workbook(request: PageRequest) -> Response:
    """Take over what was shown, all in one transaction."""
    name = request.text("name")
    filled = request.desk.looked_at.find(request.who, name)
    if filled is None:
        raise UploadError(_("The file was looked at too long ago: choose it again."))
    if filled.clip.id != request.number("id"):
        raise ParameterError("name")
    wanted = Wanted(drops_missing=bool(request.text("drop")), enters_new=bool(request.text("enter")))
    take_over(request.workspace, filled, wanted, request.who)
    request.desk.looked_at.forget(name)
    return answer_change(request, filled.clip.id, Did.READ)
