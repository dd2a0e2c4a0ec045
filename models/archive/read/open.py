"""Open an archive for reading only. Standard library only: a search starts at once."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from models.archive.explain_error import explain_error
from models.archive.location import APPLICATION_ID, SCHEMA_VERSION, archive_path, missing_archive, sqlite_uri
from models.language import _
from models.records.errors import NewerSchemaError, NotAnArchiveError, OlderSchemaError
from models.text.ngrams import TOKENIZER_VERSION

_UNWRITABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_NO_ROOM = frozenset({sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP})
"""The disk is too full for the index of a log, which a reader makes too where there is none."""


def open_connection(target: str | Path, *, any_release: bool = False) -> sqlite3.Connection:
    """Open an archive for reading only; the caller closes it. ``any_release``: also one of an earlier release.

    An archive on a read-only disk can be read too, as long as no writer left anything unfinished next to it.
    Raises ``ArchiveError``: none there, not an archive, of a later or an earlier release, damaged.
    """
    path = archive_path(target)
    if not path.exists():
        raise missing_archive(path)
    if path.is_dir():
        raise NotAnArchiveError(_("The archive {path} cannot be used: it is a folder.", path=path))
    try:
        return connect(path, lambda db: _check(db, path, any_release=any_release))
    except (OSError, sqlite3.Error) as error:
        raise explain_error(path, error) from error


def connect(path: Path, prepare: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    """A connection on which ``prepare`` succeeded; on a read-only or full disk too, where no log waits by the file."""
    try:
        return _connect(path, "mode=rw", prepare)
    except sqlite3.OperationalError as error:
        wal = path.with_name(path.name + "-wal")
        is_closed = error.sqlite_errorcode & 0xFF in _UNWRITABLE or error.sqlite_errorcode in _NO_ROOM
        if not is_closed or (wal.exists() and wal.stat().st_size):
            raise
    return _connect(path, "mode=ro&immutable=1", prepare)


def _connect(path: Path, options: str, prepare: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    db = sqlite3.connect(f"{sqlite_uri(path.absolute())}?{options}", uri=True, timeout=10, isolation_level=None)
    try:
        prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, path: Path, *, any_release: bool) -> None:
    """Allow no writing; raise where the file is not an archive that this release reads."""
    db.execute("PRAGMA query_only = ON")
    application, version = (_number(db, f"PRAGMA {name}") for name in ("application_id", "user_version"))
    if application != APPLICATION_ID:
        if not _number(db, "SELECT count(*) FROM sqlite_master"):
            raise NotAnArchiveError(_("The archive {path} cannot be used: it is empty.", path=path))
        raise NotAnArchiveError(
            _("The archive {path} cannot be used: it is the database of another program.", path=path)
        )
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(
            _(
                "The archive {path} was written by a later release (schema {version}, this release knows "
                "{known}): update the program.",
                path=path,
                version=version,
                known=SCHEMA_VERSION,
            )
        )
    if any_release:
        return
    words = db.execute("SELECT v FROM search_meta WHERE k = 'tokenizer_version'").fetchone() if version else None
    if version < SCHEMA_VERSION or words != (str(TOKENIZER_VERSION),):
        raise OlderSchemaError(
            _(
                "The archive {path} was written by an earlier release, and cannot be brought up to this one now: "
                "it may not be written, or a crawl is running on it.",
                path=path,
            )
        )


def _number(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])
