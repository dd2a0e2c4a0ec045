"""The lines of an .hwp file (HWP 5) as it reads today: an OLE compound file whose sections are streams of records.

Source: Hancom, "글 문서 파일 구조 5.0": FileHeader (flags at byte 36), record headers with their levels, PARA_TEXT
and its control characters, PARA_RANGE_TAG, CTRL_HEADER, LIST_HEADER of a cell, MEMO_LIST. That a range of the kind
0x11 is a tracked deletion is from hwplib. What hangs below a control is of a higher level than its record; so
headers, footers, hidden comments, fields (memos) and section definitions (master pages) are left out with all that is
in them.
"""

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from models.language import _
from pipelines.releases.readers.limits import MAX_PART_BYTES, OLE_MAGIC, ReleaseFileError
from pipelines.releases.readers.table_rows import row_lines

SIGNATURE = b"HWP Document File"
COMPRESSED, LOCKED, DISTRIBUTED, SCRIPTED, DRM = 1, 2, 4, 8, 16
PARA_HEADER, PARA_TEXT, PARA_RANGE_TAG, CTRL_HEADER, LIST_HEADER, MEMO_LIST = 66, 67, 70, 71, 72, 93
_TABLE = b" lbt"
"""The four letters of a control, last letter first."""
_LEFT_OUT = frozenset({b"daeh", b"toof", b"tmct", b"dces"})
_FIELD = b"%"
_DELETED = 0x11
_CELL_ROW_AT = 10
_SINGLE = frozenset({0, 10, 13, *range(24, 32)})
"""Control characters of one unit; every other one below 32 takes eight."""
_SIGNS = {9: "\t", 10: "\n", 13: "\n", 24: "-", 30: " ", 31: " "}

Record = tuple[int, int, bytes]
"""Kind, level, data."""


def read_lines(data: bytes) -> list[str]:
    """The text of all sections, a paragraph a line, which may hold line breaks. Raises ``ReleaseFileError``."""
    import olefile
    from olefile.olefile import OleFileError

    if not data.startswith(OLE_MAGIC):
        raise ReleaseFileError(_("it is damaged, or not an .hwp file"))
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            flags = _flags(ole.openstream("FileHeader").read(256) if ole.exists("FileHeader") else b"")
            names = [entry for entry in ole.listdir() if entry[0] == "BodyText" and entry[-1].startswith("Section")]
            names.sort(key=lambda entry: int(entry[-1][7:]) if entry[-1][7:].isdecimal() else 0)
            streams = [ole.openstream(name).read(MAX_PART_BYTES + 1) for name in names]
    except (OleFileError, OSError, struct.error, IndexError, ValueError, TypeError, RecursionError) as error:
        raise ReleaseFileError(_("it is damaged")) from error
    if not streams:
        raise ReleaseFileError(_("it is damaged: it has no text section"))
    return [line for stream in streams for line in _Section().read(_records(_unpack(stream, flags)))]


def _flags(header: bytes) -> int:
    if len(header) < 40 or not header.startswith(SIGNATURE):
        raise ReleaseFileError(_("it is not an .hwp file"))
    flags = int.from_bytes(header[36:40], "little")
    if flags & LOCKED:
        raise ReleaseFileError(_("it is locked with a password"))
    if flags & (DISTRIBUTED | DRM):
        raise ReleaseFileError(_("it is a 배포용 document, which is locked: ask for one that may be edited"))
    return flags


def _unpack(stream: bytes, flags: int) -> bytes:
    if flags & COMPRESSED:
        unpacker = zlib.decompressobj(-15)
        try:
            stream = unpacker.decompress(stream, MAX_PART_BYTES + 1)
        except zlib.error as error:
            raise ReleaseFileError(_("it is damaged (its text does not unpack)")) from error
    if len(stream) > MAX_PART_BYTES:
        raise ReleaseFileError(_("it unpacks to far more than a press release"))
    return stream


def _records(stream: bytes) -> Iterator[Record]:
    at = 0
    while at + 4 <= len(stream):
        head = int.from_bytes(stream[at : at + 4], "little")
        kind, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        at += 4
        if size == 0xFFF:
            size = int.from_bytes(stream[at : at + 4], "little")
            at += 4
        if at + size > len(stream):
            raise ReleaseFileError(_("it is damaged (a record is cut off)"))
        yield kind, level, stream[at : at + size]
        at += size


