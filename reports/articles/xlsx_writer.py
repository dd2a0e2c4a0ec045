"""Articles as a workbook: the export's columns as typed cells, a further sheet where Excel's rows end."""

from typing import BinaryIO

from models.records.article import Article
from models.records.labels import label
from models.records.times import has_clock
from reports.articles.columns import TABLE, ExportChoice, make_cell
from reports.formats.cells import Value
from reports.formats.xlsx import Book, Column, Sheet

MAX_SHEET_ROWS = 1_000_000
"""Excel holds 1,048,576 rows."""


class XlsxWriter:
    """Writes articles to an open binary file, one at a time; ``close`` finishes it. Memory does not grow with them."""

    def __init__(self, file: BinaryIO, choice: ExportChoice) -> None:
        self._choice = choice
        self._names = choice.names
        self._columns = [
            Column(
                label(name, choice.language),
                TABLE[name].width,
                "yyyy-mm-dd hh:mm:ss" if name == "fetched_at" else "",
                is_link=TABLE[name].kind == "link",
            )
            for name in self._names
        ]
        self._book = Book(file)
        self._sheet: Sheet | None = None
        self._sheets = 0

    def write(self, article: Article) -> None:
        """Write one article as one row."""
        if self._sheet is None or self._sheet.rows == MAX_SHEET_ROWS:
            self._begin()
        assert self._sheet is not None
        self._sheet.add([self._value(article, name) for name in self._names])

    def close(self) -> None:
        """Finish the file; without an article it has its header."""
        if self._sheet is None:
            self._begin()
        assert self._sheet is not None
        self._sheet.end()
        if self._choice.missing:
            self._book.note(self._choice.missing)
        self._book.close()

    def _begin(self) -> None:
        if self._sheet is not None:
            self._sheet.end()
        self._sheets += 1
        self._sheet = self._book.begin("기사" if self._sheets == 1 else f"기사 {self._sheets}", self._columns)

    def _value(self, article: Article, name: str) -> Value:
        value = getattr(article, name, None)
        kind = TABLE[name].kind
        if kind == "count":
            return int(value or 0)
        if kind != "time" or value is None:
            return make_cell(article, name, self._choice)
        if name == "published_at" and not has_clock(value, article.published_raw):
            return value.date() if hasattr(value, "date") else None
        return value if value.year >= 1900 else make_cell(article, name, self._choice)
