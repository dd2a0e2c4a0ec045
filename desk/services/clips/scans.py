"""Scanned clippings: what a file holds is told from its bytes, and the bytes are kept as they are, never run or drawn.

A picture is a PNG or JPEG of a size that a page can have, a document a PDF. Nothing is unpacked here: only the sizes
that the file names are read, so that neither a bomb nor a script in it does anything.
"""

import os
import re
import stat
import struct
from pathlib import Path

from desk.services.clips.errors import ClipError
from models.clips.clip import Attachment
from models.language import _, describe_system_error
from reports.formats.terminal import clean

MAX_BYTES = 20 * 2**20
MAX_SCANS = 10
"""Of one item."""
MAX_SIDE, MAX_PIXELS = 20_000, 120_000_000
"""Dots; a newspaper's page of A2 at 400 dots an inch has 62 million."""
MAX_NAME_CHARACTERS = 100
PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"
ENDINGS = {PNG: ".png", JPEG: ".jpg", PDF: ".pdf"}
PDF_HEAD_BYTES = 1024
"""Within so many bytes readers look for the beginning and the end; nothing but blanks is taken before it."""
_JPEG_SIZES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
"""The markers of a JPEG behind which its size stands."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def read_scan(path: Path) -> Attachment:
    """The scan of a file. Raises ClipError for what is no file, too large, or neither PNG, JPEG nor PDF."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(file, "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise ClipError(_("{path} cannot be attached: it is not a file.", path=path))
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise ClipError(
            _("{path} cannot be attached: {reason}.", path=path, reason=describe_system_error(error))
        ) from error
    return check_scan(path.name, data)


def check_scan(name: str, data: bytes) -> Attachment:
    """A scan of its name and bytes, with the ending of what it is. Raises ClipError as ``read_scan`` does."""
    shown = clean(name)
    if len(data) > MAX_BYTES:
        raise ClipError(
            _("{name} cannot be attached: it has more than {most} MB.", name=shown, most=MAX_BYTES // 2**20)
        )
    kind = _tell_kind(data)
    if kind is None:
        raise ClipError(_("{name} cannot be attached: by its content it is not a PNG, JPEG or PDF file.", name=shown))
    if kind != PDF:
        _check_size(shown, data, kind)
    elif b"%%EOF" not in data[-PDF_HEAD_BYTES:]:
        raise ClipError(_("{name} cannot be attached: the file is not whole.", name=shown))
    return Attachment(name=_name_file(shown, kind), media_type=kind, data=data)


def _tell_kind(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    return PDF if data[:PDF_HEAD_BYTES].lstrip(b"\xef\xbb\xbf\0\t\n\r ").startswith(b"%PDF-") else None


def _check_size(name: str, data: bytes, kind: str) -> None:
    found = _png_size(data) if kind == PNG else _jpeg_size(data)
    if found is None:
        raise ClipError(_("{name} cannot be attached: the file is not whole.", name=name))
    width, height = found
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise ClipError(
            _("{name} cannot be attached: a picture of {width:,} by {height:,} dots is too large.",
              name=name, width=width, height=height)
        )  # fmt: skip


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG whose parts reach to its end."""
    if data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = struct.unpack(">II", data[16:24])
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IEND":
            return width, height
        at += 12 + length
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG that has an end."""
    if b"\xff\xd9" not in data[-PDF_HEAD_BYTES:]:
        return None
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _JPEG_SIZES:
            if at + 9 > len(data):
                return None
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        elif marker == 0xDA:
            return None
        else:
            (length,) = struct.unpack(">H", data[at + 2 : at + 4])
            at += 2 + length
    return None


def _name_file(name: str, kind: str) -> str:
    """A name that every system takes, with the ending of what the file is."""
    plain = _FORBIDDEN.sub("_", name).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    known = {".png", ".jpg", ".jpeg", ".pdf"}
    is_own = f".{ending.lower()}" in ({".jpg", ".jpeg"} if kind == JPEG else {ENDINGS[kind]})
    if dot and is_own:
        return f"{stem[:MAX_NAME_CHARACTERS] or 'scan'}.{ending}"
    base = stem if dot and f".{ending.lower()}" in known else plain
    return f"{base[:MAX_NAME_CHARACTERS] or 'scan'}{ENDINGS[kind]}"
