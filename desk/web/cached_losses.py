"""What the archive has lost, looked up anew at most once a minute: every page says it."""

import time
from threading import Lock

from desk.services.workspace import Workspace
from models.records.errors import ArchiveError

MAX_AGE_SECONDS = 60.0


class CachedLosses:
    """One workspace's losses for all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._losses: tuple[str, ...] = ()
        self._read_at: float | None = None

    def read(self, workspace: Workspace) -> tuple[str, ...]:
        """A sentence each; empty where nothing is lost, or the archive cannot be read."""
        with self._lock:
            if self._read_at is None or time.monotonic() - self._read_at > MAX_AGE_SECONDS:
                try:
                    self._losses = workspace.find_losses()
                except ArchiveError:
                    self._losses = ()  # the page says itself why it cannot be read
                self._read_at = time.monotonic()
            return self._losses
