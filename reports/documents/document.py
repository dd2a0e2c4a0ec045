"""A document before it has a file format: its cover and a list of blocks, with all text as it is to be read.

What a document says is decided where it is made (``reports/clip/clip_document.py``); a writer only knows how a block
looks in its format. All text comes from strangers: a writer passes each one through ``make_readable`` (``readable.py``)
and never takes it for markup, and makes a link only of a web address or of an anchor that the document has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reports.charts.drawing import Chart


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line's text. ``link``: a web address, or ``#name`` of a block's ``anchor`` in this document."""

    text: str
    marked: bool = False
    link: str = ""


Text = Sequence[Run]
MAX_CELL, MAX_CELL_LINES = 1_000, 40
"""Letters and lines that a cell of a table holds at least; what must be whole and may be longer is no table."""


class Style(StrEnum):
    """What a paragraph is: the text of an article, its data (outlet, day, reporter), a person's note, …"""

    BODY = "body"
    DECK = "deck"
    DATA = "data"
    CAPTION = "caption"
    NOTE = "note"
    WARNING = "warning"
    SMALL = "small"


class Align(StrEnum):
    """Where the text of a table's column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, which is also a bookmark: level 1 for a part, 2 for an article."""

    text: Text
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line ends in its runs are line breaks."""

    text: Text
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head, its share of the page's width (any unit; what counts is the ratio), where its text stands.

    ``is_page``: its cells have no text but a link to an anchor, and the writer puts in the number of that page; one
    that cannot know it leaves the column out.
    """

    head: str
    width: float
    align: Align = Align.LEFT
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the head is repeated on each page. Each row has a cell for each column.

    Of a cell with more than ``MAX_CELL`` letters a writer may show the first ones, and says how many it left out.
    Without any head it has no row of heads. ``title`` stands above it, in the style of a small heading, no bookmark.
    """

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Text]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart, drawn by the writer from its numbers (``reports/charts``)."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Picture:
    """A scanned clipping or photo: the bytes of a PNG or JPEG, or of a PDF, whose pages follow one another."""

    data: bytes
    media_type: str
    caption: Text = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | ChartFigure | Picture | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``title`` (일일 보도 스크랩), ``subject`` and ``period`` stand on the cover with ``office`` and ``edition``.

    ``approvals``: the titles of the boxes of the 결재란, left to right; none where the office wants no box.
    ``missing``: the sentence about what is not covered, which stands on the cover, before any count. ``summary``: the
    counts in one line. ``footer`` stands at the foot of each page beside the page's number (n / m). The cover is the
    upper part of the first page: the first blocks follow it there.
    """

    title: str
    subject: str
    period: str
    made_at: datetime
    blocks: Sequence[Block]
    office: str = ""
    edition: str = ""
    approvals: Sequence[str] = ()
    missing: str = ""
    summary: str = ""
    footer: str = ""
    keywords: Sequence[str] = ()

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """What the cover says of it: a name and a value each, none without a value."""
        facts = (("검색", self.subject), ("기간", self.period), ("작성", f"{self.made_at:%Y.%m.%d. %H:%M}"))
        return [fact for fact in facts if fact[1]]
