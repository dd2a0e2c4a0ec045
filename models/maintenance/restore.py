"""The way back from a backup: it takes the archive's place, and what was there is set aside, never removed."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from models.archive.location import APPLICATION_ID, ENDINGS, archive_path
from models.archive.manifest import begin_manifest, read_manifest
from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.language import _
from models.maintenance.backup import (
    STAMP,
    check_archive,
    check_sound,
    copy_archive,
    is_older,
    open_any_release,
    read_backup,
    read_mark,
)
from models.maintenance.files import backup_error, remove_archive, sync_to_disk
from models.maintenance.nights import ENDING, build_file, read_night
from models.maintenance.verify import Progress
from models.maintenance.verify_rows import check_run
from models.records.errors import BackupError, ForeignBackupError
from models.records.times import now, time_text
from models.replace_file import replace_file


def restore(backup: Path, target: str | Path, *, progress: Progress | None = None) -> Path | None:
    """Put a backup in the archive's place, and return where what was there has been set aside (None: nothing was).

    The caller holds the crawl's lock. What takes the place is verified first, and brought to today's schema; the
    archive that stands is set aside with its log and manifest, never changed or removed. Stopped anywhere, there is an
    archive at its place, and doing it again finishes the work. Raises ``ArchiveError``, ``BackupError``.
    """
    path = archive_path(target)
    if read_backup(backup) is None:
        if backup.suffix == ENDING and backup.is_file():
            raise BackupError(_("The backup is damaged: {file} is not as it was written, or gone.", file=backup))
        check_archive(backup)
        raise ForeignBackupError(_("{backup} is no backup: `news backup` makes them.", backup=backup))
    if path.exists() and path.samefile(backup):
        raise ForeignBackupError(_("{backup} is the archive itself: it cannot be restored from itself.", backup=backup))
    part = path.with_name(f".{path.name}.restored")
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        remove_archive(part)
        _bring_back(backup, part)
        if is_older(part):
            from models.archive.write.archive import Archive  # the writing side, which migrates

            with open_any_release(part) as db:
                begin_manifest(part, read_mark(db)[0])  # a copy has none, and nothing is missing from it
            Archive.open(part).close()
        check_sound(part, _("The backup {backup} is damaged and was not restored", backup=backup), progress)
        sync_to_disk(part)
        with open_any_release(part) as db:
            mark, _is_whole = read_mark(db)
        aside = _set_aside(path)
        begin_manifest(path, mark)
        replace_file(part, path)
        sync_to_disk(path.absolute().parent)
    except (OSError, sqlite3.Error) as error:
        raise backup_error(path, error) from error
    finally:
        with suppress(OSError):
            remove_archive(part)
    return aside


def _bring_back(backup: Path, part: Path) -> None:
    """What a backup holds as one file, and every checksum on the way."""
    night = read_night(backup)
    if night is None:
        copy_archive(backup, part)
        return
    build_file(night, part)
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        db.execute("UPDATE mark SET backup_at = ?", (time_text(night.made_at),))


def _set_aside(path: Path) -> Path | None:
    """Give the archive, its log and its manifest another name, together; archive and manifest keep the old one too.

    A log must not stay: next to another file it would be taken for that one's. So what it holds is first written into
    the archive, where that is still possible.
    """
    if not any(path.with_name(path.name + side).exists() for side in ENDINGS):
        return None
    aside = _free(path)
    if path.exists() and _is_archive(path):  # SQLite removes the log of what it does not take for a database
        with suppress(sqlite3.Error), open_any_release(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for side in reversed(ENDINGS):
        file, other = path.with_name(path.name + side), aside.with_name(aside.name + side)
        if file.exists() and not (side in ("", ".manifest") and _linked(file, other)):
            os.replace(file, other)
    sync_to_disk(path.absolute().parent)
    return aside


def _linked(file: Path, other: Path) -> bool:
    """Whether a file could be given a second name."""
    try:
        os.link(file, other)
    except OSError:
        return False
    return True


def _is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does, examined without SQLite."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:] == APPLICATION_ID.to_bytes(4, "big")


def _free(path: Path) -> Path:
    """A name for what is set aside that nothing has yet."""
    stamp = now().strftime(STAMP)
    for number in range(1000):
        name = f"{path.name}.before-{stamp}{f'-{number}' if number else ''}"
        if not any(path.with_name(name + side).exists() for side in ENDINGS):
            return path.with_name(name)
    raise BackupError(_("The archive {path} cannot be set aside: there are too many of its name.", path=path))


def acknowledge_losses(target: str | Path) -> list[str]:
    """Forget the losses and lost runs that a manifest reports; gives them as sentences. Raises ``ArchiveError``."""
    path = archive_path(target)
    with Archive.open(path, create=False) as archive, archive.transaction():  # nobody else commits meanwhile
        kept = read_manifest(path)
        if kept is None or kept.mark is None:
            return []
        with closing(open_connection(path)) as db:
            lost = [(run, [finding.sentence for finding in check_run(db, run)]) for run in kept.runs]
        runs = [run for run, sentences in lost if not sentences]
        begin_manifest(path, kept.mark, runs=runs)
    losses = [f"{loss[0].upper()}{loss[1:]}." for loss in map(_, kept.losses)]
    if kept.damaged:
        losses.append(
            _("The manifest was damaged: {count} of its lines could not be read and are gone.", count=kept.damaged)
        )
    return [*losses, *(sentence for _run, sentences in lost for sentence in sentences)]
