"""Reading an archive on a disk that has no room left, which a limit on the size of files stands for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.records.errors import ArchiveError
from tests.support.archive_factories import a_page, an_article

resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond a hundred bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    article = an_article()
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.store(article, a_page(article))
    return tmp_path / "archive.db"


def test_an_archive_is_read_where_the_disk_is_full(path: Path) -> None:
    with no_room():
        with closing(sqlite3.connect(path)) as plain, pytest.raises(sqlite3.OperationalError):
            plain.execute("SELECT count(*) FROM article")
        with closing(open_connection(path)) as db:
            assert db.execute("SELECT count(*) FROM article").fetchone() == (1,)


def test_what_waits_in_a_log_is_never_read_past(path: Path) -> None:
    """The log's articles would be missing, and nobody would say so."""
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"\0" * 32)
    with no_room(), pytest.raises(ArchiveError):
        open_connection(path)
