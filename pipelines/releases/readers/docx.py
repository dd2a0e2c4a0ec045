"""The lines of a .docx file as it reads today: a paragraph a line, a table a line a row, in the document's order.

The tree itself is walked, for python-docx's own text leaves out what is in content controls, insertions that
nobody accepted yet, and text boxes. Deleted and moved-away text, placeholders and the second copy of a text box that
is kept for older programs are not part of it.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from pipelines.releases.readers.limits import ReleaseFileError, open_zip

Element = etree._Element
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LEFT_OUT = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr")
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_CELL_END = " | "


def read_lines(data: bytes) -> list[str]:
    """The text of the document's body. Raises ``ReleaseFileError``."""
    open_zip(data, ".docx").close()
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        lines = list(_blocks(Document(BytesIO(data)).element.body))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, AttributeError, OSError) as error:
        raise ReleaseFileError("it is damaged, or not a .docx file") from error
    return [line for line in map(str.strip, lines) if line]


def _blocks(parent: Element) -> Iterator[str]:
    """The lines of the paragraphs and tables below an element, whatever they are wrapped in."""
    for child in _read(parent):
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        else:
            yield from _blocks(child)


def _paragraph(element: Element) -> Iterator[str]:
    """A paragraph's own lines, then those of the text boxes that hang on it."""
    own: list[str] = []
    boxes: list[str] = []
    _gather(element, own, boxes)
    yield from "".join(own).split("\n")
    yield from boxes


def _gather(element: Element, own: list[str], boxes: list[str]) -> None:
    for child in _read(element):
        if child.tag == f"{_W}t":
            own.append(child.text or "")
        elif child.tag in _SIGNS:
            own.append(_SIGNS[child.tag])
        elif child.tag == f"{_W}txbxContent":
            boxes += _blocks(child)
        else:
            _gather(child, own, boxes)


def _rows(parent: Element) -> Iterator[str]:
    for child in _read(parent):
        if child.tag == f"{_W}tr":
            yield _CELL_END.join(filter(None, _cells(child)))
        else:
            yield from _rows(child)


def _cells(parent: Element) -> Iterator[str]:
    for child in _read(parent):
        if child.tag == f"{_W}tc":
            yield " ".join(" ".join(_blocks(child)).split())
        else:
            yield from _cells(child)


def _read(parent: Element) -> Iterator[Element]:
    """The children that are read; of a thing that is there in several forms, the first form with a text."""
    if parent.tag == _ALTERNATIVES:
        forms = [form for form in parent if next(form.iter(f"{_W}t"), None) is not None]
        yield from forms[:1]
    elif parent.tag != f"{_W}sdt" or next(parent.iterfind(f"{_W}sdtPr/{_W}showingPlcHdr"), None) is None:
        yield from (child for child in parent if isinstance(child.tag, str) and child.tag not in _LEFT_OUT)
