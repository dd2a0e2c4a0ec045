"""What is stored stands as it was given; the same again changes nothing; nothing is ever half-written."""

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from models import reindex
from models.archive import Archive, ArchiveError, Stored
from models.article import Article, as_json
from models.blobs import unpack
from models.ids import day_number, first_id, last_id
from models.ledger import State
from models.listings import read_headers, read_listing
from models.outlet import Outlet
from models.page import Listing
from tests.models.archive_ground import (
    ALL_TABLES,
    CONTENT_TABLES,
    START,
    a_page,
    an_article,
    articles,
    assert_sound,
    connect,
    dump,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive.open(path) as opened:
        yield opened


def store(archive: Archive, article: Article) -> Stored:
    return archive.store(article, a_page(article))


def query(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    db = connect(path)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def original(path: Path, article_id: int) -> list[bytes]:
    """The pages of an article as they were received."""
    rows = query(
        path,
        "SELECT p.body, p.size, d.body FROM page AS p LEFT JOIN dictionary AS d ON d.id = p.dictionary_id "
        "WHERE p.article_id = ? ORDER BY p.revision",
        article_id,
    )
    return [unpack(*row) for row in rows]  # type: ignore[arg-type]


@contextmanager
def failing_at(number: int, error: Exception) -> Iterator[list[str]]:
    """The numbered statement from here on fails before it is run; gives the statements that were asked for."""
    seen: list[str] = []

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)
        if len(seen) == number:
            raise error

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


# -- storing ----------------------------------------------------------------------------------------------------------


def test_a_new_article_stands_as_it_was_given(archive: Archive, path: Path) -> None:
    article = an_article()
    listing = Listing(url=article.url, source="list", headline="견본시", published_raw="11.03", published_at=START)
    page = a_page(article, b"\xff\x00raw \xb0\xa1", listing=listing)
    stored = archive.store(article, page)
    assert stored == Stored(first_id(day_number(START)), "new", 1)
    assert articles(path) == {stored.id: article}
    assert original(path, stored.id) == [page.body]
    ((headers, kept, status),) = query(path, "SELECT headers, listing, status FROM page")
    assert (read_headers(str(headers)), read_listing(str(kept)), status) == (page.headers, listing, 200)
    assert archive.ledger.state("sample", article.canonical_url) is State.STORED
    assert_sound(path)


def test_ids_run_on_within_a_day(archive: Archive) -> None:
    first = first_id(day_number(START))
    assert [store(archive, an_article(n)).id for n in range(5)] == list(range(first, first + 5))


def test_the_same_page_again_changes_nothing(archive: Archive, path: Path) -> None:
    stored = [store(archive, an_article(n)) for n in range(3)]
    before = dump(path)
    again = [store(archive, an_article(n)) for n in range(3)]
    assert again == [replace(one, outcome="unchanged") for one in stored]
    assert dump(path) == before


def test_what_differs_between_downloads_is_no_change(archive: Archive, path: Path) -> None:
    article = an_article()
    store(archive, article)
    before = dump(path, CONTENT_TABLES)
    later = replace(
        article,
        url=article.url + "?from=list",
        fetched_at=article.fetched_at + timedelta(days=3),
        php_messages=4,
        broken_characters=1,
        repairs=(("nbsp", 2),),
    )
    assert archive.store(later, a_page(later, b"other bytes")).outcome == "unchanged"
    assert dump(path, CONTENT_TABLES) == before


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "견본시, 들꽃길을 닫다"},
        {"body": "새 본문 POBATT2023"},
        {"deck": ""},
        {"section": "경제"},
        {"reporters": ("이보기",)},
        {"emails": ()},
        {"dateline": ""},
        {"agency": "견본통신"},
        {"modified_at": START + timedelta(hours=1)},
        {"published_at": START + timedelta(minutes=1)},
        {"published_at": None, "published_raw": ""},
        {"photos": ()},
        {"tags": ("들꽃길", "쉼터")},
        {"article_no": "001"},
        {"region": "대구"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_keeps_the_old_record(archive: Archive, path: Path, change: dict[str, object]) -> None:
    import json

    old = an_article()
    new = replace(old, fetched_at=old.fetched_at + timedelta(days=1), **change)  # type: ignore[arg-type]
    first = store(archive, old)
    second = archive.store(new, a_page(new, b"new bytes"))
    assert second == Stored(first.id, "changed", 2)
    assert articles(path) == {first.id: new}
    ((article_id, n, record, sha, at),) = query(
        path, "SELECT article_id, n, record, text_sha256, replaced_at FROM revision"
    )
    assert (article_id, n, json.loads(str(record))) == (first.id, 1, as_json(old))
    assert (sha, at) == (old.text_sha256, new.fetched_at.isoformat())
    assert original(path, first.id) == [a_page(old).body, b"new bytes"]
    assert_sound(path)


def test_back_and_forth_is_kept_step_by_step(archive: Archive, path: Path) -> None:
    texts = ["가나", "다라", "가나", "다라", "다라"]
    results = [store(archive, an_article(body=text)) for text in texts]
    assert [one.outcome for one in results] == ["new", "changed", "changed", "changed", "unchanged"]
    assert [one.revision for one in results] == [1, 2, 3, 4, 4]
    assert query(path, "SELECT n, json_extract(record, '$.body') FROM revision ORDER BY n") == [
        (1, "가나"),
        (2, "다라"),
        (3, "가나"),
    ]
    assert_sound(path)


def test_one_transaction_may_write_an_article_twice(archive: Archive, path: Path) -> None:
    with archive.transaction() as writer:
        for body in ("하나", "둘", "둘", "셋"):
            article = an_article(body=body)
            writer.store(article, a_page(article))
    assert [one.body for one in articles(path).values()] == ["셋"]
    assert_sound(path)


def test_two_outlets_may_carry_one_address(archive: Archive, path: Path) -> None:
    store(archive, an_article())
    assert store(archive, an_article(outlet="another", outlet_title="다른일보")).outcome == "new"
    assert_sound(path)


def test_a_relative_date_keeps_the_first_reading(archive: Archive, path: Path) -> None:
    first = an_article(published_raw="3시간 전", published_from="list")
    later = replace(
        first,
        published_raw="1일 전",
        published_at=START - timedelta(days=1),
        published_from="page",
        fetched_at=first.fetched_at + timedelta(days=1),
    )
    stored = store(archive, first)
    assert store(archive, later) == Stored(stored.id, "unchanged", 1)
    assert store(archive, replace(later, body="고친 본문")).outcome == "changed"
    (kept,) = articles(path).values()
    assert (kept.published_at, kept.published_raw, kept.published_from) == (START, "3시간 전", "list")
    exact = replace(later, body="고친 본문", published_raw="2026.11.02 09:00")
    assert store(archive, exact).outcome == "changed"
    assert_sound(path)


def test_lone_surrogates_are_replaced_and_counted(archive: Archive, path: Path) -> None:
    article = an_article(headline="깨진 \ud800 글자", tags=("\udc00", "온전"), repairs=(("nbsp", 1),))
    store(archive, article)
    (kept,) = articles(path).values()
    assert (kept.headline, kept.tags) == ("깨진 \ufffd 글자", ("\ufffd", "온전"))
    assert kept.repairs == (("nbsp", 1), ("lone_surrogates", 2))
    assert store(archive, article).outcome == "unchanged"


def test_an_address_that_is_no_text_is_refused(archive: Archive, path: Path) -> None:
    before = dump(path)
    article = an_article()
    with pytest.raises(ArchiveError, match="half a character"):
        archive.store(article, a_page(article, url="https://sample.example/\ud800"))
    assert dump(path) == before


# -- ids --------------------------------------------------------------------------------------------------------------


def test_another_day_of_publication_renumbers(archive: Archive, path: Path) -> None:
    others = [store(archive, an_article(n)) for n in (2, 3)]
    days = [START, START - timedelta(days=2), START + timedelta(days=1), START]
    ids = [store(archive, an_article(published_at=day)).id for day in days]
    assert len({*ids, *(one.id for one in others)}) == 6, "no id is ever given twice"
    assert [number >> 14 for number in ids] == [day_number(day) for day in days]
    assert dict(query(path, "SELECT old_id, new_id FROM renumbered")) == dict.fromkeys(ids[:3], ids[3])  # type: ignore[arg-type]
    assert query(path, "SELECT article_id, n FROM revision ORDER BY n") == [(ids[3], n) for n in (1, 2, 3)]
    assert len(original(path, ids[3])) == 4
    assert store(archive, an_article(4, published_at=days[1])).id == ids[1] + 1, "a left id is not given again"
    assert_sound(path)


def test_a_full_day_spills_into_the_next(archive: Archive, path: Path) -> None:
    day = day_number(START)
    for n, last in ((1, last_id(day)), (2, last_id(day + 1))):
        given = store(archive, an_article(n, published_at=START + timedelta(days=n - 1))).id
        with archive._connection.begin():
            archive._database.driver_run("UPDATE article SET id = ? WHERE id = ?", (last, given))
            for table in ("ft_body",):
                archive._database.driver_run(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    assert store(archive, an_article(3)).id == first_id(day + 2)
    spilled = store(archive, an_article(3, body="고친 본문"))
    assert spilled == Stored(first_id(day + 2), "changed", 2), "a change on the same day moves nothing"
    with archive.transaction():
        reindex.reindex(archive._database)
    assert_sound(path)


def test_an_article_without_a_date_is_filed_under_its_download(archive: Archive, path: Path) -> None:
    fetched = START + timedelta(days=9)
    undated = an_article(published_at=None, published_raw="", published_from="", fetched_at=fetched)
    first = store(archive, undated)
    assert first.id == first_id(day_number(fetched))
    later = replace(undated, fetched_at=fetched + timedelta(days=4), body="고친 본문")
    assert store(archive, later) == Stored(first.id, "changed", 2)
    assert store(archive, replace(later, published_at=START)).id == first_id(day_number(START))
    assert store(archive, later).id == first_id(day_number(START)), "an article that lost its date stays"
    assert_sound(path)


# -- outlets, rejects --------------------------------------------------------------------------------------------------


def test_a_new_title_and_region_reach_the_articles(archive: Archive, path: Path) -> None:
    store(archive, an_article())
    outlet = Outlet(id="sample", title="견본일보", family="newspim", home="https://sample.example", region="경북")
    archive.upsert_outlet(outlet)
    before = dump(path)
    archive.upsert_outlet(outlet)
    assert dump(path) == before
    archive.upsert_outlet(replace(outlet, title="새견본일보", region="대구", export="full"))
    archive.upsert_outlet(replace(outlet, id="second"))
    assert query(path, "SELECT id, n, title, region, family, export FROM outlet ORDER BY n") == [
        ("sample", 1, "새견본일보", "대구", "newspim", "full"),
        ("second", 2, "견본일보", "경북", "newspim", "link"),
    ]
    retitled = an_article(outlet_title="새견본일보", region="대구")
    assert list(articles(path).values()) == [retitled]
    assert store(archive, retitled).outcome == "unchanged"
    assert_sound(path)


def test_a_rejected_page_is_kept_once(archive: Archive, path: Path) -> None:
    article = an_article()
    page = a_page(article, b"<html>gone</html>")
    for _ in range(2):
        with archive.transaction() as writer:
            writer.reject(page, article.canonical_url, "deleted", "삭제된 기사")
    assert query(path, "SELECT key, article_id, dictionary_id, size FROM page") == [
        (article.canonical_url, None, None, len(page.body))
    ]
    assert query(path, "SELECT state, reason FROM url") == [("rejected", "deleted: 삭제된 기사")]
    assert store(archive, article).outcome == "new"
    assert archive.ledger.state("sample", article.canonical_url) is State.STORED


# -- all or nothing ---------------------------------------------------------------------------------------------------


def test_an_exception_takes_everything_back(archive: Archive, path: Path) -> None:
    store(archive, an_article(1))
    before = dump(path)
    with pytest.raises(ZeroDivisionError), archive.transaction() as writer:  # noqa: PT012
        for n, outlet in ((1, "sample"), (2, "sample"), (3, "unheard-of")):
            article = an_article(n, outlet=outlet, body="새 본문")
            writer.store(article, a_page(article))
        1 / 0  # noqa: B018
    assert dump(path) == before
    for n, outlet in ((2, "sample"), (3, "unheard-of")):
        assert store(archive, an_article(n, outlet=outlet)).outcome == "new"
    assert [len(original(path, i)) for i in articles(path)] == [1, 1, 1]
    assert_sound(path)


def test_a_failure_at_any_statement_takes_everything_back(archive: Archive, path: Path) -> None:
    store(archive, an_article(1))
    before = dump(path)
    number = 0
    messages: set[str] = set()
    while True:
        number += 1
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        with failing_at(number, error) as seen:
            try:
                with archive.transaction() as writer:
                    for n, outlet in ((1, "sample"), (2, "sample"), (3, "second")):
                        article = an_article(n, outlet=outlet, published_at=START + timedelta(days=1))
                        writer.store(article, a_page(article))
            except ArchiveError as raised:
                messages.add(str(raised))
            else:
                break
        assert dump(path) == before, seen[-1]
    assert number > 20
    assert messages == {f"The archive {path} cannot be used: reading or writing it failed (input/output error)."}
    assert [one.canonical_url[-1] for one in articles(path).values()] == ["1", "2", "3"]
    assert_sound(path)


def test_a_writer_is_of_no_use_after_its_transaction(archive: Archive) -> None:
    article = an_article()
    with archive.transaction() as writer:
        with pytest.raises(RuntimeError), archive.transaction():
            pass
        writer.store(article, a_page(article))
    with pytest.raises(RuntimeError):
        writer.store(article, a_page(article))
    with pytest.raises(RuntimeError):
        writer.ledger  # noqa: B018


CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from models.archive import Archive
from tests.models.archive_ground import an_article, a_page
archive = Archive.open(Path(sys.argv[1]))
start = int(sys.argv[2])
print("ready", flush=True)
for batch in range(start, start + 100_000):
    with archive.transaction() as writer:
        for n in range(5):
            article = an_article(batch * 10 + n, tags=(str(batch),))
            writer.store(article, a_page(article))
        if batch > start:
            old = an_article((batch - 1) * 10, tags=(str(batch - 1),), body=f"고친 본문 {batch}")
            writer.store(old, a_page(old))
    print(batch, flush=True)
"""


def test_kill_9_loses_nothing_and_leaves_nothing_half(path: Path) -> None:
    acknowledged: set[int] = set()
    start = 1
    for kill in range(10):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(start)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            killer = threading.Timer(0.02 + 0.037 * kill, child.kill)
            killer.start()
            lines = child.stdout.read().split("\n")
            killer.join()
        finally:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
        assert child.returncode == -9
        acknowledged |= {int(line) for line in lines[:-1]}
        tags: dict[int, int] = {}
        for one in articles(path).values():
            tags[int(one.tags[0])] = tags.get(int(one.tags[0]), 0) + 1
        assert acknowledged <= tags.keys()
        assert set(tags.values()) <= {5}
        changed = query(path, "SELECT count(*) FROM revision")[0][0]
        assert changed == len([batch for batch in tags if batch + 1 in tags])
        start = max(tags, default=start) + 2
    assert len(acknowledged) > 10
    assert_sound(path)
    assert query(path, "SELECT count(*) FROM url WHERE state <> 'stored'") == [(0,)]
    assert query(path, "SELECT count(*) FROM url") == query(path, "SELECT count(*) FROM article")


def test_two_writers_do_not_fail(path: Path) -> None:
    errors: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with Archive.open(path) as archive:
                for n in range(40):
                    store(archive, an_article(n, outlet=f"outlet-{number}"))
                    store(archive, an_article(1000 + n, outlet="both"))
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(articles(path)) == 4 * 40
    assert_sound(path)


# -- files that cannot be used ----------------------------------------------------------------------------------------


def refusal(target: object, **options: bool) -> str:
    with pytest.raises(ArchiveError) as caught:
        Archive.open(target, **options).close()  # type: ignore[arg-type]
    message = str(caught.value)
    assert caught.value.exit_code == 4
    assert message.count(".\n") == 0
    assert message.endswith(".")
    return message


def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "archive.db"
    assert "does not exist" in refusal(missing)
    assert "There is no archive at" in refusal(tmp_path / "no.db", create=False)
    assert not (tmp_path / "no.db").exists()
    assert "it is a folder" in refusal(tmp_path)
    text = tmp_path / "notes.txt"
    text.write_text("이것은 기사 보관함이 아니라 그냥 글이다. " * 100)
    assert "it is not a news archive" in refusal(text)
    assert text.read_text().startswith("이것은")
    other = tmp_path / "other.db"
    db = connect(other)
    db.execute("CREATE TABLE shopping (item)")
    db.close()
    bytes_before = other.read_bytes()
    assert "another program" in refusal(other)
    assert other.read_bytes() == bytes_before
    assert "only SQLite" in refusal("postgresql://localhost/news")
    assert "must be a file" in refusal(":memory:")
    assert "must be a file" in refusal("sqlite://")


def test_a_later_schema_is_refused(path: Path) -> None:
    Archive.open(path).close()
    db = connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    assert "later release (schema 99" in refusal(path)
    assert query(path, "PRAGMA user_version") == [(99,)]


def test_a_damaged_file_is_refused(path: Path) -> None:
    with Archive.open(path) as archive:
        store(archive, an_article())
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 8000 + whole[8100:])
    assert "it is damaged" in refusal(path)


def test_a_file_locked_for_long_is_refused(archive: Archive, path: Path) -> None:
    archive._connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    archive._connection.rollback()
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="another program kept it locked"):
        store(archive, an_article())
    other.execute("ROLLBACK")
    other.close()
    assert store(archive, an_article()).outcome == "new"


def test_a_full_disk_is_an_archive_error_and_loses_nothing(archive: Archive, path: Path) -> None:
    pages = query(path, "PRAGMA page_count")[0][0]
    archive._connection.exec_driver_sql(f"PRAGMA max_page_count = {int(str(pages)) + 30}")
    archive._connection.rollback()
    kept = []
    with pytest.raises(ArchiveError, match="no space left"):  # noqa: PT012
        for n in range(1000):
            kept.append(store(archive, an_article(n)).id)
    assert list(articles(path)) == kept
    assert_sound(path)
    archive._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    archive._connection.rollback()
    assert store(archive, an_article(len(kept))).outcome == "new"


FULL = """
import resource, signal, sys
from models.archive import Archive, ArchiveError
from tests.models.archive_ground import an_article, a_page
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
archive = Archive.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    for n in range(10_000):
        article = an_article(n)
        archive.store(article, a_page(article))
        print(n, flush=True)
except ArchiveError as error:
    print(error, file=sys.stderr)
"""


def test_a_file_size_limit_is_an_archive_error(path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FULL, str(path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.startswith(f"The archive {path} cannot be used: ")
    assert ran.stderr.count("\n") == 1
    assert {int(one.article_no) for one in articles(path).values()} >= {int(n) for n in ran.stdout.split()}
    assert_sound(path)


READ_ONLY = """
import os, sys
from models.archive import Archive, ArchiveError
Archive.open(sys.argv[1]).close()  # loads all that the other user may not read
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    Archive.open(sys.argv[2]).close()
except ArchiveError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "said"),
    [(0o755, 0o444, "it may not be written (read-only)"), (0o555, 0o666, "its folder {} may not be written")],
)
def test_what_may_not_be_written_is_refused(tmp_path: Path, folder_mode: int, file_mode: int, said: str) -> None:
    with tempfile.TemporaryDirectory() as folder:  # tmp_path is closed to other users
        path = Path(folder) / "archive.db"
        Archive.open(path).close()
        path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        try:
            ran = subprocess.run(
                [sys.executable, "-c", READ_ONLY, str(tmp_path / "other.db"), str(path)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
        finally:
            path.parent.chmod(0o755)
    assert ran.stdout == f"The archive {path} cannot be used: {said.format(folder)}.\n"


# -- opening ----------------------------------------------------------------------------------------------------------


def test_a_current_archive_opens_without_alembic(path: Path) -> None:
    Archive.open(path).close()
    code = "import sys; from models.archive import Archive; Archive.open(sys.argv[1]).close(); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "sqlalchemy" in ran.stdout.split()
    assert "alembic" not in ran.stdout.split()


def test_addresses_name_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Archive.open("sqlite:///one%20.db").close()
    Archive.open(f"sqlite:///{tmp_path}/two.db?timeout=1").close()
    Archive.open("three #?.db").close()
    assert sorted(p.name for p in tmp_path.glob("*.db")) == ["one .db", "three #?.db", "two.db"]


def test_the_safe_settings_are_on(archive: Archive) -> None:
    def pragma(name: str) -> object:
        return archive._database.driver_run(f"PRAGMA {name}").scalar()

    with archive.transaction():
        assert [pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")] == [
            "wal",
            2,
            1,
            10_000,
        ]


def test_another_tokenizer_builds_the_index_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(path) as archive:
        for n in range(30):
            store(archive, an_article(n))
    before = dump(path, ALL_TABLES)
    db = connect(path)
    db.execute("UPDATE search_meta SET v = '0'")
    db.execute("INSERT INTO ft_body(ft_body) VALUES ('delete-all')")
    db.execute("DELETE FROM latin_term")
    db.close()
    monkeypatch.setattr(reindex, "BATCH", 7)
    Archive.open(path).close()
    assert dump(path, ALL_TABLES) == before
    assert_sound(path)


def test_a_damaged_dictionary_takes_no_more_pages(path: Path) -> None:
    with Archive.open(path) as archive:
        store(archive, an_article(1))
    db = connect(path)
    db.execute("UPDATE dictionary SET body = x'00'")
    db.close()
    with Archive.open(path) as archive:
        second = store(archive, an_article(2))
    assert original(path, second.id) == [a_page(an_article(2)).body]
