"""A document as a Hangul file (.hwpx; OWPML, KS X 6101).

Written with python-hwpx, whose files were measured to open in Hangul. Headings are outline paragraphs without numbers;
one with an anchor is a bookmark, and links lead to it. Hangul has no mark for the width of a line: it lays the text out
itself when it opens the file.
"""

from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING, BinaryIO

from reports.documents.appearance import (
    APPROVAL_BOX,
    APPROVAL_HEAD,
    APPROVAL_LABEL,
    APPROVAL_WIDTH,
    CELL_SIZE,
    DIM,
    HEAD_FILL,
    HEADINGS,
    LINE,
    LINK,
    LOOKS,
    MARGIN_BOTTOM,
    MARGIN_FOOT,
    MARGIN_SIDE,
    MARGIN_TOP,
    MARK_FILL,
    OFFICE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SUBTITLE,
    TABLE_TITLE,
    TEXT_WIDTH,
    TITLE,
    Look,
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
    Style,
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

if TYPE_CHECKING:
    from hwpx.oxml import HwpxOxmlParagraph, HwpxOxmlTableCell

FONT = "함초롬바탕"
HEAD_FONT = "맑은 고딕"
"""The text's font comes with Hangul; that of headings and tables with Windows."""
OTHER_FONT = "함초롬돋움"
_UNITS = 7200 / 25.4
"""Units of a file (hundredths of a point) in a millimetre."""
_CELL = Look(CELL_SIZE, line=1.2)
_GAP = Look(4, line=1)
_PICTURE = Look(9, line=1, after=2, keeps=True)
_MAX_HEIGHT = 190.0
"""Millimetres that a picture may be high, so that it mostly fits under the article's head."""
_ROW_HEIGHT = 6.0
"""Millimetres of a row of one line; Hangul makes higher what has more."""
_ALIGN = {Align.LEFT: "LEFT", Align.CENTER: "CENTER", Align.RIGHT: "RIGHT"}
_HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
_HH = "{http://www.hancom.co.kr/hwpml/2011/head}"


def write_hwpx(file: BinaryIO, document: Document) -> None:
    """Write the document to an open binary file."""
    _Writer(document).write(file)


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        from hwpx import HwpxDocument

        self._made = document
        self._file = HwpxDocument.new()
        for font in (FONT, HEAD_FONT):
            self._file.styles.ensure_font(font, subst_face=OTHER_FONT, subst_type="TTF")
        self._anchors: dict[str, str] = {}
        for block in document.blocks:
            if isinstance(block, Heading) and block.anchor:
                self._anchors.setdefault(block.anchor, f"b{len(self._anchors) + 1}")
        self._bookmarked: set[str] = set()
        self._paragraph_forms: dict[tuple[Look, str, int], str] = {}
        self._letter_forms: dict[tuple[Look, bool, bool, bool], str] = {}
        self._line = self._file.styles.ensure_border_fill(border_color=f"#{LINE}")
        self._filled = self._file.styles.ensure_border_fill(border_color=f"#{LINE}", fill_color=f"#{HEAD_FILL}")
        self._charts = ChartDrawer()
        self._has_said_tables = False
        self._breaks = False

    def write(self, file: BinaryIO) -> None:
        self._set_up()
        self._write_cover()
        for block in self._made.blocks:
            self._write_block(block)
        if self._breaks:
            self._add_paragraph((), LOOKS[Style.SMALL])
        file.write(self._file.to_bytes())

    # The file around the text

    def _set_up(self) -> None:
        made, parts = self._made, self._file.parts
        moment = made.made_at.astimezone(UTC) if made.made_at.tzinfo else made.made_at
        parts.clear_document_metadata(keep=("language",), timestamp=f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        parts.set_document_metadata(
            title=_fit_line(made.title),
            creator=_fit_line(made.office),
            subject=_fit_line(f"{made.subject} {made.period}"),
            keyword=_fit_line(", ".join(made.keywords)),
        )
        parts.clear_preview()
        self._file.page.setup(
            width_mm=PAGE_WIDTH,
            height_mm=PAGE_HEIGHT,
            margin_left_mm=MARGIN_SIDE,
            margin_right_mm=MARGIN_SIDE,
            margin_top_mm=MARGIN_TOP - MARGIN_FOOT,
            margin_bottom_mm=MARGIN_BOTTOM - MARGIN_FOOT,
            header_margin_mm=MARGIN_FOOT,
            footer_margin_mm=MARGIN_FOOT,
        )
        self._write_footer()
        first = self._file.paragraphs[0]  # an empty one that holds the facts of the section
        first.para_pr_id_ref, first.char_pr_id_ref = self._form(_GAP), self._letters(_GAP)
        for header in parts.headers:
            for head in header.element.iter(f"{_HH}paraHead"):
                head.text = None  # no number before a heading: it has its own

    def _write_footer(self) -> None:
        said = _fit_line(self._made.footer)
        children = [{"type": "run", "text": f"{said}  ·  "}] if said else []
        children.append({"type": "page_number", "page_number": "page/total"})
        self._file.page.set_footer(content=[{"align": "CENTER", "children": children}])
        letters = self._letters(Look(8.5, colour=DIM))
        for footer in self._file.sections[0].element.iter(f"{_HP}footer"):
            for run in footer.iter(f"{_HP}run"):
                run.set("charPrIDRef", letters)
            for line in footer.iter(f"{_HP}p"):
                for run in line.findall(f"{_HP}run"):
                    if run.find(f"{_HP}ctrl/{_HP}pageNum") is not None:  # would draw the number a second time
                        line.remove(run)

    # The cover

    def _write_cover(self) -> None:
        made = self._made
        if made.approvals:
            self._write_approvals(made.approvals)
        self._add_paragraph((Run(made.title),), TITLE)
        if made.office:
            self._add_paragraph((Run(made.office),), OFFICE)
        lines = (made.edition, made.subject, made.period, f"작성 {made.made_at:%Y.%m.%d. %H:%M}")
        for line in filter(None, lines):
            self._add_paragraph((Run(line),), SUBTITLE)
        if made.missing:
            self._add_paragraph((Run(made.missing),), LOOKS[Style.WARNING])
        if made.summary:
            self._add_paragraph((Run(made.summary),), OFFICE)

    def _write_approvals(self, titles: Sequence[str]) -> None:
        width = min(APPROVAL_WIDTH, (TEXT_WIDTH - APPROVAL_LABEL) / len(titles))
        rows: list[list[Text]] = [
            [(Run("결\n재"),), *((Run(title),) for title in titles)],
            [() for _ in range(len(titles) + 1)],
        ]
        widths = [APPROVAL_LABEL, *(width for _ in titles)]
        aligns = [Align.CENTER] * len(widths)
        self._fill_table(rows, widths, aligns, heights=(APPROVAL_HEAD, APPROVAL_BOX), is_approval=True)

    # Blocks

    def _write_block(self, block: Block) -> None:
        match block:
            case Heading():
                level = min(block.level, 2)
                self._add_paragraph(block.text, HEADINGS[level], level=level, anchor=block.anchor)
            case Paragraph():
                self._add_paragraph(block.text, LOOKS[block.style])
            case Table():
                self._write_table(block)
            case ChartFigure():
                self._write_chart(block)
            case Picture():
                self._write_scan(block)
            case PageBreak():
                self._breaks = True

    def _write_chart(self, figure: ChartFigure) -> None:
        image = self._charts.draw(figure.chart)
        if image is not None:
            self._add_picture(image)
            return
        if not self._has_said_tables:
            self._has_said_tables = True
            self._add_paragraph((Run(CHARTS_AS_TABLES),), LOOKS[Style.SMALL])
        self._write_table(tabulate_chart(figure.chart))

    def _write_scan(self, picture: Picture) -> None:
        try:
            for image in read_picture(picture):
                self._add_picture(image)
        except UnreadablePictureError as error:
            self._add_paragraph((Run(str(error)),), LOOKS[Style.SMALL])
        if picture.caption:
            self._add_paragraph(picture.caption, LOOKS[Style.CAPTION])

    def _add_picture(self, image: Image) -> None:
        width = min(TEXT_WIDTH, image.width * 25.4 / 150, _MAX_HEIGHT * image.width / image.height)
        self._file.add_picture(
            image.data,
            image.ending,
            width_mm=max(width, 1.0),
            height_mm=max(width * image.height / image.width, 1.0),
            para_pr_id_ref=self._form(_PICTURE),
            style_id_ref=0,
            char_pr_id_ref=self._letters(_PICTURE),
            pageBreak=self._take_break(),
        )

    def _write_table(self, table: Table) -> None:
        places = [place for place, column in enumerate(table.columns) if not column.is_page]
        if not places:
            return
        if table.title:
            self._add_paragraph((Run(table.title),), TABLE_TITLE)
        columns = [table.columns[place] for place in places]
        share = TEXT_WIDTH / sum(max(column.width, 0.01) for column in columns)
        widths = [max(column.width, 0.01) * share for column in columns]
        has_head = any(column.head for column in columns)
        rows: list[list[Text]] = [[(Run(column.head),) for column in columns]] if has_head else []
        rows += [[cells[place] for place in places] for cells in table.rows]
        if rows:
            self._fill_table(rows, widths, [column.align for column in columns], has_head=has_head)
        self._add_paragraph((), _GAP)

    def _fill_table(
        self,
        rows: Sequence[Sequence[Text]],
        widths: Sequence[float],
        aligns: Sequence[Align],
        *,
        has_head: bool = False,
        heights: Sequence[float] = (),
        is_approval: bool = False,
    ) -> None:
        """Add a table of these cells; millimetres. The boxes to sign have a first column that is one cell."""
        where = "RIGHT" if is_approval else "LEFT"
        table = self._file.add_table(
            len(rows),
            len(widths),
            width=round(sum(widths) * _UNITS),
            height=round((sum(heights) or _ROW_HEIGHT * len(rows)) * _UNITS),
            border_fill_id_ref=self._line,
            para_pr_id_ref=self._form(_GAP, where),
            style_id_ref=0,
            char_pr_id_ref=self._letters(_GAP),
            pageBreak=self._take_break(),
        )
        if not is_approval:
            table.set_treat_as_char(False)  # only such a table is broken between pages
        table.element.set("repeatHeader", "1" if has_head else "0")
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            is_head = (has_head or is_approval) and number == 0
            for place, cell in enumerate(row.cells):
                height = heights[number] if heights else _ROW_HEIGHT
                cell.set_size(round(widths[place] * _UNITS), round(height * _UNITS))
                if is_head or (is_approval and place == 0):
                    cell.element.set("borderFillIDRef", self._filled)
                if is_head and has_head:
                    cell.element.set("header", "1")
                align = Align.CENTER if is_head else aligns[place]
                self._fill_cell(cell, cells[place], align, bold=is_head and has_head)
        if is_approval:
            table.merge_cells(0, 0, 1, 0)

    def _fill_cell(self, cell: "HwpxOxmlTableCell", text: Text, align: Align, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.para_pr_id_ref = self._form(_CELL, _ALIGN[align])
        paragraph.char_pr_id_ref = self._letters(_CELL)
        self._add_runs(paragraph, text, _CELL, bold=bold)

    # Paragraphs

    def _add_paragraph(self, text: Text, look: Look, *, level: int = 0, anchor: str = "") -> None:
        paragraph = self._file.add_paragraph(
            "",
            para_pr_id_ref=self._form(look, level=level),
            style_id_ref=self._file.styles.resolve(f"개요 {level}").id if level else 0,
            char_pr_id_ref=self._letters(look),
            include_run=False,
            inherit_style=False,
            pageBreak=self._take_break(),
        )
        name = self._anchors.get(anchor, "")
        if name and name not in self._bookmarked:
            self._bookmarked.add(name)
            paragraph.add_bookmark(name, char_pr_id_ref=self._letters(look))
        self._add_runs(paragraph, text, look)
        if not any(run.text for run in text):
            paragraph.add_run("", char_pr_id_ref=self._letters(look))

    def _take_break(self) -> str:
        breaks, self._breaks = self._breaks, False
        return "1" if breaks else "0"

    def _add_runs(self, paragraph: "HwpxOxmlParagraph", text: Text, look: Look, *, bold: bool = False) -> None:
        for run in text:
            words = make_readable(run.text)
            if not words:
                continue
            target = self._find_target(run.link)
            letters = self._letters(look, marked=run.marked, bold=bold, is_link=bool(target))
            if target and "\n" not in words:
                paragraph.add_hyperlink(target, words, char_pr_id_ref=letters)
            else:
                paragraph.add_run(words, char_pr_id_ref=letters)

    def _find_target(self, link: str) -> str:
        """Where a link leads as Hangul has it; '' for one that leads nowhere."""
        if link.startswith("#"):
            name = self._anchors.get(link[1:])
            return f"#{name}" if name else ""
        return make_web_link(link) if link else ""

    def _letters(self, look: Look, *, marked: bool = False, bold: bool = False, is_link: bool = False) -> str:
        """The id of the letters of a look."""
        key = (look, marked, bold, is_link)
        if key not in self._letter_forms:
            self._letter_forms[key] = self._file.styles.ensure_run(
                bold=look.bold or bold or marked,
                italic=False,
                underline=False,
                color=f"#{LINK if is_link else look.colour}",
                font=FONT if look in (LOOKS[Style.BODY], LOOKS[Style.CAPTION]) else HEAD_FONT,
                size=look.size,
                highlight=f"#{MARK_FILL}" if marked else None,
            )
        return self._letter_forms[key]

    def _form(self, look: Look, align: str = "", *, level: int = 0) -> str:
        """The id of the paragraph form of a look, made by way of a paragraph that is taken out again."""
        key = (look, align, level)
        if key not in self._paragraph_forms:
            trial = self._file.add_paragraph("", para_pr_id_ref=0, style_id_ref=0, inherit_style=False)
            self._file.styles.apply_paragraph_format(
                paragraphs=[trial],
                alignment=align or ("CENTER" if look.centred else "LEFT"),
                line_spacing_percent=look.line * 115,
                spacing_before_pt=look.before,
                spacing_after_pt=look.after,
                keep_with_next=look.keeps,
                outline_level=level or None,
            )
            made = str(trial.para_pr_id_ref)
            trial.remove()
            self._keep_words(made)
            self._paragraph_forms[key] = made
        return self._paragraph_forms[key]

    def _keep_words(self, form: str) -> None:
        """Let a paragraph form break lines between words alone."""
        for header in self._file.parts.headers:
            for one in header.element.iter(f"{_HH}paraPr"):
                if one.get("id") == form:
                    for setting in one.iter(f"{_HH}breakSetting"):
                        setting.set("breakNonLatinWord", "KEEP_WORD")


def _fit_line(text: str) -> str:
    """One line, for the file's facts and its foot."""
    return " ".join(make_readable(text).split())[:255]
