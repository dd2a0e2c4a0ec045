"""Backups of an archive, and the way back. Standard library only.

A backup is made by ``VACUUM INTO``, which takes one unchanging view while a crawl goes on writing (copying the file
does not: measured, 357 of 400 rows). It is looked at as `news verify` does, and only then takes its name; whatever
goes wrong before, no file of that name appears and no older one is touched.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import ArchiveError, OlderSchema, explain
from models.findings import Finding
from models.kst import now
from models.manifest import Mark, begin_manifest
from models.reader import open_reader
from models.rows import time_text
from models.target import APPLICATION_ID, archive_path, identify
from models.verify import Progress, verify

FOLDER = "backups"
STAMP = "%Y%m%d-%H%M%S"
BESIDE = ("", ".manifest", "-journal", "-shm", "-wal")
"""The endings of all files that belong to an archive."""


class BackupError(ArchiveError):
    """The backup cannot be made or used; one sentence."""

    exit_code = 1


class NotOurs(BackupError):  # noqa: N818
    """What stands at the named place is no backup, and is not overwritten."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it stands: where, its size in bytes, when it was made, and how far the archive was then."""

    path: Path
    size: int
    made_at: datetime
    mark: Mark


def back_up(
    target: str | Path, place: Path | None = None, *, keep: int | None = None, progress: Progress | None = None
) -> tuple[Backup, tuple[Path, ...]]:
    """Make a backup and return it, with the older ones that were removed.

    ``place``: a file, or a folder in which it gets a name with the time; by default the folder ``backups`` beside the
    archive. ``keep``: so many backups of this archive stay in the folder, the newest ones.
    Raises ``ArchiveError`` where the archive is unusable, ``BackupError`` otherwise.
    """
    path, at = archive_path(target), now()
    _version(path)
    file = _named(path, place, at)
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        _copy(path, part)
        mark = _mark(part, at)
        _must_be_sound(part, f"The backup {file} was not kept", progress)
        _to_disk(part)
        os.replace(part, file)
        _to_disk(file.parent)
    except (OSError, sqlite3.Error) as error:
        raise _failed(file, error) from error
    finally:
        with suppress(OSError):
            _remove(part)
    made = Backup(file, file.stat().st_size, at, mark)
    return made, _rotate(made, path, keep) if keep else ()


def backups(folder: Path, archive: str | None = None) -> list[Backup]:
    """The backups in a folder, newest first; only those of one archive, where its own name is given."""
    found = [one for file in sorted(folder.glob("*.db")) if (one := read_backup(file)) is not None]
    return sorted((b for b in found if archive in (None, b.mark.archive)), key=lambda b: b.made_at, reverse=True)


def read_backup(file: Path) -> Backup | None:
    """What a backup says of itself; None for any other file, also one that cannot be read."""
    try:
        with _looked_at(file) as db:
            if db.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            mark, made = _read_mark(db)
        return None if made is None else Backup(file, file.stat().st_size, datetime.fromisoformat(made), mark)
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return None


def restore(backup: Path, target: str | Path, *, progress: Progress | None = None) -> Path | None:
    """Put a backup in the archive's place, and return where what was there has been set aside (None: nothing was).

    The caller holds the crawl's lock. What takes the place is verified first, and brought to today's schema; the
    archive that stands is set aside with its log and manifest, never changed or removed. Stopped anywhere, there is an
    archive at its place, and doing it again finishes the work. Raises ``ArchiveError``, ``BackupError``.
    """
    path = archive_path(target)
    if read_backup(backup) is None:
        _version(backup)
        raise NotOurs(f"{backup} is no backup: `news backup` makes them.")
    if path.exists() and path.samefile(backup):
        raise NotOurs(f"{backup} is the archive itself: it cannot be restored from itself.")
    part = path.with_name(f".{path.name}.restored")
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        _copy(backup, part)
        if _is_older(part):
            from models.archive import Archive  # the writing side, which migrates

            Archive.open(part).close()
        _must_be_sound(part, f"The backup {backup} is damaged and was not restored", progress)
        _to_disk(part)
        with _looked_at(part) as db:
            mark, _ = _read_mark(db)
        aside = _set_aside(path)
        begin_manifest(path, mark)
        os.replace(part, path)
        _to_disk(path.absolute().parent)
    except (OSError, sqlite3.Error) as error:
        raise _failed(path, error) from error
    finally:
        with suppress(OSError):
            _remove(part)
    return aside


def _named(path: Path, place: Path | None, at: datetime) -> Path:
    """The file a backup is to have. Raises ``NotOurs`` where that is something else."""
    place = path.absolute().parent / FOLDER if place is None else place
    if place.is_dir() or not place.suffix:
        return place / f"{path.stem}-{at.strftime(STAMP)}.db"
    if place.exists():
        if path.samefile(place):
            raise NotOurs(f"{place} is the archive itself.")
        if read_backup(place) is None:
            raise NotOurs(f"{place} is no backup of an archive, and is not overwritten.")
    return place


