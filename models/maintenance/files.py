"""Files of archives and backups: brought to the disk, removed with what lies beside them, and errors about them."""

import os
from pathlib import Path

from models.archive.explain_error import explain_reason
from models.archive.location import ENDINGS
from models.language import _
from models.records.errors import BackupError


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
    """Remove an archive with all that belongs to it. Raises OSError."""
    for side in ENDINGS:
        part.with_name(part.name + side).unlink(missing_ok=True)


def backup_error(file: Path, error: Exception) -> BackupError:
    """The sentence for an error that met a backup's file."""
    return BackupError(_("{path} cannot be written: {reason}.", path=file, reason=explain_reason(error, file)))
