"""Backups of an archive: nights in a folder, which share what they have in common, or the whole archive in one file.

A night is made by ``backup_night.py``. A file is made by ``VACUUM INTO``, which takes one unchanging view while a crawl
writes (copying the file does not: measured, 357 of 400 rows). Both are verified, and only then take their name;
whatever goes wrong before, no file of that name appears and no older one is touched.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from glob import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from models.archive.explain_error import explain_error
from models.archive.location import APPLICATION_ID, archive_path
from models.archive.manifest import CommitPosition
from models.archive.read.open import connect, open_connection
from models.language import _
from models.maintenance.files import backup_error, remove_archive, sync_to_disk
from models.maintenance.nights import (
    ENDING,
    Night,
    list_nights,
    measure_own_bytes,
    read_night,
    remove_unneeded,
)
from models.maintenance.page_packs import PackRecord
from models.maintenance.verify import Progress, verify, verify_view
from models.records.errors import BackupError, ForeignBackupError, OlderSchemaError
from models.records.times import KST, now, time_text
from models.records.verify_finding import VerifyFinding
from models.replace_file import replace_file

if TYPE_CHECKING:
    from models.maintenance.frozen_pages import FrozenPages

FOLDER = "backups"
STAMP = "%Y%m%d-%H%M%S"
DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it stands: where, its size in bytes, when it was made, and how far the archive was then.

    Of a night, ``size`` is what no other kept night needs, and ``shared`` what others need too. ``notes`` are sentences
    about how it was made.
    """

    path: Path
    size: int
    made_at: datetime
    mark: CommitPosition
    shared: int = 0
    notes: tuple[str, ...] = field(default=(), compare=False)

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
    made = _keep_night(path, file, at, progress) if file.suffix == ENDING else _copy_whole(path, file, at, progress)
    return made, _rotate(made, path, keep) if keep else ()


def _keep_night(path: Path, file: Path, at: datetime, progress: Progress | None) -> Backup:
    """Keep a night in a folder, and remove what no night there needs."""
    from models.maintenance.backup_night import back_up_night  # with zstandard

    def check_rows(frozen: "FrozenPages", night: Night | None) -> None:
        if not is_older(path):  # its rows are looked at when it is restored, after it was brought to today's schema
            since = night.rows if night is not None else None
            _refuse(verify_view(frozen.database, path, since, progress), _("The backup {file} was not kept", file=file))

    try:
        for left in _left_over(file.parent, path.stem):
            remove_archive(left)
        night = back_up_night(path, file, at, check_rows, progress or (lambda *_given: None))
        remove_unneeded(file.parent)
        return replace(_describe_nights([night, *list_nights(file.parent)])[file], notes=night.notes)
    except (OSError, sqlite3.Error) as error:
        raise backup_error(file, error) from error


def _copy_whole(path: Path, file: Path, at: datetime, progress: Progress | None) -> Backup:
    """The whole archive as one file."""
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
    return Backup(file, file.stat().st_size, at, mark)


def list_backups(target: str | Path, folder: Path | None = None) -> list[Backup]:
    """The backups in a folder (by default the one beside the archive), newest first.

    Those of this archive, or all of them where it cannot be read or is not there any more.
    """
    path = archive_path(target)
    folder = path.absolute().parent / FOLDER if folder is None else folder
    try:
        with open_any_release(path) as db:
            name = read_mark(db)[0].archive if path.exists() else None
    except (sqlite3.Error, OSError):
        name = None
    if name is not None:
        return backups(folder, name)
    found = backups(folder)
    return [one for one in found if one.path.name.startswith(f"{path.stem}-")] or found


def find_backup(target: str | Path, folder: Path, day: date | None = None) -> Path:
    """The newest backup in a folder, of a day if one is given. Raises ``BackupError`` where there is none."""
    found = [one for one in list_backups(target, folder) if day in (None, one.made_at.astimezone(KST).date())]
    if found:
        return found[0].path
    if day is None:
        raise ForeignBackupError(_("There is no backup of {archive} in {folder}.", archive=target, folder=folder))
    raise ForeignBackupError(
        _("There is no backup of {archive} of {day} in {folder}.", archive=target, day=day, folder=folder)
    )


def backups(folder: Path, archive: str | None = None) -> list[Backup]:
    """The backups in a folder, newest first; only those of one archive, where its own name is given."""
    found = [one for file in sorted(folder.glob("*.db")) if (one := read_backup(file)) is not None]
    found += _describe_nights(list_nights(folder)).values()
    return sorted(
        (b for b in found if archive in (None, b.mark.archive)),
        key=lambda b: (b.made_at, len(b.path.name), b.path.name),
        reverse=True,
    )


def read_backup(file: Path) -> Backup | None:
    """What a backup says of itself; None for any other file, also one that cannot be read."""
    if file.suffix == ENDING:
        night = read_night(file)
        return None if night is None else _describe_nights([night, *list_nights(file.parent)])[night.path]
    try:
        with open_any_release(file) as db:
            if db.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            mark, made = read_mark(db)
        return None if made is None else Backup(file, file.stat().st_size, datetime.fromisoformat(made), mark)
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return None


def _describe_nights(nights: Sequence[Night]) -> dict[Path, Backup]:
    """Nights of one folder as backups."""
    by_path = {night.path: night for night in nights}
    sizes = measure_own_bytes(by_path.values())
    return {
        path: Backup(path, sizes[path][0], night.made_at, night.mark, sizes[path][1]) for path, night in by_path.items()
    }


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
        stem = f"{path.stem}-{at.strftime(STAMP)}"
        names = (place / f"{stem}{f'-{number}' if number > 1 else ''}{ENDING}" for number in count(1))
        return next(name for name in names if not name.exists())
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
    removed, packs = [], list[PackRecord]()
    for old in backups(made.path.parent, made.mark.archive)[keep:]:
        if old.path != made.path and not (path.exists() and old.path.samefile(path)):
            try:
                night = read_night(old.path)
                old.path.unlink()
                packs += night.packs if night is not None else ()
            except OSError as error:
                raise backup_error(old.path, error) from error
            removed.append(old.path)
    try:
        remove_unneeded(made.path.parent, packs)
    except OSError as error:
        raise backup_error(made.path.parent, error) from error
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
    _refuse(verify(file, alone=True, quick=True, progress=progress), words)


def _refuse(findings: Iterable[VerifyFinding], words: str) -> None:
    """Raise ``BackupError`` where anything was found."""
    first: VerifyFinding | None = None
    found = 0
    for finding in findings:
        first, found = first or finding, found + 1
    if first is not None:
        more = _(" (and {count} more)", count=found - 1) if found > 1 else ""
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
