"""A document as a Hangul file (.hwpx; OWPML, KS X 6101).

python-hwpx, whose files were measured to open in Hangul, makes the file around the text: fonts, forms of letters and
paragraphs, pages, foot, pictures. The text itself is written here, since that library looks through the whole document
at each paragraph: OWPML is `hs:sec > hp:p > hp:run > hp:t`, and a table is an object within a run.

Headings are outline paragraphs without numbers; one with an anchor is a bookmark, and links lead to it. Lines have no
stored places: Hangul lays the text out itself when it opens the file.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, cast

from reports.documents.appearance import (
    CELL_MARGIN,
    HEAD_FILL,
    LEVELS,
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
    Form,
    Look,
)
from reports.documents.document import Align, Document, Text
from reports.documents.flow import FlowWriter, Grid, fit_fact
from reports.documents.pictures import Image
from reports.formats.part_dates import set_part_dates

if TYPE_CHECKING:
    from lxml.etree import ElementBase as Element

FONT = "함초롬바탕"
HEAD_FONT = "맑은 고딕"
"""The text's font comes with Hangul; that of headings and tables with Windows."""
OTHER_FONT = "함초롬돋움"
TEXT_FORMS = frozenset({Form.BODY, Form.CAPTION})
SECTION = "Contents/section0.xml"
ROW_HEIGHT = 6.0
"""Millimetres of a row of one line; Hangul makes higher what has more."""
_UNITS = 7200 / 25.4
"""Units of a file (hundredths of a point) in a millimetre."""
_PIXEL = 75
"""Units of a pixel: 96 to the inch."""
_BAR_WIDTH, _RULE_WIDTH = "0.7 mm", "0.25 mm"
_ALIGN = {Align.LEFT: "LEFT", Align.CENTER: "CENTER", Align.RIGHT: "RIGHT"}
_HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
_HH = "{http://www.hancom.co.kr/hwpml/2011/head}"
_HC = "{http://www.hancom.co.kr/hwpml/2011/core}"
_INLINE = {
    "treatAsChar": "1", "affectLSpacing": "0", "flowWithText": "1", "allowOverlap": "0", "holdAnchorAndSO": "0",
    "vertRelTo": "PARA", "horzRelTo": "COLUMN", "vertAlign": "TOP", "horzAlign": "LEFT",
    "vertOffset": "0", "horzOffset": "0",
}  # fmt: skip
"""Where a table or picture stands: in the line of its paragraph."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNMOVED = {"e1": "1", "e2": "0", "e3": "0", "e4": "0", "e5": "1", "e6": "0"}


def write_hwpx(file: BinaryIO, document: Document) -> None:
    """Write the document to an open binary file."""
    file.write(_Writer(document).make())


class _Writer(FlowWriter):
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        from hwpx import HwpxDocument
        from lxml import etree

        super().__init__(document)
        self._file = HwpxDocument.new()
        for font in (FONT, HEAD_FONT):
            self._file.styles.ensure_font(font, subst_face=OTHER_FONT, subst_type="TTF")
        body = etree.Element(f"{_HP}body", nsmap={"hp": _HP[1:-1], "hc": _HC[1:-1]})
        self._body = cast("Element", body)
        self._ids = count(1)
        self._paragraph_forms: dict[tuple[Form, str], str] = {}
        self._letter_forms: dict[tuple[Form, bool, bool, bool], str] = {}
        self._styles = {form: str(self._file.styles.resolve(f"개요 {level}").id) for level, form in LEVELS.items()}
        self._line = self._file.styles.ensure_border_fill(border_color=f"#{LINE}")
        self._filled = self._file.styles.ensure_border_fill(border_color=f"#{LINE}", fill_color=f"#{HEAD_FILL}")

    def make(self) -> bytes:
        """The file's bytes."""
        self._set_up()
        self.write_flow()
        return set_part_dates(_put_section(self._file.to_bytes(), self._body), self.document.made_at)

    # The file around the text

    def _set_up(self) -> None:
        made, parts = self.document, self._file.parts
        moment = made.made_at.astimezone(UTC) if made.made_at.tzinfo else made.made_at
        parts.clear_document_metadata(keep=("language",), timestamp=f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        parts.set_document_metadata(
            title=fit_fact(made.title),
            creator=fit_fact(made.office),
            subject=fit_fact(f"{made.subject} {made.period}"),
            keyword=fit_fact(", ".join(made.keywords)),
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
        first.para_pr_id_ref, first.char_pr_id_ref = self._form(Form.GAP), self._letters(Form.GAP)
        for header in parts.headers:
            for head in header.element.iter(f"{_HH}paraHead"):
                head.text = None  # no number before a heading: it has its own

    def _write_footer(self) -> None:
        said = fit_fact(self.document.footer)
        children = [{"type": "run", "text": f"{said}  ·  "}] if said else []
        children.append({"type": "page_number", "page_number": "page/total"})
        self._file.page.set_footer(content=[{"align": "CENTER", "children": children}])
        letters = self._letters(Form.FOOTER)
        for footer in self._file.sections[0].element.iter(f"{_HP}footer"):
            for run in footer.iter(f"{_HP}run"):
                run.set("charPrIDRef", letters)
            for line in footer.iter(f"{_HP}p"):
                for run in line.findall(f"{_HP}run"):
                    if run.find(f"{_HP}ctrl/{_HP}pageNum") is not None:  # would draw the number a second time
                        line.remove(run)

    # The parts of the flow

    def add_paragraph(self, text: Text, form: Form, bookmark: str = "") -> None:
        paragraph = self._begin_paragraph(self._body, form)
        if bookmark:
            control = _add(self._begin_run(paragraph, self._letters(form)), "ctrl")
            _add(control, "bookmark", name=bookmark)
        self._add_runs(paragraph, text, form)

    def add_picture(self, image: Image, width: float, height: float, said: str) -> None:
        item = str(self._file.media.add_image(image.data, image.ending))
        paragraph = self._begin_paragraph(self._body, Form.PICTURE)
        shown = {"width": _units(width), "height": _units(height)}
        natural = {"width": str(image.width * _PIXEL), "height": str(image.height * _PIXEL)}
        picture = _add(
            self._begin_run(paragraph, self._letters(Form.PICTURE)), "pic", id=self._next_id(), zOrder="0",
            numberingType="PICTURE", textWrap="TOP_AND_BOTTOM", textFlow="BOTH_SIDES", lock="0", dropcapstyle="None",
            href="", groupLevel="0", instid=self._next_id(), reverse="0",
        )  # fmt: skip
        _add(picture, "offset", x="0", y="0")
        _add(picture, "orgSz", **shown)
        _add(picture, "curSz", **shown)
        _add(picture, "flip", horizontal="0", vertical="0")
        middle = {"centerX": _units(width / 2), "centerY": _units(height / 2)}
        _add(picture, "rotationInfo", angle="0", **middle, rotateimage="1")
        matrices = _add(picture, "renderingInfo")
        for name in ("transMatrix", "scaMatrix", "rotMatrix"):
            _add(matrices, name, _HC, **_UNMOVED)
        corners = _add(picture, "imgRect")
        right, bottom = shown["width"], shown["height"]
        for number, (x, y) in enumerate((("0", "0"), (right, "0"), (right, bottom), ("0", bottom))):
            _add(corners, f"pt{number}", _HC, x=x, y=y)
        _add(picture, "imgClip", left="0", right=natural["width"], top="0", bottom=natural["height"])
        _add_margin(picture, "inMargin", "0", "0")
        _add(picture, "imgDim", dimwidth=natural["width"], dimheight=natural["height"])
        _add(picture, "img", _HC, binaryItemIDRef=item, bright="0", contrast="0", effect="REAL_PIC", alpha="0")
        _add(picture, "effects")
        _add(picture, "sz", **shown, widthRelTo="ABSOLUTE", heightRelTo="ABSOLUTE", protect="0")
        _add(picture, "pos", **_INLINE)
        _add_margin(picture, "outMargin", "0", "0")
        _add(picture, "shapeComment").text = fit_fact(said)

    def add_table(self, grid: Grid) -> None:
        paragraph = self._begin_paragraph(self._body, Form.GAP, "RIGHT" if grid.is_approval else "LEFT")
        table = _add(
            self._begin_run(paragraph, self._letters(Form.GAP)), "tbl", id=self._next_id(), zOrder="0",
            numberingType="TABLE", textWrap="TOP_AND_BOTTOM", textFlow="BOTH_SIDES", lock="0", dropcapstyle="None",
            pageBreak="CELL", repeatHeader="1" if grid.has_head else "0", rowCnt=str(len(grid.rows)),
            colCnt=str(len(grid.widths)), cellSpacing="0", borderFillIDRef=self._line, noAdjust="0",
        )  # fmt: skip
        heights = grid.heights or [ROW_HEIGHT] * len(grid.rows)
        size = {"width": _units(sum(grid.widths)), "height": _units(sum(heights))}
        _add(table, "sz", **size, widthRelTo="ABSOLUTE", heightRelTo="ABSOLUTE", protect="0")
        # Only a table that is not treated as a letter is broken between pages.
        _add(table, "pos", **{**_INLINE, "treatAsChar": "1" if grid.is_approval else "0"})
        _add_margin(table, "outMargin", "0", "0")
        _add_margin(table, "inMargin", _units(CELL_MARGIN), _units(CELL_MARGIN / 2))
        for number, cells in enumerate(grid.rows):
            row = _add(table, "tr")
            for place, text in enumerate(cells):
                if not (grid.is_approval and place == 0 and number):  # the first cell reaches down over this one
                    self._add_cell(row, grid, number, place, text, heights)

    def _add_cell(
        self, row: "Element", grid: Grid, number: int, place: int, text: Text, heights: Sequence[float]
    ) -> None:
        is_head = grid.has_head and number == 0
        is_label = grid.is_approval and (place == 0 or number == 0)
        spans = grid.is_approval and place == 0
        cell = _add(
            row, "tc", name="", header="1" if is_head else "0", hasMargin="0", protect="0", editable="0", dirty="0",
            borderFillIDRef=self._filled if is_head or is_label else self._line,
        )  # fmt: skip
        lines = _add(
            cell, "subList", id="", textDirection="HORIZONTAL", lineWrap="BREAK", vertAlign="CENTER",
            linkListIDRef="0", linkListNextIDRef="0", textWidth="0", textHeight="0", hasTextRef="0", hasNumRef="0",
        )  # fmt: skip
        align = Align.CENTER if is_head else grid.aligns[place]
        self._add_runs(self._begin_paragraph(lines, Form.CELL, _ALIGN[align]), text, Form.CELL, bold=is_head)
        _add(cell, "cellAddr", colAddr=str(place), rowAddr=str(number))
        _add(cell, "cellSpan", colSpan="1", rowSpan=str(len(grid.rows)) if spans else "1")
        height = sum(heights) if spans else heights[number]
        _add(cell, "cellSz", width=_units(grid.widths[place]), height=_units(height))
        _add_margin(cell, "cellMargin", _units(CELL_MARGIN), _units(CELL_MARGIN / 2))

    # Paragraphs

    def _begin_paragraph(self, parent: "Element", form: Form, align: str = "") -> "Element":
        breaks = parent is self._body and self.take_break()
        return _add(
            parent, "p", id=self._next_id(), paraPrIDRef=self._form(form, align),
            styleIDRef=self._styles.get(form, "0"), pageBreak="1" if breaks else "0", columnBreak="0", merged="0",
        )  # fmt: skip

    def _begin_run(self, paragraph: "Element", letters: str) -> "Element":
        return _add(paragraph, "run", charPrIDRef=letters)

    def _add_runs(self, paragraph: "Element", text: Text, form: Form, *, bold: bool = False) -> None:
        plain = self._letters(form, bold=bold)
        is_empty = True
        for target, runs in self.split_links(text):
            is_blue = bool(target) and not LOOKS[form].is_link_plain
            field = self._open_link(self._begin_run(paragraph, plain), target) if target else ""
            for run in runs:
                is_empty = False
                letters = self._letters(form, marked=run.marked, bold=bold, is_blue=is_blue)
                _add_text(self._begin_run(paragraph, letters), run.text)
            if field:
                control = _add(self._begin_run(paragraph, plain), "ctrl")
                _add(control, "fieldEnd", beginIDRef=field, fieldid=_link_control())
        if is_empty:
            _add(self._begin_run(paragraph, plain), "t")

    def _open_link(self, run: "Element", target: str) -> str:
        """Begin a link; its number, with which it is to be ended."""
        from hwpx.oxml.hyperlink_form import hyperlink_parameters

        number = self._next_id()
        field = _add(
            _add(run, "ctrl"), "fieldBegin", id=number, type="HYPERLINK", name=target, editable="0", dirty="0",
            zorder="-1", fieldid=_link_control(),
        )  # fmt: skip
        facts = hyperlink_parameters(target)
        holder = _add(field, "parameters", cnt=str(len(facts)), name="")
        for kind, name, value in facts:
            _add(holder, kind, name=name).text = value
        return number

    def _next_id(self) -> str:
        return str(next(self._ids))

    # Forms, which the file keeps apart from the text

    def _letters(self, form: Form, *, marked: bool = False, bold: bool = False, is_blue: bool = False) -> str:
        """The id of the letters of a form."""
        key = (form, marked, bold, is_blue)
        if key not in self._letter_forms:
            look = LOOKS[form]
            self._letter_forms[key] = self._file.styles.ensure_run(
                bold=look.bold or bold or marked,
                italic=False,
                underline=False,
                color=f"#{LINK if is_blue else look.colour}",
                font=FONT if form in TEXT_FORMS else HEAD_FONT,
                size=look.size,
                highlight=f"#{MARK_FILL}" if marked else None,
            )
        return self._letter_forms[key]

    def _form(self, form: Form, align: str = "") -> str:
        """The id of the paragraph form of a look, made by way of a paragraph that is taken out again."""
        key = (form, align)
        if key not in self._paragraph_forms:
            look = LOOKS[form]
            trial = self._file.add_paragraph("", para_pr_id_ref=0, style_id_ref=0, inherit_style=False)
            self._file.styles.apply_paragraph_format(
                paragraphs=[trial],
                alignment=align or ("CENTER" if look.centred else "LEFT"),
                line_spacing_percent=look.line * 115,
                spacing_before_pt=look.before,
                spacing_after_pt=look.after,
                keep_with_next=look.keeps,
                outline_level=next((level for level, one in LEVELS.items() if one is form), None),
            )
            made = str(trial.para_pr_id_ref)
            trial.remove()
            self._finish_form(made, LOOKS[form])
            self._paragraph_forms[key] = made
        return self._paragraph_forms[key]

    def _finish_form(self, number: str, look: Look) -> None:
        """Let lines end between words, none alone on a page; give a form its filling, bar and rule."""
        box = ""
        if look.fill or look.bar or look.rule:
            box = self._file.styles.ensure_border_fill(
                border_color=f"#{look.bar or look.colour}",
                border_width=_BAR_WIDTH if look.bar else _RULE_WIDTH,
                fill_color=f"#{look.fill}" if look.fill else None,
                active_borders=["left"] if look.bar else ["bottom"],
            )
        forms = (one for header in self._file.parts.headers for one in header.element.iter(f"{_HH}paraPr"))
        for form in (one for one in forms if one.get("id") == number):
            for setting in form.iter(f"{_HH}breakSetting"):
                setting.set("breakNonLatinWord", "KEEP_WORD")
                setting.set("widowOrphan", "1")
            for border in form.iter(f"{_HH}border") if box else ():
                border.set("borderFillIDRef", str(box))
                for side, space in (("Left", 2.0), ("Right", 1.0), ("Top", 0.8), ("Bottom", 0.8)):
                    border.set(f"offset{side}", _units(space if look.bar or side == "Bottom" else 0))


def _put_section(data: bytes, body: "Element") -> bytes:
    """The file with the paragraphs of ``body`` behind the first one of its section, which knows their prefixes."""
    from lxml import etree

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == SECTION:
                section = etree.fromstring(content)
                del section[1:]
                _number_footers(cast("Element", section))
                head, end, rest = etree.tostring(section, encoding="unicode").rpartition("</")
                text = etree.tostring(body, encoding="unicode")
                inside = text[text.index(">") + 1 : text.rindex("</")]
                content = f"{_DECLARATION}{head}{inside}{end}{rest}".encode()
            file.writestr(part, content)
    return out.getvalue()


def _number_footers(section: "Element") -> None:
    """Count what the library numbers by lot, so that the same document is the same file."""
    for number, footer in enumerate(list(section.iter(f"{_HP}footer")), 1):
        for one in section.iter(f"{_HP}footerApply"):
            if one.get("idRef") == footer.get("id"):
                one.set("idRef", str(number))
        footer.set("id", str(number))
        for paragraph in footer.iter(f"{_HP}p"):
            paragraph.set("id", "0")


def _add(parent: "Element", tag: str, space: str = _HP, /, **attributes: str) -> "Element":
    from lxml.etree import SubElement

    return cast("Element", SubElement(parent, space + tag, attributes))


def _add_margin(parent: "Element", tag: str, beside: str, above: str) -> None:
    _add(parent, tag, left=beside, right=beside, top=above, bottom=above)


def _add_text(run: "Element", text: str) -> None:
    """The text of a run; line ends become line breaks."""
    words = _add(run, "t")
    first, *others = text.split("\n")
    words.text = first or None
    for line in others:
        _add(words, "lineBreak").tail = line or None


def _units(millimetres: float) -> str:
    return str(round(millimetres * _UNITS))


def _link_control() -> str:
    from hwpx.oxml.hyperlink_form import HYPERLINK_FIELD_ID

    return HYPERLINK_FIELD_ID
