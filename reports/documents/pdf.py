"""A document as PDF, set by Typst: A4, tagged, with bookmarks, links, embedded fonts and page numbers.

All text goes to Typst as data (JSON in ``sys.inputs``) and is never read as code; the only code is our template
(``reports/templates/document.typ``). Typst sees one folder, in which only the scans of this document are.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from models.language import _
from reports.charts.drawing import Chart, draw
from reports.charts.svg import draw_svg
from reports.documents.document import (
    Block,
    ChartFigure,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Style,
    Table,
    Text,
)
from reports.documents.pictures import UnreadablePictureError, read_picture
from reports.documents.readable import make_readable
from reports.documents.web_links import make_web_link
from reports.documents.words import MAX_WORD_COLUMNS, cut_text, split_lines, split_words
from reports.formats.errors import ExportError
from reports.formats.html import TEMPLATES

if TYPE_CHECKING:
    from typst import Fonts

FONTS = TEMPLATES.parent / "fonts"
FAMILY = "Archive Sans KR"
TABLE_COLUMNS = 104
"""Letters of a digit's width in a line of a table as wide as the page."""
MAX_FOOTER = 70
MAX_HEAD = 200
"""Letters of what stands on every page of a document or table: one of 40,000 would fill a thousand pages."""
MAX_LETTERS = 10_000
"""Letters of a paragraph: the time to set one grows faster than its length, so a longer one is cut."""
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")


def write_pdf(file: BinaryIO, document: Document) -> None:
    """Write the document into an open file. Raises ``ExportError``."""
    file.write(make_pdf(document))


def make_pdf(document: Document) -> bytes:
    """The file's bytes. Raises ``ExportError``."""
    import typst

    with TemporaryDirectory(prefix="news-") as folder:
        content = _Content(document, Path(folder)).make()
        inputs = {"document": json.dumps(content, ensure_ascii=False)}
        template = (TEMPLATES / "document.typ").read_bytes()
        compiler = typst.Compiler(template, root=Path(folder), font_paths=_find_fonts(), sys_inputs=inputs)
        try:
            made = compiler.compile(format="pdf", timestamp=document.made_at)
        except typst.TypstError as error:
            raise ExportError(_("The PDF could not be made ({reason}).", reason=error.message)) from error
    assert isinstance(made, bytes)
    return made


@cache
def _find_fonts() -> "Fonts":
    """Ours, which has Hangul; for letters that it has not (rare hanja, pictographs) whatever the system has."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[FONTS])


class _Content:
    """What the template gets: a tree of lists, texts and numbers."""

    def __init__(self, document: Document, folder: Path) -> None:
        self._document = document
        self._folder = folder
        self._numbers = count(1)
        blocks = document.blocks
        self._anchors = {one.anchor for one in blocks if isinstance(one, Heading) and _ANCHOR.fullmatch(one.anchor)}

    def make(self) -> dict[str, Any]:
        one = self._document
        return {
            "title": _in_one_line(f"{one.title} {one.period}"),
            "office": _in_one_line(one.office),
            "keywords": [word for word in map(_in_one_line, one.keywords) if word],
            "description": _in_one_line(f"{one.subject} {one.summary}"),
            "footer": _cut(_in_one_line(one.footer), MAX_FOOTER),
            "office-line": self._plain(one.office),
            "title-line": self._plain(one.title),
            "edition": self._plain(one.edition),
            "approvals": [self._plain(title, 10) for title in one.approvals],
            "facts": [(name, self._plain(value)) for name, value in one.facts],
            "missing": self._plain(one.missing),
            "summary": self._plain(one.summary),
            "blocks": [made for block in one.blocks for made in self._make_block(block)],
        }

    def _make_block(self, block: Block) -> Iterator[dict[str, Any]]:
        match block:
            case Heading():
                anchor = block.anchor if block.anchor in self._anchors else ""
                lines = self._lines(block.text)
                yield {"kind": "heading", "level": min(max(block.level, 1), 2), "anchor": anchor, "lines": lines}
            case Paragraph():
                for text in cut_text(block.text, MAX_LETTERS):
                    if lines := self._lines(text):
                        yield {"kind": "paragraph", "style": block.style.value, "lines": lines}
            case Table():
                yield self._make_table(block)
            case ChartFigure():
                yield {"kind": "chart", "svg": draw_svg(draw(block.chart), FAMILY), "alt": _tell_chart(block.chart)}
            case Picture():
                yield from self._make_pictures(block)
            case PageBreak():
                yield {"kind": "break"}

    def _make_table(self, table: Table) -> dict[str, Any]:
        total = sum(column.width for column in table.columns) or 1
        room = [max(4, int(TABLE_COLUMNS * column.width / total) - 2) for column in table.columns]
        columns = [
            {
                "head": self._plain(_cut(column.head, MAX_HEAD), most),
                "width": column.width,
                "align": column.align.value,
                "page": column.is_page,
            }
            for column, most in zip(table.columns, room, strict=True)
        ]
        rows = [
            [
                self._cell(cell, most, is_page=column.is_page)
                for cell, most, column in zip(row, room, table.columns, strict=True)
            ]
            for row in table.rows
        ]
        heads = any(column.head for column in table.columns)
        return {"kind": "table", "title": self._plain(table.title), "columns": columns, "rows": rows, "heads": heads}

    def _cell(self, cell: Text, columns: int, *, is_page: bool) -> Any:
        if not is_page:
            return self._lines(cell, columns)
        return next((link[1:] for run in cell if (link := self._target(run.link)).startswith("#")), "")

    def _make_pictures(self, picture: Picture) -> Iterator[dict[str, Any]]:
        caption = _in_one_line("".join(run.text for run in picture.caption))
        try:
            for image in read_picture(picture):
                path = self._folder / f"{next(self._numbers)}.{image.ending}"
                path.write_bytes(image.data)
                yield {"kind": "picture", "path": path.name, "alt": caption}
        except UnreadablePictureError as error:
            yield {"kind": "paragraph", "style": Style.WARNING.value, "lines": self._plain(str(error))}
        if lines := self._lines(picture.caption):
            yield {"kind": "paragraph", "style": Style.CAPTION.value, "lines": lines}

    def _plain(self, text: str, columns: int = MAX_WORD_COLUMNS) -> list[Any]:
        return self._lines((Run(text),), columns)

    def _lines(self, text: Text, columns: int = MAX_WORD_COLUMNS) -> list[Any]:
        return [
            [(self._target(group.link), group.words) for group in split_words(line, min(columns, MAX_WORD_COLUMNS))]
            for line in split_lines(text)
        ]

    def _target(self, link: str) -> str:
        """What a link may lead to: a web address, an anchor of this document, or nothing."""
        if link.startswith("#"):
            return link if link[1:] in self._anchors else ""
        return make_web_link(make_readable(link).replace("\n", ""))


def _tell_chart(chart: Chart) -> str:
    """A chart's numbers in words, for those who cannot see it."""
    bars = [f"{bar.label} {sum(bar.values):,}" for bar in chart.bars if sum(bar.values)]
    return _in_one_line(f"{chart.title}: {', '.join(bars)}")


def _in_one_line(text: str) -> str:
    return " ".join(make_readable(text).split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
