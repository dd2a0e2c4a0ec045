"""Errors that were foreseen: each is one clear sentence for the user, with an exit code. Standard library only."""

import os
import sqlite3
from pathlib import Path


class UserError(Exception):
    """An error that was foreseen: the message is one sentence for the user, without a traceback.

    ``exit_code``: 1 done with failures, 2 wrong usage, 3 another crawl is running, 4 the archive cannot be used.
    """

    exit_code: int = 2


class ArchiveError(UserError):
    """The archive cannot be used; the message is one sentence that names the file."""

    exit_code = 4


class NotAnArchiveError(ArchiveError):
    """The file is something else: no database, or the database of another program."""


class NewerSchemaError(ArchiveError):
    """The archive was written by a later release."""


class OlderSchemaError(ArchiveError):
    """The archive was written by an earlier release; opening it for writing brings it up to date."""


class RecordRefusedError(ArchiveError):
    """A record that the archive cannot keep; the archive itself is sound."""


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


def explain(path: str | Path, error: BaseException) -> ArchiveError:
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
        return ArchiveError(f"The archive {path} cannot be used: {os.strerror(cause.errno).lower()}.")
    return ArchiveError(f"The archive {path} cannot be used: {_words(cause)}.")


def _words(error: BaseException) -> str:
    """The driver's own words on one line, without a closing full stop."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
