"""Errors that were foreseen: each is one clear sentence for the user, with an exit code."""

from pathlib import Path

from models.language import _, describe_system_error


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


class CursorError(UserError, ValueError):
    """The cursor is none that a search of this order gave; the message is one sentence."""

    exit_code = 2


class BackupError(ArchiveError):
    """The backup cannot be made or used; one sentence."""

    exit_code = 1


class ForeignBackupError(BackupError):
    """What is at the named place is not a backup, and is not overwritten."""

    exit_code = 2


def unusable_archive(path: str | Path, error: OSError) -> ArchiveError:
    """The error of an archive that the operating system refuses."""
    return ArchiveError(
        _("The archive {path} cannot be used: {reason}.", path=path, reason=describe_system_error(error))
    )
