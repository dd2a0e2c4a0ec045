"""The seal of a workbook that people fill in: by it is told that somebody has saved the file since we wrote it.

The seal is a checksum of the file's parts, in the comment of its ZIP. A program that saves the file writes neither; but
it keeps a property and a sheet of ours, by which such a file is known as one of ours that was changed.
"""

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

from models.language import _
from reports.formats.errors import ExportError

MARK = "news-clip"
"""The name of a document's property."""
_PREFIX = b"news-clip sha256 "
_MAX_PART_BYTES = 2**20
_OURS = (("docProps/custom.xml", MARK.encode()), ("xl/workbook.xml", b'"_news"'))


def seal_workbook(data: bytes) -> bytes:
    """The file of a workbook with its seal."""
    sealed = io.BytesIO(data)
    with zipfile.ZipFile(sealed, "a") as packed:
        packed.comment = _make_seal(packed)
    return sealed.getvalue()


def was_filled_in(path: Path) -> bool:
    """Whether a file is a workbook of ours that was saved by another program since, or cannot be told to be not."""
    try:
        with zipfile.ZipFile(path) as packed:
            if packed.comment.startswith(_PREFIX):
                return packed.comment != _make_seal(packed)
            return any(mark in _read_part(packed, name) for name, mark in _OURS)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error, RuntimeError):
        return False  # no workbook: nobody has filled it in


def check_not_filled_in(path: Path) -> None:
    """Raise ``ExportError`` where writing the file would lose what a person filled in."""
    if path.suffix.lower() == ".xlsx" and was_filled_in(path):
        raise ExportError(
            _(
                "{path} was changed since it was written: `news clip read` takes over what was filled in, "
                "--force writes over it.",
                path=path,
            )
        )


def _make_seal(packed: zipfile.ZipFile) -> bytes:
    parts = sorted(f"{one.filename}\0{one.CRC}\0{one.file_size}" for one in packed.infolist())
    return _PREFIX + hashlib.sha256("\0\0".join(parts).encode()).hexdigest().encode()


def _read_part(packed: zipfile.ZipFile, name: str) -> bytes:
    if name not in packed.namelist():
        return b""
    with packed.open(name) as part:
        return part.read(_MAX_PART_BYTES)
