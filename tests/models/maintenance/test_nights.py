"""Kept nights share what they have in common; each is restored as if it were whole, or refused in one sentence."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.changed_pages import log_path
from models.archive.write.archive import Archive
from models.maintenance import backup as backups
from models.maintenance import backup_night
from models.maintenance.backup import Backup, back_up, find_backup, list_backups, read_backup
from models.maintenance.nights import Night, read_night
from models.maintenance.restore import restore
from models.maintenance.verify import verify
from models.records.errors import BackupError
from models.records.times import now
from tests.support.archive_factories import a_page, an_article, articles
from tests.support.background_writer import storing


def add(path: Path, *numbers: int) -> None:
    with Archive.open(path) as archive, archive.transaction() as writer:
        for n in numbers:
            writer.store(an_article(n), a_page(an_article(n)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    add(tmp_path / "archive.db", *range(20))
    return tmp_path / "archive.db"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each backup is made a day after the last one."""
    began, days = now(), iter(range(10_000))
    monkeypatch.setattr(backups, "now", lambda: began + timedelta(days=next(days)))


def keep(path: Path, *, nights: int | None = None) -> Backup:
    return back_up(path, keep=nights)[0]


def night_of(file: Path) -> Night:
    night = read_night(file)
    assert night is not None
    return night


def restored(night: Path, folder: Path) -> object:
    """What a night holds, put back at another place, and found sound there."""
    target = folder / "put back" / f"{night.stem}.db"
    restore(night, target)
    assert list(verify(target, alone=True)) == []
    return articles(target)


def test_each_night_is_restored_as_it_was(path: Path, tmp_path: Path) -> None:
    held = []
    for night in range(4):
        made = keep(path)
        held.append((made.path, articles(path)))
        assert bool(made.shared) == bool(night), "all but the first share something"
        assert read_backup(made.path) == made
        add(path, 100 + night)
    for file, then in held:
        assert restored(file, tmp_path) == then


def test_a_night_costs_what_the_night_changed(path: Path) -> None:
    add(path, *range(1_000, 1_150))
    first = keep(path)
    add(path, 500)
    second = keep(path)
    assert second.notes == ()
    assert second.size * 3 < first.size
    assert keep(path).size == 0, "nothing changed, nothing is stored"


def test_pruned_nights_take_what_only_they_needed(path: Path, tmp_path: Path) -> None:
    held = []
    for night in range(9):
        add(path, 100 + night)
        held.append((keep(path, nights=3).path, articles(path)))
    left = sorted(path.parent.glob("backups/*.backup"))
    assert left == [file for file, _then in held[-3:]]
    needed = {one.name for file in left for one in night_of(file).packs}
    assert {file.name for file in path.parent.glob("backups/packs/*")} == needed
    for file, then in held[-3:]:
        assert restored(file, tmp_path) == then


def test_many_small_packs_become_few(path: Path, tmp_path: Path) -> None:
    for night in range(backup_night.MAX_THIN + 6):
        add(path, 100 + night)
        made = keep(path, nights=2)
    assert len(night_of(made.path).packs) <= backup_night.MAX_THIN + 1
    assert restored(made.path, tmp_path) == articles(path)


@pytest.mark.parametrize("way", ["another program", "log gone", "another file put here"])
def test_what_nobody_noted_is_found_by_reading_everything(path: Path, tmp_path: Path, way: str) -> None:
    first, then = keep(path), articles(path)
    if way == "another program":
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE crawl_run SET finish = 'by hand'")
            db.execute("CREATE TABLE another (x)")
            db.execute("INSERT INTO another VALUES (randomblob(9000))")
            db.commit()
    elif way == "log gone":
        log_path(path).unlink()
    else:
        shutil.copy(path, tmp_path / "copy.db")
        add(tmp_path / "copy.db", 800)
        shutil.copy(tmp_path / "copy.db", path)
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
    second = keep(path)
    assert len(second.notes) == 1
    assert "the whole archive was read" in second.notes[0]
    assert second.shared > 0, "read, but only what differs is stored"
    assert restored(second.path, tmp_path) == articles(path)
    assert restored(first.path, tmp_path) == then
    add(path, 900)
    assert keep(path).notes == (), "from here on it is known again"


