"""Backups of an archive. Standard library only.

A backup is made by ``VACUUM INTO``, which takes one unchanging view while a crawl writes (copying the file
does not: measured, 357 of 400 rows). It is verified as `news verify` does, and only then takes its name; whatever
goes wrong before, no file of that name appears and no older one is touched.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path

from models.archive.explain_error import explain_error, explain_reason
from models.archive.location import APPLICATION_ID, ENDINGS, archive_path
from models.archive.manifest import CommitPosition
from models.archive.read.open import connect, open_connection
from models.language import _
from models.maintenance.verify import Progress, verify
from models.records.errors import BackupError, ForeignBackupError, OlderSchemaError
from models.records.times import now, time_text
from models.records.verify_finding import VerifyFinding
from models.replace_file import replace_file

FOLDER = "backups"
STAMP = "%Y%m%d-%H%M%S"
DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it stands: where, its size in bytes, when it was made, and how far the archive was then."""

    path: Path
    size: int
    made_at: datetime
    mark: CommitPosition

    @property
    def archive_at(self) -> str:
        """When the archive's last commit was that it holds, as ISO text; '' where there was none."""
        return self.mark.at


def back_up(
    target: str | Path, place: Path | None = None, *, keep: int | None = None, progress: Progress | None = None
) -> tuple[Backup, tuple[Path, ...]]:
    """Make a backup and return it, with the older ones that were removed.

    ``place``: a file, or a folder in which it gets a name with the time; by default the folder ``backups`` beside the
    archive. ``keep``: so many backups of this archive stay in the folder, the newest ones.
    Raises ``ArchiveError`` where the archive is unusable, ``BackupError`` otherwise.
    """
    path, at = archive_path(target), now()
    check_archive(path)
    file = _named(path, place, at)
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for left in (part, *_left_over(file.parent, path.stem)):
            remove_archive(left)
        copy_archive(path, part)
        mark = _mark(part, at)
        check_sound(part, _("The backup {file} was not kept", file=file), progress)
        sync_to_disk(part)
        replace_file(part, file)
        sync_to_disk(file.parent)
    except (OSError, sqlite3.Error) as error:
        raise backup_error(file, error) from error
    finally:
        with suppress(OSError):
            remove_archive(part)
    made = Backup(file, file.stat().st_size, at, mark)
    return made, _rotate(made, path, keep) if keep else ()


def backups(folder: Path, archive: str | None = None) -> list[Backup]:
    """The backups in a folder, newest first; only those of one archive, where its own name is given."""
    found = [one for file in sorted(folder.glob("*.db")) if (one := read_backup(file)) is not None]
    return sorted((b for b in found if archive in (None, b.mark.archive)), key=lambda b: b.made_at, reverse=True)


def read_backup(file: Path) -> Backup | None:
    """What a backup says of itself; None for any other file, also one that cannot be read."""
    try:
        with open_any_release(file) as db:
            if db.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            mark, made = read_mark(db)
        return None if made is None else Backup(file, file.stat().st_size, datetime.fromisoformat(made), mark)
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return None


def is_folder(place: Path) -> bool:
    """Whether a backup gets a name of its own in this place; else the place is the file itself."""
    return place.is_dir() or not place.suffix


def _left_over(folder: Path, stem: str) -> list[Path]:
    """Unfinished backups of the archive that a kill left behind; one that is a day old is nobody's work any more."""
    old = now().timestamp() - DAY_SECONDS
    return [part for part in folder.glob(f".{escape(stem)}-*.db.part") if part.stat().st_mtime < old]


def _named(path: Path, place: Path | None, at: datetime) -> Path:
    """The file a backup is to have. Raises ``ForeignBackupError`` where that is something else."""
    place = path.absolute().parent / FOLDER if place is None else place
    if is_folder(place):
        return place / f"{path.stem}-{at.strftime(STAMP)}.db"
    if place.exists():
        if path.samefile(place):
            raise ForeignBackupError(_("{place} is the archive itself.", place=place))
        if read_backup(place) is None:
            raise ForeignBackupError(_("{place} is no backup of an archive, and is not overwritten.", place=place))
    return place


def _mark(part: Path, at: datetime) -> CommitPosition:
    """Note in a copy that it is a backup."""
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        db.execute("UPDATE mark SET backup_at = ?", (time_text(at),))
        return read_mark(db)[0]


def _rotate(made: Backup, path: Path, keep: int) -> tuple[Path, ...]:
    """Remove the oldest backups of this archive in the folder, beyond the ``keep`` newest."""
    removed = []
    for old in backups(made.path.parent, made.mark.archive)[keep:]:
        if old.path != made.path and not (path.exists() and old.path.samefile(path)):
            try:
                old.path.unlink()
            except OSError as error:
                raise backup_error(old.path, error) from error
            removed.append(old.path)
    return tuple(removed)


def copy_archive(source: Path, part: Path) -> None:
    """One unchanging view of an archive as a new file."""
    try:
        with open_any_release(source) as db:
            db.execute("VACUUM INTO ?", (str(part.absolute()),))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise explain_error(source, error) from error
        raise


def check_sound(file: Path, words: str, progress: Progress | None) -> None:
    if is_older(file):
        return  # its rows are looked at when it is restored, after it was brought to today's schema
    first: VerifyFinding | None = None
    count = 0
    for finding in verify(file, alone=True, quick=True, progress=progress):
        first, count = first or finding, count + 1
    if first is not None:
        more = _(" (and {count} more)", count=count - 1) if count > 1 else ""
        raise BackupError(f"{words}: {first.sentence.rstrip('.')}{more}.")


def read_mark(db: sqlite3.Connection) -> tuple[CommitPosition, str | None]:
    """Where an archive is, and when it was made, if it is a backup."""
    archive, commits, at, made = db.execute("SELECT archive, commits, at, backup_at FROM mark").fetchone()
    return CommitPosition(archive, commits, at), made


def check_archive(file: Path) -> None:
    """Raise ``ArchiveError`` where a file is no archive of any release, or of a later one."""
    with suppress(OlderSchemaError):
        open_connection(file).close()


def is_older(file: Path) -> bool:
    """Whether an earlier release wrote it."""
    try:
        open_connection(file).close()
    except OlderSchemaError:
        return True
    return False


@contextmanager
def open_any_release(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to an archive of any release; it may also write, where the file may be written."""
    with closing(connect(file, lambda db: db.execute("SELECT count(*) FROM sqlite_master").fetchone())) as db:
        yield db


def sync_to_disk(path: Path) -> None:
    """fsync a file, or a folder where the system has that; Windows syncs only what is open for writing."""
    if path.is_dir() and os.name == "nt":
        return
    file = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def remove_archive(part: Path) -> None:
    for side in ENDINGS:
        part.with_name(part.name + side).unlink(missing_ok=True)


def backup_error(file: Path, error: Exception) -> BackupError:
    """The sentence for an error that met a backup's file."""
    return BackupError(_("{path} cannot be written: {reason}.", path=file, reason=explain_reason(error, file)))
