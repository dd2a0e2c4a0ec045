"""A document as a Word file (.docx), which LibreOffice and Hangul open too.

Written with python-docx's elements. Headings are the program's own, so that its navigation pane lists them; a heading
with an anchor is a bookmark. Korean breaks between words (``w:wordWrap``), and the font is 맑은 고딕, for which a
program without it takes another Korean one, as all text is said to be Korean.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC
from functools import cache
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, cast

from reports.documents.appearance import (
    CELL_MARGIN,
    HEAD_FILL,
    INK,
    LINE,
    LINK,
    LOOKS,
    MARGIN_BOTTOM,
    MARGIN_FOOT,
    MARGIN_SIDE,
    MARGIN_TOP,
    MARK_FILL,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Form,
    Look,
)
from reports.documents.document import Align, Document, Text
from reports.documents.flow import FlowWriter, Grid, fit_fact
from reports.documents.pictures import Image
from reports.documents.readable import make_readable
from reports.formats.part_dates import set_part_dates

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

FONT = "맑은 고딕"
OTHER_NAME = "Malgun Gothic"
MAX_LINKS = 20_000
"""Word keeps each address beside the text; with more it takes minutes to open."""
MAX_UNBROKEN = 1_500
"""Letters of a table's row that stays on one page; a longer one may need two."""
_TWIPS = 56.6929
"""Twentieths of a point in a millimetre."""
_EMU = 36_000
_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_STYLES: Mapping[Form, str] = MappingProxyType(
    {
        Form.BODY: "Normal",
        Form.TITLE: "Title",
        Form.SUBTITLE: "Subtitle",
        Form.PART: "Heading 1",
        Form.ARTICLE: "Heading 2",
        Form.FOOTER: "Footer",
        **{
            form: f"Clip {form.value.title()}"
            for form in Form
            if form not in (Form.BODY, Form.TITLE, Form.SUBTITLE, Form.PART, Form.ARTICLE, Form.FOOTER)
        },
    }
)
"""Word's own styles where it has one, which lists of headings and a person's changes go by."""


def write_docx(file: BinaryIO, document: Document) -> None:
    """Write the document to an open binary file."""
    _Writer(document).write(file)


