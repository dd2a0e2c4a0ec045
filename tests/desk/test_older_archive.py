"""After an update of the program everything reads an archive of any earlier release, and nobody is told to crawl first."""

import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import news
from desk.services.workspace import Workspace
from models.archive.location import SCHEMA_VERSION
from models.language.translate import speaking
from models.query.syntax import parse
from models.records.errors import ArchiveError
from scrapers.crawl.lock import crawl_lock
from tests.support.old_archives import make_old_archive

OLD = range(1, SCHEMA_VERSION)
VERBS = ("search 들꽃길", "health", "clip list", "watch list", "stories list", "verify", "report daily 들꽃길")


def find(workspace: Workspace) -> list[str]:
    """The headlines that a search for a word of the article finds."""
    with workspace.open_reader() as db:
        return [hit.article.headline for hit in db.search.all_hits(parse("들꽃길"))]


def read_version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize(("version", "typed"), list(zip(OLD, cycle(VERBS), strict=False)))
def test_who_reads_first_brings_the_archive_up(version: int, typed: str, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    make_old_archive(path, version)
    assert Workspace.at(path).find_losses() == ()
    with speaking("ko"):
        ran = CliRunner().invoke(news, [*typed.split(), "--archive", str(path)])
    assert ran.exit_code in (0, 1), ran.output
    assert "news crawl" not in ran.output
    assert "프로그램이 새 판으로 바뀌어" in ran.output or typed == "verify"
    assert find(Workspace.at(path)) == ["들꽃길 새로 열려"]
    assert read_version(path) == SCHEMA_VERSION


@pytest.mark.parametrize("version", [1, 9, SCHEMA_VERSION - 1])
def test_while_a_crawl_runs_it_is_read_as_it_is(version: int, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    make_old_archive(path, version)
    before = path.read_bytes()
    with crawl_lock(path):
        assert find(Workspace.at(path)) == ["들꽃길 새로 열려"]
        assert path.read_bytes() == before
    assert find(Workspace.at(path)) == ["들꽃길 새로 열려"]
    assert read_version(path) == SCHEMA_VERSION


def test_the_copy_that_is_read_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copies = tmp_path / "archive.db", tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    make_old_archive(path, 9)
    with crawl_lock(path):
        with Workspace.at(path).open_reader():
            assert list(copies.iterdir())
        assert not list(copies.iterdir())
        monkeypatch.setattr("models.maintenance.older_copy.copy_archive", _find_disk_full)
        with pytest.raises(ArchiveError, match="space"):
            Workspace.at(path).open_reader()
        assert not list(copies.iterdir())


def _find_disk_full(_source: Path, _part: Path) -> None:
    raise OSError(28, "No space left on device")
