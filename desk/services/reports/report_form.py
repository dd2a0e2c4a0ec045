"""The office's own form of the reports: one file beside the archive, which every report takes that names no other."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.services.workspace import Workspace
from models.language import _
from reports.clip.template import Template, read_template
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError

MAX_FORM_BYTES = 200_000
"""A form of every column and outlet has a tenth of it."""
OLD_SUFFIX = ".toml.old"
"""Of the form that another one has replaced, or that is used no more."""


def has_own_form(workspace: Workspace, named: Path | None = None) -> bool:
    """Whether a report takes a form of the office's: the one that is named, or the one beside the archive."""
    return named is not None or workspace.report_form.exists()


def read_form(workspace: Workspace, named: Path | None = None) -> Template:
    """The form of a report: of the file that is named, else of the one beside the archive, else the usual one.

    Raises ExportError for a file that is wrong.
    """
    path = named if named is not None else workspace.report_form
    return read_template(path) if has_own_form(workspace, named) else Template()


def save_form(workspace: Workspace, data: bytes, name: str) -> Template:
    """Keep a form beside the archive, in place of the one before. ``name`` is what its file was called.

    Raises ExportError, one sentence, for a file that is no form, and keeps nothing of it.
    """
    if len(data) > MAX_FORM_BYTES:
        raise ExportError(_("{file} is too large for a form.", file=name))
    with TemporaryDirectory(prefix="news-form-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "form.toml"
        path.write_bytes(data)
        try:
            form = read_template(path)
        except ExportError as error:
            raise ExportError(str(error).replace(str(path), name)) from error
    remove_form(workspace)
    with open_atomic(workspace.report_form) as file:
        file.write(data)
    return form


def remove_form(workspace: Workspace) -> None:
    """Use the office's own form no more; its file is kept under another name."""
    if workspace.report_form.exists():
        os.replace(workspace.report_form, workspace.report_form.with_suffix(OLD_SUFFIX))
