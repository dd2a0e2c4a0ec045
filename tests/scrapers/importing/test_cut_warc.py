"""A WARC file that was cut gives its whole records and says that it was cut, wherever that was."""

import gzip
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from models.records.page import KeptPage, Page
from models.records.times import KST
from reports.articles.warc_writer import write_warc
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.gzip_members import CUT
from scrapers.importing.saved_pages import read_cases
from tests.support.run_news import news

BODIES = (b"<p>one</p>" * 9, "<p>둘</p>\r\n\r\n".encode() * 5, b"", b"<p>four</p>" * 9)
URL = "https://sample.example/news/{}"


def ours(file: Path) -> None:
    """Pages as `news export` writes them."""
    at = datetime(2026, 11, 20, 9, tzinfo=KST)
    kept = []
    for number, body in enumerate(BODIES):
        url = URL.format(number)
        page = Page(outlet="sample", url=url, body=body, fetched_at=at, headers=(("content-type", "text/html"),))
        kept.append(KeptPage(id=number, key=url, url=url, article_id=None, revision=None, page=page))
    write_warc(file, kept, {"software": "news"})


def others(file: Path) -> None:
    """Pages as other programs write them: chunked, without a digest, with nothing after them."""
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=file.name.endswith(".gz"))
        for number, body in enumerate(BODIES):
            headers = StatusAndHeaders("200 OK", [("Transfer-Encoding", "chunked")], protocol="HTTP/1.1")
            chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:]) if part)
            chunks += b"0\r\n\r\n"
            record = writer.create_warc_record(
                URL.format(number), "response", BytesIO(chunks), len(chunks), http_headers=headers
            )
            for digest in ("WARC-Payload-Digest", "WARC-Block-Digest"):
                record.rec_headers.remove_header(digest)
            record.rec_headers.add_header("WARC-Block-Digest", "")
            writer.write_record(record)


def ends_of_records(file: Path) -> set[int]:
    with file.open("rb") as stream:
        records = ArchiveIterator(stream)
        return {records.get_record_offset() for _ in records} | {file.stat().st_size}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("made", [ours, others])
def test_every_cut_is_seen_and_no_cut_page_is_given(tmp_path: Path, name: str, made: object) -> None:
    whole, cut = tmp_path / name, tmp_path / f"cut-{name}"
    made(whole)  # type: ignore[operator]
    data, ends = whole.read_bytes(), ends_of_records(whole)
    pages = {URL.format(number): body for number, body in enumerate(BODIES)}
    assert {one.page.url: one.page.body for one in read_cases([whole]) if isinstance(one, Case)} == pages
    last = 0
    for place in range(1, len(data)):
        cut.write_bytes(data[:place])
        found = list(read_cases([cut]))
        given = [one for one in found if isinstance(one, Case)]
        assert all(pages[one.page.url] == one.page.body for one in given), place
        bad = [one for one in found if isinstance(one, UnreadablePage)]
        assert len(bad) == (place not in ends), place
        assert all(one.why == CUT for one in bad) or place < sorted(ends)[1], bad
        assert len(given) >= last, "a whole record before the cut is given"
        last = len(given)


def test_a_pack_of_one_member_is_cut_like_any_other(tmp_path: Path) -> None:
    plain, file = tmp_path / "a.warc", tmp_path / "b.warc.gz"
    ours(plain)
    packed = gzip.compress(plain.read_bytes())
    file.write_bytes(packed)
    assert all(isinstance(one, Case) for one in read_cases([file]))
    for place in range(2, len(packed)):
        file.write_bytes(packed[:place])
        found = list(read_cases([file]))
        assert isinstance(found[-1], UnreadablePage)
        assert all(one.page.body in BODIES for one in found if isinstance(one, Case))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_importing_a_cut_file_is_told_and_exits_1(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    ours(file)
    file.write_bytes(file.read_bytes()[:-700])
    ran = news("import", file, cwd=tmp_path)
    assert ran.code == 1
    assert CUT in ran.err
    assert "1 unreadable" in ran.err
