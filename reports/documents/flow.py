"""A document as word processors take it: one stream of paragraphs, tables and pictures; Word and Hangul files share it.

What stands on the cover, which columns a table keeps, what becomes of a chart, a scan or a link is decided here;
``docx.py`` and ``hwpx.py`` know how a paragraph, a table or a picture is written.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.documents.appearance import (
    APPROVAL_BOX,
    APPROVAL_HEAD,
    APPROVAL_LABEL,
    APPROVAL_WIDTH,
    LEVELS,
    PICTURE_DPI,
    PICTURE_HEIGHT,
    TEXT_WIDTH,
    Form,
)
from reports.documents.document import (
    Align,
    Block,
    ChartFigure,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
)
from reports.documents.pictures import (
    CHARTS_AS_TABLES,
    ChartDrawer,
    Image,
    UnreadablePictureError,
    read_picture,
    tabulate_chart,
)
from reports.documents.readable import make_readable
from reports.documents.web_links import make_web_link

MAX_FACT = 255
"""Letters of a property of a file."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, row by row, each row as many as there are ``widths`` (millimetres).

    ``has_head``: the first row is repeated on each page. ``heights``: millimetres of each row at least; empty where a
    row is as high as its text. ``is_approval``: it is the 결재란, whose first column is one cell.
    """

    rows: Sequence[Sequence[Text]]
    widths: Sequence[float]
    aligns: Sequence[Align]
    has_head: bool = False
    heights: Sequence[float] = ()
    is_approval: bool = False


class FlowWriter(ABC):
    """Sends a document's parts to a file format, in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._anchors: dict[str, str] = {}
        for block in document.blocks:
            if isinstance(block, Heading) and block.anchor:
                self._anchors.setdefault(block.anchor, f"b{len(self._anchors) + 1}")
        self._waiting = dict(self._anchors)
        self._charts = ChartDrawer()
        self._has_said_tables = False
        self._breaks = False

    @abstractmethod
    def add_paragraph(self, text: Text, form: Form, bookmark: str = "") -> None:
        """Add a paragraph; ``bookmark``: the name that links in the document lead to."""

    @abstractmethod
    def add_table(self, grid: Grid) -> None:
        """Add a table."""

    @abstractmethod
    def add_picture(self, image: Image, width: float, height: float, said: str) -> None:
        """Add a picture of so many millimetres; ``said``: what it shows, for those who cannot see it."""

    def write_flow(self) -> None:
        """Add the cover and all blocks."""
        self._write_cover()
        for block in self.document.blocks:
            self._write_block(block)
        if self._breaks:
            self.add_paragraph((), Form.SMALL)

    def take_break(self) -> bool:
        """Whether what is added now begins a page; true once for each page break."""
        breaks, self._breaks = self._breaks, False
        return breaks

    def _write_cover(self) -> None:
        made = self.document
        if made.approvals:
            self.add_table(_make_approvals(made.approvals))
        self.add_paragraph((Run(made.title),), Form.TITLE)
        if made.office:
            self.add_paragraph((Run(made.office),), Form.OFFICE)
        for line in filter(None, (made.edition, *(f"{name} {value}" for name, value in made.facts))):
            self.add_paragraph((Run(line),), Form.SUBTITLE)
        if made.missing:
            self.add_paragraph((Run(made.missing),), Form.WARNING)
        if made.summary:
            self.add_paragraph((Run(made.summary),), Form.OFFICE)

    def _write_block(self, block: Block) -> None:
        match block:
            case Heading():
                self.add_paragraph(block.text, LEVELS[min(block.level, 2)], self._waiting.pop(block.anchor, ""))
            case Paragraph():
                self.add_paragraph(block.text, Form(block.style.value))
            case Table():
                self._write_table(block)
            case ChartFigure():
                self._write_chart(block)
            case Picture():
                self._write_scan(block)
            case PageBreak():
                self._breaks = True

    def _write_table(self, table: Table) -> None:
        """Its columns but those of page numbers, which only a typesetter knows."""
        places = [place for place, column in enumerate(table.columns) if not column.is_page]
        columns = [table.columns[place] for place in places]
        has_head = any(column.head for column in columns)
        rows: list[Sequence[Text]] = [[(Run(column.head),) for column in columns]] if has_head else []
        rows += [[cells[place] for place in places] for cells in table.rows]
        if not columns or not rows:
            return
        if table.title:
            self.add_paragraph((Run(table.title),), Form.TABLE_TITLE)
        share = TEXT_WIDTH / sum(max(column.width, 0.01) for column in columns)
        widths = [max(column.width, 0.01) * share for column in columns]
        self.add_table(Grid(rows, widths, [column.align for column in columns], has_head))
        self.add_paragraph((), Form.GAP)

    def _write_chart(self, figure: ChartFigure) -> None:
        image = self._charts.draw(figure.chart)
        if image is not None:
            self._add_fitted(image, figure.chart.title)
            return
        if not self._has_said_tables:
            self._has_said_tables = True
            self.add_paragraph((Run(CHARTS_AS_TABLES),), Form.SMALL)
        self._write_table(tabulate_chart(figure.chart))

    def _write_scan(self, picture: Picture) -> None:
        said = "".join(run.text for run in picture.caption)
        try:
            for image in read_picture(picture):
                self._add_fitted(image, said)
        except UnreadablePictureError as error:
            self.add_paragraph((Run(str(error)),), Form.WARNING)
        if picture.caption:
            self.add_paragraph(picture.caption, Form.CAPTION)

    def _add_fitted(self, image: Image, said: str) -> None:
        width = min(TEXT_WIDTH, image.width * 25.4 / PICTURE_DPI, PICTURE_HEIGHT * image.width / image.height)
        self.add_picture(image, max(width, 1.0), max(width * image.height / image.width, 1.0), said)

    def split_links(self, text: Text) -> Iterator[tuple[str, Sequence[Run]]]:
        """What has one target together, its text readable: a web address, ``#bookmark``, or '' for no link."""
        readable = [
            Run(words, run.marked, self._find_target(run.link)) for run in text if (words := make_readable(run.text))
        ]
        for target, runs in groupby(readable, key=lambda run: run.link):
            yield target, list(runs)

    def _find_target(self, link: str) -> str:
        if link.startswith("#"):
            name = self._anchors.get(link[1:])
            return f"#{name}" if name else ""
        return make_web_link(link) if link else ""


def fit_fact(text: str) -> str:
    """A text as one line that a file's properties hold."""
    return " ".join(make_readable(text).split())[:MAX_FACT]


def _make_approvals(titles: Sequence[str]) -> Grid:
    width = min(APPROVAL_WIDTH, (TEXT_WIDTH - APPROVAL_LABEL) / len(titles))
    heads: list[Text] = [(Run("결\n재"),), *((Run(title),) for title in titles)]
    boxes: list[Text] = [() for _ in heads]
    return Grid(
        rows=[heads, boxes],
        widths=[APPROVAL_LABEL, *(width for _ in titles)],
        aligns=[Align.CENTER] * len(heads),
        heights=(APPROVAL_HEAD, APPROVAL_BOX),
        is_approval=True,
    )
