"""The pages in a WARC file, as pages of the archive; what is cut off or damaged is reported, never taken for whole."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from models.language import _, describe_system_error
from models.records.page import Page, read_headers, read_listing
from models.records.times import now
from scrapers.importing.case import MAX_PAGE_BYTES, Case, UnreadablePage, read_time
from scrapers.importing.gzip_members import CUT, MAGIC, GzipMemberError, GzipMembers

BEGIN_OF_RECORD = b"WARC/"
BEGINNINGS = [BEGIN_OF_RECORD[:size] for size in range(1, len(BEGIN_OF_RECORD) + 1)]
END_OF_RECORD = b"\r\n\r\n"


class TruncatedRecordError(Exception):
    """A file ends before a record of it does."""


def read_cases_in_warc(path: Path, outlet: str) -> Iterator[Case | UnreadablePage]:
    """The responses of a WARC file; what `news export` wrote about one is in the record after it.

    A file that was cut gives its whole records, then an UnreadablePage. One that was cut exactly between two records
    looks whole, and nothing shows that there was more.
    """
    waiting: tuple[str, Case] | None = None
    member = 0
    try:
        with path.open("rb") as file:
            stream = _plain(file)
            records = ArchiveIterator(stream, check_digests=True)
            records.reader.set_decomp(None)
            for record in _records(records):
                if waiting is not None and record.rec_type == "metadata":
                    yield _add_metadata(record, *waiting)
                    waiting = None
                    continue
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                if waiting is not None:
                    yield waiting[1]
                    waiting = None
                read = _response(path, record, outlet)
                if isinstance(read, UnreadablePage):
                    yield read
                else:
                    waiting = (record.rec_headers.get_header("WARC-Record-ID") or "", read)
                    member = getattr(stream, "number", 0)
            _check_end(records, stream.tell())
    except (GzipMemberError, TruncatedRecordError, ArchiveLoadFailed, OSError, ValueError) as error:
        if waiting is not None and not (isinstance(error, GzipMemberError) and error.number == member):
            yield waiting[1]
        waiting = None
        yield UnreadablePage(str(path), _why(error))
    if waiting is not None:
        yield waiting[1]


def _plain(file: BinaryIO) -> BinaryIO | GzipMembers:
    """The file as it is, or what is packed in it."""
    packed = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    return GzipMembers(file) if packed else file


def _records(records: ArchiveIterator) -> Iterator[ArcWarcRecord]:
    """The records of a WARC file. Raises TruncatedRecordError, ArchiveLoadFailed."""
    while True:
        try:
            record = next(records, None)
        except ArchiveLoadFailed as error:
            if (records.next_line or b"?")[: len(BEGIN_OF_RECORD)] in BEGINNINGS:
                _check_more(records, error)
            raise
        except AttributeError as error:  # warcio stumbles at it
            _check_more(records, error)
            raise ArchiveLoadFailed(_("a record has no address.")) from error
        if record is None:
            return
        yield record


def _check_more(records: ArchiveIterator, error: Exception) -> None:
    """Raises TruncatedRecordError where the file ends with the record that could not be read."""
    if not records.reader.read(1):
        raise TruncatedRecordError(_(CUT)) from error


def _check_end(records: ArchiveIterator, size: int) -> None:
    """Raises TruncatedRecordError where a file of ``size`` bytes, all read, does not end with the end of a record.

    Raises ArchiveLoadFailed where there is no record in it.
    """
    if records.member_info is None:
        raise ArchiveLoadFailed(_("there is no record in it."))
    start, length = records.member_info
    begun = records.next_line is not None  # a record of which there is nothing but its head
    if begun or size - start - length < len(END_OF_RECORD):
        raise TruncatedRecordError(_(CUT))


def _why(error: Exception) -> str:
    """What is wrong with a WARC file, in one sentence."""
    if isinstance(error, GzipMemberError | TruncatedRecordError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return _("The file cannot be read: {reason}.", reason=describe_system_error(error))
    return _("The WARC file is damaged: {error}.", error=" ".join(str(error).split()))


def _is_short(record: ArcWarcRecord) -> bool:
    """Whether a record that was read to its end has fewer bytes than it says."""
    record.raw_stream.read()  # to the end, where the digest is known, too
    return bool(getattr(record.raw_stream, "limit", 0))


def _response(path: Path, record: ArcWarcRecord, outlet: str) -> Case | UnreadablePage:
    """The page of a response record. Raises TruncatedRecordError."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    body = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if len(body) > MAX_PAGE_BYTES:
        return UnreadablePage(
            f"{path}: {url}", _("The page is larger than {limit} MiB.", limit=MAX_PAGE_BYTES // 2**20)
        )
    if _is_short(record):
        raise TruncatedRecordError(_(CUT))
    if record.digest_checker is not None and record.digest_checker.passed is False:
        return UnreadablePage(f"{path}: {url}", _("The record is damaged: its digest does not fit."))
    raw_at = record.rec_headers.get_header("WARC-Date") or ""
    code = record.http_headers.get_statuscode()
    page = Page(
        outlet=outlet,
        url=url,
        body=body,
        fetched_at=read_time(raw_at) if raw_at else now(),
        status=int(code) if code.isascii() and code.isdigit() else 200,
        headers=tuple((_header(name), value) for name, value in record.http_headers.headers),
    )
    return Case(f"{path}: {url}", page, outlet)


def _header(name: str) -> str:
    """A header's own name: one of the transfer was renamed when the page was exported."""
    return name.lower().removeprefix("x-archive-orig-")


def _add_metadata(record: ArcWarcRecord, response_id: str, case: Case) -> Case:
    """The case with what the metadata record after it says, if it is `news export`'s own."""
    if record.rec_headers.get_header("WARC-Refers-To") != response_id:
        return case
    text = record.content_stream().read(MAX_PAGE_BYTES).decode("utf-8", "replace")
    if _is_short(record):
        return case
    notes: dict[str, str] = {}
    for line in text.split("\r\n"):
        name, _, value = line.partition(": ")
        if name.startswith("news-"):
            notes[name.removeprefix("news-")] = value
    try:
        page = replace(
            case.page,
            outlet=case.outlet or notes.get("outlet", ""),
            headers=read_headers(notes["headers"]) if "headers" in notes else case.page.headers,
            listing=read_listing(notes.get("listing")),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return case
    return replace(case, page=page, key=notes.get("key", ""))
