"""Which clip each person worked on last: a tick in the search goes there. Kept in memory, for the working day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from models.records.times import now

LIFETIME = timedelta(hours=12)


class WorkClips:
    """The clip of each person, forgotten after ``LIFETIME``."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self._chosen: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()

    def choose(self, who: str, clip_id: int) -> None:
        """The person works on this clip now."""
        with self._lock:
            self._chosen[who] = clip_id, self._clock()

    def find(self, who: str) -> int | None:
        """The clip that the person worked on last; None where that is too long ago."""
        with self._lock:
            clip_id, chosen_at = self._chosen.get(who, (None, None))
            return None if chosen_at is None or self._clock() - chosen_at > LIFETIME else clip_id