class _Writer(FlowWriter):
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        import docx

        super().__init__(document)
        self._word: WordDocument = docx.Document()
        self._body = self._word.element.body
        self._links: dict[str, str] = {}

    def write(self, file: BinaryIO) -> None:
        self._set_up()
        self.write_flow()
        packed = BytesIO()
        self._word.save(packed)
        file.write(set_part_dates(packed.getvalue(), self.document.made_at))

    # The file around the text

    def _set_up(self) -> None:
        from docx.shared import Mm

        made, word = self.document, self._word
        facts = word.core_properties
        moment = made.made_at.astimezone(UTC).replace(tzinfo=None) if made.made_at.tzinfo else made.made_at
        facts.title, facts.subject = fit_fact(made.title), fit_fact(f"{made.subject} {made.period}")
        facts.author = facts.last_modified_by = fit_fact(made.office)
        facts.keywords = fit_fact(", ".join(made.keywords))
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
        facts = _add(paragraph, "w:pPr")
        _add(facts, "w:pStyle", val=_style_id(Form.FOOTER))
        tabs = _add(facts, "w:tabs")
        for name in ("center", "right"):  # those of the style are for another width of page
            _add(tabs, "w:tab", val="clear", pos=str({"center": 4320, "right": 8640}[name]))
        _add(tabs, "w:tab", val="right", pos=_twips(TEXT_WIDTH))
        _add_text(paragraph, make_readable(self.document.footer).replace("\n", " "))
        run = _add(paragraph, "w:r")
        _add(run, "w:tab")
        _add_field(paragraph, "PAGE")
        _add_text(paragraph, " / ")
        _add_field(paragraph, "NUMPAGES")

    # The parts of the flow

    def add_paragraph(self, text: Text, form: Form, bookmark: str = "") -> None:
        paragraph = self._begin_paragraph(form)
        if bookmark:
            _add(paragraph, "w:bookmarkStart", id=bookmark[1:], name=bookmark)
        self._add_runs(paragraph, text, is_link_plain=LOOKS[form].is_link_plain)
        if bookmark:
            _add(paragraph, "w:bookmarkEnd", id=bookmark[1:])

    def add_picture(self, image: Image, width: float, height: float, said: str) -> None:
        paragraph = self._begin_paragraph(Form.PICTURE)
        inline = self._word.part.new_pic_inline(BytesIO(image.data), width=int(width * _EMU), height=int(height * _EMU))
        inline.docPr.set("descr", fit_fact(said))
        run = _add(paragraph, "w:r")
        for side in "TBLR":  # LibreOffice takes an eighth of an inch where nothing is said
            inline.set(f"dist{side}", "0")
        _add(run, "w:drawing").append(inline)

    def add_table(self, grid: Grid) -> None:
        if self.take_break():
            self._begin_paragraph(Form.GAP, breaks=True)
        table = self._begin_table(grid.widths, "right" if grid.is_approval else "left")
        for number, cells in enumerate(grid.rows):
            is_head = grid.has_head and number == 0
            row = _add(table, "w:tr")
            facts = _add(row, "w:trPr")
            if grid.heights or is_head or sum(len(run.text) for text in cells for run in text) < MAX_UNBROKEN:
                _add(facts, "w:cantSplit")
            if grid.heights:
                _add(facts, "w:trHeight", val=_twips(grid.heights[number]), hRule="atLeast")
            if is_head:
                _add(facts, "w:tblHeader")
            for place, text in enumerate(cells):
                is_label = grid.is_approval and (place == 0 or number == 0)
                merge = ("" if number else "restart") if grid.is_approval and place == 0 else None
                fill = HEAD_FILL if is_head or is_label else ""
                cell = self._add_cell(row, grid.widths[place], merge=merge, fill=fill)
                self._fill_cell(cell, text, Align.CENTER if is_head else grid.aligns[place], bold=is_head)

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
        for side, space in (
            ("top", CELL_MARGIN / 2),
            ("left", CELL_MARGIN),
            ("bottom", CELL_MARGIN / 2),
            ("right", CELL_MARGIN),
        ):
            _add(margins, f"w:{side}", w=_twips(space), type="dxa")
        grid = _add(table, "w:tblGrid")
        for width in widths:
            _add(grid, "w:gridCol", w=_twips(width))
        self._append(table)
        return table

    def _add_cell(self, row: "Element", width: float, *, merge: str | None, fill: str) -> "Element":
        cell = _add(row, "w:tc")
        facts = _add(cell, "w:tcPr")
        _add(facts, "w:tcW", w=_twips(width), type="dxa")
        if merge is not None:
            _add(facts, "w:vMerge", **({"val": merge} if merge else {}))
        if fill:
            _add(facts, "w:shd", val="clear", color="auto", fill=fill)
        _add(facts, "w:vAlign", val="center")
        return cell

    def _fill_cell(self, cell: "Element", text: Text, align: Align, *, bold: bool) -> None:
        paragraph = _add(cell, "w:p")
        facts = _add(paragraph, "w:pPr")
        _add(facts, "w:pStyle", val=_style_id(Form.CELL))
        _add(facts, "w:jc", val=_JUSTIFY[align])
        self._add_runs(paragraph, text, bold=bold)

    # Paragraphs

    def _begin_paragraph(self, form: Form, *, breaks: bool = False) -> "Element":
        paragraph = _new("w:p")
        facts = _add(paragraph, "w:pPr")
        _add(facts, "w:pStyle", val=_style_id(form))
        if breaks or self.take_break():
            _add(facts, "w:pageBreakBefore")
        self._append(paragraph)
        return paragraph

    def _append(self, element: "Element") -> None:
        self._body[-1].addprevious(element)  # what stands last are the facts of the section

    def _add_runs(self, paragraph: "Element", text: Text, *, bold: bool = False, is_link_plain: bool = False) -> None:
        for target, runs in self.split_links(text):
            parent = self._open_link(paragraph, target)
            is_blue = parent is not paragraph and not is_link_plain
            for run in runs:
                _add_text(parent, run.text, marked=run.marked, bold=bold, is_blue=is_blue)

    def _open_link(self, paragraph: "Element", target: str) -> "Element":
        """What the runs of a link belong to; the paragraph itself where there is none."""
        from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

        if target.startswith("#"):
            return _add(paragraph, "w:hyperlink", anchor=target[1:])
        if not target or (target not in self._links and len(self._links) == MAX_LINKS):
            return paragraph
        if target not in self._links:
            number = f"rIdL{len(self._links) + 1}"
            self._word.part.rels.add_relationship(KINDS.HYPERLINK, target, number, is_external=True)
            self._links[target] = number
        return _add(paragraph, "w:hyperlink", **{"r:id": self._links[target]})


