"""The lines of an .hwp file (HWP 5): an OLE compound file whose sections are streams of records.

Source: Hancom, "글 문서 파일 구조 5.0": FileHeader (flags at byte 36), record headers, PARA_TEXT, control characters.
"""

import struct
import zlib
from io import BytesIO

from pipelines.releases.readers.limits import MAX_PART_BYTES, OLE_MAGIC, ReleaseFileError

SIGNATURE = b"HWP Document File"
COMPRESSED, LOCKED, DISTRIBUTED, SCRIPTED, DRM = 1, 2, 4, 8, 16
PARA_TEXT = 67
_SINGLE = frozenset({0, 10, 13, *range(24, 32)})
"""Control characters of one unit; every other one below 32 takes eight."""
_BREAKS = frozenset({10, 13})
_SPACES = frozenset({9, 30, 31})


def read_lines(data: bytes) -> list[str]:
    """The text of all sections, a paragraph a line, cells of tables too. Raises ``ReleaseFileError``."""
    import olefile
    from olefile.olefile import OleFileError

    if data.startswith(b"HWP Document File V"):
        raise ReleaseFileError("it is in the old HWP 3 format: save it again as .hwpx")
    if not data.startswith(OLE_MAGIC):
        raise ReleaseFileError("it is damaged, or not an .hwp file")
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            flags = _flags(ole.openstream("FileHeader").read(256) if ole.exists("FileHeader") else b"")
            names = [entry for entry in ole.listdir() if entry[0] == "BodyText" and entry[-1].startswith("Section")]
            names.sort(key=lambda entry: int(entry[-1][7:]) if entry[-1][7:].isdecimal() else 0)
            streams = [ole.openstream(name).read(MAX_PART_BYTES + 1) for name in names]
    except (OleFileError, OSError, struct.error, IndexError, ValueError, TypeError, RecursionError) as error:
        raise ReleaseFileError("it is damaged") from error
    if not streams:
        raise ReleaseFileError("it is damaged: it has no text section")
    return [line for stream in streams for line in _section(stream, flags)]


def _flags(header: bytes) -> int:
    if len(header) < 40 or not header.startswith(SIGNATURE):
        raise ReleaseFileError("it is not an .hwp file")
    flags = int.from_bytes(header[36:40], "little")
    if flags & LOCKED:
        raise ReleaseFileError("it is locked with a password")
    if flags & (DISTRIBUTED | DRM):
        raise ReleaseFileError("it is a 배포용 document, which is locked: ask for one that may be edited")
    return flags


def _section(stream: bytes, flags: int) -> list[str]:
    if flags & COMPRESSED:
        unpacker = zlib.decompressobj(-15)
        try:
            stream = unpacker.decompress(stream, MAX_PART_BYTES + 1)
        except zlib.error as error:
            raise ReleaseFileError("it is damaged (its text does not unpack)") from error
    if len(stream) > MAX_PART_BYTES:
        raise ReleaseFileError("it unpacks to far more than a press release")
    lines: list[str] = []
    at = 0
    while at + 4 <= len(stream):
        head = int.from_bytes(stream[at : at + 4], "little")
        kind, size = head & 0x3FF, head >> 20
        at += 4
        if size == 0xFFF:
            size = int.from_bytes(stream[at : at + 4], "little")
            at += 4
        if at + size > len(stream):
            raise ReleaseFileError("it is damaged (a record is cut off)")
        if kind == PARA_TEXT:
            lines += _text(stream[at : at + size]).split("\n")
        at += size
    return [line for line in map(str.strip, lines) if line]


def _text(record: bytes) -> str:
    out: list[str] = []
    start = at = 0
    end = len(record) - len(record) % 2
    while at < end:
        code = record[at] | record[at + 1] << 8
        if code >= 32:
            at += 2
            continue
        out.append(record[start:at].decode("utf-16-le", "replace"))
        if code in _BREAKS:
            out.append("\n")
        elif code in _SPACES:
            out.append(" ")
        at += 2 if code in _SINGLE else 16
        start = at
    out.append(record[start:end].decode("utf-16-le", "replace"))
    return "".join(out)
