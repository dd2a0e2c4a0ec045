"""A press release's file to its lines: .txt .hwpx .hwp .docx .pdf .html. What cannot be read is refused in a sentence.

The reader of web pages is handed in, for it belongs to another room.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pipelines.releases.readers.limits import MAX_FILE_BYTES, MAX_TEXT_CHARACTERS, ReleaseFileError
from pipelines.releases.release import Release, make_release

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of a file, and its headline where the file itself says which it is.

    ``around`` are all lines of a page of which ``lines`` are only the release's text: there its time may be.
    """

    lines: Lines
    title: str = ""
    around: Lines | None = None


HtmlReader = Callable[[bytes], Read]


def read_release(path: Path, read_html: HtmlReader, given: date | None = None) -> Release:
    """The release in a file. Raises ``ReleaseFileError``: locked, broken, too large, empty, of an unknown kind."""
    kind = path.suffix.lower()
    if kind not in READERS and kind not in HTML:
        known = ", ".join([*READERS, *HTML])
        raise ReleaseFileError(f"{path.name} cannot be read: its kind is not known (known are {known}).")
    data = _bytes(path)
    try:
        read = read_html(data) if kind in HTML else Read(READERS[kind](data))
    except ReleaseFileError as error:
        raise ReleaseFileError(f"{path.name} cannot be read: {error}.") from error
    if sum(map(len, read.lines)) > MAX_TEXT_CHARACTERS:
        raise ReleaseFileError(f"{path.name} cannot be read: it holds more text than a press release.")
    release = make_release(path.name, hashlib.sha256(data).hexdigest(), read.lines, read.title, given, read.around)
    if not release.body.strip():
        raise ReleaseFileError(f"{path.name} cannot be read: there is no text in it (a scanned picture, perhaps).")
    return release


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ReleaseFileError(f"{path.name} cannot be read: it is larger than {MAX_FILE_BYTES >> 20} MB.")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ReleaseFileError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    if not data:
        raise ReleaseFileError(f"{path.name} cannot be read: it is empty.")
    return data


def _plain(data: bytes) -> Lines:
    for encoding in ("utf-16", "utf-8-sig", "cp949"):
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.splitlines()
    raise ReleaseFileError("it is not text in UTF-8, UTF-16 or CP949")


def _hwpx(data: bytes) -> Lines:
    from pipelines.releases.readers.hwpx import read_lines

    return read_lines(data)


def _hwp(data: bytes) -> Lines:
    from pipelines.releases.readers.hwp import read_lines

    return read_lines(data)


def _docx(data: bytes) -> Lines:
    from pipelines.releases.readers.docx import read_lines

    return read_lines(data)


def _pdf(data: bytes) -> Lines:
    from pipelines.releases.readers.pdf import read_lines

    return read_lines(data)


READERS: Mapping[str, Callable[[bytes], Lines]] = MappingProxyType(
    {".txt": _plain, ".hwpx": _hwpx, ".hwp": _hwp, ".docx": _docx, ".pdf": _pdf}
)
HTML = (".html", ".htm")
KINDS: tuple[str, ...] = (*READERS, *HTML)
