"""Reading an archive: articles, pages, revisions, and a clear word where there is none to read."""

import os
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.read.articles import find_id, get_article, read_revisions
from models.archive.read.open import open_connection
from models.archive.read.outlets import read_outlets
from models.archive.read.pages import get_page
from models.archive.write.archive import Archive
from models.records.article import as_json
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.page import Listing
from models.records.rows import COLUMNS, from_json, from_row, to_params, to_row
from tests.support.archive_factories import a_page, an_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "한글 이름 #1?.db"
    with Archive.open(path) as archive:
        archive.upsert_outlet(Outlet(id="sample", title="견본일보", family="f", home="https://e.com", export="full"))
    return path


def test_an_article_comes_back_as_it_was_stored(path: Path) -> None:
    one = an_article()
    with Archive.open(path) as archive:
        number = archive.store(one, a_page(one)).id
    db = open_connection(path)
    wanted = replace(one, region=get_article(db, number).region)  # type: ignore[union-attr]
    assert get_article(db, number) == get_article(db, str(number)) == get_article(db, one.canonical_url) == wanted
    for unknown in (number + 1, "0", "-5", "9" * 19, "9" * 40, "https://e.com/none", "", "²", "\ud800", 1 << 80):
        assert get_article(db, unknown) is None
    assert read_outlets(db)["sample"].export == "full"
    db.close()


def test_the_address_that_was_fetched_finds_the_article_too(path: Path) -> None:
    one = an_article(url="https://m.sample.example/news/view/1?x=1")
    with Archive.open(path) as archive:
        number = archive.store(one, a_page(one)).id
    db = open_connection(path)
    assert find_id(db, "https://m.sample.example/news/view/1?x=1") == number
    db.close()


def test_an_old_id_finds_the_article_under_its_new_date(path: Path) -> None:
    one = an_article()
    later = replace(one, published_at=one.published_at + timedelta(days=3))  # type: ignore[operator]
    with Archive.open(path) as archive:
        old = archive.store(one, a_page(one)).id
        new = archive.store(later, a_page(later)).id
    assert old != new
    db = open_connection(path)
    assert find_id(db, old) == new
    assert get_article(db, old).published_at == later.published_at  # type: ignore[union-attr]
    db.close()


def test_pages_and_revisions(path: Path) -> None:
    one = an_article()
    two = replace(one, body="고친 글", fetched_at=one.fetched_at + timedelta(days=1))
    listing = Listing(url=one.url, source="feed", published_at=one.published_at)
    with Archive.open(path) as archive:
        archive.store(one, a_page(one, b"\xb0\xa1\x00 one", listing=listing))
        number = archive.store(two, a_page(two, b"two")).id
    db = open_connection(path)
    first, last = get_page(db, number, 1), get_page(db, number)
    assert first is not None
    assert last is not None
    assert (first.page.body, last.page.body) == (b"\xb0\xa1\x00 one", b"two")
    assert first.page.listing == listing
    assert first.page.headers == a_page(one).headers
    assert (first.revision, last.revision) == (1, 2)
    assert get_page(db, number, 9) is None
    assert get_page(db, number + 1) is None
    (old,) = read_revisions(db, number)
    assert old.n == 1
    assert old.article.body == one.body
    assert old.replaced_at == two.fetched_at
    db.close()


def test_a_damaged_page_is_named(path: Path) -> None:
    one = an_article()
    with Archive.open(path) as archive:
        number = archive.store(one, a_page(one)).id
    with sqlite3.connect(path) as writer:
        writer.execute("UPDATE page SET body = x'00'")
    writer.close()
    db = open_connection(path)
    with pytest.raises(ArchiveError, match=rf"page of article {number}"):
        get_page(db, number)
    db.close()


def test_a_reader_cannot_write(path: Path) -> None:
    db = open_connection(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM article")
    db.close()


def test_sqlite_addresses_are_read_too(path: Path) -> None:
    open_connection(f"sqlite:///{path}".replace("#", "%23").replace("?", "%3F")).close()


def test_what_is_no_archive_is_refused_in_one_sentence(path: Path, tmp_path: Path) -> None:
    empty, text, other, newer, older = (tmp_path / name for name in ("empty", "text", "other", "newer", "older"))
    empty.touch()
    text.write_text("no database " * 100)
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t(x)")
    db.close()
    for copy, change in ((newer, "PRAGMA user_version = 99"), (older, "UPDATE search_meta SET v = '0'")):
        copy.write_bytes(path.read_bytes())
        with sqlite3.connect(copy) as db:
            db.execute(change)
        db.close()
    for wrong, word in (
        (tmp_path / "missing.db", "no archive"),
        (tmp_path, "folder"),
        (empty, "empty"),
        (text, "not a news archive"),
        (other, "another program"),
        (newer, "later release"),
        (older, "earlier release"),
    ):
        with pytest.raises(ArchiveError, match=word) as error:
            open_connection(wrong)
        assert str(error.value).endswith(".")
        assert "\n" not in str(error.value)


def test_an_archive_on_a_read_only_disk_can_be_read(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only for root")
    path.parent.chmod(0o555)
    try:
        open_connection(path).close()
    finally:
        path.parent.chmod(0o755)


def test_rows_and_records_lose_nothing() -> None:
    for one in (an_article(), an_article(published_at=None, photos=(), repairs=(("nbsp", 2),), reporters=(), deck="")):
        assert from_row(to_row(one)) == one
        assert from_row(to_params(one)) == one
        assert from_json(as_json(one)) == one
        assert tuple(to_params(one)) == COLUMNS


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_row(an_article(fetched_at=an_article().fetched_at.replace(tzinfo=None)))
