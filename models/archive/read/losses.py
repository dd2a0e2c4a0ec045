"""What an archive has lost, for everybody who reads it: its place against its manifest's. Standard library only."""

import sqlite3
from contextlib import closing
from pathlib import Path

from models.archive.location import archive_path
from models.archive.manifest import CommitPosition, compare_positions, manifest_path, read_manifest
from models.archive.read.open import open_connection
from models.language import _

_POSITION = "SELECT archive, commits, at, backup_at FROM mark WHERE id = 1"


def find_losses(target: str | Path) -> tuple[str, ...]:
    """What was lost, a sentence each, until a person says that it is known; empty where there is no archive.

    A missing manifest counts, except beside a backup, which has none. Raises ``ArchiveError``: it cannot be read.
    """
    path = archive_path(target)
    if not path.exists() or not path.stat().st_size:
        return ()
    # Before the archive: a commit in between is then in the archive, and not yet in what was read of the manifest.
    kept = read_manifest(path, with_runs=False)
    with closing(open_connection(path, any_release=True)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'mark'").fetchone():
            return ()  # the first release kept no account of its commits
        archive, commits, at, backup_at = _read_position(db)
    if kept is None:
        if not commits or backup_at is not None:
            return ()
        name = manifest_path(path).name
        return (_("Its manifest {name} is missing: whether commits are lost cannot be seen.", name=name),)
    losses = dict.fromkeys((*map(_, kept.losses), *compare_positions(CommitPosition(archive, commits, at), kept)))
    return tuple(f"{one[0].upper()}{one[1:]}." for one in losses)


def _read_position(db: sqlite3.Connection) -> tuple[str, int, str, str | None]:
    archive, commits, at, backup_at = db.execute(_POSITION).fetchone()
    return str(archive), int(commits), str(at), backup_at