@dataclass(slots=True)
class _Table:
    """A table that is open: the level of its control, and of each cell its row and its lines."""

    level: int
    cells: list[tuple[int, list[str]]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        start = 0
        for end in range(1, len(self.cells) + 1):
            if end == len(self.cells) or self.cells[end][0] != self.cells[start][0]:
                yield from row_lines(lines for _, lines in self.cells[start:end])
                start = end


class _Section:
    """The lines of one section, gathered from its records."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._tables: list[_Table] = []
        self._record = b""  # the text of the open paragraph
        self._begun = ""  # the text of a paragraph whose end is deleted, which the next one goes on

    def read(self, records: Iterator[Record]) -> list[str]:
        skipped_from: int | None = None  # the level from which on everything is left out
        for kind, level, data in records:
            if skipped_from is not None and level >= skipped_from and kind != MEMO_LIST:
                continue
            skipped_from = None
            if kind in (PARA_HEADER, CTRL_HEADER, LIST_HEADER, MEMO_LIST):
                self._end_paragraph()
            while self._tables and level <= self._tables[-1].level:
                self._end_table()
            if kind == PARA_TEXT:
                self._end_paragraph()
                self._record = data
            elif kind == PARA_RANGE_TAG:
                self._end_paragraph(data)
            elif kind == MEMO_LIST:
                skipped_from = max(level, 1)
            elif kind == CTRL_HEADER:
                name = data[:4]
                if name in _LEFT_OUT or name.endswith(_FIELD):
                    skipped_from = level + 1
                elif name == _TABLE:
                    self._tables.append(_Table(level))
            elif kind == LIST_HEADER and self._tables and level == self._tables[-1].level + 1:
                row = int.from_bytes(data[_CELL_ROW_AT : _CELL_ROW_AT + 2], "little")
                self._tables[-1].cells.append((row, []))
        self._end_paragraph()
        while self._tables:
            self._end_table()
        self._put(self._begun)
        return self._lines

    def _end_paragraph(self, ranges: bytes = b"") -> None:
        if not self._record:
            return
        deleted = _deleted_ranges(ranges)
        text = self._begun + _text(self._record, deleted)
        ends_deleted = bool(deleted) and deleted[-1][1] * 2 >= len(self._record)
        self._record = b""
        self._begun = text.strip("\n") if ends_deleted else ""
        if not ends_deleted:
            self._put(text)

    def _end_table(self) -> None:
        self._put(self._begun)
        self._begun = ""
        for line in self._tables.pop().lines():
            self._put(line)

    def _put(self, text: str) -> None:
        line = "\n".join(filter(None, map(str.strip, text.split("\n"))))
        if line:
            holder = self._tables[-1].cells if self._tables else None
            (holder[-1][1] if holder else self._lines).append(line)


def _deleted_ranges(data: bytes) -> list[tuple[int, int]]:
    """The units of the text, from and up to, that tracked changes delete; sorted, none inside another."""
    whole = len(data) - len(data) % 12
    found = sorted((start, end) for start, end, tag in struct.iter_unpack("<3I", data[:whole]) if tag >> 24 == _DELETED)
    ranges: list[tuple[int, int]] = []
    for start, end in found:
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        elif start < end:
            ranges.append((start, end))
    return ranges


def _text(record: bytes, deleted: list[tuple[int, int]]) -> str:
    starts = [start for start, _ in deleted]
    out: list[str] = []

    def take(start: int, end: int) -> None:
        """Add the bytes of plain letters, without those that are deleted."""
        place = max(bisect_right(starts, start // 2) - 1, 0)
        for first, last in deleted[place:]:
            if first * 2 >= end:
                break
            if last * 2 > start:
                out.append(record[start : max(first * 2, start)].decode("utf-16-le", "replace"))
                start = min(last * 2, end)
        out.append(record[start:end].decode("utf-16-le", "replace"))

    start = at = 0
    end = len(record) - len(record) % 2
    while at < end:
        code = record[at] | record[at + 1] << 8
        if code >= 32:
            at += 2
            continue
        take(start, at)
        place = bisect_right(starts, at // 2) - 1
        if code in _SIGNS and not (place >= 0 and at // 2 < deleted[place][1]):
            out.append(_SIGNS[code])
        at += 2 if code in _SINGLE else 16
        start = at
    take(min(start, end), end)
    return "".join(out)
