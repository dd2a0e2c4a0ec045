"""The address that a program wrote into a page it saved: Chrome and Edge, SingleFile, HTTrack."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from models.records.times import KST

HEAD_BYTES = 4_096
"""These programs write it before the page's own head, or right behind its first tag."""
META_BYTES = 200_000
_CHROME = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s<>]{1,2000}) -->")
_SINGLE_FILE = re.compile(
    rb"<!--\s{0,9}Page saved with SingleFile\s{1,9}url: (https?://[^\s<>]{1,2000})"
    rb"(?:\s{1,9}saved date: ([^\r\n]{1,60}))?"
)
_HTTRACK = re.compile(rb"<!-- Mirrored from ([^\s<>/]{1,250}/[^\s<>]{0,2000}) by HTTrack Website Copier")
_ZONE = re.compile(r" \([^()]{0,40}\)$")
_OWN = re.compile(
    rb"""<(?:link\s[^<>]{0,300}?rel=["']?canonical|meta\s[^<>]{0,300}?property=["']?og:url)[^<>]{0,2000}>""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rb"""(?:href|content)=["']?(https?://[^\s"'<>]{1,2000})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SaverNote:
    """Where a page was saved from, and when, if that is told.

    ``is_sure``: the page itself does not name another site; a page that was made from a copied one may carry a note of
    long ago.
    """

    url: str
    saved_at: datetime | None = None
    is_sure: bool = True


def read_saver_note(body: bytes) -> SaverNote | None:
    """The note in a saved page; None where there is none."""
    head = body[:HEAD_BYTES]
    if found := _SINGLE_FILE.search(head):
        return _note(found[1], body, _read_date(found[2] or b""))
    if found := _CHROME.search(head):
        return _note(found[1], body)
    if found := _HTTRACK.search(head):
        return _note(b"http://" + found[1], body)
    return None


def _note(address: bytes, body: bytes, saved_at: datetime | None = None) -> SaverNote | None:
    url = address.decode("utf-8", "replace")
    host = _host(url)
    if not host:
        return None
    own = [one for tag in _OWN.findall(body[:META_BYTES]) if (one := _ADDRESS.search(tag))]
    is_sure = all(_host(one[1].decode("utf-8", "replace")) == host for one in own)
    return SaverNote(url, saved_at, is_sure)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""


def _read_date(text: bytes) -> datetime | None:
    """``Mon Nov 30 2026 10:00:00 GMT+0900 (KST)``, as JavaScript writes a time."""
    words = _ZONE.sub("", text.decode("utf-8", "replace").strip())
    try:
        return datetime.strptime(words, "%a %b %d %Y %H:%M:%S GMT%z").astimezone(KST)
    except ValueError:
        return None


def read_mail_date(text: str) -> datetime | None:
    """The ``Date`` of a mail, which is when an .mhtml was saved."""
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at.astimezone(KST) if at.tzinfo is not None else None
