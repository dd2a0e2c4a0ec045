"""Count commits inside the archive, and write the count next to it: the writing half of the manifest."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, func, select, update

from models.archive.changed_pages import ChangeLog, LogPosition
from models.archive.compiled_sql import Database
from models.archive.manifest import (
    LOST,
    CommitPosition,
    begin_manifest,
    compare_positions,
    read_manifest,
    write_position,
)
from models.archive.schema.tables import mark
from models.language import N_, _
from models.records.errors import ArchiveError
from models.records.times import now, time_text

_M = mark.c
POSITION = select(_M.archive, _M.commits, _M.at).where(_M.id == 1)
STEP = (
    update(mark)
    .where(_M.id == 1)
    .values(commits=_M.commits + 1, at=bindparam("n_at"), backup_at=None)
    .returning(_M.archive, _M.commits, _M.at)
)
REACHED = (
    "SELECT commits, (SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'mark') FROM mark WHERE id = 1"
)
HAS_COUNT = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'mark'"
CONTINUE_FROM = update(mark).where(_M.id == 1).values(commits=func.max(_M.commits, bindparam("n_commits")))


MISSING_MANIFEST = N_(
    "its manifest was missing and was begun anew: lost commits (an archive copied without its log lacks the last ones) "
    "could not have been seen"
)
"""The one loss that is kept as its English text, and translated where it is shown."""


class CommitCounter:
    """Of one open archive: numbers its commits, and sees when its file is no longer the one that was opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ended: list[Mapping[str, Any]] = []
        self._files: dict[Path, tuple[int, int]] = {}
        self._changes: ChangeLog | None = None
        self._noted = -1

    def open(self, database: Database) -> tuple[str, ...]:
        """Compare the archive with its manifest; what is wrong, in sentences. The count continues from the higher one.

        A loss is written down before the count continues, and given at every opening until it is acknowledged.
        """
        stands = CommitPosition(*tuple(database.run(POSITION).one()))
        found = read_manifest(self.path)
        if found is None:
            missing = (MISSING_MANIFEST,) if stands.commits else ()
            begin_manifest(self.path, stands, missing)
            return tuple(map(_, missing))
        losses = tuple(dict.fromkeys((*found.losses, *compare_positions(stands, found))))
        if found.mark is None or found.mark.archive != stands.archive:
            begin_manifest(self.path, stands, losses)
        elif found.mark.commits > stands.commits:
            write_position(self.path, found.mark, [{LOST: one} for one in losses if one not in found.losses])
            database.run(CONTINUE_FROM, n_commits=found.mark.commits)
        return tuple(map(_, losses))

    def note_changes(self, database: Database) -> LogPosition | None:
        """Note which pages changed so far; to be called first in a transaction. None where that is not known.

        That it cannot be noted keeps nobody from writing: the next backup reads the whole archive then.
        """
        if self._changes is None and database.driver_run(HAS_COUNT).first() is None:
            return None
        commits, page = tuple(database.driver_run(REACHED).one())
        if self._changes is None:
            self._changes = ChangeLog(self.path)
        self._noted = commits
        try:
            return self._changes.catch_up(commits, page)
        except OSError:
            return None

    def closed(self) -> None:
        """The connection was closed, and all it wrote is in the archive's file."""
        if self._changes is not None:
            with suppress(OSError):
                self._changes.close(self._noted)

    def step(self, database: Database) -> CommitPosition:
        """The number of the commit that is about to be; to be called last in a transaction."""
        return CommitPosition(*tuple(database.run(STEP, n_at=time_text(now())).one()))

    def committed(self, reached: CommitPosition) -> None:
        """Bring the number to the disk, with the runs that ended. Raises ``ArchiveError``: nobody is notified then."""
        ended, self._ended = self._ended, []
        self._check_files()
        write_position(self.path, reached, ended)

    def run_ended(self, row: Mapping[str, Any]) -> None:
        """A run that ends with this transaction, as the manifest is to keep it."""
        self._ended.append(row)

    def forget(self) -> None:
        """After a rollback."""
        self._ended.clear()

    def _check_files(self) -> None:
        """Raise where the file, or its log, was taken away: writes then go nowhere, and SQLite does not see it."""
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                stat = os.stat(path)
            except OSError as error:
                raise _gone(self.path) from error
            if self._files.setdefault(path, (stat.st_dev, stat.st_ino)) != (stat.st_dev, stat.st_ino):
                raise _gone(self.path)


def _gone(path: Path) -> ArchiveError:
    return ArchiveError(
        _("The archive {path} cannot be used: it was moved, removed or replaced while it was written.", path=path)
    )
