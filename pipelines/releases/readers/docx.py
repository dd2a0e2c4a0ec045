"""The lines of a .docx file as it reads today: a paragraph a line, a table a line a row, in the document's order.

The tree itself is walked, for python-docx's own text leaves out what is in content controls, insertions that
nobody accepted yet, and text boxes. Deleted and moved-away text, hidden text, placeholders, page numbers and the second
copy of a text box that is kept for older programs are not part of it; headers, footers and comments are other parts of
the file, which nobody asks for.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from models.language import _
from pipelines.releases.readers.limits import DAMAGED, ReleaseFileError, open_zip
from pipelines.releases.readers.table_rows import row_lines

Element = etree._Element
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LEFT_OUT = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr")
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_NUMBERS_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def read_lines(data: bytes) -> list[str]:
    """The text of the document's body; a line may hold line breaks. Raises ``ReleaseFileError``."""
    open_zip(data, ".docx").close()
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(BytesIO(data))
        lines = _Reader(_hidden_styles(document.styles.element)).read(document.element.body)
    except (OpcError, *DAMAGED, SyntaxError, AttributeError) as error:
        raise ReleaseFileError(_("it is damaged, or not a .docx file")) from error
    return [line for line in map(str.strip, lines) if line]


def _hidden_styles(styles: Element) -> frozenset[str]:
    """The ids of the styles that hide their text, by themselves or by the style they are based on."""
    found = {style.get(f"{_W}styleId", ""): style for style in styles.iterfind(f"{_W}style")}
    hidden: set[str] = set()
    for name, style in found.items():
        seen: set[str] = set()
        now: Element | None = style
        while now is not None and name not in seen:
            seen.add(name)
            vanish = now.find(f"{_W}rPr/{_W}vanish")
            if vanish is not None:
                hidden |= seen if _is_on(vanish) else set()
                break
            based = now.find(f"{_W}basedOn")
            name = "" if based is None else based.get(f"{_W}val", "")
            now = found.get(name)
    return frozenset(hidden)


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1").lower() not in _OFF


_MAX_OPEN_FIELDS, _MAX_INSTRUCTIONS = 50, 50
"""Every text asks all fields that are open; more in one another, or of more pieces, are of no real document."""


class _Reader:
    """Reads one document; knows the styles that hide and the fields that are open."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self._fields: list[list[str]] = []  # of each open field the pieces of its instruction
        self._results: list[bool] = []  # and whether its result has begun

    def read(self, body: Element) -> list[str]:
        lines: list[str] = []
        own = ""  # a paragraph whose end is deleted, which the next one goes on
        for line, goes_on in self._blocks(body):
            own += line
            if not goes_on:
                lines.append(own)
                own = ""
        return [*lines, own]

    def _blocks(self, parent: Element) -> Iterator[tuple[str, bool]]:
        """The lines of the paragraphs and tables below an element, and whether the next one goes on each."""
        for child in self._children(parent):
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                for line in self._rows(child):
                    yield line, False
            else:
                yield from self._blocks(child)

    def _paragraph(self, element: Element) -> Iterator[tuple[str, bool]]:
        """A paragraph's own text, then the lines of the text boxes that hang on it."""
        own: list[str] = []
        boxes: list[tuple[str, bool]] = []
        self._gather(element, own, boxes)
        yield "".join(own), element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None and not boxes
        yield from boxes

    def _gather(self, element: Element, own: list[str], boxes: list[tuple[str, bool]]) -> None:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        for child in self._children(element):
            if child.tag == f"{_W}r" and self._is_hidden(child, style):
                continue
            if child.tag == f"{_W}t":
                own += [child.text or ""] * (not self._is_in_page_number())
            elif child.tag in _SIGNS:
                own.append(_SIGNS[child.tag])
            elif child.tag == f"{_W}fldChar":
                self._enter_field(child.get(f"{_W}fldCharType", ""))
            elif child.tag == f"{_W}instrText" and self._fields and len(self._fields[-1]) < _MAX_INSTRUCTIONS:
                self._fields[-1].append(child.text or "")
            elif child.tag == f"{_W}txbxContent":
                boxes += self._blocks(child)
            elif child.tag != f"{_W}fldSimple" or not _NUMBERS_PAGES.match(child.get(f"{_W}instr", "")):
                self._gather(child, own, boxes)

    def _is_hidden(self, run: Element, paragraph_style: Element | None) -> bool:
        vanish = run.find(f"{_W}rPr/{_W}vanish")
        if vanish is not None:
            return _is_on(vanish)
        styles = (run.find(f"{_W}rPr/{_W}rStyle"), paragraph_style)
        return any(style is not None and style.get(f"{_W}val") in self._hidden for style in styles)

    def _enter_field(self, kind: str) -> None:
        if kind == "begin" and len(self._fields) < _MAX_OPEN_FIELDS:
            self._fields.append([])
            self._results.append(False)
        elif kind == "separate" and self._results:
            self._results[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._results.pop()

    def _is_in_page_number(self) -> bool:
        fields = zip(self._fields, self._results, strict=True)
        return any(begun and _NUMBERS_PAGES.match("".join(said)) for said, begun in fields)

    def _rows(self, parent: Element) -> Iterator[str]:
        for child in self._children(parent):
            if child.tag == f"{_W}tr":
                if child.find(f"{_W}trPr/{_W}del") is None:
                    yield from row_lines(self._cells(child))
            else:
                yield from self._rows(child)

    def _cells(self, parent: Element) -> Iterator[list[str]]:
        for child in self._children(parent):
            if child.tag != f"{_W}tc":
                yield from self._cells(child)
            elif child.find(f"{_W}tcPr/{_W}cellDel") is None:
                yield [line for line, _ in self._blocks(child) if line.strip()]

    def _children(self, parent: Element) -> Iterator[Element]:
        """The children that are read; of a thing that is there in several forms, the first form with a text."""
        if parent.tag == _ALTERNATIVES:
            forms = [form for form in parent if next(form.iter(f"{_W}t"), None) is not None]
            yield from forms[:1]
        elif parent.tag != f"{_W}sdt" or not self._is_left_out(parent):
            yield from (child for child in parent if isinstance(child.tag, str) and child.tag not in _LEFT_OUT)

    @staticmethod
    def _is_left_out(control: Element) -> bool:
        """Whether a content control holds a placeholder or the number of the page."""
        facts = control.find(f"{_W}sdtPr")
        if facts is None:
            return False
        gallery = next(facts.iter(f"{_W}docPartGallery"), None)
        return facts.find(f"{_W}showingPlcHdr") is not None or (
            gallery is not None and gallery.get(f"{_W}val", "").startswith("Page Numbers")
        )
