"""A backup is whole, or there is none; a restored archive is the backup, and what was there is still there."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.archive.manifest import manifest_path, read_manifest
from models.archive.write.archive import Archive, ArchiveError
from models.maintenance import backup as backups
from models.maintenance.backup import back_up, read_backup
from models.maintenance.restore import restore
from models.maintenance.verify import verify
from models.records.errors import BackupError, ForeignBackupError
from tests.support.archive_factories import a_page, an_article, articles
from tests.support.background_writer import storing


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "archive.db"
    with Archive.open(path) as archive:
        for n in range(8):
            archive.store(an_article(n), a_page(an_article(n)))
    return path


@pytest.fixture
def path(tmp_path: Path, whole: Path) -> Path:
    for side in ("", ".manifest"):
        shutil.copy(whole.with_name(whole.name + side), tmp_path / f"archive.db{side}")
    return tmp_path / "archive.db"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each backup is made a minute after the last one."""
    from datetime import timedelta

    from models.records.times import now

    began, count = now(), iter(range(10_000))
    monkeypatch.setattr(backups, "now", lambda: began + timedelta(minutes=next(count)))


def add(path: Path, *numbers: int) -> None:
    with Archive.open(path) as archive:
        for n in numbers:
            archive.store(an_article(n), a_page(an_article(n)))


def test_a_file_holds_everything_and_is_sound(path: Path) -> None:
    made, removed = back_up(path, path.parent / "backups" / "whole.db")
    assert removed == ()
    assert articles(made.path) == articles(path)
    assert list(verify(made.path, alone=True)) == []
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name], "one file, no log beside it"
    again = read_backup(made.path)
    assert again == made
    assert read_backup(path) is None


def test_a_backup_is_made_while_somebody_writes(path: Path) -> None:
    with storing(path, 100):
        sizes = [len(articles(back_up(path, path.parent / f"b{n}.db")[0].path)) for n in range(4)]
    assert sizes == sorted(sizes)
    assert list(verify(path, alone=True)) == []


@pytest.mark.usefixtures("clock")
def test_only_the_newest_are_kept_and_only_ours_are_removed(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    other = folder / "archive-20200101-000000.db"
    other.write_text("a letter")
    strange = tmp_path / "strange.db"
    add(strange, 1)
    foreign, _ = back_up(strange, folder)
    made = [back_up(path, folder, keep=2) for _ in range(4)]
    assert [len(removed) for _, removed in made] == [0, 0, 1, 1]
    left = {file.name for file in folder.iterdir()} - {"packs"}
    assert left == {other.name, foreign.path.name, made[2][0].path.name, made[3][0].path.name}


def test_what_a_kill_left_half_made_is_removed_after_a_day(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    left = [folder / f".archive-20260101-00000{n}.db.part" for n in range(2)]
    for file in left:
        file.write_bytes(b"half a backup")
    os.utime(left[0], (0, 0))
    made, _ = back_up(path)
    assert {file.name for file in folder.iterdir()} - {"packs"} == {left[1].name, made.path.name}


def test_what_is_no_backup_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("a letter")
    other = tmp_path / "other.db"
    add(other, 1)
    for place in (letter, other, path):
        before = place.read_bytes()
        with pytest.raises(ForeignBackupError) as told:
            back_up(path, place)
        assert told.value.exit_code == 2
        assert place.read_bytes() == before
    first, _ = back_up(path, tmp_path / "mine.db")
    add(path, 50)
    second, _ = back_up(path, tmp_path / "mine.db")
    assert second.mark.commits > first.mark.commits


def test_a_damaged_archive_gives_no_backup_and_leaves_the_old_one(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "mine.db")
    before = (tmp_path / "mine.db").read_bytes()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE article SET body = 'changed' WHERE id = (SELECT min(id) FROM article)")
        db.commit()
    with pytest.raises(BackupError, match=r"was not kept: Article \d+ .* is no longer what was stored"):
        back_up(path, tmp_path / "mine.db")
    assert (tmp_path / "mine.db").read_bytes() == before
    assert not list(tmp_path.glob(".*part*"))


def test_restoring_puts_the_backup_back_and_sets_the_archive_aside(path: Path) -> None:
    made, _ = back_up(path)
    then = articles(path)
    add(path, 50, 51)
    now = articles(path)
    aside = restore(made.path, path)
    assert aside is not None
    assert articles(path) == then
    assert articles(aside) == now
    assert list(verify(path, alone=True)) == []
    assert list(verify(aside, alone=True)) == [], "its manifest went with it"
    add(path, 60)
    with Archive.open(path) as archive:
        assert archive.notes == ()
    assert list(verify(path, alone=True)) == []
    assert read_backup(path) is None, "written to, it is an archive again"
    assert read_backup(made.path) is not None


def test_an_archive_that_cannot_be_read_is_set_aside_as_it_is(path: Path) -> None:
    made, _ = back_up(path)
    then = articles(path)
    path.write_bytes(b"rubbish" * 1000)
    path.with_name("archive.db-wal").write_bytes(b"a log of its own")
    aside = restore(made.path, path)
    assert aside is not None
    assert aside.read_bytes() == b"rubbish" * 1000
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"a log of its own"
    assert not path.with_name("archive.db-wal").exists()
    assert articles(path) == then


def test_a_backup_is_restored_where_nothing_is(path: Path, tmp_path: Path) -> None:
    made, _ = back_up(path)
    target = tmp_path / "elsewhere" / "archive.db"
    assert restore(made.path, target) is None
    assert articles(target) == articles(path)
    kept = read_manifest(target)
    assert kept is not None
    assert kept.mark == made.mark


def test_only_a_sound_backup_is_restored(path: Path, tmp_path: Path) -> None:
    made, _ = back_up(path, tmp_path / "whole.db")
    add(path, 50)
    before, manifest = articles(path), manifest_path(path).read_bytes()
    other = tmp_path / "other.db"
    add(other, 1)
    with pytest.raises(ForeignBackupError, match="is no backup"):
        restore(other, path)
    with pytest.raises(ForeignBackupError):
        restore(path, path)
    with pytest.raises(ArchiveError, match="There is no archive at"):
        restore(tmp_path / "missing.db", path)
    data = bytearray(made.path.read_bytes())
    place = data.find("들꽃길".encode())
    data[place : place + 3] = "산".encode()
    made.path.write_bytes(data)
    with pytest.raises(BackupError, match="is damaged and was not restored"):
        restore(made.path, path)
    assert (articles(path), manifest_path(path).read_bytes()) == (before, manifest)
    assert not [file for file in path.parent.iterdir() if "before" in file.name or "restored" in file.name]


def test_a_backup_of_an_earlier_release_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    made, _ = back_up(path, tmp_path / "whole.db")
    with closing(sqlite3.connect(made.path)) as db:
        db.execute("UPDATE mark SET sealed_by = ''")
        db.execute("UPDATE article SET seal = NULL")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        last = db.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        db.commit()
    assert (version > 1, last) == (True, ("alembic_version",))
    with closing(sqlite3.connect(made.path)) as db:
        db.execute("UPDATE search_meta SET v = '0' WHERE k = 'tokenizer_version'")
        db.commit()
    then = articles(path)
    add(path, 50)
    restore(made.path, path)
    assert articles(path) == then
    assert list(verify(path, alone=True)) == []
