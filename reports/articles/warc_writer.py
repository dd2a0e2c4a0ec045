"""Stored pages as a WARC file (ISO 28500, WARC/1.1), as libraries and web archives take them.

Each page is a response record: its address, when it was fetched, status and headers as received, its bytes, and the
digest of them. The bytes were kept after the transfer's own compression was taken off, so a header that speaks of the
transfer (content-encoding, transfer-encoding, a content-length that no longer fits) is renamed
``x-archive-orig-…``, as other web archives do. A metadata record after it says what only this archive knows (outlet,
key, listing); by it `news import` reads everything back equal. Other programs pass it over.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from models.records.page import KeptPage, Page, headers_json, listing_json
from reports.formats.atomic_file import open_atomic

TRANSFER = frozenset({"content-encoding", "transfer-encoding"})
RENAMED = "x-archive-orig-"
FIELD = "news-"


def write_warc(path: Path, pages: Iterable[KeptPage], info: Mapping[str, str]) -> tuple[int, list[KeptPage]]:
    """Write pages to a file and return how many, and those whose bytes are damaged and were left out.

    ``info`` says who made it, in the opening record. Compressed record by record where the name ends in ``.gz``.
    Raises ``ExportError``; the file appears whole or not at all. Memory does not grow with the number of pages.
    """
    count, damaged = 0, []
    with open_atomic(path) as file:
        writer = WARCWriter(file, gzip=path.name.lower().endswith(".gz"), warc_version="WARC/1.1")
        writer.write_record(writer.create_warcinfo_record(path.name, dict(info) | {"format": "WARC File Format 1.1"}))
        for stored in pages:
            if stored.page is None:
                damaged.append(stored)
                continue
            _write(writer, stored.key, stored.page)
            count += 1
    return count, damaged


class _AsReceived(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """Headers written byte by byte as they came; warcio itself would percent-encode what is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Sets ``headers_buff``."""
        text = self.to_str(header_filter)
        try:
            self.headers_buff = text.encode("latin-1") + b"\r\n"
        except UnicodeEncodeError:
            self.headers_buff = text.encode("utf-8", "replace") + b"\r\n"


def _write(writer: WARCWriter, key: str, page: Page) -> None:
    headers = [(_one_line(_name(name, value, len(page.body))), _one_line(value)) for name, value in page.headers]
    url = _one_address(page.url)
    status = f"{page.status} {responses.get(page.status, '')}".strip()
    record = writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),
        http_headers=_AsReceived(status, headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": warc_date(page.fetched_at)},
    )
    writer.write_record(record)
    values = {"outlet": page.outlet, "key": key, "listing": listing_json(page.listing) or ""}
    if not _is_plain(page.headers):
        values["headers"] = headers_json(page.headers)
    fields = "".join(f"{FIELD}{name}: {_one_line(value)}\r\n" for name, value in values.items() if value).encode()
    about = {
        "WARC-Date": warc_date(page.fetched_at),
        "WARC-Refers-To": record.rec_headers.get_header("WARC-Record-ID"),
    }
    writer.write_record(
        writer.create_warc_record(url, "metadata", payload=BytesIO(fields), length=len(fields), warc_headers_dict=about)
    )


def warc_date(at: datetime) -> str:
    """A time as WARC wants it: UTC, and a fraction of a second only where there is one."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _name(name: str, value: str, size: int) -> str:
    """The header's name in the file: another one where it speaks of a transfer that is over."""
    unfit = name in TRANSFER or (name == "content-length" and value.strip() != str(size))
    return f"{RENAMED}{name}" if unfit or name.startswith(RENAMED) else name


def _is_plain(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether the headers can be read back from the record as they are."""
    return all(
        name
        and ":" not in name
        and value == value.strip()
        and (name + value).isascii()
        and (name + value).isprintable()
        for name, value in headers
    )


def _one_line(value: str) -> str:
    """The value without what ends a line, or anything else that no header holds."""
    return "".join(c if c >= " " or c == "\t" else " " for c in value)


def _one_address(url: str) -> str:
    """The address with escapes for what no address holds: a line break in it would be a header of its own."""
    return url if url.isprintable() else "".join(c if c.isprintable() else quote(c, errors="replace") for c in url)
