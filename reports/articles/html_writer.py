"""Articles as one HTML page: a table that any browser opens, written row by row."""

from typing import BinaryIO, NamedTuple

from models.records.article import Article
from reports.articles.columns import TABLE, ExportChoice, cell_makers, make_header
from reports.formats.html import environment, page_values, render

TITLE = {"ko": "기사 목록", "en": "Articles"}
TIME_CLASS = "t"
"""The day of such a cell is not broken between lines."""


class _Cell(NamedTuple):
    """A cell: its class, its text, the address that it links to, and the day that is before the text unbroken."""

    kind: str
    text: str
    url: str = ""
    day: str = ""


class HtmlWriter:
    """Writes articles to an open binary file, one at a time; ``close`` finishes it."""

    def __init__(self, file: BinaryIO, choice: ExportChoice) -> None:
        self._file = file
        self._columns = list(zip(choice.names, cell_makers(choice), strict=True))
        self._row = environment().get_template("articles_row.html")
        values = page_values(
            TITLE[choice.language], "page.css", "articles.css", language=choice.language, missing=choice.missing
        )
        self._write(render("articles_head.html", heads=make_header(choice), **values))

    def write(self, article: Article) -> None:
        """Write one article as one row."""
        cells = [_cell(name, make(article), article) for name, make in self._columns]
        self._write(self._row.render(cells=cells))

    def close(self) -> None:
        """Finish the page."""
        self._write(render("articles_tail.html"))

    def _write(self, text: str) -> None:
        self._file.write(f"{text}\n".encode())


def _cell(name: str, text: str, article: Article) -> _Cell:
    column = TABLE[name]
    if column.html_class == TIME_CLASS:
        day, space, clock = text.partition(" ")
        return _Cell(TIME_CLASS, space + clock, day=day)
    url = text if column.kind == "link" else article.canonical_url if name == "headline" else ""
    return _Cell(column.html_class, text, url)
