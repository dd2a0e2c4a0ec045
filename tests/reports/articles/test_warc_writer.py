"""What is exported as WARC is accepted by WARC tools, and comes back equal: every byte, header, time and listing."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from models.archive.read.articles import get_article, read_revisions
from models.archive.read.open import open_connection
from models.archive.read.pages import walk_pages
from models.archive.write.archive import Archive
from models.maintenance.verify import verify
from models.records.article import as_json
from models.records.page import KeptPage, Listing, Page
from models.records.times import KST
from pipelines.extract import extract
from reports.articles.warc_writer import write_warc
from reports.formats.errors import ExportError
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.import_pages import PageReader, import_cases
from scrapers.importing.saved_pages import read_cases
from scrapers.registry import Registry
from tests.stress.torture.night import World, gather

INFO = {"software": "news"}
TIMES = st.datetimes(datetime(2001, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=KST))
LISTINGS = st.none() | st.builds(
    Listing,
    url=st.text(max_size=20),
    source=st.sampled_from(["feed", "list", "sitemap"]),
    headline=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    published_raw=st.text(max_size=9),
    published_at=st.none() | TIMES,
    section=st.text(max_size=9),
)
NAMES = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True) | st.sampled_from(
    ["content-encoding", "content-length", "transfer-encoding", "set-cookie", "x-archive-orig-content-length"]
)
VALUES = st.text(st.characters(max_codepoint=255), max_size=20) | st.sampled_from(["gzip", "chunked", "견본", "12"])
KEPT = st.builds(
    lambda number, key, body, at, status, headers, listing: KeptPage(
        id=number,
        key=key,
        url=f"https://sample.example/news/{number}",
        article_id=None,
        revision=None,
        page=Page(
            outlet="sample",
            url=f"https://sample.example/news/{number}",
            body=body,
            fetched_at=at,
            status=status,
            headers=tuple(headers),
            listing=listing,
        ),
    ),
    st.integers(1, 99),
    st.from_regex(r"https://sample\.example/[a-z0-9가-힣?=&]{0,9}", fullmatch=True),
    st.binary(max_size=300) | st.just(b"\x1f\x8b not gzip") | st.just(gzip.compress(b"a page")),
    TIMES,
    st.integers(200, 599),
    st.lists(st.tuples(NAMES, VALUES), max_size=5),
    LISTINGS,
)


def read_back(file: Path) -> list[Case | UnreadablePage]:
    return list(read_cases([file]))


@settings(max_examples=120, deadline=None)
@given(kept=st.lists(KEPT, max_size=4), zipped=st.booleans())
def test_pages_come_back_equal(tmp_path_factory: pytest.TempPathFactory, kept: list[KeptPage], zipped: bool) -> None:
    file = tmp_path_factory.mktemp("warc") / ("a.warc.gz" if zipped else "a.warc")
    assert write_warc(file, kept, INFO) == (len(kept), [])
    found = read_back(file)
    assert [one.page if isinstance(one, Case) else one for one in found] == [one.page for one in kept]
    assert [one.key for one in found if isinstance(one, Case)] == [one.key for one in kept]


@pytest.fixture(scope="module")
def world() -> World:
    return gather(20)


@pytest.fixture
def archive(tmp_path: Path, world: World) -> Path:
    """An archive with rejected pages, a changed article and one that moved to another day."""
    path = tmp_path / "archive.db"
    reader = PageReader(world.registry)
    with Archive.open(path) as opened:
        import_cases(opened, reader, (Case(key, page, page.outlet) for key, page in world.pages))
        key, page = world.pages[0]
        again = replace(page, body=page.body.replace(b"</h1>", " 고침</h1>".encode()), fetched_at=later(page))
        result = extract(again, world.layout(page.outlet))
        import_cases(opened, reader, [Case(key, again, page.outlet)])
    assert not hasattr(result, "reason")
    return path


def later(page: Page) -> datetime:
    return page.fetched_at + timedelta(hours=3)


def contents(path: Path) -> Iterator[object]:
    with closing(open_connection(path)) as db:
        for (number,) in db.execute("SELECT id FROM article ORDER BY id").fetchall():
            article = get_article(db, number)
            assert article is not None
            yield number, as_json(article), [as_json(one.article) for one in read_revisions(db, number)]
        for kept in walk_pages(db):
            assert kept.page is not None
            yield kept.key, kept.revision, kept.page
        yield db.execute("SELECT outlet, key, state, reason FROM url ORDER BY outlet, key").fetchall()


def test_an_archive_comes_back_equal(archive: Path, world: World, tmp_path: Path) -> None:
    file, other = tmp_path / "all.warc.gz", tmp_path / "other.db"
    with closing(open_connection(archive)) as db:
        count, damaged = write_warc(file, walk_pages(db), INFO)
    assert (count, damaged) == (len(world.pages) + 1, [])
    with Archive.open(other) as opened:
        done = import_cases(opened, PageReader(world.registry), read_cases([file]))
    assert done.counts["unreadable"] == 0
    assert list(contents(other)) == list(contents(archive))
    assert list(verify(other, alone=True)) == []


def test_the_records_are_what_the_standard_asks(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.warc.gz"
    with closing(open_connection(archive)) as db:
        write_warc(file, walk_pages(db), INFO)
        first = next(iter(walk_pages(db))).page
    assert first is not None
    with file.open("rb") as stream:
        records = []
        for record in ArchiveIterator(stream, check_digests="raise"):
            records.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
            body = record.raw_stream.read()
            if len(records) == 2:
                assert body == first.body
                when = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")).astimezone(UTC)
                assert when == first.fetched_at
                assert record.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
                assert record.http_headers.headers == list(first.headers)
    assert records[0] == ("warcinfo", None)
    assert [kind for kind, _ in records[1:]] == ["response", "metadata"] * (len(records) // 2)


def test_a_damaged_record_is_refused_and_the_rest_is_read(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.warc"
    with closing(open_connection(archive)) as db:
        count, _ = write_warc(file, walk_pages(db), INFO)
    data = bytearray(file.read_bytes())
    place = data.find(b"<title>")
    data[place : place + 7] = b"<TITLE>"
    file.write_bytes(data)
    found = read_back(file)
    assert [one.why for one in found if isinstance(one, UnreadablePage)] == [
        "The record is damaged: its digest does not fit."
    ]
    assert sum(isinstance(one, Case) for one in found) == count - 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_cut_file_gives_what_is_whole_and_says_so(archive: Path, tmp_path: Path, share: float) -> None:
    file = tmp_path / "all.warc.gz"
    with closing(open_connection(archive)) as db:
        count, _ = write_warc(file, walk_pages(db), INFO)
        whole = {kept.page for kept in walk_pages(db)}
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    found = read_back(file)
    pages = [one.page for one in found if isinstance(one, Case) and one.key]
    assert set(pages) <= whole
    assert len(pages) < count


def test_a_damaged_page_is_left_out_and_named(archive: Path, tmp_path: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(archive)) as db:
        db.execute("UPDATE page SET body = x'00' WHERE id = 2")
        db.commit()
    with closing(open_connection(archive)) as db:
        total = db.execute("SELECT count(*) FROM page").fetchone()[0]
        count, damaged = write_warc(tmp_path / "all.warc", walk_pages(db), INFO)
    assert count == total - 1
    assert [one.id for one in damaged] == [2]
    assert "damaged" in damaged[0].damage


def test_a_file_that_cannot_be_written_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "there.warc"
    folder.mkdir()
    with closing(open_connection(archive)) as db, pytest.raises(ExportError):
        write_warc(folder, walk_pages(db), INFO)
    with closing(open_connection(archive)) as db, pytest.raises(ExportError):
        write_warc(tmp_path / "missing" / "a.warc", walk_pages(db), INFO)
    assert not list(tmp_path.glob(".*part"))


def test_pages_of_other_makers_are_read_as_before(tmp_path: Path) -> None:
    """No metadata record, and the transfer's own compression left on."""
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = tmp_path / "other.warc.gz"
    body = gzip.compress("<html>견본</html>".encode())
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Encoding", "gzip")], protocol="HTTP/1.1")
        for number in range(2):
            url = f"https://sample.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", BytesIO(body), len(body), http_headers=headers)
            )
    found = [one for one in read_back(file) if isinstance(one, Case)]
    assert [(one.page.url, one.page.body.decode(), one.key) for one in found] == [
        (f"https://sample.example/{number}", "<html>견본</html>", "") for number in range(2)
    ]
    assert PageReader(Registry(())).read(found[0]) is not None
