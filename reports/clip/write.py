"""A clip report as a file: the ending says whether a table, a workbook, a page or the message."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from models.language import _
from reports.charts.drawing import Chart
from reports.clip.clip_document import make_document
from reports.clip.columns import FIELDS
from reports.clip.html_report import render_clip
from reports.clip.message import make_message
from reports.clip.notes import make_empty, make_notes, make_summary, period_text
from reports.clip.report import ClipReport
from reports.clip.template import Template
from reports.documents.docx import write_docx
from reports.documents.hwpx import write_hwpx
from reports.formats.atomic_file import open_atomic
from reports.formats.cells import Value
from reports.formats.csv import write_table
from reports.formats.errors import ExportError
from reports.formats.xlsx import Book, Column


def kind_of(path: Path) -> str:
    """The ending that says how to write; raises ``ExportError`` for one that nothing is known of."""
    kind = path.suffix.lower()
    if kind not in WRITERS:
        raise ExportError(
            _(
                "{name} cannot be written: name a file that ends in {endings}.",
                name=path.name,
                endings=", ".join(WRITERS),
            )
        )
    return kind


def write_report(path: Path, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    """Write the report to a file, whole or not at all. Raises ``ExportError``."""
    make = WRITERS[kind_of(path)]
    with open_atomic(path) as file:
        make(file, report, template, charts)


def make_cells(report: ClipReport, template: Template) -> Iterator[list[Value]]:
    """The cells of each row, in the template's columns."""
    makers = [FIELDS[column.field].cell for column in template.columns]
    for row in report.rows:
        yield [make(row) for make in makers]


def _write_csv(file: BinaryIO, report: ClipReport, template: Template, _charts: Sequence[Chart]) -> None:
    """The table alone, so that other programs can read it; a report without rows has its header."""
    write_table(file, [column.title for column in template.columns], make_cells(report, template))


def _write_xlsx(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    columns = [Column(one.title, one.width, is_link=FIELDS[one.field].is_link) for one in template.columns]
    overview: list[list[Value]] = [
        ["제목", template.title],
        ["검색", report.subject],
        ["기간", period_text(report)],
        ["작성", report.made_at],
        ["집계", make_summary(report)],
    ]
    empty = [] if report.rows else [make_empty(report, template)]
    overview += [["안내", line] for line in [*filter(None, [report.missing]), *empty, *make_notes(report, template)]]
    if template.office:
        overview.insert(0, ["부서", template.office])
    counted: list[list[Value]] = [
        [chart.title, bar.label, value, None if len(chart.series) < 2 else name]
        for chart in charts
        for bar in chart.bars
        for name, value in zip(chart.series or ("",), bar.values, strict=True)
    ]
    with Book(file) as book:
        book.sheet("보도 목록", columns, make_cells(report, template))
        book.sheet("개요", [Column("항목", 12), Column("내용", 110)], overview, is_shown_first=bool(report.missing))
        if counted:
            heads = [Column("집계", 24), Column("이름", 24), Column("건수", 10, "#,##0"), Column("구분", 18)]
            book.sheet("집계", heads, counted)


def _write_html(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    file.write(render_clip(report, template, charts).encode())


def _write_text(file: BinaryIO, report: ClipReport, template: Template, _charts: Sequence[Chart]) -> None:
    file.write(make_message(report, template).encode())


def _write_docx(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    write_docx(file, make_document(report, template, charts))


def _write_hwpx(file: BinaryIO, report: ClipReport, template: Template, charts: Sequence[Chart]) -> None:
    write_hwpx(file, make_document(report, template, charts))


WRITERS: Mapping[str, Callable[[BinaryIO, ClipReport, Template, Sequence[Chart]], None]] = MappingProxyType(
    {
        ".csv": _write_csv,
        ".xlsx": _write_xlsx,
        ".html": _write_html,
        ".txt": _write_text,
        ".docx": _write_docx,
        ".hwpx": _write_hwpx,
    }
)
