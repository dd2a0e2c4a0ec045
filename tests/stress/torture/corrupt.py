"""Random damage to the file: whatever changes what a reader sees must be noticed, by SQLite or by `news verify`."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from models.maintenance.backup import back_up
from models.maintenance.restore import restore
from models.maintenance.verify import verify
from models.records.errors import ArchiveError
from tests.stress.torture.night import World, archive_of, night, seen
from tests.stress.torture.tally import Tally

PAGE = 4096
RAISED = (ArchiveError, sqlite3.Error, ValueError, TypeError, KeyError, AssertionError, OverflowError)
"""What reading a damaged archive may raise: it is noticed then. (Anything else would be a fault of ours.)"""
Damage = Callable[[bytearray, random.Random, bytes], None]


def _bytes(file: bytearray, chance: random.Random, _old: bytes) -> None:
    place = chance.randrange(len(file) - 16)
    file[place : place + 16] = chance.randbytes(16)


def _bit(file: bytearray, chance: random.Random, _old: bytes) -> None:
    file[chance.randrange(len(file))] ^= 1 << chance.randrange(8)


def _byte(file: bytearray, chance: random.Random, _old: bytes) -> None:
    file[chance.randrange(len(file))] = chance.randrange(256)


def _sector(file: bytearray, chance: random.Random, _old: bytes) -> None:
    place = chance.randrange(len(file) // 512) * 512
    file[place : place + 512] = bytes(512)


def _swapped(file: bytearray, chance: random.Random, _old: bytes) -> None:
    a, b = (chance.randrange(len(file) // PAGE) * PAGE for _ in range(2))
    file[a : a + PAGE], file[b : b + PAGE] = file[b : b + PAGE], file[a : a + PAGE]


def _stale(file: bytearray, chance: random.Random, old: bytes) -> None:
    """A write that never reached the disk: a page as it was before."""
    place = chance.randrange(len(old) // PAGE) * PAGE
    file[place : place + PAGE] = old[place : place + PAGE]


def _short(file: bytearray, chance: random.Random, _old: bytes) -> None:
    del file[chance.randrange(PAGE, len(file)) :]


def _word(file: bytearray, chance: random.Random, _old: bytes) -> None:
    """Text that stays text: one Hangul syllable becomes another."""
    while (place := file.find("시".encode(), chance.randrange(len(file)))) < 0:
        pass
    file[place : place + 3] = "군".encode()


KINDS: tuple[Damage, ...] = (_bytes, _bytes, _bytes, _bit, _byte, _sector, _swapped, _stale, _word, _word)
RARE: tuple[Damage, ...] = (_short,)


def corruptions(folder: Path, world: World, count: int, chance: random.Random) -> Tally:
    """Damage an archive ``count`` times, each time a whole one."""
    tally = Tally()
    folder.mkdir(parents=True)
    acknowledged: list[str] = []
    night(folder, world, acknowledged.append, ("crawl",))
    _empty_log(archive_of(folder))
    old = archive_of(folder).read_bytes()
    night(folder, world, acknowledged.append, ("edit", "reparse", "backup"))
    path = archive_of(folder)
    _empty_log(path)
    tally.acknowledged = sum(line.startswith("stored ") for line in acknowledged)
    whole, right = path.read_bytes(), seen(path)
    backup, _ = back_up(path, folder / "whole.db")
    for number in range(count):
        kind = RARE[0] if number % 50 == 49 else chance.choice(KINDS)
        damaged = bytearray(whole)
        kind(damaged, chance, old)
        if damaged == whole:
            kind = _bytes
            kind(damaged, chance, old)
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        path.write_bytes(damaged)
        tally.tried["corruptions"] += 1
        _look(path, right, tally, f"{kind.__name__[1:]}, number {number}")
    aside = restore(backup.path, path)
    if aside is None or seen(path) != right or list(verify(path, alone=True)):
        tally.fault("other", "the restored backup is not what the archive was")
    shutil.rmtree(folder)
    return tally


def _look(path: Path, right: str, tally: Tally, what: str) -> None:
    try:
        changed = seen(path) != right
    except RAISED:
        tally.tried["noticed by reading"] += 1
        return
    try:
        findings = list(verify(path, alone=True))
    except ArchiveError:
        findings = []
        tally.tried["noticed by reading"] += 1
        return
    if findings:
        tally.tried["noticed by verify"] += 1
        tally.tried["changed what is read, noticed by verify"] += changed
    elif changed:
        tally.fault("unnoticed", what)
    else:
        tally.tried["without effect"] += 1


def _empty_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")
