"""The sentence for an error of the database driver or the operating system. Standard library only."""

import sqlite3
from pathlib import Path

from models.records.errors import ArchiveError, NotAnArchiveError, RecordRefusedError, unusable_archive

_SENTENCES = {
    sqlite3.SQLITE_FULL: "there is no space left for it",
    sqlite3.SQLITE_READONLY: "it may not be written (read-only)",
    sqlite3.SQLITE_PERM: "access to it was refused",
    sqlite3.SQLITE_AUTH: "access to it was refused",
    sqlite3.SQLITE_CANTOPEN: "it or its folder cannot be opened or written",
    sqlite3.SQLITE_NOTADB: "it is not a news archive",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore the last backup",
    sqlite3.SQLITE_BUSY: "another program kept it locked for too long",
    sqlite3.SQLITE_LOCKED: "another program kept it locked for too long",
    sqlite3.SQLITE_IOERR: "reading or writing it failed (input/output error)",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
    sqlite3.SQLITE_PROTOCOL: "another program kept it locked for too long",
}


_REFUSALS = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "it names an outlet, run or article that the archive does not have",
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "the archive has one of the same name already",
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: "the archive has one of the same name already",
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: "a value is missing",
}


def explain_error(path: str | Path, error: BaseException) -> ArchiveError:
    """The sentence for an error of the database driver or the operating system.

    An ``ArchiveError`` comes back as it is; SQLAlchemy's wrapper is looked through (``.orig``).
    """
    if isinstance(error, ArchiveError):
        return error
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, sqlite3.IntegrityError):
        what = _REFUSALS.get(code or 0, "it does not fit its table")
        return RecordRefusedError(f"The archive {path} refused a record: {what} ({_words(cause)}).")
    if isinstance(cause, UnicodeEncodeError):
        return RecordRefusedError(
            f"The archive {path} refused a record: its text holds half a character (a lone surrogate)."
        )
    if code is not None and (code & 0xFF) in _SENTENCES:
        kind = NotAnArchiveError if code & 0xFF == sqlite3.SQLITE_NOTADB else ArchiveError
        return kind(f"The archive {path} cannot be used: {_SENTENCES[code & 0xFF]}.")
    if isinstance(cause, OSError) and cause.errno is not None:
        return unusable_archive(path, cause)
    return ArchiveError(f"The archive {path} cannot be used: {_words(cause)}.")


def _words(error: BaseException) -> str:
    """The driver's own words on one line, without a closing full stop."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
