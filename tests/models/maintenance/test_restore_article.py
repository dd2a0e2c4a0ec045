"""A damaged article comes back alone from the newest backup that has it sound, and nothing else changes."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.write.archive import Archive, ArchiveError
from models.maintenance.backup import back_up
from models.maintenance.night_rows import NightRows
from models.maintenance.nights import read_night
from models.maintenance.restore_article import restore_article
from models.maintenance.verify import verify
from models.records.outlet import Outlet
from tests.support.archive_factories import START, a_page, an_article, dump

OUTLET = Outlet(id="sample", title="견본일보", family="newspim", home="https://sample.example", region="경북")
TABLES = ("article", "revision", "page", "dictionary", "outlet", "url")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with long and short texts, an earlier text, and a dictionary."""
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        archive.upsert_outlet(OUTLET)
        for n in range(40):
            body = f"{n}번째 기사의 본문 " * (1 + n % 7 * 300)
            one = replace(an_article(n), body=body)
            archive.store(one, a_page(one, f"<html>{'<p>차림표</p>' * 300}{body}</html>".encode()))
        later = replace(an_article(3), body="고친 본문", fetched_at=START + timedelta(days=1))
        archive.store(later, a_page(later, b"<html>later</html>"))
    return path


def damage(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def find_id(path: Path, n: int) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT id FROM article WHERE url = ?", (an_article(n).url,)).fetchone()[0])


def test_rows_of_a_night_are_what_the_archive_has(path: Path) -> None:
    made, _removed = back_up(path)
    night = read_night(made.path)
    assert night is not None
    rows = NightRows(night)
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        for table in TABLES:
            for row in db.execute(f"SELECT *, rowid AS rowid_here FROM {table}").fetchall():
                there = dict(row)
                number = there.pop("rowid_here")
                assert rows.read(table, number) == there, table
            assert rows.read(table, 2**40) is None
    assert rows.read("no_such_table", 1) is None


@pytest.mark.parametrize("is_file", [False, True])
def test_what_is_damaged_of_an_article_comes_back_alone(path: Path, tmp_path: Path, *, is_file: bool) -> None:
    back_up(path, tmp_path / "backups" / "whole.db" if is_file else None)
    number = find_id(path, 3)
    before = dump(path)
    damage(
        path,
        f"UPDATE article SET body = 'x' WHERE id = {number}",
        f"UPDATE revision SET record = '[]' WHERE article_id = {number}",
        f"UPDATE page SET body = x'00', status = 404 WHERE article_id = {number}",
        f"UPDATE article SET headline = 'y' WHERE id = {find_id(path, 5)}",
    )
    done = restore_article(number, path, who="press")
    assert sorted(row.table for row in done.rows) == ["article", "page", "page", "revision"]
    assert done.lost == []
    assert {finding.id for finding in verify(path, quick=True)} == {find_id(path, 5)}
    restore_article(find_id(path, 5), path)
    assert list(verify(path, alone=True)) == []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT who FROM audit WHERE deed = 'restored' ORDER BY id").fetchall() == [("press",), ("",)]
    after = dump(path)
    assert {table for table in before if after[table] != before[table]} <= {"audit", "mark"}


def test_a_damaged_dictionary_comes_back_with_the_pages_it_is_for(path: Path) -> None:
    back_up(path)
    damage(path, "UPDATE dictionary SET body = x'0102'")
    number = find_id(path, 7)
    assert any(finding.check == "pages" for finding in verify(path))
    assert {row.table for row in restore_article(number, path).rows} == {"dictionary"}
    assert list(verify(path)) == []


def test_the_newest_backup_that_has_it_sound_is_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = find_id(path, 9)
    sound, _removed = back_up(path)
    damage(path, f"UPDATE page SET status = 500 WHERE article_id = {number}")
    with pytest.raises(ArchiveError):
        back_up(path, path.parent / "other.db")  # no backup is kept of what is damaged
    (row,) = restore_article(number, path).rows
    assert row.backup == sound.path
    assert restore_article(number, path).rows == []


def test_an_edit_after_the_last_backup_is_not_undone(path: Path) -> None:
    back_up(path)
    later = replace(an_article(11), body="나중에 고친 본문", fetched_at=START + timedelta(days=2))
    with Archive.open(path) as archive:
        archive.store(later, a_page(later, b"<html>edited</html>"))
    number = find_id(path, 11)
    damage(path, f"UPDATE article SET body = 'x' WHERE id = {number}")
    done = restore_article(number, path)
    assert (done.rows, done.lost) == ([], [("article", number)])


def test_an_article_that_is_not_there_is_said(path: Path) -> None:
    with pytest.raises(ArchiveError, match="no article 12"):
        restore_article(12, path)
