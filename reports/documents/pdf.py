"""A document as PDF, set by Typst: A4, tagged, with bookmarks, links, embedded fonts and page numbers.

All text goes to Typst as data (JSON in ``sys.inputs``) and is never read as code; the only code is our template
(``reports/templates/document.typ``). Typst sees one folder, in which only the scans of this document are.
"""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from models.language import _
from reports.charts.drawing import Chart, draw
from reports.charts.svg import draw_svg
from reports.documents.document import (
    MAX_CELL,
    MAX_CELL_LINES,
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
from reports.documents.font_letters import read_letters
from reports.documents.pictures import UnreadablePictureError, read_picture
from reports.documents.readable import make_readable
from reports.documents.web_links import make_web_link
from reports.documents.words import MAX_WORD_COLUMNS, cut_text, shorten_text, split_lines, split_words
from reports.formats.errors import ExportError
from reports.formats.html import TEMPLATES
from reports.formats.terminal import width as count_columns

if TYPE_CHECKING:
    from typst import Fonts

FONTS = TEMPLATES.parent / "fonts"
FAMILY = "Archive Sans KR"
OWN_FONT = FONTS / "ArchiveSansKR-Regular.otf"
TABLE_COLUMNS = 104
"""Letters of a digit's width in a line of a table as wide as the page."""
MAX_FOOTER = 70
MAX_HEAD = 200
"""Letters of what stands on every page of a document or table: one of 40,000 would fill a thousand pages."""
MAX_LINE, MAX_LINES = 1_000, 20
"""Letters and lines of a heading, a title or what the cover says: what is not broken over pages."""
MAX_WHOLE_ROWS, MAX_WHOLE = 12, 1_000
"""Rows and letters of a table that stands on one page."""
MAX_ROW_LINES = 20
"""Lines of the cells of a row that is not broken over pages."""
MAX_LETTERS = 10_000
"""Letters of a paragraph: the time to set one grows faster than its length, so a longer one becomes several."""
_LOOK_OF_THE_LETTER_BEFORE = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
"""In colour or not, of which skin: where no font has it, the letter before is read all the same."""
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


@lru_cache(maxsize=65_536)
def _is_drawn(letter: str) -> bool:
    """Whether our font has it, or one of the system's."""
    if letter in read_letters(OWN_FONT):
        return True
    return any(one.path and letter in read_letters(Path(one.path), one.index) for one in _find_fonts().fonts())


def _spell_out(text: str) -> str:
    """The text with the codes of letters that no font has: a reader sees [U+1F44D] and no empty box."""
    if text.isascii():
        return text
    codes = {
        ord(letter): "" if _LOOK_OF_THE_LETTER_BEFORE.match(letter) else f"[U+{ord(letter):04X}]"
        for letter in set(text)
        if letter > "\x7f" and not _is_drawn(letter)
    }
    return text.translate(codes) if codes else text


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
        blocks = [made for block in one.blocks for made in self._make_block(block)]
        for made, after in pairwise(blocks):
            if made["kind"] == "chart":
                made["keeps"] = after["kind"] == "table"
        return {
            "title": _in_one_line(f"{one.title} {one.period}"),
            "office": _in_one_line(one.office),
            "keywords": [word for word in map(_in_one_line, one.keywords) if word],
            "description": _in_one_line(f"{one.subject} {one.summary}"),
            "footer": _cut(_in_one_line(one.footer), MAX_FOOTER),
            "office-line": self._plain(one.office),
            "title-line": self._plain(one.title),
            "edition": self._plain(one.edition),
            "approvals": [self._plain(_cut(title, MAX_HEAD), 10) for title in one.approvals],
            "facts": [(name, self._plain(value)) for name, value in one.facts],
            "missing": self._lines(shorten_text((Run(one.missing),), MAX_LETTERS, MAX_LETTERS)),
            "summary": self._plain(one.summary),
            "blocks": blocks,
        }

    def _make_block(self, block: Block) -> Iterator[dict[str, Any]]:
        match block:
            case Heading():
                anchor = block.anchor if block.anchor in self._anchors else ""
                head, *others = cut_text(block.text, MAX_LINE)
                level = min(max(block.level, 1), 2)
                yield {"kind": "heading", "level": level, "anchor": anchor, "lines": self._lines(head)}
                for text in others:
                    yield from self._make_paragraph(text, Style.DECK)
            case Paragraph():
                yield from self._make_paragraph(block.text, block.style)
            case Table():
                yield self._make_table(block)
            case ChartFigure():
                svg = draw_svg(draw(block.chart), FAMILY)
                yield {"kind": "chart", "svg": svg, "alt": _tell_chart(block.chart), "keeps": False}
            case Picture():
                yield from self._make_pictures(block)
            case PageBreak():
                yield {"kind": "break"}

    def _make_paragraph(self, text: Text, style: Style) -> Iterator[dict[str, Any]]:
        for part in cut_text(text, MAX_LETTERS):
            if lines := self._lines(part):
                yield {"kind": "paragraph", "style": style.value, "lines": lines}

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
            {
                "whole": all(map(_is_short, row, room)),
                "cells": [
                    self._cell(cell, most, is_page=column.is_page)
                    for cell, most, column in zip(row, room, table.columns, strict=True)
                ],
            }
            for row in table.rows
        ]
        heads = any(column.head for column in table.columns)
        letters = sum(len(run.text) for row in table.rows for cell in row for run in cell)
        return {
            "kind": "table",
            "whole": len(rows) <= MAX_WHOLE_ROWS and letters <= MAX_WHOLE,
            "title": self._plain(_cut(table.title, MAX_HEAD)),
            "columns": columns,
            "rows": rows,
            "heads": heads,
        }

    def _cell(self, cell: Text, columns: int, *, is_page: bool) -> Any:
        if not is_page:
            return self._lines(shorten_text(cell, MAX_CELL, MAX_CELL_LINES), columns)
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
        yield from self._make_paragraph(picture.caption, Style.CAPTION)

    def _plain(self, text: str, columns: int = MAX_WORD_COLUMNS) -> list[Any]:
        """What has no marks and stands in one place."""
        return self._lines(shorten_text((Run(text),), MAX_LINE, MAX_LINES), columns)

    def _lines(self, text: Text, columns: int = MAX_WORD_COLUMNS) -> list[Any]:
        return [
            [(self._target(group.link), group.words) for group in split_words(line, min(columns, MAX_WORD_COLUMNS))]
            for line in split_lines([Run(_spell_out(make_readable(run.text)), run.marked, run.link) for run in text])
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


def _is_short(cell: Text, columns: int) -> bool:
    """Whether a cell of so many columns takes few lines, so that its row is kept on one page."""
    lines = "".join(run.text for run in cell).split("\n")
    return sum(1 + count_columns(line[:MAX_LINE]) // columns for line in lines[: MAX_ROW_LINES + 1]) <= MAX_ROW_LINES


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
