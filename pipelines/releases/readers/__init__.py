"""A press release's file to its lines: .txt .hwpx .hwp .docx .pdf .html. What cannot be read is refused in a sentence.

The reader of web pages is handed in, for it belongs to another room.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from unicodedata import normalize

from models.language import _, describe_system_error
from pipelines.releases.departments import read_folder
from pipelines.releases.readers.file_kind import FileKind, find_kind
from pipelines.releases.readers.legibility import UNREADABLE, refuse_illegible
from pipelines.releases.readers.limits import MAX_FILE_BYTES, MAX_TEXT_CHARACTERS, ReleaseFileError
from pipelines.releases.release import Release, make_release
from pipelines.time_budget import BudgetSpentError, time_budget

MAX_READING_SECONDS = 60.0
Lines = list[str]
"""A line is a paragraph or a row of a table; line breaks inside it are ``\\n``."""
MIN_LETTERS = 60
"""A release of fewer letters cannot be told from other texts: it would be found nowhere, whoever ran it."""


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of a file, and its headline where the file itself says which it is.

    ``around`` are all lines of a page of which ``lines`` are only the release's text: there its time may be.
    """

    lines: Lines
    title: str = ""
    around: Lines | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a release, against its file: its headline, its day or its time."""

    title: str = ""
    released_at: date | None = None


NOTHING_GIVEN = Given()
_UNFILLED = "이곳을 마우스로 누르고 내용을 입력하세요."
"""What 한글 shows in a field that nobody filled in."""
HtmlReader = Callable[[bytes], Read]


def read_release(path: Path, read_html: HtmlReader, given: Given = NOTHING_GIVEN) -> Release:
    """The release in a file. Raises ``ReleaseFileError``: locked, broken, too large, empty, of an unknown kind.

    One that names no issuer is of the department that its folder is named for.
    """
    data = _bytes(path)
    name = normalize("NFC", path.name)
    try:
        with time_budget(MAX_READING_SECONDS):
            read = _read(data, path.suffix.lower(), read_html)
            refuse_illegible(normalize("NFC", line) for line in read.lines)
    except (ReleaseFileError, BudgetSpentError) as error:
        raise ReleaseFileError(_("{name} cannot be read: {error}.", name=name, error=error)) from error
    if sum(map(len, read.lines)) > MAX_TEXT_CHARACTERS:
        raise ReleaseFileError(_("{name} cannot be read: it holds more text than a press release.", name=name))
    lines = [line.replace(UNREADABLE, "").replace(_UNFILLED, "") for line in read.lines]
    title = given.title or read.title
    release = make_release(name, hashlib.sha256(data).hexdigest(), lines, title, given.released_at, read.around)
    if not release.issuer:
        release = replace(release, issuer=read_folder(normalize("NFC", path.absolute().parent.name)))
    letters = sum(map(str.isalnum, release.body))
    if not letters:
        raise ReleaseFileError(
            _("{name} cannot be read: there is no text in it that can be read (a scanned picture, perhaps).", name=name)
        )
    if letters < MIN_LETTERS:
        raise ReleaseFileError(
            _("{name} cannot be compared: there are only {count} letters of text in it.", name=name, count=letters)
        )
    return release


def is_document(path: Path) -> bool:
    """Whether a file is a document that is read, by its bytes; no text or web page, of which there are all kinds."""
    try:
        return find_kind(_bytes(path)) not in (FileKind.TEXT, FileKind.HTML)
    except ReleaseFileError:
        return False


def _read(data: bytes, ending: str, read_html: HtmlReader) -> Read:
    """The lines of a file by what its bytes are; its name says what it is only where it is plain text."""
    kind = find_kind(data)
    if kind == FileKind.TEXT and ending in HTML:
        kind = FileKind.HTML
    if kind == FileKind.TEXT and ending not in ("", ".text", ".md", *READERS):
        raise ReleaseFileError(_("its kind is not known (known are {kinds})", kinds=", ".join(KINDS)))
    return read_html(data) if kind == FileKind.HTML else Read(READERS[kind](data))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ReleaseFileError(
                _(
                    "{name} cannot be read: it is larger than {limit} MB.",
                    name=path.name,
                    limit=MAX_FILE_BYTES >> 20,
                )
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ReleaseFileError(
            _("{path} cannot be read: {reason}.", path=path, reason=describe_system_error(error))
        ) from error
    if not data:
        raise ReleaseFileError(_("{name} cannot be read: it is empty.", name=path.name))
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
    raise ReleaseFileError(_("it is not text in UTF-8, UTF-16 or CP949"))


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
    {
        FileKind.TEXT: _plain,
        FileKind.HWPX: _hwpx,
        FileKind.HWP: _hwp,
        FileKind.DOCX: _docx,
        FileKind.PDF: _pdf,
    }
)
HTML = (".html", ".htm")
KINDS: tuple[str, ...] = (*READERS, *HTML)
