"""The health of the outlets, read anew at most once a minute: it reads every outlet's history."""

import time
from threading import Lock

from desk.services.health import Health, examine_outlets
from desk.services.workspace import Workspace
from models.records.errors import ArchiveError

MAX_AGE_SECONDS = 60.0


class CachedHealth:
    """One workspace's health for all threads; a second one waits for the first to have read it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._health: Health | None = None
        self._read_at = 0.0

    def read(self, workspace: Workspace) -> Health | None:
        """The health; None where there is no archive yet. Raises ArchiveError for one that cannot be read."""
        with self._lock:
            if self._health is None or time.monotonic() - self._read_at > MAX_AGE_SECONDS:
                try:
                    self._health = examine_outlets(workspace)
                except ArchiveError:
                    if workspace.archive.exists():
                        raise
                    return None
                self._read_at = time.monotonic()
            return self._health

    def forget(self) -> None:
        """Read it anew the next time."""
        with self._lock:
            self._health = None
