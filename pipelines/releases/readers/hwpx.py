"""The lines of an .hwpx file (OWPML, KS X 6101): a paragraph a line, a table a line a row.

Read piece by piece, no tree is built; a declaration of a document type is refused where it begins, so that no entity is
ever expanded.
"""

import re
from typing import Any, cast

from lxml import etree

from pipelines.releases.readers.limits import ReleaseFileError, open_zip, part_of

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml\Z")
_MANIFEST = "META-INF/manifest.xml"
_CELL_END = " | "


def read_lines(data: bytes) -> list[str]:
    """The text of all sections. Raises ``ReleaseFileError``."""
    with open_zip(data, ".hwpx") as packed:
        names = packed.namelist()
        if _MANIFEST in names and b"encryption-data" in part_of(packed, _MANIFEST):
            raise ReleaseFileError("it is locked with a password")
        sections = sorted((int(found[1]), name) for name in names if (found := _SECTION.search(name)))
        if not sections:
            raise ReleaseFileError("it is not an .hwpx file: it has no text section")
        return [line for _, name in sections for line in _read_section(part_of(packed, name))]


def _read_section(xml: bytes) -> list[str]:
    target: Any = _Section()  # its methods are narrower than the stubs', which allow bytes
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return cast(list[str], etree.fromstring(xml, parser))
    except etree.XMLSyntaxError as error:
        raise ReleaseFileError("it is damaged (its text is not XML)") from error


class _Section:
    """Takes the events of one section: texts are gathered into the open paragraph, a cell's paragraphs into its row."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._in_text = 0

    def doctype(self, *_: object) -> None:
        raise ReleaseFileError("it declares entities, which no such file does")

    def start(self, tag: str, _: object) -> None:
        local = tag.rpartition("}")[2]
        if local == "p":
            self._open.append([])
        elif local == "t":
            self._in_text += 1
        elif local == "tr":
            self._rows.append([])
        elif local == "tc" and self._rows:
            self._rows[-1].append("")
        elif local in ("tab", "lineBreak", "nbSpace", "fwSpace") and self._open:
            self._open[-1].append(" ")

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        if local == "t":
            self._in_text -= 1
        elif local == "p" and self._open:
            self._put(" ".join("".join(self._open.pop()).split()))
        elif local == "tr" and self._rows:
            self._put(_CELL_END.join(cell for cell in self._rows.pop() if cell))

    def data(self, text: str) -> None:
        if self._in_text and self._open:
            self._open[-1].append(text)

    def close(self) -> list[str]:
        return self._lines

    def _put(self, line: str) -> None:
        if not line:
            return
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {line}".strip()
        else:
            self._lines.append(line)
