"""The lines of an .hwpx file (OWPML, KS X 6101) as it reads today: a paragraph a line, then what is anchored in it.

Read piece by piece, no tree is built; a declaration of a document type is refused where it begins, so that no entity is
ever expanded. Memos (in ``fieldBegin``), hidden comments, headers, footers and master pages are not part of the text,
nor is what stands between ``deleteBegin`` and ``deleteEnd``: deletions that are tracked and not yet accepted, which may
reach from one paragraph into a later one and then join the two.
"""

import re
from typing import Any, cast

from lxml import etree

from models.language import _
from pipelines.releases.readers.limits import ReleaseFileError, open_zip, part_of
from pipelines.releases.readers.table_rows import row_lines

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml\Z", re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"
_LEFT_OUT = frozenset(
    {"header", "footer", "hiddenComment", "fieldBegin", "memo", "memogroup", "secPr", "masterPage", "parameters"}
)
_TEXTS = frozenset({"t", "mainText"})
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-", "hypen": "-"}


def read_lines(data: bytes) -> list[str]:
    """The text of all sections; a line may hold line breaks. Raises ``ReleaseFileError``."""
    with open_zip(data, ".hwpx") as packed:
        names = packed.namelist()
        if _MANIFEST in names and b"encryption-data" in part_of(packed, _MANIFEST):
            raise ReleaseFileError(_("it is locked with a password"))
        sections = sorted((int(found[1]), name) for name in names if (found := _SECTION.match(name)))
        if not sections:
            raise ReleaseFileError(_("it is not an .hwpx file: it has no text section"))
        return [line for _number, name in sections for line in _read_section(part_of(packed, name))]


def _read_section(xml: bytes) -> list[str]:
    target: Any = _Section()  # its methods are narrower than the stubs', which allow bytes
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return cast(list[str], etree.fromstring(xml, parser))
    except etree.XMLSyntaxError as error:
        raise ReleaseFileError(_("it is damaged (its text is not XML)")) from error


class _Paragraph:
    """A paragraph that is open: its own text, and the lines of what is anchored in it."""

    __slots__ = ("anchored", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.anchored: list[str] = []

    def lines(self) -> list[str]:
        own = "\n".join(filter(None, (" ".join(line.split(" ")).strip() for line in "".join(self.pieces).split("\n"))))
        return [own, *self.anchored] if own else self.anchored


class _Section:
    """Takes the events of one section."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[_Paragraph] = []
        self._joined: dict[
            int, _Paragraph
        ] = {}  # by depth: paragraphs whose end is deleted, which the next one goes on
        self._holders: list[list[str]] = [self._lines]
        self._rows: list[list[list[str]]] = []
        self._texts = 0
        self._skipped = 0
        self._is_deleted = False
        self._forms: list[bool] = []  # of each open switch, whether one of its forms had a text

    def doctype(self, *_given: object) -> None:
        raise ReleaseFileError(_("it declares entities, which no such file does"))

    def start(self, tag: str, _attributes: object) -> None:
        local = tag.rpartition("}")[2]
        if self._skipped or local in _LEFT_OUT or (local == "default" and self._forms and self._forms[-1]):
            self._skipped += 1
        elif local == "p":
            self._open.append(self._joined.pop(len(self._open)) if len(self._open) in self._joined else _Paragraph())
            self._holders.append(self._open[-1].anchored)
        elif local in _TEXTS:
            self._texts += 1
        elif local == "tr":
            self._rows.append([])
        elif local == "tc":
            self._holders.append([])
        elif local == "switch":
            self._forms.append(False)
        elif local == "deleteBegin":
            self._is_deleted = True
        elif local == "deleteEnd":
            self._is_deleted = False
        elif local in _SIGNS:
            self._add(_SIGNS[local])

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        if self._skipped:
            self._skipped -= 1
        elif local == "p":
            self._end_paragraph()
        elif local in _TEXTS:
            self._texts -= 1
        elif local == "tc":
            self._end_joined()
            cell = self._holders.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._holders[-1].extend(cell)
        elif local == "tr":
            self._holders[-1].extend(row_lines(self._rows.pop()))
        elif local == "subList":
            self._end_joined()
        elif local == "switch":
            self._forms.pop()

    def data(self, text: str) -> None:
        if self._texts and not self._skipped:
            self._add(text.replace("\n", " ").replace("\r", " "))

    def close(self) -> list[str]:
        if self._is_deleted:
            raise ReleaseFileError(_("a tracked deletion has no end: accept or reject the changes and save it again"))
        self._end_joined()
        return self._lines

    def _add(self, text: str) -> None:
        if self._open and not self._is_deleted:
            self._open[-1].pieces.append(text)
            if self._forms and text.strip():
                self._forms[-1] = True

    def _end_paragraph(self) -> None:
        paragraph = self._open.pop()
        self._holders.pop()
        if self._is_deleted:
            self._joined[len(self._open)] = paragraph
        else:
            self._holders[-1].extend(paragraph.lines())

    def _end_joined(self) -> None:
        """End a paragraph that waits for a next one where its list ends."""
        if paragraph := self._joined.pop(len(self._open), None):
            self._holders[-1].extend(paragraph.lines())
