"""Tables as an .xlsx workbook: every cell has its type, so that no text is ever run or taken for a number or date.

Written by XlsxWriter with all guessing off. The first row is frozen and filtered; a page prints on A4 landscape.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from reports.formats.cells import Value, cut_to_cell
from reports.formats.link_formula import make_link_formula, make_text_formula
from reports.formats.workbook_seal import MARK

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_LINKS = 65_000
"""Excel takes 65,530 links a sheet; further ones are written as text."""
MAX_LINK_CHARACTERS = 2_000
MAX_SHEET_NAME_CHARACTERS = 31


def open_workbook(target: Path | BinaryIO, *, constant_memory: bool = False, font: str = "") -> Any:
    """A workbook of XlsxWriter that guesses nothing of a text; with ``constant_memory`` it takes rows in their order.

    ``font`` is that of cells without a format, by whose digits the widths of columns are measured.
    """
    from xlsxwriter import Workbook

    options: dict[str, Any] = {
        "default_format_properties": {"font_name": font, "font_size": 11} if font else {},
        "constant_memory": constant_memory,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
        "remove_timezone": True,
    }
    book = Workbook(str(target) if isinstance(target, Path) else target, options)
    book.set_custom_property(MARK, True)
    return book


def close_workbook(book: "Workbook") -> None:
    """Write the file of a workbook. Raises OSError where that, or a temporary file of it, cannot be written."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def write_link(sheet: "Worksheet", row: int, column: int, address: str, text: str, form: "Format") -> None:
    """Write a text that leads to an address of the web, and that every program breaks into lines.

    Both are as ``make_web_link`` and ``fit_cell`` give them. The text is kept as the formula's result, for programs
    that compute nothing. An address too long for a formula is a link of the cell's.
    """
    if formula := make_link_formula(address, text):
        sheet.write_formula(row, column, formula, form, text)
        return
    sheet.write_url(row, column, address, form, string=text)
    if formula := make_text_formula(text):
        sheet.write_formula(row, column, formula, form, text)


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters of a digit; ``form`` is Excel's number format, ``is_link`` makes addresses links."""

    title: str
    width: float = 12
    form: str = ""
    is_link: bool = False


class Book:
    """A workbook being written; ``close`` it, or use it as a context manager.

    Memory does not grow with the rows: a row is written when the next one begins.
    """

    def __init__(self, target: Path | BinaryIO) -> None:
        self._book = open_workbook(target, constant_memory=True)
        self._formats: dict[tuple[str, bool], Any] = {}
        self._head = self._book.add_format({"bold": True, "bg_color": "#F2F5F8", "bottom": 1, "text_wrap": True})

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write the file."""
        close_workbook(self._book)

    def sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, is_shown_first: bool = False
    ) -> int:
        """Add a sheet with a header and rows; returns how many rows. ``is_shown_first``: a book opens with it."""
        sheet = self.begin(name, columns, is_shown_first=is_shown_first)
        for row in rows:
            sheet.add(row)
        sheet.end()
        return sheet.rows

    def note(self, text: str) -> None:
        """Add a sheet that holds one sentence, and with which the book opens."""
        self.sheet("안내", [Column("안내", 110)], [[text]], is_shown_first=True)

    def begin(self, name: str, columns: Sequence[Column], *, is_shown_first: bool = False) -> "Sheet":
        """Add a sheet with a header, to be filled row by row and ended before another one begins."""
        sheet = self._book.add_worksheet(sheet_name(name))
        if is_shown_first:
            sheet.activate()
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, fit_cell(column.title), self._head)
        return Sheet(sheet, columns, self._format)

    def _format(self, form: str, *, wrap: bool = False) -> Any:
        if (form, wrap) not in self._formats:
            options: dict[str, Any] = {"valign": "top", "text_wrap": wrap}
            self._formats[form, wrap] = self._book.add_format(options | ({"num_format": form} if form else {}))
        return self._formats[form, wrap]


class Sheet:
    """A sheet being filled; ``rows`` counts those written."""

    def __init__(self, sheet: "Worksheet", columns: Sequence[Column], form: Callable[..., Any]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._form = form
        self._links = 0
        self.rows = 0

    def add(self, row: Sequence[Value]) -> None:
        """Write one row."""
        self.rows += 1
        for place, (value, column) in enumerate(zip(row, self._columns, strict=True)):
            if value is not None and value != "":
                self._write(place, value, column)

    def end(self) -> None:
        """Let the header filter the rows."""
        if self.rows:
            self._sheet.autofilter(0, 0, self.rows, len(self._columns) - 1)

    def _write(self, place: int, value: str | int | float | datetime | date | time, column: Column) -> None:
        sheet, row = self._sheet, self.rows
        if isinstance(value, datetime):
            sheet.write_datetime(row, place, value.replace(tzinfo=None), self._form(column.form or "yyyy-mm-dd hh:mm"))
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self._form(column.form or "yyyy-mm-dd"))
        elif isinstance(value, time):
            sheet.write_datetime(row, place, value, self._form(column.form or "hh:mm"))
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, self._form(column.form))
        elif column.is_link and self._links < MAX_LINKS and _is_link(value):
            self._links += 1
            sheet.write_url(row, place, value, string=fit_cell(value))
        else:
            sheet.write_string(row, place, fit_cell(value), self._form(column.form, wrap=True))


def _is_link(text: str) -> bool:
    return len(text) <= MAX_LINK_CHARACTERS and text.startswith(("http://", "https://"))


def fit_cell(text: str) -> str:
    """A text that a cell holds: without characters that XML has not, cut where Excel would."""
    kept = (c for c in text if (c >= " " or c in "\n\t") and c not in "\ufffe\uffff")
    return cut_to_cell("".join(kept).encode("utf-8", "replace").decode())


def sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet."""
    kept = "".join(" " if c in "[]:*?/\\" or c < " " else c for c in name).strip().strip("'")
    return kept[:MAX_SHEET_NAME_CHARACTERS] or "표"
