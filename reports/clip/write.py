"""A clip report as a file: the ending says whether a table, a workbook, a page or the message."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from reports.charts.drawing import Chart
from reports.clip.clip_document import make_document
from reports.clip.columns import FIELDS
from reports.clip.html_report import render_clip
from reports.clip.message import make_message
from reports.clip.own_columns import read_own_columns
from reports.clip.report import ClipReport
from reports.clip.template import Template
from reports.clip.workbook import write_workbook
from reports.documents.docx import write_docx
from reports.documents.hwpx import write_hwpx
from reports.documents.pdf import write_pdf
from reports.formats.atomic_file import open_atomic
from reports.formats.cells import Value
from reports.formats.changed_workbook import check_unchanged
from reports.formats.csv import write_table
from reports.formats.endings import find_kind
from reports.formats.workbook_seal import ENDING


def kind_of(path: Path) -> str:
    """The ending that says how to write; raises ``ExportError`` for one that nothing is known of."""
    return find_kind(path, WRITERS)


def check_outputs(paths: Sequence[Path], *, force: bool) -> None:
    """Raise ``ExportError`` for a file that cannot be written, or would lose what a person filled in."""
    for path in paths:
        kind_of(path)
        if not force:
            check_unchanged(path)


def write_report(
    path: Path, report: ClipReport, template: Template, charts: Sequence[Chart], *, force: bool = False
) -> None:
    """Write the report to a file, whole or not at all; with ``force`` also over a workbook that was filled in.

    Columns that people added to a clip's workbook are kept. Raises ``ExportError``.
    """
    kind = kind_of(path)
    own = read_own_columns(path, report.clip) if kind == ENDING and report.clip is not None else ()
    with open_atomic(path, force=force) as file:
        if own:
            write_workbook(file, report, template, charts, own)
        else:
            WRITERS[kind](file, report, template, charts)


def make_cells(report: ClipReport, template: Template) -> Iterator[list[Value]]:
    """The cells of each row, in the template's columns."""
    makers = [FIELDS[column.field].cell for column in template.columns]
    for row in report.rows:
        yield [make(row) for make in makers]


def _write_csv(file: BinaryIO, report: ClipReport, template: Template, _charts: Sequence[Chart]) -> None:
    """The table alone, so that other programs can read it; a report without rows has its header."""
    write_table(file, [column.title for column in template.columns], make_cells(report, template))


def _write_xlsx(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    write_workbook(file, report, template, charts)


def _write_html(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    file.write(render_clip(report, template, charts).encode())


def _write_text(file: BinaryIO, report: ClipReport, template: Template, _charts: Sequence[Chart]) -> None:
    file.write(make_message(report, template).encode())


def _write_docx(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    write_docx(file, make_document(report, template, charts))


def _write_hwpx(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    write_hwpx(file, make_document(report, template, charts))


def _write_pdf(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    write_pdf(file, make_document(report, template, charts))


WRITERS: Mapping[str, Callable[[BinaryIO, ClipReport, Template, Sequence[Chart]], None]] = MappingProxyType(
    {
        ".csv": _write_csv,
        ".xlsx": _write_xlsx,
        ".html": _write_html,
        ".txt": _write_text,
        ".pdf": _write_pdf,
        ".docx": _write_docx,
        ".hwpx": _write_hwpx,
    }
)
