"""The sentence for an error of the database driver or the operating system. Standard library only."""

import sqlite3
from pathlib import Path

from models.language import N_, _, describe_system_error
from models.records.errors import ArchiveError, NotAnArchiveError, RecordRefusedError

_SENTENCES = {
    sqlite3.SQLITE_FULL: N_("there is no space left for it"),
    sqlite3.SQLITE_READONLY: N_("it may not be written (read-only)"),
    sqlite3.SQLITE_PERM: N_("access to it was refused"),
    sqlite3.SQLITE_AUTH: N_("access to it was refused"),
    sqlite3.SQLITE_CANTOPEN: N_("it or its folder cannot be opened or written"),
    sqlite3.SQLITE_NOTADB: N_("it is not a news archive"),
    sqlite3.SQLITE_CORRUPT: N_("it is damaged; restore the last backup"),
    sqlite3.SQLITE_BUSY: N_("another program kept it locked for too long"),
    sqlite3.SQLITE_LOCKED: N_("another program kept it locked for too long"),
    sqlite3.SQLITE_IOERR: N_("reading or writing it failed (input/output error)"),
    sqlite3.SQLITE_NOMEM: N_("there is not enough memory"),
    sqlite3.SQLITE_PROTOCOL: N_("another program kept it locked for too long"),
}


_MAYBE_FULL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
FULL_BYTES = 64 * 1024
_REFUSALS = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: N_("it names an outlet, run or article that the archive does not have"),
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: N_("the archive has one of the same name already"),
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: N_("the archive has one of the same name already"),
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: N_("a value is missing"),
}

_OTHER_REFUSAL = N_("it does not fit its table")


def explain_error(path: str | Path, error: BaseException) -> ArchiveError:
    """The sentence for an error of the database driver or the operating system.

    An ``ArchiveError`` comes back as it is; SQLAlchemy's wrapper is looked through (``.orig``).
    """
    if isinstance(error, ArchiveError):
        return error
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, sqlite3.IntegrityError):
        what = _(_REFUSALS.get(code or 0, _OTHER_REFUSAL))
        return RecordRefusedError(
            _("The archive {path} refused a record: {what} ({reason}).", path=path, what=what, reason=_words(cause))
        )
    if isinstance(cause, UnicodeEncodeError):
        return RecordRefusedError(
            _("The archive {path} refused a record: its text holds half a character (a lone surrogate).", path=path)
        )
    kind = NotAnArchiveError if code is not None and code & 0xFF == sqlite3.SQLITE_NOTADB else ArchiveError
    return kind(_("The archive {path} cannot be used: {reason}.", path=path, reason=explain_reason(cause, path)))


def explain_reason(error: BaseException, path: str | Path | None = None) -> str:
    """Why a file cannot be used, as the end of a sentence; SQLAlchemy's wrapper is looked through (``.orig``)."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None and (code & 0xFF) in _SENTENCES:
        if code & 0xFF in _MAYBE_FULL and path is not None and _is_disk_full(path):
            code = sqlite3.SQLITE_FULL
        return _(_SENTENCES[code & 0xFF])
    if isinstance(cause, OSError) and cause.errno is not None:
        return describe_system_error(cause)
    return _words(cause)


def _is_disk_full(path: str | Path) -> bool:
    """Whether next to nothing is free where the archive is: SQLite then speaks of input and output, or of opening."""
    try:
        import shutil  # brings packers along, which take time to load

        return shutil.disk_usage(Path(path).absolute().parent).free < FULL_BYTES
    except OSError:
        return False


def _words(error: BaseException) -> str:
    """The driver's own words on one line, without a closing full stop."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
