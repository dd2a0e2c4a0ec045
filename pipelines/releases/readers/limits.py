"""What a release's file may cost, and how one is refused."""

import zipfile
import zlib
from io import BytesIO

from models.language import _
from models.records.errors import UserError

MAX_FILE_BYTES = 50 << 20
MAX_TEXT_CHARACTERS = 400_000
MAX_UNPACKED_BYTES = 64 << 20
MAX_PART_BYTES = 16 << 20
MAX_PARTS = 3_000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class ReleaseFileError(UserError):
    """The file of a release cannot be read, and why."""

    exit_code = 1


DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError, NotImplementedError, RuntimeError, zlib.error)
"""What the zip reader of the standard library raises at damaged files; a wrong offset is a ValueError."""


def open_zip(data: bytes, what: str) -> zipfile.ZipFile:
    """The archive inside a document; refused where it is none, damaged, or would unpack to too much."""
    if data.startswith(OLE_MAGIC):
        raise ReleaseFileError(_("it is locked with a password, or not such a file at all"))
    try:
        packed = zipfile.ZipFile(BytesIO(data))
        parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise ReleaseFileError(_("it is damaged, or is not a file of type {what}", what=what)) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise ReleaseFileError(_("it unpacks to far more than a press release"))
    if any(part.flag_bits & 1 for part in parts):
        raise ReleaseFileError(_("it is locked with a password"))
    return packed


def part_of(packed: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more of it than is allowed, whatever its header says."""
    try:
        with packed.open(name) as file:
            data = file.read(MAX_PART_BYTES + 1)
    except DAMAGED as error:
        raise ReleaseFileError(_("it is damaged (its part {name})", name=name)) from error
    if len(data) > MAX_PART_BYTES:
        raise ReleaseFileError(_("it unpacks to far more than a press release"))
    return data
