"""The seal of a workbook: by it is told that somebody has saved the file since we wrote it.

The seal is a checksum of the file's parts, in the comment of its ZIP. A program that saves the file writes neither; but
it keeps a property of ours, by which such a file is known as one of ours that was changed.
"""

import hashlib
import os
import zipfile
import zlib
from enum import Enum
from pathlib import Path

ENDING = ".xlsx"
MARK = "news-workbook"
"""The name of a document's property that every workbook of ours has."""
CLIP_MARK = "news-clip"
"""The one of a workbook that `news clip read` reads back."""
_PREFIX = b"news-clip sha256 "
_MAX_PART_BYTES = 2**20
_CLIP_SHEET = b'"_news"'
_UNREADABLE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error, RuntimeError)


class Changed(Enum):
    """A workbook of ours that was changed: one that `news clip read` reads back, or another one."""

    CLIP = "clip"
    TABLE = "table"


def seal_workbook(path: Path) -> None:
    """Seal the file of a workbook, and bring that to the disk; what is no ZIP stays as it is."""
    with path.open("r+b") as file:
        if not zipfile.is_zipfile(file):
            return
        with zipfile.ZipFile(file, "a") as packed:
            packed.comment = _make_seal(packed)
        file.flush()
        os.fsync(file.fileno())


def find_change(path: Path) -> Changed | None:
    """Whether somebody has changed a workbook of ours since we wrote it; None also for a file that is none of ours."""
    if path.suffix.lower() != ENDING:
        return None
    try:
        with zipfile.ZipFile(path) as packed:
            if packed.comment.startswith(_PREFIX) and packed.comment == _make_seal(packed):
                return None
            properties = _read_part(packed, "docProps/custom.xml")
            is_clip = CLIP_MARK.encode() in properties or _CLIP_SHEET in _read_part(packed, "xl/workbook.xml")
            is_ours = is_clip or MARK.encode() in properties or packed.comment.startswith(_PREFIX)
    except _UNREADABLE:
        return None  # no workbook: nobody has filled it in
    if is_clip:
        return Changed.CLIP
    return Changed.TABLE if is_ours else None


def _make_seal(packed: zipfile.ZipFile) -> bytes:
    parts = sorted(f"{one.filename}\0{one.CRC}\0{one.file_size}" for one in packed.infolist())
    return _PREFIX + hashlib.sha256("\0\0".join(parts).encode()).hexdigest().encode()


def _read_part(packed: zipfile.ZipFile, name: str) -> bytes:
    if name not in packed.namelist():
        return b""
    with packed.open(name) as part:
        return part.read(_MAX_PART_BYTES)
