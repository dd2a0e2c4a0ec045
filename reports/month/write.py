"""A month's report as a file: the ending says which."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from reports.clip.template import Template
from reports.documents.docx import write_docx
from reports.documents.hwpx import write_hwpx
from reports.documents.pdf import write_pdf
from reports.formats.atomic_file import open_atomic
from reports.formats.cells import Value
from reports.formats.csv import write_table
from reports.formats.endings import find_kind
from reports.month.comparison import Change, Points
from reports.month.document import make_month_document
from reports.month.html_report import render_month
from reports.month.message import make_month_message
from reports.month.month_report import MonthReport
from reports.month.notes import make_comparisons, make_notes
from reports.month.tables import Cell, Kind, Link, MonthColumn, MonthTable, make_tables
from reports.month.workbook import write_workbook

HEADS = ("월", "표", "번호", "이름", "항목", "값")


def kind_of(path: Path) -> str:
    """The ending that says how to write; raises ``ExportError`` for one that nothing is known of."""
    return find_kind(path, WRITERS)


def write_month(path: Path, report: MonthReport, template: Template, *, force: bool = False) -> None:
    """Write the report to a file, whole or not at all; with ``force`` also over a workbook that was filled in.

    Raises ``ExportError``.
    """
    make = WRITERS[kind_of(path)]
    with open_atomic(path, force=force) as file:
        make(file, report, template)


def long_rows(report: MonthReport) -> Iterator[list[Value]]:
    """Every cell of every table in a row of its own: the month, the table, the number and name of its row, its column.

    A difference has its rate in a row of its own, where there is one. Shares and rates are 0 to 1, times in minutes.
    """
    month = f"{report.month.first:%Y-%m}"
    notes = (report.missing, *make_comparisons(report), *make_notes(report))
    for number, text in enumerate(filter(None, notes), 1):
        yield [month, "안내", number, "", "안내", text]
    for table in make_tables(report):
        for number, row in enumerate(table.rows, 1):
            name = _name_of(table, row)
            for cell, column in zip(row, table.columns, strict=True):
                for title, value in _values(cell, column):
                    yield [month, table.name, number, name, title, value]


def _name_of(table: MonthTable, row: Sequence[Cell]) -> Value:
    """What a row is of: its first cell that is a text or a day."""
    named = (Kind.TEXT, Kind.LINK, Kind.DAY)
    cells = (cell for cell, column in zip(row, table.columns, strict=True) if cell and column.kind in named)
    first = next(cells, "")
    return first.text if isinstance(first, Link) else _plain(first)


def _values(cell: Cell, column: MonthColumn) -> Iterator[tuple[str, Value]]:
    if isinstance(cell, Link):
        yield column.title, cell.text
        yield "링크", cell.url
    elif isinstance(cell, Change | Points):
        if cell.difference is not None:
            yield column.title, _plain(cell.difference)
        if isinstance(cell, Change) and cell.rate is not None:
            yield f"{column.title} 비율", _plain(cell.rate)
    elif cell is not None and cell != "":
        yield column.title, _plain(cell)


def _plain(cell: Cell) -> Value:
    assert not isinstance(cell, Link | Change | Points)
    return round(cell, 4) if isinstance(cell, float) else cell


def _write_csv(file: BinaryIO, report: MonthReport, _template: Template) -> None:
    write_table(file, HEADS, long_rows(report))


def _write_html(file: BinaryIO, report: MonthReport, template: Template) -> None:
    file.write(render_month(report, template).encode())


def _write_text(file: BinaryIO, report: MonthReport, template: Template) -> None:
    file.write(make_month_message(report, template).encode())


def _write_pdf(file: BinaryIO, report: MonthReport, template: Template) -> None:
    write_pdf(file, make_month_document(report, template))


def _write_docx(file: BinaryIO, report: MonthReport, template: Template) -> None:
    write_docx(file, make_month_document(report, template))


def _write_hwpx(file: BinaryIO, report: MonthReport, template: Template) -> None:
    write_hwpx(file, make_month_document(report, template))


WRITERS: Mapping[str, Callable[[BinaryIO, MonthReport, Template], None]] = MappingProxyType(
    {
        ".csv": _write_csv,
        ".xlsx": write_workbook,
        ".html": _write_html,
        ".txt": _write_text,
        ".pdf": _write_pdf,
        ".docx": _write_docx,
        ".hwpx": _write_hwpx,
    }
)