def _style_id(form: Form) -> str:
    return _STYLES[form].replace(" ", "")


def _twips(millimetres: float) -> str:
    return str(round(millimetres * _TWIPS))


def _new(tag: str) -> "Element":
    from docx.oxml import OxmlElement

    return cast("Element", OxmlElement(tag))


def _add(parent: "Element", tag: str, **attributes: str) -> "Element":
    """A child with attributes of the parent's own name space, or of the one named."""
    from lxml.etree import SubElement

    names = {_qn(name if ":" in name else f"w:{name}"): value for name, value in attributes.items()}
    return cast("Element", SubElement(parent, _qn(tag), names))


def _add_text(parent: "Element", text: str, *, marked: bool = False, bold: bool = False, is_blue: bool = False) -> None:
    """A run of one form; line ends become line breaks."""
    run = _add(parent, "w:r")
    if marked or bold or is_blue:
        facts = _add(run, "w:rPr")
        if marked or bold:
            _add(facts, "w:b")
        if is_blue:
            _add(facts, "w:color", val=LINK)
        if marked:
            _add(facts, "w:shd", val="clear", color="auto", fill=MARK_FILL)
    for number, line in enumerate(text.split("\n")):
        if number:
            _add(run, "w:br")
        if line:
            _add(run, "w:t", **{"xml:space": "preserve"}).text = line


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
    for form, name in _STYLES.items():
        if name.startswith("Clip"):
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Normal"]
        _style(word.styles[name].element, LOOKS[form])


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
    _add_box(facts, look)
    _add_breaking(facts)
    spacing = {"before": look.before * 20, "after": look.after * 20, "line": look.line * 240}
    _add(facts, "w:spacing", **{name: str(round(value)) for name, value in spacing.items()}, lineRule="auto")
    if look.bar:
        _add(facts, "w:ind", left="160", right="80" if look.fill else "0")
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


def _add_box(facts: "Element", look: Look) -> None:
    """Its filling, which reaches a little beyond the text, the bar beside it, the rule beneath it."""
    sides = {}
    if look.fill:
        sides = dict.fromkeys(("top", "left", "bottom", "right"), ("4", "3", look.fill))
    if look.bar:
        sides["left"] = ("20", "5", look.bar)
    if look.rule:
        sides["bottom"] = ("8", "3", INK)
    if sides:
        borders = _add(facts, "w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            if side in sides:
                size, space, colour = sides[side]
                _add(borders, f"w:{side}", val="single", sz=size, space=space, color=colour)
    if look.fill:
        _add(facts, "w:shd", val="clear", color="auto", fill=look.fill)


def _add_breaking(facts: "Element") -> None:
    """Break between words, and put no blank between Korean and a number beside it."""
    _add(facts, "w:wordWrap")
    _add(facts, "w:autoSpaceDE", val="0")
    _add(facts, "w:autoSpaceDN", val="0")


def _add_fonts(facts: "Element") -> None:
    _add(facts, "w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


@cache
def _qn(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)