def test_a_page_that_was_missed_is_found_within_the_days_of_a_share(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_night, "SHARE_DAYS", 1)
    keep(path)
    add(path, 300)
    nothing: Callable[..., frozenset[int]] = lambda *_given: frozenset()  # noqa: E731
    monkeypatch.setattr(backup_night, "changed_since", nothing)
    made = keep(path)
    assert len(made.notes) == 1
    assert "without a note of it" in made.notes[0]
    assert restored(made.path, tmp_path) == articles(path)


def test_a_damaged_pack_is_named_never_restored_and_stored_anew(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_night, "SHARE_DAYS", 1)
    first = keep(path)
    add(path, 300)
    before, chance = articles(path), random.Random(3)
    packs = sorted(path.parent.glob("backups/packs/*"))
    whole = packs[0].read_bytes()
    for _ in range(20):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        packs[0].write_bytes(data)
        with pytest.raises(BackupError, match=packs[0].name):
            restore(first.path, path)
        assert articles(path) == before
    made = keep(path)
    assert any(packs[0].name in note for note in made.notes)
    assert restored(made.path, tmp_path) == before


def test_a_pack_that_is_gone_or_a_night_that_is_damaged_is_told(path: Path, tmp_path: Path) -> None:
    first = keep(path)
    add(path, 300)
    second = keep(path)
    data = bytearray(first.path.read_bytes())
    data[-20] ^= 1
    first.path.write_bytes(data)
    with pytest.raises(BackupError, match="damaged"):
        restore(first.path, path)
    assert [one.path for one in list_backups(path)] == [second.path]
    for pack in path.parent.glob("backups/packs/*-000.pack"):
        pack.unlink()
    with pytest.raises(BackupError, match="gone"):
        restore(second.path, path)
    third = keep(path)
    assert any("lacks a pack" in note for note in third.notes)
    assert restored(third.path, tmp_path) == articles(path)


def test_nights_are_kept_while_somebody_writes_and_reads(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM article").fetchone()  # so that not all of the log can be moved
        with storing(path, 1_000):
            made = [keep(path) for _ in range(4)]
    counts = [len(restored(one.path, tmp_path)) for one in made]  # type: ignore[arg-type]
    assert counts == sorted(counts)
    assert list(verify(path, alone=True)) == []


def test_a_damaged_article_of_the_night_gives_no_night(path: Path) -> None:
    first = keep(path)
    add(path, 300)
    data = path.read_bytes()
    place = data.rfind("들꽃길 300번째".encode())
    assert place > 0
    path.write_bytes(data[:place] + "산".encode() + data[place + 3 :])
    before = sorted(path.parent.glob("backups/**/*"))
    with pytest.raises(BackupError, match=r"was not kept: Article \d+ .* is no longer what was stored"):
        keep(path)
    assert sorted(path.parent.glob("backups/**/*")) == before
    assert read_backup(first.path) is not None


def test_the_backup_of_a_day_is_found(path: Path, tmp_path: Path) -> None:
    made = [keep(path) for _ in range(3)]
    folder = path.parent / "backups"
    assert find_backup(path, folder) == made[-1].path
    assert find_backup(path, folder, made[1].made_at.date()) == made[1].path
    other = tmp_path / "other.db"
    add(other, 1)
    theirs = back_up(other, folder)[0]
    assert find_backup(path, folder) == made[-1].path, "another archive's is none of ours"
    assert find_backup(other, folder) == theirs.path
    with pytest.raises(BackupError, match="There is no backup of"):
        find_backup(path, tmp_path)