def _copy(source: Path, part: Path) -> None:
    """One unchanging view of an archive as a new file."""
    try:
        with _looked_at(source) as db:
            db.execute("VACUUM INTO ?", (str(part.absolute()),))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise explain(source, error) from error
        raise


def _mark(part: Path, at: datetime) -> Mark:
    """Note in a copy that it is a backup."""
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        db.execute("UPDATE mark SET backup_at = ?", (time_text(at),))
        return _read_mark(db)[0]


def _read_mark(db: sqlite3.Connection) -> tuple[Mark, str | None]:
    """Where an archive stands, and when it was made, if it is a backup."""
    archive, commits, at, made = db.execute("SELECT archive, commits, at, backup_at FROM mark").fetchone()
    return Mark(archive, commits, at), made


def _version(file: Path) -> int:
    """The schema of an archive; raises ``ArchiveError`` where it is none, or of a later release."""
    known = identify(file) if file.exists() else None
    if known is None or not known.version:
        open_reader(file).close()  # there is nothing, and this says so
    assert known is not None
    return known.version


def _must_be_sound(file: Path, words: str, progress: Progress | None) -> None:
    if _is_older(file):
        return  # its rows are looked at when it is restored, after it was brought to today's schema
    first: Finding | None = None
    count = 0
    for finding in verify(file, alone=True, progress=progress):
        first, count = first or finding, count + 1
    if first is not None:
        more = f" (and {count - 1} more)" if count > 1 else ""
        raise BackupError(f"{words}: {first.sentence.rstrip('.')}{more}.")


def _set_aside(path: Path) -> Path | None:
    """Give the archive, its log and its manifest another name, together; archive and manifest keep the old one too.

    A log must not stay: beside another file it would be taken for that one's. So what it holds is first written into
    the archive, where that is still possible.
    """
    if not any(path.with_name(path.name + side).exists() for side in BESIDE):
        return None
    aside = _free(path)
    if path.exists() and _is_archive(path):  # SQLite removes the log of what it does not take for a database
        with suppress(sqlite3.Error), _looked_at(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for side in reversed(BESIDE):
        file, other = path.with_name(path.name + side), aside.with_name(aside.name + side)
        if file.exists() and not (side in ("", ".manifest") and _linked(file, other)):
            os.replace(file, other)
    _to_disk(path.absolute().parent)
    return aside


def _linked(file: Path, other: Path) -> bool:
    """Whether a file could be given a second name."""
    try:
        os.link(file, other)
    except OSError:
        return False
    return True


def _is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does, looked at without SQLite."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:] == APPLICATION_ID.to_bytes(4, "big")


def _free(path: Path) -> Path:
    """A name for what is set aside that nothing has yet."""
    stamp = now().strftime(STAMP)
    for number in range(1000):
        name = f"{path.name}.before-{stamp}{f'-{number}' if number else ''}"
        if not any(path.with_name(name + side).exists() for side in BESIDE):
            return path.with_name(name)
    raise BackupError(f"The archive {path} cannot be set aside: there are too many of its name.")


def _rotate(made: Backup, path: Path, keep: int) -> tuple[Path, ...]:
    """Remove the oldest backups of this archive in the folder, beyond the ``keep`` newest."""
    removed = []
    for old in backups(made.path.parent, made.mark.archive)[keep:]:
        if old.path != made.path and not (path.exists() and old.path.samefile(path)):
            try:
                old.path.unlink()
            except OSError as error:
                raise _failed(old.path, error) from error
            removed.append(old.path)
    return tuple(removed)


def _is_older(file: Path) -> bool:
    """Whether an earlier release wrote it."""
    try:
        open_reader(file).close()
    except OlderSchema:
        return True
    return False


@contextmanager
def _looked_at(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of any schema, for reading; raises where there is no file."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=10)) as db:
        db.isolation_level = None
        db.execute("PRAGMA busy_timeout = 10000")
        yield db


def _to_disk(path: Path) -> None:
    """fsync a file, or a folder where the system has that."""
    try:
        file = os.open(path, os.O_RDONLY)
    except PermissionError:
        if path.is_dir() and os.name == "nt":
            return
        raise
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _remove(part: Path) -> None:
    for side in BESIDE:
        part.with_name(part.name + side).unlink(missing_ok=True)


def _failed(file: Path, error: Exception) -> BackupError:
    words = str(explain(file, error)).replace("The archive ", "", 1).replace(" cannot be used", " cannot be written", 1)
    return BackupError(words)
