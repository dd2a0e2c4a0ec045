"""A document as a Word file (.docx), which LibreOffice and Hangul open too.

Written with python-docx's elements. Headings are the program's own, so that its navigation pane lists them; a heading
with an anchor is a bookmark. Korean breaks between words (``w:wordWrap``), and the font is 맑은 고딕, for which a
program without it takes another Korean one, as all text is said to be Korean.
"""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast

from reports.documents.appearance import (
    APPROVAL_BOX,
    APPROVAL_HEAD,
    APPROVAL_LABEL,
    APPROVAL_WIDTH,
    CELL_SIZE,
    DIM,
    HEAD_FILL,
    HEADINGS,
    INK,
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
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

FONT = "맑은 고딕"
OTHER_NAME = "Malgun Gothic"
MAX_LINKS = 20_000
"""Word keeps each address beside the text; with more it takes minutes to open."""
_TWIPS = 56.6929
"""Twentieths of a point in a millimetre."""
_EMU = 36_000
_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_MAX_HEIGHT = 190.0
"""Millimetres that a picture may be high, so that it mostly fits under the article's head."""


def write_docx(file: BinaryIO, document: Document) -> None:
    """Write the document to an open binary file."""
    _Writer(document).write(file)


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        import docx

        self._made = document
        self._word: WordDocument = docx.Document()
        self._body = self._word.element.body
        self._anchors: dict[str, str] = {}
        for block in document.blocks:
            if isinstance(block, Heading) and block.anchor:
                self._anchors.setdefault(block.anchor, f"b{len(self._anchors) + 1}")
        self._bookmarked: set[str] = set()
        self._links: dict[str, str] = {}
        self._charts = ChartDrawer()
        self._has_said_tables = False
        self._breaks = False

    def write(self, file: BinaryIO) -> None:
        self._set_up()
        self._write_cover()
        for block in self._made.blocks:
            self._write_block(block)
        if self._breaks:
            self._add_paragraph((), "Clip Small")
        self._word.save(file)

    # The file around the text

    def _set_up(self) -> None:
        from docx.shared import Mm

        made, word = self._made, self._word
        facts = word.core_properties
        moment = made.made_at.astimezone(UTC).replace(tzinfo=None) if made.made_at.tzinfo else made.made_at
        facts.title, facts.subject = _fit_fact(made.title), _fit_fact(f"{made.subject} {made.period}")
        facts.author = facts.last_modified_by = _fit_fact(made.office)
        facts.keywords = _fit_fact(", ".join(made.keywords))
        facts.comments, facts.language, facts.revision = "", "ko-KR", 1
        facts.created = facts.modified = moment.replace(microsecond=0)
        _drop_leftovers(word)
        _set_language(word)
        _set_styles(word)
        section = word.sections[0]
        section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
        section.left_margin = section.right_margin = Mm(MARGIN_SIDE)
        section.top_margin, section.bottom_margin = Mm(MARGIN_TOP), Mm(MARGIN_BOTTOM)
        section.header_distance = section.footer_distance = Mm(MARGIN_FOOT)
        section.footer.is_linked_to_previous = False
        self._write_footer(section.footer.part.element[0])

    def _write_footer(self, paragraph: "Element") -> None:
        facts = _new("w:pPr")
        _add(facts, "w:pStyle", val="Footer")
        tabs = _add(facts, "w:tabs")
        for name in ("center", "right"):  # those of the style are for another width of page
            _add(tabs, "w:tab", val="clear", pos=str({"center": 4320, "right": 8640}[name]))
        _add(tabs, "w:tab", val="right", pos=_twips(TEXT_WIDTH))
        paragraph.append(facts)
        _add_text(paragraph, make_readable(self._made.footer).replace("\n", " "))
        run = _add(paragraph, "w:r")
        _add(run, "w:tab")
        _add_field(paragraph, "PAGE")
        _add_text(paragraph, " / ")
        _add_field(paragraph, "NUMPAGES")

    # The cover

    def _write_cover(self) -> None:
        made = self._made
        if made.approvals:
            self._write_approvals(made.approvals)
        self._add_paragraph((Run(made.title),), "Title")
        if made.office:
            self._add_paragraph((Run(made.office),), "Clip Office")
        lines = (made.edition, made.subject, made.period, f"작성 {made.made_at:%Y.%m.%d. %H:%M}")
        for line in filter(None, lines):
            self._add_paragraph((Run(line),), "Subtitle")
        if made.missing:
            self._add_paragraph((Run(made.missing),), "Clip Warning")
        if made.summary:
            self._add_paragraph((Run(made.summary),), "Clip Office")

    def _write_approvals(self, titles: Sequence[str]) -> None:
        width = min(APPROVAL_WIDTH, (TEXT_WIDTH - APPROVAL_LABEL) / len(titles))
        widths = [APPROVAL_LABEL, *(width for _ in titles)]
        table = self._begin_table(widths, "right")
        for is_box in (False, True):
            row = _add(table, "w:tr")
            facts = _add(row, "w:trPr")
            _add(facts, "w:cantSplit")
            _add(facts, "w:trHeight", val=_twips(APPROVAL_BOX if is_box else APPROVAL_HEAD), hRule="atLeast")
            label = self._add_cell(row, widths[0], merge="" if is_box else "restart", fill=HEAD_FILL)
            self._fill_cell(label, () if is_box else (Run("결\n재"),), Align.CENTER)
            for title in titles:
                cell = self._add_cell(row, width, fill="" if is_box else HEAD_FILL)
                self._fill_cell(cell, () if is_box else (Run(title),), Align.CENTER)

    # Blocks

    def _write_block(self, block: Block) -> None:
        match block:
            case Heading():
                self._add_paragraph(block.text, f"Heading {min(block.level, 2)}", anchor=block.anchor)
            case Paragraph():
                self._add_paragraph(block.text, _style_name(block.style))
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
            self._add_picture(image, figure.chart.title)
            return
        if not self._has_said_tables:
            self._has_said_tables = True
            self._add_paragraph((Run(CHARTS_AS_TABLES),), "Clip Small")
        self._write_table(tabulate_chart(figure.chart))

    def _write_scan(self, picture: Picture) -> None:
        said = "".join(run.text for run in picture.caption)
        try:
            for image in read_picture(picture):
                self._add_picture(image, said)
        except UnreadablePictureError as error:
            self._add_paragraph((Run(str(error)),), "Clip Small")
        if picture.caption:
            self._add_paragraph(picture.caption, "Clip Caption")

    def _add_picture(self, image: Image, said: str) -> None:
        width = min(TEXT_WIDTH, image.width * 25.4 / 150, _MAX_HEIGHT * image.width / image.height)
        paragraph = self._begin_paragraph("Clip Picture", keeps=True)
        inline = self._word.part.new_pic_inline(BytesIO(image.data), width=max(1, int(width * _EMU)))
        inline.docPr.set("descr", make_readable(said)[:255])
        run = _add(paragraph, "w:r")
        _add(run, "w:drawing").append(inline)

    # Tables

    def _write_table(self, table: Table) -> None:
        places = [place for place, column in enumerate(table.columns) if not column.is_page]
        if not places:
            return
        if table.title:
            self._add_paragraph((Run(table.title),), "Clip Table Title")
        elif self._breaks:
            self._add_paragraph((), "Clip Gap")
        share = TEXT_WIDTH / sum(max(table.columns[place].width, 0.01) for place in places)
        widths = [max(table.columns[place].width, 0.01) * share for place in places]
        made = self._begin_table(widths, "left")
        if any(table.columns[place].head for place in places):
            row = _add(made, "w:tr")
            facts = _add(row, "w:trPr")
            _add(facts, "w:cantSplit")
            _add(facts, "w:tblHeader")
            for place, width in zip(places, widths, strict=True):
                cell = self._add_cell(row, width, fill=HEAD_FILL)
                self._fill_cell(cell, (Run(table.columns[place].head),), Align.CENTER, bold=True)
        for cells in table.rows:
            row = _add(made, "w:tr")
            if sum(len(run.text) for text in cells for run in text) < 1_500:  # a higher one may need two pages
                _add(_add(row, "w:trPr"), "w:cantSplit")
            for place, width in zip(places, widths, strict=True):
                self._fill_cell(self._add_cell(row, width), cells[place], table.columns[place].align)
        self._add_paragraph((), "Clip Gap")

    def _begin_table(self, widths: Sequence[float], where: str) -> "Element":
        table = _new("w:tbl")
        facts = _add(table, "w:tblPr")
        _add(facts, "w:tblW", w=_twips(sum(widths)), type="dxa")
        _add(facts, "w:jc", val=where)
        borders = _add(facts, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _add(borders, f"w:{side}", val="single", sz="4", space="0", color=LINE)
        _add(facts, "w:tblLayout", type="fixed")
        margins = _add(facts, "w:tblCellMar")
        for side, space in (("top", 28), ("left", 55), ("bottom", 28), ("right", 55)):
            _add(margins, f"w:{side}", w=str(space), type="dxa")
        grid = _add(table, "w:tblGrid")
        for width in widths:
            _add(grid, "w:gridCol", w=_twips(width))
        self._append(table)
        return table

    def _add_cell(self, row: "Element", width: float, *, merge: str | None = None, fill: str = "") -> "Element":
        cell = _add(row, "w:tc")
        facts = _add(cell, "w:tcPr")
        _add(facts, "w:tcW", w=_twips(width), type="dxa")
        if merge is not None:
            _add(facts, "w:vMerge", **({"val": merge} if merge else {}))
        if fill:
            _add(facts, "w:shd", val="clear", color="auto", fill=fill)
        _add(facts, "w:vAlign", val="center")
        return cell

    def _fill_cell(self, cell: "Element", text: Text, align: Align, *, bold: bool = False) -> None:
        paragraph = _add(cell, "w:p")
        facts = _add(paragraph, "w:pPr")
        _add(facts, "w:pStyle", val=_style_id("Clip Cell"))
        _add(facts, "w:jc", val=_JUSTIFY[align])
        self._add_runs(paragraph, text, bold=bold)

    # Paragraphs

    def _add_paragraph(self, text: Text, style: str, *, anchor: str = "") -> None:
        paragraph = self._begin_paragraph(style)
        name = self._anchors.get(anchor, "")
        is_bookmark = bool(name) and name not in self._bookmarked
        if is_bookmark:
            self._bookmarked.add(name)
            _add(paragraph, "w:bookmarkStart", id=name[1:], name=name)
        self._add_runs(paragraph, text)
        if is_bookmark:
            _add(paragraph, "w:bookmarkEnd", id=name[1:])

    def _begin_paragraph(self, style: str, *, keeps: bool = False) -> "Element":
        paragraph = _new("w:p")
        facts = _add(paragraph, "w:pPr")
        _add(facts, "w:pStyle", val=_style_id(style))
        if keeps:
            _add(facts, "w:keepNext")
        if self._breaks:
            _add(facts, "w:pageBreakBefore")
            self._breaks = False
        self._append(paragraph)
        return paragraph

    def _append(self, element: "Element") -> None:
        self._body[-1].addprevious(element)  # what stands last are the facts of the section

    def _add_runs(self, paragraph: "Element", text: Text, *, bold: bool = False) -> None:
        for run in text:
            words = make_readable(run.text)
            if words:
                parent, is_link = self._open_link(paragraph, run.link)
                _add_text(parent, words, marked=run.marked, bold=bold, is_link=is_link)

    def _open_link(self, paragraph: "Element", link: str) -> "tuple[Element, bool]":
        from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

        if link.startswith("#"):
            name = self._anchors.get(link[1:])
            return (paragraph, False) if name is None else (_add(paragraph, "w:hyperlink", anchor=name), True)
        address = make_web_link(link) if link else ""
        if not address or (address not in self._links and len(self._links) == MAX_LINKS):
            return paragraph, False
        if address not in self._links:
            number = f"rIdL{len(self._links) + 1}"
            self._word.part.rels.add_relationship(KINDS.HYPERLINK, address, number, is_external=True)
            self._links[address] = number
        return _add(paragraph, "w:hyperlink", **{"r:id": self._links[address]}), True


def _style_name(style: Style) -> str:
    return f"Clip {style.value.title()}"


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _fit_fact(text: str) -> str:
    """A property of the file, which holds 255 characters."""
    return make_readable(text).replace("\n", " ")[:255]


def _twips(millimetres: float) -> str:
    return str(round(millimetres * _TWIPS))


def _new(tag: str) -> "Element":
    from docx.oxml import OxmlElement

    return cast("Element", OxmlElement(tag))


def _add(parent: "Element", tag: str, **attributes: str) -> "Element":
    """A child with attributes of the parent's own name space, or of the one named."""
    from docx.oxml.ns import qn

    child = _new(tag)
    for name, value in attributes.items():
        child.set(qn(name if ":" in name else f"w:{name}"), value)
    parent.append(child)
    return child


def _add_text(parent: "Element", text: str, *, marked: bool = False, bold: bool = False, is_link: bool = False) -> None:
    """A run of one form; line ends become line breaks."""
    from docx.oxml.ns import qn

    run = _add(parent, "w:r")
    if marked or bold or is_link:
        facts = _add(run, "w:rPr")
        if marked or bold:
            _add(facts, "w:b")
        if is_link:
            _add(facts, "w:color", val=LINK)
        if marked:
            _add(facts, "w:shd", val="clear", color="auto", fill=MARK_FILL)
    for number, line in enumerate(text.split("\n")):
        if number:
            _add(run, "w:br")
        if line:
            words = _add(run, "w:t")
            words.text = line
            words.set(qn("xml:space"), "preserve")


def _add_field(paragraph: "Element", code: str) -> None:
    for kind in ("begin", "code", "separate", "result", "end"):
        run = _add(paragraph, "w:r")
        if kind == "code":
            _add(run, "w:instrText").text = f" {code} "
        elif kind == "result":
            _add(run, "w:t").text = "1"
        else:
            _add(run, "w:fldChar", fldCharType=kind)


def _drop_leftovers(word: "WordDocument") -> None:
    """Leave out what python-docx's own empty document carries: a preview picture, styles that nothing uses."""
    from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

    unwanted = ("/thumbnail", "/stylesWithEffects", "/customXml")
    for rels in (word.part.package.rels, word.part.rels):
        for number in [number for number, one in rels.items() if one.reltype.endswith(unwanted)]:
            del rels[number]
    assert KINDS.THUMBNAIL.endswith(unwanted)
    for style in list(word.styles.element.style_lst):
        if str(style.get(_qn("w:type"))) == "table" and style.styleId != "TableNormal":
            style.delete()


def _set_language(word: "WordDocument") -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    settings = word.settings.element
    for one in settings.iter(_qn("w:themeFontLang")):
        one.set(_qn("w:val"), "ko-KR")
        one.set(_qn("w:eastAsia"), "ko-KR")
    for one in settings.iter(_qn("w:compatSetting")):
        if one.get(_qn("w:name")) == "compatibilityMode":
            one.set(_qn("w:val"), "15")
    old = next(number for number, one in word.part.rels.items() if one.reltype == KINDS.FONT_TABLE)
    kept = word.part.rels[old].target_part
    fonts = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:font w:name="{FONT}"><w:altName w:val="{OTHER_NAME}"/><w:panose1 w:val="020B0503020000020004"/>'
        '<w:charset w:val="81"/><w:family w:val="modern"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    del word.part.rels[old]
    assert word.part.package is not None
    part = Part(PackURI(str(kept.partname)), kept.content_type, fonts.encode(), word.part.package)
    word.part.relate_to(part, KINDS.FONT_TABLE)


def _set_styles(word: "WordDocument") -> None:
    from docx.enum.style import WD_STYLE_TYPE

    defaults = word.styles.element.find(_qn("w:docDefaults"))
    facts = defaults.find(f"{_qn('w:rPrDefault')}/{_qn('w:rPr')}")
    for old in list(facts):
        facts.remove(old)
    _add_fonts(facts)
    _add(facts, "w:sz", val="21")
    _add(facts, "w:szCs", val="21")
    _add(facts, "w:lang", val="ko-KR", eastAsia="ko-KR", bidi="ar-SA")
    paragraph = defaults.find(f"{_qn('w:pPrDefault')}/{_qn('w:pPr')}")
    for old in list(paragraph):
        paragraph.remove(old)
    _add_breaking(paragraph)
    looks: dict[str, Look] = {
        "Normal": LOOKS[Style.BODY],
        "Title": TITLE,
        "Subtitle": SUBTITLE,
        "Heading 1": HEADINGS[1],
        "Heading 2": HEADINGS[2],
        "Footer": Look(8.5, colour=DIM),
        "Clip Office": OFFICE,
        "Clip Table Title": TABLE_TITLE,
        "Clip Cell": Look(CELL_SIZE, line=1.15),
        "Clip Gap": Look(4, line=1),
        "Clip Picture": Look(9, line=1, after=2),
        **{_style_name(style): look for style, look in LOOKS.items()},
    }
    for name, look in looks.items():
        if name.startswith("Clip"):
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Normal"]
        _style(word.styles[name].element, look)


def _style(style: "Element", look: Look) -> None:
    """Give a style its look, in the order of elements that Word wants."""
    level = style.find(f"{_qn('w:pPr')}/{_qn('w:outlineLvl')}")
    for name in ("w:pPr", "w:rPr"):
        for old in style.findall(_qn(name)):
            style.remove(old)
    facts = _add(style, "w:pPr")
    if look.keeps:
        _add(facts, "w:keepNext")
        _add(facts, "w:keepLines")
    else:
        _add(facts, "w:widowControl")
    if look.fill:
        _add(facts, "w:shd", val="clear", color="auto", fill=look.fill)
    _add_breaking(facts)
    spacing = {"before": look.before * 20, "after": look.after * 20, "line": look.line * 240}
    _add(facts, "w:spacing", **{name: str(round(value)) for name, value in spacing.items()}, lineRule="auto")
    _add(facts, "w:jc", val="center" if look.centred else "left")
    if level is not None:
        facts.append(level)
    letters = _add(style, "w:rPr")
    _add_fonts(letters)
    if look.bold:
        _add(letters, "w:b")
    if look.colour != INK:
        _add(letters, "w:color", val=look.colour)
    for name in ("w:sz", "w:szCs"):
        _add(letters, name, val=str(round(look.size * 2)))


def _add_breaking(facts: "Element") -> None:
    """Break between words, and put no blank between Korean and a number beside it."""
    _add(facts, "w:wordWrap")
    _add(facts, "w:autoSpaceDE", val="0")
    _add(facts, "w:autoSpaceDN", val="0")


def _add_fonts(facts: "Element") -> None:
    _add(facts, "w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _qn(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)
