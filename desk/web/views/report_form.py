"""The office's own form of the reports, chosen among the settings."""

from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.responses import Response

from desk.services.morning.settings import MorningConfigError, read_morning
from desk.services.people.audit import record_deed
from desk.services.reports.report_form import MAX_FORM_BYTES, has_own_form, read_form, remove_form, save_form
from desk.web.page_request import PageRequest
from desk.web.views.releases import safe_name
from models.language import _
from models.people.audit import AuditDeed
from models.records.errors import UserError
from reports.clip.template import Template
from reports.formats.errors import ExportError


class FormUploadError(UserError):
    """No file came: one sentence."""


@dataclass(frozen=True, slots=True)
class ShownForm:
    """What the settings say of the form: ``form`` None where it is the usual one, or is wrong for the reason given.

    ``of_morning`` is the file that morning.toml names, which goes before it in the morning; ``morning_fault`` is what
    is wrong with morning.toml.
    """

    is_own: bool
    form: Template | None
    fault: str = ""
    of_morning: str = ""
    morning_fault: str = ""


def describe_form(request: PageRequest) -> ShownForm:
    """The form that the reports have now."""
    is_own, form, fault, of_morning, morning_fault = has_own_form(request.workspace), None, "", "", ""
    try:
        form = read_form(request.workspace) if is_own else None
    except ExportError as error:
        fault = str(error)
    try:
        named = read_morning(request.workspace.morning_config).template
        of_morning = named.name if named else ""
    except MorningConfigError as error:
        morning_fault = str(error)
    return ShownForm(is_own=is_own, form=form, fault=fault, of_morning=of_morning, morning_fault=morning_fault)


def choose_form(request: PageRequest) -> Response:
    """Take the form that was uploaded, or go back to the usual one."""
    if request.text("usual"):
        remove_form(request.workspace)
    else:
        upload = request.form.get("file")
        if not isinstance(upload, UploadFile) or not upload.filename:
            raise FormUploadError(_("Choose the file of the form (.toml)."))
        save_form(request.workspace, upload.file.read(MAX_FORM_BYTES + 1), safe_name(upload.filename))
    record_deed(request.workspace, request.login, AuditDeed.SET_UP, address=request.address)
    return request.see_other("/setup#form")
