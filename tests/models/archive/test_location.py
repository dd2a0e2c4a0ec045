"""Which files are opened, how they are refused, and what an opened archive is set to."""

import subprocess
import sys
import tempfile
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

import pytest

from models.archive.index import rebuild as reindex
from models.archive.location import sqlite_uri
from models.archive.write.archive import Archive, ArchiveError
from tests.support.archive_factories import (
    ALL_TABLES,
    a_page,
    an_article,
    articles,
    assert_sound,
    connect,
    dump,
    original,
    query,
    store,
)

ROOT = Path(__file__).resolve().parents[3]


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
from models.archive.write.archive import Archive, ArchiveError
from tests.support.archive_factories import an_article, a_page
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
from models.archive.write.archive import Archive, ArchiveError
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
    code = "import sys; from models.archive.write.archive import Archive; Archive.open(sys.argv[1]).close(); print(*sys.modules)"
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


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"C:\Users\김 주무관\뉴스#1\archive.db"),
            "file:///C:/Users/%EA%B9%80%20%EC%A3%BC%EB%AC%B4%EA%B4%80",
        ),
        (PureWindowsPath(r"\\files\press\archive.db"), "file:////files/press/archive.db"),
        (PurePosixPath("/home/a?b%c/archive.db"), "file:///home/a%3Fb%25c/archive.db"),
    ],
)
def test_sqlite_is_given_addresses_without_a_host(path: PurePath, uri: str) -> None:
    made = sqlite_uri(path)
    assert made.startswith(uri)
    assert urlsplit(made).netloc == ""
    assert "#" not in made
