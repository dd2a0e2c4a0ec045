"""An archive as one file: how it is copied, looked at and brought to the disk. Backups and their way back share it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from models.archive.explain_error import explain_error
from models.archive.location import ENDINGS
from models.archive.manifest import Mark
from models.archive.read.articles import open_reader
from models.maintenance.verify import Progress, verify
from models.records.errors import BackupError, OlderSchemaError
from models.records.verify_finding import VerifyFinding

UNWRITABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})


def copy_of(source: Path, part: Path) -> None:
    """One unchanging view of an archive as a new file."""
    try:
        with looked_at(source) as db:
            db.execute("VACUUM INTO ?", (str(part.absolute()),))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise explain_error(source, error) from error
        raise


def must_be_sound(file: Path, words: str, progress: Progress | None) -> None:
    if is_older(file):
        return  # its rows are looked at when it is restored, after it was brought to today's schema
    first: VerifyFinding | None = None
    count = 0
    for finding in verify(file, alone=True, quick=True, progress=progress):
        first, count = first or finding, count + 1
    if first is not None:
        more = f" (and {count - 1} more)" if count > 1 else ""
        raise BackupError(f"{words}: {first.sentence.rstrip('.')}{more}.")


def read_mark(db: sqlite3.Connection) -> tuple[Mark, str | None]:
    """Where an archive stands, and when it was made, if it is a backup."""
    archive, commits, at, made = db.execute("SELECT archive, commits, at, backup_at FROM mark").fetchone()
    return Mark(archive, commits, at), made


def must_be_archive(file: Path) -> None:
    """Raise ``ArchiveError`` where a file is no archive of any release, or of a later one."""
    with suppress(OlderSchemaError):
        open_reader(file).close()


def is_older(file: Path) -> bool:
    """Whether an earlier release wrote it."""
    try:
        open_reader(file).close()
    except OlderSchemaError:
        return True
    return False


@contextmanager
def looked_at(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to an archive of any release; on a read-only disk too, where no log waits beside the file."""
    with closing(_connected(file)) as db:
        yield db


def _connected(file: Path) -> sqlite3.Connection:
    try:
        return _open(file, "mode=rw")
    except sqlite3.OperationalError as error:
        wal = file.with_name(file.name + "-wal")
        if error.sqlite_errorcode & 0xFF not in UNWRITABLE or (wal.exists() and wal.stat().st_size):
            raise
    return _open(file, "mode=ro&immutable=1")


def _open(file: Path, options: str) -> sqlite3.Connection:
    db = sqlite3.connect(f"{file.absolute().as_uri()}?{options}", uri=True, timeout=10, isolation_level=None)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def to_disk(path: Path) -> None:
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


def remove(part: Path) -> None:
    for side in ENDINGS:
        part.with_name(part.name + side).unlink(missing_ok=True)


def failed(file: Path, error: Exception) -> BackupError:
    words = (
        str(explain_error(file, error))
        .replace("The archive ", "", 1)
        .replace(" cannot be used", " cannot be written", 1)
    )
    return BackupError(words)
