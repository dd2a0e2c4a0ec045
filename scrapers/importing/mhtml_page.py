"""The page in an .mhtml or .mht file, as browsers save one: a mail whose first HTML part is the page."""

import base64
import binascii
import quopri
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser

from models.language import _
from scrapers.importing.saver_address import read_mail_date

MAX_HEAD_BYTES = 64_000
MAX_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class MhtmlPage:
    """The page's bytes, its address and its type; ``saved_at`` where the file tells it."""

    body: bytes
    url: str
    content_type: str
    saved_at: datetime | None


class MhtmlError(ValueError):
    """A file that holds no page: one sentence."""


def read_mhtml(data: bytes) -> MhtmlPage:
    """The page of a file. Linear in its size: parts are found by their boundary, and only one is decoded.

    Raises MhtmlError.
    """
    head, content = _split_head(data)
    boundary = head.get_boundary()
    if not boundary:
        raise MhtmlError(_("It is not an .mhtml file: it names no parts."))
    named = head["Snapshot-Content-Location"] or head["Content-Location"]
    page_url = _read_url(named)
    first: tuple[Message, bytes] | None = None
    for number, piece in enumerate(content.split(b"--" + boundary.encode("utf-8", "surrogateescape"))):
        if number == 0:
            continue
        if number > MAX_PARTS or piece.startswith(b"--"):
            break
        part, inside = _split_head(piece.lstrip(b"\r\n"))
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        if first is None:
            first = part, inside
        if page_url and _read_url(part["Content-Location"]) == page_url:
            first = part, inside
            break
    if first is None:
        raise MhtmlError(_("There is no page in it."))
    part, inside = first
    url = page_url or ("" if named else _read_url(part["Content-Location"]))
    charset = part.get_content_charset()
    content_type = part.get_content_type() + (f"; charset={charset}" if charset else "")
    return MhtmlPage(_decode(part, inside), url, content_type, read_mail_date(str(head["Date"] or "")))


def _split_head(data: bytes) -> tuple[Message, bytes]:
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := data.find(mark, 0, MAX_HEAD_BYTES)) >= 0]
    at, length = min(ends, default=(min(len(data), MAX_HEAD_BYTES), 0))
    return BytesHeaderParser().parsebytes(data[:at] + b"\n\n"), data[at + length :]


def _read_url(value: object) -> str:
    """A web address of a header; others (cid:, file:) are none."""
    url = "".join(str(value or "").split())
    return url if url.startswith(("http://", "https://")) else ""


def _decode(part: Message, data: bytes) -> bytes:
    encoding = str(part["Content-Transfer-Encoding"] or "").strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(data)
    if encoding == "base64":
        try:
            return base64.b64decode(data)
        except binascii.Error as error:
            raise MhtmlError(_("The page in it is damaged.")) from error
    return data
